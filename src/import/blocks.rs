//! Paragraphs to blocks of canonical Markdown.

use std::collections::BTreeMap;

use super::bounds;
use super::doubt::Notes;
use super::ending::{self, Ending};
use super::lines::key;
use super::outline::{self, Division, Style};
use super::paging::Paragraph;
use super::punctuation;
use super::{Block, OutlineEntry};

/// Makes the blocks of a body; headings are known by the company of their like.
pub(super) fn to_blocks(paragraphs: &[Paragraph], notes: &mut Notes) -> Vec<Block> {
    let texts: Vec<String> = paragraphs.iter().map(|p| put_right(p, notes)).collect();
    let divisions: Vec<Option<(Style, Division)>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let below = texts.get(index + 1).map(String::as_str);
            let style = outline::numbered(text)?.style;
            Some((style, outline::divide_above(text, below)))
        })
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut closing = false;
    for (index, (paragraph, text)) in paragraphs.iter().zip(&texts).enumerate() {
        let raw_lines = (paragraph.first, paragraph.last);
        if let (true, Some(table)) = (
            is_row(text),
            blocks.last_mut().filter(|b| is_row(&b.markdown)),
        ) {
            table.markdown.push('\n');
            table.markdown.push_str(text);
            table.raw_lines.1 = raw_lines.1;
            continue;
        }
        closing |= text.starts_with('附') && ending::kind(&key(text)) == Some(Ending::Attachment);
        let division = divisions[index]
            .as_ref()
            .filter(|_| !closing && outline::is_heading(&divisions, index));
        let heading = |style: &Style, text: &str| {
            format!("{} {text}", "#".repeat(usize::from(style.level())))
        };
        let parts = match division {
            Some((style, Division::Line(text))) => vec![heading(style, text)],
            Some((style, Division::RunIn(text, tail))) => vec![heading(style, text), escape(tail)],
            _ if is_row(text) => vec![text.clone()],
            _ => vec![escape(text)],
        };
        blocks.extend(parts.into_iter().map(|markdown| Block {
            markdown,
            raw_lines,
        }));
    }
    note_repeated(&blocks, notes);
    blocks
}

fn is_row(text: &str) -> bool {
    text.starts_with('|')
}

fn put_right(paragraph: &Paragraph, notes: &mut Notes) -> String {
    if is_row(&paragraph.text) {
        paragraph.text.clone()
    } else {
        punctuation::normalise(&paragraph.text, paragraph.first, notes)
    }
}

fn note_repeated(blocks: &[Block], notes: &mut Notes) {
    /// Shorter blocks may well be there twice.
    const SHORTEST: usize = 30;
    let letters = |block: &'_ Block| bounds::letters_only(&block.markdown);
    // Few begin alike, and only those are compared.
    let mut seen: BTreeMap<String, Vec<&Block>> = BTreeMap::new();
    for block in blocks {
        let beginning: String = bounds::letters(&block.markdown).take(SHORTEST).collect();
        if beginning.chars().count() < SHORTEST {
            continue;
        }
        let alike = seen.entry(beginning).or_default();
        if alike.iter().any(|other| letters(other) == letters(block)) {
            notes.doubt(
                "block-repeated",
                "body",
                Some(block.raw_lines.0),
                "此段与前文重复，照录，请对照原件。",
            );
        }
        alike.push(block);
    }
}

/// Escapes what Markdown would read where the letter means it.
fn escape(text: &str) -> String {
    const SIGNS: [char; 7] = ['*', '_', '<', '|', '[', '`', '\\'];
    let pairs = text.matches("**").count();
    let bold = pairs > 0 && pairs.is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(at) = rest.find(SIGNS) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if bold && rest.starts_with("**") { 2 } else { 1 };
        if length == 1 {
            out.push('\\');
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
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
