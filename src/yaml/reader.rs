//! Reading a document's values, with all problems collected on the way.

use std::ops::RangeInclusive;

use super::tree::Value;
use super::{Document, Node};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::text::nearest::nearest;
use crate::text::width::turns;

/// Takes typed values from a document. A value that is not as it must be is reported at its
/// place and given as `None`; reading goes on, so that all problems come at once.
#[derive(Debug)]
pub struct Reader<'d> {
    pub(super) document: &'d Document,
    problems: Diagnostics,
}

impl<'d> Reader<'d> {
    /// A reader without problems so far.
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            problems: Diagnostics::new(),
        }
    }

    /// Everything that was reported.
    pub fn finish(self) -> Diagnostics {
        self.problems
    }

    /// A problem at a value or key, to be completed and handed to [`report`](Self::report).
    pub fn problem(&self, node: Node, code: Code, message: impl Into<String>) -> Diagnostic {
        self.document.problem(node, code, message)
    }

    /// Collects a problem.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reports that a map lacks a required key: at the map, or for the outermost one at the
    /// block's first line.
    pub fn missing(&mut self, map: Node, key: &'static str, help: &str) {
        let message = format!("key `{key}` is missing");
        let problem = if map == self.document.root() {
            self.document.problem_of_block(Code::KeyMissing, message)
        } else {
            self.problem(map, Code::KeyMissing, message)
        };
        self.report(problem.help(help));
    }

    /// Text, exactly as it stands. A number without quotes is the characters it is spelled with,
    /// so that `0117`, `1_000` and `2.10` stay what the original says.
    pub fn text(&mut self, node: Node) -> Option<String> {
        match self.document.value(node) {
            Value::Text(text) => self.printable(node, text),
            Value::Int(number) if *number != 0 && self.document.has_plain_numbers() => {
                Some(number.to_string())
            }
            Value::Int(_) | Value::OtherNumber => match self.document.spelling(node) {
                Some(written) => Some(written.to_owned()),
                None => self.wrong_type(node, "text", "put it in quotes to make it text"),
            },
            Value::Bool(_) => self.wrong_type(node, "text", "put it in quotes to make it text"),
            Value::Null => self.wrong_type(node, "text", "write a value, or remove the entry"),
            Value::List(_) => self.wrong_type(node, "text", "write a single value, not a list"),
            Value::Map(_) => self.wrong_type(
                node,
                "text",
                "put the value in quotes if it holds `: ` or braces",
            ),
        }
    }

    /// Text without control characters, which no page can show, and without those that turn its
    /// direction, so that it reads as it stands. They come from escapes such as `\0`, or from a
    /// damaged original.
    fn printable(&mut self, node: Node, text: &str) -> Option<String> {
        let is_wrong = |&c: &char| turns(c) || c.is_control() && !"\t\n".contains(c);
        let Some(control) = text.chars().find(is_wrong) else {
            return Some(text.to_owned());
        };
        let problem = self
            .problem(node, Code::ValueInvalid, "a text holds a control character")
            .detail(format!("U+{:04X}", u32::from(control)))
            .help("remove it; no page can show it");
        self.report(problem);
        None
    }

    /// The items of a list. A single value is not taken for a list of one.
    pub fn list(&mut self, node: Node) -> Option<&'d [Node]> {
        match self.document.value(node) {
            Value::List(items) => Some(items),
            _ => self.wrong_type(
                node,
                "a list",
                "write it as a list: `[…, …]`, or a line `- …` for each item",
            ),
        }
    }

    /// The items of a list of [`text`](Self::text). Items that are none are reported and left out.
    pub fn texts(&mut self, node: Node) -> Option<Vec<String>> {
        let items = self.list(node)?;
        Some(items.iter().filter_map(|item| self.text(*item)).collect())
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, node: Node) -> Option<bool> {
        match self.document.value(node) {
            Value::Bool(value) => Some(*value),
            _ => self.wrong_type(
                node,
                "true or false",
                "write `true` or `false`, without quotes",
            ),
        }
    }

    /// A whole number within a range; its digits may stand in quotes.
    pub fn integer(&mut self, node: Node, range: RangeInclusive<i64>) -> Option<i64> {
        let number = match self.document.value(node) {
            Value::Int(number) => Some(*number),
            Value::Text(text) => digits(text),
            _ => None,
        };
        match number {
            Some(number) if range.contains(&number) => Some(number),
            Some(number) => {
                let problem = self
                    .problem(node, Code::ValueInvalid, "a number is out of range")
                    .detail(format!("`{number}`"))
                    .help(format!(
                        "write a number from {} to {}",
                        range.start(),
                        range.end()
                    ));
                self.report(problem);
                None
            }
            None => self.wrong_type(
                node,
                "a whole number",
                "write a whole number, without quotes",
            ),
        }
    }

    /// One of a closed list of words, as what it stands for.
    pub fn one_of<T: Copy>(&mut self, node: Node, choices: &[(&str, T)]) -> Option<T> {
        let word = self.text(node)?;
        let found = choices
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let problem = self
                .problem(
                    node,
                    Code::ValueInvalid,
                    "a value is not one of those allowed here",
                )
                .detail(format!("`{word}`"))
                .suggest(nearest(&word, names.iter().copied()))
                .help(format!("one of: {}", names.join(", ")));
            self.report(problem);
        }
        found
    }

    /// Whether a value is a list, where a key takes either a list or a single value.
    pub fn is_list(&self, node: Node) -> bool {
        matches!(self.document.value(node), Value::List(_))
    }

    /// Whether a value is a map, where a key takes either a map or a single value.
    pub fn is_map(&self, node: Node) -> bool {
        matches!(self.document.value(node), Value::Map(_))
    }

    /// Whether a value is text without any visible character.
    pub fn is_blank(&self, node: Node) -> bool {
        matches!(self.document.value(node), Value::Text(text) if text.trim().is_empty())
    }

    /// Whether there is no value, as in a file that holds only comments.
    pub fn is_null(&self, node: Node) -> bool {
        matches!(self.document.value(node), Value::Null)
    }

    pub(super) fn wrong_type<T>(&mut self, node: Node, expected: &str, help: &str) -> Option<T> {
        let found = match self.document.value(node) {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Int(_) | Value::OtherNumber => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        };
        let message = format!("expected {expected}, found {found}");
        self.report(self.problem(node, Code::ValueType, message).help(help));
        None
    }
}

/// The number that a text of nothing but digits spells.
fn digits(text: &str) -> Option<i64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
