//! Finds the front matter of a file.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, SourceFile};

/// Where the parts of a file stand, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The YAML, without its fences.
    pub front_matter: Range<usize>,
    /// Everything behind the closing fence.
    pub body: Range<usize>,
}

const FENCE: &str = "---";

/// Splits a file at its fences. A byte order mark before the first is allowed.
///
/// # Errors
/// `front-matter-missing` or `front-matter-unclosed`.
pub fn split(source: &Arc<SourceFile>) -> Result<Split, Diagnostic> {
    let text = source.text();
    if !opens(text) {
        let first = source.line_range(1);
        return Err(
            Diagnostic::new(Code::FrontMatterMissing, "the file has no front matter")
                .at(source, first)
                .help("begin the file with a line `---`, the keys, and another line `---`"),
        );
    }
    parts(text).ok_or_else(|| {
        Diagnostic::new(Code::FrontMatterUnclosed, "the front matter is not closed")
            .at(source, source.line_range(1))
            .help("put a line `---` after the last key")
    })
}

/// The parts of a text; `None` where a fence is missing.
pub fn parts(text: &str) -> Option<Split> {
    let mut lines = lines(text);
    let is_fence = |line: &Range<usize>| is_fence(&text[line.clone()]);
    let opened = lines.next().filter(is_fence)?;
    let closed = lines.find(is_fence)?;
    Some(Split {
        front_matter: opened.end..closed.start,
        body: closed.end..text.len(),
    })
}

fn opens(text: &str) -> bool {
    text.split_inclusive('\n').next().is_some_and(is_fence)
}

fn is_fence(line: &str) -> bool {
    line.trim_start_matches('\u{FEFF}').trim_end() == FENCE
}

/// The lines of a text as byte ranges, line ends included.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(&str, &str), &'static str> {
        let source = SourceFile::public("a.md", text);
        let split = split(&source).map_err(|problem| problem.code().name())?;
        Ok((&text[split.front_matter], &text[split.body]))
    }

    #[test]
    fn fences_may_have_any_line_end_and_a_byte_order_mark() {
        assert_eq!(parts("---\na: 1\n---\n正文"), Ok(("a: 1\n", "正文")));
        assert_eq!(
            parts("\u{FEFF}---\r\na: 1\r\n--- \r\n正文"),
            Ok(("a: 1\r\n", "正文"))
        );
        assert_eq!(parts("---\n---"), Ok(("", "")));
    }

    #[test]
    fn a_fence_missing_is_said() {
        assert_eq!(parts(""), Err("front-matter-missing"));
        assert_eq!(parts("正文\n---\n"), Err("front-matter-missing"));
        assert_eq!(parts("---\na: 1\n----\n"), Err("front-matter-unclosed"));
    }
}
