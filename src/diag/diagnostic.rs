//! One problem.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::{Code, SourceFile};

/// How bad a problem is; the worst sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Publication stops.
    Error,
    /// Publication goes on, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in messages and JSON: `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A second place in the same file that explains the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The first byte it stands under.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What is there, such as `first given here`.
    pub text: String,
}

/// A problem: the rule it breaks, what is wrong, where, and how to mend it.
///
/// What it says comes in two kinds. *Open* texts (message, help, labels) are words of the program
/// and go everywhere, so they must never hold anything that a document says. *Quoting* texts
/// (detail, suggestion) may, and are shown only where the document may be shown.
#[derive(Clone)]
#[must_use = "a problem that is not collected is lost"]
pub struct Diagnostic(Box<Parts>);

#[derive(Clone)]
pub(super) struct Parts {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) detail: Option<String>,
    pub(super) suggestion: Option<String>,
    pub(super) help: Option<String>,
    pub(super) place: Place,
    pub(super) labels: Vec<Label>,
}

#[derive(Clone)]
pub(super) enum Place {
    Nowhere,
    File(String),
    Span(Arc<SourceFile>, Range<usize>),
}

impl Diagnostic {
    /// A problem with the severity its rule has by default. `message` says what is wrong, in lower
    /// case, without a full stop, and quotes nothing that a document says.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            code,
            severity: code.severity(),
            message: message.into(),
            detail: None,
            suggestion: None,
            help: None,
            place: Place::Nowhere,
            labels: Vec::new(),
        }))
    }

    /// Puts it at bytes `span` of `source`.
    pub fn at(mut self, source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.0.place = Place::Span(Arc::clone(source), span);
        self
    }

    /// Puts it at a file as a whole, named by its path relative to the site's root.
    ///
    /// Nothing says whether that file may be shown, so its quoting texts count as confidential.
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        let path = if path.is_empty() { ".".into() } else { path }; // the root itself
        self.0.place = Place::File(path);
        self
    }

    /// Adds what the document says there, such as a wrong value; shown after the message.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds the word that was probably meant, if there is one; as confidential as the detail.
    pub fn suggest(mut self, word: Option<&str>) -> Self {
        self.0.suggestion = word.map(str::to_owned);
        self
    }

    /// Adds how to mend it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds a second place in the same file.
    pub fn label(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.0.labels.push(Label {
            start: span.start,
            end: span.end,
            text: text.into(),
        });
        self
    }

    /// Replaces the rule's severity, where a site decides it.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// The rule.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    /// The file's path relative to the site's root, if it is in one.
    pub fn path(&self) -> Option<&str> {
        match &self.0.place {
            Place::Nowhere => None,
            Place::File(path) => Some(path),
            Place::Span(source, _) => Some(source.path()),
        }
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.0
    }

    /// What orders problems: first the place, then the rule, then everything else that shows.
    fn key(&self) -> impl Ord + '_ {
        let Parts {
            code,
            severity,
            message,
            detail,
            suggestion,
            help,
            place,
            labels,
        } = &*self.0;
        let span = match place {
            Place::Span(_, span) => Some((span.start, code.name(), span.end)),
            Place::File(_) | Place::Nowhere => None,
        };
        (
            self.path(),
            span,
            code.name(),
            severity,
            message,
            detail,
            suggestion,
            (help, labels),
        )
    }
}

impl Ord for Diagnostic {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Diagnostic {}

/// Rule, path and open message only: a debug print must not betray a document either.
impl fmt::Debug for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} in {}: {}",
            self.0.code,
            self.path().unwrap_or("-"),
            self.0.message
        )
    }
}
