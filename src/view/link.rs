//! Small shapes that many views share.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::site::Context;
use crate::config::Config;
use crate::model::archive::EntryId;
use crate::model::taxonomy::UNMARKED;
use crate::model::{Case, CaseRef, Facet, Outcome, Permalink, Term};

/// A name that leads somewhere.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Link {
    /// What stands there.
    pub name: String,
    /// Relative address.
    pub href: String,
}

/// Somebody who is answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Addressee {
    /// As the letter names them.
    pub name: String,
    /// Relative address; none for a bureau, which has no page as a member.
    pub href: Option<String>,
}

/// One step of the way from the home page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Crumb {
    /// What stands there.
    pub name: String,
    /// Its language, where it is not that of the interface.
    pub lang: Option<&'static str>,
    /// Relative address; none for the page itself.
    pub href: Option<String>,
}

/// A term with its number of replies.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Count {
    /// Name of the term.
    pub name: String,
    /// Relative address.
    pub href: String,
    /// Its replies.
    pub count: usize,
}

/// A class of result.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutcomeView {
    /// `a` to `d`, or `none`.
    pub class: String,
    /// As the letter has it (`A类`); none where it bears no class.
    pub label: Option<String>,
    /// The site's own wording.
    pub words: Option<String>,
    /// The page of the class.
    pub href: String,
}

/// A case as a reply names it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseView {
    /// `proposal` or `suggestion`.
    pub kind: &'static str,
    /// Number as written.
    pub number: Option<String>,
    /// 案由.
    pub subject: Option<String>,
    /// The case's page; none for a case without number.
    pub href: Option<String>,
    /// The session's body.
    pub body: Option<String>,
    /// Kind and number in words.
    pub label: String,
}

/// 届次.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SessionView {
    /// Body and term.
    pub name: String,
    /// The session's page.
    pub href: Option<String>,
    /// The body.
    pub body: Option<String>,
    /// The term.
    pub term: Option<String>,
    /// The session's year.
    pub year: Option<i16>,
}

/// Makes links as seen from one page.
#[derive(Clone, Copy)]
pub struct Linker<'a> {
    /// What all views are made from.
    pub context: Context<'a>,
    /// The page on which the links stand.
    pub from: &'a Permalink,
}

impl<'a> Linker<'a> {
    /// The relative address of another page.
    pub fn href(&self, to: &Permalink) -> String {
        to.relative_to(self.from)
    }

    /// A term as a link.
    pub fn term(&self, facet: Facet, term: &Term) -> Link {
        Link {
            name: self.context.term_name(facet, term),
            href: self.href(&term.permalink),
        }
    }

    /// A term with its number of replies.
    pub fn count(&self, facet: Facet, term: &Term) -> Count {
        let Link { name, href } = self.term(facet, term);
        Count {
            name,
            href,
            count: term.entries.len(),
        }
    }

    /// The terms of a facet under which an entry stands.
    pub fn terms_of(&self, facet: Facet, id: EntryId) -> Vec<Link> {
        let terms = self.terms(facet, id);
        terms.map(|term| self.term(facet, term)).collect()
    }

    /// The same as they are in the archive.
    pub(super) fn terms(&self, facet: Facet, id: EntryId) -> impl Iterator<Item = &'a Term> {
        self.context.archive.taxonomy(facet).terms_of(id)
    }

    /// Those whom an entry answers, each once, in the letter's order.
    pub fn addressees(&self, id: EntryId) -> Vec<Addressee> {
        let archive = self.context.archive;
        let members = archive.members_of(id);
        let mut met = BTreeSet::new();
        let names = archive.entry(id).addressees().iter();
        names
            .filter(|name| met.insert(*name))
            .map(|name| Addressee {
                name: name.clone(),
                href: members
                    .get(name.as_str())
                    .map(|term| self.href(&term.permalink)),
            })
            .collect()
    }

    /// One bureau by the name that a letter uses.
    pub fn issuer(&self, name: &str) -> Link {
        let term = self.context.archive.issuer(name);
        Link {
            name: term.map_or(name, |term| &term.name).to_owned(),
            href: term.map_or_else(String::new, |term| self.href(&term.permalink)),
        }
    }

    /// The cases that an entry names.
    pub fn cases(&self, id: EntryId) -> Vec<CaseView> {
        let archive = self.context.archive;
        let entry = archive.entry(id);
        let named = entry.cases().iter().zip(archive.named_cases(id));
        let view = |(case, indexed): (&CaseRef, Option<&Case>)| CaseView {
            kind: case.kind.name(),
            number: case.number.clone(),
            subject: case.subject.clone(),
            href: indexed.map(|case| self.href(&case.permalink)),
            body: entry.session().body.clone(),
            label: self.context.case_label(case.kind, case.number.as_deref()),
        };
        named.map(view).collect()
    }

    /// The session of an entry.
    pub fn session(&self, id: EntryId) -> Option<SessionView> {
        let session = self.context.archive.entry(id).session();
        Some(SessionView {
            name: session.name()?,
            href: self
                .terms(Facet::Sessions, id)
                .next()
                .map(|term| self.href(&term.permalink)),
            body: session.body.clone(),
            term: session.term.clone(),
            year: session.year,
        })
    }

    /// The year under which an entry is filed; none where neither session nor date tells it.
    pub fn year(&self, id: EntryId) -> Option<Link> {
        self.context.archive.entry(id).year()?;
        let term = self.terms(Facet::Years, id).next()?;
        Some(self.term(Facet::Years, term))
    }

    /// A class of result, or its absence.
    pub fn outcome(&self, outcome: Option<Outcome>) -> OutcomeView {
        let slug = outcome.map_or_else(
            || UNMARKED.to_owned(),
            |o| o.class().to_ascii_lowercase().to_string(),
        );
        OutcomeView {
            href: self.href(&Facet::Outcomes.permalink(&slug)),
            class: outcome.map_or_else(|| "none".to_owned(), |_| slug),
            label: outcome.map(|o| {
                self.context
                    .messages
                    .text("page.outcome", &[("class", &o.to_string())])
            }),
            words: outcome.and_then(|o| words(self.context.config, o)),
        }
    }
}

/// The site's own wording of a class.
fn words(config: &Config, outcome: Outcome) -> Option<String> {
    config.outcomes.get(&outcome.class()).cloned()
}
