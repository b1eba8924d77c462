//! A difference as Markdown, for people and for the comment of a CI service.

use std::fmt::Write as _;

use super::passages::Piece;
use super::{Changes, Difference, Entry, Kind};
use crate::text::width::sanitize;

/// The most bytes that it has: GitHub takes 65,536 characters, and others more.
pub const LIMIT: usize = 60_000;
/// Passages of one letter that are shown.
const PASSAGES: usize = 20;
/// Characters of a text that are shown in one piece.
const LONGEST: usize = 400;

/// Renders a difference. What finds no room is counted.
pub(super) fn render(difference: &Difference) -> String {
    let Difference {
        added,
        removed,
        changed,
        changes,
        pages,
    } = difference;
    let head = format!("## What changes on the site\n\n{}\n", counts(difference));
    let tail = other_pages(pages);
    let mut page = Page {
        room: LIMIT.saturating_sub(head.len() + tail.len()),
        text: head,
    };
    page.section("Withdrawn", removed, |_| String::new());
    page.section("Added", added, |_| String::new());
    page.section("Changed", changed, |entry| {
        changes
            .get(&entry.permalink)
            .map(details)
            .unwrap_or_default()
    });
    page.text + &tail
}

fn counts(difference: &Difference) -> String {
    let counts = [
        (difference.removed.len(), "withdrawn"),
        (difference.added.len(), "added"),
        (difference.changed.len(), "changed"),
    ];
    let counted = counts.into_iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> = counted
        .map(|(count, what)| match count {
            1 => format!("1 reply {what}"),
            _ => format!("{count} replies {what}"),
        })
        .collect();
    match (counted.is_empty(), difference.pages.is_empty()) {
        (false, _) => format!("{}.", counted.join(", ")),
        (true, false) => "No reply changes.".to_owned(),
        (true, true) => "Nothing changes.".to_owned(),
    }
}

struct Page {
    text: String,
    room: usize,
}

/// What a note that something is left out may take.
const NOTE: usize = 80;

impl Page {
    fn section(&mut self, title: &str, entries: &[Entry], details: impl Fn(&Entry) -> String) {
        if entries.is_empty() {
            return;
        }
        self.push(&format!("\n### {title}\n\n"));
        for (index, entry) in entries.iter().enumerate() {
            let line = format!("- {} `{}`\n", escape(&entry.title), code(&entry.permalink));
            let whole = line.clone() + &details(entry);
            let short = line + "  - too much to show here\n";
            if !self.fits(&whole) && !self.fits(&short) {
                let left = entries.len() - index;
                self.push(&format!("- and {left} more\n"));
                return;
            }
            self.push(if self.fits(&whole) { &whole } else { &short });
        }
    }

    fn fits(&self, text: &str) -> bool {
        text.len() + 3 * NOTE <= self.room
    }

    fn push(&mut self, text: &str) {
        self.room = self.room.saturating_sub(text.len());
        self.text.push_str(text);
    }
}

fn details(changes: &Changes) -> String {
    let mut text = String::new();
    for fact in &changes.facts {
        let value = |value: &Option<String>| match value {
            Some(value) => escape(&shorten(value)),
            None => "∅".to_owned(),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  - `{}`: {} → {}",
            code(&fact.field),
            value(&fact.old),
            value(&fact.new)
        );
    }
    for passage in changes.passages.iter().take(PASSAGES) {
        let pieces: String = passage.iter().map(piece).collect();
        let _ = writeln!(text, "  - {pieces}");
    }
    let left = changes.passages.len().saturating_sub(PASSAGES);
    if left > 0 {
        let _ = writeln!(text, "  - and {left} more passages");
    }
    if *changes == Changes::default() {
        text.push_str("  - its page; the site publishes no records that would say more\n");
    }
    text
}

fn piece(piece: &Piece) -> String {
    let text = escape(&shorten(piece.text()));
    match piece {
        Piece::Same(_) => text,
        Piece::Removed(_) => format!("<del>{text}</del>"),
        Piece::Added(_) => format!("<ins>{text}</ins>"),
    }
}

fn other_pages(pages: &[Kind]) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let mut text = "\n### Other files\n\n".to_owned();
    for kind in pages {
        let counts = [
            (kind.added, "added"),
            (kind.removed, "removed"),
            (kind.changed, "changed"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let _ = writeln!(text, "- {}: {}", kind.kind, counts.join(", "));
    }
    text
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Inside a code span nothing but its own mark needs care.
fn code(text: &str) -> String {
    sanitize(text).replace('`', "'")
}

/// Text that stays text: no markup, no link, and nobody is called by name. An invisible joiner
/// keeps `@name`, `#1` and addresses from being taken for more than they are.
fn escape(text: &str) -> String {
    const JOINER: char = '\u{2060}';
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(text.len() * 2);
    for c in sanitize(&text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' | '#' | ':' => escaped.extend(['\\', c, JOINER]),
            c if c.is_ascii_punctuation() => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped.replace("www\\.", "www\\.\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_title_says_becomes_markup() {
        let joiner = '\u{2060}';
        assert_eq!(
            escape("<b>&\n[a](http://x)@me #1 `x` *y*"),
            format!(
                "&lt;b&gt;&amp; \\[a\\]\\(http\\:{joiner}\\/\\/x\\)\\@{joiner}me \\#{joiner}1 \\`x\\` \\*y\\*"
            )
        );
    }

    #[test]
    fn a_great_change_fits_into_a_comment() {
        let entry = |n: usize| Entry {
            permalink: format!("replies/2025/proposal-{n}.html"),
            title: format!("关于第{n}号提案的答复"),
        };
        let changed: Vec<Entry> = (0..2000).map(entry).collect();
        let all = Changes {
            passages: vec![vec![Piece::Added("甲".repeat(5000))]; 50],
            ..Changes::default()
        };
        let changes = changed
            .iter()
            .map(|entry| (entry.permalink.clone(), all.clone()));
        let difference = Difference {
            removed: (2000..4000).map(entry).collect(),
            changes: changes.collect(),
            changed,
            ..Difference::default()
        };
        let text = render(&difference);
        assert!(text.len() <= LIMIT, "{}", text.len());
        assert!(text.contains("2000 replies withdrawn, 2000 replies changed."));
        assert!(text.contains("more\n"));
    }
}
