//! The text of a letter as readers see it, block by block: for search and for plain text.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::text::cjk;

/// A heading, a paragraph, an item of a list or a row of a table. A phrase never goes from one
/// to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBlock {
    /// Id of the element of the page in which it stands.
    pub anchor: String,
    /// The level in the Markdown where it is a heading.
    pub level: Option<u8>,
    /// Its text, without marks. White space at a line's end is gone between Chinese characters.
    /// A tab stands between the cells of a row and nowhere else; a line ends where the page
    /// breaks it.
    pub text: String,
}

/// The texts of the events of one top-level block.
pub(super) fn texts(events: &[Event<'_>]) -> Vec<String> {
    let mut reader = Reader::default();
    events.iter().for_each(|event| reader.read(event));
    reader.end();
    reader.texts
}

#[derive(Default)]
struct Reader {
    texts: Vec<String>,
    text: String,
    /// Whether a line ended and it is not yet known what follows.
    line_ended: bool,
    cells: usize,
}

impl Reader {
    fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.push(text);
            }
            Event::SoftBreak => self.line_ended = true,
            Event::HardBreak => self.text.push('\n'),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.end();
                self.cells = 0;
            }
            Event::Start(Tag::TableCell) => {
                if self.cells > 0 {
                    self.text.push('\t');
                }
                self.cells += 1;
            }
            Event::Start(tag) if !is_inline(tag) => self.end(),
            Event::End(TagEnd::TableCell) => {}
            Event::End(end) if !is_inline_end(end) => self.end(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.line_ended) {
            let is_chinese = |c: char| cjk::is_cjk(c) || cjk::is_cjk_punctuation(c);
            let joins = |c: Option<char>| c.is_some_and(is_chinese);
            if !(joins(self.text.chars().next_back()) && joins(text.chars().next())) {
                self.text.push(' ');
            }
        }
        if text.contains('\t') {
            self.text.push_str(&text.replace('\t', " "));
        } else {
            self.text.push_str(text);
        }
    }

    /// Ends a text. The tabs of empty cells stay, so that columns keep their places.
    fn end(&mut self) {
        self.line_ended = false;
        if !self.text.trim().is_empty() {
            self.texts
                .push(self.text.trim_matches([' ', '\n']).to_owned());
        }
        self.text.clear();
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    is_inline_end(&tag.to_end())
}

fn is_inline_end(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Letter, render_with_text};

    /// The blocks of a letter as `anchor level: text`.
    fn blocks(body: &str) -> Vec<String> {
        let blocks = render_with_text(body, Some(Letter::default()))
            .blocks
            .into_iter();
        blocks
            .map(|block| {
                let level = block.level.map(|level| format!(" {level}"));
                format!(
                    "{}{}: {}",
                    block.anchor,
                    level.unwrap_or_default(),
                    block.text
                )
            })
            .collect()
    }

    #[test]
    fn every_block_has_the_anchor_of_its_place_on_the_page() {
        let body = "王示例委员：\n\n## 一、甲\n\n#### 1. 乙。\n\n丙\n\n2025年6月20日";
        let expected = [
            "salutation: 王示例委员：",
            "s1 2: 一、甲",
            "s2 4: 1. 乙。",
            "p1: 丙",
            "p2: 2025年6月20日",
        ];
        assert_eq!(blocks(body), expected);
    }

    #[test]
    fn marks_are_gone_and_lines_of_chinese_are_joined() {
        assert_eq!(
            blocks("**二是加大**。聚焦\n科技，\n“创新”\nGDP growth\n5%\\*\\\n乙"),
            ["p1: 二是加大。聚焦科技，“创新” GDP growth 5%*\n乙"]
        );
        assert_eq!(blocks("见[甲\n乙](a.md)`x`<b>"), ["p1: 见甲乙x<b>"]);
    }

    #[test]
    fn rows_items_and_quotations_stand_for_themselves() {
        assert_eq!(
            blocks("| 甲 | 乙\t丙 |\n|---|---|\n| 1 |  |\n|  |  |"),
            ["p1: 甲\t乙 丙", "p1: 1\t"]
        );
        assert_eq!(
            blocks("- 甲\n  - 乙\n- 丙\n\n> 丁\n>\n> 戊"),
            ["p1: 甲", "p1: 乙", "p1: 丙", "p2: 丁", "p2: 戊"]
        );
    }

    #[test]
    fn what_a_page_must_not_hold_is_replaced_here_too() {
        assert_eq!(
            blocks("## 甲\u{202E}\n\n乙&#7;"),
            ["s1 2: 甲\u{FFFD}", "p1: 乙\u{FFFD}"]
        );
    }
}
