//! Lines to paragraphs over page breaks, and pages back into their order.

use super::bounds;
use super::doubt::Notes;
use super::ending;
use super::lines::{Line, key};
use super::outline::{self, Style, numbered};
use super::rhythm;

/// A paragraph, with the raw lines it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// A stretch of lines that no page break cuts in the middle of a sentence.
type Page = Vec<Paragraph>;

/// More pages than this are not put in order: the ways would be too many.
const MOST_PAGES: usize = 7;
/// A fragment shorter than this is a line of its own rather than a sentence cut by a page's end.
const SHORTEST_CUT: usize = 18;

/// Makes paragraphs of the lines of a body.
pub(super) fn paragraphs(lines: &[Line], notes: &mut Notes) -> Vec<Paragraph> {
    let pages = order(cut_into_pages(lines), notes);
    let joined = join_pages(pages, notes);
    join_at_page_ends(&joined, notes)
}

/// Cuts the lines at the places where a sentence stops in its middle.
fn cut_into_pages(lines: &[Line]) -> Vec<Page> {
    let mut pages: Vec<Page> = vec![Vec::new()];
    for (index, line) in lines.iter().enumerate() {
        let paragraph = Paragraph {
            text: line.text.clone(),
            first: line.raw,
            last: line.last,
        };
        let before = index.checked_sub(1).map(|before| &lines[before]);
        let cut = before.is_some_and(|before| is_cut(before, line));
        match pages.last_mut() {
            Some(page) if !cut => page.push(paragraph),
            _ => pages.push(vec![paragraph]),
        }
    }
    pages
}

/// Whether a sentence goes on from one line to the next.
fn is_cut(before: &Line, after: &Line) -> bool {
    let text = before.text.trim_end_matches('*').trim_end();
    if before.is_table()
        || after.is_table()
        || starts_structure(&after.text, after.key())
        || after.text.starts_with(['-', '•', '·'])
    {
        return false;
    }
    let key = before.key();
    if bounds::is_salutation(key)
        || ending::kind(key).is_some()
        || before.text.starts_with(['-', '•'])
    {
        return false;
    }
    if text.ends_with([
        '。', '！', '？', '：', '.', '!', '?', ':', '”', '）', ')', '】', '…',
    ]) {
        // A closing mark ends a line only where the next does not go on with punctuation.
        return after
            .text
            .starts_with(['，', '、', '。', '；', '》', '）', '”']);
    }
    if text.ends_with(['；', ';']) {
        return !starts_list(&after.text, after.key());
    }
    if outline::is_heading_line(text) {
        return false;
    }
    let length = text.chars().count();
    let long_enough = length >= SHORTEST_CUT || (length >= 10 && text.contains('，'));
    let goes_on = text.ends_with(['，', '、', ',', '—', '“', '（', '《', '+']);
    long_enough || goes_on
}

/// Whether a line begins something of its own.
fn starts_structure(text: &str, key: &str) -> bool {
    numbered(text).is_some()
        || ending::kind(key).is_some()
        || bounds::is_salutation(key)
        || ["第一，", "第二，", "第三，", "①", "②", "③", "④"]
            .iter()
            .any(|start| key.starts_with(start))
}

fn starts_list(text: &str, key: &str) -> bool {
    starts_structure(text, key)
        || LISTS
            .iter()
            .any(|start| text.trim_start_matches('*').starts_with(start))
}

/// How the parts of a list in a text begin.
const LISTS: [&str; 6] = ["一是", "二是", "三是", "四是", "五是", "六是"];

/// Puts pages in the one order that their numbering allows, if there is exactly one.
fn order(pages: Vec<Page>, notes: &mut Notes) -> Vec<Page> {
    if is_in_order(pages.iter().flatten()) {
        return pages;
    }
    let line = pages
        .get(1)
        .and_then(|page| page.first())
        .map(|paragraph| paragraph.first);
    if pages.len() < 3 || pages.len() > MOST_PAGES {
        doubt_order(&pages, notes);
        return pages;
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut rest: Vec<usize> = (1..pages.len()).collect();
    permute(&mut rest, 0, &mut |way| {
        let way: Vec<usize> = std::iter::once(0).chain(way.iter().copied()).collect();
        if is_in_order(way.iter().flat_map(|&page| &pages[page])) {
            found.push(way);
        }
    });
    let [way] = found.as_slice() else {
        doubt_order(&pages, notes);
        return pages;
    };
    let ranges: Vec<String> = merged_ranges(&pages, way)
        .iter()
        .map(|(first, last)| format!("第{first}至{last}行"))
        .collect();
    let message = format!(
        "各页先后有误，已按标题序号和断句移正为{}，请对照原件。",
        ranges.join("、")
    );
    notes.doubt("pages-reordered", "body", line, &message);
    way.iter().map(|&page| pages[page].clone()).collect()
}

/// The raw lines of pages in an order, neighbours that were neighbours before as one.
fn merged_ranges(pages: &[Page], way: &[usize]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut before = None;
    for &page in way {
        let (Some(first), Some(last)) = (pages[page].first(), pages[page].last()) else {
            continue;
        };
        match ranges.last_mut() {
            Some(range) if before == Some(page.wrapping_sub(1)) => range.1 = last.last,
            _ => ranges.push((first.first, last.last)),
        }
        before = Some(page);
    }
    ranges
}

fn doubt_order(pages: &[Page], notes: &mut Notes) {
    let line = first_disorder(pages);
    let message = "标题序号不连续或先后有误，未作移动，请对照原件。";
    notes.doubt("numbering", "body", line, message);
}

fn permute(items: &mut Vec<usize>, from: usize, visit: &mut dyn FnMut(&[usize])) {
    if from == items.len() {
        visit(items);
        return;
    }
    for index in from..items.len() {
        items.swap(from, index);
        permute(items, from + 1, visit);
        items.swap(from, index);
    }
}

/// Whether the numbers of headings among lines are in order.
pub(super) fn are_in_order(lines: &[Line]) -> bool {
    let texts = lines.iter().map(|line| (line.text.as_str(), line.raw));
    walk_numbers(texts).is_none()
}

/// Whether every numbering runs from one upwards below its heading.
fn is_in_order<'p>(paragraphs: impl Iterator<Item = &'p Paragraph>) -> bool {
    walk_numbers(paragraphs.map(|p| (p.text.as_str(), p.first))).is_none()
}

fn first_disorder(pages: &[Page]) -> Option<usize> {
    let paragraphs = pages.iter().flatten();
    walk_numbers(paragraphs.map(|p| (p.text.as_str(), p.first)))
}

/// The raw line of the first number out of order in the two styles that head sections.
fn walk_numbers<'p>(paragraphs: impl Iterator<Item = (&'p str, usize)>) -> Option<usize> {
    let (mut chapter, mut section) = (0, 0);
    for (text, first) in paragraphs {
        let Some(number) = numbered(text) else {
            continue;
        };
        match number.style {
            Style::Chinese => {
                if number.number != chapter + 1 {
                    return Some(first);
                }
                chapter = number.number;
                section = 0;
            }
            Style::ChineseBrackets => {
                if number.number != section + 1 {
                    return Some(first);
                }
                section = number.number;
            }
            Style::Arabic | Style::ArabicBrackets => {}
        }
    }
    None
}

/// Joins the last paragraph of each page with the first of the next.
fn join_pages(pages: Vec<Page>, notes: &mut Notes) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::new();
    for (index, page) in pages.into_iter().enumerate() {
        let mut paragraphs = page.into_iter();
        if index > 0
            && let (Some(last), Some(first)) = (joined.last_mut(), paragraphs.next())
        {
            let is_open = last.text.ends_with(crate::text::cjk::is_han);
            if is_open && LISTS.iter().any(|start| first.text.starts_with(start)) {
                let message = "此处上下文不相接，可能缺页或换了次序，请对照原件。";
                notes.doubt("page-gap", "body", Some(first.first), message);
            }
            last.text.push('\u{1F}');
            last.text.push_str(&first.text);
            last.last = first.last;
            notes.repair("page-join", 1);
        }
        joined.extend(paragraphs);
    }
    joined
}

/// Where page breaks show the measure of the pages, a paragraph that ends in a full line just at
/// a page's end most likely goes on behind it.
fn join_at_page_ends(paragraphs: &[Paragraph], notes: &mut Notes) -> Vec<Paragraph> {
    let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
    let ends = rhythm::page_ends(&texts);
    let mut out: Vec<Paragraph> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let joins = index > 0
            && ends.contains(&(index - 1))
            && !starts_structure(&paragraph.text, &key(&paragraph.text));
        match out.last_mut() {
            Some(last) if joins => {
                last.text.push_str(&paragraph.text);
                last.last = paragraph.last;
                notes.repair("page-join", 1);
                let message = "此处在换页处，已与上文连为一段，请对照原件是否另起一段。";
                notes.doubt("page-join", "body", Some(paragraph.first), message);
            }
            _ => out.push(paragraph.clone()),
        }
    }
    for paragraph in &mut out {
        paragraph.text = paragraph.text.replace('\u{1F}', "");
    }
    out
}
