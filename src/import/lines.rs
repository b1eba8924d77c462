//! A raw text as lines that know where they come from.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use super::oneline;

/// Longer lines, in bytes of their keys, are paragraphs and nothing else.
pub(super) const LONGEST_LINE: usize = 330;

/// One line of a raw text, cleaned of what is no text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number in the raw text, counted from 1.
    pub(super) raw: usize,
    /// The number of the last raw line that was wrapped onto it.
    pub(super) last: usize,
    /// Its text: no marks of OCR headings, single spaces, bold kept as `**`.
    pub(super) text: String,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    /// Whether a page's furniture stood right before it.
    pub(super) behind_furniture: bool,
    /// See [`Line::key`]; made when it is first asked for.
    key: OnceLock<String>,
}

impl Line {
    /// The same line with another text.
    pub(super) fn with_text(&self, text: String) -> Self {
        Self {
            text,
            key: OnceLock::new(),
            ..self.clone()
        }
    }

    /// The text as recognisers compare it: no white space, no emphasis, full-width punctuation,
    /// half-width letters and digits, simplified characters in the words that letters use.
    pub(super) fn key(&self) -> &str {
        self.key.get_or_init(|| key(&self.text))
    }

    /// The text without white space, with the letter's own characters: one for each of the key.
    pub(super) fn compact(&self) -> String {
        self.text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// Whether it is a row of a Markdown table.
    pub(super) fn is_table(&self) -> bool {
        self.text.starts_with('|') && self.text.len() > 1
    }
}

/// See [`Line::key`].
pub(super) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .map(|c| match c {
            ':' => '：',
            ',' => '，',
            ';' => '；',
            '(' => '（',
            ')' => '）',
            c => simplified(c),
        })
        .collect()
}

/// Characters of the words by which letters are recognised, in traditional script. For
/// recognition alone: the letter's own characters are never replaced.
const TRADITIONAL: &str = "係關於答覆復員會議屆號類開聯繫電話負責簽發書處長標題見請謝區縣鎮鄉國務廳協辦摘節複維單位經領導對應將現後無層億萬個這為與來時們從進實產業導點討論";
/// The same in simplified script.
const SIMPLIFIED: &str = "系关于答复复员会议届号类开联系电话负责签发书处长标题见请谢区县镇乡国务厅协办摘节复维单位经领导对应将现后无层亿万个这为与来时们从进实产业导点讨论";

/// The simplified character for each of [`TRADITIONAL`], by code.
static FOLDED: LazyLock<BTreeMap<char, char>> =
    LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());
/// One bit for each code, so that other characters need no look-up.
static IS_TRADITIONAL: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut bits = vec![false; 0xA000];
    TRADITIONAL.chars().for_each(|c| bits[c as usize] = true);
    bits
});

fn simplified(c: char) -> char {
    let known = IS_TRADITIONAL.get(c as usize).copied().unwrap_or(false);
    if known {
        FOLDED.get(&c).copied().unwrap_or(c)
    } else {
        c
    }
}

/// Cuts a text into cleaned lines; empty ones only leave a gap. Counts what was cleaned away.
pub(super) fn lines(text: &str, repairs: &mut BTreeMap<&'static str, usize>) -> Vec<Line> {
    let divided = oneline::divide(text);
    let raw: Vec<(usize, &str)> = divided
        .iter()
        .map(|(raw, line)| (*raw, line.as_str()))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut gap = false;
    let width = wrap_width(&raw.iter().map(|(_, line)| *line).collect::<Vec<_>>());
    let mut previous_full = false;
    for &(number, raw_line) in &raw {
        let text = clean(raw_line, repairs);
        if text.is_empty() {
            gap = true;
            previous_full = false;
            continue;
        }
        let indent = raw_line.starts_with("\u{3000}\u{3000}") || raw_line.starts_with("    ");
        let joins = previous_full && !gap && !indent && !text.starts_with('|');
        let full = width.is_some_and(|width| raw_line.chars().count() + 1 >= width);
        match lines.last_mut() {
            Some(last) if joins => {
                last.text.push_str(&text);
                last.last = number;
                *repairs.entry("line-wrap").or_default() += 1;
            }
            _ => lines.push(Line {
                raw: number,
                last: number,
                text,
                gap,
                behind_furniture: false,
                key: OnceLock::new(),
            }),
        }
        gap = false;
        previous_full = full && !raw_line.trim_start().starts_with('|');
    }
    lines
}

/// The number of characters at which lines were wrapped, where many lines end there.
fn wrap_width(raw: &[&str]) -> Option<usize> {
    let lengths: Vec<usize> = raw
        .iter()
        .map(|line| line.chars().count())
        .filter(|&length| length > 0)
        .collect();
    let longest = *lengths.iter().max()?;
    let full = lengths
        .iter()
        .filter(|&&length| length + 1 >= longest)
        .count();
    ((16..=80).contains(&longest) && full >= 4 && full * 4 >= lengths.len()).then_some(longest)
}

/// Takes out what is no text and evens white space, letters and digits.
fn clean(raw: &str, repairs: &mut BTreeMap<&'static str, usize>) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\u{3000}' | '\u{A0}' | '\t' | '\u{2002}'..='\u{200A}' => text.push(' '),
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                *repairs.entry("full-width").or_default() += 1;
                text.extend(char::from_u32(c as u32 - 0xFEE0));
            }
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{61C}' => {
                *repairs.entry("control-character").or_default() += 1;
            }
            c if c.is_control() => *repairs.entry("control-character").or_default() += 1,
            c => text.push(c),
        }
    }
    let text = without_heading_marks(text.trim(), repairs);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// OCR marks as headings what is large, and sets whole lines bold; both are dressing.
fn without_heading_marks<'a>(
    text: &'a str,
    repairs: &mut BTreeMap<&'static str, usize>,
) -> &'a str {
    let level = text.bytes().take_while(|&byte| byte == b'#').count();
    let mut rest = text;
    if (1..=6).contains(&level) && text[level..].starts_with(' ') {
        *repairs.entry("ocr-heading").or_default() += 1;
        rest = text[level..].trim_start();
    }
    let inner = rest
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    match inner {
        Some(inner) if !inner.contains("**") && !inner.is_empty() => {
            *repairs.entry("ocr-heading").or_default() += 1;
            inner.trim()
        }
        _ => rest,
    }
}
