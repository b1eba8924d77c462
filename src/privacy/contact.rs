//! A member's own telephone and address, by their label.

use std::sync::LazyLock;

use regex::Regex;

use super::shown::{Folded, Shown};
use super::{Exempt, Finding, Kind, digits};

/// A member, then the label of a telephone or address, in one sentence or row.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:委员|代表|提案人|提案者|建议人|领衔人|附议人|联名人|提出人)[^。;!?]{0,24}?|(?:委员姓名|代表姓名|提案人|提案者|建议人|领衔人|领衔代表|附议人|联名人|提出人):[^。!?]{0,32}?)(?<what>电话|手机|联系方式|通讯地址|通信地址|家庭住址|家庭地址|住址|宅电|地址)",
    )
    .unwrap()
});

/// One of these stands at the end of every label of [`LABEL`].
const LABELS: [&str; 6] = ["电话", "手机", "联系方式", "宅电", "地址", "住址"];

/// What stands behind the label of an address.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[:为是 \t|]{1,6}(?<value>[\p{Han}A-Za-z0-9#\-()]{5,60})").unwrap()
});

/// How far a number may stand behind its label, in characters.
pub(super) const REACH: usize = 14;

/// Finds telephones and addresses that are labelled as a member's.
pub(super) fn find(shown: &Shown, folded: &Folded, exempt: &Exempt, found: &mut Vec<Finding>) {
    // The expression is slow, and most texts hold none of the labels with which it ends.
    if !LABELS.iter().any(|label| folded.text.contains(label)) {
        return;
    }
    let mut telephones = None;
    for captures in LABEL.captures_iter(&folded.text) {
        let Some(what) = captures.name("what") else {
            continue;
        };
        let label_end = folded.chars(what.range()).end;
        let kind = Kind::MemberContact;
        let numbers = telephones.get_or_insert_with(|| digits::telephones(shown));
        // They stand in order, and there may be thousands.
        let first = numbers.partition_point(|(_, range)| range.start < label_end);
        let near = numbers[first..]
            .iter()
            .take_while(|(_, range)| range.start <= label_end + REACH)
            .find(|(number, _)| !exempt.holds(number))
            .map(|(_, range)| range);
        if let Some(range) = near {
            found.push(Finding::at(kind, shown, range.clone()));
        } else if what.as_str().ends_with('址') {
            found.extend(address_behind(shown, folded, what.end()));
        }
    }
}

/// Finds telephones in a row of a table whose head labels them as a member's.
pub(super) fn find_below(head: &Shown, row: &Shown, exempt: &Exempt, found: &mut Vec<Finding>) {
    let head = head.folded().text;
    let is_labelled = LABELS.iter().any(|label| head.contains(label)) && LABEL.is_match(&head);
    // Such a table names the telephones of those who answer.
    if !is_labelled || head.contains("承办") {
        return;
    }
    for (number, range) in digits::telephones(row) {
        if !exempt.holds(&number) && is_telephone(&number) {
            found.push(Finding::at(Kind::MemberContact, row, range));
        }
    }
}

/// The address that stands behind a label.
fn address_behind(shown: &Shown, folded: &Folded, label_end: usize) -> Option<Finding> {
    let captures = VALUE.captures(&folded.text[label_end..])?;
    let value = captures.name("value")?;
    let bytes = label_end + value.start()..label_end + value.end();
    let chars = folded.chars(bytes.clone());
    let is_open = !folded.is_masked(bytes.end);
    is_open.then(|| Finding::at(Kind::MemberContact, shown, chars))
}

/// Every telephone and labelled address of a text behind the letter's end, where only the
/// proposal's own form can stand.
pub(super) fn find_behind_the_end(shown: &Shown, exempt: &Exempt, found: &mut Vec<Finding>) {
    for (number, range) in digits::telephones(shown) {
        if !exempt.holds(&number) && is_telephone(&number) {
            found.push(Finding::at(Kind::MemberContact, shown, range));
        }
    }
    let folded = shown.folded();
    for (at, label) in folded.text.match_indices("地址") {
        found.extend(address_behind(shown, &folded, at + label.len()));
    }
}

/// Whether digits can be a telephone: a mobile one, or seven or eight with or without an area
/// code. A day such as 20250620 can not.
fn is_telephone(number: &str) -> bool {
    match number.len() {
        7 | 8 => !number.starts_with(['0', '1']) && !number.starts_with("20"),
        10..=12 => number.starts_with(['0', '1']),
        _ => false,
    }
}
