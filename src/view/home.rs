//! The home page.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::article::ArticleRow;
use super::chart::{self, Bar, Row};
use super::entry::EntryView;
use super::link::{Count, Linker};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::taxonomy::UNMARKED;
use crate::model::{Entry, Facet, Outcome, Permalink};

const NEWEST: usize = 10;
const TOPICS: usize = 15;
const ISSUERS: usize = 8;
/// Fewer replies make a chart that says nothing.
const CHART_FROM: usize = 8;

/// What `home.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HomeView {
    /// What every page has.
    page: Page,
    /// Numbers of what is published.
    counts: Counts,
    /// The newest replies.
    newest: Vec<EntryView>,
    /// Chart of classes; empty with few replies.
    outcomes: Vec<Bar>,
    /// The classes are of several bodies, which word them differently.
    outcomes_differ: bool,
    /// Topics with the most replies.
    topics: Vec<Count>,
    /// How many topics there are.
    topics_total: usize,
    /// Years, newest first.
    years: Vec<Count>,
    /// Bureaus with the most replies.
    issuers: Vec<Count>,
    /// Background pages.
    articles: Vec<ArticleRow>,
}

/// Numbers of what is published.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Counts {
    /// Replies.
    replies: usize,
    /// Replies to proposals.
    proposals: usize,
    /// Replies to suggestions.
    suggestions: usize,
    /// Bureaus.
    issuers: usize,
    /// Members and deputies.
    members: usize,
    /// Topics.
    topics: usize,
}

impl HomeView {
    /// The view of the home page.
    pub fn new(context: Context<'_>, permalink: &Permalink) -> Self {
        let archive = context.archive;
        let linker = Linker {
            context,
            from: permalink,
        };
        let counts = |facet, limit| -> Vec<Count> {
            let terms = &archive.taxonomy(facet).terms;
            terms
                .iter()
                .take(limit)
                .map(|term| linker.count(facet, term))
                .collect()
        };
        let head = Head {
            kind: "home",
            title: context.config.title.clone(),
            description: context.config.description.clone(),
            ..Head::default()
        };
        let chart = archive.entries.len() >= CHART_FROM;
        Self {
            page: Page::index(context, permalink, head),
            counts: totals(context),
            newest: (0..archive.entries.len().min(NEWEST))
                .map(|index| EntryView::new(linker, EntryId(index)))
                .collect(),
            outcomes: if chart {
                outcome_bars(linker, &archive.entries)
            } else {
                Vec::new()
            },
            outcomes_differ: bodies(&archive.entries).len() > 1,
            topics: counts(Facet::Topics, TOPICS),
            topics_total: archive.taxonomy(Facet::Topics).terms.len(),
            years: counts(Facet::Years, usize::MAX),
            issuers: counts(Facet::Issuers, ISSUERS),
            articles: ArticleRow::all(context, permalink),
        }
    }
}

fn totals(context: Context<'_>) -> Counts {
    let totals = context.archive.totals();
    let terms = |facet| context.archive.taxonomy(facet).terms.len();
    Counts {
        replies: totals.replies,
        proposals: totals.proposals,
        suggestions: totals.suggestions,
        issuers: terms(Facet::Issuers),
        members: terms(Facet::Members),
        topics: terms(Facet::Topics),
    }
}

/// The session bodies that occur. A class means what its place says, so a chart over several
/// bodies must say so.
pub fn bodies<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> BTreeSet<Option<&'a str>> {
    entries
        .into_iter()
        .map(|entry| entry.session().body.as_deref())
        .collect()
}

/// Counts classes among entries; those whose class is not public are left out.
pub fn outcome_bars<'a>(
    linker: Linker<'_>,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Vec<Bar> {
    let classes: Vec<Option<Outcome>> = entries.into_iter().filter_map(Entry::outcome).collect();
    let taxonomy = linker.context.archive.taxonomy(Facet::Outcomes);
    let rows = taxonomy
        .terms
        .iter()
        .filter_map(|term| {
            let class = |outcome: &Option<Outcome>| outcome.map(Outcome::class);
            let wanted = term.name.chars().next().filter(|_| term.slug != UNMARKED);
            let count = classes
                .iter()
                .filter(|outcome| class(outcome) == wanted)
                .count();
            let outcome = linker.outcome(Outcome::parse(&term.name));
            (count > 0).then(|| Row {
                name: linker.context.term_name(Facet::Outcomes, term),
                href: Some(outcome.href.clone()),
                count,
                outcome: Some(outcome),
            })
        })
        .collect();
    chart::bars(rows, classes.len())
}
