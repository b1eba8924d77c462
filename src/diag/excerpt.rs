//! Source lines as a terminal shows them: cut to its width, with marks at the right columns.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Excerpt;
use crate::text::width::{char_width, display_width, sanitize_char};

const TAB: &str = "    ";
const ELLIPSIS: char = '…';

/// A source line with the marks below it.
pub(super) struct Row<'a> {
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark<'a>>,
}

/// A stretch of columns of a [`Row`]. The primary mark, the problem itself, has no text.
pub(super) struct Mark<'a> {
    pub(super) columns: Range<usize>,
    pub(super) text: Option<&'a str>,
}

/// Bytes of a line to be marked, and the text of the mark.
type Marked<'a> = (Range<usize>, Option<&'a str>);

/// The lines of an excerpt in their order, each cut to `width` columns around its first mark.
pub(super) fn rows<'a>(excerpt: &Excerpt<'a>, width: Option<usize>) -> Vec<Row<'a>> {
    let mut marked: BTreeMap<usize, Vec<Marked<'a>>> = BTreeMap::new();
    let primary = (excerpt.span.clone(), None);
    let labels = excerpt
        .labels
        .iter()
        .map(|label| (label.start..label.end, Some(&*label.text)));
    for (span, text) in std::iter::once(primary).chain(labels) {
        let line = excerpt.source.position(span.start).line;
        let start_of_line = excerpt.source.line_range(line).start;
        let in_line =
            span.start.saturating_sub(start_of_line)..span.end.saturating_sub(start_of_line);
        marked.entry(line).or_default().push((in_line, text));
    }
    let row = |(line, marks)| row(line, excerpt.source.line_text(line), marks, width);
    marked.into_iter().map(row).collect()
}

fn row<'a>(line: usize, source: &str, marks: Vec<Marked<'a>>, width: Option<usize>) -> Row<'a> {
    let focus = marks
        .first()
        .map_or(0..0, |(span, _)| columns(source, span));
    let window = window(columns(source, &(0..source.len())).end, &focus, width);
    let (text, shift) = cut(source, &window);
    let marks = marks.into_iter().map(|(span, text)| {
        let at = columns(source, &span);
        let start = shift.apply(at.start.clamp(window.start, window.end));
        let end = shift.apply(at.end.clamp(window.start, window.end));
        Mark {
            columns: start..end.max(start + 1),
            text,
        }
    });
    Row {
        line,
        text,
        marks: marks.collect(),
    }
}

/// The columns of the whole line that bytes `span` of it take, before it is cut.
fn columns(source: &str, span: &Range<usize>) -> Range<usize> {
    let until = |byte| {
        source
            .char_indices()
            .take_while(|(at, _)| *at < byte)
            .map(|(_, c)| shown_width(c))
            .sum()
    };
    until(span.start)..until(span.end)
}

/// The columns of the line that fit into `width`, with as much as possible around `focus`.
fn window(line: usize, focus: &Range<usize>, width: Option<usize>) -> Range<usize> {
    let Some(width) = width.filter(|width| *width < line) else {
        return 0..line;
    };
    let room = width
        .saturating_sub(2 * display_width(&ELLIPSIS.to_string()))
        .max(1);
    let before = room.saturating_sub(focus.len()).min(room) / 2;
    let start = focus
        .start
        .saturating_sub(before)
        .min(line.saturating_sub(room));
    start..start + room
}

/// How columns move when a line is cut.
struct Shift {
    removed: usize,
    added: usize,
}

impl Shift {
    fn apply(&self, column: usize) -> usize {
        column.saturating_sub(self.removed) + self.added
    }
}

/// The characters of `source` that lie wholly in `window`, made safe, with an ellipsis at each cut.
fn cut(source: &str, window: &Range<usize>) -> (String, Shift) {
    let mut text = String::new();
    let mut shift = Shift {
        removed: 0,
        added: 0,
    };
    let mut column = 0;
    for c in source.chars() {
        let end = column + shown_width(c);
        if column < window.start {
            shift = Shift {
                removed: end,
                added: 1,
            };
            text = String::from(ELLIPSIS);
        } else if end <= window.end {
            push_shown(&mut text, c);
        } else {
            text.push(ELLIPSIS);
            break;
        }
        column = end;
    }
    (text, shift)
}

fn push_shown(text: &mut String, c: char) {
    if c == '\t' {
        text.push_str(TAB);
    } else {
        text.push(sanitize_char(c));
    }
}

fn shown_width(c: char) -> usize {
    if c == '\t' {
        TAB.len()
    } else {
        char_width(sanitize_char(c))
    }
}
