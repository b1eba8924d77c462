//! Where a fact stands in its file.

use std::ops::Range;

use super::keys;
use crate::yaml::{Document, Key, Reader};

/// The bytes of a value of a reply's front matter, by its key with dots, such as
/// `cases.0.number`; of the nearest key around it where it is absent, else of the block's first
/// line.
pub fn place(document: &Document, field: &str) -> Range<usize> {
    let mut reader = Reader::new(document);
    let mut node = document.root();
    let mut known = keys::REPLY;
    for segment in field.split('.') {
        let inner = match segment.parse::<usize>() {
            Ok(index) => reader.list(node).and_then(|list| list.get(index).copied()),
            Err(_) => reader
                .fields(node, known)
                .and_then(|fields| fields.get(segment)),
        };
        let Some(inner) = inner else { break };
        node = inner;
        known = inner_keys(segment).unwrap_or(known);
    }
    if node == document.root() {
        document.first_line()
    } else {
        document.span(node)
    }
}

/// The keys inside a key's value.
fn inner_keys(key: &str) -> Option<&'static [Key]> {
    Some(match key {
        "cases" => keys::CASE,
        "session" => keys::SESSION,
        "contacts" => keys::CONTACTS,
        "as_written" => keys::AS_WRITTEN,
        "source" => keys::SOURCE,
        "review" => keys::REVIEW,
        "corrected" => keys::CORRECTED,
        "allow" => keys::ALLOW,
        _ => return None,
    })
}
