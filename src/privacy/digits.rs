//! Numbers: identity cards, bank cards, mobile and other telephones.

use std::ops::Range;

use super::shown::Shown;
use super::{Exempt, Finding, Kind};

/// A run of digits without anything between them.
struct Group {
    digits: String,
    range: Range<usize>,
}

/// Finds identity cards, bank cards and mobile numbers, whole or in groups.
pub(super) fn find(shown: &Shown, exempt: &Exempt, found: &mut Vec<Finding>) {
    for cluster in clusters(shown) {
        let mut next = 0;
        while next < cluster.len() {
            let longest = (next + 1..=cluster.len())
                .rev()
                .find_map(|end| Some((end, kind_of(&joined(&cluster[next..end]))?)));
            let Some((end, kind)) = longest else {
                next += 1;
                continue;
            };
            let range = cluster[next].range.start..cluster[end - 1].range.end;
            let number = joined(&cluster[next..end]);
            let is_contact = kind == Kind::Mobile && exempt.holds(bare_mobile(&number));
            if !is_contact && !is_quantity(shown, &range) {
                let range = shown.place(range);
                found.push(Finding { kind, range });
            }
            next = end;
        }
    }
}

/// Whether a text holds a mobile number.
pub(super) fn holds_mobile(text: &str) -> bool {
    let shown = Shown::plain(text);
    let mut found = Vec::new();
    find(&shown, &Exempt::default(), &mut found);
    found.iter().any(|finding| finding.kind == Kind::Mobile)
}

/// Telephone numbers of any kind with the characters they are made of: seven digits or more.
pub(super) fn telephones(shown: &Shown) -> Vec<(String, Range<usize>)> {
    clusters(shown)
        .into_iter()
        .filter_map(|cluster| {
            let number = joined(&cluster);
            let range = cluster.first()?.range.start..cluster.last()?.range.end;
            let fits = (7..=13).contains(&number.len()) && !is_quantity(shown, &range);
            fits.then_some((number, range))
        })
        .collect()
}

/// Runs of digits that may belong to one number: at most two spaces or hyphens between them.
fn clusters(shown: &Shown) -> Vec<Vec<Group>> {
    let chars = &shown.chars;
    let mut clusters: Vec<Vec<Group>> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        while chars.get(end).is_some_and(char::is_ascii_digit) {
            end += 1;
        }
        // The check digit of an identity card may be an X.
        if matches!(chars.get(end), Some('X' | 'x')) {
            end += 1;
        }
        let group = Group {
            digits: chars[at..end].iter().collect(),
            range: at..end,
        };
        let continues = |last: &Group| {
            let between = &chars[last.range.end..at];
            between.len() <= 2 && between.iter().all(|c| matches!(c, ' ' | '-' | '(' | ')'))
        };
        match clusters.last_mut() {
            Some(cluster) if cluster.last().is_some_and(continues) => cluster.push(group),
            _ => clusters.push(vec![group]),
        }
        at = end;
    }
    clusters
}

fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

fn kind_of(number: &str) -> Option<Kind> {
    if is_identity_card(number) {
        Some(Kind::IdentityCard)
    } else if is_bank_card(number) {
        Some(Kind::BankCard)
    } else if is_mobile(bare_mobile(number)) {
        Some(Kind::Mobile)
    } else {
        None
    }
}

/// A number without the country's code.
fn bare_mobile(number: &str) -> &str {
    let bare = number.strip_prefix("0086").or(number.strip_prefix("86"));
    bare.filter(|rest| rest.len() == 11).unwrap_or(number)
}

fn is_mobile(number: &str) -> bool {
    let mut digits = number.chars();
    number.len() == 11
        && number.bytes().all(|b| b.is_ascii_digit())
        && digits.next() == Some('1')
        && digits.next().is_some_and(|c| ('3'..='9').contains(&c))
}

/// An amount or a decimal is no telephone and no card.
fn is_quantity(shown: &Shown, range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map(|at| shown.chars[at]);
    let after = shown.chars.get(range.end);
    let decimal = |c: Option<char>| matches!(c, Some('.' | '¥' | '$' | '￥'));
    let further = shown.chars.get(range.end + 1);
    decimal(before)
        || matches!(
            after,
            Some('元' | '万' | '亿' | '吨' | '%' | '千' | '平' | '人' | '户')
        )
        || (matches!(after, Some('.')) && further.is_some_and(char::is_ascii_digit))
}

/// Identity numbers: the check digit of the long form (GB 11643, ISO 7064 MOD 11-2), a
/// possible birthday and a province's code for both.
fn is_identity_card(number: &str) -> bool {
    let bytes = number.as_bytes();
    let body = &bytes[..bytes.len().min(17)];
    if !body.iter().all(u8::is_ascii_digit) || !has_province(number) {
        return false;
    }
    match bytes.len() {
        15 => is_birthday("19", &number[6..12]),
        18 => is_birthday("", &number[6..14]) && bytes[17].eq_ignore_ascii_case(&check_digit(body)),
        _ => false,
    }
}

fn has_province(number: &str) -> bool {
    let code = number.get(..2).and_then(|code| code.parse::<u8>().ok());
    code.is_some_and(|code| matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83))
}

fn is_birthday(century: &str, digits: &str) -> bool {
    let date = format!("{century}{digits}");
    let part = |range: Range<usize>| date.get(range).and_then(|part| part.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else {
        return false;
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    (1850..=2100).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok()
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &[u8; 11] = b"10X98765432";

fn check_digit(body: &[u8]) -> u8 {
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    CHECK_DIGITS[(sum % 11) as usize]
}

/// Card numbers of 16 to 19 digits with the check digit of Luhn (ISO/IEC 7812-1, annex B).
fn is_bank_card(number: &str) -> bool {
    let fits = (16..=19).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    if !fits || !number.starts_with(['3', '4', '5', '6']) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            let value = u32::from(digit - b'0') * if index % 2 == 1 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}
