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
    let mut lines = lines(text);
    let opened = lines.next().filter(|line| is_fence(&text[line.clone()]));
    let Some(opened) = opened else {
        let first = source.line_range(1);
        return Err(
            Diagnostic::new(Code::FrontMatterMissing, "the file has no front matter")
                .at(source, first)
                .help("begin the file with a line `---`, the keys, and another line `---`"),
        );
    };
    let Some(closed) = lines.find(|line| is_fence(&text[line.clone()])) else {
        return Err(
            Diagnostic::new(Code::FrontMatterUnclosed, "the front matter is not closed")
                .at(source, source.line_range(1))
                .help("put a line `---` after the last key"),
        );
    };
    Ok(Split {
        front_matter: opened.end..closed.start,
        body: closed.end..text.len(),
    })
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
