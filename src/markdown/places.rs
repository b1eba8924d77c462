//! The text of a body with the place of every character in the Markdown.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::events::{events, parser};

/// A character as shown, with the bytes of the Markdown that it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The character; the end of a line is a space, the end of a table's cell a tab.
    pub shown: char,
    /// Its place.
    pub place: Range<usize>,
}

/// The text of each paragraph, heading, list item and table row. Markup and escapes are gone, so
/// that they hide nothing.
pub fn placed_blocks(body: &str) -> Vec<Vec<Placed>> {
    let mut blocks = Vec::new();
    let mut current: Vec<Placed> = Vec::new();
    for (event, range) in events(body) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                place_text(&text, body, &range, &mut current);
            }
            Event::SoftBreak | Event::HardBreak => current.push(Placed {
                shown: ' ',
                place: range,
            }),
            Event::End(TagEnd::TableCell) => current.push(Placed {
                shown: '\t',
                place: range.end..range.end,
            }),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) if !current.is_empty() => blocks.push(std::mem::take(&mut current)),
            _ => {}
        }
    }
    blocks.push(current);
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// What a body holds without showing it, each with its place: where links lead, their titles, and
/// what stands behind the fence of code.
pub fn placed_targets(body: &str) -> Vec<Vec<Placed>> {
    let parser = parser(body);
    let definitions = parser.reference_definitions().iter();
    let mut hidden: Vec<(String, Range<usize>)> = definitions
        .flat_map(|(_, link)| {
            let title = link.title.as_deref().unwrap_or_default();
            let mark = body[link.span.clone()].find("]:").map_or(0, |at| at + 2);
            let range = link.span.start + mark..link.span.end;
            [link.dest.as_ref(), title].map(|text| (text.to_owned(), range.clone()))
        })
        .collect();
    for (event, range) in parser {
        match event {
            Event::Start(
                Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type: LinkType::Inline,
                    dest_url,
                    title,
                    ..
                },
            ) => {
                let mark = body[range.clone()].rfind("](").map_or(0, |at| at + 2);
                let range = range.start + mark..range.end - 1;
                hidden.extend([dest_url, title].map(|text| (text.into_string(), range.clone())));
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            }) => hidden.push((dest_url.into_string(), range)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                hidden.push((info.into_string(), range));
            }
            _ => {}
        }
    }
    let placed = hidden.into_iter().map(|(text, range)| {
        let found = body[range.clone()].find(&text);
        let range = found.map_or(range.clone(), |at| {
            range.start + at..range.start + at + text.len()
        });
        let mut placed = Vec::new();
        place_text(&text, body, &range, &mut placed);
        placed
    });
    placed.filter(|text| !text.is_empty()).collect()
}

/// The places of raw HTML, which pages show as text.
pub fn raw_html(body: &str) -> Vec<Range<usize>> {
    let raw = events(body)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)));
    raw.map(|(_, range)| range).collect()
}

fn place_text(text: &str, body: &str, range: &Range<usize>, current: &mut Vec<Placed>) {
    let stands_as_shown = body.get(range.clone()) == Some(text);
    for (at, shown) in text.char_indices() {
        let start = range.start + at;
        // An entity stands for its text as a whole.
        let place = if stands_as_shown {
            start..start + shown.len_utf8()
        } else {
            range.clone()
        };
        current.push(Placed { shown, place });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Vec<String> {
        let blocks = placed_blocks(body);
        let text = |block: &Vec<Placed>| block.iter().map(|placed| placed.shown).collect();
        blocks.iter().map(text).collect()
    }

    #[test]
    fn markup_is_gone_and_blocks_are_apart() {
        let body = "一**二**三\\*\n四\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | &#50; |\n\n- 项\n";
        assert_eq!(shown(body), ["一二三* 四", "甲\t乙\t", "1\t2\t", "项"]);
    }

    #[test]
    fn every_character_knows_its_place() {
        let body = "甲**乙**\\*&amp;丙";
        let blocks = placed_blocks(body);
        let sources: Vec<&str> = blocks[0].iter().map(|p| &body[p.place.clone()]).collect();
        assert_eq!(sources, ["甲", "乙", "*", "&amp;", "丙"]);
    }
}
