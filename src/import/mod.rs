//! Raw text of letters to normalised replies, as data.
//!
//! Owns the passes that recognise the parts of a letter and put its text right mechanically.
//! Wording is never changed; what is doubtful goes to `review`, never guessed. Topics and bodies
//! come as arguments; nothing here touches the disk.

use crate::model::{Organisations, Reply, Topics};

mod around;
mod blocks;
mod bounds;
mod boxes;
mod case;
mod case_row;
mod checks;
mod closing;
mod columns;
mod compose;
mod contacts;
mod copies;
mod decode;
mod doc_number;
mod docx;
mod doubt;
mod ending;
mod forbidding;
mod furniture;
mod glued;
mod head;
mod issuer;
mod labels;
mod layout;
mod leftover;
mod lines;
mod marks;
mod metadata;
mod numerals;
mod oneline;
mod openness;
mod origin;
mod outline;
mod page;
mod pagination;
mod paging;
mod persons;
mod pictures;
mod plausible;
mod punctuation;
mod refuse;
mod restriction;
mod rhythm;
mod role;
mod salutation;
mod session;
mod signer;
mod subject;
mod titles;
mod twins;
mod unread;
mod words;
mod wrap;
mod written;

use std::collections::BTreeMap;

pub use decode::{DecodeError, Decoded, decode};

/// What the site declares and import may propose or recognise.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    /// The topics.
    pub topics: &'a Topics,
    /// The bodies.
    pub organisations: &'a Organisations,
}

/// What one stretch of a raw text turned out to be.
#[derive(Debug)]
pub enum Finding {
    /// A letter.
    Reply(Box<Imported>),
    /// No letter.
    Refused(Refusal),
}

/// A letter, normalised.
#[derive(Debug)]
pub struct Imported {
    /// Its facts and doubts. Origin, permalink and source are for the caller to fill in.
    pub reply: Reply,
    /// Canonical Markdown from the salutation to the copies.
    pub body: String,
    /// Headings of the body, with their Markdown levels.
    pub outline: Vec<OutlineEntry>,
    /// Mechanical repairs, by rule.
    pub repairs: Vec<Repair>,
    /// Slugs of topics whose keywords occur.
    pub proposed_topics: Vec<String>,
    /// Blocks of the body with the raw lines each was made from.
    pub blocks: Vec<Block>,
    /// For each field, the raw lines it was taken from.
    pub taken_from: Vec<(&'static str, usize)>,
    /// Raw lines that are no part of the letter.
    pub outside: Vec<Outside>,
}

/// Lines of a raw text that are no part of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outside {
    /// First and last raw line, counted from 1.
    pub lines: (usize, usize),
    /// What they are: `page`, `page-table`, `page-number`, `running-head`, `picture`, `above`, `behind`,
    /// `repeated` or `no-letter`.
    pub what: &'static str,
}

/// A heading of an imported body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Markdown level.
    pub level: u8,
    /// Text as it stands in the heading.
    pub text: String,
}

/// How often a mechanical rule was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Name of the rule.
    pub rule: &'static str,
    /// Times applied.
    pub count: usize,
}

/// A block of the body and where it comes from.
#[derive(Clone, Debug)]
pub struct Block {
    /// Markdown of the block.
    pub markdown: String,
    /// First and last raw line, counted from 1.
    pub raw_lines: (usize, usize),
}

/// Why a text is no reply.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Code of the reason.
    pub code: &'static str,
    /// The reason in words.
    pub message: String,
    /// Its title, as far as it has one, for `--as article`.
    pub title: Option<String>,
}

/// Finds the letters of a raw text and normalises each. A text that holds none gives one refusal.
pub fn import(text: &str, declared: Declared<'_>) -> Vec<Finding> {
    let mut repairs = BTreeMap::new();
    let lines = lines::lines(text, &mut repairs);
    let lines = layout::unfold(&lines, &mut repairs);
    let mut notes = doubt::Notes::default();
    let mut outside: Vec<Outside> = Vec::new();
    columns::look(text, &mut notes);
    let lines = pictures::take(lines, &mut notes, &mut outside);
    let lines = pagination::restore(lines, &mut notes);
    let (letters, dropped) = bounds::find_letters(&lines);
    let several = letters.len() > 1;
    let mut seen: Vec<String> = Vec::new();
    let mut likeness: Vec<twins::Likeness> = Vec::new();
    let mut replies: Vec<Imported> = Vec::new();
    for letter in letters {
        if !refuse::is_letter(&letter) {
            checks::note_no_letter(&letter, &mut notes);
            outside.extend(origin::all_of(&letter, "no-letter"));
            continue;
        }
        // A page may give the same letter twice.
        if several {
            let texts = letter
                .body
                .iter()
                .map(|line| bounds::letters_only(&line.text));
            let identity: String = texts.collect();
            if seen.contains(&identity) {
                checks::note_left_out(&letter, &mut notes);
                outside.extend(origin::all_of(&letter, "repeated"));
                continue;
            }
            seen.push(identity);
        }
        let like = several.then(|| twins::Likeness::of(&letter));
        let is_twin =
            |other: &twins::Likeness| like.as_ref().is_some_and(|like| like.is_twin(other));
        let twin = likeness.iter().position(is_twin);
        let lines = twin.map(|_| origin::all_of(&letter, "repeated"));
        let reply = compose::compose(letter, &dropped, &repairs, declared);
        match twin.and_then(|at| replies.get_mut(at)) {
            Some(kept) => {
                twins::note(kept, &reply);
                outside.extend(lines.into_iter().flatten());
            }
            None => {
                likeness.extend(like);
                replies.push(reply);
            }
        }
    }
    match replies.first_mut() {
        Some(first) => {
            first.reply.review.extend(notes.review);
            first.outside.extend(outside);
        }
        None => return vec![Finding::Refused(refuse::refuse(&lines))],
    }
    replies
        .into_iter()
        .map(|reply| Finding::Reply(Box::new(reply)))
        .collect()
}
