//! Words around a letter that speak of a fact which nobody took: never guessed, always named.

use std::collections::BTreeSet;

use super::bounds::Letter;
use super::doubt::Notes;
use super::ending;
use super::lines::Line;
use super::marks;
use super::words;
use crate::model::Reply;

/// Lines longer than this, in characters, are text.
const LONGEST: usize = 40;
/// How many lines at the end of a letter, and behind it, may hold such words.
const REACH: usize = 10;

/// Looks at every short line around the text that gave no fact.
pub(super) fn look(
    letter: &Letter,
    reply: &Reply,
    taken: &[(&'static str, usize)],
    notes: &mut Notes,
) {
    let used: BTreeSet<usize> = taken.iter().map(|(_, raw)| *raw).collect();
    let last = letter.body.iter().rev().take(REACH);
    let lines = letter.head.iter().chain(last);
    let lines = lines.chain(letter.behind.iter().take(REACH));
    let unused = |line: &&Line| !used.contains(&line.raw);
    let short = |line: &&Line| line.text.chars().count() <= LONGEST && !line.text.contains('。');
    for line in lines.filter(short).filter(unused) {
        let key = line.key();
        let raw = Some(line.raw);
        if reply.doc_number.is_none() && words::LIKE_DOC_NUMBER.is_match(key) {
            let message = "此行像发文字号而没有认出，未录，请对照原件。";
            notes.doubt("number-unread", "doc_number", raw, message);
        }
        if reply.signer.is_none() && key.contains("签发") {
            let message = "此行说到签发而没有认出姓名，未录，请对照原件。";
            notes.doubt("signer-unread", "signer", raw, message);
        }
        if reply.outcome.is_none() && words::LIKE_CLASS.is_match(key) {
            let message = "此行像办理结果类别而没有认出，未录，请对照原件。";
            notes.doubt("outcome-unread", "outcome", raw, message);
        }
        if reply.date.is_none() && words::LIKE_DATE.is_match(key) {
            let message = "此行像日期而不在落款处，未录，请对照原件。";
            notes.doubt("date-unread", "date", raw, message);
        }
        if words::LIKE_CONTACT.is_match(key) && marks::class(key).is_none() {
            let message = "此行像联系方式而没有认出，请对照原件。";
            notes.doubt("contact-unread", "contacts", raw, message);
        }
    }
    look_for_name(letter, reply, notes);
}

/// A short line where a salutation should stand, in a letter that has none.
fn look_for_name(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    const LONGEST_NAME: usize = 24;
    if letter.has_salutation || !reply.addressees.is_empty() {
        return;
    }
    let Some(first) = letter.body.first() else {
        return;
    };
    let key = first.key();
    let is_name = key.chars().count() <= LONGEST_NAME
        && !key.ends_with('。')
        && ending::kind(key).is_none()
        && !words::RECEIVED.is_match(key);
    if is_name {
        let message = "此行像称谓而没有认出，未录，请对照原件。";
        notes.doubt("addressee-unread", "addressees", Some(first.raw), message);
    }
}
