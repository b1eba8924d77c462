//! What an export ran together with a title: number and marks before it, marks and number behind.

use super::head;
use super::lines::{Line, split_at_key};
use super::marks;
use super::outline;
use super::words;

/// Longer lines, in bytes of their keys, are paragraphs.
const LONGEST: usize = 420;

/// The words a title ends in, behind which marks may be glued.
const ENDS: [&str; 9] = [
    "答复",
    "回复",
    "复函",
    "答复函",
    "回复函",
    "的函",
    "函复",
    "意见",
    "续复",
];

/// The parts of a line as lines of their own; `None` where nothing is glued to a title.
pub(super) fn apart(line: &Line) -> Option<Vec<Line>> {
    let key = line.key();
    if key.len() > LONGEST || key.contains('。') {
        return None;
    }
    let before = before_title(key);
    let behind = behind_title(key);
    if before == 0 && behind.is_none() {
        return None;
    }
    let until = behind.unwrap_or(key.chars().count());
    let (first, rest) = split_at_key(&line.text, before);
    let (title, last) = split_at_key(rest, until - before);
    let parts = [first, title, last].into_iter().map(str::trim);
    Some(
        parts
            .filter(|part| !part.is_empty())
            .map(|part| line.with_text(part.to_owned()))
            .collect(),
    )
}

/// How many characters of a key stand before its title: a number, a class, a disclosure mark.
fn before_title(key: &str) -> usize {
    let mut rest = key;
    while let Some(behind) = number(rest).or_else(|| mark(rest)) {
        rest = behind;
    }
    let taken = key.len() - rest.len();
    // A title begins with its bureau or with what it is about.
    let begins = words::TITLE_START.is_match(rest) || words::TITLE_OF_CASE.is_match(rest);
    if taken > 0 && begins {
        key[..taken].chars().count()
    } else {
        0
    }
}

/// What follows a document number, which may stand in brackets.
fn number(key: &str) -> Option<&str> {
    let (inside, close) = match key.strip_prefix('（') {
        Some(inside) => (inside, "）"),
        None => (key, ""),
    };
    let found = words::DOC_NUMBER.captures(inside)?;
    inside[found.get(0)?.end()..].strip_prefix(close)
}

/// What follows a mark at the beginning of a key: `A类`, `（A）`, `【B】`, `同意公开`.
fn mark(key: &str) -> Option<&str> {
    const OPEN: [char; 5] = ['（', '【', '[', '〔', '［'];
    const CLOSE: [char; 5] = ['）', '】', ']', '〕', '］'];
    if key.starts_with(OPEN) {
        let end = key.find(CLOSE)?;
        let behind = &key[end..];
        let behind = &behind[behind.chars().next()?.len_utf8()..];
        let class = behind.strip_prefix('类').unwrap_or(behind);
        let inside = &key[..key.len() - behind.len()];
        return marks::is_mark(inside).then_some(class);
    }
    const MARKS: [&str; 5] = ["主动公开", "同意公开", "依申请公开", "不予公开", "不公开"];
    if let Some(behind) = MARKS.iter().find_map(|mark| key.strip_prefix(mark)) {
        return Some(behind);
    }
    let end = key.find('类')?;
    marks::class(&key[..end]).map(|_| &key[end + '类'.len_utf8()..])
}

/// Where a title ends in a key, in characters, when nothing but marks or a number follows.
fn behind_title(key: &str) -> Option<usize> {
    let end = ENDS
        .iter()
        .filter_map(|word| key.rfind(word).map(|at| at + word.len()))
        .max()?;
    let rest = &key[end..];
    if rest.is_empty() || outline::numbered(key).is_some() {
        return None;
    }
    let all = head::all_marks(rest) || number(rest) == Some("");
    // 办理结果：B and the like are labels, no titles.
    let title = &key[..end];
    let is_title = title.chars().count() >= 8 && !title.contains('：');
    (all && is_title).then(|| title.chars().count())
}
