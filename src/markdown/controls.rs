//! Characters that a page must not hold: control characters, which HTML forbids, and bidi
//! controls, which make a text read otherwise than it stands.

use std::borrow::Cow;
use std::ops::Range;

/// Whether rendering a body may give such a character: it holds one, or an entity that may stand
/// for one. Looks at bytes only, since every letter passes here.
pub(super) fn may_arise(body: &str) -> bool {
    let bytes = body.as_bytes();
    let alone = bytes.iter().fold(false, |found, &byte| {
        let is_control = byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        found | is_control | (byte == 0x7F) | (byte == b'&') | (byte == 0xC2)
    });
    // Bidi controls are E2 80 AA to AE and E2 81 A6 to A9.
    let is_bidi = |at: usize| {
        matches!(
            bytes.get(at + 1..at + 3),
            Some([0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9])
        )
    };
    alone || memchr::memchr_iter(0xE2, bytes).any(is_bidi)
}

/// A body as it is published: lines end alike, none is empty at either end, and no character is
/// in it that a page must not hold. To publish it again changes nothing.
pub fn published(body: &str) -> Cow<'_, str> {
    let body = body.trim_matches(['\n', '\r']);
    let has_returns = memchr::memchr(b'\r', body.as_bytes()).is_some();
    let is_clean = || !may_arise(body) || !body.contains(is_forbidden);
    if !has_returns && is_clean() {
        return Cow::Borrowed(body);
    }
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(replace(&body))
}

/// Puts U+FFFD in the place of each.
pub(super) fn replace(text: &str) -> String {
    text.replace(is_forbidden, "\u{FFFD}")
}

/// The places of such characters in a body as it stands.
pub fn replaced(body: &str) -> Vec<Range<usize>> {
    if !may_arise(body) {
        return Vec::new();
    }
    let found = body.match_indices(is_forbidden);
    found.map(|(at, text)| at..at + text.len()).collect()
}

fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forbidden_character_is_foreseen_and_replaced() {
        for c in (0..0x3000)
            .filter_map(char::from_u32)
            .filter(|&c| is_forbidden(c))
        {
            let text = format!("甲{c}");
            assert!(may_arise(&text), "{c:?}");
            assert_eq!(replace(&text), "甲\u{FFFD}");
        }
    }

    #[test]
    fn a_usual_letter_is_left_alone() {
        let text = "\u{FEFF}王示例：\r\n\t“现答复如下”——\u{200B}…\n";
        assert!(!may_arise(text));
        assert_eq!(replace(text), text);
    }
}
