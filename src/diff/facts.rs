//! The facts of two records.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::masks;

/// A fact that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its key in the record, with dots.
    pub field: String,
    /// What it was; `None` where nothing was stated, or where it is no longer to be read.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// Keys that say where a record stands and not what the reply is, and those of the text.
const NO_FACTS: [&str; 11] = [
    "schema",
    "id",
    "permalink",
    "url",
    "updated",
    "slug",
    "license",
    "characters",
    "outline",
    "markdown",
    "text",
];

/// The facts that differ. Where less is published than before, what is no longer public is not
/// repeated.
pub(super) fn compare(old: &Value, new: &Value, is_lowered: bool) -> Vec<Fact> {
    let (old, new) = (flat(old), flat(new));
    let fields: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut facts = Vec::new();
    for field in fields {
        let (mut before, after) = (old.get(field).cloned(), new.get(field).cloned());
        if before == after || (is_lowered && after.is_none()) {
            continue;
        }
        if let (Some(text), Some(masked)) = (&before, &after)
            && masks(text, masked)
        {
            before = None;
        }
        facts.push(Fact {
            field: field.clone(),
            old: before,
            new: after,
        });
    }
    facts
}

/// Every stated fact by its key with dots; a list is one fact.
fn flat(record: &Value) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    if let Value::Object(record) = record {
        collect(record, "", &mut facts);
    }
    facts
}

fn collect(map: &Map<String, Value>, prefix: &str, facts: &mut BTreeMap<String, String>) {
    for (key, value) in map {
        if NO_FACTS.contains(&key.as_str()) {
            continue;
        }
        let field = format!("{prefix}{key}");
        match value {
            Value::Object(inner) => collect(inner, &format!("{field}."), facts),
            Value::Null => {}
            Value::Array(list) if list.is_empty() => {}
            value => {
                facts.insert(field, text(value));
            }
        }
    }
}

fn text(value: &Value) -> String {
    let joined = |values: Vec<String>, between| values.join(between);
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => joined(list.iter().map(text).collect(), "; "),
        Value::Object(map) => {
            let facts = map
                .iter()
                .filter(|(key, value)| !NO_FACTS.contains(&key.as_str()) && !value.is_null());
            joined(facts.map(|(_, value)| text(value)).collect(), " ")
        }
        other => other.to_string(),
    }
}
