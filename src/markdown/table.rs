//! Tables: alignment by class, since pages hold no `style=`.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

use super::events::events;

/// Writes the cells of tables, one event after another.
#[derive(Default)]
pub(super) struct Cells {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
}

impl Cells {
    /// The event, or where it opens or closes a cell, the cell's own HTML in its place.
    pub(super) fn write<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                let plain = vec![Alignment::None; alignments.len()];
                self.alignments = alignments;
                return Event::Start(Tag::Table(plain));
            }
            Event::Start(Tag::TableHead) => self.begin_row(true),
            Event::Start(Tag::TableRow) => self.begin_row(false),
            Event::Start(Tag::TableCell) => return Event::Html(self.open().into()),
            Event::End(TagEnd::TableCell) => return Event::Html(CowStr::Borrowed(self.close())),
            _ => {}
        }
        event
    }

    fn begin_row(&mut self, is_head: bool) {
        self.column = 0;
        self.is_head = is_head;
    }

    fn open(&mut self) -> String {
        let name = if self.is_head { "th" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.column += 1;
        format!("<{name}{class}>")
    }

    fn close(&self) -> &'static str {
        if self.is_head { "</th>" } else { "</td>" }
    }
}

/// The places of cells that a row has beyond the head of its table: no page shows them (GitHub Flavored
/// Markdown, section on tables).
pub fn lost_cells(body: &str) -> Vec<Range<usize>> {
    let mut columns = 0;
    let mut lost = Vec::new();
    for (event, range) in events(body) {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => lost.extend(beyond(body, range, columns)),
            _ => {}
        }
    }
    lost
}

/// What a row holds behind so many cells, but for signs between cells.
fn beyond(body: &str, row: Range<usize>, columns: usize) -> Option<Range<usize>> {
    let text = body.get(row.clone())?;
    let inner = text.trim_start();
    let start = text.len() - inner.len() + usize::from(inner.starts_with('|'));
    let (mut ends, mut is_escaped) = (Vec::new(), false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if byte == b'|' && !is_escaped {
            ends.push(at);
        }
        // Whatever stands before the backslash, as the parser reads it.
        is_escaped = byte == b'\\';
    }
    let first = ends.get(columns.checked_sub(1)?)? + 1;
    let is_sign = |c: char| c.is_whitespace() || c == '|';
    let end = text.trim_end_matches(is_sign).len();
    let skipped = text.get(first..end)?;
    let first = end - skipped.trim_start_matches(is_sign).len();
    (first < end).then(|| row.start + first..row.start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_has_beyond_its_head_is_found() {
        let head = "| 甲 | 乙 |\n| --- | --- |\n";
        for (row, lost) in [
            ("| 一 | 二 | 三 |", vec!["三"]),
            ("|一|二|其中三|四|", vec!["其中三|四"]),
            ("一 | 二 | 三", vec!["三"]),
            ("| 一 | 二 | |", vec![]),
            ("| 一 \\| 二 | 三 |", vec![]),
            ("| 一\\\\| 二 | 三 |", vec![]),
            ("| 一 |", vec![]),
            ("| 一 | 二 |", vec![]),
        ] {
            let body = format!("前文\n\n{head}{row}\n\n后文 | 甲 | 乙 | 丙");
            let found: Vec<&str> = lost_cells(&body)
                .into_iter()
                .map(|place| &body[place])
                .collect();
            assert_eq!(found, lost, "{row}");
        }
    }
}
