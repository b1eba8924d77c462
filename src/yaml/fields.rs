//! The keys of a map, known and given.

use super::Node;
use crate::text::nearest::nearest;

/// A key that is known at some place, and its other spellings.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name in code, in messages and in files that fuwen writes.
    pub name: &'static str,
    /// What people may write as well, such as the Chinese name.
    pub aliases: &'static [&'static str],
}

impl Key {
    /// A key with its other spellings.
    pub const fn new(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases }
    }

    fn spellings(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }
}

/// One key and its value in a map of free keys.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_node: Node,
    /// The value; may be null.
    pub value: Node,
}

/// The fields of a map that were found under known keys, the first of each.
#[derive(Debug)]
pub struct Fields {
    map: Node,
    found: Vec<Field>,
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) key: Node,
    pub(super) value: Node,
    pub(super) is_null: bool,
}

impl Fields {
    pub(super) fn new(map: Node) -> Self {
        Self {
            map,
            found: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, field: Field) {
        self.found.push(field);
    }

    /// The map itself.
    pub fn node(&self) -> Node {
        self.map
    }

    /// The value of a key, by the key's name. A key without a value, or with `null`, counts as
    /// absent.
    pub fn get(&self, name: &str) -> Option<Node> {
        self.find(name)
            .filter(|field| !field.is_null)
            .map(|field| field.value)
    }

    /// Where a key stands, by its name, whatever its spelling there.
    pub fn key(&self, name: &str) -> Option<Node> {
        self.find(name).map(|field| field.key)
    }

    fn find(&self, name: &str) -> Option<&Field> {
        self.found.iter().find(|field| field.name == name)
    }
}

/// The name of the key that is spelled so.
pub(super) fn known_name(keys: &[Key], spelling: &str) -> Option<&'static str> {
    keys.iter()
        .find(|key| key.spellings().any(|known| known == spelling))
        .map(|key| key.name)
}

/// The known spelling nearest to a wrong one.
pub(super) fn nearest_spelling(keys: &[Key], wrong: &str) -> Option<&'static str> {
    nearest(wrong, keys.iter().flat_map(Key::spellings))
}
