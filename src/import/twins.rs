//! The same letter a second time in one text, with small differences.

use std::collections::BTreeSet;

use super::Imported;
use super::bounds::{Letter, letters_only};
use super::case;
use super::doubt::Notes;
use super::lines::Line;
use crate::model::Disclosure;

/// What a letter is compared by.
pub(super) struct Likeness {
    heading: String,
    paragraphs: BTreeSet<String>,
}

impl Likeness {
    pub(super) fn of(letter: &Letter) -> Self {
        let title: String = letter.title.iter().map(Line::key).collect();
        let numbers = case::numbers(&title).join("、");
        let first = letter.body.first().map_or("", Line::key);
        // The bureau's name stands in one of two titles only.
        let title = if numbers.is_empty() { title } else { numbers };
        Self {
            heading: format!("{title}{first}"),
            paragraphs: letter.body.iter().map(|l| letters_only(&l.text)).collect(),
        }
    }

    /// Whether two letters have one heading and most of their paragraphs.
    pub(super) fn is_twin(&self, other: &Self) -> bool {
        let shared = self.paragraphs.intersection(&other.paragraphs).count();
        self.heading == other.heading && shared * 2 >= self.paragraphs.len()
    }
}

/// Notes on the letter that is kept that there was another, and where their facts differ. What
/// either of them holds back is held back.
pub(super) fn note(kept: &mut Imported, twin: &Imported) {
    let mut notes = Notes::default();
    let line = twin.blocks.first().map(|block| block.raw_lines.0);
    let message = "同一件复文在文件中出现两次，文字略有不同，只收前一件，请核对。";
    notes.doubt("letter-twice", "body", line, message);
    let (own, other) = (&mut kept.reply, &twin.reply);
    let message = "后一件与此不同，未录，请核对。";
    let outcomes = [&own.outcome, &other.outcome].map(|class| class.map(|class| class.to_string()));
    let facts = [
        ("outcome", outcomes[0].clone(), outcomes[1].clone()),
        ("signer", own.signer.clone(), other.signer.clone()),
        (
            "doc_number",
            own.doc_number.clone(),
            other.doc_number.clone(),
        ),
        (
            "contacts.lead",
            own.contacts.lead.clone(),
            other.contacts.lead.clone(),
        ),
        (
            "contacts.handler",
            own.contacts.handler.clone(),
            other.contacts.handler.clone(),
        ),
        (
            "contacts.phone",
            own.contacts.phone.clone(),
            other.contacts.phone.clone(),
        ),
    ];
    for (field, own, other) in facts {
        if let Some(value) = other.filter(|value| own.as_ref() != Some(value)) {
            notes.doubt_with("letter-twice", field, line, message, &[&value]);
        }
    }
    if own.date != other.date {
        notes.doubt("letter-twice", "date", line, message);
    }
    if other.disclosure != Disclosure::Unstated && own.disclosure != other.disclosure {
        own.disclosure = Disclosure::Withheld;
        let message = "两处的公开属性不一致，暂不公开，请核对。";
        notes.doubt("disclosure-contradictory", "disclosure", line, message);
    }
    own.review.extend(notes.review);
}
