//! The proposal or suggestion that is answered, and its identity.

use super::archive::EntryId;
use super::organisation::Organisations;
use super::permalink::Permalink;
use super::reply::Kind;
use super::session::Session;
use crate::text::slug;

/// How a reply names a case that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRef {
    /// Proposal or suggestion.
    pub kind: Kind,
    /// 提案号、建议号, as written.
    pub number: Option<String>,
    /// 案由: the case's own title.
    pub subject: Option<String>,
}

/// The name, without its ending, of the file of a reply to a numbered case.
pub fn file_stem(kind: Kind, number: &str) -> String {
    format!("{}-{}", kind.name(), number_slug(number))
}

/// What makes a case one: the same number in another body, year or kind is another case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId {
    /// Proposal or suggestion.
    pub kind: Kind,
    /// The session's body, where it is stated.
    pub body: Option<String>,
    /// The year under which its replies are filed.
    pub year: Option<i16>,
    /// Its number.
    pub number: String,
}

impl CaseId {
    /// The identity of a case that a reply names; `None` where the case bears no number, since
    /// then nothing tells it from others.
    pub fn of(case: &CaseRef, session: &Session, year: Option<i16>) -> Option<Self> {
        Some(Self {
            kind: case.kind,
            body: session.body.clone(),
            year,
            number: case.number.clone()?,
        })
    }

    /// The path of the case's page. Bodies that are the archive's own have the short path, and
    /// so have all where the site names no own bodies.
    pub fn permalink(&self, home_bodies: &[String], organisations: &Organisations) -> Permalink {
        let folder = self.kind.folder();
        let year = self
            .year
            .map_or_else(|| "undated".to_owned(), |year| year.to_string());
        let number = number_slug(&self.number);
        let foreign = self
            .body
            .as_ref()
            .filter(|body| !home_bodies.is_empty() && !home_bodies.contains(body));
        Permalink::page(match foreign {
            Some(body) => {
                let (_, body) = organisations.resolve(body);
                format!("{folder}/{body}/{year}/{number}.html")
            }
            None => format!("{folder}/{year}/{number}.html"),
        })
    }
}

/// A number as one segment of a path: itself where it is plain, else pinyin and digest.
pub fn number_slug(number: &str) -> String {
    let plain = number.to_ascii_lowercase();
    if slug::is_slug(&plain) {
        plain
    } else {
        slug::digest_slug(number, number)
    }
}

/// A case with everything that answers it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Identity.
    pub id: CaseId,
    /// The case's page.
    pub permalink: Permalink,
    /// 案由, from the first reply that states it.
    pub subject: Option<String>,
    /// 届次, from the first reply that states a term.
    pub session: Session,
    /// The replies to it, newest first.
    pub entries: Vec<EntryId>,
}
