//! The text that problems point into.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A file's path and text, and where its lines begin.
///
/// A confidential source is one that is not known to be cleared for publication; what its
/// problems may show is decided in [`Diagnostic::view`](super::Diagnostic::view). Its `Debug` form
/// never prints the text.
pub struct SourceFile {
    path: String,
    text: Arc<str>,
    confidential: bool,
    line_starts: OnceLock<Vec<usize>>,
}

/// A place in a file as people count: both numbers begin at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl SourceFile {
    /// A document that may have to be held back: nothing of its text is shown to the public.
    pub fn confidential(path: impl Into<String>, text: impl Into<Arc<str>>) -> Arc<Self> {
        Self::new(path.into(), text.into(), true)
    }

    /// A file whose text anybody may see: configuration, a template, a cleared document.
    pub fn public(path: impl Into<String>, text: impl Into<Arc<str>>) -> Arc<Self> {
        Self::new(path.into(), text.into(), false)
    }

    fn new(path: String, text: Arc<str>, confidential: bool) -> Arc<Self> {
        Arc::new(Self {
            path,
            text,
            confidential,
            line_starts: OnceLock::new(),
        })
    }

    /// The path relative to the site's root, with forward slashes.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, with its byte order mark if it has one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text must not be shown to the public.
    pub fn is_confidential(&self) -> bool {
        self.confidential
    }

    /// The position of a byte. A byte inside a character counts as that character's first, one
    /// behind the end as the end; a byte order mark takes no column.
    pub fn position(&self, byte: usize) -> Position {
        let line = self
            .line_starts()
            .partition_point(|start| *start <= byte)
            .max(1);
        let start = self.line_range(line).start;
        let mut end = byte.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        // A letter may be one long line with thousands of problems: no more is done than count.
        let before = self.text[start..end].trim_end_matches('\n');
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The bytes of a line, counted from 1, without its line end and byte order mark. Empty for a
    /// line that does not exist.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start_of = |line: usize| {
            line.checked_sub(1)
                .and_then(|index| starts.get(index))
                .copied()
        };
        let start = start_of(line).unwrap_or(self.text.len());
        let end = start_of(line + 1).unwrap_or(self.text.len()).max(start);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The text of a line, counted from 1; see [`line_range`](Self::line_range).
    pub fn line_text(&self, line: usize) -> &str {
        &self.text[self.line_range(line)]
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let first = if self.text.starts_with(BYTE_ORDER_MARK) {
                BYTE_ORDER_MARK.len_utf8()
            } else {
                0
            };
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(first).chain(breaks).collect()
        })
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &SourceFile, byte: usize) -> (usize, usize) {
        let position = source.position(byte);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters() {
        let source = SourceFile::public("a.md", "标题: x\r\nb\n");
        assert_eq!(at(&source, 0), (1, 1));
        assert_eq!(at(&source, 3), (1, 2));
        assert_eq!(at(&source, 4), (1, 2), "inside a character");
        assert_eq!(at(&source, 11), (2, 1));
        assert_eq!(at(&source, 13), (3, 1), "after the last line end");
        assert_eq!(at(&source, 99), (3, 1));
        assert_eq!(source.line_text(1), "标题: x");
        assert_eq!(source.line_text(9), "");
    }

    #[test]
    fn byte_order_mark_takes_no_column() {
        let source = SourceFile::public("a.md", "\u{FEFF}---\n");
        assert_eq!(at(&source, 0), (1, 1));
        assert_eq!(at(&source, 3), (1, 1));
        assert_eq!(at(&source, 4), (1, 2));
        assert_eq!(source.line_text(1), "---");
    }

    #[test]
    fn debug_never_prints_the_text() {
        let source = SourceFile::confidential("a.md", "秘密");
        assert!(!format!("{source:?}").contains("秘密"));
    }
}
