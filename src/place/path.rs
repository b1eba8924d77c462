//! The path of a letter, and what tells one letter from another.

use jiff::civil::Date;

use super::originals::have_same_name;
use crate::model::case::file_stem;
use crate::model::{CaseRef, Kind, Organisations, Reply, Role};
use crate::text::slug::{ascii_slug, is_slug};

/// What tells a letter from others.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// Slug of the bureau.
    issuer: String,
    /// Slug of the session's body.
    body: Option<String>,
    pub(super) case: Option<(Kind, String)>,
    /// Letters and digits of the document number: brackets are scanned in many forms.
    doc_number: Option<String>,
    role: Role,
    date: Option<Date>,
    pub(super) sha256: Option<String>,
    /// File of the original.
    pub(super) original: Option<String>,
}

impl Identity {
    pub(super) fn of(reply: &Reply, organisations: &Organisations) -> Self {
        let number = |case: &CaseRef| Some((case.kind, case.number.clone()?));
        let fold = |text: &String| text.chars().filter(|c| c.is_alphanumeric()).collect();
        Self {
            issuer: organisations.resolve(&reply.issuer).1,
            body: reply
                .session
                .body
                .as_deref()
                .map(|body| organisations.resolve(body).1),
            case: reply.cases.iter().find_map(number),
            doc_number: reply.doc_number.as_ref().map(fold),
            role: reply.role,
            date: reply.date,
            sha256: reply.source.sha256.clone(),
            original: reply.source.file.clone(),
        }
    }

    /// Bureau, document number and case, which together name one letter wherever its file stands.
    pub(super) fn document(&self) -> Option<Document> {
        Some((
            self.issuer.clone(),
            self.doc_number.clone()?,
            self.case.clone(),
        ))
    }

    /// Whether this letter, from another raw file, is the one that was filed under the same path.
    /// A file that somebody wrote by hand, or a raw file of the same name, is taken for it unless
    /// something speaks against that.
    pub(super) fn is_same_letter(&self, filed: &Self) -> bool {
        let same_name = match (&self.original, &filed.original) {
            (Some(a), Some(b)) => have_same_name(a, b),
            _ => false,
        };
        let by_place = self.role == filed.role && (same_name || filed.sha256.is_none());
        !self.differs(filed) && (by_place || self.is_twin(filed))
    }

    /// Whether two raw files hold the same letter, in whatever encoding: by its document number,
    /// or by case and date.
    pub(super) fn is_twin(&self, other: &Self) -> bool {
        let same_number = self.doc_number.is_some() && self.doc_number == other.doc_number;
        let same_day = self.case.is_some()
            && self.case == other.case
            && self.date.is_some()
            && self.date == other.date
            && self.role == other.role;
        !self.differs(other) && (same_number || same_day)
    }

    fn differs(&self, other: &Self) -> bool {
        let numbers = (self.doc_number.as_ref(), other.doc_number.as_ref());
        self.is_of_other_body(other)
            || self.issuer != other.issuer
            || matches!(numbers, (Some(a), Some(b)) if a != b)
    }

    fn is_of_other_body(&self, other: &Self) -> bool {
        matches!((&self.body, &other.body), (Some(a), Some(b)) if a != b)
    }
}

/// See [`Identity::document`].
pub(super) type Document = (String, String, Option<(Kind, String)>);

/// The name of a letter's file, which grows while others have it.
pub(super) struct Name {
    folder: String,
    stem: String,
    sha256: String,
    /// Suffixes that were tried.
    tried: Vec<String>,
}

impl Name {
    /// `<kind>-<number, else document number, else digits of the SHA-256>` in the year's folder.
    pub(super) fn new(reply: &Reply, sha256: &str) -> Self {
        let folder = reply
            .year()
            .map_or_else(|| "undated".to_owned(), |year| year.to_string());
        let numbered = reply.cases.iter().find(|case| case.number.is_some());
        let case = numbered.or(reply.cases.first());
        let kind = case.map_or("reply", |case| case.kind.name());
        let numbered = numbered.and_then(|case| Some((case.kind, case.number.as_deref()?)));
        let by_case = numbered.map(|(kind, number)| file_stem(kind, number));
        let by_document = || {
            let number = reply.doc_number.as_deref()?;
            Some(format!("{kind}-{}", ascii_slug(number)))
        };
        let own = by_case.or_else(by_document);
        let short = sha256.get(..8).unwrap_or(sha256);
        Self {
            folder: format!("replies/{folder}"),
            stem: own
                .filter(|own| is_slug(own))
                .unwrap_or_else(|| format!("{kind}-{short}")),
            sha256: short.to_owned(),
            tried: Vec::new(),
        }
    }

    /// The path below the content folder.
    pub(super) fn path(&self) -> String {
        format!("{}/{}.md", self.folder, self.stem)
    }

    /// Makes the name another, since a letter that is not `new` has it: by the session's body if
    /// the case is another body's, by the bureau if it is another bureau's, else by the raw file.
    pub(super) fn give_way(&mut self, new: &Identity, other: &Identity) {
        let body = new.body.as_ref().filter(|_| new.is_of_other_body(other));
        let issuer = Some(&new.issuer).filter(|_| new.issuer != other.issuer);
        let digits = Some(&self.sha256);
        let fitting = [body, issuer, digits].into_iter().flatten().find(|suffix| {
            !self.tried.contains(suffix) && is_slug(&format!("{}-{suffix}", self.stem))
        });
        let suffix = match fitting {
            Some(suffix) => suffix.clone(),
            // Letters of one raw file that nothing tells apart.
            None => (self.tried.len() + 2).to_string(),
        };
        self.stem = format!("{}-{suffix}", self.stem);
        self.tried.push(suffix);
    }
}
