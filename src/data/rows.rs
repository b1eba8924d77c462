//! The rows of each table.

use std::io;

use super::Site;
use super::record::{LetterFacts, Named, Record};
use super::tables::{Cell, Row, Table};
use crate::model::archive::EntryId;
use crate::model::taxonomy::{UNDATED, UNMARKED};
use crate::model::{Entry, Facet, Kind, Level, Outcome, Term};

/// The facets by which statistics count, with the name of the dimension.
const DIMENSIONS: [(Facet, &str); 5] = [
    (Facet::Years, "year"),
    (Facet::Sessions, "session"),
    (Facet::Topics, "topic"),
    (Facet::Issuers, "issuer"),
    (Facet::Outcomes, "outcome"),
];

/// Hands on every row of a table, in the order of the pages.
pub(super) fn each(
    site: Site<'_>,
    table: Table,
    take: &mut dyn FnMut(Row) -> io::Result<()>,
) -> io::Result<()> {
    let archive = site.archive;
    let terms = |facet| archive.taxonomy(facet).terms.iter();
    match table {
        Table::Replies => site
            .entries()
            .try_for_each(|(id, _)| take(reply(&Record::new(site, id, None)))),
        Table::Cases => (0..archive.cases.len()).try_for_each(|index| take(case(site, index))),
        Table::Topics => terms(Facet::Topics).try_for_each(|term| take(topic(site, term))),
        Table::Issuers => terms(Facet::Issuers).try_for_each(|term| take(issuer(site, term))),
        Table::Members => terms(Facet::Members).try_for_each(|term| take(member(term))),
        Table::Statistics => {
            let all = site.entries().map(|(id, _)| id);
            take(statistic(
                site,
                ["total", "total", "合计"],
                "statistics.html".into(),
                all,
            ))?;
            for (facet, dimension) in DIMENSIONS {
                for term in terms(facet) {
                    let names = [dimension, &term.slug, &term.name];
                    let page = term.permalink.to_string();
                    take(statistic(site, names, page, term.entries.iter().copied()))?;
                }
            }
            Ok(())
        }
    }
}

fn reply(record: &Record) -> Row {
    let names = |list: &[Named]| Cell::List(list.iter().map(|n| n.name.clone()).collect());
    let cases = |field: fn(&super::record::CaseRecord) -> &Option<String>| {
        Cell::list(
            record
                .cases
                .iter()
                .filter_map(|case| field(case).as_deref()),
        )
    };
    let answer = record.answer.as_ref();
    let letter = record.letter.as_ref();
    let of_letter = |field: fn(&LetterFacts) -> &Option<String>| {
        Cell::of(letter.and_then(|letter| field(letter).as_deref()))
    };
    let lists = |field: fn(&LetterFacts) -> &Vec<String>| {
        Cell::List(
            letter
                .map(|letter| field(letter).clone())
                .unwrap_or_default(),
        )
    };
    vec![
        Cell::from(record.id.as_str()),
        Cell::from(record.permalink.as_str()),
        Cell::from(record.url.clone()),
        Cell::from(record.level),
        Cell::from(record.disclosure),
        Cell::from(record.title.as_str()),
        Cell::from(record.kind),
        cases(|case| &case.number),
        cases(|case| &case.subject),
        Cell::from(record.session.body.clone()),
        Cell::from(record.session.term.clone()),
        Cell::from(record.year),
        Cell::list(
            answer
                .iter()
                .flat_map(|a| &a.addressees)
                .map(|p| p.name.as_str()),
        ),
        Cell::from(record.issuer.name.as_str()),
        Cell::from(record.issuer.slug.as_str()),
        names(
            letter
                .map(|letter| letter.co_issuers.as_slice())
                .unwrap_or_default(),
        ),
        Cell::of(letter.map(|letter| letter.role)),
        Cell::of(answer.and_then(|answer| answer.doc_number.as_deref())),
        of_letter(|letter| &letter.signer),
        Cell::of(answer.and_then(|answer| answer.date.as_deref())),
        Cell::from(record.published.clone()),
        Cell::from(record.updated.clone()),
        Cell::of(answer.and_then(|answer| answer.outcome.as_deref())),
        names(&record.topics),
        Cell::of(answer.and_then(|answer| answer.summary.as_deref())),
        of_letter(|letter| &letter.index_number),
        lists(|letter| &letter.keywords),
        lists(|letter| &letter.attachments),
        lists(|letter| &letter.cc),
        of_letter(|letter| &letter.contacts.lead),
        of_letter(|letter| &letter.contacts.handler),
        of_letter(|letter| &letter.contacts.phone),
        Cell::List(
            letter
                .iter()
                .flat_map(|letter| &letter.corrected)
                .map(|correction| format!("{} {}", correction.date, correction.note))
                .collect(),
        ),
        of_letter(|letter| &letter.source_sha256),
    ]
}

fn case(site: Site<'_>, index: usize) -> Row {
    let case = &site.archive.cases[index];
    let entries: Vec<&Entry> = case
        .entries
        .iter()
        .map(|&id| site.archive.entry(id))
        .collect();
    // One for each reply, as the column says, so that each stands beside its class. Where a case is
    // shown, each bureau that answered stands once: see `Archive::bureaus_of`.
    let issuers = entries
        .iter()
        .map(|entry| site.archive.organisations.full_name(entry.issuer()));
    let outcomes = entries.iter().map(|entry| match entry.outcome() {
        Some(Some(outcome)) => outcome.to_string(),
        Some(None) => UNMARKED.to_owned(),
        None => "hidden".to_owned(),
    });
    vec![
        Cell::from(case.permalink.as_str()),
        Cell::from(case.id.kind.name()),
        Cell::from(case.id.number.as_str()),
        Cell::from(case.subject.clone()),
        Cell::from(case.id.body.clone()),
        Cell::from(case.session.term.clone()),
        Cell::from(case.id.year),
        Cell::from(entries.len()),
        Cell::list(entries.iter().map(|entry| entry.permalink().as_str())),
        Cell::list(issuers),
        Cell::List(outcomes.collect()),
    ]
}

fn topic(site: Site<'_>, term: &Term) -> Row {
    let declared = site.archive.topics.find(&term.slug);
    vec![
        Cell::from(term.slug.as_str()),
        Cell::from(term.name.as_str()),
        Cell::of(declared.and_then(|topic| topic.description.as_deref())),
        Cell::from(term.permalink.as_str()),
        Cell::from(term.entries.len()),
    ]
}

fn issuer(site: Site<'_>, term: &Term) -> Row {
    let organisations = &site.archive.organisations;
    let declared = organisations.find(&term.name);
    let is_lead =
        |id: &EntryId| organisations.full_name(site.archive.entry(*id).issuer()) == term.name;
    let led: Vec<EntryId> = term.entries.iter().copied().filter(is_lead).collect();
    let mut row = vec![
        Cell::from(term.slug.as_str()),
        Cell::from(term.name.as_str()),
        Cell::list(
            declared
                .iter()
                .flat_map(|body| &body.aliases)
                .map(String::as_str),
        ),
        Cell::of(declared.and_then(|body| body.place.as_deref())),
        Cell::from(term.permalink.as_str()),
        Cell::from(term.entries.len()),
        Cell::from(led.len()),
    ];
    row.extend(outcomes(site, &led));
    row
}

fn member(term: &Term) -> Row {
    vec![
        Cell::from(term.slug.as_str()),
        Cell::from(term.name.as_str()),
        Cell::from(term.body.clone()),
        Cell::from(term.permalink.as_str()),
        Cell::from(term.entries.len()),
    ]
}

fn statistic(
    site: Site<'_>,
    [dimension, slug, name]: [&str; 3],
    page: String,
    entries: impl Iterator<Item = EntryId>,
) -> Row {
    let ids: Vec<EntryId> = entries.collect();
    let count = |test: &dyn Fn(&Entry) -> bool| {
        Cell::from(
            ids.iter()
                .filter(|id| test(site.archive.entry(**id)))
                .count(),
        )
    };
    let mut row = vec![
        Cell::from(dimension),
        Cell::from(slug),
        Cell::from(match slug {
            UNDATED => "未载年度",
            UNMARKED => "未标类别",
            _ => name,
        }),
        Cell::from(page),
        Cell::from(ids.len()),
        count(&|entry| entry.kind() == Kind::Proposal),
        count(&|entry| entry.kind() == Kind::Suggestion),
        count(&|entry| entry.level() == Level::Letter),
        count(&|entry| entry.level() == Level::Summary),
        count(&|entry| entry.level() == Level::Title),
    ];
    row.extend(outcomes(site, &ids));
    row
}

/// How many of these bear each class, and how many none.
fn outcomes(site: Site<'_>, ids: &[EntryId]) -> impl Iterator<Item = Cell> {
    let classes: Vec<Option<char>> = ids
        .iter()
        .filter_map(|id| site.archive.entry(*id).outcome())
        .map(|outcome| outcome.map(Outcome::class))
        .collect();
    let wanted = Outcome::CLASSES.map(Some).into_iter().chain([None]);
    wanted.map(move |class| Cell::from(classes.iter().filter(|c| **c == class).count()))
}
