//! Text in two columns whose lines were read across both.

use super::doubt::Notes;
use crate::text::cjk::is_han;

/// So many lines, and every such part of all, must be cut by a gap.
const FEWEST: usize = 5;
const PART: usize = 3;
/// What a wide gap is.
const WIDE: [&str; 3] = ["   ", "\u{3000}\u{3000}", "\t"];
/// What stands on either side of the gap is text, in characters.
const SHORTEST: usize = 8;

/// Doubts what was read from a text of which many lines are two with a wide gap between them:
/// which of them go together only the original tells.
pub(super) fn look(text: &str, notes: &mut Notes) {
    // Most texts have no such gap at all.
    if !WIDE.iter().any(|gap| text.contains(gap)) {
        return;
    }
    let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
    let mut cut = text.lines().enumerate().filter(|(_, line)| is_cut(line));
    let Some((first, _)) = cut.next() else { return };
    let count = 1 + cut.count();
    if count < FEWEST || count * PART < filled {
        return;
    }
    let message = "各行中间有宽空白，像分栏排印而按整行读出，各项和正文请对照原件。";
    for field in ["title", "cases", "addressees", "contacts", "body"] {
        notes.doubt("columns", field, Some(first + 1), message);
    }
}

/// Whether a line is two stretches of text with a wide gap between them.
fn is_cut(line: &str) -> bool {
    if line.starts_with('|') {
        return false;
    }
    let line = line.trim();
    let gap = WIDE.iter().filter_map(|gap| line.find(gap)).min();
    let is_text = |side: &str| {
        side.chars().filter(|c| is_han(*c)).count() >= SHORTEST && !side.contains(['：', ':'])
    };
    gap.is_some_and(|at| is_text(&line[..at]) && is_text(line[at..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_across_two_columns_are_doubted() {
        let across = "我局高度重视您所提的意见建      二是加强宣传引导，提高全社会\n".repeat(6);
        let mut notes = Notes::default();
        look(&across, &mut notes);
        assert!(notes.review.iter().any(|entry| entry.field == "body"));
        let mut notes = Notes::default();
        look(&"我局高度重视您所提的意见建议。\n".repeat(6), &mut notes);
        assert!(notes.review.is_empty());
    }
}
