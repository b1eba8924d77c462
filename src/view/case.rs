//! The page of a case: the whole life of a proposal or suggestion.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::entry::{self, RelatedView};
use super::link::{Addressee, Link, Linker, OutcomeView, SessionView};
use super::page::{Head, Page};
use super::reply::NeighbourView;
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::related::related_to_case;
use crate::model::{Case, Facet, Permalink, Role, Term};

/// What `case.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CasePage {
    /// What every page has.
    page: Page,
    /// The facts of the case.
    case: CaseFacts,
    /// Who proposed it.
    members: Vec<Link>,
    /// Topics of all its replies.
    topics: Vec<Link>,
    /// The bureaus that answered.
    issuers: Vec<Link>,
    /// The bureaus that were consulted.
    co_issuers: Vec<Link>,
    /// Its replies, the first one first.
    replies: Vec<CaseReply>,
    /// The one before by number.
    previous: Option<NeighbourView>,
    /// The one after by number.
    next: Option<NeighbourView>,
    /// Related replies, the closest first.
    related: Vec<RelatedView>,
    /// How to cite the page.
    citation: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CaseFacts {
    /// `proposal` or `suggestion`.
    kind: &'static str,
    /// Number as written.
    number: String,
    /// 案由.
    subject: Option<String>,
    /// 届次.
    session: Option<SessionView>,
    /// Its year.
    year: Option<Link>,
    /// The session's body.
    body: Option<String>,
    /// Kind and number in words.
    label: String,
}

/// One reply to the case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CaseReply {
    /// Relative address.
    href: String,
    /// Title of the letter, or one composed.
    title: String,
    /// Who answers.
    issuer: Link,
    /// 发文字号.
    doc_number: Option<String>,
    /// The day of the document.
    date: Option<String>,
    /// Class of result; none where it is not public.
    outcome: Option<OutcomeView>,
    /// `reply`, `co_handling` or `continued`; a notice does not say.
    role: Option<&'static str>,
    /// `letter`, `summary` or `title`.
    level: &'static str,
    /// The published summary.
    summary: Option<String>,
    /// Who is answered.
    addressees: Vec<Addressee>,
}

impl CasePage {
    /// The view of the case at `index` of the archive's list.
    pub fn new(context: Context<'_>, index: usize) -> Self {
        let archive = context.archive;
        let case = &archive.cases[index];
        let linker = Linker {
            context,
            from: &case.permalink,
        };
        let first = case.entries.first().copied();
        let in_row =
            |other: &&Case| (other.id.kind, &other.id.body) == (case.id.kind, &case.id.body);
        let before = index
            .checked_sub(1)
            .and_then(|i| archive.cases.get(i))
            .filter(in_row);
        let after = archive.cases.get(index + 1).filter(in_row);
        Self {
            page: page(context, case),
            case: CaseFacts {
                kind: case.id.kind.name(),
                number: case.id.number.clone(),
                subject: case.subject.clone(),
                session: first.and_then(|id| linker.session(id)),
                year: first.and_then(|id| linker.year(id)),
                body: case.id.body.clone(),
                label: context.case_label(case.id.kind, Some(&case.id.number)),
            },
            members: merged(linker, Facet::Members, case),
            topics: merged(linker, Facet::Topics, case),
            issuers: issuers(linker, case, false),
            co_issuers: issuers(linker, case, true),
            replies: in_time(context, case)
                .into_iter()
                .map(|id| case_reply(linker, id))
                .collect(),
            previous: before.map(|other| neighbour(linker, other)),
            next: after.map(|other| neighbour(linker, other)),
            related: related_to_case(archive, case)
                .iter()
                .map(|related| RelatedView::new(linker, related))
                .collect(),
            citation: citation(context, case),
        }
    }
}

fn page(context: Context<'_>, case: &Case) -> Page {
    let label = context.case_label(case.id.kind, Some(&case.id.number));
    let title = match &case.subject {
        Some(subject) => format!("{label} {subject}"),
        None => label,
    };
    let folder = case.id.kind.folder();
    let parents = vec![(
        context.word(&format!("cases.{}", case.id.kind.name())),
        Permalink::page(format!("{folder}/index.html")),
    )];
    let number = [("number", case.id.number.as_str())];
    let head = Head {
        kind: "case",
        title,
        section: Some(folder),
        parents,
        crumb: Some(context.messages.text("case.number", &number)),
        ..Head::default()
    };
    Page::index(context, &case.permalink, head)
}

/// The terms of all replies to a case, each once.
fn merged(linker: Linker<'_>, facet: Facet, case: &Case) -> Vec<Link> {
    let mut known = BTreeSet::new();
    let terms = case.entries.iter().flat_map(|&id| linker.terms(facet, id));
    let each_once = terms.filter(|term| known.insert(&term.permalink));
    each_once.map(|term| linker.term(facet, term)).collect()
}

/// The replies as they came to be written, the first one first; of one day, a co-handling opinion
/// before the reply that rests on it.
fn in_time(context: Context<'_>, case: &Case) -> Vec<EntryId> {
    let mut entries = case.entries.clone();
    entries.sort_by_key(|&id| {
        let entry = context.archive.entry(id);
        let step = match entry.role() {
            Some(Role::CoHandling) => 0,
            Some(Role::Continued) => 2,
            Some(Role::Reply) | None => 1,
        };
        (entry.date().is_none(), entry.date(), step, id)
    });
    entries
}

/// Who answered: the lead bureaus, or those that were consulted.
fn issuers(linker: Linker<'_>, case: &Case, co_handling: bool) -> Vec<Link> {
    let bureaus = linker.context.archive.bureaus_of(case);
    let terms = if co_handling {
        bureaus.consulted
    } else {
        bureaus.lead
    };
    let link = |term: &Term| linker.term(Facet::Issuers, term);
    terms.into_iter().map(link).collect()
}

fn case_reply(linker: Linker<'_>, id: EntryId) -> CaseReply {
    let entry = linker.context.archive.entry(id);
    CaseReply {
        href: linker.href(entry.permalink()),
        title: entry.display_title().0,
        issuer: linker.issuer(entry.issuer()),
        doc_number: entry.doc_number().map(str::to_owned),
        date: entry.date().map(|date| date.to_string()),
        outcome: entry.outcome().map(|outcome| linker.outcome(outcome)),
        role: entry.role().map(Role::name),
        level: entry.level().name(),
        summary: entry.summary().map(str::to_owned),
        addressees: linker.addressees(id),
    }
}

fn neighbour(linker: Linker<'_>, case: &Case) -> NeighbourView {
    let label = linker
        .context
        .case_label(case.id.kind, Some(&case.id.number));
    NeighbourView {
        href: linker.href(&case.permalink),
        title: subject(linker.context, case),
        label: Some(label),
    }
}

fn citation(context: Context<'_>, case: &Case) -> String {
    let session = case.session.name().unwrap_or_default();
    let word = case.id.kind.word();
    let subject = case
        .subject
        .as_ref()
        .map(|s| format!("《{s}》"))
        .unwrap_or_default();
    let year = case
        .id
        .year
        .map(|year| format!("，{year}年"))
        .unwrap_or_default();
    let address = context.address(&case.permalink);
    format!(
        "{session}第{}号{word}{subject}{year}。{address}",
        case.id.number
    )
}

/// What leads a case in a list: its subject, else its number.
pub fn subject(context: Context<'_>, case: &Case) -> String {
    case.subject.clone().unwrap_or_else(|| {
        case.entries.first().map_or_else(
            || context.case_label(case.id.kind, Some(&case.id.number)),
            |&id| entry::subject(context.archive.entry(id)),
        )
    })
}
