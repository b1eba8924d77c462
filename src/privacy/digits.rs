//! Numbers: identity cards, bank cards, mobile and other telephones.

use std::ops::Range;

use super::shown::Shown;
use super::{Exempt, Finding, Kind};

/// A run of digits without anything between them.
struct Group {
    digits: String,
    range: Range<usize>,
    /// What stands between it and the group before it.
    gap: Gap,
}

/// What divides the groups of a number, from what is usual to what only a check digit makes sure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Up to two spaces, hyphens or brackets.
    Telephone,
    /// Up to three of these, dots or low lines.
    Card,
    /// Also what divides the numbers of a list.
    Any,
}

/// The most groups that can make up a number: each has a digit, and the longest has twenty-one
/// with the code of a country.
const MOST_GROUPS: usize = 21;
/// The most characters between two groups, tags among them, which pages show as text.
const LONGEST_GAP: usize = 24;

/// Finds identity cards, bank cards and mobile numbers, whole or in groups.
pub(super) fn find(shown: &Shown, exempt: &Exempt, found: &mut Vec<Finding>) {
    for cluster in clusters(shown, Gap::Any) {
        let mut next = 0;
        while next < cluster.len() {
            let most = cluster.len().min(next + MOST_GROUPS);
            let longest = (next + 1..=most)
                .rev()
                .find_map(|end| Some((end, kind_of(&cluster[next..end], shown)?)));
            let Some((end, kind)) = longest else {
                next += 1;
                continue;
            };
            let range = cluster[next].range.start..cluster[end - 1].range.end;
            let number = joined(&cluster[next..end]);
            let is_contact = kind == Kind::Mobile && exempt.holds(&number);
            if !is_contact {
                found.push(Finding::at(kind, shown, range));
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
    clusters(shown, Gap::Telephone)
        .into_iter()
        .filter_map(|cluster| {
            let number = joined(&cluster);
            let range = cluster.first()?.range.start..cluster.last()?.range.end;
            let fits = (7..=13).contains(&number.len()) && !is_quantity(shown, &range);
            fits.then_some((number, range))
        })
        .collect()
}

/// Runs of digits that may belong to one number, with nothing wider than a gap between them.
fn clusters(shown: &Shown, widest: Gap) -> Vec<Vec<Group>> {
    let chars = &shown.chars;
    let mut clusters: Vec<Vec<Group>> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_group(chars, at);
        if end == at {
            at += 1;
            continue;
        }
        let last = clusters.last().and_then(|cluster| cluster.last());
        let gap = last
            .and_then(|last| gap(&chars[last.range.end..at]))
            .filter(|gap| *gap <= widest);
        let group = Group {
            digits: chars[at..end].iter().collect(),
            range: at..end,
            gap: gap.unwrap_or(Gap::Telephone),
        };
        let is_digits = group.digits.starts_with(|c: char| c.is_ascii_digit());
        match clusters.last_mut().filter(|_| gap.is_some()) {
            Some(cluster) => cluster.push(group),
            None if is_digits => clusters.push(vec![group]),
            None => {}
        }
        at = end;
    }
    clusters
}

/// The end of the digits that begin at a place. The check digit of an identity card may be an X,
/// which may also stand apart.
fn end_of_group(chars: &[char], at: usize) -> usize {
    let is_check_digit = |at: usize| {
        let is_word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
        matches!(chars.get(at), Some('X' | 'x')) && !is_word(chars.get(at + 1))
    };
    let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit());
    let end = at + digits.count();
    let stands_apart = at > 0 && !chars[at - 1].is_ascii_alphanumeric();
    if is_check_digit(end) && (end > at || stands_apart) {
        end + 1
    } else {
        end
    }
}

/// What stands between two runs of digits; `None` where they are two numbers.
fn gap(between: &[char]) -> Option<Gap> {
    let (mut widest, mut marks, mut in_tag) = (Gap::Telephone, 0, false);
    if between.len() > LONGEST_GAP {
        return None;
    }
    for c in between {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            ' ' | '-' | '(' | ')' => marks += 1,
            '.' | '_' | '\u{B7}' | '\u{2022}' => {
                marks += 1;
                widest = widest.max(Gap::Card);
            }
            '/' | '\\' | ',' | '、' => {
                marks += 1;
                widest = Gap::Any;
            }
            _ => return None,
        }
    }
    match marks {
        _ if in_tag => None,
        0..=2 => Some(widest),
        3 => Some(widest.max(Gap::Card)),
        _ => None,
    }
}

fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

fn kind_of(groups: &[Group], shown: &Shown) -> Option<Kind> {
    let number = joined(groups);
    let gap = groups.iter().skip(1).map(|group| group.gap).max();
    let gap = gap.unwrap_or(Gap::Telephone);
    let range = groups.first()?.range.start..groups.last()?.range.end;
    let has_check_digit = number.len() == 18;
    if is_identity_card(&number)
        && (has_check_digit || gap == Gap::Telephone && !is_quantity(shown, &range))
    {
        Some(Kind::IdentityCard)
    } else if is_bank_card(&number) && gap <= Gap::Card {
        Some(Kind::BankCard)
    } else if is_mobile(bare_mobile(&number))
        && (gap == Gap::Telephone || gap == Gap::Card && is_set_as_mobile(groups))
        && !is_quantity(shown, &range)
    {
        Some(Kind::Mobile)
    } else {
        None
    }
}

/// Whether digits are grouped as those of mobile numbers are: 138.0000.1234.
fn is_set_as_mobile(groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    lengths.ends_with(&[3, 4, 4])
}

/// A number without the country's code, and without the zero that was once dialled before it.
pub(super) fn bare_mobile(number: &str) -> &str {
    let mut bare = ["0086", "86", "0"]
        .iter()
        .filter_map(|prefix| number.strip_prefix(prefix));
    bare.find(|rest| rest.len() == 11).unwrap_or(number)
}

pub(super) fn is_mobile(number: &str) -> bool {
    let mut digits = number.chars();
    number.len() == 11
        && number.bytes().all(|b| b.is_ascii_digit())
        && digits.next() == Some('1')
        && digits.next().is_some_and(|c| ('3'..='9').contains(&c))
}

/// An amount or a decimal is no telephone.
fn is_quantity(shown: &Shown, range: &Range<usize>) -> bool {
    let before = |back: usize| range.start.checked_sub(back).map(|at| shown.chars[at]);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut after = shown.chars[range.end..].iter().copied().peekable();
    let is_decimal = before(1) == Some('.') && is_digit(before(2));
    let goes_on = after.peek() == Some(&'.') && is_digit(after.clone().nth(1));
    let unit: String = after.skip_while(|c| *c == ' ').take(2).collect();
    let units = [
        "元", "美元", "万元", "亿", "吨", "%", "平方", "千瓦", "千克", "千米", "公斤",
    ];
    let has_unit = units.iter().any(|name| unit.starts_with(name));
    is_decimal || goes_on || has_unit || matches!(before(1), Some('¥' | '$' | '￥'))
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
    if !fits || !number.starts_with(['3', '4', '5', '6', '9']) {
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
