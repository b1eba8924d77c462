//! The page that answers queries, and what it shows of a reply.

use schemars::JsonSchema;
use serde::Serialize;

use super::entry;
use super::link::{Linker, OutcomeView};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::{Facet, Kind, Level, Outcome, Permalink, Role};
use crate::search;

/// What `search.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SearchView {
    /// What every page has.
    page: Page,
    /// Kinds of cases.
    kinds: Vec<Choice>,
    /// Classes of result.
    outcomes: Vec<Choice>,
    /// Years, newest first.
    years: Vec<Choice>,
    /// Topics, the most frequent first.
    topics: Vec<Choice>,
    /// Bureaus, the most frequent first.
    issuers: Vec<Choice>,
    /// How many replies can be found.
    total: usize,
    /// The state of the index: of its facts and of each segment, for the script.
    versions: Vec<String>,
}

/// A value of a filter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Choice {
    /// As the address has it.
    value: String,
    /// As readers see it.
    name: String,
    /// The class, where it is one.
    outcome: Option<OutcomeView>,
}

/// What a list of results shows of a reply.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its page.
    permalink: String,
    /// Subject of the first case, else the title.
    title: String,
    /// The cases it answers.
    cases: Vec<String>,
    /// Who answers, and the document's number.
    by: Vec<String>,
    /// Role and level, where they are not the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    /// The class of result; none where it is not public.
    outcome: Option<OutcomeCard>,
}

#[derive(Clone, Debug, Serialize)]
struct OutcomeCard {
    class: String,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// So many cases are named; of more, only their number is told.
const CASES: usize = 3;

impl SearchView {
    /// The view of the page. `versions` are those of the index's facts and of its segments.
    pub fn new(context: Context<'_>, versions: Vec<String>) -> Self {
        let permalink = Permalink::page(search::PAGE);
        let linker = Linker {
            context,
            from: &permalink,
        };
        let head = Head {
            kind: "search",
            title: context.word("search.title"),
            description: Some(context.word("search.description")),
            section: Some("search"),
            parents: Vec::new(),
            crumb: None,
            thing: None,
        };
        let choices = |facet| choices(linker, facet);
        let kinds = [Kind::Proposal, Kind::Suggestion];
        Self {
            page: Page::index(context, &permalink, head),
            kinds: kinds
                .map(|kind| Choice {
                    value: kind.name().to_owned(),
                    name: context.word(&format!("cases.{}", kind.name())),
                    outcome: None,
                })
                .into(),
            outcomes: choices(Facet::Outcomes),
            years: choices(Facet::Years),
            topics: choices(Facet::Topics),
            issuers: choices(Facet::Issuers),
            total: context.archive.entries.len(),
            versions,
        }
    }
}

fn choices(linker: Linker<'_>, facet: Facet) -> Vec<Choice> {
    let context = linker.context;
    let terms = context.archive.taxonomy(facet).terms.iter();
    terms
        .map(|term| Choice {
            value: term.slug.clone(),
            name: context.term_name(facet, term),
            outcome: (facet == Facet::Outcomes).then(|| linker.outcome(Outcome::parse(&term.name))),
        })
        .collect()
}

/// What a list of results shows of a reply.
pub fn card(context: Context<'_>, id: EntryId) -> Card {
    let entry = context.archive.entry(id);
    let linker = Linker {
        context,
        from: entry.permalink(),
    };
    let cases = entry.cases();
    let named = cases.iter().take(CASES);
    let mut labels: Vec<String> = named
        .map(|case| context.case_label(case.kind, case.number.as_deref()))
        .collect();
    if cases.len() > CASES {
        let count = cases.len().to_string();
        labels.push(context.messages.text("case.of_all", &[("n", &count)]));
    }
    let role = entry.role().filter(|role| *role != Role::Reply);
    let role = role.map(|role| context.word(&format!("role.{}", role.name())));
    let level = Some(entry.level()).filter(|level| *level != Level::Letter);
    let level = level.map(|level| context.word(&format!("level.{}", level.name())));
    Card {
        permalink: entry.permalink().as_str().to_owned(),
        title: entry::subject(entry),
        cases: labels,
        by: std::iter::once(linker.issuer(entry.issuer()).name)
            .chain(entry.doc_number().map(str::to_owned))
            .collect(),
        notes: role.into_iter().chain(level).collect(),
        outcome: entry.outcome().map(|outcome| {
            let view = linker.outcome(outcome);
            OutcomeCard {
                class: view.class,
                label: view.label.unwrap_or_else(|| context.word("outcome.none")),
                words: view.words,
            }
        }),
    }
}
