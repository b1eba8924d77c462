//! Related replies, each with the reason why.

use std::cmp::Reverse;

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
    // Reasons by their number, so that there is little to sort.
    let mut reasons = vec![Reason::Case];
    let mut found: Vec<(EntryId, usize)> = Vec::with_capacity(256);
    for case in archive.cases_of(id) {
        found.extend(case.entries.iter().map(|&other| (other, 0)));
    }
    for facet in [Facet::Members, Facet::Topics, Facet::Issuers] {
        for term in archive.taxonomy(facet).terms_of(id) {
            let number = reasons.len();
            reasons.push(match facet {
                Facet::Members => Reason::Member(&term.name),
                Facet::Topics => Reason::Topic(&term.name),
                _ => Reason::Issuer(&term.name),
            });
            found.extend(near(term, id).map(|other| (other, number)));
        }
    }
    found.retain(|&(other, _)| other != id);
    found.sort_unstable();
    let mut related: Vec<(u32, &[(EntryId, usize)])> = found
        .chunk_by(|a, b| a.0 == b.0)
        .map(|numbers| (weight(numbers, &reasons), numbers))
        .collect();
    related.sort_unstable_by_key(|(weight, numbers)| (Reverse(*weight), numbers[0].0));
    related.truncate(SHOWN);
    let related = related.into_iter().map(|(_, numbers)| Related {
        entry: numbers[0].0,
        reasons: distinct(numbers, &reasons).collect(),
    });
    related.collect()
}

/// Reasons without their repetitions: two cases may join the same replies twice.
fn distinct<'a>(
    numbers: &[(EntryId, usize)],
    reasons: &[Reason<'a>],
) -> impl Iterator<Item = Reason<'a>> {
    let reason = |index: usize| reasons[numbers[index].1];
    let is_first = move |index: &usize| (0..*index).all(|before| reason(before) != reason(*index));
    (0..numbers.len()).filter(is_first).map(reason)
}

fn weight(numbers: &[(EntryId, usize)], reasons: &[Reason<'_>]) -> u32 {
    distinct(numbers, reasons)
        .map(|reason| reason.weight())
        .sum()
}

/// The replies that stand next to one in a term's list.
fn near(term: &Term, id: EntryId) -> impl Iterator<Item = EntryId> {
    let place = term.entries.partition_point(|&other| other < id);
    let window = place.saturating_sub(REACH)..(place + REACH + 1).min(term.entries.len());
    term.entries[window].iter().copied()
}
