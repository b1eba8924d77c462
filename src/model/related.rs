//! Related replies, each with the reason why.

use super::archive::{Archive, EntryId};
use super::taxonomy::{Facet, Term};

/// How many related replies a page shows.
const SHOWN: usize = 4;
/// How many replies on each side of a reply are looked at in one term's list. Keeps the cost
/// per reply constant where a topic has thousands.
const REACH: usize = 24;

/// Why two replies belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// They answer the same case.
    Case,
    /// They answer the same member.
    Member(&'a str),
    /// They stand under the same topic.
    Topic(&'a str),
    /// The same bureau wrote both.
    Issuer(&'a str),
}

impl Reason<'_> {
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
pub struct Related<'a> {
    /// Which.
    pub entry: EntryId,
    /// Why, the strongest reason first.
    pub reasons: Vec<Reason<'a>>,
}

/// Finds the replies most closely related to one, the closest first.
pub fn find_related(archive: &Archive, id: EntryId) -> Vec<Related<'_>> {
    let mut found: Vec<(EntryId, Reason<'_>)> = Vec::new();
    for case in archive.cases_of(archive.entry(id)) {
        found.extend(case.entries.iter().map(|&other| (other, Reason::Case)));
    }
    for facet in [Facet::Members, Facet::Topics, Facet::Issuers] {
        for term in archive.taxonomy(facet).terms_of(id) {
            let reason = match facet {
                Facet::Members => Reason::Member(&term.name),
                Facet::Topics => Reason::Topic(&term.name),
                _ => Reason::Issuer(&term.name),
            };
            found.extend(near(term, id).map(|other| (other, reason)));
        }
    }
    found.retain(|&(other, _)| other != id);
    // A stable sort, so that the reasons of a reply stay in the order in which they were found.
    found.sort_by_key(|&(other, _)| other);
    let mut related: Vec<(u32, &[(EntryId, Reason<'_>)])> = found
        .chunk_by(|a, b| a.0 == b.0)
        .map(|reasons| (weight(reasons), reasons))
        .collect();
    related.sort_by_key(|(weight, reasons)| (std::cmp::Reverse(*weight), reasons[0].0));
    related.truncate(SHOWN);
    let related = related.into_iter().map(|(_, reasons)| Related {
        entry: reasons[0].0,
        reasons: distinct(reasons).collect(),
    });
    related.collect()
}

/// Reasons without their repetitions: two cases may join the same replies twice.
fn distinct<'a>(reasons: &[(EntryId, Reason<'a>)]) -> impl Iterator<Item = Reason<'a>> {
    let is_first = |index: usize| reasons[..index].iter().all(|r| r.1 != reasons[index].1);
    let indices = (0..reasons.len()).filter(move |&index| is_first(index));
    indices.map(|index| reasons[index].1)
}

fn weight(reasons: &[(EntryId, Reason<'_>)]) -> u32 {
    distinct(reasons).map(|reason| reason.weight()).sum()
}

/// The replies that stand next to one in a term's list.
fn near(term: &Term, id: EntryId) -> impl Iterator<Item = EntryId> {
    let place = term.entries.partition_point(|&other| other < id);
    let window = place.saturating_sub(REACH)..(place + REACH + 1).min(term.entries.len());
    term.entries[window].iter().copied()
}
