//! The gate between problems and their readers.

use std::ops::Range;

use super::diagnostic::{Parts, Place};
use super::{Code, Diagnostic, Label, Position, Severity, SourceFile};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The person at the keyboard, who has the files anyway.
    Clerk,
    /// Anybody: logs of CI, annotations, reports in JSON, the overlay of a preview.
    Public,
}

/// Everything of a problem that an audience may see.
#[derive(Debug)]
pub struct View<'a> {
    /// The rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to the site's root.
    pub path: Option<&'a str>,
    /// Line and column, where one is known.
    pub position: Option<Position>,
    /// What is wrong, with what the document says there if that may be seen.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The source text, if it may be seen.
    pub excerpt: Option<Excerpt<'a>>,
}

/// Source text that may be shown, with its marks.
#[derive(Debug)]
pub struct Excerpt<'a> {
    /// The text.
    pub source: &'a SourceFile,
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// Further places in the same text.
    pub labels: &'a [Label],
}

impl Diagnostic {
    /// What `audience` may see. The only way from a problem to its text.
    ///
    /// The public sees detail, suggestion, source lines and labels only of sources that are not
    /// confidential. A problem without a [`SourceFile`] counts as confidential.
    pub fn view(&self, audience: Audience) -> View<'_> {
        let parts = self.parts();
        let may_quote = audience == Audience::Clerk || is_public(&parts.place);
        View {
            code: parts.code,
            severity: parts.severity,
            path: self.path(),
            position: position(&parts.place),
            message: message(parts, may_quote),
            help: help(parts, may_quote),
            excerpt: if may_quote { excerpt(parts) } else { None },
        }
    }
}

fn is_public(place: &Place) -> bool {
    matches!(place, Place::Span(source, _) if !source.is_confidential())
}

fn position(place: &Place) -> Option<Position> {
    match place {
        Place::Span(source, span) => Some(source.position(span.start)),
        Place::File(_) | Place::Nowhere => None,
    }
}

fn message(parts: &Parts, may_quote: bool) -> String {
    match &parts.detail {
        Some(detail) if may_quote => format!("{}: {detail}", parts.message),
        _ => parts.message.clone(),
    }
}

fn help(parts: &Parts, may_quote: bool) -> Option<String> {
    let suggestion = parts.suggestion.as_ref().filter(|_| may_quote);
    match (suggestion, &parts.help) {
        (Some(word), Some(help)) => Some(format!("did you mean `{word}`? {help}")),
        (Some(word), None) => Some(format!("did you mean `{word}`?")),
        (None, help) => help.clone(),
    }
}

fn excerpt(parts: &Parts) -> Option<Excerpt<'_>> {
    match &parts.place {
        Place::Span(source, span) => Some(Excerpt {
            source,
            span: span.clone(),
            labels: &parts.labels,
        }),
        Place::File(_) | Place::Nowhere => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem() -> Diagnostic {
        Diagnostic::new(Code::TopicUnknown, "unknown topic")
            .detail("`秘密`")
            .suggest(Some("机密"))
            .help("declare it in topics.yaml")
    }

    #[test]
    fn the_public_sees_nothing_of_a_confidential_source() {
        let source = SourceFile::confidential("content/a.md", "topics: [秘密]");
        let problem = problem().at(&source, 9..15).label(0..6, "here");
        let view = problem.view(Audience::Public);
        assert_eq!(view.message, "unknown topic");
        assert_eq!(view.help.as_deref(), Some("declare it in topics.yaml"));
        assert_eq!(
            view.position,
            Some(Position {
                line: 1,
                column: 10
            })
        );
        assert!(view.excerpt.is_none());
        assert!(!format!("{problem:?}").contains("秘密"));
    }

    #[test]
    fn a_problem_without_a_source_counts_as_confidential() {
        let problem = problem().in_file("content/a.md");
        assert_eq!(problem.view(Audience::Public).message, "unknown topic");
        assert_eq!(
            problem.view(Audience::Clerk).message,
            "unknown topic: `秘密`"
        );
    }

    #[test]
    fn public_sources_and_clerks_see_everything() {
        let source = SourceFile::public("content/site.yaml", "topics: [秘密]");
        let problem = problem().at(&source, 9..15);
        let view = problem.view(Audience::Public);
        assert_eq!(view.message, "unknown topic: `秘密`");
        assert_eq!(
            view.help.as_deref(),
            Some("did you mean `机密`? declare it in topics.yaml")
        );
        assert!(view.excerpt.is_some());
    }
}
