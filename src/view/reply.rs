//! The page of a reply: its facts, its letter's head and foot, and what surrounds it.

use schemars::JsonSchema;
use serde::Serialize;

use super::entry::RelatedView;
use super::facts::Facts;
use super::link::Linker;
use super::linked::{self, Alternate};
use super::meta::{self, ArticleTags};
use super::outline::{OutlineItem, Text, nest};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::archive::EntryId;
use crate::model::related::find_related;
use crate::model::{Disclosure, Entry, Facet, Permalink, Reply};
use crate::text::phrase::phrases;

/// What `reply.html` and `notice.html` see, the letter's HTML apart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReplyView {
    /// What every page has.
    page: Page,
    /// The facts.
    reply: Facts,
    /// Head and foot of the letter; none for a notice.
    letter: Option<LetterView>,
    /// Its headings, nested.
    outline: Vec<OutlineItem>,
    /// What a reader has to be told.
    notices: Notices,
    /// The one before by number.
    previous: Option<NeighbourView>,
    /// The one after by number.
    next: Option<NeighbourView>,
    /// Related replies, the closest first.
    related: Vec<RelatedView>,
    /// How to cite the page.
    citation: String,
    /// The files beside it.
    downloads: Vec<Alternate>,
}

/// Head and foot of the letter, in the words of the original.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct LetterView {
    /// Class and disclosure, as written.
    marks: Vec<String>,
    /// Name of the letterhead.
    head: Option<String>,
    /// 发文字号.
    doc_number: Option<String>,
    /// 签发人.
    signer: Option<String>,
    /// Its title in phrases, between which it may break.
    title: Vec<PhraseView>,
    /// Contact lines as written.
    contacts: Vec<String>,
}

/// A part of the letter's title that should not be broken, unless it is `long`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct PhraseView {
    /// Its characters.
    text: String,
    /// It fits no line and may break inside.
    long: bool,
}

/// What a reader has to be told before reading.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
struct Notices {
    /// The original bears no disclosure mark.
    unmarked: bool,
    /// How many doubts are open.
    review: usize,
}

/// The reply before or after this one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NeighbourView {
    /// Relative address.
    pub href: String,
    /// Title of the letter, or subject of the case.
    pub title: String,
    /// Kind and number, where the title does not say them.
    pub label: Option<String>,
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
            reply: Facts::new(linker, id),
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
            downloads: linked::beside(context, permalink),
        }
    }

    /// Adds what the letter's text tells.
    pub fn set_text(&mut self, text: &Text) {
        self.outline = nest(&text.outline);
        self.reply.set_characters(text.characters);
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
    parents.extend(context.archive.cases_of(id).next().map(|case| {
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
        crumb: Some(context.word(&format!("role.{}", entry.role().unwrap_or_default().name()))),
        thing: Some(linked::reply(context, entry)),
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
    let issuer = context.archive.organisations.full_name(entry.issuer());
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
    let title = entry.display_title().0;
    let is_said = number.is_some_and(|number| title.contains(&format!("{number}号")));
    NeighbourView {
        href: linker.href(entry.permalink()),
        label: (!is_said).then(|| linker.context.case_label(entry.kind(), number)),
        title,
    }
}

/// How to cite the reply, after GB/T 7714: who, what, number, date or year, and where it stands.
fn citation(context: Context<'_>, entry: &Entry) -> String {
    let issuer = context.archive.organisations.full_name(entry.issuer());
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
