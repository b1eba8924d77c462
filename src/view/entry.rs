//! One reply in a list.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::link::{CaseView, Linker, OutcomeView};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::related::{Reason, Related};
use crate::model::{Entry, Permalink, Role};

/// So many topics or members are named as reason.
const NAMES: usize = 2;

/// A compact entry, led by the case's subject.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryView {
    /// The reply's page.
    pub href: String,
    /// The cases it answers.
    pub cases: Vec<CaseView>,
    /// Kind and number of the cases, in words.
    pub labels: Vec<String>,
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

/// An entry of a listing.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "says to templates what the engine gives them")]
struct ListedEntry {
    #[serde(flatten)]
    entry: EntryView,
    /// The component `card` for this entry, rendered once for all listings.
    card: String,
}

/// The entries on a page of a listing. They are made once for all listings, so a view only names
/// them; whoever renders it puts them in their place.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Listed(#[schemars(with = "Vec<ListedEntry>")] pub Vec<EntryId>);

impl Serialize for Listed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
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
    /// Kind and number of the cases it answers, in words.
    labels: Vec<String>,
    /// Why it is related.
    reasons: Vec<ReasonView>,
}

/// Why two replies belong together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ReasonView {
    /// `same_case`, `member`, `topic` or `issuer`.
    key: &'static str,
    /// The reason in words.
    label: String,
    /// What both share.
    names: Vec<String>,
    /// The same in one text.
    shared: String,
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
    /// An entry as seen from every listing, which are all one folder below the root.
    pub fn listed(context: Context<'_>, id: EntryId) -> Self {
        // A folder that no page is in, so that all addresses lead by way of the root.
        let from = &Permalink::page("./");
        Self::new(Linker { context, from }, id)
    }

    /// An entry as seen from one page.
    pub fn new(linker: Linker<'_>, id: EntryId) -> Self {
        let archive = linker.context.archive;
        let entry = archive.entry(id);
        Self {
            href: linker.href(entry.permalink()),
            cases: linker.cases(id),
            labels: labels(linker, entry),
            subject: subject(entry),
            title: entry.display_title().0,
            issuer: Issuer {
                name: archive.organisations.full_name(entry.issuer()).to_owned(),
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
            labels: labels(linker, entry),
            reasons: reasons(linker.context, &related.reasons),
        }
    }
}

/// So many cases are named; of more only the number is told.
const LABELS: usize = 3;

fn labels(linker: Linker<'_>, entry: &Entry) -> Vec<String> {
    let context = linker.context;
    let cases = entry.cases();
    let named = cases.iter().take(LABELS);
    let named = named.map(|case| context.case_label(case.kind, case.number.as_deref()));
    let all = (cases.len() > LABELS).then(|| {
        let count = cases.len().to_string();
        context.messages.text("case.of_all", &[("n", &count)])
    });
    named.chain(all).collect()
}

/// Reasons of one sort together. That the same bureau wrote both is worth saying only where
/// nothing else joins them.
fn reasons(context: Context<'_>, reasons: &[Reason<'_>]) -> Vec<ReasonView> {
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
                label: context.word(&format!("related.{key}")),
                names: name.into_iter().collect(),
                shared: String::new(),
            }),
        }
    }
    for sort in &mut sorts {
        sort.shared = sort.names.join("、");
    }
    sorts
}
