//! The page of a reply: its facts, its letter's head and foot, and what surrounds it.

use serde::Serialize;

use super::entry::RelatedView;
use super::link::{Addressee, CaseView, Link, Linker, OutcomeView, SessionView};
use super::meta::{self, ArticleTags};
use super::outline::{OutlineItem, Text, nest};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::related::find_related;
use crate::model::{Disclosure, Entry, Facet, Permalink, Reply, Role};
use crate::text::phrase::phrases;

/// What `reply.html` and `notice.html` see, the letter's HTML apart.
#[derive(Clone, Debug, Serialize)]
pub struct ReplyView {
    page: Page,
    reply: Facts,
    letter: Option<LetterView>,
    outline: Vec<OutlineItem>,
    notices: Notices,
    previous: Option<NeighbourView>,
    next: Option<NeighbourView>,
    related: Vec<RelatedView>,
    citation: String,
}

/// The facts of a reply. What its clearance does not allow is empty.
#[derive(Clone, Debug, Serialize)]
struct Facts {
    permalink: String,
    level: &'static str,
    title: String,
    title_composed: bool,
    cases: Vec<CaseView>,
    session: Option<SessionView>,
    addressees: Vec<Addressee>,
    issuer: Link,
    co_issuers: Vec<Link>,
    doc_number: Option<String>,
    date: Option<String>,
    published: Option<String>,
    outcome: Option<OutcomeView>,
    year: Option<Link>,
    topics: Vec<Link>,
    summary: Option<String>,
    role: Option<&'static str>,
    #[serde(flatten)]
    letter_only: LetterFacts,
}

/// Facts that only a published letter has.
#[derive(Clone, Debug, Default, Serialize)]
struct LetterFacts {
    disclosure: Option<&'static str>,
    signer: Option<String>,
    index_number: Option<String>,
    keywords: Vec<String>,
    attachments: Vec<String>,
    cc: Vec<String>,
    contacts: ContactsView,
    corrected: Vec<CorrectionView>,
    source_sha256: Option<String>,
    characters: usize,
}

#[derive(Clone, Debug, Default, Serialize)]
struct ContactsView {
    lead: Option<String>,
    handler: Option<String>,
    phone: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct CorrectionView {
    date: String,
    note: String,
}

/// Head and foot of the letter, in the words of the original.
#[derive(Clone, Debug, Serialize)]
struct LetterView {
    marks: Vec<String>,
    head: Option<String>,
    doc_number: Option<String>,
    signer: Option<String>,
    title: Vec<PhraseView>,
    contacts: Vec<String>,
}

/// A part of the letter's title that should not be broken, unless it is `long`.
#[derive(Clone, Debug, Serialize)]
struct PhraseView {
    text: String,
    long: bool,
}

/// What a reader has to be told before reading.
#[derive(Clone, Debug, Default, Serialize)]
struct Notices {
    unmarked: bool,
    review: usize,
}

/// The reply before or after this one.
#[derive(Clone, Debug, Serialize)]
pub struct NeighbourView {
    /// Relative address.
    pub href: String,
    /// Title of the letter, or subject of the case.
    pub title: String,
    /// Kind and number.
    pub label: String,
}

impl ReplyView {
    /// The view of a letter or a notice, a letter's text apart.
    pub fn new(context: Context<'_>, id: EntryId) -> Self {
        let entry = context.archive.entry(id);
        let permalink = entry.permalink();
        let linker = Linker {
            context,
            from: permalink,
        };
        let neighbours = context.archive.neighbours(id);
        let neighbour = |id: EntryId| neighbour(linker, context.archive.entry(id));
        let letter = match entry {
            Entry::Letter(letter) => Some(letter),
            Entry::Notice(_) => None,
        };
        Self {
            page: page(linker, id),
            reply: facts(linker, id),
            letter: letter.map(|letter| letter_view(letter)),
            outline: Vec::new(),
            notices: letter.map(|letter| notices(letter)).unwrap_or_default(),
            previous: neighbours.previous.map(neighbour),
            next: neighbours.next.map(neighbour),
            related: find_related(context.archive, id)
                .iter()
                .map(|related| RelatedView::new(linker, related))
                .collect(),
            citation: citation(context, entry),
        }
    }

    /// Adds what the letter's text tells.
    pub fn set_text(&mut self, text: &Text) {
        self.outline = nest(&text.outline);
        self.reply.letter_only.characters = text.characters;
    }

    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        if self.letter.is_some() {
            "reply.html"
        } else {
            "notice.html"
        }
    }
}

fn page(linker: Linker<'_>, id: EntryId) -> Page {
    let context = linker.context;
    let entry = context.archive.entry(id);
    let (title, _) = entry.display_title();
    let description = description(context, entry);
    let section = entry.kind().folder();
    let mut parents = vec![(
        context.word(&format!("cases.{}", entry.kind().name())),
        Permalink::page(format!("{section}/index.html")),
    )];
    if context.archive.cases_of_kind(entry.kind()).is_empty() {
        parents = vec![(
            context.word("replies.title"),
            Permalink::page("replies/index.html"),
        )];
    }
    parents.extend(context.archive.cases_of(entry).next().map(|case| {
        (
            context.case_label(case.id.kind, Some(&case.id.number)),
            case.permalink.clone(),
        )
    }));
    let tags = meta::article_tags(
        context.config,
        &ArticleTags {
            title: &title,
            published: entry.published(),
            source: linker.issuer(entry.issuer()).name.as_str(),
            keywords: keywords(linker, id),
            description: Some(&description),
            permalink: entry.permalink(),
        },
    );
    let kind = if matches!(entry, Entry::Letter(_)) {
        "reply"
    } else {
        "notice"
    };
    let head = Head {
        kind,
        title,
        description: Some(description),
        section: Some("replies"),
        parents,
    };
    Page::new(context, entry.permalink(), head, tags)
}

fn keywords(linker: Linker<'_>, id: EntryId) -> Vec<String> {
    let topics = linker
        .terms_of(Facet::Topics, id)
        .into_iter()
        .map(|topic| topic.name);
    let own = match linker.context.archive.entry(id) {
        Entry::Letter(letter) => letter.keywords.clone(),
        Entry::Notice(_) => Vec::new(),
    };
    own.into_iter().chain(topics).collect()
}

/// One sentence that says who answers what.
fn description(context: Context<'_>, entry: &Entry) -> String {
    let case = entry.cases().first();
    let label = context.case_label(entry.kind(), case.and_then(|c| c.number.as_deref()));
    let (issuer, _) = context.archive.organisations.resolve(entry.issuer());
    match case.and_then(|case| case.subject.as_deref()) {
        Some(subject) => context.messages.text(
            "page.reply",
            &[("issuer", issuer), ("case", &label), ("subject", subject)],
        ),
        None => context
            .messages
            .text("page.reply_bare", &[("issuer", issuer), ("case", &label)]),
    }
}

fn facts(linker: Linker<'_>, id: EntryId) -> Facts {
    let entry = linker.context.archive.entry(id);
    let (title, title_composed) = entry.display_title();
    Facts {
        permalink: entry.permalink().to_string(),
        level: entry.level().name(),
        title,
        title_composed,
        cases: entry
            .cases()
            .iter()
            .map(|case| linker.case(case, entry))
            .collect(),
        session: linker.session(id),
        addressees: linker.addressees(id),
        issuer: linker.issuer(entry.issuer()),
        co_issuers: entry
            .co_issuers()
            .iter()
            .map(|name| linker.issuer(name))
            .collect(),
        doc_number: entry.doc_number().map(str::to_owned),
        date: entry.date().map(|date| date.to_string()),
        published: entry.published().map(|published| published.to_string()),
        outcome: entry.outcome().map(|outcome| linker.outcome(outcome)),
        year: linker.year(id),
        topics: linker.terms_of(Facet::Topics, id),
        summary: entry
            .summary()
            .map(str::to_owned)
            .filter(|_| !matches!(entry, Entry::Letter(_))),
        role: entry.role().map(Role::name),
        letter_only: match entry {
            Entry::Letter(letter) => letter_facts(letter),
            Entry::Notice(_) => LetterFacts::default(),
        },
    }
}

fn letter_facts(reply: &Reply) -> LetterFacts {
    LetterFacts {
        disclosure: Some(match reply.disclosure {
            Disclosure::Unstated => "unstated",
            _ => "public",
        }),
        signer: reply.signer.clone(),
        index_number: reply.index_number.clone(),
        keywords: reply.keywords.clone(),
        attachments: reply.attachments.clone(),
        cc: reply.cc.clone(),
        contacts: ContactsView {
            lead: reply.contacts.lead.clone(),
            handler: reply.contacts.handler.clone(),
            phone: reply.contacts.phone.clone(),
        },
        corrected: reply
            .corrected
            .iter()
            .map(|c| CorrectionView {
                date: c.date.to_string(),
                note: c.note.clone(),
            })
            .collect(),
        source_sha256: reply.source.sha256.clone(),
        characters: 0,
    }
}

fn letter_view(reply: &Reply) -> LetterView {
    LetterView {
        marks: reply.as_written.marks.clone(),
        head: reply.as_written.head.clone(),
        doc_number: reply.doc_number.clone(),
        signer: reply.signer.clone(),
        title: phrases(reply.title.as_deref().unwrap_or_default())
            .into_iter()
            .map(|phrase| PhraseView {
                text: phrase.text.to_owned(),
                long: phrase.is_long,
            })
            .collect(),
        contacts: reply.as_written.contacts.clone(),
    }
}

fn notices(reply: &Reply) -> Notices {
    Notices {
        unmarked: reply.disclosure == Disclosure::Unstated,
        review: reply.review.len(),
    }
}

fn neighbour(linker: Linker<'_>, entry: &Entry) -> NeighbourView {
    let number = entry
        .cases()
        .first()
        .and_then(|case| case.number.as_deref());
    NeighbourView {
        href: linker.href(entry.permalink()),
        title: entry.display_title().0,
        label: linker.context.case_label(entry.kind(), number),
    }
}

/// How to cite the reply, after GB/T 7714: who, what, number, date or year, and where it stands.
fn citation(context: Context<'_>, entry: &Entry) -> String {
    let (issuer, _) = context.archive.organisations.resolve(entry.issuer());
    let mut parts = vec![format!("{issuer}：《{}》", entry.display_title().0)];
    parts.extend(entry.doc_number().map(str::to_owned));
    let year = || entry.year().map(|year| format!("{year}年"));
    let date = entry
        .date()
        .map(|d| format!("{}年{}月{}日", d.year(), d.month(), d.day()));
    parts.extend(date.or_else(year));
    format!(
        "{}。{}",
        parts.join("，"),
        context.address(entry.permalink())
    )
}
