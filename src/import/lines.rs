//! A raw text as lines that know where they come from.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use super::ending::{self, Ending};
use super::marks;
use super::oneline;
use super::outline;
use super::words;
use super::wrap::Wrap;

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

    /// Whether a line is a title and the text below it addresses somebody: they stay apart, however
    /// full the title's line is.
    fn is_title_above(&self, text: &str) -> bool {
        const LONGEST: usize = 130;
        // The key of a line that may yet grow is not kept.
        let ends = || words::TITLE_END.is_match(&key(&self.text));
        self.text.len() <= LONGEST * 3
            && self.text.contains('第')
            && ends()
            && words::SALUTATION.is_match(&key(text))
    }
}

/// See [`Line::key`].
pub(super) fn key(text: &str) -> String {
    folded(text, in_key)
}

/// The character that a key has for one of a text, if it has any.
fn in_key(c: char) -> Option<char> {
    match c {
        '*' => None,
        ':' => Some('：'),
        ',' => Some('，'),
        ';' => Some('；'),
        '(' => Some('（'),
        ')' => Some('）'),
        '!' => Some('！'),
        c if c.is_whitespace() => None,
        c => Some(simplified(c)),
    }
}

/// Whether recognisers read the very characters of a text.
pub(super) fn is_read_as_written(text: &str) -> bool {
    text.chars()
        .all(|c| in_key(c).is_none_or(|folded| folded == c))
}

/// A text in which most characters stay as they are.
fn folded(text: &str, fold: impl Fn(char) -> Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let instead = fold(c);
        if instead == Some(c) {
            continue;
        }
        out.push_str(&text[from..at]);
        out.extend(instead);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
    out
}

/// Divides a text behind so many characters of its key.
pub(super) fn split_at_key(text: &str, length: usize) -> (&str, &str) {
    let mut left = length;
    let at = text.char_indices().find_map(|(at, c)| {
        let stands_in_key = !c.is_whitespace() && c != '*';
        if left == 0 && stands_in_key {
            return Some(at);
        }
        left -= usize::from(stands_in_key);
        None
    });
    text.split_at(at.unwrap_or(text.len()))
}

/// Characters of the words by which letters are recognised, in traditional script. For
/// recognition alone: the letter's own characters are never replaced.
const TRADITIONAL: &str = "並佈佔併來係個們備傳僅億內兩冊別刪則劃動務匯區協員問啓啟單國圍圖團報學實審將專對導屆層屬幹廢廳後從復徵愛態慮應懷戶掃擊據攝數於時暫書會條業構標機檢權歡氣沒況瀏為無爲狀現產當發眾碼礙稱箇節範簡簽籤糾級細組結統經維網線編縣總繫繼續羣聞聯職臺與菸萬蓋處號衆術裏裡複覆見規親覽訂計訊討記訪詞詢話語說説調請論謂謝謹識議護讀負責貴載輯轉辦這連進適選郵鄉銀錄錯鍵鎮鏈長門閉開間閱閲關陸隊電頁頂順領題類館體點黨";
/// The same in simplified script.
const SIMPLIFIED: &str = "并布占并来系个们备传仅亿内两册别删则划动务汇区协员问启启单国围图团报学实审将专对导届层属干废厅后从复征爱态虑应怀户扫击据摄数于时暂书会条业构标机检权欢气没况浏为无为状现产当发众码碍称个节范简签签纠级细组结统经维网线编县总系继续群闻联职台与烟万盖处号众术里里复复见规亲览订计讯讨记访词询话语说说调请论谓谢谨识议护读负责贵载辑转办这连进适选邮乡银录错键镇链长门闭开间阅阅关陆队电页顶顺领题类馆体点党";

/// The simplified character for each of [`TRADITIONAL`], by code.
static FOLDED: LazyLock<BTreeMap<char, char>> =
    LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());
/// Codes below this may be in [`FOLDED`].
const CODES: usize = 0xA000;
/// One bit for each code, so that other characters need no look-up.
static IS_TRADITIONAL: LazyLock<[u64; CODES / 64]> = LazyLock::new(|| {
    let mut bits = [0; CODES / 64];
    for code in TRADITIONAL.chars().map(|c| c as usize) {
        bits[code / 64] |= 1 << (code % 64);
    }
    bits
});

/// A text as keys have it, its white space and punctuation kept.
pub(super) fn simplify(text: &str) -> String {
    folded(text, |c| Some(simplified(c)))
}

fn simplified(c: char) -> char {
    let code = c as usize;
    let bits = IS_TRADITIONAL.get(code / 64).copied().unwrap_or(0);
    if bits >> (code % 64) & 1 == 1 {
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
    let wrap = Wrap::of(&raw.iter().map(|(_, line)| *line).collect::<Vec<_>>());
    let (mut previous_full, mut previous_marked) = (false, false);
    for (index, &(number, raw_line)) in raw.iter().enumerate() {
        let text = clean(raw_line, repairs);
        if text.is_empty() {
            gap = true;
            previous_full = false;
            continue;
        }
        let indented = wrap.as_ref().is_some_and(|wrap| wrap.is_indented(raw_line));
        let joins =
            previous_full && !gap && !indented && !text.starts_with('|') && !begins_own_line(&text);
        // A number behind a full stop begins a paragraph, however full the line above is.
        let numbered = outline::numbered(&text).is_some()
            && lines
                .last()
                .is_some_and(|last| last.text.ends_with(['。', '：']));
        let joins =
            joins && !numbered && !lines.last().is_some_and(|last| last.is_title_above(&text));
        let ends = raw
            .get(index + 1)
            .is_none_or(|(_, next)| next.trim().is_empty());
        let joins = joins || (previous_marked && ends && !gap && ends_heading(lines.last(), &text));
        let full = wrap.as_ref().is_some_and(|wrap| wrap.is_full(raw_line));
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
        previous_marked = raw_line.starts_with('#');
        previous_full = full && !raw_line.trim_start().starts_with('|');
    }
    lines
}

/// Whether a line is the rest of a heading that a recogniser marked: 一、加快数字化转型，培育 above 优质服务商.
fn ends_heading(above: Option<&Line>, text: &str) -> bool {
    const LONGEST: usize = 24;
    let stops = |text: &str| text.ends_with(['。', '；', '：', '！', '？', ':', ';']);
    let is_open = above.is_some_and(|above| {
        outline::numbered(&above.text).is_some()
            && above.text.contains(['，', '、', ','])
            && !stops(above.text.trim_end_matches('*'))
    });
    let is_rest =
        text.chars().count() <= LONGEST && !stops(text) && !text.contains(['。', '|', '#']);
    is_open && is_rest && outline::numbered(text).is_none() && !begins_own_line(text)
}

/// Whether a line is one of those that stand below a letter, however full the line above is.
fn begins_own_line(text: &str) -> bool {
    let key = key(text);
    ending::is_print_note(&key)
        || marks::disclosure(&key).is_some()
        || matches!(
            ending::kind(&key),
            Some(Ending::Copies | Ending::Attachment | Ending::Contact | Ending::Date)
        )
}

/// Takes out what is no text and evens white space, letters and digits.
fn clean(raw: &str, repairs: &mut BTreeMap<&'static str, usize>) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut gap = false;
    let (mut full_width, mut control) = (0, 0);
    for c in raw.chars() {
        let c = match c {
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                full_width += 1;
                char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
            }
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{61C}' => {
                control += 1;
                continue;
            }
            c if c.is_control() && c != '\t' => {
                control += 1;
                continue;
            }
            c => c,
        };
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !text.is_empty() {
            text.push(' ');
        }
        text.push(c);
    }
    for (rule, count) in [("full-width", full_width), ("control-character", control)] {
        if count > 0 {
            *repairs.entry(rule).or_default() += count;
        }
    }
    let bare = without_bars(without_heading_marks(&text, repairs));
    if bare.len() < text.len() {
        bare.to_owned()
    } else {
        text
    }
}

/// Bars that an export left of a table: alone on a line, or behind a line that has no other.
fn without_bars(text: &str) -> &str {
    let bare = text.trim_end_matches(['|', ' ']);
    if bare.contains('|') { text } else { bare }
}

/// OCR marks as headings what is large, and sets whole lines bold; both are dressing.
fn without_heading_marks<'a>(
    text: &'a str,
    repairs: &mut BTreeMap<&'static str, usize>,
) -> &'a str {
    let mut rest = text;
    // A recogniser may set them twice: ## # 一、概况.
    loop {
        let level = rest.bytes().take_while(|&byte| byte == b'#').count();
        if !(1..=6).contains(&level) || !rest[level..].starts_with(' ') {
            break;
        }
        *repairs.entry("ocr-heading").or_default() += 1;
        rest = rest[level..].trim_start();
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
