//! What stands above and around a letter's text: letterhead, marks, number, signer.

use super::around;
use super::bounds::Letter;
use super::doc_number::number_of;
use super::doubt::Notes;
use super::ending;
use super::lines::{Line, key};
use super::marks::{self, Mark};
use super::restriction;
use super::signer;
use super::words;
use crate::model::{Disclosure, Outcome};

/// The facts of the head.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) letterhead: Option<String>,
    pub(super) marks: Vec<String>,
    pub(super) doc_number: Option<String>,
    pub(super) signer: Option<String>,
    pub(super) outcome: Option<Outcome>,
    /// Every class that a mark gives, with its raw line.
    pub(super) outcomes: Vec<(Outcome, usize)>,
    pub(super) disclosure: Disclosure,
    pub(super) index_number: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) publisher: Option<String>,
    /// Where the page has its text from, with its raw line.
    pub(super) source: Option<(String, usize)>,
    /// The raw line that names the publisher.
    pub(super) publisher_line: Option<usize>,
    pub(super) year: Option<i16>,
}

/// The longest line that is still a line of the head.
const LONGEST: usize = 60;

/// Reads head lines, metadata and marks at the letter's end; the latter leave the body.
pub(super) fn read(
    letter: &mut Letter,
    contact_lines: &[Line],
    notes: &mut Notes,
    taken: &mut Vec<(&'static str, usize)>,
) -> Head {
    let mut head = Head::default();
    let mut found: Vec<(Mark, usize)> = Vec::new();
    for line in letter
        .head
        .iter()
        .filter(|line| line.text.chars().count() <= LONGEST)
    {
        read_line(line, &mut head, &mut found, taken);
    }
    signer_below_label(&letter.head, &mut head, taken);
    head.source = bulleted_bureau(&letter.head);
    around::take_end_marks(&mut letter.body, &mut head, &mut found, taken);
    around::take_end_number(&mut letter.body, &mut head, taken);
    around::read_contact_marks(contact_lines, &mut head, &mut found, taken);
    around::read_metadata(letter, &mut head, &mut found, taken, notes);
    restriction::read(letter, contact_lines, &mut found);
    around::outcome_in_text(&letter.body, &mut head, taken, notes);
    around::settle_outcome(&mut head, notes);
    around::settle_disclosure(&mut head, &found, notes);
    let number = head.doc_number.as_deref().map(key).unwrap_or_default();
    head.year = words::DOC_YEAR
        .captures(&number)
        .and_then(|captures| captures.get(1)?.as_str().parse().ok());
    // A name without 文件 is a letterhead only where the letter is signed so or numbered below it.
    let signed = letter
        .body
        .iter()
        .rev()
        .take(8)
        .any(|line| Some(line.compact()) == head.letterhead);
    let plain = head
        .letterhead
        .as_ref()
        .is_some_and(|name| !name.ends_with("文件"));
    let signature = letter
        .body
        .iter()
        .rev()
        .take(10)
        .any(|line| ending::is_signature(line.key()));
    if plain && !signed && signature {
        head.letterhead = None;
    }
    let damaged = letter.head.iter().find(|line| {
        let first = line.text.split(['（', '(', ' ']).next().unwrap_or_default();
        head.doc_number.is_none() && words::DOC_NUMBER_DAMAGED.is_match(&key(first))
    });
    if let Some(line) = damaged {
        notes.doubt(
            "number-damaged",
            "doc_number",
            Some(line.raw),
            "发文字号残缺，未录，请对照原件。",
        );
    }
    head
}

/// A page's list may give the bureau without a label: • 某局.
fn bulleted_bureau(lines: &[Line]) -> Option<(String, usize)> {
    lines.iter().find_map(|line| {
        let name = line.text.strip_prefix(['•', '·'])?.trim();
        ending::is_signature(name).then(|| (name.to_owned(), line.raw))
    })
}

/// 签发人： with the name on the line below.
fn signer_below_label(lines: &[Line], head: &mut Head, taken: &mut Vec<(&'static str, usize)>) {
    for pair in lines.windows(2) {
        let name = pair[1].key();
        let is_label = pair[0].key().ends_with("签发人：");
        let is_name = (2..=3).contains(&name.chars().count())
            && name.chars().all(crate::text::cjk::is_han)
            && marks::disclosure(name).is_none();
        if is_label && is_name && head.signer.is_none() {
            taken.push(("signer", pair[1].raw));
            head.signer = Some(name.to_owned());
        }
    }
}

/// A line of the head may hold several things: number and signer, number and marks.
fn read_line(
    line: &Line,
    head: &mut Head,
    found: &mut Vec<(Mark, usize)>,
    taken: &mut Vec<(&'static str, usize)>,
) {
    let line_key = line.key();
    let mut rest = line.text.replace('*', "");
    if let Some(number) = number_of(without_marks(&rest)) {
        rest = without(&rest, &number);
        if head.doc_number.is_none() {
            taken.push(("doc_number", line.raw));
            head.doc_number = Some(number);
        }
    }
    if let Some((label, name)) = signer::named(&line.text) {
        if let Some(name) = name.clone().filter(|_| head.signer.is_none()) {
            taken.push(("signer", line.raw));
            head.signer = Some(name);
        }
        let whole = format!("{label}{}", name.unwrap_or_default());
        rest = without(&rest.replace(':', "："), &whole);
    }
    let tokens = tokens(&rest);
    // Beside a damaged number a class is still a class.
    let damaged = tokens
        .first()
        .is_some_and(|first| words::DOC_NUMBER_DAMAGED.is_match(&key(first)));
    let all_marks = tokens
        .iter()
        .skip(usize::from(damaged))
        .all(|token| is_mark(token));
    if all_marks {
        for token in &tokens {
            read_mark(token, line.raw, head, found, taken);
        }
    } else if let Some((name, marks)) = tokens.split_first()
        && !marks.is_empty()
        && is_letterhead(&key(name))
        && marks.iter().all(|token| is_mark(token))
    {
        // 某局 B（正在解决）
        for token in marks {
            read_mark(token, line.raw, head, found, taken);
        }
        if head.letterhead.is_none() {
            taken.push(("as_written.head", line.raw));
            head.letterhead = Some(ending::without_seal(name).to_owned());
        }
    } else if tokens.iter().any(|token| is_labelled(token)) {
        // 承办单位：某局 办理结果：A holds a mark among labels of a page.
        for token in tokens.iter().filter(|token| is_labelled(token)) {
            read_mark(token, line.raw, head, found, taken);
        }
    } else if is_letterhead(line_key) && is_better(line_key, head.letterhead.as_deref()) {
        taken.push(("as_written.head", line.raw));
        let name = line
            .text
            .replace([' ', '*'], "")
            .replace('(', "（")
            .replace(')', "）");
        head.letterhead = Some(ending::without_seal(&name).to_owned());
    }
}

/// What follows the marks at the beginning of a line: 主动公开 某函〔2021〕76号.
fn without_marks(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((first, behind)) = rest.split_once(' ') {
        if !is_mark(first) {
            break;
        }
        rest = behind.trim_start();
    }
    let glued = ["主动公开", "同意公开", "依申请公开", "不予公开"];
    let is_number = |rest: &&str| rest.contains(['〔', '[', '【', '（', '(']);
    glued
        .iter()
        .find_map(|mark| rest.strip_prefix(mark).filter(is_number))
        .unwrap_or(rest)
}

/// A text without a part of it, whatever white space stands between.
fn without(text: &str, part: &str) -> String {
    let wanted: Vec<char> = part.chars().filter(|c| !c.is_whitespace()).collect();
    let chars: Vec<char> = text.chars().collect();
    for start in 0..chars.len() {
        let (mut at, mut matched) = (start, 0);
        while let (Some(c), true) = (chars.get(at), matched < wanted.len()) {
            if *c == wanted[matched] {
                matched += 1;
            } else if !c.is_whitespace() {
                break;
            }
            at += 1;
        }
        if matched == wanted.len() && matched > 0 {
            let before: String = chars[..start].iter().collect();
            let behind: String = chars[at..].iter().collect();
            return format!("{before} {behind}");
        }
    }
    text.to_owned()
}

/// The marks of a line: parts between white space or brackets, and a class glued to what follows.
fn tokens(text: &str) -> Vec<String> {
    // A class in brackets may be glued to what stands before it.
    let spaced = match text.rfind(['（', '(']) {
        Some(at) if at > 0 && marks::class(&key(&text[at..])).is_some() => {
            format!("{} {}", &text[..at], &text[at..])
        }
        _ => text.to_owned(),
    };
    let spaced = spaced
        .replace("）（", "） （")
        .replace(")(", ") (")
        .replace("〕〔", "〕 〔");
    let mut tokens: Vec<String> = Vec::new();
    for part in spaced
        .split_whitespace()
        .flat_map(|part| listed(part.to_owned()))
    {
        let part = part.as_str();
        let glued = part
            .find('类')
            .filter(|_| marks::class(&key(part)).is_none())
            .and_then(|at| {
                let (class, mark) = part.split_at(at + '类'.len_utf8());
                (marks::class(&key(class)).is_some() && !mark.is_empty()).then_some((class, mark))
            });
        match glued {
            Some((class, mark)) => tokens.extend([class.to_owned(), mark.to_owned()]),
            None => tokens.push(part.to_owned()),
        }
    }
    // 「A 类」 is one mark whose parts an export spaced out.
    let joined: String = tokens.concat();
    // Boxes and their words are one mark: □主动公开 ☑依申请公开.
    let boxed = joined.contains(['□', '☐', '☑', '√', '✓']);
    let each = || tokens.iter().all(|token| is_mark(token));
    if tokens.len() > 1 && is_mark(&joined) && (boxed || !each()) {
        return vec![text.trim().to_owned()];
    }
    let mut merged: Vec<String> = Vec::new();
    for token in tokens {
        match merged.last_mut() {
            Some(last) if token == "类" => last.push_str(" 类"),
            _ => merged.push(token),
        }
    }
    merged
}

/// `（A类，同意公开）` lists several marks.
fn listed(token: String) -> Vec<String> {
    const BRACKETS: [char; 6] = ['（', '）', '(', ')', '【', '】'];
    if is_mark(&token) {
        return vec![token];
    }
    let inside = token.trim_matches(BRACKETS);
    let parts: Vec<&str> = inside
        .split(['，', '、', '；', '/', ',', ';'])
        .map(str::trim)
        .collect();
    if parts.len() > 1 && parts.iter().all(|part| is_mark(part)) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![token]
    }
}

/// Whether a text is made of marks alone.
pub(super) fn all_marks(text: &str) -> bool {
    tokens(text).iter().all(|token| is_mark(token))
}

/// Whether a text is a mark behind its label.
fn is_labelled(text: &str) -> bool {
    text.contains(['：', ':']) && is_mark(text)
}

fn is_mark(text: &str) -> bool {
    marks::is_mark(&key(text))
}

/// Takes a text that is a mark.
pub(super) fn read_mark(
    text: &str,
    raw: usize,
    head: &mut Head,
    found: &mut Vec<(Mark, usize)>,
    taken: &mut Vec<(&'static str, usize)>,
) -> bool {
    let mark_key = key(text);
    if let Some(outcome) = marks::class(&mark_key) {
        taken.push(("outcome", raw));
        head.outcomes.push((outcome, raw));
        // A类（同意公开） says both.
        if let Some(mark) = restriction::behind_class(&mark_key) {
            taken.push(("disclosure", raw));
            found.push((mark, raw));
        }
        head.marks.push(text.replace('*', ""));
        return true;
    }
    if let Some(mark) = marks::disclosure(&mark_key) {
        taken.push(("disclosure", raw));
        found.push((mark, raw));
        head.marks.push(text.replace('*', ""));
        return true;
    }
    false
}

/// The first name counts, but one with 文件 before one that may be a page's.
fn is_better(name: &str, known: Option<&str>) -> bool {
    known.is_none_or(|known| name.ends_with("文件") && !known.ends_with("文件"))
}

/// The name of the body that writes, alone on its line, with 文件 or without.
fn is_letterhead(line: &str) -> bool {
    const ENDS: [&str; 14] = [
        "文件",
        "办事处",
        "局",
        "委员会",
        "办公室",
        "厅",
        "部",
        "人民政府",
        "院",
        "中心",
        "管理处",
        "委",
        "公司",
        "行",
    ];
    let line = ending::without_seal(line);
    let length = line.chars().count();
    (4..=32).contains(&length)
        && ENDS.iter().any(|end| line.ends_with(end))
        && line
            .chars()
            .all(|c| crate::text::cjk::is_han(c) || "（）".contains(c))
        && !line.contains("关于")
}
