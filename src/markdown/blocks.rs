//! A body as a list of top-level blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::events::events;

/// One top-level block: its kind and its events, start and end included.
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind,
    pub(super) events: Vec<Event<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    Heading(HeadingLevel),
    Table,
    Other,
}

impl Block<'_> {
    /// The text of the block as a reader sees it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.for_each_text(|piece| text.push_str(piece));
        text
    }

    /// The same piece by piece.
    pub(super) fn for_each_text(&self, mut take: impl FnMut(&str)) {
        for event in &self.events {
            match event {
                Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => take(t),
                Event::SoftBreak | Event::HardBreak => take("\n"),
                Event::End(TagEnd::TableCell) => take("\t"),
                _ => {}
            }
        }
    }

    /// The events between the block's start and end.
    pub(super) fn inner(&self) -> &[Event<'_>] {
        let range: Range<usize> = 1..self.events.len().saturating_sub(1).max(1);
        self.events.get(range).unwrap_or_default()
    }
}

/// Cuts a body into its top-level blocks.
pub(super) fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (event, _) in events(body) {
        let opens = matches!(event, Event::Start(_));
        let closes = matches!(event, Event::End(_));
        if depth == 0 {
            blocks.push(Block {
                kind: kind(&event),
                events: Vec::new(),
            });
        }
        if opens {
            depth += 1;
        } else if closes {
            depth -= 1;
        }
        if let Some(block) = blocks.last_mut() {
            block.events.push(event);
        }
    }
    blocks
}

fn kind(event: &Event<'_>) -> BlockKind {
    match event {
        Event::Start(Tag::Paragraph) => BlockKind::Paragraph,
        Event::Start(Tag::Heading { level, .. }) => BlockKind::Heading(*level),
        Event::Start(Tag::Table(_)) => BlockKind::Table,
        _ => BlockKind::Other,
    }
}
