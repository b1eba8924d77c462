//! One reply in a list.

use schemars::JsonSchema;
use serde::Serialize;

use super::link::{CaseView, Linker, OutcomeView};
use crate::model::related::{Reason, Related};
use crate::model::{Entry, Role};

/// So many topics or members are named as reason.
const NAMES: usize = 2;

/// A compact entry, led by the case's subject.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryView {
    /// The reply's page.
    pub href: String,
    /// The cases it answers.
    pub cases: Vec<CaseView>,
    /// Subject of the first case, else the title.
    pub subject: String,
    /// Title of the letter, or one composed.
    pub title: String,
    /// Who answers.
    pub issuer: Issuer,
    /// 发文字号.
    pub doc_number: Option<String>,
    /// Class of result; none where it is not public.
    pub outcome: Option<OutcomeView>,
    /// Year.
    pub year: Option<i16>,
    /// The letter's date.
    pub date: Option<String>,
    /// `reply`, `co_handling` or `continued`; a notice does not say.
    pub role: Option<&'static str>,
    /// `letter`, `summary` or `title`.
    pub level: &'static str,
    /// The published summary.
    pub summary: Option<String>,
}

/// A bureau by name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Issuer {
    /// Full name.
    name: String,
}

/// A related reply, with the reasons.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RelatedView {
    /// Relative address.
    href: String,
    /// What leads it in a list.
    subject: String,
    /// The cases it answers.
    cases: Vec<CaseView>,
    /// Why it is related.
    reasons: Vec<ReasonView>,
}

/// Why two replies belong together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ReasonView {
    /// `same_case`, `member`, `topic` or `issuer`.
    key: &'static str,
    /// What both share.
    names: Vec<String>,
}

/// What leads an entry in a list: the case's subject, which says more than the title.
pub fn subject(entry: &Entry) -> String {
    entry
        .cases()
        .first()
        .and_then(|case| case.subject.clone())
        .unwrap_or_else(|| entry.display_title().0)
}

impl EntryView {
    /// An entry as seen from one page.
    pub fn new(linker: Linker<'_>, entry: &Entry) -> Self {
        Self {
            href: linker.href(entry.permalink()),
            cases: entry
                .cases()
                .iter()
                .map(|case| linker.case(case, entry))
                .collect(),
            subject: subject(entry),
            title: entry.display_title().0,
            issuer: Issuer {
                name: linker.issuer(entry.issuer()).name,
            },
            doc_number: entry.doc_number().map(str::to_owned),
            outcome: entry.outcome().map(|outcome| linker.outcome(outcome)),
            year: entry.year(),
            date: entry.date().map(|date| date.to_string()),
            role: entry.role().map(Role::name),
            level: entry.level().name(),
            summary: entry.summary().map(str::to_owned),
        }
    }
}

impl RelatedView {
    /// A related reply as seen from one page.
    pub fn new(linker: Linker<'_>, related: &Related<'_>) -> Self {
        let entry = linker.context.archive.entry(related.entry);
        Self {
            href: linker.href(entry.permalink()),
            subject: subject(entry),
            cases: entry
                .cases()
                .iter()
                .map(|case| linker.case(case, entry))
                .collect(),
            reasons: reasons(&related.reasons),
        }
    }
}

/// Reasons of one sort together. That the same bureau wrote both is worth saying only where
/// nothing else joins them.
fn reasons(reasons: &[Reason<'_>]) -> Vec<ReasonView> {
    let mut sorts: Vec<ReasonView> = Vec::new();
    for reason in reasons {
        let (key, name) = match reason {
            Reason::Case => ("same_case", None),
            Reason::Member(name) => ("member", Some(name)),
            Reason::Topic(name) => ("topic", Some(name)),
            Reason::Issuer(_) if !sorts.is_empty() => continue,
            Reason::Issuer(name) => ("issuer", Some(name)),
        };
        let name = name.map(|&name| name.to_owned());
        match sorts.iter_mut().find(|sort| sort.key == key) {
            Some(sort) if sort.names.len() < NAMES => sort.names.extend(name),
            Some(_) => {}
            None => sorts.push(ReasonView {
                key,
                names: name.into_iter().collect(),
            }),
        }
    }
    sorts
}
