//! Listings: all replies, all cases of a kind, one term, all terms of a taxonomy.
//!
//! Each page of a listing has its own small view, so that a listing costs what its entries cost.

use schemars::JsonSchema;
use serde::Serialize;

use super::case;
use super::entry::Listed;
use super::link::{Count, Linker, OutcomeView};
use super::linked;
use super::page::{Head, Page};
use super::pager::{PER_PAGE, Pager, TERMS_PER_PAGE, page_permalink};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::taxonomy::UNMARKED;
use crate::model::{Case, Entry, Facet, Kind, Outcome, Permalink, Term};

/// What `replies.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RepliesView {
    /// What every page has.
    page: Page,
    /// The replies of this page.
    pub entries: Listed,
    /// Where the page stands in its listing.
    pager: Pager,
}

/// What `cases.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CasesView {
    /// What every page has.
    page: Page,
    /// `proposal` or `suggestion`.
    kind: &'static str,
    /// The cases of this page.
    rows: Vec<CaseRow>,
    /// Where the page stands in its listing.
    pager: Pager,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CaseRow {
    /// Relative address.
    href: String,
    /// Number as written.
    number: String,
    /// 案由, else a title.
    subject: String,
    /// The session's body.
    body: Option<String>,
    /// Its year.
    year: Option<i16>,
    /// How many replies it has.
    replies: usize,
    /// Who answered.
    issuers: Vec<String>,
    /// Class of result; none where it is not public.
    outcome: Option<OutcomeView>,
}

/// What `term.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TermPage {
    /// What every page has.
    page: Page,
    /// `topics`, `issuers`, `members`, `sessions`, `years` or `outcomes`.
    taxonomy: &'static str,
    /// The term itself.
    term: TermFacts,
    /// The replies of this page.
    pub entries: Listed,
    /// Where the page stands in its listing.
    pager: Pager,
    /// Its replies by year, newest first.
    years: Vec<YearCount>,
    /// Other terms that share its replies.
    near: Vec<Count>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct TermFacts {
    /// Name as readers see it.
    name: String,
    /// Description of a topic.
    description: Option<String>,
    /// Its part of the address.
    slug: String,
    /// Its replies.
    count: usize,
    /// Class of result; none where it is not public.
    outcome: Option<OutcomeView>,
    /// Place of a bureau.
    place: Option<String>,
    /// Other names of a bureau.
    aliases: Vec<String>,
    /// Session body of a member.
    body: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct YearCount {
    /// The year in words.
    name: String,
    /// Replies.
    count: usize,
}

/// What `terms.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TermsView {
    /// What every page has.
    page: Page,
    /// `topics`, `issuers`, `members`, `sessions`, `years` or `outcomes`.
    taxonomy: &'static str,
    /// The terms of this page.
    terms: Vec<TermRow>,
    /// Where the page stands in its listing.
    pager: Pager,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct TermRow {
    #[serde(flatten)]
    count: Count,
    /// Description of a topic.
    description: Option<String>,
    /// Session body of a member.
    body: Option<String>,
    /// Class of result; none where it is not public.
    outcome: Option<OutcomeView>,
}

/// The title of one page of a listing.
fn paged_title(context: Context<'_>, title: String, page: usize) -> String {
    if page == 1 {
        return title;
    }
    context
        .messages
        .text("page.paged", &[("title", &title), ("n", &page.to_string())])
}

impl RepliesView {
    /// One page of the list of all replies.
    pub fn new(context: Context<'_>, number: usize) -> Self {
        let permalink = page_permalink("replies/index", number);
        let total = context.archive.entries.len();
        let head = Head {
            kind: "replies",
            title: paged_title(context, context.word("replies.title"), number),
            section: Some("replies"),
            ..Head::default()
        };
        Self {
            page: Page::index(context, &permalink, head),
            entries: Listed(Pager::range(number, total, PER_PAGE).map(EntryId).collect()),
            pager: Pager::new("replies/index", number, total, PER_PAGE),
        }
    }
}

impl CasesView {
    /// One page of the list of cases of a kind.
    pub fn new(context: Context<'_>, kind: Kind, number: usize) -> Self {
        let folder = kind.folder();
        let stem = format!("{folder}/index");
        let permalink = page_permalink(&stem, number);
        let linker = Linker {
            context,
            from: &permalink,
        };
        let archive = context.archive;
        let cases = &archive.cases[archive.cases_of_kind(kind)];
        let head = Head {
            kind: "cases",
            title: paged_title(
                context,
                context.word(&format!("cases.{}", kind.name())),
                number,
            ),
            section: Some(folder),
            ..Head::default()
        };
        let row = |case: &Case| {
            let first = case.entries.first().map(|&id| archive.entry(id));
            let lead = archive.bureaus_of(case).lead.into_iter();
            CaseRow {
                href: linker.href(&case.permalink),
                number: case.id.number.clone(),
                subject: case::subject(context, case),
                body: case.id.body.clone(),
                year: case.id.year,
                replies: case.entries.len(),
                issuers: lead.map(|term| term.name.clone()).collect(),
                outcome: first
                    .and_then(Entry::outcome)
                    .map(|outcome| linker.outcome(outcome)),
            }
        };
        Self {
            page: Page::index(context, &permalink, head),
            kind: kind.name(),
            rows: cases[Pager::range(number, cases.len(), PER_PAGE)]
                .iter()
                .map(row)
                .collect(),
            pager: Pager::new(&stem, number, cases.len(), PER_PAGE),
        }
    }
}

impl TermPage {
    /// One page of the replies of a term.
    pub fn new(context: Context<'_>, facet: Facet, term: &Term, number: usize) -> Self {
        let stem = format!("{}/{}", facet.folder(), term.slug);
        let permalink = page_permalink(&stem, number);
        let linker = Linker {
            context,
            from: &permalink,
        };
        let facts = term_facts(linker, facet, term);
        let folder = facet.folder();
        let head = Head {
            kind: "term",
            title: paged_title(context, facts.name.clone(), number),
            description: facts.description.clone(),
            section: Some(folder),
            parents: vec![(
                context.word(&format!("terms.title_{folder}")),
                Permalink::page(format!("{folder}/index.html")),
            )],
            ..Head::default()
        };
        let total = term.entries.len();
        let near = context.archive.taxonomy(facet).near(term).into_iter();
        let mut page = Page::index(context, &permalink, head);
        page.alternates
            .extend(linked::term_feeds(linker, facet, term));
        Self {
            page,
            taxonomy: folder,
            term: facts,
            entries: Listed(term.entries[Pager::range(number, total, PER_PAGE)].to_vec()),
            pager: Pager::new(&stem, number, total, PER_PAGE),
            years: years(context, facet, term),
            near: near.map(|other| linker.count(facet, other)).collect(),
        }
    }
}

fn term_facts(linker: Linker<'_>, facet: Facet, term: &Term) -> TermFacts {
    let archive = linker.context.archive;
    let topic = (facet == Facet::Topics)
        .then(|| archive.topics.find(&term.slug))
        .flatten();
    let body = (facet == Facet::Issuers)
        .then(|| archive.organisations.find(&term.name))
        .flatten();
    TermFacts {
        name: linker.context.term_name(facet, term),
        description: topic.and_then(|topic| topic.description.clone()),
        slug: term.slug.clone(),
        count: term.entries.len(),
        outcome: outcome_of(linker, facet, term),
        place: body.and_then(|body| body.place.clone()),
        aliases: body.map(|body| body.aliases.clone()).unwrap_or_default(),
        body: term.body.clone(),
    }
}

fn outcome_of(linker: Linker<'_>, facet: Facet, term: &Term) -> Option<OutcomeView> {
    let class = if term.slug == UNMARKED {
        None
    } else {
        Outcome::parse(&term.name)
    };
    (facet == Facet::Outcomes).then(|| linker.outcome(class))
}

/// How a term's replies divide by year, newest first.
fn years(context: Context<'_>, facet: Facet, term: &Term) -> Vec<YearCount> {
    if facet == Facet::Years {
        return Vec::new();
    }
    let name = |year: Option<i16>| match year {
        Some(year) => context
            .messages
            .text("page.year", &[("year", &year.to_string())]),
        None => context.word("page.undated"),
    };
    term.years
        .iter()
        .rev()
        .map(|(&year, &count)| YearCount {
            name: name(year),
            count,
        })
        .collect()
}

impl TermsView {
    /// One page of the index of a taxonomy.
    pub fn new(context: Context<'_>, facet: Facet, number: usize) -> Self {
        let folder = facet.folder();
        let stem = format!("{folder}/index");
        let permalink = page_permalink(&stem, number);
        let linker = Linker {
            context,
            from: &permalink,
        };
        let terms = &context.archive.taxonomy(facet).terms;
        let head = Head {
            kind: "terms",
            title: paged_title(
                context,
                context.word(&format!("terms.title_{folder}")),
                number,
            ),
            section: Some(folder),
            ..Head::default()
        };
        Self {
            page: Page::index(context, &permalink, head),
            taxonomy: folder,
            terms: terms[Pager::range(number, terms.len(), TERMS_PER_PAGE)]
                .iter()
                .map(|term| {
                    let facts = term_facts(linker, facet, term);
                    TermRow {
                        count: linker.count(facet, term),
                        description: facts.description,
                        body: facts.body,
                        outcome: facts.outcome,
                    }
                })
                .collect(),
            pager: Pager::new(&stem, number, terms.len(), TERMS_PER_PAGE),
        }
    }
}
