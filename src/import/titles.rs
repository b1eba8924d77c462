//! The titles of letters, over as many lines as they take.

use super::bounds;
use super::ending;
use super::lines::Line;
use super::marks;
use super::words;

/// The place of a title, in lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The longest title, in lines and characters.
const LINES: usize = 4;
const CHARACTERS: usize = 130;
/// How far above its title a page may give the title once more.
const PAGE_TITLE_REACH: usize = 14;

/// Titles of letters, each with the title of its page where that stands above it.
pub(super) fn main(lines: &[Line]) -> Vec<(usize, Option<Title>, Option<Line>)> {
    let mut found: Vec<Title> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        match title_at(lines, index) {
            Some(title) => {
                found.push(title);
                index = title.end;
            }
            None => index += 1,
        }
    }
    let mut main: Vec<(usize, Option<Title>, Option<Line>)> = Vec::new();
    for title in found {
        let close = main
            .last()
            .and_then(|(_, title, _)| *title)
            .filter(|above| {
                let between = &lines[above.end..title.start];
                between.len() <= PAGE_TITLE_REACH
                    && between.iter().all(|line| line.text.chars().count() < 60)
                    && !between.iter().any(|line| bounds::addresses(line.key()))
            });
        match close {
            Some(above) => {
                main.pop();
                let differs = joined(&lines[above.start..above.end])
                    != joined(&lines[title.start..title.end]);
                let page_title = differs.then(|| lines[above.start].clone());
                main.push((title.start, Some(title), page_title));
            }
            None => main.push((title.start, Some(title), None)),
        }
    }
    main
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(Line::key).collect()
}

/// The title that begins at a line, over as many lines as it takes.
fn title_at(lines: &[Line], start: usize) -> Option<Title> {
    let first = lines[start].key();
    if first.len() > CHARACTERS * 3 || is_sentence(first) {
        return None;
    }
    let about = first.contains("关于") || first.contains('对');
    let begins = about && words::TITLE_START.is_match(first);
    let names_case = first.contains('第')
        && (words::TITLE_OF_CASE.is_match(first) || words::TITLE_ANSWERS.is_match(first));
    if !(begins || names_case) || bounds::is_head_line(first) {
        return None;
    }
    let mut text = String::new();
    for (offset, line) in lines[start..].iter().take(LINES).enumerate() {
        let part = line.key();
        let breaks = is_sentence(part)
            || (offset > 0 && (words::SALUTATION.is_match(part) || begins_with_label(part)))
            || repeats(&text, part);
        text.push_str(part);
        if breaks || text.chars().count() > CHARACTERS {
            return None;
        }
        let ends = words::TITLE_END.is_match(&text) || words::TITLE_ANSWERS.is_match(&text);
        if ends && words::TITLE_CASE.is_match(&text) {
            let end = start + offset + 1;
            return Some(Title {
                start: start - usize::from(begins_above(lines, start)),
                end: end + usize::from(ends_below(lines, end, &text)),
            });
        }
    }
    None
}

/// Whether a line says again what stands above it: a browser's tab has the title with the site's name.
fn repeats(above: &str, key: &str) -> bool {
    const LONG: usize = 16;
    key.chars().count() >= LONG && above.contains(key)
}

/// 办理单位：某局 is a row of the page of a case.
fn begins_with_label(key: &str) -> bool {
    key.split_once('：').is_some_and(|(label, _)| {
        (2..=6).contains(&label.chars().count()) && label.chars().all(crate::text::cjk::is_han)
    })
}

pub(super) fn is_sentence(key: &str) -> bool {
    key.ends_with(['。', '；', '！', '？', '：']) || key.contains('。')
}

/// Whether a title's first line stands above what looks like its beginning: the bureau's name,
/// unless it is a letterhead, or the half of it that a wrapped line left there.
fn begins_above(lines: &[Line], start: usize) -> bool {
    const LONGEST_NAME: usize = 30;
    let Some(above) = start.checked_sub(1).map(|above| lines[above].key()) else {
        return false;
    };
    // What was taken out between them was a page's.
    let apart = lines[start].gap || lines[start].raw > lines[start - 1].last + 1;
    if apart || above.chars().count() > LONGEST_NAME {
        return false;
    }
    let first = lines[start].key();
    // 某某镇人民政府关 above 于…, 某某县交通运输 above 局关于….
    let broken = above.ends_with('关') && first.starts_with('于');
    let about = ["关于", "对"].iter().filter_map(|word| first.find(word));
    let half = &first[..about.min().unwrap_or(0)];
    let goes_on = || {
        !half.is_empty()
            && !ending::is_signature(half)
            && ending::is_signature(&format!("{above}{half}"))
    };
    broken || ending::is_signature(above) || goes_on()
}

/// Whether only its place tells if a bureau's name above a title belongs to it: the lines around
/// stand as near to each other, or as far apart.
pub(super) fn is_open(head: &[Line], title: &[Line], body: &[Line]) -> bool {
    // What stands between title and salutation is of the head too.
    let begin = title.first().map_or(0, |line| line.raw);
    let above = head.iter().rev().find(|line| line.raw < begin);
    let (bureau, first) = match (above, title) {
        (_, [bureau, first, ..]) if ending::is_signature(bureau.key()) => (bureau, first),
        (Some(bureau), [first, ..]) if ending::is_signature(bureau.key()) => (bureau, first),
        _ => return false,
    };
    let begins = ["关于", "对"]
        .iter()
        .any(|word| first.key().starts_with(word));
    // What the title has taken in is open however far the text stands.
    let near = title.first().map(|line| line.raw) == Some(bureau.raw)
        || body.first().is_some_and(|line| line.gap == first.gap);
    begins && near && first.raw > bureau.raw && first.raw - bureau.last <= 2
}

/// Whether a wrapped line holds the last words of a title: 的复函 below …办理情况.
fn ends_below(lines: &[Line], end: usize, text: &str) -> bool {
    const LONGEST_END: usize = 6;
    let Some(line) = lines.get(end).filter(|line| !line.gap) else {
        return false;
    };
    let below = line.key();
    below.chars().count() <= LONGEST_END
        && !marks::is_mark(below)
        && words::TITLE_END.is_match(&format!("{text}{below}"))
}
