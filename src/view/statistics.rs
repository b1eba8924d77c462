//! The statistics page. Only what is published is counted.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{self, Bar, Row, YearPlot};
use super::home;
use super::link::Linker;
use super::linked::{self, Alternate};
use super::page::{Head, Page};
use super::site::Context;
use crate::data::Table;
use crate::model::{Entry, Facet, Kind, Permalink};

/// Rows of a chart of topics or bureaus.
const ROWS: usize = 20;

/// What `statistics.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StatisticsView {
    /// What every page has.
    page: Page,
    /// Numbers of what is published.
    totals: TotalsView,
    /// Years, oldest first.
    by_year: Vec<YearRow>,
    /// Columns of years; none for fewer than two.
    year_plot: Option<YearPlot>,
    /// Proposals and suggestions; empty where there is one kind.
    by_kind: Vec<Bar>,
    /// Classes, for each session body apart.
    by_outcome: Vec<BodyOutcomes>,
    /// Topics with the most replies.
    by_topic: Vec<Bar>,
    /// Bureaus with the most replies.
    by_issuer: Vec<Bar>,
    /// How many topics there are.
    topics_total: usize,
    /// How many bureaus there are.
    issuers_total: usize,
    /// The numbers as files.
    downloads: Vec<Alternate>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct TotalsView {
    /// Replies.
    replies: usize,
    /// Replies to proposals.
    proposals: usize,
    /// Replies to suggestions.
    suggestions: usize,
    /// With the whole letter.
    letters: usize,
    /// With a summary.
    summaries: usize,
    /// With the title alone.
    titles: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct YearRow {
    /// The year in words.
    year: String,
    /// Relative address.
    href: String,
    /// Replies to proposals.
    proposals: usize,
    /// Replies to suggestions.
    suggestions: usize,
    /// Both.
    total: usize,
}

/// Classes of the replies to one session body, because a class means what its place says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct BodyOutcomes {
    /// The session body.
    body: Option<String>,
    /// Replies whose class is public.
    total: usize,
    /// The chart.
    bars: Vec<Bar>,
}

impl StatisticsView {
    /// The view of the statistics page.
    pub fn new(context: Context<'_>, permalink: &Permalink) -> Self {
        let archive = context.archive;
        let linker = Linker {
            context,
            from: permalink,
        };
        let totals = archive.totals();
        let head = Head {
            kind: "statistics",
            title: context.word("nav.statistics"),
            section: Some("statistics"),
            ..Head::default()
        };
        let chart = |facet| {
            let terms = &archive.taxonomy(facet).terms;
            let shown = &terms[..terms.len().min(ROWS)];
            chart::bars(chart::term_rows(linker, facet, shown), totals.replies)
        };
        let by_year = by_year(linker);
        let columns: Vec<_> = by_year
            .iter()
            .map(|y| (y.year.clone(), y.proposals, y.suggestions))
            .collect();
        Self {
            page: Page::index(context, permalink, head),
            totals: TotalsView {
                replies: totals.replies,
                proposals: totals.proposals,
                suggestions: totals.suggestions,
                letters: totals.letters,
                summaries: totals.summaries,
                titles: totals.titles,
            },
            year_plot: chart::year_plot(&columns),
            by_year,
            by_kind: by_kind(linker),
            by_outcome: by_outcome(linker),
            by_topic: chart(Facet::Topics),
            by_issuer: chart(Facet::Issuers),
            topics_total: archive.taxonomy(Facet::Topics).terms.len(),
            issuers_total: archive.taxonomy(Facet::Issuers).terms.len(),
            downloads: linked::table(context, Table::Statistics, permalink),
        }
    }
}

/// Oldest first, as a chart is read; replies without a year come last.
fn by_year(linker: Linker<'_>) -> Vec<YearRow> {
    let archive = linker.context.archive;
    let years = &archive.taxonomy(Facet::Years).terms;
    let (undated, dated): (Vec<_>, Vec<_>) = years
        .iter()
        .partition(|term| term.slug == crate::model::taxonomy::UNDATED);
    dated
        .into_iter()
        .rev()
        .chain(undated)
        .map(|term| {
            let link = linker.count(Facet::Years, term);
            let proposals = term
                .entries
                .iter()
                .filter(|&&id| archive.entry(id).kind() == Kind::Proposal)
                .count();
            YearRow {
                year: link.name,
                href: link.href,
                proposals,
                suggestions: link.count - proposals,
                total: link.count,
            }
        })
        .collect()
}

/// Proposals and suggestions; nothing where there is but one kind.
fn by_kind(linker: Linker<'_>) -> Vec<Bar> {
    let archive = linker.context.archive;
    let rows: Vec<Row> = [Kind::Proposal, Kind::Suggestion]
        .into_iter()
        .map(|kind| {
            let index = Permalink::page(format!("{}/index.html", kind.folder()));
            let has_index = archive.cases.iter().any(|case| case.id.kind == kind);
            Row {
                name: linker.context.word(&format!("cases.{}", kind.name())),
                href: has_index.then(|| linker.href(&index)),
                count: archive.entries.iter().filter(|e| e.kind() == kind).count(),
                outcome: None,
            }
        })
        .filter(|row| row.count > 0)
        .collect();
    if rows.len() < 2 {
        return Vec::new();
    }
    chart::bars(rows, archive.entries.len())
}

fn by_outcome(linker: Linker<'_>) -> Vec<BodyOutcomes> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Entry>> = BTreeMap::new();
    for entry in &linker.context.archive.entries {
        groups
            .entry(entry.session().body.as_deref())
            .or_default()
            .push(entry);
    }
    groups
        .into_iter()
        .map(|(body, entries)| BodyOutcomes {
            body: body.map(str::to_owned),
            total: entries
                .iter()
                .filter(|entry| entry.outcome().is_some())
                .count(),
            bars: home::outcome_bars(linker, entries.iter().copied()),
        })
        .filter(|group| group.total > 0)
        .collect()
}
