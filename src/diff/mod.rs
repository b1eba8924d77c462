//! What a change does to the published site: the difference of two output folders.
//!
//! Works on what was published, from the record of each reply, and so knows nothing that is held
//! back. What a reply no longer publishes is named but not repeated. Knows no terminal.

mod facts;
mod kinds;
mod markdown;
mod passages;
mod side;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::build::Failure;
use facts::Fact;
use passages::Passage;
use side::Side;

pub use markdown::LIMIT;

/// What differs between two sites.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Difference {
    /// Replies that only the new site has.
    pub added: Vec<Entry>,
    /// Replies that only the old site has.
    pub removed: Vec<Entry>,
    /// Replies of both that publish something else.
    pub changed: Vec<Entry>,
    /// What changed in each of them, by permalink.
    pub changes: BTreeMap<String, Changes>,
    /// All other files, by kind.
    pub pages: Vec<Kind>,
}

/// A reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its page.
    pub permalink: String,
    /// Its title.
    pub title: String,
}

/// What changed in a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Its facts.
    pub facts: Vec<Fact>,
    /// Passages of its letter.
    pub passages: Vec<Passage>,
}

/// Files of one kind that differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// What they are.
    pub kind: &'static str,
    /// How many only the new site has.
    pub added: usize,
    /// How many only the old site has.
    pub removed: usize,
    /// How many are in both and differ.
    pub changed: usize,
}

/// Compares two output folders. An empty folder is a site without pages.
///
/// # Errors
/// Where a folder cannot be read, or holds something that fuwen did not build.
pub fn diff(old: &Path, new: &Path) -> Result<Difference, Failure> {
    let (old, new) = (Side::open(old)?, Side::open(new)?);
    let mut difference = Difference::default();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let replies: BTreeSet<&String> = old.replies.iter().chain(&new.replies).collect();
    for stem in replies {
        let permalink = format!("{stem}.html");
        let entry = |side: &Side| {
            let title = side.title(stem)?;
            let permalink = permalink.clone();
            Ok::<_, Failure>(Entry { permalink, title })
        };
        match (old.replies.contains(stem), new.replies.contains(stem)) {
            (true, false) => difference.removed.push(entry(&old)?),
            (false, true) => difference.added.push(entry(&new)?),
            _ => {
                let Some(changes) = changes(&old, &new, stem)? else {
                    continue;
                };
                difference.changed.push(entry(&new)?);
                difference.changes.insert(permalink, changes);
            }
        }
        told.extend(side::files_of(stem));
    }
    difference.pages = kinds::count(&old, &new, &told)?;
    Ok(difference)
}

impl Difference {
    /// As Markdown for people and for the comment of a CI service, which holds no more than
    /// [`LIMIT`] bytes.
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }
}

/// What changed in a reply that both sites have; `None` where it publishes the same.
fn changes(old: &Side, new: &Side, stem: &str) -> Result<Option<Changes>, Failure> {
    let (Some(old_record), Some(new_record)) = (old.record(stem)?, new.record(stem)?) else {
        // Without records there is only the page.
        let page = format!("{stem}.html");
        let differs = old.digest(&page)? != new.digest(&page)?;
        return Ok(differs.then(Changes::default));
    };
    if old_record == new_record {
        return Ok(None);
    }
    let is_lowered = level(&new_record) < level(&old_record);
    let facts = facts::compare(&old_record, &new_record, is_lowered);
    let text = |record: &Value| {
        let text = record.get("text").and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let passages = if is_lowered {
        Vec::new()
    } else {
        passages::compare(&text(&old_record), &text(&new_record))
    };
    let changes = Changes { facts, passages };
    Ok((changes != Changes::default()).then_some(changes))
}

/// How much a record publishes.
fn level(record: &Value) -> usize {
    let level = record.get("level").and_then(Value::as_str);
    let order = ["title", "summary", "letter"];
    order
        .iter()
        .position(|name| level == Some(name))
        .unwrap_or(0)
}

/// What stands in place of personal data ends so; see [`crate::privacy::mask`].
const MASK: &str = "已遮盖〕";

/// Whether a new text masks what an old one did not: then what the old one alone has is not repeated. A
/// line with a mask that stands in both masks nothing anew.
fn masks(old: &str, new: &str) -> bool {
    let known: BTreeSet<&str> = old.lines().collect();
    new.lines()
        .any(|line| line.contains(MASK) && !known.contains(line))
}
