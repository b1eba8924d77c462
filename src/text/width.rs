//! How wide a text stands in a terminal, and what of it may go there.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The number of terminal columns of `text`.
///
/// Chinese characters and full-width punctuation take two. Characters of ambiguous width (the
/// quotation marks “”, ·, —, …) count as one, as terminals draw them unless set up otherwise; a
/// caret below a line with many of them may stand a little to the left in such a set-up.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// The number of terminal columns of one character; see [`display_width`].
///
/// Control characters take none, since they never reach a terminal (see [`sanitize_char`]).
pub fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// `text` with every character that could mislead a reader or a terminal replaced by U+FFFD.
///
/// Character by character, so that counts and columns of characters still fit. Tabs and line
/// breaks are control characters as well: expand or split them before.
pub fn sanitize(text: &str) -> String {
    text.chars().map(sanitize_char).collect()
}

/// The character itself, or U+FFFD if it is a control, bidirectional, zero-width, separator or
/// tag character.
pub fn sanitize_char(c: char) -> char {
    if c.is_control() || is_hidden(c) {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// Whether a character turns the direction of what follows, so that a text reads otherwise than it
/// stands (Unicode's embeddings, overrides and isolates).
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character shows nothing itself but changes or hides what is around it. Variation
/// selectors are not among them: names in Chinese need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' // zero width, left-to-right and right-to-left marks
        | '\u{2028}'..='\u{202E}' // line and paragraph separators, bidirectional embeddings
        | '\u{2060}'..='\u{206F}' // word joiner, isolates, deprecated format characters
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(display_width("关于a，"), 7);
        assert_eq!(display_width("“a”—·"), 5);
        assert_eq!(char_width('文'), 2);
    }

    #[test]
    fn nothing_dangerous_reaches_a_terminal() {
        assert_eq!(
            sanitize("a\x1b[31m\u{202E}b\u{200B}\u{2028}c\t"),
            "a�[31m�b��c�"
        );
        assert_eq!(sanitize("葛\u{E0100}“好”…"), "葛\u{E0100}“好”…");
    }
}
