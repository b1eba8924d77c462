//! The facts of a letter, and the raw words that they were taken from.

use super::{Entry, escape, put};
use crate::front_matter::{Fact, facts, label, word_label};
use crate::import::Imported;

/// Characters shown of a raw line.
const SHOWN: usize = 48;

pub(super) fn render(html: &mut String, entry: &Entry<'_>, imported: &Imported) {
    html.push_str(
        "<h3>题头</h3>\n<table>\n<thead><tr><th>项目<th>内容<th>原文字句</thead>\n<tbody>\n",
    );
    let mut all = Vec::new();
    flatten(&facts(&imported.reply), "", &mut all);
    let raw = Raw::new(entry.raw);
    // What is set as written stands in the comparison below.
    let is_shown = |path: &str| {
        !["review", "source", "as_written"]
            .iter()
            .any(|outer| path.starts_with(outer))
    };
    for (path, value) in all.iter().filter(|(path, _)| is_shown(path)) {
        let outer = path.split('.').next().unwrap_or(path);
        let doubts = &imported.reply.review;
        let in_doubt = doubts.iter().any(|d| d.field == *path || d.field == outer);
        let class = if in_doubt { " class=\"doubtful\"" } else { "" };
        let name = escape(&label(path).unwrap_or_else(|| path.clone()));
        let shown = match path.as_str() {
            "disclosure" | "role" | "cases.kind" => word_label(value).unwrap_or(value),
            _ => value,
        };
        let words: Vec<String> = raw.words(path, outer, value, imported);
        put(
            html,
            format_args!(
                "<tr{class}><th>{name}<td>{}<td>{}\n",
                escape(shown),
                words.join("<br>")
            ),
        );
    }
    html.push_str("</tbody>\n</table>\n");
}

/// The facts one a line, nested keys with dots.
fn flatten(fact: &Fact, path: &str, all: &mut Vec<(String, String)>) {
    match fact {
        Fact::Text(text) | Fact::Word(text) => all.push((path.to_owned(), text.clone())),
        Fact::Number(number) => all.push((path.to_owned(), number.to_string())),
        Fact::List(facts) => facts.iter().for_each(|fact| flatten(fact, path, all)),
        Fact::Map(facts) => {
            for (key, fact) in facts {
                let below = if path.is_empty() {
                    (*key).to_owned()
                } else {
                    format!("{path}.{key}")
                };
                flatten(fact, &below, all);
            }
        }
    }
}

/// The lines of a raw text, as they are and without spaces.
struct Raw<'a>(Vec<(&'a str, String)>);

impl<'a> Raw<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.lines().map(|line| (line, bare(line))).collect())
    }

    /// The lines that import names for a field, or for the map it stands in; else the first line
    /// in which the value stands letter for letter.
    fn words(&self, path: &str, outer: &str, value: &str, imported: &Imported) -> Vec<String> {
        let named = |wanted: &str| -> Vec<usize> {
            let taken = imported.taken_from.iter();
            let mut lines: Vec<usize> = taken
                .filter(|(field, _)| *field == wanted)
                .map(|(_, line)| *line)
                .collect();
            lines.dedup();
            lines
        };
        let mut lines = named(path);
        if lines.is_empty() {
            lines = named(outer);
        }
        if lines.is_empty() {
            lines.extend(self.find(value));
        }
        // Of several lines those that hold the value itself say most.
        let holds = |line: &usize| {
            let found = line.checked_sub(1).and_then(|at| self.0.get(at));
            found.is_some_and(|(_, text)| text.contains(&bare(value)))
        };
        if lines.iter().any(holds) {
            lines.retain(holds);
        }
        lines
            .into_iter()
            .filter_map(|line| self.shown(line, value))
            .collect()
    }

    fn find(&self, value: &str) -> Option<usize> {
        let value = bare(value);
        let is_telling = value.chars().count() > 1;
        let found = self
            .0
            .iter()
            .position(|(_, line)| is_telling && line.contains(&value));
        found.map(|at| at + 1)
    }

    /// A line, as much of it as shows where the value stands.
    fn shown(&self, line: usize, value: &str) -> Option<String> {
        let (text, bare_text) = self.0.get(line.checked_sub(1)?)?;
        // Words that are the value itself need not be said twice.
        if *bare_text == bare(value) {
            return Some(format!("第{line}行"));
        }
        let text = text.trim();
        let total = text.chars().count();
        let at = text.find(value).map_or(0, |at| text[..at].chars().count());
        let from = if total <= SHOWN {
            0
        } else {
            at.saturating_sub(SHOWN / 4)
        };
        let length = SHOWN.max(value.chars().count());
        let part: String = text.chars().skip(from).take(length).collect();
        let before = if from > 0 { "…" } else { "" };
        let behind = if from + length < total { "…" } else { "" };
        Some(format!("第{line}行：{before}{}{behind}", escape(&part)))
    }
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*#".contains(*c))
        .collect()
}
