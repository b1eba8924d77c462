//! Small shapes that many views share.

use schemars::JsonSchema;
use serde::Serialize;

use super::site::Context;
use crate::config::Config;
use crate::model::archive::EntryId;
use crate::model::taxonomy::UNMARKED;
use crate::model::{CaseId, CaseRef, Entry, Facet, Outcome, Permalink, Term};

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
    /// The letter's year.
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
            href: self.href(&facet.permalink(&term.slug)),
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
        let taxonomy = self.context.archive.taxonomy(facet);
        taxonomy
            .terms_of(id)
            .map(|term| self.term(facet, term))
            .collect()
    }

    /// Those whom an entry answers, each once, in the letter's order.
    pub fn addressees(&self, id: EntryId) -> Vec<Addressee> {
        let links = self.terms_of(Facet::Members, id);
        let mut addressees: Vec<Addressee> = Vec::new();
        for name in self.context.archive.entry(id).addressees() {
            if addressees.iter().all(|known| known.name != *name) {
                let link = links.iter().find(|link| link.name == *name);
                addressees.push(Addressee {
                    name: name.clone(),
                    href: link.map(|link| link.href.clone()),
                });
            }
        }
        addressees
    }

    /// One bureau by the name that a letter uses.
    pub fn issuer(&self, name: &str) -> Link {
        let (name, slug) = self.context.archive.organisations.resolve(name);
        Link {
            name: name.to_owned(),
            href: self.href(&Facet::Issuers.permalink(&slug)),
        }
    }

    /// A case as an entry names it.
    pub fn case(&self, case: &CaseRef, entry: &Entry) -> CaseView {
        let indexed = CaseId::of(case, entry.session(), entry.year())
            .and_then(|id| self.context.archive.case(&id));
        CaseView {
            kind: case.kind.name(),
            number: case.number.clone(),
            subject: case.subject.clone(),
            href: indexed.map(|case| self.href(&case.permalink)),
            body: entry.session().body.clone(),
        }
    }

    /// The session of an entry.
    pub fn session(&self, id: EntryId) -> Option<SessionView> {
        let session = self.context.archive.entry(id).session();
        Some(SessionView {
            name: session.name()?,
            href: self
                .terms_of(Facet::Sessions, id)
                .into_iter()
                .next()
                .map(|link| link.href),
            body: session.body.clone(),
            term: session.term.clone(),
            year: session.year,
        })
    }

    /// The year under which an entry is filed; none where neither session nor date tells it.
    pub fn year(&self, id: EntryId) -> Option<Link> {
        self.context.archive.entry(id).year()?;
        self.terms_of(Facet::Years, id).into_iter().next()
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
