//! Messages of a theme that nobody asks for.

use std::collections::BTreeSet;

use super::resolve::{EMBEDDED, Theme};
use super::tokens::{Kind, tags};
use crate::diag::{Code, Diagnostics};
use crate::text::nearest::nearest;
use crate::yaml::{Document, Limits, Node, Reader};

/// Reports every message of the site's own themes that neither the default theme has nor a
/// template names, as a whole or by its beginning.
pub fn unused_messages(theme: &Theme) -> Diagnostics {
    let (texts, _) = theme.texts("i18n/", ".yaml");
    let (own, embedded): (Vec<_>, Vec<_>) = texts
        .iter()
        .partition(|(layer, ..)| theme.layers[*layer].name != EMBEDDED);
    let mut known = BTreeSet::new();
    for (.., source) in embedded {
        if let Ok(document) = Document::parse(source, 0..source.text().len(), &Limits::default()) {
            let mut reader = Reader::new(&document);
            walk(&mut reader, document.root(), "", &mut |key, _| {
                known.insert(key.to_owned());
            });
        }
    }
    let named = strings(theme);
    let is_used = |key: &str| {
        let plural = [".one", ".other"].iter();
        let whole = plural.filter_map(|form| key.strip_suffix(form)).next();
        known.contains(key)
            || named.contains(whole.unwrap_or(key))
            || named
                .iter()
                .any(|text| text.ends_with(['.', '_']) && key.starts_with(text))
    };
    let mut problems = Diagnostics::new();
    for (.., source) in own {
        // What cannot be read was reported when the messages were loaded.
        let Ok(document) = Document::parse(source, 0..source.text().len(), &Limits::default())
        else {
            continue;
        };
        let mut unused = Vec::new();
        let mut reader = Reader::new(&document);
        walk(&mut reader, document.root(), "", &mut |key, node| {
            if !is_used(key) {
                unused.push((key.to_owned(), node));
            }
        });
        for (key, node) in unused {
            let message = format!("no template shows the message `{key}`");
            let problem = document
                .problem(node, Code::MessageUnused, message)
                .suggest(nearest(&key, known.iter().map(String::as_str)))
                .help("correct the key, or remove the message");
            problems.push(problem);
        }
    }
    problems
}

/// All strings in the templates' tags.
fn strings(theme: &Theme) -> BTreeSet<String> {
    let (templates, _) = theme.texts("templates/", "");
    let mut strings = BTreeSet::new();
    for (.., source) in &templates {
        let tags = tags(source.text()).into_iter();
        let tokens = tags.flat_map(|tag| tag.tokens);
        let texts = tokens.filter(|token| token.kind == Kind::Text);
        strings.extend(texts.map(|token| token.text.to_owned()));
    }
    strings
}

/// Visits every message with its dotted key and the place of the key's last part.
fn walk(reader: &mut Reader<'_>, node: Node, prefix: &str, visit: &mut dyn FnMut(&str, Node)) {
    if !reader.is_map(node) {
        return;
    }
    for entry in reader.entries(node).unwrap_or_default() {
        let key = format!("{prefix}{}", entry.key);
        if reader.is_map(entry.value) {
            walk(reader, entry.value, &format!("{key}."), visit);
        } else {
            visit(&key, entry.key_node);
        }
    }
}
