//! Words around a letter that speak of a fact which nobody took: never guessed, always named.

use std::collections::BTreeSet;

use super::bounds::Letter;
use super::case;
use super::doubt::Notes;
use super::ending;
use super::forbidding;
use super::lines::{Line, key};
use super::marks;
use super::metadata::Metadata;
use super::openness;
use super::refuse;
use super::session;
use super::words;
use crate::model::{Disclosure, Reply};
use crate::text::cjk::is_han;

/// Lines longer than this, in characters, are text.
const LONGEST: usize = 40;
/// Labels of who helped to answer.
const CO_ISSUERS: [&str; 4] = ["会办单位", "协办单位", "会办：", "协办："];
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
    signer(letter, reply, notes);
    open_questions(letter, reply, notes);
    number(letter, reply, notes);
    beside_others(letter, reply, notes);
    let last = letter.body.iter().rev().take(REACH);
    let lines = letter.head.iter().chain(last);
    let lines = lines.chain(letter.behind.iter().take(REACH));
    let unused = |line: &&Line| !used.contains(&line.raw);
    let short = |line: &&Line| {
        let text = line.text.trim_end_matches('。');
        text.chars().count() <= LONGEST && !text.contains('。')
    };
    for line in lines.filter(short).filter(unused) {
        let key = line.key();
        let raw = Some(line.raw);
        let below_first = letter
            .body
            .first()
            .is_some_and(|first| line.raw > first.raw);
        let says = openness::asks(key) || words::LIKE_DISCLOSURE.is_match(key);
        if reply.disclosure == Disclosure::Unstated && says {
            disclosure_unread(line.raw, notes);
        }
        if reply.date.is_none() && words::LIKE_DATE.is_match(key) {
            let message = "此行像日期而不在落款处，未录，请对照原件。";
            notes.doubt("date-unread", "date", raw, message);
            if reply.session.year.is_none() {
                notes.doubt("date-unread", "session.year", raw, message);
            }
        }
        let is_list = below_first && reply.attachments.is_empty() && key.starts_with('附');
        if is_list && words::LIKE_ATTACHMENT.is_match(key) {
            let message = "此行像附件而没有认出，未录，请对照原件。";
            notes.doubt("attachment-unread", "attachments", raw, message);
        }
        // Above the letter such labels belong to the page of its case.
        let asks = |key: &str| key.contains("电话") && key.contains(|c: char| c.is_ascii_digit());
        let is_asked =
            words::LIKE_CONTACT.is_match(key) || (reply.contacts.phone.is_none() && asks(key));
        if below_first && is_asked && marks::class(key).is_none() {
            contact_unread(line.raw, notes);
        }
        if below_first && reply.cc.is_empty() && words::LIKE_COPIES.is_match(key) {
            let message = "此行像抄送而没有认出，未录，请对照原件。";
            notes.doubt("copies-unread", "cc", raw, message);
        }
    }
    let last = letter.body.iter().rev().take(REACH);
    let mut says = last.filter(|line| forbidding::speaks_of_publishing(line.key()));
    if let Some(line) = says
        .next()
        .filter(|_| reply.disclosure == Disclosure::Unstated)
    {
        disclosure_unread(line.raw, notes);
    }
    if reply.contacts.handler.is_none() {
        let rows = letter.metadata.iter();
        let rows = rows.filter(|row| names_handler(&row.value));
        let above = letter.head.iter();
        let above = above.filter(|line| names_handler(line.key()));
        let found = rows.map(|row| row.raw).chain(above.map(|line| line.raw));
        found.for_each(|raw| contact_unread(raw, notes));
    }
    look_for_date(letter, reply, notes);
    look_for_title(letter, reply, notes);
    look_for_name(letter, reply, notes);
}

fn disclosure_unread(raw: usize, notes: &mut Notes) {
    let message = "此行像公开属性而没有采用，请对照原件。";
    notes.doubt("disclosure-unread", "disclosure", Some(raw), message);
}

fn contact_unread(raw: usize, notes: &mut Notes) {
    let message = "此行像联系方式而没有认出，请对照原件。";
    notes.doubt("contact-unread", "contacts", Some(raw), message);
}

/// Whether a text names who handled a letter: on the page of its case that is nobody else.
fn names_handler(text: &str) -> bool {
    ["承办人", "经办人"]
        .iter()
        .any(|label| text.contains(label))
}

/// A number may stand beside other facts that were taken.
fn number(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    if reply.doc_number.is_some() {
        return;
    }
    let last = letter.body.iter().rev().take(REACH);
    let lines = letter.head.iter().chain(last);
    let short = |line: &&Line| line.text.chars().count() <= LONGEST && !line.text.contains('。');
    let mut doubt = |raw| {
        let message = "此行像发文字号而没有认出，未录，请对照原件。";
        notes.doubt("number-unread", "doc_number", Some(raw), message);
    };
    for line in lines.chain(letter.behind.iter().take(REACH)).filter(short) {
        if words::LIKE_DOC_NUMBER.is_match(line.key()) {
            doubt(line.raw);
        }
    }
    for row in &letter.metadata {
        if words::LIKE_DOC_NUMBER.is_match(&key(&row.value)) {
            doubt(row.raw);
        }
    }
}

/// What may stand beside a fact that was taken, or in one of several sentences of a last line.
fn beside_others(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    let last = letter.body.iter().rev().take(REACH);
    let lines = letter.head.iter().chain(last);
    let lines = lines.chain(letter.behind.iter().take(REACH));
    for line in lines.filter(|line| line.text.chars().count() <= 2 * LONGEST) {
        let (key, raw) = (line.key(), Some(line.raw));
        let dated = || words::DOC_NUMBER.is_match(key) && words::DATE_IN_LINE.is_match(key);
        if reply.date.is_none() && dated() {
            let message = "文号旁像有日期，未录，请对照原件。";
            notes.doubt("date-unread", "date", raw, message);
        }
        if reply.co_issuers.is_empty() && CO_ISSUERS.iter().any(|label| key.contains(label)) {
            let message = "此行像有会办单位而没有认出，未录，请对照原件。";
            notes.doubt("co-issuers-unread", "co_issuers", raw, message);
        }
        let says_class = |part: &str| {
            let of_case = ["类别：提案", "类别：建议", "类别：议案"].contains(&part);
            part.chars().count() <= LONGEST && !of_case && words::LIKE_CLASS.is_match(part)
        };
        if reply.outcome.is_none() && key.split('。').any(says_class) {
            let message = "此行像办理结果类别而没有认出，未录，请对照原件。";
            notes.doubt("outcome-unread", "outcome", raw, message);
        }
    }
}

/// What the letter leaves open: its date, whether it is a reply, whether it is whole.
fn open_questions(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    let first = letter.body.first().map(|line| line.raw);
    let is_date = |row: &&Metadata| {
        let first = row.value.split_whitespace().next().unwrap_or_default();
        words::DATE_LINE.is_match(&key(first))
    };
    let on_page = letter.metadata.iter().find(is_date);
    if let (Some(row), None) = (on_page, reply.date) {
        let message = "信中没有日期，网页上的日期未录，请对照原件。";
        notes.doubt("date-on-page", "date", Some(row.raw), message);
        if reply.session.year.is_none() {
            notes.doubt("date-on-page", "session.year", Some(row.raw), message);
        }
    }
    if refuse::is_opinion(letter) {
        let message = "信中没有标题，也没有写明是答复，请核对是否复文。";
        notes.doubt("reply-unsure", "title", first, message);
        notes.doubt("reply-unsure", "cases", first, message);
    }
    let title = reply.title.as_deref().unwrap_or_default();
    if title.ends_with("摘要") {
        let message = "标题说是摘要，正文可能不全，请核对。";
        notes.doubt("title-summary", "title", first, message);
        notes.doubt("title-summary", "disclosure", first, message);
    }
}

/// Who signed for sending may stand beside a number that was taken.
fn signer(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    if reply.signer.is_some() {
        return;
    }
    let last = letter.body.iter().rev().take(REACH);
    let short = |line: &&Line| line.text.chars().count() <= LONGEST;
    for line in letter.head.iter().chain(last).filter(short) {
        let key = line.key();
        let others = ["提案人", "建议人", "联系人", "代表人", "发布人", "审核人"];
        if words::LIKE_SIGNER.is_match(key) && !others.iter().any(|word| key.contains(word)) {
            let message = "此行说到签发而没有认出姓名，未录，请对照原件。";
            notes.doubt("signer-unread", "signer", Some(line.raw), message);
        }
    }
}

/// A signature and a date inside one of the last lines, however long.
fn look_for_date(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    const LAST: usize = 3;
    if reply.date.is_some() {
        return;
    }
    let last = letter.body.iter().rev().take(LAST);
    for line in last.filter(|line| words::LIKE_SIGNED.is_match(line.key())) {
        let message = "此行像有落款日期而没有认出，未录，请对照原件。";
        notes.doubt("date-unread", "date", Some(line.raw), message);
        if reply.session.year.is_none() {
            notes.doubt("date-unread", "session.year", Some(line.raw), message);
        }
    }
}

/// A line above the letter that says what was answered, where nothing else does.
fn look_for_title(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    const LONGEST_TITLE: usize = 100;
    let answers = |line: &&Line| {
        let key = line.key();
        line.text.chars().count() <= LONGEST_TITLE
            && !key.contains('。')
            && words::TITLE_CASE.is_match(key)
    };
    let first = letter.body.first().filter(|_| letter.has_salutation);
    for line in letter.head.iter().chain(first).filter(answers) {
        let key = line.key();
        let raw = Some(line.raw);
        if reply.title.is_none()
            && ["答复", "回复", "复函", "关于", "号提案", "号建议"]
                .iter()
                .any(|word| key.contains(word))
        {
            let message = "此行像标题而没有认出，未录，请对照原件。";
            notes.doubt("title-unread", "title", raw, message);
        }
        let unnumbered = reply.cases.iter().all(|case| case.number.is_none());
        if unnumbered && !case::numbers(key).is_empty() {
            let message = "此行像有案号而没有认出，未录，请对照原件。";
            notes.doubt("number-unread", "cases", raw, message);
        }
        let stated = session::session(key);
        if reply.session.body.is_none() && (stated.body.is_some() || stated.term.is_some()) {
            let message = "此行像有届次而没有认出，未录，请对照原件。";
            notes.doubt("session-unread", "session", raw, message);
        }
    }
}

/// Whether a text names within it whom it answers: 王示例委员提出的….
fn is_addressed_within(key: &str) -> bool {
    let opening: String = key.chars().take(40).collect();
    words::RECEIVED.is_match(key) && ["委员", "代表"].iter().any(|title| opening.contains(title))
}

/// A short line where a salutation should stand, in a letter that has none or begins behind it.
fn look_for_name(letter: &Letter, reply: &Reply, notes: &mut Notes) {
    const LONGEST_NAME: usize = 24;
    const NAME: std::ops::RangeInclusive<usize> = 2..=3;
    let above = letter.head.last().filter(|_| letter.has_salutation);
    let is_person = |key: &str| {
        NAME.contains(&key.chars().count()) && key.chars().all(is_han) && !marks::is_mark(key)
    };
    let near = letter
        .title
        .last()
        .is_some_and(|title| above.is_some_and(|above| above.raw > title.raw));
    if let Some(line) = above.filter(|line| near && is_person(line.key())) {
        let message = "称谓上一行像人名，未录，请对照原件。";
        notes.doubt("addressee-unread", "addressees", Some(line.raw), message);
    }
    if letter.has_salutation || !reply.addressees.is_empty() {
        return;
    }
    let Some(first) = letter.body.first() else {
        return;
    };
    let key = first.key();
    if !is_addressed_within(key) {
        let message = "信中没有称谓，请对照原件。";
        notes.doubt("addressee-missing", "addressees", Some(first.raw), message);
    }
    if letter.title.is_empty() && words::RECEIVED_ALONE.is_match(key) {
        let message = "信中没有标题，请对照原件。";
        notes.doubt("title-missing", "title", Some(first.raw), message);
    }
    let is_name = key.chars().count() <= LONGEST_NAME
        && !key.ends_with('。')
        && ending::kind(key).is_none()
        && !words::RECEIVED.is_match(key);
    if is_name {
        let message = "此行像称谓而没有认出，未录，请对照原件。";
        notes.doubt("addressee-unread", "addressees", Some(first.raw), message);
    }
}
