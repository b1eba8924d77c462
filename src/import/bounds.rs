//! Where each letter of a raw text begins and ends.

use super::ending::{self, Ending};
use super::forbidding;
use super::lines::{LONGEST_LINE, Line};
use super::marks;
use super::metadata::Metadata;
use super::page::{Dropped, Stripped, strip_furniture};
use super::titles::{self, Title, is_sentence};
use super::words;
use crate::text::cjk::is_han;

/// The parts of a raw text that belong to one letter.
#[derive(Debug, Default)]
pub(super) struct Letter {
    /// Lines above the title or salutation: head, marks, number, page titles.
    pub(super) head: Vec<Line>,
    /// The lines of the title.
    pub(super) title: Vec<Line>,
    /// A title of the page that differs from the letter's own.
    pub(super) page_title: Option<Line>,
    /// From the salutation to signature, attachments and copies, contact lines included.
    pub(super) body: Vec<Line>,
    /// Whether the first line of the body is a salutation.
    pub(super) has_salutation: bool,
    /// A salutation that stands below the text: 此致 某某代表.
    pub(super) addressed_below: Option<Line>,
    /// What follows the letter and is no part of it.
    pub(super) behind: Vec<Line>,
    /// Rows of the page's metadata table.
    pub(super) metadata: Vec<Metadata>,
    /// The last line of the letter before.
    begins_behind: usize,
    /// Lines between those of the body that are no part of it.
    pub(super) dropped: Vec<Dropped>,
}

/// Where a letter with neither title nor salutation begins, in lines.
const FIRST_LINES: usize = 12;
/// Takes out furniture and cuts what is left into letters.
pub(super) fn find_letters(lines: &[Line]) -> (Vec<Letter>, Vec<Dropped>) {
    let Stripped {
        lines,
        metadata,
        dropped,
    } = strip_furniture(lines);
    let titles = titles::main(&lines);
    let starts: Vec<(usize, Option<Title>, Option<Line>)> = if titles.is_empty() {
        salutation_starts(&lines)
    } else {
        titles
    };
    let outer = starts.first().zip(starts.last());
    let has_mark = |line: &Line| marks::is_mark(line.key());
    let marks_below = outer.is_some_and(|(first, last)| {
        !lines[..first.0].iter().any(has_mark) && lines[last.0..].iter().any(has_mark)
    });
    let mut letters = Vec::new();
    let (mut from, mut behind) = (0, 0);
    for (index, (start, title, page_title)) in starts.iter().enumerate() {
        // The head of a letter begins behind the title of the one before.
        let floor = title.map_or(start + 1, |title| title.end);
        let until = starts.get(index + 1).map_or(lines.len(), |next| {
            let head = head_start(&lines, next.0, floor);
            behind_marks(&lines, head, next.0, marks_below)
        });
        let mut letter = cut(&lines, from, *start, *title, until);
        letter.page_title.clone_from(page_title);
        letter.begins_behind = behind;
        letter.metadata = rows_of(&metadata, &letter, index == 0, index + 1 == starts.len());
        behind = letter.body.last().map_or(behind, |line| line.last);
        letters.push(letter);
        from = until;
    }
    (letters, dropped)
}

/// The rows of the page's tables that stand above or in a letter; those behind the last are its.
fn rows_of(rows: &[Metadata], letter: &Letter, is_first: bool, is_last: bool) -> Vec<Metadata> {
    let lines = || letter.head.iter().chain(&letter.title).chain(&letter.body);
    let end = lines().map(|line| line.last).max().unwrap_or(0);
    let begin = letter.begins_behind;
    rows.iter()
        .filter(|row| (is_first || row.raw > begin) && (is_last || row.raw <= end))
        .cloned()
        .collect()
}

/// Letters without a title begin at their salutation.
fn salutation_starts(lines: &[Line]) -> Vec<(usize, Option<Title>, Option<Line>)> {
    let mut starts = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let below = || lines.get(index + 1).map_or("", Line::key);
        let is_bare = || is_bare_address(line.key()) && words::RECEIVED.is_match(below());
        if !is_salutation(line.key()) && !is_bare() {
            continue;
        }
        let follows: String = lines[index + 1..].iter().take(4).map(Line::key).collect();
        let about_case = follows.contains("提案") || follows.contains("建议");
        if about_case && words::RECEIVED.is_match(&follows) {
            starts.push((index, None, None));
        }
    }
    if starts.is_empty() {
        let received = |line: &Line| words::RECEIVED_ALONE.is_match(line.key());
        let first = lines.iter().take(FIRST_LINES).position(received);
        let first = first.or_else(|| opinion_start(lines));
        starts.extend(first.map(|index| (index, None, None)));
    }
    starts
}

/// A letter that only gives an opinion begins at the name of a member or deputy and ends with a
/// signature and a date.
fn opinion_start(lines: &[Line]) -> Option<usize> {
    let is_person = |line: &Line| {
        let key = line.key().replace("委员会", "");
        is_salutation(line.key()) && ["委员", "代表"].iter().any(|title| key.contains(title))
    };
    let start = lines.iter().take(FIRST_LINES).position(is_person)?;
    let is_signed = |pair: &[Line]| {
        ending::is_signature(pair[0].key()) && words::DATE_LINE.is_match(pair[1].key())
    };
    lines[start..].windows(2).any(is_signed).then_some(start)
}

pub(super) fn is_salutation(key: &str) -> bool {
    // Most lines are paragraphs, and patterns cost.
    if key.len() > LONGEST_LINE || key.ends_with('。') {
        return false;
    }
    words::SALUTATION.is_match(key) || (words::SALUTATION_BARE.is_match(key) && !is_label(key))
}

/// 代表意见： is a label of a form, not the deputy 意见.
fn is_label(key: &str) -> bool {
    const WORDS: [&str; 14] = [
        "意见", "建议", "姓名", "签名", "签字", "单位", "电话", "反馈", "小组", "名单", "提案",
        "评价", "满意", "情况",
    ];
    let label = key.trim_end_matches('：');
    ["委员", "代表"].iter().any(|title| {
        let named = label.rsplit(title).next().unwrap_or_default();
        named.len() < label.len() && WORDS.iter().any(|word| named.contains(word))
    })
}

/// Whether a line addresses somebody, with a colon or without.
pub(super) fn addresses(key: &str) -> bool {
    words::SALUTATION.is_match(key) || is_bare_address(key)
}

/// A name on its own line right behind the title, without a colon, or several of them.
fn is_bare_address(key: &str) -> bool {
    const NAME: std::ops::RangeInclusive<usize> = 3..=24;
    const NAMES: std::ops::RangeInclusive<usize> = 5..=90;
    let named = ["委员", "代表"].iter().any(|title| key.ends_with(title));
    if !named {
        return false;
    }
    let length = if key.contains('、') { NAMES } else { NAME };
    let is_name = |c: char| is_han(c) || c.is_alphanumeric() || "、·•（）*＊×".contains(c);
    length.contains(&key.chars().count()) && key.chars().all(is_name)
}

/// An office or a group without a colon, right above the line that says what was received.
fn bare_office(lines: &[Line], after_title: usize) -> Option<usize> {
    let named = |index: usize| {
        let key = lines.get(index).map(Line::key).unwrap_or_default();
        let follows = lines.get(index + 1).map(Line::key).unwrap_or_default();
        (ending::is_signature(key) || key.ends_with(['社', '党', '盟', '联', '界']))
            && (4..=28).contains(&key.chars().count())
            && words::RECEIVED.is_match(follows)
    };
    (after_title..after_title + 3).find(|&index| named(index))
}

/// The first line of the head above a later letter's title.
fn head_start(lines: &[Line], title: usize, floor: usize) -> usize {
    let is_head = |index: usize| is_head_line(lines[index].key());
    let mut start = title;
    // A bureau's name is a letterhead where the number stands below it, else a signature.
    let is_letterhead = |index: usize| {
        ending::is_signature(lines[index].key())
            && lines[index + 1..title]
                .iter()
                .any(|line| words::DOC_NUMBER.is_match(line.key()))
    };
    while start > floor {
        // One line of another kind, such as an own running number, may stand between.
        let odd = start > floor + 1
            && lines[start - 1].text.chars().count() <= 20
            && is_head(start - 2)
            && ending::kind(lines[start - 1].key()) != Some(Ending::Contact);
        if !is_head(start - 1) && !odd && !is_letterhead(start - 1) {
            break;
        }
        start -= 1;
    }
    start
}

/// Between two letters a mark may be the last line of one or the first of the other. It is of the
/// letter before where no line is left free above it, or where this text has its marks below.
fn behind_marks(lines: &[Line], head: usize, title: usize, marks_below: bool) -> usize {
    let is_of_letter_before =
        |line: &&Line| marks::is_mark(line.key()) && (marks_below || !line.gap);
    let marks = lines[head..title].iter().take_while(is_of_letter_before);
    head + marks.count()
}

/// Marks, letterhead, document number, signer.
pub(super) fn is_head_line(key: &str) -> bool {
    marks::is_mark(key)
        || forbidding::forbids(key)
        || words::DOC_NUMBER.is_match(key)
        || words::SIGNER.is_match(key)
        || (key.ends_with("文件") && key.chars().count() <= 30)
        || key
            .split_once("类")
            .is_some_and(|(class, mark)| class.len() == 1 && marks::disclosure(mark).is_some())
}

/// Where a letter without a salutation begins: behind the lines of its head and, if those lead to
/// the sentence that says what was received, behind whatever short lines stand before it.
fn text_start(lines: &[Line], after_title: usize) -> usize {
    const REACH: usize = 8;
    const SHORT: usize = 40;
    let behind = &lines[after_title..];
    let is_short = |line: &&Line| line.text.chars().count() <= SHORT && !is_sentence(line.key());
    let short = behind.iter().take(REACH).take_while(is_short).count();
    let received = behind
        .get(short)
        .is_some_and(|line| words::RECEIVED.is_match(line.key()));
    let of_head = behind.iter().take_while(|line| is_head_line(line.key()));
    after_title + if received { short } else { of_head.count() }
}

/// The name below 此致, where a letter ends with whom it is for.
fn respects(lines: &[Line], from: usize) -> Option<usize> {
    let is_name = |line: &Line| is_bare_address(line.key()) || is_salutation(line.key());
    (from..lines.len().saturating_sub(1))
        .find(|&at| lines[at].key() == "此致" && is_name(&lines[at + 1]))
        .map(|at| at + 1)
}

/// Cuts one letter out of its region.
fn cut(lines: &[Line], from: usize, start: usize, title: Option<Title>, until: usize) -> Letter {
    let after_title = title.map_or(start, |title| title.end);
    let salutation = lines[after_title..until]
        .iter()
        .take(8)
        .position(|line| is_salutation(line.key()) || is_bare_address(line.key()))
        .map(|offset| after_title + offset)
        .or_else(|| bare_office(&lines[..until], after_title));
    // Behind the text itself a name is no salutation of what follows.
    const SHORT: usize = 30;
    let is_text = |line: &Line| {
        let long = line.text.contains('。') || line.text.chars().count() > SHORT;
        long && words::RECEIVED.is_match(line.key())
    };
    let below = salutation.filter(|&at| lines[after_title..at].iter().any(is_text));
    let below =
        below.or_else(|| respects(&lines[..until], after_title).filter(|_| salutation.is_none()));
    let salutation = salutation.filter(|_| below.is_none());
    let body_start = salutation.unwrap_or_else(|| text_start(&lines[..until], after_title));
    let end = ending::letter_end(&lines[..until], body_start);
    let head_texts: Vec<&str> = lines[from..body_start]
        .iter()
        .map(Line::key)
        .filter(|key| key.chars().count() >= 4 && !is_sentence(key))
        .collect();
    // A running head repeats a line of the head on every page.
    let is_running_head = |index: usize, line: &Line| {
        let text_follows = || {
            lines[index + 1..end]
                .iter()
                .any(|l| ending::kind(l.key()).is_none())
        };
        // The bureau's name above a date has signed.
        let signs = || {
            ending::is_signature(line.key())
                && lines.get(index + 1).map(|next| ending::kind(next.key()))
                    == Some(Some(Ending::Date))
        };
        head_texts.contains(&line.key()) && text_follows() && !signs()
    };
    // The note of the print stands behind the copies, below the letter.
    let is_print_note = |line: &Line| ending::is_print_note(line.key());
    let (mut body, mut dropped) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate().take(end).skip(body_start) {
        let what = match line {
            _ if is_running_head(index, line) => "running-head",
            _ if is_print_note(line) => "behind",
            _ => {
                body.push(line.clone());
                continue;
            }
        };
        let line = line.clone();
        dropped.push(Dropped { line, what });
    }
    let mut head = lines[from..start].to_vec();
    head.extend_from_slice(&lines[after_title..body_start]);
    Letter {
        head,
        title: title
            .map(|t| lines[t.start..t.end].to_vec())
            .unwrap_or_default(),
        page_title: None,
        body,
        has_salutation: salutation.is_some(),
        addressed_below: below.map(|at| lines[at].clone()),
        behind: lines[end..until].to_vec(),
        metadata: Vec::new(),
        begins_behind: 0,
        dropped,
    }
}

/// The letters of two lines as one compares them: without punctuation.
pub(super) fn letters_only(text: &str) -> String {
    letters(text).collect()
}

/// The letters of a text, one by one.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| is_han(c) || c.is_alphanumeric())
}
