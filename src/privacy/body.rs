//! The body of a letter, block by block, so that markup hides nothing.

use super::glance::may_hold;
use super::mask::mask_markdown;
use super::shown::Shown;
use super::{Exempt, Finding, contact, scan_shown, without_overlaps};
use crate::config::{Privacy, PrivacyLevel};
use crate::markdown::{Placed, is_date, placed_blocks, placed_targets};

/// Finds personal data in the body of a letter. Places are those of the Markdown.
pub fn scan_body(body: &str, exempt: &Exempt) -> Vec<Finding> {
    if may_hold(body) {
        scan_blocks(body, exempt)
    } else {
        Vec::new()
    }
}

/// The same without a glance at the whole before.
pub(super) fn scan_blocks(body: &str, exempt: &Exempt) -> Vec<Finding> {
    let blocks: Vec<Shown> = placed_blocks(body).into_iter().map(shown).collect();
    let is_end = |block: &Shown| is_date(&block.chars.iter().collect::<String>());
    let end = blocks.iter().rposition(is_end);
    let mut found = Vec::new();
    let mut head: Option<&Shown> = None;
    for (index, block) in blocks.iter().enumerate() {
        found.extend(scan_shown(block, exempt));
        match head.filter(|_| block.is_row()) {
            Some(head) => contact::find_below(head, block, exempt, &mut found),
            None => head = block.is_row().then_some(block),
        }
        if end.is_some_and(|end| index > end) {
            contact::find_behind_the_end(block, exempt, &mut found);
        }
    }
    // A link leads to a telephone as well as a text that names it.
    for target in placed_targets(body) {
        let target = shown(target);
        found.extend(scan_shown(&target, exempt));
        if let Some(decoded) = target.decoded() {
            found.extend(scan_shown(&decoded, exempt));
        }
    }
    without_overlaps(found)
}

fn shown(block: Vec<Placed>) -> Shown {
    let mut shown = Shown::default();
    for placed in block {
        shown.push(placed.shown, placed.place);
    }
    shown
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
