//! Which template leads to which, and those that lead nowhere or back to themselves.
//!
//! Tera refuses such templates without a place, or follows them without end, so they are found before
//! it reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::resolve::EMBEDDED;
use super::tokens::{Kind, Token, tags};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::text::nearest::nearest;

/// A theme's templates, by the name of their layer and their own.
#[derive(Clone, Copy)]
pub(super) struct Templates<'a> {
    /// Sources by `layer/name`.
    pub(super) sources: &'a BTreeMap<String, Arc<SourceFile>>,
    /// Prefixes of the layers, the most special first.
    pub(super) prefixes: &'a [String],
}

impl<'a> Templates<'a> {
    /// The full name of a template by the name that templates use: its own, else that of the most
    /// special layer that has it.
    pub(super) fn find(&self, name: &str) -> Option<&'a str> {
        let in_layer = |prefix: &String| {
            self.sources
                .get_key_value(format!("{prefix}{name}").as_str())
        };
        let found = self.sources.get_key_value(name);
        found
            .or_else(|| self.prefixes.iter().find_map(in_layer))
            .map(|(name, _)| name.as_str())
    }
}

/// A tag that takes another template in.
#[derive(Clone, Copy)]
struct Step<'a> {
    /// `extends` or `include`.
    word: &'a str,
    /// The name of the other template, as it stands there.
    name: Token<'a>,
}

impl Step<'_> {
    fn place(&self) -> Range<usize> {
        self.name.start..self.name.start + self.name.text.len()
    }
}

/// Reports templates that extend or include one that is not there, or themselves, by whatever way.
pub(super) fn check_chains(templates: Templates<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let mut steps: Steps<'_> = BTreeMap::new();
    for (from, source) in templates.sources {
        let list = steps.entry(from).or_default();
        for step in steps_of(source.text()) {
            match templates.find(step.name.text) {
                Some(to) => list.push((step, to)),
                None => problems.push(missing(templates, &step).at(source, step.place())),
            }
        }
    }
    let mut told = BTreeSet::new();
    for (from, list) in &steps {
        for (step, to) in list {
            let Some(way) = way(&steps, to, from) else {
                continue;
            };
            let mut members = way.clone();
            members.sort_unstable();
            if told.insert(members) {
                let source = &templates.sources[*from];
                problems.push(circle(from, step, &way).at(source, step.place()));
            }
        }
    }
    problems
}

/// The steps of each template, with the full names of those that they lead to.
type Steps<'a> = BTreeMap<&'a str, Vec<(Step<'a>, &'a str)>>;

fn steps_of(text: &str) -> impl Iterator<Item = Step<'_>> {
    let tags = tags(text).into_iter().filter(|tag| tag.is_statement);
    tags.filter_map(|tag| {
        let [word, name, ..] = tag.tokens[..] else {
            return None;
        };
        let leads = word.is_name("extends") || word.is_name("include");
        let may_lack = tag.tokens.iter().any(|token| token.is_name("ignore"));
        let is_step = leads && name.kind == Kind::Text && !may_lack;
        is_step.then_some(Step {
            word: word.text,
            name,
        })
    })
}

fn missing(templates: Templates<'_>, step: &Step<'_>) -> Diagnostic {
    let name = step.name.text;
    let short = |full: &'_ String| full.split_once('/').map(|(_, short)| short.to_owned());
    let known: BTreeSet<String> = templates.sources.keys().filter_map(short).collect();
    Diagnostic::new(
        Code::TemplateError,
        format!("there is no template `{name}`"),
    )
    .suggest(nearest(name, known.iter().map(String::as_str)))
    .help("use the name of a file in templates/ of the theme or of one that it extends")
}

/// The templates from one to another, both included, by any steps.
fn way<'a>(steps: &Steps<'a>, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, Option<&str>> = BTreeMap::from([(from, None)]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            let mut way = vec![at];
            while let Some(Some(before)) = way.last().and_then(|last| came_from.get(last).copied())
            {
                way.push(before);
            }
            way.reverse();
            return Some(way);
        }
        for (_, next) in steps.get(at).into_iter().flatten() {
            if !came_from.contains_key(next) {
                came_from.insert(next, Some(at));
                open.push(next);
            }
        }
    }
    None
}

fn circle(name: &str, step: &Step<'_>, way: &[&str]) -> Diagnostic {
    let does = if step.word == "extends" {
        "extends"
    } else {
        "includes"
    };
    let message = if way.len() == 1 {
        format!("the template {does} itself")
    } else {
        format!(
            "the template {does} itself by way of {}",
            way[..way.len() - 1].join(", ")
        )
    };
    let own = name.split_once('/').map_or(name, |(_, own)| own);
    let help = if step.word == "extends" {
        format!("to extend the template that it replaces, write \"{EMBEDDED}/{own}\"")
    } else {
        "a component may call itself; what is included may not".to_owned()
    };
    Diagnostic::new(Code::TemplateError, message).help(help)
}
