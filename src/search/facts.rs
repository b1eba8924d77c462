//! The files that are made of facts alone: filters, addresses, numbers, the order by number.

use serde_json::json;

use super::layout::Layout;
use super::script::{call, json as to_json, numbers, simplified};
use crate::model::archive::EntryId;
use crate::model::{Archive, Entry, Facet, Kind, Permalink};
use crate::text::fold::{self, BREAK};

/// So many addresses stand in a file: a page of results needs those of twenty.
const NAMES: usize = 128;
/// So many numbers stand in a file.
const NUMBERS: usize = 1_000;

/// One of the files that are made of facts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactsFile {
    /// By what results are filtered.
    Facets,
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
        [FactsFile::Facets, FactsFile::Order, FactsFile::Simplified]
            .into_iter()
            .chain((0..names).map(FactsFile::Names))
            .chain((0..numbers).map(FactsFile::Numbers))
    }

    /// The script of one of them.
    pub fn script(&self, archive: &Archive, file: FactsFile) -> Vec<u8> {
        match file {
            FactsFile::Facets => self.facets(archive),
            FactsFile::Names(number) => {
                let entries = self.layout.entries().skip(number * NAMES).take(NAMES);
                let names = entries.map(|id| archive.entry(id).permalink().as_str());
                let names: Vec<&str> = names.collect();
                call("names", &[number.to_string(), to_json(&names.join("\n"))])
            }
            FactsFile::Numbers(number) => {
                let part = self.numbers.chunks(NUMBERS).nth(number).unwrap_or_default();
                let keys: Vec<&str> = part.iter().map(|(key, _)| key.as_str()).collect();
                let places = numbers(part.iter().map(|(_, place)| *place));
                let values = [
                    number.to_string(),
                    to_json(&keys.join("\n")),
                    to_json(&places),
                ];
                call("numbers", &values)
            }
            FactsFile::Order => {
                let mut segments = vec![0; archive.entries.len()];
                for (index, entries) in self.layout.segments().iter().enumerate() {
                    entries.iter().for_each(|id| segments[id.0] = index);
                }
                let order = archive.by_number.iter().map(|id| segments[id.0]);
                call("order", &[to_json(&numbers(order))])
            }
            FactsFile::Simplified => simplified(),
        }
    }

    fn facets(&self, archive: &Archive) -> Vec<u8> {
        let slugs = |facet| -> Vec<&str> {
            let terms = archive.taxonomy(facet).terms.iter();
            terms.map(|term| term.slug.as_str()).collect()
        };
        let all = |values: &dyn Fn(EntryId) -> Vec<usize>| {
            numbers(self.layout.entries().flat_map(values))
        };
        // A reply has so many terms of a facet, and these.
        let terms = |facet| {
            let taxonomy = archive.taxonomy(facet);
            all(&|id| {
                let terms = taxonomy.places_of(id);
                let count = std::iter::once(terms.len());
                count.chain(terms.iter().copied()).collect()
            })
        };
        let kinds = [Kind::Proposal, Kind::Suggestion];
        let kind = |id| archive.entry(id).kind() as usize;
        let firsts = self.numbers.chunks(NUMBERS).map(|part| part[0].0.as_str());
        let value = json!({
            "kind": {"values": kinds.map(Kind::name), "of": all(&|id| vec![1, kind(id)])},
            "year": {"values": slugs(Facet::Years), "of": terms(Facet::Years)},
            "topic": {"values": slugs(Facet::Topics), "of": terms(Facet::Topics)},
            "issuer": {"values": slugs(Facet::Issuers), "of": terms(Facet::Issuers)},
            "outcome": {"values": slugs(Facet::Outcomes), "of": terms(Facet::Outcomes)},
        });
        let firsts: Vec<&str> = firsts.collect();
        call("facets", &[to_json(&value), to_json(&firsts)])
    }
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
