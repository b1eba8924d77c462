//! Why a text is not read at all.

use std::ops::Range;

use super::events::first_failure;
use super::limits::{Limits, too_deep};
use super::tree::TOO_DEEP;
use crate::diag::Code;

/// A problem that stops the reading, placed within the YAML text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
    pub(super) span: Range<usize>,
    /// Where the list, map or key began that is not as it must be.
    pub(super) opened: Option<Range<usize>>,
}

impl Fault {
    pub(super) fn new(code: Code, message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            code,
            message: message.into(),
            help: None,
            span,
            opened: None,
        }
    }

    pub(super) fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    /// A text that stops being YAML at a byte, for a reason not known.
    pub(super) fn unreadable(text: &str, at: usize) -> Self {
        Self::new(
            Code::YamlSyntax,
            "this cannot be read as YAML",
            character(text, at),
        )
        .help("put the value in quotes, and check the indentation")
    }

    /// What serde_yaml says, in the words of this program. Its own are English for programmers
    /// and count lines from the beginning of the block.
    pub(super) fn from_serde(text: &str, limits: &Limits, error: &serde_yaml::Error) -> Self {
        let said = error.to_string();
        let at = match error.location() {
            Some(location) => location.index(),
            None => first_failure(text).unwrap_or(0),
        };
        if text.as_bytes().get(at) == Some(&b'\t') {
            return Self::new(
                Code::YamlSyntax,
                "a tab stands where YAML allows only spaces",
                at..at + 1,
            )
            .help("indent with spaces");
        }
        if said.contains(TOO_DEEP) {
            return too_deep(limits, character(text, at));
        }
        let opened = context(text, &said);
        let Some(known) = KNOWN.iter().find(|known| said.starts_with(known.said)) else {
            return Self::unreadable(text, at);
        };
        let (at, opened) = match opened {
            Some(start) if known.at_opening => (start, None),
            opened => (at, opened.filter(|start| *start != at)),
        };
        let opened = opened.map(|start| character(text, start));
        Self {
            opened,
            ..Self::new(Code::YamlSyntax, known.message, character(text, at)).help(known.help)
        }
    }
}

/// A problem of libyaml, which reads for serde_yaml, and how it is told here.
struct Known {
    said: &'static str,
    message: &'static str,
    help: &'static str,
    /// Whether the problem is better seen where the thing begins than where it fails to end.
    at_opening: bool,
}

const KNOWN: &[Known] = &[
    Known {
        said: "found unexpected end of stream",
        message: "a quotation mark is not closed",
        help: "close it with the same mark, or put the whole value in the other kind of quotes",
        at_opening: true,
    },
    Known {
        said: "mapping values are not allowed",
        message: "a colon stands where no key can be",
        help: "put a value that holds `: ` in quotes; check the indentation and the line above",
        at_opening: false,
    },
    Known {
        said: "could not find expected ':'",
        message: "a key is not followed by a colon",
        help: "write `key: value`, with an ASCII colon and a space",
        at_opening: true,
    },
    Known {
        said: "did not find expected key",
        message: "a key was expected here",
        help: "check the indentation, and the quotes in the line above",
        at_opening: false,
    },
    Known {
        said: "did not find expected ',' or ']'",
        message: "a list in brackets is not closed",
        help: "separate the items with commas and close the list with `]`",
        at_opening: false,
    },
    Known {
        said: "did not find expected ',' or '}'",
        message: "a map in braces is not closed",
        help: "separate the entries with commas and close the map with `}`",
        at_opening: false,
    },
    Known {
        said: "did not find expected '-' indicator",
        message: "a list goes on with something that is no item",
        help: "begin every item with `- ` at the same column",
        at_opening: false,
    },
    Known {
        said: "block sequence entries are not allowed",
        message: "a list cannot begin here",
        help: "begin the list on the next line, or write it as `[…, …]`",
        at_opening: false,
    },
    Known {
        said: "found character that cannot start any token",
        message: "a value cannot begin with this character",
        help: "put the value in quotes",
        at_opening: false,
    },
    Known {
        said: "unknown anchor",
        message: "an alias (`*name`) without its anchor (`&name`)",
        help: "put a value that begins with `*` in quotes",
        at_opening: false,
    },
    Known {
        said: "did not find expected alphabetic or numeric character",
        message: "a value cannot begin with `*` or `&`",
        help: "put the value in quotes",
        at_opening: true,
    },
];

/// The character at a byte; nothing at the end of a line.
fn character(text: &str, at: usize) -> Range<usize> {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let length = next
        .filter(|c| !matches!(c, '\r' | '\n'))
        .map_or(0, char::len_utf8);
    at..at + length
}

/// The byte named by the last `… while parsing … at line 1 column 4` of libyaml's message. It
/// gives that place in words only.
fn context(text: &str, said: &str) -> Option<usize> {
    let (_, context) = said.split_once(", while ")?;
    let (_, place) = context.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let (in_line, _) = text[before..].char_indices().nth(column.checked_sub(1)?)?;
    Some(before + in_line)
}
