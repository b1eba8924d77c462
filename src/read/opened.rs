//! A document's file opened again to be checked, whatever may be published of it.

use std::ops::Range;
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

/// The file of a reply or an article.
pub struct OpenedFile {
    /// The whole file.
    pub source: Arc<SourceFile>,
    /// Where its front matter stands, in bytes.
    front_matter: Range<usize>,
    /// Where its body stands, in bytes.
    pub body: Range<usize>,
}

impl OpenedFile {
    /// Reads the file of a document that could be read before.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn read(root: &Path, permalink: &Permalink) -> Result<Self, Diagnostic> {
        let stem = permalink.as_str().trim_end_matches(".html");
        let path = format!("{CONTENT}/{stem}.md");
        let bytes = fs::read(&root.join(&path)).map_err(|e| io_problem(root, Code::IoRead, &e))?;
        let source = decode(bytes, &path)?;
        let split = front_matter::split(&source)?;
        Ok(Self {
            source,
            front_matter: split.front_matter,
            body: split.body,
        })
    }

    /// The body.
    pub fn text(&self) -> &str {
        let text = self.source.text().get(self.body.clone());
        text.unwrap_or_default()
    }
}

/// A reply as its file states it, and where. Not cleared for anything: it serves only to find
/// problems, whose places quote nothing to the public.
pub struct Opened {
    /// The facts.
    pub reply: Reply,
    /// The file.
    pub file: OpenedFile,
    /// The front matter.
    pub document: Document,
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
        let file = OpenedFile::read(root, permalink)?;
        let limits = Limits::default();
        let document = Document::parse(&file.source, file.front_matter.clone(), &limits)?;
        let declared = Declared {
            topics: &settings.topics,
            organisations: &settings.organisations,
        };
        let origin = Origin {
            path: file.source.path().to_owned(),
            digest: fs::fingerprint(file.source.text().as_bytes()),
        };
        let (reply, _) = front_matter::parse_reply(&document, origin, permalink.clone(), declared);
        Ok(reply.map(|reply| Self {
            reply,
            file,
            document,
        }))
    }

    /// A problem at a fact, by its key with dots; see [`front_matter::place`].
    pub fn problem_at(&self, field: &str, code: Code, message: &str) -> Diagnostic {
        let span = front_matter::place(&self.document, field);
        Diagnostic::new(code, message).at(&self.file.source, span)
    }
}
