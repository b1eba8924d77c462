//! From what is cleared to its record.

use super::Site;
use super::record::{
    AnswerFacts, AsWrittenRecord, CaseRecord, ContactsRecord, CorrectionRecord, HeadingRecord,
    LetterFacts, LicenseRecord, Named, PersonRecord, Record, ReviewRecord, SessionRecord,
    TextFacts, VERSION,
};
use crate::markdown::Rendered;
use crate::model::archive::EntryId;
use crate::model::{Case, CaseRef, Disclosure, Entry, Facet, Level, Reply, Term};

/// The text of a letter, read once for all that is made of it.
#[derive(Clone, Copy)]
pub struct LetterText<'a> {
    /// The body as it is published.
    pub markdown: &'a str,
    /// What became of it.
    pub rendered: &'a Rendered,
}

impl Record {
    /// The record of an entry, with its text where that is at hand.
    pub fn new(site: Site<'_>, id: EntryId, text: Option<LetterText<'_>>) -> Self {
        let entry = site.archive.entry(id);
        let (title, title_composed) = entry.display_title();
        Self {
            schema: VERSION,
            id: entry.urn(),
            permalink: entry.permalink().to_string(),
            url: site.config.absolute(entry.permalink()),
            level: entry.level().name(),
            disclosure: disclosure(entry),
            title,
            title_composed,
            kind: entry.kind().name(),
            cases: cases(site, id),
            session: session(site, id),
            year: entry.year(),
            issuer: bureau(site, entry.issuer()),
            published: entry.published().map(|moment| moment.to_string()),
            updated: entry.updated().map(|moment| moment.to_string()),
            topics: site.terms_of(Facet::Topics, id).map(named).collect(),
            answer: (entry.level() != Level::Title).then(|| answer(site, id)),
            letter: match entry {
                Entry::Letter(letter) => Some(letter_facts(site, letter)),
                Entry::Notice(_) => None,
            },
            license: site.config.license.as_ref().map(|license| LicenseRecord {
                name: license.name.clone(),
                url: license.url.clone(),
            }),
            text: text.map(text_facts),
        }
    }
}

/// What the original says of its own disclosure, as far as something of it is published.
fn disclosure(entry: &Entry) -> &'static str {
    match entry {
        Entry::Letter(letter) if letter.disclosure == Disclosure::Unstated => "unstated",
        Entry::Letter(_) => "public",
        Entry::Notice(notice) => notice.level.name(),
    }
}

fn cases(site: Site<'_>, id: EntryId) -> Vec<CaseRecord> {
    let named = site.archive.entry(id).cases().iter();
    let record = |(case, indexed): (&CaseRef, Option<&Case>)| CaseRecord {
        kind: case.kind.name(),
        number: case.number.clone(),
        subject: case.subject.clone(),
        permalink: indexed.map(|case| case.permalink.to_string()),
    };
    named
        .zip(site.archive.named_cases(id))
        .map(record)
        .collect()
}

fn session(site: Site<'_>, id: EntryId) -> SessionRecord {
    let session = site.archive.entry(id).session();
    let term = site.terms_of(Facet::Sessions, id).next();
    SessionRecord {
        body: session.body.clone(),
        term: session.term.clone(),
        permalink: term.map(|term| term.permalink.to_string()),
    }
}

fn named(term: &Term) -> Named {
    Named {
        slug: term.slug.clone(),
        name: term.name.clone(),
        permalink: term.permalink.to_string(),
    }
}

fn bureau(site: Site<'_>, name: &str) -> Named {
    let (name, slug) = site.archive.organisations.resolve(name);
    Named {
        permalink: Facet::Issuers.permalink(&slug).to_string(),
        slug,
        name: name.to_owned(),
    }
}

fn answer(site: Site<'_>, id: EntryId) -> AnswerFacts {
    let entry = site.archive.entry(id);
    let members = site.archive.members_of(id);
    let person = |name: &String| PersonRecord {
        name: name.clone(),
        permalink: members
            .get(name.as_str())
            .map(|term| term.permalink.to_string()),
    };
    let outcome = entry.outcome().flatten();
    AnswerFacts {
        addressees: entry.addressees().iter().map(person).collect(),
        doc_number: entry.doc_number().map(str::to_owned),
        date: entry.date().map(|date| date.to_string()),
        outcome: outcome.map(|outcome| outcome.to_string()),
        outcome_meaning: outcome
            .and_then(|outcome| site.config.outcomes.get(&outcome.class()).cloned()),
        summary: entry.summary().map(str::to_owned),
    }
}

fn letter_facts(site: Site<'_>, letter: &Reply) -> LetterFacts {
    LetterFacts {
        role: letter.role.name(),
        co_issuers: letter.co_issuers.iter().map(|n| bureau(site, n)).collect(),
        signer: letter.signer.clone(),
        index_number: letter.index_number.clone(),
        keywords: letter.keywords.clone(),
        attachments: letter.attachments.clone(),
        cc: letter.cc.clone(),
        contacts: ContactsRecord {
            lead: letter.contacts.lead.clone(),
            handler: letter.contacts.handler.clone(),
            phone: letter.contacts.phone.clone(),
        },
        as_written: AsWrittenRecord {
            head: letter.as_written.head.clone(),
            marks: letter.as_written.marks.clone(),
            contacts: letter.as_written.contacts.clone(),
        },
        corrected: letter
            .corrected
            .iter()
            .map(|correction| CorrectionRecord {
                date: correction.date.to_string(),
                note: correction.note.clone(),
            })
            .collect(),
        review: letter
            .review
            .iter()
            .map(|doubt| ReviewRecord {
                code: doubt.code.clone(),
                field: doubt.field.clone(),
            })
            .collect(),
        source_sha256: letter.source.sha256.clone(),
    }
}

fn text_facts(text: LetterText<'_>) -> TextFacts {
    let lines: Vec<&str> = text
        .rendered
        .blocks
        .iter()
        .map(|b| b.text.as_str())
        .collect();
    TextFacts {
        characters: text.rendered.characters,
        outline: text
            .rendered
            .outline
            .iter()
            .map(|heading| HeadingRecord {
                level: heading.level,
                text: heading.text.clone(),
                anchor: heading.anchor.clone(),
            })
            .collect(),
        markdown: text.markdown.to_owned(),
        text: lines.join("\n"),
    }
}
