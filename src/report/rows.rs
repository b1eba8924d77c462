//! The raw text beside the body, in the raw text's order.

use crate::import::Imported;
use crate::model::reply::ReviewEntry;

/// Raw lines that belong together, and what became of them.
pub(super) struct Row<'a> {
    /// First and last raw line, counted from 1.
    pub(super) lines: (usize, usize),
    pub(super) raw: String,
    /// Blocks of the body; `None` for lines outside it.
    pub(super) markdown: Option<String>,
    /// Fields taken from the lines.
    pub(super) fields: Vec<&'static str>,
    /// What the lines are, where they are no part of the letter.
    pub(super) outside: Option<&'static str>,
    pub(super) doubts: Vec<&'a ReviewEntry>,
}

/// Every line of the raw text stands in exactly one row; empty ones outside the body in none.
pub(super) fn rows<'a>(raw: &str, imported: &'a Imported) -> Vec<Row<'a>> {
    let lines: Vec<&str> = raw.lines().collect();
    let mut rows = Vec::new();
    let mut next = 1;
    for (first, last, markdown) in groups(imported, lines.len()) {
        outside(&mut rows, &lines, next, first, imported);
        rows.push(row(&lines, (first, last), Some(markdown), imported));
        next = last + 1;
    }
    outside(&mut rows, &lines, next, lines.len() + 1, imported);
    rows
}

/// Blocks in the order of their raw lines, those that share lines as one.
fn groups(imported: &Imported, count: usize) -> Vec<(usize, usize, String)> {
    let mut blocks: Vec<_> = imported
        .blocks
        .iter()
        .map(|block| {
            (
                block.raw_lines.0.max(1),
                block.raw_lines.1.min(count),
                &block.markdown,
            )
        })
        .filter(|(first, last, _)| first <= last)
        .collect();
    blocks.sort_by_key(|(first, last, _)| (*first, *last));
    let mut groups: Vec<(usize, usize, String)> = Vec::new();
    for (first, last, markdown) in blocks {
        match groups.last_mut().filter(|group| group.1 >= first) {
            Some(group) => {
                group.1 = group.1.max(last);
                group.2 = format!("{}\n{markdown}", group.2);
            }
            None => groups.push((first, last, markdown.clone())),
        }
    }
    groups
}

/// Rows for the lines from `next` up to `end` that are not empty.
fn outside<'a>(
    rows: &mut Vec<Row<'a>>,
    lines: &[&str],
    next: usize,
    end: usize,
    imported: &'a Imported,
) {
    for line in next..end {
        if !lines[line - 1].trim().is_empty() {
            rows.push(row(lines, (line, line), None, imported));
        }
    }
}

fn row<'a>(
    lines: &[&str],
    (first, last): (usize, usize),
    markdown: Option<String>,
    imported: &'a Imported,
) -> Row<'a> {
    let here = |line: usize| (first..=last).contains(&line);
    let taken = imported.taken_from.iter().filter(|(_, line)| here(*line));
    let outside = imported
        .outside
        .iter()
        .find(|outside| (outside.lines.0..=outside.lines.1).contains(&first));
    let mut fields: Vec<&'static str> = taken.map(|(field, _)| *field).collect();
    fields.sort_unstable();
    fields.dedup();
    let doubts = imported.reply.review.iter().filter(|entry| {
        entry
            .line
            .and_then(|line| usize::try_from(line).ok())
            .is_some_and(here)
    });
    Row {
        lines: (first, last),
        raw: lines[first - 1..last].join("\n"),
        markdown,
        fields,
        outside: outside.map(|outside| outside.what),
        doubts: doubts.collect(),
    }
}
