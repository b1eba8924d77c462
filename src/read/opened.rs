//! A document's file opened again to be checked, whatever may be published of it.

use std::path::Path;
use std::sync::Arc;

use super::load::decode;
use super::settings::Settings;
use super::{CONTENT, io_problem};
use crate::diag::{Code, Diagnostic, SourceFile};
use crate::front_matter::{self, Declared};
use crate::fs;
use crate::model::reply::Origin;
use crate::model::{Permalink, Reply};
use crate::yaml::{Document, Limits};

/// A reply as its file states it, and where. Not cleared for anything: it serves only to find
/// problems, whose places quote nothing to the public.
pub struct Opened {
    /// The facts.
    pub reply: Reply,
    /// The whole file.
    pub source: Arc<SourceFile>,
    /// The front matter.
    pub document: Document,
    /// Where the body begins, in bytes.
    pub body: usize,
}

impl Opened {
    /// Reads the file of a reply that could be read before.
    ///
    /// # Errors
    /// Where it cannot be read any more. `None` where it is no reply any more.
    pub fn read(
        root: &Path,
        permalink: &Permalink,
        settings: &Settings,
    ) -> Result<Option<Self>, Diagnostic> {
        let stem = permalink.as_str().trim_end_matches(".html");
        let path = format!("{CONTENT}/{stem}.md");
        let bytes = fs::read(&root.join(&path)).map_err(|e| io_problem(root, Code::IoRead, &e))?;
        let digest = fs::fingerprint(&bytes);
        let source = decode(bytes, &path)?;
        let split = front_matter::split(&source)?;
        let document = Document::parse(&source, split.front_matter, &Limits::default())?;
        let declared = Declared {
            topics: &settings.topics,
            organisations: &settings.organisations,
        };
        let origin = Origin { path, digest };
        let (reply, _) = front_matter::parse_reply(&document, origin, permalink.clone(), declared);
        Ok(reply.map(|reply| Self {
            reply,
            source,
            document,
            body: split.body.start,
        }))
    }

    /// The letter.
    pub fn letter(&self) -> &str {
        self.source.text().get(self.body..).unwrap_or_default()
    }

    /// A problem at a fact, by its key with dots; see [`front_matter::place`].
    pub fn problem_at(&self, field: &str, code: Code, message: &str) -> Diagnostic {
        let span = front_matter::place(&self.document, field);
        Diagnostic::new(code, message).at(&self.source, span)
    }
}
