//! Related replies, each with the reason why.

use std::collections::BTreeMap;

use super::archive::{Archive, EntryId};
use super::taxonomy::{Facet, Term};

/// How many related replies a page shows.
const SHOWN: usize = 4;
/// How many replies on each side of a reply are looked at in one term's list. Keeps the cost
/// per reply constant where a topic has thousands.
const REACH: usize = 24;

/// Why two replies belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They answer the same case.
    Case,
    /// They answer the same member.
    Member(String),
    /// They stand under the same topic.
    Topic(String),
    /// The same bureau wrote both.
    Issuer(String),
}

impl Reason {
    fn weight(&self) -> u32 {
        match self {
            Self::Case => 16,
            Self::Member(_) => 8,
            Self::Topic(_) => 3,
            Self::Issuer(_) => 1,
        }
    }
}

/// A related reply.
#[derive(Clone, Debug)]
pub struct Related {
    /// Which.
    pub entry: EntryId,
    /// Why, the strongest reason first.
    pub reasons: Vec<Reason>,
}

/// Finds the replies most closely related to one, the closest first.
pub fn find_related(archive: &Archive, id: EntryId) -> Vec<Related> {
    let mut found: BTreeMap<EntryId, Vec<Reason>> = BTreeMap::new();
    let mut note = |other: EntryId, reason: Reason| {
        let reasons = found.entry(other).or_default();
        if other != id && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    };
    for case in archive.cases_of(archive.entry(id)) {
        case.entries
            .iter()
            .for_each(|&other| note(other, Reason::Case));
    }
    for (facet, reason) in [
        (Facet::Members, Reason::Member as fn(String) -> Reason),
        (Facet::Topics, Reason::Topic),
        (Facet::Issuers, Reason::Issuer),
    ] {
        for term in archive.taxonomy(facet).terms_of(id) {
            near(term, id).for_each(|other| note(other, reason(term.name.clone())));
        }
    }
    let mut related: Vec<Related> = found
        .into_iter()
        .filter(|(_, reasons)| !reasons.is_empty())
        .map(|(entry, reasons)| Related { entry, reasons })
        .collect();
    related.sort_by_key(|related| {
        let weight: u32 = related.reasons.iter().map(Reason::weight).sum();
        (std::cmp::Reverse(weight), related.entry)
    });
    related.truncate(SHOWN);
    related
}

/// The replies that stand next to one in a term's list.
fn near(term: &Term, id: EntryId) -> impl Iterator<Item = EntryId> {
    let place = term.entries.partition_point(|&other| other < id);
    let window = place.saturating_sub(REACH)..(place + REACH + 1).min(term.entries.len());
    term.entries[window].iter().copied()
}
