//! A text as a reader sees it, each character with its place in what it was made from.

use std::ops::Range;

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
            c if is_hidden(c) => return,
            c => c,
        };
        self.chars.push(folded);
        self.places.push(place);
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
