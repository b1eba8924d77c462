//! Related replies, each with the reason why.

use super::archive::{Archive, EntryId};
use super::case::Case;
use super::taxonomy::{Facet, Term};

/// How many related replies a page shows.
const SHOWN: usize = 3;
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
    related_besides(archive, id, &[id])
}

/// Finds what is most closely related to the newest reply to a case, besides the case's own replies.
pub fn related_to_case<'a>(archive: &'a Archive, case: &Case) -> Vec<Related<'a>> {
    case.entries
        .first()
        .map(|&first| related_besides(archive, first, &case.entries))
        .unwrap_or_default()
}

fn related_besides<'a>(archive: &'a Archive, id: EntryId, own: &[EntryId]) -> Vec<Related<'a>> {
    let cases = archive.cases_of(id);
    let mut lists: Vec<(Reason<'_>, &[EntryId])> = cases
        .map(|case| (Reason::Case, case.entries.as_slice()))
        .collect();
    for facet in [Facet::Members, Facet::Topics, Facet::Issuers] {
        for term in archive.taxonomy(facet).terms_of(id) {
            let reason = match facet {
                Facet::Members => Reason::Member(&term.name),
                Facet::Topics => Reason::Topic(&term.name),
                _ => Reason::Issuer(&term.name),
            };
            lists.push((reason, near(term, id)));
        }
    }
    closest(lists, own)
}

/// The replies with the weightiest reasons besides those on whose page they stand, of equals the newest.
/// Every list is in the order of ids, so that they are gone through side by side.
fn closest<'a>(mut lists: Vec<(Reason<'a>, &[EntryId])>, own: &[EntryId]) -> Vec<Related<'a>> {
    let mut closest: Vec<(u32, Related<'a>)> = Vec::with_capacity(SHOWN + 1);
    let mut reasons: Vec<Reason<'a>> = Vec::with_capacity(lists.len());
    let first = |lists: &[(Reason<'a>, &[EntryId])]| {
        let firsts = lists.iter().filter_map(|(_, list)| list.first());
        firsts.min().copied()
    };
    while let Some(entry) = first(&lists) {
        reasons.clear();
        for (reason, list) in &mut lists {
            if list.first() == Some(&entry) {
                *list = &list[1..];
                // Two cases may join the same replies twice.
                if !reasons.contains(reason) {
                    reasons.push(*reason);
                }
            }
        }
        let weight: u32 = reasons.iter().map(Reason::weight).sum();
        let place = closest.partition_point(|(other, _)| *other >= weight);
        if place < SHOWN && !own.contains(&entry) {
            let reasons = reasons.clone();
            closest.insert(place, (weight, Related { entry, reasons }));
            closest.truncate(SHOWN);
        }
    }
    closest.into_iter().map(|(_, related)| related).collect()
}

/// The replies that stand next to one in a term's list.
fn near(term: &Term, id: EntryId) -> &[EntryId] {
    let place = term.entries.partition_point(|&other| other < id);
    &term.entries[place.saturating_sub(REACH)..(place + REACH + 1).min(term.entries.len())]
}
