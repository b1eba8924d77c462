//! Marks that readers would see, and text that they would not.

use crate::diag::{Code, Diagnostic};
use crate::markdown::{Placed, lost_cells, placed_blocks, raw_html, replaced};
use crate::read::OpenedFile;

/// Checks the text of a letter or an article.
pub(super) fn check(file: &OpenedFile) -> Vec<Diagnostic> {
    let text = file.text();
    let at = |start: usize, end: usize, code, message: &str| {
        let span = file.body.start + start..file.body.start + end;
        Diagnostic::new(code, message).at(&file.source, span)
    };
    let mut problems: Vec<Diagnostic> = raw_html(text)
        .into_iter()
        .map(|place| {
            let problem = at(
                place.start,
                place.end,
                Code::HtmlRaw,
                "a tag is shown as text",
            );
            problem.help("write it as Markdown, or `\\<` where the text has the sign")
        })
        .collect();
    problems.extend(replaced(text).into_iter().map(|place| {
        let message = "a character that no page may hold is shown as U+FFFD";
        let problem = at(place.start, place.end, Code::TextLost, message);
        problem.help("compare the original, and put the character that was meant in its place")
    }));
    problems.extend(lost_cells(text).into_iter().map(|place| {
        let message = "a row has more cells than the head of its table, and no page shows the rest";
        let problem = at(place.start, place.end, Code::TextLost, message);
        problem.help("give the head as many cells, or write `\\|` where the text has the sign")
    }));
    for block in placed_blocks(text) {
        problems.extend(marks(&block, text).into_iter().map(|(start, end, message)| {
            let problem = at(start, end, Code::MarkLeft, message);
            problem.help(
                "bold ends before punctuation (`**甲**。`), a blank follows `#`; write `\\*` or `\\#` \
                 where the text has the sign",
            )
        }));
    }
    problems
}

/// The marks left in a block that nobody escaped: `**` anywhere, `#` at the head of a line.
fn marks(block: &[Placed], letter: &str) -> Vec<(usize, usize, &'static str)> {
    let is_escaped = |placed: &Placed| letter[..placed.place.start].ends_with('\\');
    let is_mark = |placed: &Placed, mark| placed.shown == mark && !is_escaped(placed);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(placed) = block.get(index) {
        let run = block[index..]
            .iter()
            .take_while(|p| is_mark(p, '*'))
            .count();
        let end = block[index + run.saturating_sub(1)].place.end;
        if run >= 2 {
            found.push((placed.place.start, end, "`**` is left in the text"));
        }
        if (is_mark(placed, '#') || is_mark(placed, '＃')) && heads_line(letter, placed.place.start)
        {
            found.push((
                placed.place.start,
                placed.place.end,
                "`#` is left in the text",
            ));
        }
        index += run.max(1);
    }
    found
}

/// Whether nothing but blanks stands before a place in its line. Looks no further back than it
/// must, since a letter may be a single line.
fn heads_line(letter: &str, place: usize) -> bool {
    let before = letter[..place].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    before.is_empty() || before.ends_with('\n')
}
