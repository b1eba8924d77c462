//! What is refused before serde_yaml sees it.
//!
//! A prepared file must not take up time or memory out of proportion to its size, and must not
//! mean one thing to one parser and another to the next.

use std::ops::Range;

use super::fault::Fault;
use super::scan::Scan;
use crate::diag::Code;

/// How large a YAML block may be.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes.
    pub max_bytes: usize,
    /// Lists and maps within each other. serde_yaml itself gives up at 128.
    pub max_depth: usize,
    /// Uses of anchors. Since none may stand inside an anchored value, a document can grow to at
    /// most this many times its size.
    pub max_aliases: usize,
}

impl Default for Limits {
    /// Far more than any front matter needs: 256 KiB, 32 levels, 16 aliases.
    fn default() -> Self {
        Self {
            max_bytes: 256 * 1024,
            max_depth: 32,
            max_aliases: 16,
        }
    }
}

/// Whether `text` keeps within `limits`, and is one document without tags and without characters
/// that parsers take differently.
///
/// # Errors
/// The first thing that is too much, with its place in `text`.
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), Fault> {
    if text.len() > limits.max_bytes {
        let message = format!("the YAML is larger than {} KiB", limits.max_bytes / 1024);
        return Err(too_much(message, 0..0).help("move long text into the body"));
    }
    if let Some((at, character)) = ambiguous_character(text) {
        let message = format!(
            "a character that YAML must not hold (U+{:04X})",
            u32::from(character)
        );
        return Err(
            Fault::new(Code::YamlSyntax, message, at..at + character.len_utf8())
                .help("remove the character; editors often do not show it"),
        );
    }
    if is_plainly_harmless(text) {
        Ok(())
    } else {
        Scan::new(limits).run(text)
    }
}

/// The first control character, line break other than LF and CR LF, or byte order mark.
///
/// saphyr-parser ends at NUL, and only serde_yaml takes NEL and U+2028 for line breaks: a key
/// behind one of them would be seen by one parser and by no reader.
fn ambiguous_character(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(at, c)| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => true,
        _ => c.is_control(),
    })
}

/// A cheap and cautious look: true only if no reading of the bytes can hold what [`Scan`] refuses,
/// save for depth, which [`tree::read`](super::tree::read) counts exactly. Here it matters only
/// that libyaml takes time by the square of open brackets.
fn is_plainly_harmless(text: &str) -> bool {
    let may_have_tags = text.contains('!');
    let may_have_aliases = text.contains('&') && text.contains('*');
    let begins_document = |line: &str| line.starts_with("---") || line.starts_with("...");
    let may_have_documents = text.lines().any(begins_document);
    let may_be_slow = text.bytes().filter(|b| matches!(b, b'[' | b'{')).count() > 256;
    !(may_have_tags || may_have_aliases || may_have_documents || may_be_slow)
}

/// The refusal of a list or map that is nested too deeply.
pub(super) fn too_deep(limits: &Limits, span: Range<usize>) -> Fault {
    let message = format!(
        "more than {} lists and maps within each other",
        limits.max_depth
    );
    too_much(message, span).help("check for brackets that are not closed")
}

/// A refusal for quantity.
pub(super) fn too_much(message: impl Into<String>, span: Range<usize>) -> Fault {
    Fault::new(Code::YamlLimit, message, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str) -> Option<(Code, usize)> {
        check(text, &Limits::default())
            .err()
            .map(|fault| (fault.code, fault.span.start))
    }

    #[test]
    fn ordinary_documents_pass_at_a_glance() {
        let text =
            "cases:\n  - {kind: proposal, number: \"117\"}\ntopics: [a, b]\nphone: 138****1234\n";
        assert!(is_plainly_harmless(text));
    }

    #[test]
    fn what_only_looks_dangerous_passes() {
        let brackets = format!("a: \"{}\"\nb: x & y * z !\n", "[".repeat(100));
        let wide = format!("a: [{}]\n", "[x], ".repeat(1000));
        let literal = format!("a: |\n  x\n  {}y\n", " ".repeat(200));
        for text in [
            brackets.as_str(),
            &wide,
            &literal,
            "---\na: 1\n",
            "a: &x 1\nb: *x\n",
        ] {
            assert_eq!(verdict(text), None, "{text:.40}");
        }
    }

    #[test]
    fn bombs_of_brackets_are_refused() {
        for bomb in ["[", "{a: ", "[a: ", "[{"] {
            let text = bomb.repeat(10_000);
            assert_eq!(
                verdict(&text).map(|(code, _)| code),
                Some(Code::YamlLimit),
                "{bomb}"
            );
        }
    }

    #[test]
    fn aliases_cannot_multiply() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        assert_eq!(verdict(bomb), Some((Code::YamlLimit, 20)));
        let many = format!("a: &a x\nb: [{}]\n", "*a, ".repeat(17));
        assert_eq!(verdict(&many).map(|(code, _)| code), Some(Code::YamlLimit));
        assert_eq!(verdict("a: &a [*a]\n"), Some((Code::YamlLimit, 7)));
    }

    #[test]
    fn tags_documents_and_odd_characters_are_refused() {
        for (text, at) in [
            ("a: !!python/x 5\n", 3),
            ("a: [!Foo {}]\n", 4),
            ("a: 1\n---\nb: 2\n", 5),
            ("a: 1\n...\n---\nb: 2\n", 9),
            ("a: 甲\0\n", 6),
            ("a: 1\u{2028}b: 2\n", 4),
            ("a: 1\rb: 2\n", 4),
        ] {
            assert_eq!(verdict(text), Some((Code::YamlSyntax, at)), "{text}");
        }
    }
}
