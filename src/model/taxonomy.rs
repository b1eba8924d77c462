//! Index pages by topic, issuer, member, session, year and outcome: one mechanism for all.

use std::collections::BTreeMap;

use super::archive::EntryId;
use super::entry::Entry;
use super::near::{self, Crowds};
use super::organisation::Organisations;
use super::permalink::Permalink;
use super::reply::Outcome;
use super::topic::Topics;
use crate::text::slug;

/// By what replies are indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Declared topics.
    Topics,
    /// Lead and co-handling bureaus.
    Issuers,
    /// Members, deputies and groups that are answered.
    Members,
    /// Sessions of a body.
    Sessions,
    /// Years.
    Years,
    /// Classes of result.
    Outcomes,
}

impl Facet {
    /// All facets, in the order in which readers meet them.
    pub const ALL: [Self; 6] = [
        Self::Topics,
        Self::Issuers,
        Self::Members,
        Self::Sessions,
        Self::Years,
        Self::Outcomes,
    ];

    /// The folder of its pages, also its name in views and messages.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Issuers => "issuers",
            Self::Members => "members",
            Self::Sessions => "sessions",
            Self::Years => "years",
            Self::Outcomes => "outcomes",
        }
    }

    /// The page of the term of a slug.
    pub fn permalink(self, slug: &str) -> Permalink {
        Permalink::page(format!("{}/{slug}.html", self.folder()))
    }
}

/// Slug and name of the term for replies without a year.
pub const UNDATED: &str = "undated";
/// Slug and name of the term for letters that bear no class.
pub const UNMARKED: &str = "unmarked";

/// One term of a taxonomy with its replies.
#[derive(Clone, Debug)]
pub struct Term {
    /// One segment of its address.
    pub slug: String,
    /// Name; for [`UNDATED`] and [`UNMARKED`] the slug, which the interface words.
    pub name: String,
    /// The session body of a member.
    pub body: Option<String>,
    /// Its page, or the first of its pages.
    pub permalink: Permalink,
    /// Its replies, newest first.
    pub entries: Vec<EntryId>,
    /// How many of them there are of each year. Counted here once, since every page tells it.
    pub years: BTreeMap<Option<i16>, usize>,
}

/// All terms of a facet that have replies, in listing order.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// By what it indexes.
    pub facet: Facet,
    /// Its terms.
    pub terms: Vec<Term>,
    by_slug: BTreeMap<String, usize>,
    by_entry: Vec<Vec<usize>>,
    crowds: Crowds,
}

impl Taxonomy {
    /// Indexes all entries by one facet.
    pub fn build(
        facet: Facet,
        entries: &[Entry],
        topics: &Topics,
        organisations: &Organisations,
    ) -> Self {
        let mut terms: BTreeMap<String, (usize, Term)> = BTreeMap::new();
        // The order in which a reply names its terms, so that no other reply has a say in it.
        let mut by_entry = vec![Vec::new(); entries.len()];
        for (index, entry) in entries.iter().enumerate() {
            for heading in headings(facet, entry, topics, organisations) {
                let met = terms.len();
                let (number, term) = terms
                    .entry(heading.slug.clone())
                    .or_insert_with(|| (met, heading.into_term(facet)));
                let id = EntryId(index);
                // A reply may name one bureau twice, as issuer and co-issuer.
                if term.entries.last() != Some(&id) {
                    term.entries.push(id);
                    *term.years.entry(entry.year()).or_default() += 1;
                    by_entry[index].push(*number);
                }
            }
        }
        let mut terms: Vec<(usize, Term)> = terms.into_values().collect();
        sort(facet, &mut terms);
        let mut places = vec![0; terms.len()];
        for (place, (number, _)) in terms.iter().enumerate() {
            places[*number] = place;
        }
        let named = by_entry.iter_mut().flatten();
        named.for_each(|number| *number = places[*number]);
        let terms: Vec<Term> = terms.into_iter().map(|(_, term)| term).collect();
        let by_slug = terms
            .iter()
            .enumerate()
            .map(|(index, term)| (term.slug.clone(), index))
            .collect();
        let crowds = Crowds::new(&terms, &by_slug, &by_entry);
        Self {
            facet,
            terms,
            by_slug,
            by_entry,
            crowds,
        }
    }

    /// Finds a term by its slug.
    pub fn find(&self, slug: &str) -> Option<&Term> {
        self.place(slug).map(|index| &self.terms[index])
    }

    /// Where a term stands in `terms`, by its slug.
    pub fn place(&self, slug: &str) -> Option<usize> {
        self.by_slug.get(slug).copied()
    }

    /// The places in `terms` under which an entry stands.
    pub fn places_of(&self, id: EntryId) -> &[usize] {
        &self.by_entry[id.0]
    }

    /// The terms that share most of a term's newest replies, the nearest first.
    pub fn near(&self, term: &Term) -> Vec<&Term> {
        near::nearest(term, &self.terms, &self.by_entry, &self.crowds)
    }

    /// The terms under which one reply stands, in the order in which it names them.
    pub fn terms_of(&self, id: EntryId) -> impl Iterator<Item = &Term> {
        self.by_entry[id.0].iter().map(|&index| &self.terms[index])
    }
}

/// What a reply is filed under, before terms exist.
struct Heading {
    slug: String,
    name: String,
    body: Option<String>,
}

impl Heading {
    fn new(slug: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            name: name.into(),
            body: None,
        }
    }

    fn into_term(self, facet: Facet) -> Term {
        Term {
            permalink: facet.permalink(&self.slug),
            slug: self.slug,
            name: self.name,
            body: self.body,
            entries: Vec::new(),
            years: BTreeMap::new(),
        }
    }
}

fn headings(
    facet: Facet,
    entry: &Entry,
    topics: &Topics,
    organisations: &Organisations,
) -> Vec<Heading> {
    match facet {
        Facet::Topics => entry
            .topics()
            .iter()
            .filter_map(|slug| topics.find(slug))
            .map(|topic| Heading::new(&topic.slug, &topic.name))
            .collect(),
        Facet::Issuers => std::iter::once(entry.issuer())
            .chain(entry.co_issuers().iter().map(String::as_str))
            .map(|issuer| {
                let (name, slug) = organisations.resolve(issuer);
                Heading::new(slug, name)
            })
            .collect(),
        Facet::Members => entry
            .members(organisations)
            .map(|name| member(name, entry))
            .collect(),
        Facet::Sessions => session(entry).into_iter().collect(),
        Facet::Years => vec![year(entry)],
        Facet::Outcomes => entry.outcome().map(outcome).into_iter().collect(),
    }
}

/// Names repeat between cities, so a member is a name and a session body.
fn member(name: &str, entry: &Entry) -> Heading {
    let body = entry.session().body.clone();
    let identity = format!("{name}\u{1f}{}", body.as_deref().unwrap_or_default());
    Heading {
        slug: slug::digest_slug(name, &identity),
        name: name.to_owned(),
        body,
    }
}

/// A session is a body and a term; where the term is not stated, a body and a year.
fn session(entry: &Entry) -> Option<Heading> {
    let session = entry.session();
    let name = session.name()?;
    let name = match (&session.term, entry.year()) {
        (None, Some(year)) => format!("{name}（{year}年）"),
        _ => name,
    };
    Some(Heading::new(slug::digest_slug(&name, &name), name))
}

fn year(entry: &Entry) -> Heading {
    let year = entry
        .year()
        .map_or_else(|| UNDATED.to_owned(), |year| year.to_string());
    Heading::new(year.clone(), year)
}

fn outcome(outcome: Option<Outcome>) -> Heading {
    outcome.map_or_else(
        || Heading::new(UNMARKED, UNMARKED),
        |outcome| {
            let class = outcome.class();
            Heading::new(class.to_ascii_lowercase(), class)
        },
    )
}

/// Topics and bureaus by number of replies, years downwards, the rest by name or class.
fn sort(facet: Facet, terms: &mut [(usize, Term)]) {
    match facet {
        Facet::Topics | Facet::Issuers => terms.sort_by(|(_, a), (_, b)| {
            b.entries
                .len()
                .cmp(&a.entries.len())
                .then_with(|| a.slug.cmp(&b.slug))
        }),
        Facet::Years => terms.sort_by(|(_, a), (_, b)| {
            (a.slug == UNDATED)
                .cmp(&(b.slug == UNDATED))
                .then_with(|| b.slug.cmp(&a.slug))
        }),
        // Pinyin slugs and class letters are in order already.
        Facet::Members | Facet::Sessions | Facet::Outcomes => {}
    }
}
