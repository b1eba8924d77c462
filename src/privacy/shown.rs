//! A text as a reader sees it, each character with its place in what it was made from.

use std::ops::Range;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

use crate::text::width::is_hidden;

/// Characters folded to one width, each with its place in the source.
#[derive(Default)]
pub(super) struct Shown {
    /// The characters: half-width, and white space of any kind as one space, the end of a
    /// table's cell as a tab.
    pub(super) chars: Vec<char>,
    /// The bytes of the source that each was made from.
    places: Vec<Range<usize>>,
}

impl Shown {
    /// A text that is shown as it stands.
    pub(super) fn plain(text: &str) -> Self {
        let mut shown = Self::default();
        for (at, c) in text.char_indices() {
            shown.push(c, at..at + c.len_utf8());
        }
        shown
    }

    /// Adds one character made from a stretch of source. Invisible characters hide nothing.
    pub(super) fn push(&mut self, c: char, place: Range<usize>) {
        let folded = match c {
            '\t' => '\t',
            '－' | '‐'..='―' | '−' => '-',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c if c.is_whitespace() => ' ',
            c if is_hidden(c) || is_attached(c) => return,
            c => c,
        };
        self.put(folded, place);
    }

    fn put(&mut self, c: char, place: Range<usize>) {
        self.chars.push(c);
        self.places.push(place);
    }

    /// The same with letters and digits of any form as ASCII: ①, ², 𝟑, ٤. `None` where there are
    /// none. Such a digit may as well be the mark of a list or note beside a number, so both
    /// readings are searched.
    pub(super) fn in_ascii(&self) -> Option<Self> {
        if !self.chars.iter().any(|c| is_other_form(*c)) {
            return None;
        }
        let mut read = Self::default();
        for (c, place) in self.chars.iter().zip(&self.places) {
            match value_of(*c) {
                Some(digit) => read.put(digit, place.clone()),
                None if is_other_form(*c) => {
                    let folded = std::iter::once(*c).nfkc();
                    folded.for_each(|c| read.put(c, place.clone()));
                }
                None => read.put(*c, place.clone()),
            }
        }
        Some(read)
    }

    /// The same as an address of the web is read: `%30` is a zero. `None` where nothing is so written.
    pub(super) fn decoded(&self) -> Option<Self> {
        let mut read = Self::default();
        let mut at = 0;
        while at < self.chars.len() {
            let end = at
                + self.chars[at..]
                    .chunks(3)
                    .take_while(|c| is_coded(c))
                    .count()
                    * 3;
            let coded: String = self.chars[at..end].iter().collect();
            for c in percent_decode_str(&coded).decode_utf8_lossy().chars() {
                read.push(c, self.place(at..end));
            }
            if end == at {
                read.put(self.chars[at], self.places[at].clone());
            }
            at = end.max(at + 1);
        }
        (read.chars != self.chars).then_some(read)
    }

    /// A stretch of characters as a string.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.chars.last() == Some(&'\t')
    }

    /// The place in the source of a stretch of characters.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.start);
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.places.get(last).map_or(start, |place| place.end);
        start..end
    }

    /// Whether a space only makes a label as wide as those above it: 电 话.
    fn stretches_a_label(&self, index: usize) -> bool {
        const STRETCHED: [(char, char); 7] = [
            ('电', '话'),
            ('手', '机'),
            ('地', '址'),
            ('住', '址'),
            ('宅', '电'),
            ('委', '员'),
            ('代', '表'),
        ];
        // Long runs of spaces stretch nothing.
        let before = self.chars[..index]
            .iter()
            .rev()
            .take(3)
            .find(|c| **c != ' ');
        let after = self.chars[index..].iter().take(3).find(|c| **c != ' ');
        let around = before.copied().zip(after.copied());
        around.is_some_and(|around| STRETCHED.contains(&around))
    }

    /// The characters as a string, and for each of them where it begins. Spaces that stretch a
    /// label are left out.
    pub(super) fn folded(&self) -> Folded {
        let mut text = String::with_capacity(self.chars.len() * 3);
        let mut starts = Vec::with_capacity(self.chars.len() + 1);
        for (index, c) in self.chars.iter().enumerate() {
            starts.push(text.len());
            if *c != ' ' || !self.stretches_a_label(index) {
                text.push(*c);
            }
        }
        starts.push(text.len());
        Folded { text, starts }
    }
}

/// Whether a character only changes how the one before it is drawn, such as a stroke through a
/// digit or the frame of a key.
pub(super) fn is_attached(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{180B}'..='\u{180D}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a letter, digit or sign is another form of one of ASCII, as far as that can be seen
/// without looking it up.
fn is_other_form(c: char) -> bool {
    let is_han = matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    !c.is_ascii()
        && !is_han
        && (c.is_alphanumeric() || matches!(c, '\u{FE50}'..='\u{FE6F}' | '\u{1F100}'..='\u{1F1FF}'))
}

#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static DECIMAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{Nd}$").unwrap());

/// The ASCII digit that a decimal digit of any script stands for. Unicode has them in runs from
/// zero to nine (The Unicode Standard, section 4.6).
fn value_of(c: char) -> Option<char> {
    let is_decimal = |c: char| c.is_numeric() && DECIMAL.is_match(c.encode_utf8(&mut [0; 4]));
    if c.is_ascii() || !is_decimal(c) {
        return None;
    }
    let before = (1..).take_while(|back| {
        let other = u32::from(c).checked_sub(*back).and_then(char::from_u32);
        other.is_some_and(is_decimal)
    });
    u32::try_from(before.count() % 10)
        .ok()
        .and_then(|value| char::from_digit(value, 10))
}

/// Whether characters are a byte in percent encoding.
fn is_coded(chars: &[char]) -> bool {
    matches!(chars, ['%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}

/// The characters of a [`Shown`] as text for regular expressions.
pub(super) struct Folded {
    pub(super) text: String,
    starts: Vec<usize>,
}

impl Folded {
    /// Whether what ends at a byte of the text goes on with a mask.
    pub(super) fn is_masked(&self, end: usize) -> bool {
        self.text[end..].starts_with('*')
    }

    /// The characters that a stretch of bytes of the text is made of.
    pub(super) fn chars(&self, bytes: Range<usize>) -> Range<usize> {
        // A space that is left out begins where the next character does.
        let start = self.starts.partition_point(|start| *start <= bytes.start);
        let end = self.starts.partition_point(|start| *start < bytes.end);
        start.saturating_sub(1)..end
    }
}
