//! Pages whose printed numbers say that they were put together in another order.

use super::doubt::Notes;
use super::lines::Line;
use super::paging;
use super::words;

/// More pages than this are no letter's.
const MOST_PAGES: usize = 30;

/// Puts pages that bear their numbers in the order of these, where the headings are out of order
/// as the pages stand and in order as they are numbered.
pub(super) fn restore(lines: Vec<Line>, notes: &mut Notes) -> Vec<Line> {
    let Some((numbers, pages)) = numbered_pages(&lines) else {
        return lines;
    };
    let mut way: Vec<usize> = (0..pages.len()).collect();
    way.sort_by_key(|&page| numbers[page]);
    let sorted: Vec<Line> = way
        .iter()
        .flat_map(|&page| pages[page].iter().cloned())
        .collect();
    if paging::are_in_order(&lines) || !paging::are_in_order(&sorted) {
        return lines;
    }
    let ranges: Vec<String> = way
        .iter()
        .filter_map(|&page| {
            let (first, last) = (pages[page].first()?, pages[page].last()?);
            Some(format!("第{}至{}行", first.raw, last.last))
        })
        .collect();
    let message = format!(
        "各页先后有误，已按页码移正为{}，请对照原件。",
        ranges.join("、")
    );
    let line = lines.first().map(|line| line.raw);
    notes.doubt("pages-reordered", "body", line, &message);
    sorted
}

/// The pages of a text that ends with a page's number, or begins with one, and their numbers,
/// where those are not in order and none is missing or there twice.
fn numbered_pages(lines: &[Line]) -> Option<(Vec<u32>, Vec<&[Line]>)> {
    let places: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, printed_number(line.key())?)))
        .collect();
    let numbers: Vec<u32> = places.iter().map(|&(_, number)| number).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    let whole = sorted
        .iter()
        .zip(1..)
        .all(|(number, place)| *number == place);
    if !(2..=MOST_PAGES).contains(&numbers.len()) || !whole || sorted == numbers {
        return None;
    }
    let below = places.last().is_some_and(|&(at, _)| at + 1 == lines.len());
    let above = places.first().is_some_and(|&(at, _)| at == 0);
    let places = places.iter().map(|&(at, _)| at);
    let cuts: Vec<usize> = match (below, above) {
        (true, false) => std::iter::once(0).chain(places.map(|at| at + 1)).collect(),
        (false, true) => places.chain([lines.len()]).collect(),
        _ => return None,
    };
    let pages = cuts.windows(2).map(|cut| &lines[cut[0]..cut[1]]).collect();
    Some((numbers, pages))
}

/// — 2 —, 第2页
fn printed_number(key: &str) -> Option<u32> {
    let bare = key.chars().all(|c| c.is_ascii_digit());
    if bare || !words::PAGE_NUMBER.is_match(key) || key.contains('/') {
        return None;
    }
    let digits = key.chars().skip_while(|c| !c.is_ascii_digit());
    let digits: String = digits.take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
