//! Mail addresses and home addresses.

use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use super::shown::{Folded, Shown};
use super::{Finding, Kind};

#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]* ?(?:@|[(\[][Aa][Tt][)\]]) ?(?<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)").unwrap()
});

/// Whether a text can hold a mail address, also one whose sign is written as a word.
pub(super) fn may_hold_mail(text: &str) -> bool {
    let is_at = |at: usize| {
        let word = text.get(at + 1..at + 3).unwrap_or_default();
        word.eq_ignore_ascii_case("at")
    };
    let bytes = text.as_bytes();
    let has_word = |mark: &str| {
        let mut places = memmem::find_iter(bytes, mark);
        places.any(|place| is_at(place + mark.len() - 1))
    };
    memchr::memchr(b'@', bytes).is_some() || ["(", "[", "（", "［"].into_iter().any(has_word)
}

/// Finds mail addresses. An address of a government's domain is an office's.
pub(super) fn find_mail(shown: &Shown, folded: &Folded, found: &mut Vec<Finding>) {
    if !may_hold_mail(&folded.text) {
        return;
    }
    for captures in MAIL.captures_iter(&folded.text) {
        let (Some(hit), Some(domain)) = (captures.get(0), captures.name("domain")) else {
            continue;
        };
        let domain = domain.as_str().to_ascii_lowercase();
        if domain != "gov.cn" && !domain.ends_with(".gov.cn") {
            let range = shown.place(folded.chars(hit.range()));
            let kind = Kind::Email;
            found.push(Finding { kind, range });
        }
    }
}

/// A home by its label, and what stands behind it up to the next mark.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:家庭住址|家庭地址|家庭住所|居住地址|现住址|现居住地|户籍地址|户籍所在地|户口所在地|住址)[:为是 \t|]{0,4}(?<home>[\p{Han}A-Za-z0-9#\-()]{6,60})",
    )
    .unwrap()
});

/// A home by a verb, as far as its number.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static LIVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:家住|现住|居住在|居住于|住在)[于在 ]{0,2}(?<home>[\p{Han}]{2,20}[\p{Han}A-Za-z0-9\-]{0,30}?\d+ ?(?:号|栋|幢|组|室|房)[A-Za-z0-9\-号栋幢单元室房楼层]{0,16})",
    )
    .unwrap()
});

/// One of these stands in every match of [`LIVES`].
const VERBS: [&str; 5] = ["家住", "现住", "居住在", "居住于", "住在"];

/// A dwelling by its form: a street or estate, a house, and a flat in it.
/// One of these stands in every label of [`LABELLED`].
const LABELS: [&str; 5] = ["住址", "地址", "住所", "居住地", "所在地"];

/// Whether a number of a flat may stand there: `501室`, `1单元501`.
fn has_flat(text: &str) -> bool {
    let is_flat =
        |(at, _): (usize, &str)| text[..at].ends_with(|c: char| c.is_numeric() || c == ' ');
    text.match_indices(['室', '房', '单']).any(is_flat)
}

#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static DWELLING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:[\p{Han}]{2,20}(?:省|市|区|县|镇|乡|街道))?[\p{Han}]{1,12}(?:路|街|巷|弄|里|村|组|小区|花园|家园|公寓|苑|园|城|府|庄)[\p{Han}A-Za-z0-9\-]{0,8}?\d+ ?(?:号楼|栋|幢|座|号|#)[\p{Han}A-Za-z0-9\- ]{0,8}?(?:\d+ ?(?:室|房)|单元 ?\d{3,4})",
    )
    .unwrap()
});

/// Words beside which an address is an office's.
const OFFICES: [&str; 14] = [
    "办公",
    "窗口",
    "大厅",
    "大厦",
    "中心",
    "科室",
    "地点",
    "局机关",
    "服务站",
    "创业园",
    "产业园",
    "科技城",
    "孵化",
    "写字楼",
];

/// Finds home addresses.
pub(super) fn find_homes(shown: &Shown, folded: &Folded, found: &mut Vec<Finding>) {
    // The expressions are slow, and most texts hold nothing that they could find.
    let labelled = LABELS.iter().any(|label| folded.text.contains(label));
    let labelled = labelled.then_some(&folded.text).into_iter();
    let labelled = labelled
        .flat_map(|text| LABELLED.captures_iter(text))
        .filter_map(|captures| captures.name("home"));
    let lives = VERBS.iter().any(|verb| folded.text.contains(verb));
    let lives = lives.then_some(&folded.text).into_iter();
    let lives = lives
        .flat_map(|text| LIVES.captures_iter(text))
        .filter_map(|captures| captures.name("home"));
    let dwellings = has_flat(&folded.text).then_some(&folded.text).into_iter();
    let dwellings = dwellings.flat_map(|text| DWELLING.find_iter(text));
    let dwellings = dwellings.filter(|hit| {
        let sentence = sentence_around(&folded.text, hit.start(), hit.end());
        !OFFICES.iter().any(|office| sentence.contains(office))
    });
    let open = labelled
        .chain(lives)
        .chain(dwellings)
        .filter(|hit| !folded.is_masked(hit.end()));
    for hit in open {
        let range = shown.place(folded.chars(hit.range()));
        let kind = Kind::Address;
        found.push(Finding { kind, range });
    }
}

/// The sentence that holds a stretch of text.
fn sentence_around(text: &str, start: usize, end: usize) -> &str {
    let ends = ['。', ';', '!', '?', '\t'];
    let from = text[..start].rfind(ends).unwrap_or(0);
    let to = text[end..].find(ends).map_or(text.len(), |at| end + at);
    &text[from..to]
}
