//! All files but those of replies that were told of, summed up.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use super::side::Side;
use crate::build::{Failure, MANIFEST};

/// Counts the files that differ, by kind.
pub(super) fn count(old: &Side, new: &Side, told: &BTreeSet<String>) -> Result<Vec<Kind>, Failure> {
    let mut kinds: BTreeMap<&'static str, Kind> = BTreeMap::new();
    let paths: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    for path in paths {
        if told.contains(path) || path == MANIFEST {
            continue;
        }
        let (before, after) = (old.files.get(path), new.files.get(path));
        if before == after && old.digest(path)? == new.digest(path)? {
            continue;
        }
        let name = kind(path);
        let kind = kinds.entry(name).or_default();
        kind.kind = name;
        match (before, after) {
            (None, _) => kind.added += 1,
            (_, None) => kind.removed += 1,
            _ => kind.changed += 1,
        }
    }
    Ok(kinds.into_values().collect())
}

/// What a file is, by its path.
fn kind(path: &str) -> &'static str {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let is_feed = path.ends_with(".xml") || path.ends_with(".json");
    match (folder, path) {
        (_, "index.html") => "home page",
        (_, "statistics.html") => "statistics",
        (_, "feed.xml" | "feed.json") => "feeds",
        ("topics" | "issuers", _) if is_feed => "feeds",
        ("search", _) | (_, "search.html" | "opensearch.xml") => "search",
        ("proposals" | "suggestions", _) => "cases",
        ("topics", _) => "topics",
        ("issuers", _) => "bureaus",
        ("members", _) => "members",
        ("sessions", _) => "sessions",
        ("years", _) => "years",
        ("outcomes", _) => "outcomes",
        ("articles", _) => "articles",
        ("data", _) => "open data",
        ("assets", _) => "style and scripts",
        ("replies", path) if path.starts_with("replies/index") => "lists of replies",
        ("replies", _) => "what stands around replies",
        _ if path.ends_with(".html") && path != "404.html" => "other pages",
        _ => "files for machines",
    }
}
