//! Reads topics.yaml and organisations.yaml.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::model::{Organisation, Organisations, Topic, Topics};
use crate::text::slug;
use crate::yaml::{Document, Fields, Key, Limits, Node, Reader};

const TOPIC: &[Key] = &[
    Key::new("slug", &["代号"]),
    Key::new("name", &["名称"]),
    Key::new("description", &["说明"]),
    Key::new("keywords", &["关键词"]),
];

const ORGANISATION: &[Key] = &[
    Key::new("slug", &["代号"]),
    Key::new("name", &["名称"]),
    Key::new("aliases", &["别名"]),
    Key::new("place", &["地方"]),
];

/// The name of an index page, which no term may take.
const INDEX: &str = "index";

/// Reads the topic taxonomy.
pub fn parse_topics(source: &Arc<SourceFile>) -> (Topics, Diagnostics) {
    let (topics, problems) = parse(source, TOPIC, |item| {
        Some(Topic {
            slug: item.slug()?,
            name: item.required("name")?,
            description: item.text("description"),
            keywords: item.texts("keywords"),
        })
    });
    (Topics(topics), problems)
}

/// Reads the issuing bodies. A name or alias may stand for one body only.
pub fn parse_organisations(source: &Arc<SourceFile>) -> (Organisations, Diagnostics) {
    let mut names: Vec<(String, Node)> = Vec::new();
    let (organisations, problems) = parse(source, ORGANISATION, |item| {
        let organisation = Organisation {
            slug: item.slug()?,
            name: item.required("name")?,
            aliases: item.texts("aliases"),
            place: item.text("place"),
        };
        let node = item.fields.node();
        for name in own_names(&organisation) {
            item.unique(&mut names, name, node, "a name stands for two bodies");
        }
        Some(organisation)
    });
    (Organisations::new(organisations), problems)
}

/// The names of one body, each once: an alias may repeat the name itself.
fn own_names(organisation: &Organisation) -> BTreeSet<String> {
    let names = std::iter::once(&organisation.name).chain(&organisation.aliases);
    names.cloned().collect()
}

/// A list of maps, each with a slug that no other has. A file without any value is empty.
fn parse<T>(
    source: &Arc<SourceFile>,
    keys: &[Key],
    mut read: impl FnMut(&mut Item<'_, '_>) -> Option<T>,
) -> (Vec<T>, Diagnostics) {
    let document = match Document::parse(source, 0..source.text().len(), &Limits::default()) {
        Ok(document) => document,
        Err(problem) => return (Vec::new(), problem.into()),
    };
    let mut reader = Reader::new(&document);
    let mut slugs = Vec::new();
    let mut items = Vec::new();
    let nodes = if reader.is_null(document.root()) {
        None
    } else {
        reader.list(document.root())
    };
    for &node in nodes.unwrap_or_default() {
        let Some(fields) = reader.fields(node, keys) else {
            continue;
        };
        let mut item = Item {
            document: &document,
            reader: &mut reader,
            fields,
            slugs: &mut slugs,
        };
        items.extend(read(&mut item));
    }
    for problem in like_pages(&document, &reader, &slugs) {
        reader.report(problem);
    }
    (items, reader.finish())
}

/// Slugs that are addresses of further pages of another's listing: `plan-2.html` is the second page of
/// `plan`, as soon as that has so many replies.
fn like_pages(
    document: &Document,
    reader: &Reader<'_>,
    slugs: &[(String, Node)],
) -> Vec<Diagnostic> {
    let clash = |(slug, node): &(String, Node)| {
        let (stem, page) = slug.rsplit_once('-')?;
        let is_number = page.bytes().all(|b| b.is_ascii_digit()) && !page.starts_with('0');
        if !is_number || page == "1" {
            return None;
        }
        let (_, other) = slugs.iter().find(|(known, _)| known == stem)?;
        let message = "a slug is the address of a page of another's listing";
        let label = format!("its page {page} would be {slug}.html");
        Some(
            reader
                .problem(*node, Code::ValueInvalid, message)
                .detail(format!("`{slug}`"))
                .label(document.span(*other), label)
                .help("choose a slug that does not end in a hyphen and a number"),
        )
    };
    slugs.iter().filter_map(clash).collect()
}

/// One map of the list, being read.
struct Item<'r, 'd> {
    document: &'d Document,
    reader: &'r mut Reader<'d>,
    fields: Fields,
    slugs: &'r mut Vec<(String, Node)>,
}

impl Item<'_, '_> {
    fn text(&mut self, key: &str) -> Option<String> {
        let text = self.reader.text(self.fields.get(key)?)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.fields.get(key) else {
            return Vec::new();
        };
        self.reader.texts(node).unwrap_or_default()
    }

    fn required(&mut self, key: &'static str) -> Option<String> {
        let text = self.text(key);
        let given = self.fields.get(key);
        if text.is_none()
            && given.is_none_or(|node| self.reader.is_blank(node) || self.reader.is_null(node))
        {
            self.reader
                .missing(self.fields.node(), key, &format!("add `{key}: …`"));
        }
        text
    }

    fn slug(&mut self) -> Option<String> {
        let slug = self.required("slug")?;
        let node = self.fields.get("slug")?;
        if !slug::is_slug(&slug) || slug == INDEX {
            let problem = self
                .reader
                .problem(node, Code::ValueInvalid, "not a slug")
                .detail(format!("`{slug}`"))
                .help("use lower-case ASCII letters, digits and single hyphens, not `index`");
            self.reader.report(problem);
            return None;
        }
        let mut slugs = std::mem::take(self.slugs);
        self.unique(&mut slugs, slug.clone(), node, "a slug is given twice");
        *self.slugs = slugs;
        Some(slug)
    }

    fn unique(&mut self, seen: &mut Vec<(String, Node)>, text: String, node: Node, message: &str) {
        match seen.iter().find(|(known, _)| *known == text) {
            Some((_, first)) => {
                let problem: Diagnostic = self
                    .reader
                    .problem(node, Code::ValueInvalid, message)
                    .detail(format!("`{text}`"))
                    .label(self.document.span(*first), "first given here")
                    .help("give each its own");
                self.reader.report(problem);
            }
            None => seen.push((text, node)),
        }
    }
}
