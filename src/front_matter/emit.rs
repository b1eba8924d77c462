//! The one writer of the file format.
//!
//! One fact a line, in a fixed order; nested lists and maps in brackets but for `cases`, `review`
//! and the like, an entry a line, and `as_written` and `source`, a key a line. A text stands bare
//! where YAML takes it for that text, else in double quotes.

use std::fmt::Write;

use super::facts::{Fact, article_facts, facts, facts_as_they_stand, notice_facts};
use crate::model::reply::SourceRef;
use crate::model::{Article, Cleared, Notice, Reply};
use crate::text::width::sanitize_char;

/// Lists with an entry a line.
const ENTRY_A_LINE: [&str; 4] = ["cases", "review", "corrected", "allow"];
/// Maps with a key a line.
const KEY_A_LINE: [&str; 2] = ["as_written", "source"];

/// Stands for a reason that is not published.
const ELSEWHERE: &str = "理由见原档案";

/// The file of a reply: canonical front matter, then the body.
pub fn emit(reply: &Reply, body: &str) -> String {
    emit_facts(&facts(reply), body)
}

/// The published file of a letter. In place of its source it gives the same site, so it keeps
/// line breaks. What is for the clerk alone stays behind: file names, what a doubt quotes of the
/// original, why a rule does not apply, and a summary that the letter makes needless.
pub fn emit_letter(letter: &Cleared<Reply>, body: &str) -> String {
    let mut reply = Reply::clone(letter);
    reply.source = SourceRef {
        sha256: reply.source.sha256.take(),
        ..SourceRef::default()
    };
    reply.summary = None;
    for allowance in &mut reply.allow {
        ELSEWHERE.clone_into(&mut allowance.reason);
    }
    for doubt in &mut reply.review {
        doubt.line = None;
        doubt.message = None;
        doubt.alternatives.clear();
    }
    emit_facts(&facts_as_they_stand(&reply), body)
}

/// The published file of a notice.
pub fn emit_notice(notice: &Cleared<Notice>) -> String {
    emit_facts(&notice_facts(notice), "")
}

/// The file of an article.
pub fn emit_article(article: &Article, body: &str) -> String {
    emit_facts(&article_facts(article), body)
}

/// A file of facts, given as a map, and a body.
pub fn emit_facts(front_matter: &Fact, body: &str) -> String {
    let mut out = String::from("---\n");
    if let Fact::Map(facts) = front_matter {
        for (key, fact) in facts {
            top_level(&mut out, key, fact);
        }
    }
    out.push_str("---\n");
    let body = body.trim_matches('\n');
    if !body.is_empty() {
        out.push('\n');
        out.push_str(body);
        out.push('\n');
    }
    out
}

fn top_level(out: &mut String, key: &str, fact: &Fact) {
    out.push_str(key);
    match fact {
        Fact::List(entries) if ENTRY_A_LINE.contains(&key) && !entries.is_empty() => {
            out.push_str(":\n");
            for entry in entries {
                out.push_str("  - ");
                value(out, entry, Place::Open);
                out.push('\n');
            }
        }
        Fact::Map(facts) if KEY_A_LINE.contains(&key) => {
            out.push_str(":\n");
            for (key, fact) in facts {
                out.push_str("  ");
                pair(out, key, fact, Place::Open);
                out.push('\n');
            }
        }
        _ => {
            out.push_str(": ");
            value(out, fact, Place::Open);
            out.push('\n');
        }
    }
}

/// Where a value stands: commas and brackets mean something only inside brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Open,
    Brackets,
}

fn pair(out: &mut String, key: &str, fact: &Fact, place: Place) {
    out.push_str(key);
    out.push_str(": ");
    value(out, fact, place);
}

fn value(out: &mut String, fact: &Fact, place: Place) {
    match fact {
        Fact::Text(text) if stands_bare(text, place) => out.push_str(text),
        Fact::Text(text) => quote(out, text),
        Fact::Word(word) => out.push_str(word),
        Fact::Number(number) => out.push_str(&number.to_string()),
        Fact::List(facts) => {
            out.push('[');
            for (index, fact) in facts.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                value(out, fact, Place::Brackets);
            }
            out.push(']');
        }
        Fact::Map(facts) => {
            out.push('{');
            for (index, (key, fact)) in facts.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                pair(out, key, fact, Place::Brackets);
            }
            out.push('}');
        }
    }
}

/// Whether YAML reads the text without quotes as exactly this text. One with a full-width colon
/// is quoted as well: to the eye it is a key.
fn stands_bare(text: &str, place: Place) -> bool {
    let begins_otherwise = text.starts_with(|c| "-?:,[]{}#&*!|>'\"%@`=~<.+".contains(c));
    let means_something = match place {
        Place::Open => text.contains(": ") || text.ends_with(':'),
        // Parsers disagree about indicators behind a space.
        Place::Brackets => {
            let indicators = text
                .split(' ')
                .skip(1)
                .any(|word| word.starts_with(['-', '?', '&', '*', '!']));
            indicators || text.contains([',', '[', ']', '{', '}', ':'])
        }
    };
    !(text.is_empty()
        || begins_otherwise
        || means_something
        || text.contains(" #")
        || text.contains('：')
        || text != text.trim()
        || text.chars().any(must_be_escaped)
        || is_other_than_text(text))
}

/// Whether YAML, of whichever version, takes the text for a number, date, truth value or nothing.
fn is_other_than_text(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let lower = text.to_ascii_lowercase();
    let digits = lower.replace('_', "");
    let has_base = ["0x", "0o", "0b"]
        .iter()
        .any(|base| digits.starts_with(base));
    WORDS.contains(&lower.as_str())
        || digits.parse::<f64>().is_ok()
        || has_base && digits[2..].bytes().all(|b| b.is_ascii_hexdigit())
        || is_like_date(text)
}

/// `2025-6-20`, alone or with a time behind it.
fn is_like_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut next = |sizes: std::ops::RangeInclusive<usize>, whole: bool| {
        parts.next().is_some_and(|part| {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            sizes.contains(&digits) && (!whole || digits == part.len())
        })
    };
    next(4..=4, true) && next(1..=2, true) && next(1..=2, false)
}

/// Characters that YAML refuses or that a reader of the file would not see.
fn must_be_escaped(c: char) -> bool {
    sanitize_char(c) != c || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if must_be_escaped(c) => {
                // Writing to a String cannot fail.
                let _ = match u32::from(c) {
                    code @ 0..=0xFFFF => write!(out, "\\u{code:04X}"),
                    code => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
