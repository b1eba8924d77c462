//! The measure of scanned pages: characters a line, lines a page.

use super::ending;
use super::lines::key;
use super::outline::numbered;
use crate::text::width::display_width;

/// Widths that printed letters have, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 24..=30;
/// How far a page's number of lines may be off.
const SLACK: f64 = 2.5;

/// Indexes of paragraphs behind which a page ends without cutting a sentence. `\u{1F}` marks
/// the certain cuts inside paragraphs.
pub(super) fn page_ends(paragraphs: &[&str]) -> Vec<usize> {
    let Some(width) = line_width(paragraphs) else {
        return Vec::new();
    };
    let (cuts, ends) = positions(paragraphs, width);
    let Some(height) = page_height(&cuts) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (index, &(at, full)) in ends.iter().enumerate() {
        let may_go_on = paragraphs
            .get(index + 1)
            .is_some_and(|next| numbered(next).is_none() && !ends_letter(next));
        let is_text = paragraphs[index].ends_with('。') && numbered_or_long(paragraphs[index]);
        if full && may_go_on && is_text && fits(at, &cuts, height) {
            found.push(index);
        }
    }
    found
}

fn ends_letter(text: &str) -> bool {
    ending::kind(&key(text)).is_some()
}

fn numbered_or_long(text: &str) -> bool {
    text.chars().count() >= 40
}

/// The width at which the lines before certain cuts are fullest.
fn line_width(paragraphs: &[&str]) -> Option<usize> {
    let fragments: Vec<f64> = paragraphs
        .iter()
        .flat_map(|text| cut_lengths(text))
        .collect();
    if fragments.len() < 3 {
        return None;
    }
    let fit = |width: usize| -> f64 {
        fragments
            .iter()
            .map(|&length| overhang(length, width))
            .sum::<f64>()
    };
    let best = WIDTHS.min_by(|&a, &b| fit(a).total_cmp(&fit(b)))?;
    (fit(best) / (fragments.len() as f64) < 0.16).then_some(best)
}

/// How far a length is from filling whole lines, as a part of a line.
fn overhang(length: f64, width: usize) -> f64 {
    let lines = length / width as f64;
    let rest = lines - lines.floor();
    rest.min(1.0 - rest)
}

/// The lengths, in characters, of the fragments of a paragraph that end in a cut.
fn cut_lengths(text: &str) -> Vec<f64> {
    let parts: Vec<&str> = text.split('\u{1F}').collect();
    parts[..parts.len() - 1]
        .iter()
        .enumerate()
        .map(|(index, part)| length(part, index == 0))
        .collect()
}

fn length(text: &str, indented: bool) -> f64 {
    let plain = text.replace([' ', '*'], "");
    display_width(&plain) as f64 / 2.0 + if indented { 2.0 } else { 0.0 }
}

/// Line numbers of the certain cuts, and for each paragraph where it ends and whether its
/// last line is full.
fn positions(paragraphs: &[&str], width: usize) -> (Vec<f64>, Vec<(f64, bool)>) {
    let (mut at, mut cuts, mut ends) = (0.0, Vec::new(), Vec::new());
    for text in paragraphs {
        let mut full = false;
        let parts = text.split('\u{1F}').count();
        for (index, part) in text.split('\u{1F}').enumerate() {
            let lines = length(part, index == 0) / width as f64;
            let rest = lines - lines.floor();
            full = !(0.14..=0.96).contains(&rest);
            at += if rest < 0.14 && lines > 1.0 {
                lines.floor()
            } else {
                lines.ceil()
            };
            if index + 1 < parts {
                cuts.push(at);
            }
        }
        ends.push((at, full));
    }
    (cuts, ends)
}

/// Lines a page: the smallest distance between certain cuts, if others agree.
fn page_height(cuts: &[f64]) -> Option<f64> {
    let distances: Vec<f64> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let smallest = distances
        .iter()
        .copied()
        .filter(|d| *d >= 14.0)
        .min_by(f64::total_cmp)?;
    let near: Vec<f64> = distances
        .iter()
        .copied()
        .filter(|d| (d - smallest).abs() <= SLACK)
        .collect();
    let mean = near.iter().sum::<f64>() / near.len() as f64;
    (14.0..=32.0).contains(&mean).then_some(mean)
}

/// Whether a place is one page away from a certain cut on each side that has one, and no cut
/// is nearer.
fn fits(at: f64, cuts: &[f64], height: f64) -> bool {
    let before = cuts.iter().copied().rfind(|cut| *cut <= at);
    let after = cuts.iter().copied().find(|cut| *cut > at);
    let page = |distance: f64| (distance - height).abs() <= SLACK;
    match (before, after) {
        (Some(before), Some(after)) => page(at - before) && page(after - at),
        (None, Some(after)) => page(after - at),
        (Some(before), None) => page(at - before),
        (None, None) => false,
    }
}
