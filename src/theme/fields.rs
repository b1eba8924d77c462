//! Checks that templates ask for nothing that their views do not have.
//!
//! Tera takes an unknown field inside a condition for false, and looks at a branch only when a
//! page takes it. So every template is followed here through all branches, from its view's schema
//! into loops, components and included files, before anything is rendered.

use std::collections::{BTreeMap, BTreeSet};

use super::cards;
use super::chain::Templates;
use super::expression::{Check, Form, Reader};
use super::frame::{COMPONENTS, page_fields};
use super::shape::Shape;
use super::tokens::{Kind, Tag, Token, tags};
use crate::diag::Diagnostics;
use crate::messages::Messages;

/// What each template sees: its name and the JSON schema of its view.
pub type Views = [(&'static str, serde_json::Value)];

/// A component: where it stands and what it takes.
struct Component<'a> {
    file: &'a str,
    parameters: Vec<Parameter<'a>>,
    body: &'a [Tag<'a>],
}

struct Parameter<'a> {
    name: &'a str,
    is_implicit: bool,
}

/// Names and what they stand for, inner ones last.
pub(super) type Names<'a> = Vec<(String, Shape<'a>)>;

/// Follows templates.
pub(super) struct Walker<'a> {
    files: &'a BTreeMap<&'a str, Vec<Tag<'a>>>,
    templates: Templates<'a>,
    components: BTreeMap<&'a str, Component<'a>>,
    /// Calls of components that have been followed, by name and shapes.
    followed: BTreeSet<(String, Vec<String>)>,
    check: Check<'a>,
}

/// Checks every template that has a view.
pub(super) fn check(templates: Templates<'_>, views: &Views, messages: &Messages) -> Diagnostics {
    let files: BTreeMap<&str, Vec<Tag<'_>>> = templates
        .sources
        .iter()
        .map(|(name, source)| (name.as_str(), tags(source.text())))
        .collect();
    let globals: Names<'_> = views
        .iter()
        .filter(|(name, _)| !name.ends_with(".html"))
        .map(|(name, schema)| ((*name).to_owned(), Shape::new(schema)))
        .collect();
    let frame = page_fields();
    let pages = || views.iter().filter(|(name, _)| name.ends_with(".html"));
    let somewhere = pages()
        .filter_map(|(_, schema)| schema["properties"].as_object())
        .flat_map(|fields| fields.keys().map(String::as_str))
        .collect();
    let mut walker = Walker {
        components: components(&files, templates.prefixes),
        files: &files,
        templates,
        followed: BTreeSet::new(),
        check: Check::new(templates.sources, messages, somewhere),
    };
    let ready_made = COMPONENTS.map(|name| (name.to_owned(), Shape::Plain));
    for (name, schema) in pages() {
        let mut names = globals.clone();
        names.extend(ready_made.clone());
        if let Shape::Object(view) = Shape::new(schema) {
            let fields = view
                .names()
                .filter_map(|field| Some((field.to_owned(), view.field(field)?)));
            names.extend(fields);
        }
        walker.template(name, names);
    }
    let mut names = globals;
    if let Some(entry) = listed_entry(views) {
        let arguments = vec![("entry".to_owned(), entry)];
        walker.component(cards::COMPONENT, &arguments, &names);
    }
    names.push(("page".to_owned(), Shape::new(&frame)));
    for name in COMPONENTS {
        walker.component(name, &Names::new(), &names);
    }
    walker.check.problems
}

/// An entry as listings have it.
fn listed_entry(views: &Views) -> Option<Shape<'_>> {
    let (_, listing) = views.iter().find(|(name, _)| *name == "replies.html")?;
    match Shape::new(listing) {
        Shape::Object(view) => Some(view.field("entries")?.item()),
        _ => None,
    }
}

/// The components of all files; those of the most special layer win.
fn components<'a>(
    files: &'a BTreeMap<&'a str, Vec<Tag<'a>>>,
    prefixes: &[String],
) -> BTreeMap<&'a str, Component<'a>> {
    let mut found = BTreeMap::new();
    for prefix in prefixes {
        for (file, tags) in files
            .iter()
            .filter(|(name, _)| name.starts_with(prefix.as_str()))
        {
            for (index, tag) in tags
                .iter()
                .enumerate()
                .filter(|(_, tag)| starts(tag, "component"))
            {
                let length = tags[index..]
                    .iter()
                    .position(|tag| starts(tag, "endcomponent"));
                let body = &tags[index + 1..length.map_or(tags.len(), |length| index + length)];
                let Some(name) = tag.tokens.get(1) else {
                    continue;
                };
                found.entry(name.text).or_insert(Component {
                    file,
                    parameters: parameters(&tag.tokens),
                    body,
                });
            }
        }
    }
    found
}

/// `name(first, second: string = "", @third)`: a name before `,`, `:`, `=` or `)`, not in a default.
fn parameters<'a>(tokens: &[Token<'a>]) -> Vec<Parameter<'a>> {
    let begins = |sign: &Token<'_>| sign.is_sign("(") || sign.is_sign(",") || sign.is_sign("...");
    (1..tokens.len())
        .filter(|&at| tokens[at].kind == Kind::Name)
        .filter_map(|at| {
            let is_implicit = tokens[at - 1].is_sign("@");
            (is_implicit || begins(&tokens[at - 1])).then(|| Parameter {
                name: tokens[at].text,
                is_implicit,
            })
        })
        .collect()
}

fn starts(tag: &Tag<'_>, word: &str) -> bool {
    tag.is_statement && tag.tokens.first().is_some_and(|token| token.is_name(word))
}

impl<'a> Walker<'a> {
    /// A template with all that it extends, the frame first, as names set there hold inside.
    fn template(&mut self, name: &str, mut names: Names<'a>) {
        let mut chain = Vec::new();
        let mut next = self.templates.find(name);
        while let Some(file) = next {
            chain.push(file);
            next = self.files[file]
                .iter()
                .find(|tag| starts(tag, "extends"))
                .and_then(|tag| self.templates.find(tag.tokens.get(1)?.text));
        }
        for file in chain.into_iter().rev() {
            self.walk(file, &self.files[file], &mut names);
        }
    }

    /// Follows tags in their order; what a loop or a component names ends with it.
    fn walk(&mut self, file: &'a str, tags: &'a [Tag<'a>], names: &mut Names<'a>) {
        let mut loops: Vec<usize> = Vec::new();
        let mut is_definition = false;
        for tag in tags {
            let word = tag.tokens.first().filter(|_| tag.is_statement);
            let word = word.map_or("", |token| token.text);
            match word {
                "component" => is_definition = true,
                "endcomponent" => is_definition = false,
                _ if is_definition => {}
                "for" => {
                    loops.push(names.len());
                    self.read(file, &tag.tokens[1..], names, Form::Loop);
                }
                "endfor" => names.truncate(loops.pop().unwrap_or(names.len())),
                "set" | "set_global" => self.read(file, &tag.tokens[1..], names, Form::Assignment),
                "if" | "elif" => self.read(file, &tag.tokens[1..], names, Form::Expression),
                "include" => {
                    let name = tag.tokens.get(1);
                    if let Some(included) = name.and_then(|name| self.templates.find(name.text)) {
                        self.walk(included, &self.files[included], names);
                    }
                }
                "extends" | "block" | "endblock" | "endset" | "else" | "endif" | "raw"
                | "filter" | "endfilter" | "break" | "continue" | "</" => {}
                _ => self.read(file, &tag.tokens, names, Form::Expression),
            }
        }
    }

    /// Reads one tag, then follows the components it calls.
    fn read(&mut self, file: &'a str, tokens: &'a [Token<'a>], names: &mut Names<'a>, form: Form) {
        let mut reader = Reader::new(&mut self.check, file, tokens, names);
        reader.read(form);
        for (name, arguments) in reader.calls() {
            self.component(name, &arguments, names);
        }
    }

    /// Follows a component, once for each set of arguments.
    fn component(&mut self, name: &'a str, arguments: &Names<'a>, names: &Names<'a>) {
        let Some(component) = self.components.get(name) else {
            return;
        };
        let (file, body) = (component.file, component.body);
        let mut inside: Names<'a> = component
            .parameters
            .iter()
            .map(|parameter| {
                let given = |list: &Names<'a>| {
                    let found = list.iter().rev().find(|(name, _)| name == parameter.name);
                    found.map(|(_, shape)| shape.clone())
                };
                let implicit = || parameter.is_implicit.then(|| given(names)).flatten();
                let shape = given(arguments).or_else(implicit).unwrap_or(Shape::Any);
                (parameter.name.to_owned(), shape)
            })
            .collect();
        let marks = inside.iter().map(|(_, shape)| shape.mark()).collect();
        if !self.followed.insert((name.to_owned(), marks)) {
            return;
        }
        inside.push(("body".to_owned(), Shape::Plain));
        let is_inside = std::mem::replace(&mut self.check.is_component, true);
        self.walk(file, body, &mut inside);
        self.check.is_component = is_inside;
    }
}
