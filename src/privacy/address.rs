//! Mail addresses and home addresses.

use std::sync::LazyLock;

use regex::Regex;

use super::shown::{Folded, Shown};
use super::{Finding, Kind};
use crate::text::triples;

/// The sign may be written as a word in brackets, and so may the dots. With `#` in its place, or
/// the word alone, only what ends as addresses of the web do is one.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    const NAME: &str = "[A-Za-z0-9][A-Za-z0-9._%+-]*";
    const SIGN: &str = r"(?: ?@{1,2} ?| ?[(\[{<【〔] ?(?i:at|@|#) ?[)\]}>】〕] ?)";
    const DOT: &str = r"(?:\.| ?[(\[{<【〔](?i:dot|\.)[)\]}>】〕] ?)";
    const PART: &str = "[A-Za-z0-9-]+";
    Regex::new(&format!(
        r"{NAME}(?:{SIGN}(?<domain>{PART}(?:{DOT}{PART})+)|(?: ?# ?| (?i:at) )(?<provider>{PART}(?:{DOT}{PART})*{DOT}(?:com|cn|net|org|edu)\b))"
    ))
    .unwrap()
});

/// What may stand in place of the sign of a mail address.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9０-９ａ-ｚＡ-Ｚ*_`] ?(?:[#＃] ?[A-Za-z0-9０-９ａ-ｚＡ-Ｚ]|(?i-u:at) |[(（\[［{｛<＜【〔] ?(?i:at|ａｔ|[@#＠＃]))")
        .unwrap()
});

/// Whether a text can hold a mail address, also one whose sign is written otherwise.
pub(super) fn may_hold_mail(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some() || (may_hold_sign(bytes) && SIGN.is_match(text))
}

/// Whether there is a number sign within a word, or a word `at`, in ASCII or full width.
fn may_hold_sign(bytes: &[u8]) -> bool {
    let is_sign = |a: u8, b: u8, c: u8| {
        let is_within = (a != b'\n') & (a != b'#') & (b == b'#') & (c != b'#') & (c != b' ');
        let is_word = (b | 0x20 == b'a') & (c | 0x20 == b't');
        let is_wide = (a == 0xEF) & (b == 0xBC) & ((c == 0x83) | (c == 0xA0));
        let is_wide_word = (a == 0xEF) & (b == 0xBD) & (c == 0x81);
        is_within | is_word | is_wide | is_wide_word
    };
    triples::any(bytes, is_sign)
}

/// Finds mail addresses. An address of a government's domain is an office's.
pub(super) fn find_mail(shown: &Shown, folded: &Folded, found: &mut Vec<Finding>) {
    if !may_hold_mail(&folded.text) {
        return;
    }
    for captures in MAIL.captures_iter(&folded.text) {
        let domain = captures.name("domain").or(captures.name("provider"));
        let (Some(hit), Some(domain)) = (captures.get(0), domain) else {
            continue;
        };
        let domain = domain.as_str().to_ascii_lowercase();
        if domain != "gov.cn" && !domain.ends_with(".gov.cn") {
            found.push(Finding::at(Kind::Email, shown, folded.chars(hit.range())));
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

/// One of these stands in every label of [`LABELLED`].
const LABELS: [&str; 5] = ["住址", "地址", "住所", "居住地", "所在地"];

/// Whether a number of a flat may stand there: `501室`, `1单元501`.
fn has_flat(text: &str) -> bool {
    let is_flat =
        |(at, _): (usize, &str)| text[..at].ends_with(|c: char| c.is_numeric() || c == ' ');
    text.match_indices(['室', '房', '单']).any(is_flat)
}

/// A dwelling by its form: a street or estate, a house, and a flat in it.
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
        let chars = folded.chars(hit.range());
        found.push(Finding::at(Kind::Address, shown, chars));
    }
}

/// How far a sentence is followed to either side, in bytes: a list has no end of sentence.
const LONGEST_SENTENCE: usize = 600;

/// The sentence that holds a stretch of text.
fn sentence_around(text: &str, start: usize, end: usize) -> &str {
    let ends = ['。', ';', '!', '?', '\t'];
    let first =
        (start.saturating_sub(LONGEST_SENTENCE)..=start).find(|at| text.is_char_boundary(*at));
    let first = first.unwrap_or(start);
    let last = text.len().min(end + LONGEST_SENTENCE);
    let last = (end..=last).rev().find(|at| text.is_char_boundary(*at));
    let from = text[first..start]
        .rfind(ends)
        .map_or(first, |at| first + at);
    let last = last.unwrap_or(end);
    let to = text[end..last].find(ends).map_or(last, |at| end + at);
    &text[from..to]
}
