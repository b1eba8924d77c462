//! The files that are made of facts alone: filters, addresses, numbers, the order by number.

use super::bits::Bits;
use super::layout::Layout;
use super::lists::runs;
use super::script::{call, json, numbers, simplified};
use crate::model::{Archive, Entry, Facet, Kind, Permalink};
use crate::text::fold::{self, BREAK};

/// So many addresses stand in a file: a page of results needs those of twenty.
const NAMES: usize = 128;
/// So many numbers stand in a file.
const NUMBERS: usize = 1_000;

/// One of the files that are made of facts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactsFile {
    /// By what results are filtered and counted.
    Facets,
    /// By what they are filtered besides, loaded when it is asked for.
    MoreFacets,
    /// Addresses of replies, by the file's number.
    Names(usize),
    /// Document and case numbers, by the file's number.
    Numbers(usize),
    /// The order by number.
    Order,
    /// The table from traditional to simplified characters.
    Simplified,
}

/// What queries have to know of the facts of an archive.
#[derive(Clone, Debug)]
pub struct Index {
    /// The order of replies.
    pub layout: Layout,
    /// Numbers as they are compared, with the place of their reply in that order.
    numbers: Vec<(String, usize)>,
}

impl FactsFile {
    /// Where it stands.
    pub fn path(self) -> Permalink {
        Permalink::page(match self {
            Self::Facets => "search/facets.js".to_owned(),
            Self::MoreFacets => "search/facets-more.js".to_owned(),
            Self::Names(number) => format!("search/names-{number}.js"),
            Self::Numbers(number) => format!("search/numbers-{number}.js"),
            Self::Order => "search/order.js".to_owned(),
            Self::Simplified => "search/simplified.js".to_owned(),
        })
    }
}

impl Index {
    /// The index of an archive.
    pub fn new(archive: &Archive) -> Self {
        let layout = Layout::new(archive);
        let mut numbers: Vec<(String, usize)> = layout
            .entries()
            .enumerate()
            .flat_map(|(place, id)| {
                numbers_of(archive.entry(id)).map(move |number| (number, place))
            })
            .collect();
        numbers.sort();
        numbers.dedup();
        Self { layout, numbers }
    }

    /// The files that are made of facts alone.
    pub fn files(&self) -> impl Iterator<Item = FactsFile> {
        let names = self.layout.entries().count().div_ceil(NAMES);
        let numbers = self.numbers.len().div_ceil(NUMBERS);
        let single = [
            FactsFile::Facets,
            FactsFile::MoreFacets,
            FactsFile::Order,
            FactsFile::Simplified,
        ];
        single
            .into_iter()
            .chain((0..names).map(FactsFile::Names))
            .chain((0..numbers).map(FactsFile::Numbers))
    }

    /// The script of one of them.
    pub fn script(&self, archive: &Archive, file: FactsFile) -> Vec<u8> {
        match file {
            FactsFile::Facets => self.facets(archive),
            FactsFile::MoreFacets => self.more_facets(archive),
            FactsFile::Names(number) => {
                let entries = self.layout.entries().skip(number * NAMES).take(NAMES);
                let names = entries.map(|id| archive.entry(id).permalink().as_str());
                let names: Vec<&str> = names.collect();
                call("names", &[number.to_string(), json(&names.join("\n"))])
            }
            FactsFile::Numbers(number) => {
                let part = self.numbers.chunks(NUMBERS).nth(number).unwrap_or_default();
                let keys: Vec<&str> = part.iter().map(|(key, _)| key.as_str()).collect();
                let places = numbers(part.iter().map(|(_, place)| *place));
                let values = [number.to_string(), json(&keys.join("\n")), json(&places)];
                call("numbers", &values)
            }
            FactsFile::Order => {
                let mut segments = vec![0; archive.entries.len()];
                for (index, entries) in self.layout.segments().iter().enumerate() {
                    entries.iter().for_each(|id| segments[id.0] = index);
                }
                let order = archive.by_number.iter().map(|id| segments[id.0]);
                call("order", &[json(&numbers(order))])
            }
            FactsFile::Simplified => simplified(),
        }
    }

    fn facets(&self, archive: &Archive) -> Vec<u8> {
        let kinds = [Kind::Proposal, Kind::Suggestion];
        let of_kind = |kind: Kind| {
            let entries = (0..).zip(self.layout.entries());
            let own = entries.filter(|&(_, id)| archive.entry(id).kind() == kind);
            (kind.name(), own.map(|(place, _)| place).collect())
        };
        let kinds = kinds.map(of_kind).to_vec();
        let [years, topics] = [Facet::Years, Facet::Topics].map(|facet| self.terms(archive, facet));
        let mut values = values_of(
            "facets",
            &[("kind", kinds), ("year", years), ("topic", topics)],
        );
        let firsts = self.numbers.chunks(NUMBERS).map(|part| part[0].0.as_str());
        values.push(json(&firsts.collect::<Vec<_>>()));
        call("facets", &values)
    }

    fn more_facets(&self, archive: &Archive) -> Vec<u8> {
        let [issuers, outcomes] =
            [Facet::Issuers, Facet::Outcomes].map(|facet| self.terms(archive, facet));
        let values = values_of("facets-more", &[("issuer", issuers), ("outcome", outcomes)]);
        call("facets", &values)
    }

    /// The terms of a facet, and the places of their replies.
    fn terms<'a>(&self, archive: &'a Archive, facet: Facet) -> Vec<Term<'a>> {
        let taxonomy = archive.taxonomy(facet);
        let mut terms: Vec<Term<'a>> = taxonomy
            .terms
            .iter()
            .map(|term| (term.slug.as_str(), Vec::new()))
            .collect();
        for (place, id) in (0..).zip(self.layout.entries()) {
            taxonomy
                .places_of(id)
                .iter()
                .for_each(|&term| terms[term].1.push(place));
        }
        terms
    }
}

/// A value of a facet, and the places of its replies in the order of the index.
type Term<'a> = (&'a str, Vec<u32>);

/// Facets as values of a script: its name; their names and terms; all lists of places, in this
/// order.
fn values_of(file: &str, facets: &[(&str, Vec<Term<'_>>)]) -> Vec<String> {
    let mut bits = Bits::default();
    for places in facets
        .iter()
        .flat_map(|(_, terms)| terms)
        .map(|(_, places)| places)
    {
        bits.gamma(places.len() as u64 + 1);
        if !places.is_empty() {
            runs(&mut bits, places);
        }
    }
    let names = facets.iter().map(|(name, terms)| {
        let terms: Vec<&str> = terms.iter().map(|(term, _)| *term).collect();
        (*name, terms)
    });
    let names = json(&names.collect::<Vec<_>>());
    vec![json(file), names, bits.text(0, bits.len())]
}

/// The numbers by which a reply is asked for, as they are compared.
fn numbers_of(entry: &Entry) -> impl Iterator<Item = String> {
    let cases = entry
        .cases()
        .iter()
        .filter_map(|case| case.number.as_deref());
    let as_written: Vec<String> = cases
        .chain(entry.doc_number())
        .filter_map(number_key)
        .collect();
    let shorter = as_written
        .iter()
        .map(|key| key.trim_start_matches('0').to_owned());
    let shorter: Vec<String> = shorter.filter(|key| !key.is_empty()).collect();
    as_written.into_iter().chain(shorter)
}

/// Words before and behind a number that say what it counts.
const BEFORE: [&str; 7] = ["政协", "人大", "委员", "代表", "提案", "建议", "第"];
const BEHIND: [&str; 4] = ["号", "提案", "建议", "件"];

/// A document or case number as it is compared: letters and digits alone. `None` where there is no
/// digit.
pub(super) fn number_key(number: &str) -> Option<String> {
    let mut symbols = Vec::new();
    fold::fold_into(number, &mut symbols);
    let is_letter = |c: &char| c.is_alphanumeric() && *c != char::from(BREAK as u8);
    let text = String::from_utf16_lossy(&symbols);
    let text: String = text.chars().filter(is_letter).collect();
    let mut key = text.as_str();
    while let Some(rest) = BEFORE.iter().find_map(|word| key.strip_prefix(word)) {
        key = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| key.strip_suffix(word)) {
        key = rest;
    }
    key.contains(|c: char| c.is_ascii_digit())
        .then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_in_any_usual_writing() {
        for number in [
            "株科办〔2025〕38号",
            "株科办[2025]38",
            "株科办（２０２５）38 号",
        ] {
            assert_eq!(number_key(number).as_deref(), Some("株科办202538"));
        }
        for number in [
            "2104111",
            "第2104111号",
            "政协提案第2104111号",
            "第2104111号提案",
        ] {
            assert_eq!(number_key(number).as_deref(), Some("2104111"));
        }
        assert_eq!(number_key("DH0271").as_deref(), Some("dh0271"));
        assert_eq!(number_key("示范建议"), None);
    }
}
