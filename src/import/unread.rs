//! Characters that were not recognised in the lines that facts are taken from: whatever was read
//! out of such a line, or was not, is a doubt.

use super::bounds::Letter;
use super::doubt::Notes;
use super::ending::{self, Ending};
use super::lines::Line;
use super::words;
use crate::text::cjk::is_han;

/// What an export or a recogniser sets for a character that it could not read.
const UNREAD: [char; 5] = ['■', '□', '�', '▇', '◆'];
/// Lines longer than this, in characters, are text.
const LONGEST: usize = 60;
/// How many lines at the end may hold facts.
const REACH: usize = 10;

const MESSAGE: &str = "此行有无法识别的字符，请对照原件。";

/// Looks at title, head, salutation, opening, contacts and the last lines.
pub(super) fn look(letter: &Letter, contact_lines: &[Line], notes: &mut Notes) {
    let mut doubt = |line: &Line, field: &str| {
        notes.doubt("character-unread", field, Some(line.raw), MESSAGE);
    };
    for line in letter.title.iter().filter(|line| is_unread(line)) {
        for field in ["title", "cases", "session"] {
            doubt(line, field);
        }
    }
    let is_short = |line: &&Line| line.text.chars().count() <= LONGEST && is_unread(line);
    for line in letter.head.iter().filter(is_short) {
        head(line.key())
            .into_iter()
            .for_each(|field| doubt(line, field));
    }
    let opening = letter.body.iter().take(3).filter(|line| is_unread(line));
    for (index, line) in opening.enumerate() {
        let is_salutation = index == 0 && letter.has_salutation && line.text.chars().count() < 40;
        doubt(line, if is_salutation { "addressees" } else { "cases" });
    }
    for line in contact_lines.iter().filter(|line| is_unread(line)) {
        doubt(line, "contacts");
    }
    let behind = letter.behind.iter().take(REACH);
    for line in letter
        .body
        .iter()
        .rev()
        .take(REACH)
        .chain(behind)
        .filter(is_short)
    {
        doubt(line, last(line.key()));
    }
}

fn is_unread(line: &Line) -> bool {
    line.text.contains(UNREAD)
}

/// The facts that a line of the head may hold.
fn head(key: &str) -> Vec<&'static str> {
    let mut fields = Vec::new();
    if key.contains(['〔', '〕', '[', ']', '【', '】', '号']) || key.contains("20") {
        fields.push("doc_number");
    }
    if key.contains(['签', '发', '人']) {
        fields.push("signer");
    }
    if key.contains(['类', '果', '别']) {
        fields.push("outcome");
    }
    fields
}

/// The fact that a line at the end may hold.
fn last(key: &str) -> &'static str {
    match ending::kind(key) {
        Some(Ending::Copies) => "cc",
        Some(Ending::Attachment) => "attachments",
        Some(Ending::Contact) => "contacts",
        _ if key.contains(['抄', '送']) && key.contains(['：', '，']) => "cc",
        _ if key.contains('：') || words::PHONE.is_match(key) => "contacts",
        _ if looks_like_date(key) => "date",
        _ if ["联", "承办", "经办", "电", "话"]
            .iter()
            .any(|word| key.starts_with(word)) =>
        {
            "contacts"
        }
        _ if key.chars().filter(|c| is_han(*c)).count() >= 3 => "issuer",
        _ => "body",
    }
}

/// Whether a line that is no date is made of what dates are made of: 2023年615日, 20236月15日.
pub(super) fn looks_like_date(key: &str) -> bool {
    const LONGEST_DATE: usize = 14;
    const DIGITS: &str = "〇○◯零一二三四五六七八九十OolI";
    if key.len() > LONGEST_DATE * char::MAX.len_utf8() {
        return false;
    }
    let made_of = |c: char| {
        c.is_ascii_digit()
            || DIGITS.contains(c)
            || "年月日号.．-/".contains(c)
            || UNREAD.contains(&c)
    };
    let length = key.chars().count();
    let units = ["年", "月", "日"]
        .iter()
        .filter(|unit| key.contains(*unit))
        .count();
    let digits = key
        .chars()
        .filter(|c| c.is_ascii_digit() || DIGITS.contains(*c))
        .count();
    let run_together = key.starts_with("20") && (6..=8).contains(&digits) && digits == length;
    (4..=LONGEST_DATE).contains(&length)
        && key.chars().all(made_of)
        && ((units >= 2 && digits >= 2) || run_together)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_lost_characters_are_told_from_other_lines() {
        for key in [
            "2023年615日",
            "20236月15日",
            "2■23年6月15日",
            "2023627",
            "二〇二三年六十五日",
        ] {
            assert!(looks_like_date(key), "{key}");
        }
        for key in ["一、二年级", "12345", "2023", "88450011", "六月"] {
            assert!(!looks_like_date(key), "{key}");
        }
    }
}
