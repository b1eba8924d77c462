//! The text of a docx file: paragraphs and tables, no styles.

use docx_rs::{
    DocumentChild, Docx, Paragraph, ParagraphChild, RunChild, Table, TableCellContent, TableChild,
    TableRowChild, read_docx,
};

use super::DecodeError;

/// Reads a docx file: one line a paragraph with empty lines between, tables as Markdown.
pub(super) fn read(bytes: &[u8]) -> Result<String, DecodeError> {
    let Docx { document, .. } = read_docx(bytes).map_err(|_| DecodeError::BadDocx)?;
    let mut blocks = Vec::new();
    for child in &document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => blocks.push(paragraph_text(paragraph)),
            DocumentChild::Table(table) => blocks.push(table_text(table)),
            _ => {}
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    Ok(blocks.join("\n\n"))
}

fn paragraph_text(paragraph: &Paragraph) -> String {
    paragraph
        .children
        .iter()
        .map(|child| match child {
            ParagraphChild::Run(run) => run.children.iter().map(run_text).collect(),
            ParagraphChild::Hyperlink(link) => {
                let text = link.children.iter().map(|child| match child {
                    ParagraphChild::Run(run) => run.children.iter().map(run_text).collect(),
                    _ => String::new(),
                });
                text.collect()
            }
            _ => String::new(),
        })
        .collect()
}

fn run_text(child: &RunChild) -> String {
    match child {
        RunChild::Text(text) => text.text.clone(),
        RunChild::Tab(_) => " ".to_owned(),
        RunChild::Break(_) => "\n".to_owned(),
        _ => String::new(),
    }
}

/// A table as Markdown, its first row as the head.
fn table_text(table: &Table) -> String {
    let mut lines: Vec<String> = Vec::new();
    for TableChild::TableRow(row) in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|TableRowChild::TableCell(cell)| {
                let paragraphs = cell.children.iter().map(|content| match content {
                    TableCellContent::Paragraph(paragraph) => paragraph_text(paragraph),
                    _ => String::new(),
                });
                paragraphs
                    .collect::<Vec<_>>()
                    .join(" ")
                    .replace(['\n', '|'], " ")
            })
            .collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }
    lines.join("\n")
}
