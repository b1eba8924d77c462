//! Tables: alignment by class, since pages hold no `style=`.

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

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
