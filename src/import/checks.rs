//! Doubts that show only when the letter is looked at as a whole.

use jiff::civil::Date;

use super::Block;
use super::bounds::Letter;
use super::case;
use super::closing;
use super::doubt::Notes;
use super::lines::{Line, key};
use super::metadata::Label;
use super::numerals;
use super::outline::{self, Style};
use super::paging::Paragraph;
use super::session;
use super::titles;
use super::unread;
use super::words;
use crate::model::{CaseRef, Kind};

/// Suggestions come from deputies and proposals from members; a letter that says otherwise is
/// taken as it stands, and a person has to look.
pub(super) fn check_addressee(
    cases: &[CaseRef],
    salutation: &str,
    line: Option<&Line>,
    notes: &mut Notes,
) {
    let Some(case) = cases.first() else { return };
    let raw = line.map(|line| line.raw);
    let (member, deputy) = (salutation.contains("委员"), salutation.contains("代表"));
    if case.kind == Kind::Suggestion && member && !deputy {
        notes.doubt(
            "addressee-title",
            "addressees",
            raw,
            "案件是人大代表建议，称谓却是“委员”，照录，请对照原件。",
        );
    } else if case.kind == Kind::Proposal && deputy && !member {
        notes.doubt(
            "addressee-title",
            "addressees",
            raw,
            "案件是政协提案，称谓却是“代表”，照录，请对照原件。",
        );
    }
}

/// A letter is dated in the year of its number or in the first months of the next.
pub(super) fn check_dates(
    year: Option<i16>,
    date: Option<Date>,
    blocks: &[Block],
    notes: &mut Notes,
) {
    const LATEST_MONTH: i8 = 3;
    let fits = |year: i16, date: Date| {
        date.year() == year || (date.year() == year + 1 && date.month() <= LATEST_MONTH)
    };
    if let (Some(year), Some(date)) = (year, date)
        && !fits(year, date)
    {
        notes.doubt(
            "date-differs",
            "date",
            None,
            "落款日期与发文字号的年份不合，照录，请对照原件。",
        );
    }
    // 2024年8月○六日
    let is_mixed = |line: &str| {
        let numeral = |c| "〇○零一二三四五六七八九十".contains(c);
        words::DATE_LINE.is_match(line)
            && line.contains(|c: char| c.is_ascii_digit())
            && line
                .split('（')
                .next()
                .is_some_and(|date| date.contains(numeral))
    };
    let mixed = blocks
        .iter()
        .rev()
        .take(6)
        .find(|block| is_mixed(&key(&block.markdown)));
    if let Some(block) = mixed {
        let message = "日期中数字写法不一，请对照原件。";
        notes.doubt("date-unusual", "date", Some(block.raw_lines.0), message);
    }
    let impossible = blocks.iter().rev().take(6).find(|block| {
        let line = key(&block.markdown);
        words::DATE_LINE.is_match(&line) && closing::date(&line).is_none()
    });
    if let (Some(block), None) = (impossible, date) {
        notes.doubt(
            "date-damaged",
            "date",
            Some(block.raw_lines.0),
            "没有这样的日期，未录，请对照原件。",
        );
    }
}

/// Title and text should name the same session.
pub(super) fn check_session(title: &str, opening: &str, notes: &mut Notes) {
    let (title, text) = (session::session(title), session::session(opening));
    let differs =
        |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let kind = |body: &Option<String>| body.as_ref().map(|body| body.ends_with("政协").to_string());
    if differs(&title.term, &text.term) || differs(&kind(&title.body), &kind(&text.body)) {
        notes.doubt(
            "session-differs",
            "session",
            None,
            "标题与正文中的届次不一致，照标题录，请对照原件。",
        );
    }
}

/// All numbers that a letter speaks of should be known, and a page's title should agree.
pub(super) fn check_numbers(letter: &Letter, numbers: &[String], title: &str, notes: &mut Notes) {
    let line = letter.title.first().map(|line| line.raw);
    let stated = words::CASE_COUNT
        .captures(title)
        .and_then(|captures| numerals::number(captures.get(1)?.as_str()))
        .and_then(|count| usize::try_from(count).ok());
    if stated.is_some_and(|count| count > numbers.len()) {
        let message = "标题说有多件，信中没有写全案号，请补上。";
        notes.doubt("number-missing", "cases", line, message);
    }
    if numbers.is_empty() && words::LIKE_NUMBER.is_match(title) {
        let message = "标题中像有案号而没有认出，未录，请对照原件。";
        notes.doubt("number-unread", "cases", line, message);
    }
    let titles = letter.metadata.iter();
    let titles = titles.filter(|row| row.label == Label::Title);
    let titles = titles.map(|row| key(&row.value));
    let titles = titles.chain(letter.page_title.iter().map(|line| line.key().to_owned()));
    let on_page: Vec<String> = titles.flat_map(|title| case::numbers(&title)).collect();
    if !on_page.is_empty() && !numbers.is_empty() && !on_page.iter().any(|n| numbers.contains(n)) {
        let message = "网页标题与信中标题的案号不一致，照信录，请对照原件。";
        notes.doubt("number-differs", "cases", line, message);
    }
}

/// The number in the table of a case's page should be the letter's.
pub(super) fn check_label(head: &[Line], numbers: &[String], notes: &mut Notes) {
    let labelled = case::labelled(head).filter(|number| !numbers.contains(number));
    if let Some(number) = labelled.filter(|_| !numbers.is_empty()) {
        let message = "表格中的编号与信中的案号不一致，照信录，请对照原件。";
        notes.doubt_with("number-differs", "cases", None, message, &[&number]);
    }
}

/// Text around the letter that is more than furniture is named, so that nothing is lost unseen.
pub(super) fn note_left_out(letter: &Letter, notes: &mut Notes) {
    let length: usize = letter
        .behind
        .iter()
        .map(|line| line.text.chars().count())
        .sum();
    let sentences = |lines: &[Line]| lines.iter().any(is_text);
    if length > SHORTEST_TEXT || sentences(&letter.behind) {
        note_outside(&letter.behind, "在信后，不属于这件复文，没有收入", notes);
    }
    let before: Vec<Line> = letter
        .head
        .iter()
        .filter(|line| is_text(line))
        .cloned()
        .collect();
    note_outside(&before, "在正文前，没有收入", notes);
}

/// A bureau's name right above a title may be its first line or a letterhead.
pub(super) fn check_title(letter: &Letter, notes: &mut Notes) {
    if titles::is_open(&letter.head, &letter.title, &letter.body) {
        let line = letter.title.first().map(|line| line.raw);
        let message = "标题上方的机关名称可能是标题的第一行，也可能是版头，请对照原件。";
        notes.doubt("title-bureau", "title", line, message);
    }
}

/// Names a stretch of the raw text that was taken for another letter and is none.
pub(super) fn note_no_letter(letter: &Letter, notes: &mut Notes) {
    let parts = [&letter.head, &letter.title, &letter.body, &letter.behind];
    let texts: Vec<Line> = parts
        .into_iter()
        .flatten()
        .filter(|line| is_text(line))
        .cloned()
        .collect();
    note_outside(&texts, "不是复文，没有收入", notes);
}

fn note_outside(lines: &[Line], what: &str, notes: &mut Notes) {
    let first = lines.iter().map(|line| line.raw).min();
    let last = lines.iter().map(|line| line.last).max();
    if let (Some(first), Some(last)) = (first, last) {
        let message = format!("第{first}至{last}行{what}。");
        notes.doubt("text-outside", "body", Some(first), &message);
    }
}

/// Text around a letter shorter than this is not worth naming, unless it is a sentence.
const SHORTEST_TEXT: usize = 40;

/// Whether a line holds more than a heading, a mark or an entry of a page.
fn is_text(line: &Line) -> bool {
    let length = line.text.chars().count();
    length > 60 || (length >= 12 && line.text.contains(['。', '；']))
}

/// Characters that an export lost from numbers are never filled in.
pub(super) fn note_damage(letter: &Letter, notes: &mut Notes) {
    let title: String = letter.title.iter().map(Line::key).collect();
    let title_line = letter.title.first().map(|line| line.raw);
    if words::SESSION_DAMAGED.is_match(&title) {
        notes.doubt(
            "session-damaged",
            "session",
            title_line,
            "标题中的届次残缺，请对照原件。",
        );
    }
    let speaks = title.contains('届') || ["次会", "会议"].iter().any(|word| title.contains(word));
    let stated = session::session(&title);
    if stated.term.is_some() && stated.body.is_none() {
        let message = "届次前没有地名，请补上政协或人大的地名。";
        notes.doubt("session-place", "session", title_line, message);
    }
    if speaks && stated.term.is_none() && !title.contains("闭会") {
        let message = "标题像有届次而没有认出，请对照原件。";
        notes.doubt("session-unread", "session", title_line, message);
    }
    let damaged = words::SESSION_DAMAGED.is_match(&title) || words::CASE_DAMAGED.is_match(&title);
    if damaged {
        notes.doubt(
            "number-damaged",
            "cases",
            title_line,
            "标题中的案号可能残缺，请对照原件。",
        );
    }
    for line in &letter.body {
        let line_key = line.key();
        let damaged = words::DATE_DAMAGED.is_match(line_key) || unread::looks_like_date(line_key);
        if damaged && closing::date(line_key).is_none() {
            notes.doubt(
                "date-damaged",
                "date",
                Some(line.raw),
                "日期残缺，未录，请对照原件。",
            );
        }
        if words::TEXT_DAMAGED.is_match(line_key) {
            notes.doubt(
                "lost-character",
                "body",
                Some(line.raw),
                "此处数字或字符有缺，照录，请对照原件。",
            );
        }
    }
}

pub(super) fn lone_chapter(paragraphs: &[Paragraph], notes: &mut Notes) {
    let chapters: Vec<&Paragraph> = paragraphs
        .iter()
        .filter(|p| outline::numbered(&p.text).is_some_and(|n| n.style == Style::Chinese))
        .collect();
    if let [only] = chapters.as_slice() {
        notes.doubt(
            "heading-lone",
            "body",
            Some(only.first),
            "“一、”之后没有“二、”，照录，请对照原件。",
        );
    }
}
