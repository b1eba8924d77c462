//! The facts of a reply, as its page lists them.

use schemars::JsonSchema;
use serde::Serialize;

use super::link::{Addressee, CaseView, Link, Linker, OutcomeView, SessionView};
use crate::model::archive::EntryId;
use crate::model::{Disclosure, Entry, Facet, Reply, Role};

/// The facts of a reply. What its clearance does not allow is empty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Facts {
    /// Path from the site's root.
    permalink: String,
    /// `letter`, `summary` or `title`.
    level: &'static str,
    /// Title of the letter, or one composed.
    title: String,
    /// The original has no title.
    title_composed: bool,
    /// The cases it answers.
    cases: Vec<CaseView>,
    /// 届次.
    session: Option<SessionView>,
    /// Who is answered.
    addressees: Vec<Addressee>,
    /// Who answers.
    issuer: Link,
    /// 会办单位.
    co_issuers: Vec<Link>,
    /// 发文字号.
    doc_number: Option<String>,
    /// The day of the document.
    date: Option<String>,
    /// When it was put on the web.
    published: Option<String>,
    /// Class of result; none where it is not public.
    outcome: Option<OutcomeView>,
    /// Its year.
    year: Option<Link>,
    /// Its topics.
    topics: Vec<Link>,
    /// The published summary.
    summary: Option<String>,
    /// `reply`, `co_handling` or `continued`; a notice does not say.
    role: Option<&'static str>,
    #[serde(flatten)]
    letter_only: LetterFacts,
}

/// Facts that only a published letter has.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
struct LetterFacts {
    /// `public` or `unstated`.
    disclosure: Option<&'static str>,
    /// 签发人.
    signer: Option<String>,
    /// 索引号.
    index_number: Option<String>,
    /// Key words.
    keywords: Vec<String>,
    /// 附件.
    attachments: Vec<String>,
    /// 抄送.
    cc: Vec<String>,
    /// Whom to ask.
    contacts: ContactsView,
    /// Corrections since.
    corrected: Vec<CorrectionView>,
    /// SHA-256 of the original text.
    source_sha256: Option<String>,
    /// Length of the letter.
    characters: usize,
}

#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
struct ContactsView {
    /// 承办负责人.
    lead: Option<String>,
    /// 承办人.
    handler: Option<String>,
    /// 联系电话.
    phone: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CorrectionView {
    /// The day of the correction.
    date: String,
    /// What was corrected.
    note: String,
}

impl Facts {
    /// The facts of an entry, the length of its letter apart.
    pub fn new(linker: Linker<'_>, id: EntryId) -> Self {
        let entry = linker.context.archive.entry(id);
        let (title, title_composed) = entry.display_title();
        Self {
            permalink: entry.permalink().to_string(),
            level: entry.level().name(),
            title,
            title_composed,
            cases: linker.cases(id),
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

    /// Adds the length of the letter.
    pub fn set_characters(&mut self, characters: usize) {
        self.letter_only.characters = characters;
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
