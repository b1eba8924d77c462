//! Terms near another: those under which its replies also stand.

use std::collections::{BTreeMap, HashMap};

use super::archive::EntryId;
use super::taxonomy::Term;

/// How many terms near another are named.
const NEAR: usize = 8;
/// How many of a term's replies are looked at for terms that share them.
const NEAR_FROM: usize = 500;

/// The terms of replies that stand under very many, as far as they can be among the nearest.
///
/// Terms that stand under the very same replies share equally many with any other, and the first by
/// slug are named. So of a letter to thousands of members only few are looked at for each of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowds(HashMap<EntryId, Vec<usize>>);

impl Crowds {
    /// Looks for crowds among terms, whose places are given by slug and by entry.
    pub(super) fn new(
        terms: &[Term],
        by_slug: &BTreeMap<String, usize>,
        by_entry: &[Vec<usize>],
    ) -> Self {
        // One of them may be the term for which the others are looked for.
        const FIRST: usize = NEAR + 1;
        if by_entry.iter().all(|places| places.len() <= FIRST) {
            return Self::default();
        }
        let mut alike: HashMap<&[EntryId], usize> = HashMap::new();
        let mut is_first = vec![true; terms.len()];
        for &place in by_slug.values() {
            let met = alike.entry(&terms[place].entries).or_default();
            *met += 1;
            is_first[place] = *met <= FIRST;
        }
        let crowds = by_entry.iter().enumerate();
        let crowds = crowds.filter(|(_, places)| places.iter().any(|&place| !is_first[place]));
        let first = |places: &[usize]| places.iter().copied().filter(|&p| is_first[p]).collect();
        Self(
            crowds
                .map(|(index, places)| (EntryId(index), first(places)))
                .collect(),
        )
    }
}

/// The terms that share the most of a term's newest replies, the nearest first and, of those that
/// share equally many, the first by slug.
pub(super) fn nearest<'a>(
    term: &Term,
    terms: &'a [Term],
    by_entry: &[Vec<usize>],
    crowds: &Crowds,
) -> Vec<&'a Term> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for id in term.entries.iter().take(NEAR_FROM) {
        for &place in crowds.0.get(id).unwrap_or(&by_entry[id.0]) {
            if terms[place].slug != term.slug {
                *shared.entry(place).or_default() += 1;
            }
        }
    }
    let mut shared: Vec<(usize, &Term)> = shared
        .into_iter()
        .map(|(place, count)| (count, &terms[place]))
        .collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.slug.cmp(&b.1.slug)));
    let nearest = shared.into_iter().take(NEAR);
    nearest.map(|(_, term)| term).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Facet;

    /// Terms of which each stands under some entries; by slug they are in the opposite order.
    fn terms(entries_of: &[Vec<usize>]) -> Vec<Term> {
        let term = |(number, entries): (usize, &Vec<usize>)| {
            let slug = format!("{:06}", entries_of.len() - number);
            Term {
                permalink: Facet::Members.permalink(&slug),
                name: slug.clone(),
                slug,
                body: None,
                entries: entries.iter().copied().map(EntryId).collect(),
                years: BTreeMap::new(),
            }
        };
        entries_of.iter().enumerate().map(term).collect()
    }

    fn by_entry(terms: &[Term], entries: usize) -> Vec<Vec<usize>> {
        let mut by_entry = vec![Vec::new(); entries];
        for (place, term) in terms.iter().enumerate() {
            term.entries
                .iter()
                .for_each(|id| by_entry[id.0].push(place));
        }
        by_entry
    }

    fn crowds(terms: &[Term], by_entry: &[Vec<usize>]) -> Crowds {
        let by_slug = terms.iter().enumerate();
        let by_slug = by_slug.map(|(place, term)| (term.slug.clone(), place));
        Crowds::new(terms, &by_slug.collect(), by_entry)
    }

    fn slugs(terms: &[&Term]) -> Vec<String> {
        terms.iter().map(|term| term.slug.clone()).collect()
    }

    #[test]
    fn each_of_very_many_in_one_letter_is_near_the_first() {
        const MANY: usize = 20_000;
        let terms = terms(&vec![vec![0, 1]; MANY]);
        let by_entry = by_entry(&terms, 2);
        let crowds = crowds(&terms, &by_entry);
        for (number, term) in terms.iter().rev().enumerate() {
            let near = nearest(term, &terms, &by_entry, &crowds);
            let first = (0..).filter(|other| *other != number).take(NEAR);
            let first: Vec<String> = first.map(|n| format!("{:06}", n + 1)).collect();
            assert_eq!(slugs(&near), first);
        }
    }

    proptest! {
        #[test]
        fn crowds_change_nothing(
            entries_of in vec(proptest::collection::btree_set(0..4_usize, 1..4), 0..60),
        ) {
            let entries_of = entries_of.into_iter().map(|entries| entries.into_iter().collect());
            let terms = terms(&entries_of.collect::<Vec<_>>());
            let by_entry = by_entry(&terms, 4);
            let (crowds, none) = (crowds(&terms, &by_entry), Crowds::default());
            for term in &terms {
                let near = |crowds| slugs(&nearest(term, &terms, &by_entry, crowds));
                prop_assert_eq!(near(&crowds), near(&none));
            }
        }
    }
}
