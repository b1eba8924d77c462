//! What goes to `review:`, never guessed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::punctuation;
use super::words::regex;

use crate::model::reply::ReviewEntry;

/// Doubts and repairs noted while a letter is normalised.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) review: Vec<ReviewEntry>,
    pub(super) repairs: BTreeMap<&'static str, usize>,
}

impl Notes {
    /// Notes a doubt about a field, at a raw line where one is known.
    pub(super) fn doubt(&mut self, code: &str, field: &str, line: Option<usize>, message: &str) {
        self.doubt_with(code, field, line, message, &[]);
    }

    /// The same, with readings that come into question.
    pub(super) fn doubt_with(
        &mut self,
        code: &str,
        field: &str,
        line: Option<usize>,
        message: &str,
        alternatives: &[&str],
    ) {
        let entry = ReviewEntry {
            code: code.to_owned(),
            field: field.to_owned(),
            line: line.and_then(|line| u32::try_from(line).ok()),
            message: Some(message.to_owned()),
            alternatives: alternatives.iter().map(|&a| a.to_owned()).collect(),
        };
        if !self.review.contains(&entry) {
            self.review.push(entry);
        }
    }

    /// Counts a mechanical repair.
    pub(super) fn repair(&mut self, rule: &'static str, count: usize) {
        if count > 0 {
            *self.repairs.entry(rule).or_default() += count;
        }
    }
}

static FOREIGN: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"[\p{Han}”）》]([a-z]{2,6})[\p{Han}“（《]"));

static PINYIN: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"(\p{Han})[（(][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[）)]"));

/// A key without the pinyin in brackets that a machine put behind its characters.
pub(super) fn without_pinyin(key: &str) -> Cow<'_, str> {
    match PINYIN.as_ref().filter(|_| key.contains('（')) {
        Some(pinyin) => pinyin.replace_all(key, "$1"),
        None => Cow::Borrowed(key),
    }
}

/// Latin words that a recogniser puts where a Chinese one stands.
const TOKENS: &[(&str, &str)] = &[
    ("etc", "等"),
    ("and", "和"),
    ("or", "或"),
    ("of", "的"),
    ("the", ""),
    ("is", "是"),
    ("to", "至"),
];

/// What stands where a character was lost.
const LOST: [char; 5] = ['�', '■', '□', '▇', '◆'];

/// Looks for damage in a line of the body: foreign tokens, lost characters, doubled dashes.
pub(super) fn look(raw_text: &str, raw: usize, notes: &mut Notes) {
    let is_latin = |c: char| c.is_ascii_lowercase() || ('à'..='ǜ').contains(&c);
    // Most lines are plain.
    if !raw_text.contains(|c| is_latin(c) || LOST.contains(&c) || c == '-') {
        return;
    }
    let text = punctuation::normalise(raw_text, raw, &mut Notes::default());
    let text = text.as_str();
    let line = Some(raw);
    if text.contains(is_latin) {
        foreign(text, line, notes);
    }
    if text.contains(LOST) {
        notes.doubt(
            "lost-character",
            "body",
            line,
            "此处有无法识别的字符，照录，请对照原件。",
        );
    }
    let between_han = text.match_indices("--").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + 2..].chars().next();
        [before, behind]
            .iter()
            .all(|c| c.is_some_and(crate::text::cjk::is_han))
    });
    if between_han {
        let message = "“--”照录，请对照原件是否为破折号。";
        notes.doubt_with("dash-doubled", "body", line, message, &["——"]);
    }
}

/// Latin words and pinyin inside Chinese text.
fn foreign(text: &str, line: Option<usize>, notes: &mut Notes) {
    for captures in FOREIGN.iter().flat_map(|regex| regex.captures_iter(text)) {
        let token = captures.get(1).map_or("", |m| m.as_str());
        let Some((_, meant)) = TOKENS.iter().find(|(known, _)| *known == token) else {
            continue;
        };
        let message = format!("中文句中的外文“{token}”照录，请对照原件。");
        let alternatives: &[&str] = if meant.is_empty() { &[] } else { &[meant] };
        notes.doubt_with("foreign-token", "body", line, &message, alternatives);
    }
    if PINYIN.as_ref().is_some_and(|regex| regex.is_match(text)) {
        notes.doubt(
            "pinyin-inserted",
            "body",
            line,
            "此处夹有拼音，照录，请对照原件。",
        );
    }
}
