//! Tables: those of the letter as Markdown, those that only lay it out as lines.

use roxmltree::Node;

use super::story::Story;
use super::{child, is, value};

/// Longer cells are paragraphs that a table was drawn around.
const LONGEST_CELL: usize = 60;

/// The lines of a table.
pub(super) fn lines(table: Node<'_, '_>, story: &mut Story<'_>) -> String {
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    for row in nested(table, "tr") {
        let is_deleted = child(row, "trPr").is_some_and(|row| child(row, "del").is_some());
        if is_deleted {
            story.note_revision();
            continue;
        }
        let mut cells = Vec::new();
        for cell in nested(row, "tc") {
            cells.push(story.inside(cell));
            let span = child(cell, "tcPr")
                .and_then(|properties| value(properties, "gridSpan")?.parse().ok())
                .unwrap_or(1_usize);
            cells.extend((1..span.min(32)).map(|_| Vec::new()));
        }
        rows.push(cells);
    }
    rows.retain(|cells| cells.iter().any(|cell| !cell.is_empty()));
    let filled = |cells: &Vec<Vec<String>>| cells.iter().filter(|cell| !cell.is_empty()).count();
    // A letterhead or a signature is often laid out by a table of one row or one column.
    if rows.len() <= 1 || rows.iter().all(|cells| filled(cells) <= 1) {
        return rows
            .iter()
            .map(|row| laid_out(row))
            .collect::<Vec<_>>()
            .join("\n\n");
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    let mut lines: Vec<String> = Vec::new();
    for cells in &rows {
        let mut row: Vec<String> = cells.iter().map(|cell| in_one_line(cell)).collect();
        row.resize(width, String::new());
        lines.push(format!("| {} |", row.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    lines.join("\n")
}

/// Elements of a name below a node, through the wrappers that forms put around rows and cells.
fn nested<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    for part in node.children() {
        if is(part, &[name]) {
            found.push(part);
        } else if is(part, &["sdt", "sdtContent", "customXml", "ins", "moveTo"]) {
            found.extend(nested(part, name));
        }
    }
    found
}

fn laid_out(cells: &[Vec<String>]) -> String {
    let short = |cell: &Vec<String>| {
        cell.len() <= 1 && cell.iter().all(|text| text.chars().count() <= LONGEST_CELL)
    };
    if cells.iter().all(short) {
        return cells.concat().join("\t");
    }
    cells.concat().join("\n\n")
}

fn in_one_line(cell: &[String]) -> String {
    cell.join(" ").replace(['\n', '|'], " ")
}
