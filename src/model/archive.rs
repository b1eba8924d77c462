//! The archive: all that is cleared, indexed by case, taxonomy and neighbour.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::article::Article;
use super::case::{Case, CaseId};
use super::disclosure::Cleared;
use super::entry::Entry;
use super::order;
use super::organisation::Organisations;
use super::reply::{Kind, Level, Role};
use super::taxonomy::{Facet, Taxonomy, Term};
use super::topic::Topics;

/// Place of an entry in [`Archive::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// Everything that is published, with its indexes. Made of cleared values only.
#[derive(Clone, Debug)]
pub struct Archive {
    /// Letters and notices, newest first.
    pub entries: Vec<Entry>,
    /// Background pages, by path.
    pub articles: Vec<Cleared<Article>>,
    /// Cases with a number, by kind, body, year and number.
    pub cases: Vec<Case>,
    /// The declared topics.
    pub topics: Topics,
    /// The declared bodies.
    pub organisations: Organisations,
    taxonomies: Vec<Taxonomy>,
    /// All entries by kind, body, year and number.
    pub by_number: Vec<EntryId>,
    neighbours: Vec<Neighbours>,
    /// For each entry the cases that it names, in its order; `None` for one without a number.
    named_cases: Vec<Vec<Option<usize>>>,
    /// Places of bureaus in their taxonomy, by all names that replies use.
    issuers: HashMap<String, usize>,
}

/// The replies before and after one, by number, within its kind and body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<EntryId>,
    /// The one after.
    pub next: Option<EntryId>,
}

/// The bureaus of a case, each once, in the order in which its replies name them.
#[derive(Clone, Debug)]
pub struct Bureaus<'a> {
    /// Those that answered.
    pub lead: Vec<&'a Term>,
    /// Those that were consulted. One that also answered stands in both.
    pub consulted: Vec<&'a Term>,
}

/// Numbers of published replies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All.
    pub replies: usize,
    /// To proposals.
    pub proposals: usize,
    /// To suggestions.
    pub suggestions: usize,
    /// With the letter.
    pub letters: usize,
    /// With a summary.
    pub summaries: usize,
    /// With the title alone.
    pub titles: usize,
}

impl Archive {
    /// Indexes what the gate let through.
    pub fn build(
        mut entries: Vec<Entry>,
        mut articles: Vec<Cleared<Article>>,
        topics: Topics,
        organisations: Organisations,
        home_bodies: &[String],
    ) -> Self {
        entries.par_sort_by(order::newest_first);
        articles.sort_by(|a, b| a.permalink.cmp(&b.permalink));
        let (cases, by_number) = rayon::join(
            || collect_cases(&entries, home_bodies, &organisations),
            || number_order(&entries),
        );
        let case_index: HashMap<CaseId, usize> = cases
            .iter()
            .enumerate()
            .map(|(index, case)| (case.id.clone(), index))
            .collect();
        let named = |entry: &Entry| {
            let ids = entry.cases().iter();
            ids.map(|case| CaseId::of(case, entry.session(), entry.year()))
                .map(|id| case_index.get(&id?).copied())
                .collect()
        };
        let named_cases = entries.iter().map(named).collect();
        let taxonomies: Vec<Taxonomy> = Facet::ALL
            .into_par_iter()
            .map(|facet| Taxonomy::build(facet, &entries, &topics, &organisations))
            .collect();
        let issuers = index_issuers(
            &entries,
            &taxonomies[Facet::Issuers as usize],
            &organisations,
        );
        let neighbours = find_neighbours(&entries, &by_number);
        Self {
            entries,
            articles,
            cases,
            topics,
            organisations,
            taxonomies,
            by_number,
            neighbours,
            named_cases,
            issuers,
        }
    }

    /// The entry of an id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0]
    }

    /// The index by one facet.
    pub fn taxonomy(&self, facet: Facet) -> &Taxonomy {
        &self.taxonomies[facet as usize]
    }

    /// The cases of a kind, which stand together.
    pub fn cases_of_kind(&self, kind: Kind) -> Range<usize> {
        let start = self.cases.partition_point(|case| case.id.kind < kind);
        let end = self.cases.partition_point(|case| case.id.kind <= kind);
        start..end
    }

    /// The numbered cases that an entry answers.
    pub fn cases_of(&self, id: EntryId) -> impl Iterator<Item = &Case> {
        self.named_cases(id).flatten()
    }

    /// The case behind each that an entry names, in its order; `None` for one without a number.
    pub fn named_cases(&self, id: EntryId) -> impl Iterator<Item = Option<&Case>> {
        let cases = self.named_cases[id.0].iter();
        cases.map(|index| index.map(|index| &self.cases[index]))
    }

    /// The term of a bureau, by a name that a reply uses.
    pub fn issuer(&self, name: &str) -> Option<&Term> {
        let terms = &self.taxonomy(Facet::Issuers).terms;
        self.issuers.get(name).map(|&index| &terms[index])
    }

    /// The bureaus of a case. An opinion to the lead bureau is no answer.
    pub fn bureaus_of(&self, case: &Case) -> Bureaus<'_> {
        let entries = || case.entries.iter().map(|&id| self.entry(id));
        let is_opinion = |entry: &&Entry| entry.role() == Some(Role::CoHandling);
        let lead = entries().filter(|entry| !is_opinion(entry));
        let consulted = entries().flat_map(|entry| {
            let own = is_opinion(&entry).then(|| entry.issuer());
            own.into_iter()
                .chain(entry.co_issuers().iter().map(String::as_str))
        });
        Bureaus {
            lead: self.each_once(lead.map(Entry::issuer)),
            consulted: self.each_once(consulted),
        }
    }

    /// The terms of bureaus by the names that replies use.
    fn each_once<'a>(&'a self, names: impl Iterator<Item = &'a str>) -> Vec<&'a Term> {
        let mut met = BTreeSet::new();
        let places = names.filter_map(|name| self.issuers.get(name));
        let places = places.filter(|place| met.insert(**place));
        let terms = &self.taxonomy(Facet::Issuers).terms;
        places.map(|&place| &terms[place]).collect()
    }

    /// The terms of the members that an entry answers, by name.
    pub fn members_of(&self, id: EntryId) -> BTreeMap<&str, &Term> {
        let terms = self.taxonomy(Facet::Members).terms_of(id);
        terms.map(|term| (term.name.as_str(), term)).collect()
    }

    /// The entries before and after one by number.
    pub fn neighbours(&self, id: EntryId) -> Neighbours {
        self.neighbours[id.0]
    }

    /// Counts what is published.
    pub fn totals(&self) -> Totals {
        let count = |test: &dyn Fn(&Entry) -> bool| self.entries.iter().filter(|e| test(e)).count();
        Totals {
            replies: self.entries.len(),
            proposals: count(&|e| e.kind() == Kind::Proposal),
            suggestions: count(&|e| e.kind() == Kind::Suggestion),
            letters: count(&|e| e.level() == Level::Letter),
            summaries: count(&|e| e.level() == Level::Summary),
            titles: count(&|e| e.level() == Level::Title),
        }
    }
}

fn collect_cases(
    entries: &[Entry],
    home_bodies: &[String],
    organisations: &Organisations,
) -> Vec<Case> {
    let mut cases: BTreeMap<CaseId, Case> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for named in entry.cases() {
            let Some(id) = CaseId::of(named, entry.session(), entry.year()) else {
                continue;
            };
            let case = cases.entry(id).or_insert_with_key(|id| Case {
                id: id.clone(),
                permalink: id.permalink(home_bodies, organisations),
                subject: None,
                session: entry.session().clone(),
                entries: Vec::new(),
            });
            if case.subject.is_none() {
                case.subject.clone_from(&named.subject);
            }
            if case.session.term.is_none() {
                case.session.term.clone_from(&entry.session().term);
            }
            let id = EntryId(index);
            // A reply may name one case twice.
            if case.entries.last() != Some(&id) {
                case.entries.push(id);
            }
        }
    }
    let mut cases: Vec<Case> = cases.into_values().collect();
    cases.sort_by(|a, b| {
        (a.id.kind, &a.id.body, a.id.year)
            .cmp(&(b.id.kind, &b.id.body, b.id.year))
            .then_with(|| order::natural(&a.id.number, &b.id.number))
    });
    cases
}

/// Where the terms of all bureaus stand that entries name.
fn index_issuers(
    entries: &[Entry],
    taxonomy: &Taxonomy,
    organisations: &Organisations,
) -> HashMap<String, usize> {
    let mut index = HashMap::new();
    for entry in entries {
        for name in
            std::iter::once(entry.issuer()).chain(entry.co_issuers().iter().map(String::as_str))
        {
            if !index.contains_key(name) {
                let (_, slug) = organisations.resolve(name);
                index.extend(taxonomy.place(&slug).map(|place| (name.to_owned(), place)));
            }
        }
    }
    index
}

fn number_order(entries: &[Entry]) -> Vec<EntryId> {
    let mut order: Vec<EntryId> = (0..entries.len()).map(EntryId).collect();
    order.sort_by(|a, b| order::by_number(&entries[a.0], &entries[b.0]));
    order
}

fn find_neighbours(entries: &[Entry], order: &[EntryId]) -> Vec<Neighbours> {
    let same_row = |a: EntryId, b: EntryId| {
        let row = |id: EntryId| (entries[id.0].kind(), &entries[id.0].session().body);
        row(a) == row(b)
    };
    let mut neighbours = vec![Neighbours::default(); entries.len()];
    for pair in order.windows(2) {
        if same_row(pair[0], pair[1]) {
            neighbours[pair[0].0].next = Some(pair[1]);
            neighbours[pair[1].0].previous = Some(pair[0]);
        }
    }
    neighbours
}
