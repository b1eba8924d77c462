//! The words of the interface in one language.
//!
//! Owns lookup, placeholders and plurals. Knows no file and no template: a theme's files are
//! read elsewhere and merged here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Messages by dotted key.
#[derive(Debug, Default)]
pub struct Messages {
    texts: BTreeMap<String, String>,
    missing: Mutex<BTreeSet<String>>,
}

impl Messages {
    /// Adds messages; those added first win, so add the most special theme first.
    pub fn add(&mut self, texts: impl IntoIterator<Item = (String, String)>) {
        for (key, text) in texts {
            self.texts.entry(key).or_insert(text);
        }
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Whether there is a message, plain or with plural forms.
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key) || self.texts.contains_key(&format!("{key}.other"))
    }

    /// Finds a message. Where it has plural forms (`key.one`, `key.other`), the argument `n`
    /// chooses.
    pub fn find(&self, key: &str, arguments: &[(&str, &str)]) -> Option<String> {
        let text = self.texts.get(key).or_else(|| {
            let one = arguments
                .iter()
                .any(|&(name, value)| name == "n" && value == "1");
            let form = if one { "one" } else { "other" };
            self.texts.get(&format!("{key}.{form}"))
        })?;
        Some(fill(text, arguments))
    }

    /// The message of a key. A missing one is remembered for [`Messages::take_missing`], and its
    /// key stands in its place.
    pub fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| {
            if let Ok(mut missing) = self.missing.lock() {
                missing.insert(key.to_owned());
            }
            key.to_owned()
        })
    }

    /// The keys asked for in vain since the last call.
    pub fn take_missing(&self) -> BTreeSet<String> {
        self.missing
            .lock()
            .map(|mut missing| std::mem::take(&mut *missing))
            .unwrap_or_default()
    }
}

/// Puts arguments in the place of `{name}`. One pass, so that an argument's own braces stand.
fn fill(text: &str, arguments: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, tail)| {
            arguments
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value, tail))
        });
        match named {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[(&str, &str)]) -> Messages {
        let mut messages = Messages::default();
        messages.add(
            texts
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
        );
        messages
    }

    #[test]
    fn placeholders_are_filled_once() {
        let messages = messages(&[("a", "{x}和{y}，{z}")]);
        let filled = messages.text("a", &[("x", "{y}"), ("y", "乙")]);
        assert_eq!(filled, "{y}和乙，{z}");
    }

    #[test]
    fn n_chooses_the_plural_form() {
        let messages = messages(&[("r.one", "{n} reply"), ("r.other", "{n} replies")]);
        assert_eq!(messages.text("r", &[("n", "1")]), "1 reply");
        assert_eq!(messages.text("r", &[("n", "2")]), "2 replies");
    }

    #[test]
    fn missing_messages_are_remembered() {
        let messages = messages(&[]);
        assert_eq!(messages.text("no.such", &[]), "no.such");
        assert_eq!(
            messages.take_missing().into_iter().collect::<Vec<_>>(),
            ["no.such"]
        );
    }
}
