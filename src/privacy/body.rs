//! The body of a letter, block by block, so that markup hides nothing.

use memchr::memmem;

use super::mask::mask_markdown;
use super::shown::Shown;
use super::{Exempt, Finding, contact, scan_shown, without_overlaps};
use crate::config::{Privacy, PrivacyLevel};
use crate::markdown::{is_date, placed_blocks};
use crate::text::width::is_hidden;

/// Finds personal data in the body of a letter. Places are those of the Markdown.
pub fn scan_body(body: &str, exempt: &Exempt) -> Vec<Finding> {
    if !may_hold(body) {
        return Vec::new();
    }
    let blocks: Vec<Shown> = placed_blocks(body)
        .into_iter()
        .map(|block| {
            let mut shown = Shown::default();
            for placed in block {
                shown.push(placed.shown, placed.place);
            }
            shown
        })
        .collect();
    let is_end = |block: &Shown| is_date(&block.chars.iter().collect::<String>());
    let end = blocks.iter().rposition(is_end);
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        found.extend(scan_shown(block, exempt));
        if end.is_some_and(|end| index > end) {
            contact::find_behind_the_end(block, exempt, &mut found);
        }
    }
    without_overlaps(found)
}

/// A body with everything masked that the site masks.
pub fn mask_body(body: String, exempt: &Exempt, privacy: &Privacy) -> String {
    if !privacy.masks() {
        return body;
    }
    let mut findings = scan_body(&body, exempt);
    findings.retain(|finding| finding.kind.level(privacy) == PrivacyLevel::Mask);
    if findings.is_empty() {
        body
    } else {
        mask_markdown(&body, &findings)
    }
}

/// Labels and signs without which there is no address in a text.
const LABELS: [&str; 8] = [
    "@",
    "＠",
    "住址",
    "地址",
    "家庭住所",
    "户籍",
    "户口所在",
    "现居住地",
];
/// Labels of a telephone.
const TELEPHONES: [&str; 3] = ["电话", "手机", "联系方式"];
/// Fewest digits of a mobile number.
const MOBILE: usize = 11;
/// Fewest digits of any telephone number.
const TELEPHONE: usize = 7;
/// Behind the letter's end no label is needed; it lies within so many bytes.
const TAIL: usize = 600;

/// Whether a text can hold personal data at all: most letters are passed over at a glance.
pub(super) fn may_hold(text: &str) -> bool {
    // Behind an entity any character may stand.
    let holds = |label: &&str| memmem::find(text.as_bytes(), label.as_bytes()).is_some();
    if text.contains('&') || LABELS.iter().any(holds) {
        return true;
    }
    let tail = text.len().saturating_sub(TAIL);
    let (mut digits, mut has_telephone) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' | '０'..='９' => digits += 1,
            // A flat, such as 501室.
            '室' | '户' if digits > 0 => return true,
            // Most of a letter, and none of it white space.
            '\u{3400}'..='\u{9FFF}' => digits = 0,
            '－' | '‐'..='―' | '−' => {}
            c if c.is_whitespace() || c.is_ascii_punctuation() || is_hidden(c) => {}
            _ => digits = 0,
        }
        if digits >= MOBILE || (digits == TELEPHONE && at >= tail) {
            return true;
        }
        has_telephone |= digits == TELEPHONE;
    }
    has_telephone && TELEPHONES.iter().any(holds)
}
