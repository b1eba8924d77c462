//! The body of a letter, block by block, so that markup hides nothing.

use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use super::mask::mask_markdown;
use super::shown::{Shown, is_attached};
use super::{Exempt, Finding, address, contact, scan_shown, without_overlaps};
use crate::config::{Privacy, PrivacyLevel};
use crate::markdown::{Placed, is_date, placed_blocks, placed_targets};
use crate::text::{triples, width::is_hidden};

/// Finds personal data in the body of a letter. Places are those of the Markdown.
pub fn scan_body(body: &str, exempt: &Exempt) -> Vec<Finding> {
    if !may_hold(body) {
        return Vec::new();
    }
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

/// What stands in every address that is found. Markup and spaces may divide a label, so one of
/// its characters is looked for; signs are looked for apart.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("＠|址|家庭住所|户籍|户口所在|现居住地|家住|现住|居住在|居住于|住在").unwrap()
});
/// What stands in the labels of a telephone, however they are divided.
const TELEPHONES: [&str; 4] = ["话", "机", "联系方", "宅"];
/// Fewest digits of a mobile number.
const MOBILE: usize = 11;
/// Fewest digits of any telephone number.
const TELEPHONE: usize = 7;
/// Behind the letter's end no label is needed; it lies within so many bytes.
const TAIL: usize = 600;

/// Whether a text can hold personal data at all: most letters are passed over at a glance.
pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Behind an entity any character may stand, and between tags any number.
    if memchr::memchr2(b'&', b'<', bytes).is_some()
        || holds_coded(bytes)
        || address::may_hold_mail(text)
        || (may_hold_address(bytes) && ADDRESS.is_match(text))
    {
        return true;
    }
    let tail = text.len().saturating_sub(TAIL);
    let mut has_telephone = false;
    let has_others = may_hold_other_digits(bytes);
    let mut from = 0;
    while let Some(start) = next_digit(text, from, has_others) {
        let number = Number::read(&text[start..]);
        // At the end the last of seven digits counts, wherever the number begins.
        let is_at_end = number.digits >= TELEPHONE && start + number.length > tail;
        if number.digits >= MOBILE || number.is_flat || is_at_end {
            return true;
        }
        has_telephone |= number.digits >= TELEPHONE;
        from = start + number.length;
    }
    let holds = |label: &&str| memmem::find(bytes, label.as_bytes()).is_some();
    has_telephone && TELEPHONES.iter().any(holds)
}

/// Whether 址, 住, 户 or ＠ stands in a text, one of which is in every label of [`ADDRESS`].
fn may_hold_address(bytes: &[u8]) -> bool {
    triples::any(bytes, |a, b, c| {
        ((a == 0xE5) & (b == 0x9D) & (c == 0x80))
            | ((a == 0xE4) & (b == 0xBD) & (c == 0x8F))
            | ((a == 0xE6) & (b == 0x88) & (c == 0xB7))
            | ((a == 0xEF) & (b == 0xBC) & (c == 0xA0))
    })
}

/// Whether a byte in percent encoding stands in a text, which may be any character of a link.
fn holds_coded(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'%', bytes).any(|at| {
        let coded = bytes.get(at + 1..at + 3);
        coded.is_some_and(|coded| coded.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Whether a text may hold digits other than those of ASCII: by the bytes with which full-width,
/// circled, raised and mathematical ones begin, and the scripts that have their own.
fn may_hold_other_digits(bytes: &[u8]) -> bool {
    triples::any(bytes, |a, b, c| {
        let is_wide = (a == 0xEF) & (b == 0xBC) & (c.wrapping_sub(0x90) < 10);
        let is_raised = (a == 0xC2) & ((b == 0xB2) | (b == 0xB3) | (b == 0xB9));
        let is_circled = (a == 0xE2) & (b > 0x80);
        let is_foreign = (a.wrapping_sub(0xD9) < 0x09) | (a == 0xEA) | (a == 0xF0);
        is_wide | is_raised | is_circled | is_foreign
    })
}

/// Where the next digit begins. Looks at blocks of ASCII digits first, since most have none; few
/// texts have others.
fn next_digit(text: &str, from: usize, has_others: bool) -> Option<usize> {
    const BLOCK: usize = 32;
    if has_others {
        let found = text[from..].char_indices().find(|(_, c)| c.is_numeric());
        return found.map(|(at, _)| from + at);
    }
    let bytes = text.as_bytes();
    let holds_digit = |block: &[u8]| {
        block
            .iter()
            .fold(false, |found, b| found | b.is_ascii_digit())
    };
    let mut start = from;
    for block in bytes.get(from..)?.chunks(BLOCK) {
        if holds_digit(block) {
            let found = block.iter().position(u8::is_ascii_digit);
            return found.map(|at| start + at);
        }
        start += block.len();
    }
    None
}

/// A number as it stands in a text, with the spaces and marks that may divide it.
struct Number {
    digits: usize,
    /// Bytes to the character that ends it, or to the end of the text.
    length: usize,
    /// Whether it is that of a flat, such as 501室 or 1单元501.
    is_flat: bool,
}

impl Number {
    fn read(text: &str) -> Self {
        let mut digits = 0;
        for (length, c) in text.char_indices() {
            match c {
                '0'..='9' | '０'..='９' => digits += 1,
                // One such as ⑬ may stand for two.
                c if c.is_numeric() => digits += 2,
                '！'..='～' | '‐'..='―' | '−' | '·' | '•' | '、' => {}
                c if c.is_whitespace() || c.is_ascii_punctuation() => {}
                c if is_hidden(c) || is_attached(c) => {}
                _ => {
                    let is_flat = matches!(c, '室' | '房' | '单');
                    return Self {
                        digits,
                        length,
                        is_flat,
                    };
                }
            }
        }
        Self {
            digits,
            length: text.len(),
            is_flat: false,
        }
    }
}
