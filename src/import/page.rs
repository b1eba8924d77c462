//! A text without its page: menus, tables, numbers and rules are set aside.

use std::ops::Range;

use super::bounds;
use super::furniture;
use super::lines::Line;
use super::marks;
use super::metadata::{self, Label, Metadata};
use super::words;

/// A line that is no part of any letter, and what it is.
#[derive(Clone, Debug)]
pub(super) struct Dropped {
    pub(super) line: Line,
    pub(super) what: &'static str,
}

/// The lines of a text without its page.
#[derive(Default)]
pub(super) struct Stripped {
    pub(super) lines: Vec<Line>,
    pub(super) metadata: Vec<Metadata>,
    pub(super) dropped: Vec<Dropped>,
}

pub(super) fn strip_furniture(lines: &[Line]) -> Stripped {
    let mut stripped = Stripped::default();
    let letters = texts(lines);
    let mut behind_furniture = false;
    let mut page = 0;
    for index in 0..lines.len() {
        let line = &lines[index];
        let key = line.key();
        let in_letter = letters.iter().any(|letter| letter.contains(&index));
        let mut rows = metadata::rows(line, lines.get(index + 1));
        // A letter may list times and places in the words of such tables.
        if in_letter && !rows.iter().any(|row| metadata::is_telling(row.label)) {
            rows.clear();
        }
        if is_own_mark(lines, index, &rows) {
            rows.clear();
        }
        let repeats_head = is_repeated_head(lines, index, &stripped);
        let mut drop = |what| {
            let line = line.clone();
            stripped.dropped.push(Dropped { line, what });
        };
        if !rows.is_empty() {
            drop("page-table");
            stripped.metadata.extend(rows);
            behind_furniture = true;
            continue;
        }
        let menu_mark = marks::disclosure(key).is_some() && furniture::is_menu(lines, index);
        if is_page_number(key, &mut page) || is_rule(key) {
            drop("page-number");
            continue;
        }
        if repeats_head {
            drop("running-head");
            continue;
        }
        let is_page = !in_letter
            && !furniture::says_who_answers(lines, index)
            && (furniture::is_furniture(key) || menu_mark || furniture::is_foot(lines, index));
        if is_page {
            drop("page");
            behind_furniture = true;
            continue;
        }
        let mut kept = line.clone();
        kept.behind_furniture = behind_furniture;
        stripped.lines.push(kept);
        behind_furniture = false;
    }
    stripped
}

/// A line right behind a page's number that has stood in the text before, and begins no letter.
fn is_repeated_head(lines: &[Line], index: usize, stripped: &Stripped) -> bool {
    const NEAR: usize = 4;
    let line = &lines[index];
    let behind_number = stripped.dropped.last().is_some_and(|dropped| {
        dropped.what == "page-number"
            && index.checked_sub(1).map(|at| lines[at].raw) == Some(dropped.line.raw)
    });
    let begins_letter = lines[index..]
        .iter()
        .take(NEAR)
        .any(|line| bounds::is_salutation(line.key()));
    behind_number
        && !begins_letter
        && line.key().chars().count() >= 4
        && stood_before(&lines[..index], line.key())
}

/// Whether a line stood in a text before, or two lines did that make it up.
fn stood_before(lines: &[Line], key: &str) -> bool {
    let halves = |pair: &[Line]| key.strip_prefix(pair[0].key()) == Some(pair[1].key());
    lines.iter().any(|line| line.key() == key) || lines.windows(2).any(halves)
}

/// 公开属性：主动公开 is a mark of the letter where no other row of a table stands beside it.
fn is_own_mark(lines: &[Line], index: usize, rows: &[Metadata]) -> bool {
    let [row] = rows else { return false };
    let is_row = |at: usize| {
        lines
            .get(at)
            .is_some_and(|line| !metadata::rows(line, None).is_empty())
    };
    row.label == Label::Disclosure
        && matches!(
            marks::disclosure(lines[index].key()),
            Some(marks::Mark::Says(_))
        )
        && !index.checked_sub(1).is_some_and(is_row)
        && !is_row(index + 1)
}

/// Where the texts of letters are sure to stand: from a salutation to the next date.
fn texts(lines: &[Line]) -> Vec<Range<usize>> {
    let mut texts: Vec<Range<usize>> = Vec::new();
    let mut from = None;
    for (index, line) in lines.iter().enumerate() {
        let key = line.key();
        if bounds::is_salutation(key) {
            from = Some(index);
        } else if key.len() < LONGEST_DATE && words::DATE_LINE.is_match(key) {
            texts.extend(from.take().map(|from| from..index));
        }
    }
    texts
}

/// No date is longer, in bytes.
const LONGEST_DATE: usize = 90;

/// A number between dashes, or a bare one that counts on from the page before.
fn is_page_number(key: &str, page: &mut u32) -> bool {
    if !words::PAGE_NUMBER.is_match(key) {
        return false;
    }
    let digits: String = key
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let Ok(number) = digits.parse::<u32>() else {
        return true;
    };
    let counts_on = number == *page + 1 || (*page == 0 && number <= 2);
    let is_bare = digits.len() == key.len();
    if !is_bare || counts_on {
        *page = number;
    }
    !is_bare || counts_on
}

/// A line drawn across the page.
fn is_rule(key: &str) -> bool {
    // Stars are no part of a key, and a recogniser may mark a page by a comment.
    let is_comment = key.starts_with("<！--") && key.ends_with("-->");
    let is_drawn = |c: char| "-—–_＿=─━~～".contains(c);
    is_comment || (key.is_empty() || key.chars().count() >= 3) && key.chars().all(is_drawn)
}
