//! Which raw lines the facts were taken from, and which lines are no part of the letter.

use std::collections::BTreeSet;

use super::bounds::Letter;
use super::closing;
use super::ending::{self, Ending};
use super::head::Head;
use super::lines::{Line, key};
use super::page::Dropped;
use super::session;
use super::words;
use super::{Block, Outside};
use crate::model::Reply;

/// What the facts that are read after the head were taken from.
pub(super) struct Sources<'s> {
    pub(super) letter: &'s Letter,
    pub(super) head: &'s Head,
    pub(super) blocks: &'s [Block],
    pub(super) contact_lines: &'s [Line],
}

/// A fact and a raw line that it was taken from.
type Taken = Vec<(&'static str, usize)>;

impl Sources<'_> {
    /// Names the lines of every fact that the head has not named.
    pub(super) fn trace(&self, reply: &Reply, taken: &mut Taken) {
        for line in &self.letter.title {
            taken.extend((line.raw..=line.last).map(|raw| ("title", raw)));
        }
        if let Some(line) = self.salutation() {
            taken.extend((line.raw..=line.last).map(|raw| ("addressees", raw)));
        }
        for line in self.contact_lines {
            taken.extend((line.raw..=line.last).map(|raw| ("contacts", raw)));
        }
        self.trace_case(reply, taken);
        self.trace_close(reply, taken);
    }

    fn salutation(&self) -> Option<&Line> {
        self.letter
            .body
            .first()
            .filter(|_| self.letter.has_salutation)
    }

    /// The title's line if it says so, else that of the opening.
    fn trace_case(&self, reply: &Reply, taken: &mut Taken) {
        let title: Vec<(usize, &str)> = self
            .letter
            .title
            .iter()
            .map(|line| (line.raw, line.key()))
            .collect();
        let opening: Vec<(usize, String)> = self
            .blocks
            .iter()
            .skip(usize::from(self.letter.has_salutation))
            .take(2)
            .map(|block| (block.raw_lines.0, key(&block.markdown)))
            .collect();
        let places = || {
            let opening = opening.iter().map(|(raw, text)| (*raw, text.as_str()));
            title.iter().copied().chain(opening)
        };
        let first = |is: &dyn Fn(&str) -> bool| places().find(|(_, text)| is(text));
        let mut found = |field: &'static str, place: Option<(usize, &str)>| {
            taken.extend(place.map(|(raw, _)| (field, raw)));
        };
        let names_session = |text: &str| session::session(text).term.is_some();
        let names_body = |text: &str| text.contains("政协") || text.contains("人大");
        if reply.session.body.is_some() || reply.session.term.is_some() {
            found(
                "session",
                first(&names_session).or_else(|| first(&names_body)),
            );
        }
        let number = taken.iter().find(|(field, _)| *field == "doc_number");
        if let (Some(&(_, raw)), true) = (number, reply.session.year.is_some()) {
            taken.push(("session.year", raw));
        }
        let mut found = |field: &'static str, place: Option<(usize, &str)>| {
            taken.extend(place.map(|(raw, _)| (field, raw)));
        };
        for case in &reply.cases {
            if let Some(number) = &case.number {
                found(
                    "cases.number",
                    first(&|text| text.contains(number.as_str())),
                );
            }
            if let Some(subject) = &case.subject {
                let subject: String = key(subject).chars().take(8).collect();
                found("cases.subject", first(&|text| text.contains(&subject)));
            }
        }
        let speaks = |text: &str| text.contains("提案") || text.contains("建议");
        found("cases.kind", first(&speaks));
    }

    /// Signature, date, attachments and copies at the letter's end, contacts in a sentence.
    fn trace_close(&self, reply: &Reply, taken: &mut Taken) {
        for block in self.blocks.iter().rev().take(8) {
            let text = key(&block.markdown);
            let raw = block.raw_lines.0;
            if reply.date.is_some() && closing::date(&text) == reply.date {
                taken.push(("date", raw));
                let is_named = taken.iter().any(|(field, _)| *field == "session.year");
                if reply.session.year.is_some() && !is_named {
                    taken.push(("session.year", raw));
                }
            }
            if self.contact_lines.is_empty() && words::CONTACT_WORD.is_match(&text) {
                taken.push(("contacts", raw));
            }
            let signed = !reply.issuer.is_empty() && text == key(&reply.issuer);
            if signed
                || reply
                    .co_issuers
                    .iter()
                    .any(|name| text.contains(name.as_str()))
            {
                taken.push(("issuer", raw));
            }
            match ending::kind(&text) {
                Some(Ending::Attachment) => taken.push(("attachments", raw)),
                Some(Ending::Copies) => taken.push(("cc", raw)),
                _ => {}
            }
        }
        let is_named = taken.iter().any(|(field, _)| *field == "issuer");
        if !is_named && !reply.issuer.is_empty() {
            let letterhead = taken
                .iter()
                .find(|(field, _)| *field == "as_written.head")
                .map(|(_, raw)| *raw);
            let title = self.letter.title.first();
            let in_title = title.filter(|line| line.key().contains(&reply.issuer));
            let line = letterhead
                .or(in_title.map(|line| line.raw))
                .or(self.head.publisher_line);
            taken.extend(line.map(|raw| ("issuer", raw)));
        }
    }
}

/// The lines around a letter that are no part of it: what was dropped from the page, what stands
/// above the title and gave no fact, what follows.
pub(super) fn outside(letter: &Letter, dropped: &[Dropped], taken: &Taken) -> Vec<Outside> {
    let used: BTreeSet<usize> = taken.iter().map(|(_, raw)| *raw).collect();
    // A fact is taken from the line that begins a wrapped one.
    let above = letter.head.iter().filter_map(|line| {
        let first = line.raw + usize::from(used.contains(&line.raw));
        (first <= line.last).then_some(Outside {
            lines: (first, line.last),
            what: "above",
        })
    });
    let mut outside: Vec<Outside> = dropped
        .iter()
        .chain(&letter.dropped)
        .map(|dropped| Outside {
            lines: (dropped.line.raw, dropped.line.last),
            what: dropped.what,
        })
        .chain(above)
        .chain(letter.behind.iter().map(|line| of(line, "behind")))
        .collect();
    outside.sort_by_key(|outside| outside.lines);
    outside.dedup();
    outside
}

/// All lines of a stretch that is no letter of its own.
pub(super) fn all_of(letter: &Letter, what: &'static str) -> Vec<Outside> {
    [&letter.head, &letter.title, &letter.body, &letter.behind]
        .into_iter()
        .flatten()
        .chain(letter.dropped.iter().map(|dropped| &dropped.line))
        .map(|line| of(line, what))
        .collect()
}

fn of(line: &Line, what: &'static str) -> Outside {
    Outside {
        lines: (line.raw, line.last),
        what,
    }
}
