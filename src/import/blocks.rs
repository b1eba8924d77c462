//! Paragraphs to blocks of canonical Markdown.

use std::collections::BTreeMap;

use super::bounds;
use super::ending::{self, Ending};
use super::doubt::Notes;
use super::lines::key;
use super::outline::{self, Division, Style};
use super::paging::Paragraph;
use super::punctuation;
use super::{Block, OutlineEntry};

/// Paragraphs to blocks of canonical Markdown.
pub(super) fn to_blocks(paragraphs: &[Paragraph], notes: &mut Notes) -> Vec<Block> {
    let texts: Vec<String> = paragraphs
        .iter()
        .map(|p| {
            if p.text.starts_with('|') {
                p.text.clone()
            } else {
                punctuation::normalise(&p.text, p.first, notes)
            }
        })
        .collect();
    let divisions: Vec<(Style, Division)> = texts
        .iter()
        .filter_map(|text| outline::numbered(text).map(|n| (n.style, outline::divide(text))))
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut closing = false;
    for (paragraph, text) in paragraphs.iter().zip(&texts) {
        let raw_lines = (paragraph.first, paragraph.last);
        if text.starts_with('|') {
            match blocks.last_mut() {
                Some(last) if last.markdown.starts_with('|') => {
                    last.markdown.push('\n');
                    last.markdown.push_str(text);
                    last.raw_lines.1 = raw_lines.1;
                }
                _ => blocks.push(Block {
                    markdown: text.clone(),
                    raw_lines,
                }),
            }
            continue;
        }
        let style = outline::numbered(text).map(|n| n.style);
        closing |= ending::kind(&key(text)) == Some(Ending::Attachment);
        let division = match style {
            Some(style) if !closing && outline::are_headings(&divisions, style) => {
                outline::divide(text)
            }
            _ => Division::None,
        };
        let marks = |style: Option<Style>| "#".repeat(usize::from(style.map_or(2, Style::level)));
        match division {
            Division::Line(heading) => {
                blocks.push(Block {
                    markdown: format!("{} {heading}", marks(style)),
                    raw_lines,
                });
            }
            Division::RunIn(heading, tail) => {
                blocks.push(Block {
                    markdown: format!("{} {heading}", marks(style)),
                    raw_lines,
                });
                blocks.push(Block {
                    markdown: escape(&tail),
                    raw_lines,
                });
            }
            Division::None => blocks.push(Block {
                markdown: escape(text),
                raw_lines,
            }),
        }
    }
    note_repeated(&blocks, notes);
    blocks
}

fn note_repeated(blocks: &[Block], notes: &mut Notes) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks {
        let letters = bounds::letters_only(&block.markdown);
        if letters.chars().count() >= 30 && seen.insert(letters, block.raw_lines.0).is_some() {
            notes.doubt(
                "block-repeated",
                "body",
                Some(block.raw_lines.0),
                "此段与前文重复，照录，请对照原件。",
            );
        }
    }
}

/// Escapes what Markdown would read where the letter means it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let pairs = text.matches("**").count();
    let bold = pairs > 0 && pairs.is_multiple_of(2);
    let chars: Vec<char> = text.chars().collect();
    let mut index = 0;
    while let Some(&c) = chars.get(index) {
        if c == '*' && chars.get(index + 1) == Some(&'*') && bold {
            out.push_str("**");
            index += 2;
            continue;
        }
        if matches!(c, '*' | '_' | '<' | '|' | '[' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
        index += 1;
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let ordered = digits > 0 && out[digits..].starts_with(['.', ')']);
    if ordered {
        out.insert(digits, '\\');
    } else if out.starts_with(['#', '-', '+', '>', '=', '~']) {
        out.insert(0, '\\');
    }
    out
}

pub(super) fn outline_of(blocks: &[Block]) -> Vec<OutlineEntry> {
    blocks
        .iter()
        .filter_map(|block| {
            let level = block
                .markdown
                .bytes()
                .take_while(|&byte| byte == b'#')
                .count();
            let text = block.markdown.get(level..)?.strip_prefix(' ')?;
            (level > 0).then(|| OutlineEntry {
                level: level as u8,
                text: text.to_owned(),
            })
        })
        .collect()
}
