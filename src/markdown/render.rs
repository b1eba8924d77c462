//! A body to HTML: anchors, run-in headings, tables in their own box.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd, html};

use super::blocks::{Block, BlockKind, blocks};
use super::controls;
use super::links::Target;
use super::rendered::{Heading, Rendered};
use super::table::Cells;
use super::text::{self, TextBlock};
use crate::text::cjk::CharCount;

/// What is known of a letter from outside its body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letter<'a> {
    /// Names that a signature may consist of: the bureau's own and its letterhead's.
    pub signatories: &'a [&'a str],
}

/// Renders the body of a letter (`Some`) or of an article (`None`), without its text by block.
pub fn render(body: &str, letter: Option<Letter<'_>>) -> Rendered {
    write(body, letter, Writer::default())
}

/// As [`render`], with the text by block.
pub fn render_with_text(body: &str, letter: Option<Letter<'_>>) -> Rendered {
    let writer = Writer {
        keeps_text: true,
        ..Writer::default()
    };
    write(body, letter, writer)
}

fn write(body: &str, letter: Option<Letter<'_>>, mut writer: Writer) -> Rendered {
    let blocks = blocks(body);
    writer.rendered.html.reserve(body.len() + body.len() / 4);
    let signed = letter.map_or(blocks.len(), |letter| signature_start(&blocks, letter));
    let mut index = 0;
    while let Some(block) = blocks.get(index) {
        let next = blocks.get(index + 1);
        match (block.kind, next) {
            (BlockKind::Heading(level), Some(next))
                if next.kind == BlockKind::Paragraph && is_run_in(&block.text()) =>
            {
                writer.run_in(block, level, next);
                index += 1;
            }
            (BlockKind::Heading(level), _) => writer.heading(block, level),
            (BlockKind::Paragraph, _) => {
                let is_special = letter.is_some() && (index == 0 || index >= signed);
                let class = is_special.then(|| paragraph_class(index, index >= signed, block));
                let class = class.flatten();
                writer.paragraph(block, class);
            }
            (BlockKind::Table, _) => writer.table(block),
            (BlockKind::Other, _) => writer.other(block),
        }
        index += 1;
    }
    let mut rendered = writer.rendered;
    if controls::may_arise(body) {
        rendered.html = controls::replace(&rendered.html);
        let headings = rendered.outline.iter_mut().map(|heading| &mut heading.text);
        let texts = rendered.blocks.iter_mut().map(|block| &mut block.text);
        for text in headings.chain(texts) {
            *text = controls::replace(text);
        }
    }
    rendered
}

/// A heading that ends its sentence is set run-in with the paragraph that follows.
fn is_run_in(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '：', '；'])
}

/// What a paragraph of a letter is besides text.
fn paragraph_class(index: usize, signed: bool, block: &Block<'_>) -> Option<&'static str> {
    let text = block.text();
    if index == 0 && text.trim_end().ends_with(['：', ':']) {
        return Some("salutation");
    }
    signed.then(|| {
        if is_date(&text) {
            "signed-on"
        } else {
            "signature"
        }
    })
}

/// The index of the first block of the signature at the letter's end: paragraphs that are only
/// a signatory's name or a date.
fn signature_start(blocks: &[Block<'_>], letter: Letter<'_>) -> usize {
    let signs = |block: &&Block<'_>| {
        let text = block.text();
        let text = text.trim();
        block.kind == BlockKind::Paragraph && (is_date(text) || letter.signatories.contains(&text))
    };
    blocks.len() - blocks.iter().rev().take_while(signs).count()
}

/// A date as letters write it at their end: 2025年6月20日 or 二〇二五年六月二十日.
pub fn is_date(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c);
    let Some((year, rest)) = text.trim().split_once('年') else {
        return false;
    };
    let Some((month, rest)) = rest.split_once('月') else {
        return false;
    };
    let Some(day) = rest.strip_suffix('日') else {
        return false;
    };
    [year, month, day]
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(digit))
}

/// Writes blocks and numbers them.
#[derive(Default)]
struct Writer {
    rendered: Rendered,
    /// Whether the text by block is wanted.
    keeps_text: bool,
    levels: Vec<HeadingLevel>,
}

impl Writer {
    fn paragraph(&mut self, block: &Block<'_>, class: Option<&str>) {
        match class {
            // It begins the letter and is no paragraph of its text, so it has no number.
            Some("salutation") => {
                let html = &mut self.rendered.html;
                html.push_str("<p id=\"salutation\" class=\"salutation\">");
                self.texts(block, "salutation", None);
            }
            Some(class) => self.open_block("p", &format!(" class=\"{class}\""), block),
            None => self.open_block("p", "", block),
        }
        self.push(block.inner());
        self.rendered.html.push_str("</p>\n");
        self.count(block);
    }

    fn heading(&mut self, block: &Block<'_>, level: HeadingLevel) {
        let text = block.text();
        self.heading_element(block, level, &text);
        self.rendered.html.push('\n');
    }

    /// A heading and its paragraph, which share one line.
    fn run_in(&mut self, heading: &Block<'_>, level: HeadingLevel, paragraph: &Block<'_>) {
        let anchor = self.open_element("div", " class=\"item\"");
        let text = heading.text();
        let text = text.trim_end_matches(['。', '：', '；']);
        self.heading_element(heading, level, text);
        self.texts(paragraph, &anchor, None);
        self.rendered.html.push_str("<p>");
        self.push(paragraph.inner());
        self.rendered.html.push_str("</p></div>\n");
        self.count(paragraph);
    }

    /// Tables scroll in a box of their own, which a keyboard can reach.
    fn table(&mut self, block: &Block<'_>) {
        self.open_block(
            "div",
            " class=\"table\" role=\"group\" aria-label=\"表格\" tabindex=\"0\"",
            block,
        );
        self.push(&block.events);
        self.rendered.html.push_str("</div>\n");
        self.count(block);
    }

    fn other(&mut self, block: &Block<'_>) {
        self.open_block("div", " class=\"block\"", block);
        self.push(&block.events);
        self.rendered.html.push_str("</div>\n");
        self.count(block);
    }

    /// Opens the element of a block and takes note of its text.
    fn open_block(&mut self, name: &str, attributes: &str, block: &Block<'_>) {
        let anchor = self.open_element(name, attributes);
        self.texts(block, &anchor, None);
    }

    /// Opens an element with the next paragraph id and the empty anchor that CSS gives a mark.
    fn open_element(&mut self, name: &str, attributes: &str) -> String {
        self.rendered.paragraphs += 1;
        let anchor = format!("p{}", self.rendered.paragraphs);
        self.rendered.html.push_str(&format!(
            "<{name} id=\"{anchor}\"{attributes}>\
             <a class=\"anchor\" href=\"#{anchor}\" aria-hidden=\"true\" tabindex=\"-1\"></a>"
        ));
        anchor
    }

    fn texts(&mut self, block: &Block<'_>, anchor: &str, level: Option<HeadingLevel>) {
        if !self.keeps_text {
            return;
        }
        let texts = text::texts(&block.events).into_iter();
        self.rendered.blocks.extend(texts.map(|text| TextBlock {
            anchor: anchor.to_owned(),
            level: level.map(|level| level as u8),
            text,
        }));
    }

    fn heading_element(&mut self, block: &Block<'_>, level: HeadingLevel, text: &str) {
        let anchor = format!("s{}", self.rendered.outline.len() + 1);
        let html_level = self.html_level(level);
        self.rendered
            .html
            .push_str(&format!("<h{html_level} id=\"{anchor}\">"));
        self.push(block.inner());
        self.rendered.html.push_str(&format!("</h{html_level}>"));
        self.texts(block, &anchor, Some(level));
        self.rendered.outline.push(Heading {
            level: level as u8,
            text: text.trim().to_owned(),
            anchor,
        });
        self.count(block);
    }

    /// The level in the page, below the letter's title: no level is skipped on the way down.
    fn html_level(&mut self, level: HeadingLevel) -> usize {
        while self.levels.last().is_some_and(|&above| above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        (self.levels.len() + 1).min(6)
    }

    fn push(&mut self, events: &[Event<'_>]) {
        let mut links = Vec::new();
        let mut cells = Cells::default();
        let safe = events
            .iter()
            .cloned()
            .filter_map(|event| safe_event(event, &mut links))
            .map(|event| cells.write(event));
        html::push_html(&mut self.rendered.html, safe);
    }

    fn count(&mut self, block: &Block<'_>) {
        let mut count = CharCount::default();
        block.for_each_text(|text| count.add(text));
        self.rendered.characters += count.total;
    }
}

/// Makes an event harmless: raw HTML becomes text, an unsafe link loses its link, an image its
/// picture. `links` remembers for each open link whether it was made.
fn safe_event<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Option<Event<'a>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let href = Target::of(link_type, &dest_url).href(&dest_url);
            links.push(href.is_some());
            let dest_url = CowStr::from(href?);
            Some(Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }))
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        // A list or quotation may hold headings; only the letter's outline has headings.
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(body: &str) -> String {
        let anchor = regex_free_anchor_removal(&render(body, Some(Letter::default())).html);
        anchor.trim_end().to_owned()
    }

    fn regex_free_anchor_removal(html: &str) -> String {
        let mut parts = html.split("<a class=\"anchor\"");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(part.split_once("</a>").map_or(part, |(_, rest)| rest));
        }
        out
    }

    #[test]
    fn a_heading_with_a_full_stop_runs_into_its_paragraph() {
        assert_eq!(
            letter("## 一、甲\n\n#### 1. 乙。\n\n丙"),
            "<h2 id=\"s1\">一、甲</h2>\n\
             <div class=\"item\" id=\"p1\"><h3 id=\"s2\">1. 乙。</h3><p>丙</p></div>"
                .replace(
                    "<div class=\"item\" id=\"p1\">",
                    "<div id=\"p1\" class=\"item\">"
                )
        );
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        assert_eq!(
            letter("<script>x</script>"),
            "<div id=\"p1\" class=\"block\"><p>&lt;script&gt;x&lt;/script&gt;</p>\n</div>"
        );
        assert_eq!(
            letter("甲<b onclick=x>乙"),
            "<p id=\"p1\">甲&lt;b onclick=x&gt;乙</p>"
        );
    }

    #[test]
    fn cells_are_aligned_by_class() {
        let html = letter("| 甲 | 乙 |\n| --- | ---: |\n| 1 | <b> |\n");
        assert!(
            html.contains("<th>甲</th><th class=\"right\">乙</th>"),
            "{html}"
        );
        assert!(
            html.contains("<td>1</td><td class=\"right\">&lt;b&gt;</td>"),
            "{html}"
        );
    }

    #[test]
    fn an_unsafe_link_keeps_its_text_only() {
        assert_eq!(
            letter("[甲](javascript:x) [乙](a.md)"),
            "<p id=\"p1\">甲 <a href=\"a.html\">乙</a></p>"
        );
    }

    #[test]
    fn salutation_and_signature_are_known_by_their_place() {
        let html = render(
            "王示例委员：\n\n示例局\n\n好。\n\n示例局\n\n2025年6月20日",
            Some(Letter {
                signatories: &["示例局"],
            }),
        )
        .html;
        assert_eq!(html.matches("class=\"salutation\"").count(), 1);
        assert_eq!(html.matches("class=\"signature\"").count(), 1);
        assert_eq!(html.matches("class=\"signed-on\"").count(), 1);
    }
}
