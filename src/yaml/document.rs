//! A YAML block of a file.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::fault::Fault;
use super::tree::{self, Value};
use super::{Limits, Node, limits, locate};
use crate::diag::{Code, Diagnostic, SourceFile};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The values of a YAML block, each of which can be found again in its file.
pub struct Document {
    source: Arc<SourceFile>,
    block: Range<usize>,
    nodes: Vec<Value>,
    /// Found when the first problem is placed.
    spans: OnceLock<Vec<Range<usize>>>,
    /// Found when the first number is read as text, since a list may hold thousands.
    has_plain_numbers: OnceLock<bool>,
}

impl Document {
    /// Reads the YAML in bytes `block` of a file. A text without any value is read as null.
    ///
    /// # Errors
    /// `yaml-syntax` or `yaml-limit`, placed in the whole file. Reading stops at the first.
    pub fn parse(
        source: &Arc<SourceFile>,
        block: Range<usize>,
        limits: &Limits,
    ) -> Result<Self, Diagnostic> {
        let block = without_byte_order_mark(source, block);
        let text = source.text().get(block.clone()).unwrap_or_default();
        let nodes = limits::check(text, limits)
            .and_then(|()| {
                tree::read(text, limits.max_depth)
                    .map_err(|error| Fault::from_serde(text, limits, &error))
            })
            .map_err(|fault| diagnostic(fault, source, block.start))?;
        Ok(Self {
            source: Arc::clone(source),
            block,
            nodes,
            spans: OnceLock::new(),
            has_plain_numbers: OnceLock::new(),
        })
    }

    /// The outermost value.
    pub fn root(&self) -> Node {
        Node(0)
    }

    /// The bytes of a value or key in the file; of a list or map from its first key or bracket to
    /// the end of its last. The block's first line where the place cannot be found.
    pub fn span(&self, node: Node) -> Range<usize> {
        self.located(node).unwrap_or_else(|| self.first_line())
    }

    /// A problem at a value or key. It may still be given detail, help and labels; hand it to
    /// [`Reader::report`](super::Reader::report).
    pub fn problem(&self, node: Node, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.source, self.span(node))
    }

    /// A problem of the block as a whole, at its first line.
    pub fn problem_of_block(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.source, self.first_line())
    }

    pub(super) fn value(&self, node: Node) -> &Value {
        &self.nodes[node.0]
    }

    /// A number as it is spelled: `0x1F`, `1.50`. `None` where its place cannot be found.
    pub(super) fn spelling(&self, node: Node) -> Option<&str> {
        self.located(node)
            .and_then(|span| self.source.text().get(span))
    }

    /// Whether every whole number but zero is spelled as Rust prints it, so that none need be
    /// looked up: no `0x`, `0o`, `0b` or `+` stands where a number could begin.
    pub(super) fn has_plain_numbers(&self) -> bool {
        *self.has_plain_numbers.get_or_init(|| {
            let text = &self.source.text()[self.block.clone()];
            let begins_number = |at| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let found = |mark| text.match_indices(mark).any(|(at, _)| begins_number(at));
            !["0x", "0o", "0b", "+"].into_iter().any(found)
        })
    }

    /// Finds nothing in the rare text that only one of the two parsers accepts.
    fn located(&self, node: Node) -> Option<Range<usize>> {
        let text = &self.source.text()[self.block.clone()];
        let spans = self
            .spans
            .get_or_init(|| locate::spans(text).unwrap_or_default());
        let span = spans
            .get(node.0)
            .filter(|_| spans.len() == self.nodes.len())?;
        Some(self.block.start + span.start..self.block.start + span.end)
    }

    /// The block's first line.
    pub fn first_line(&self) -> Range<usize> {
        let line = self.source.position(self.block.start).line;
        self.block.start..self.source.line_range(line).end.max(self.block.start)
    }
}

/// Prints no values: a document may have to be held back.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

fn without_byte_order_mark(source: &SourceFile, block: Range<usize>) -> Range<usize> {
    let has_mark = block.start == 0 && source.text().starts_with(BYTE_ORDER_MARK);
    let start = if has_mark {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        block.start
    };
    start..block.end.max(start)
}

fn diagnostic(fault: Fault, source: &Arc<SourceFile>, offset: usize) -> Diagnostic {
    let place = |span: Range<usize>| offset + span.start..offset + span.end;
    let mut diagnostic = Diagnostic::new(fault.code, fault.message).at(source, place(fault.span));
    if let Some(opened) = fault.opened {
        diagnostic = diagnostic.label(place(opened), "begins here");
    }
    match fault.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
