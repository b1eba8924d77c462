//! How Markdown is read: CommonMark with tables, and footnotes that stand where they are written.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

/// The parser's own events. Without footnotes `[^1]: text` would define a link, and its text be
/// lost.
pub(super) fn parser(body: &str) -> OffsetIter<'_> {
    Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter()
}

/// The events of a body with their places. A footnote is text: its mark in the sentence, and its
/// own paragraphs behind the same mark.
pub(super) fn events(body: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut notes = Notes::default();
    parser(body).flat_map(move |(event, place)| notes.read(event, place))
}

type Placed<'a> = (Event<'a>, Range<usize>);

/// Makes text of the marks of footnotes.
#[derive(Default)]
struct Notes<'a> {
    /// The mark of a footnote whose first paragraph has not begun.
    open: Option<Placed<'a>>,
}

impl<'a> Notes<'a> {
    fn read(&mut self, event: Event<'a>, place: Range<usize>) -> Vec<Placed<'a>> {
        match event {
            Event::FootnoteReference(label) => {
                vec![(Event::Text(format!("[^{label}]").into()), place)]
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let mark = format!("[^{label}]: ");
                let end = place.end.min(place.start + mark.trim_end().len());
                self.open = Some((Event::Text(mark.into()), place.start..end));
                Vec::new()
            }
            Event::Start(Tag::Paragraph) => {
                let mark = self.open.take();
                std::iter::once((event, place)).chain(mark).collect()
            }
            Event::End(TagEnd::FootnoteDefinition) => self.alone(),
            event => {
                let mut events = self.alone();
                events.push((event, place));
                events
            }
        }
    }

    /// The mark as a paragraph, where what follows is none.
    fn alone(&mut self) -> Vec<Placed<'a>> {
        let Some((mark, place)) = self.open.take() else {
            return Vec::new();
        };
        vec![
            (Event::Start(Tag::Paragraph), place.clone()),
            (mark, place.clone()),
            (Event::End(TagEnd::Paragraph), place),
        ]
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Letter, placed_blocks, render_with_text};

    /// The texts of a body, which what is searched for personal data must hold as well.
    fn texts(body: &str) -> Vec<String> {
        let rendered = render_with_text(body, Some(Letter::default()));
        let texts: Vec<String> = rendered
            .blocks
            .into_iter()
            .map(|block| block.text)
            .collect();
        let placed = placed_blocks(body);
        let placed: String = placed.iter().flatten().map(|placed| placed.shown).collect();
        for text in &texts {
            assert!(rendered.html.contains(text), "{text} in {}", rendered.html);
            assert!(placed.contains(text), "{text} in {placed}");
        }
        texts
    }

    #[test]
    fn nothing_of_a_footnote_is_lost() {
        let body = "脚注[^1]。\n\n正文。\n\n[^1]: 脚注内容。\n\n末段。";
        let expected = ["脚注[^1]。", "正文。", "[^1]: 脚注内容。", "末段。"];
        assert_eq!(texts(body), expected);
    }

    #[test]
    fn footnotes_are_kept_that_have_no_mark_or_stand_twice_or_hold_blocks() {
        assert_eq!(texts("甲。\n\n[^1]: 乙。"), ["甲。", "[^1]: 乙。"]);
        assert_eq!(texts("甲[^1]。"), ["甲[^1]。"]);
        let twice = "甲[^1]。\n\n[^1]: 乙。\n\n[^1]: 丙。";
        assert_eq!(texts(twice), ["甲[^1]。", "[^1]: 乙。", "[^1]: 丙。"]);
        let holds = "甲[^1]。\n\n[^1]: - 乙\n\n    丙";
        assert_eq!(texts(holds), ["甲[^1]。", "[^1]:", "乙", "丙"]);
        assert_eq!(
            texts("- 甲[^1]。\n\n  [^1]: 乙。"),
            ["甲[^1]。", "[^1]: 乙。"]
        );
    }
}
