//! Values that were read from keys, given back in the characters of the letter.

use super::bounds::Letter;
use super::lines::is_read_as_written;
use crate::model::Reply;
use crate::text::cjk::is_han;

/// Gives every value back that was read from keys.
pub(super) fn restore_all(reply: &mut Reply, letter: &Letter) {
    if letter
        .body
        .iter()
        .all(|line| is_read_as_written(&line.text))
    {
        return;
    }
    let contacts = [
        &mut reply.contacts.lead,
        &mut reply.contacts.handler,
        &mut reply.contacts.phone,
        &mut reply.signer,
    ];
    for value in contacts.into_iter().flatten() {
        *value = restore(value, letter);
    }
    let subjects = reply
        .cases
        .iter_mut()
        .filter_map(|case| case.subject.as_mut());
    let names = reply.addressees.iter_mut().chain(&mut reply.co_issuers);
    for value in names.chain([&mut reply.issuer]).chain(subjects) {
        *value = restore(value, letter);
    }
    if let Some(body) = &mut reply.session.body {
        // The body is made of a place and 政协 or 人大, which need not stand together.
        let place = body
            .trim_end_matches("政协")
            .trim_end_matches("人大")
            .to_owned();
        let kind = body[place.len()..].to_owned();
        *body = format!("{}{kind}", restore(&place, letter));
    }
    let written = |c: char| {
        letter
            .title
            .iter()
            .chain(&letter.body)
            .any(|line| line.text.contains(c))
    };
    if let Some(term) = reply.session.term.as_mut().filter(|_| written('屆')) {
        *term = term.replace('届', "屆").replace("会议", "會議");
    }
}

/// Recognisers read simplified characters; a value is given back in the letter's own.
fn restore(value: &str, letter: &Letter) -> String {
    let lines = letter.title.iter().chain(&letter.body).chain(&letter.head);
    for line in lines {
        let line_key = line.key();
        if let Some(at) = line_key.find(value) {
            let start = line_key[..at].chars().count();
            let compact = line.compact();
            let own = compact.chars().filter(|c| *c != '*').skip(start);
            // Punctuation has been put right already.
            let written = |(c, own): (char, char)| if is_han(own) { own } else { c };
            return value.chars().zip(own).map(written).collect();
        }
    }
    value.to_owned()
}
