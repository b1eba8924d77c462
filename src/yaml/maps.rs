//! Reading maps: which keys there are, and which should not be there.

use std::collections::HashMap;

use super::fields::{Field, known_name, nearest_spelling};
use super::tree::Value;
use super::{Entry, Fields, Key, Node, Reader};
use crate::diag::Code;

impl<'d> Reader<'d> {
    /// The fields of a map that may have the `keys` and no others. Unknown and repeated keys are
    /// reported. `None` if it is no map; the outermost value may be absent altogether.
    pub fn fields(&mut self, node: Node, keys: &[Key]) -> Option<Fields> {
        let mut fields = Fields::new(node);
        for &(key, value) in self.pairs(node)? {
            let Some(spelling) = self.key_text(key) else {
                continue;
            };
            match known_name(keys, spelling) {
                None => self.unknown_key(key, spelling, keys),
                Some(name) => match fields.key(name) {
                    Some(first) => self.repeated_key(first, key, name),
                    None => {
                        let is_null = matches!(self.document.value(value), Value::Null);
                        fields.push(Field {
                            name,
                            key,
                            value,
                            is_null,
                        });
                    }
                },
            }
        }
        Some(fields)
    }

    /// The entries of a map whose keys are free. Repeated keys are reported and the first kept.
    /// `None` if it is no map.
    pub fn entries(&mut self, node: Node) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut seen: HashMap<&str, Node> = HashMap::new();
        for &(key_node, value) in self.pairs(node)? {
            let Some(key) = self.key_text(key_node) else {
                continue;
            };
            if let Some(first) = seen.get(key) {
                let problem = self
                    .problem(key_node, Code::KeyDuplicate, "a key is given twice")
                    .detail(format!("`{key}`"))
                    .label(self.document.span(*first), "first given here");
                self.report(problem);
            } else {
                seen.insert(key, key_node);
                entries.push(Entry {
                    key: key.to_owned(),
                    key_node,
                    value,
                });
            }
        }
        Some(entries)
    }

    fn pairs(&mut self, node: Node) -> Option<&'d [(Node, Node)]> {
        match self.document.value(node) {
            Value::Map(pairs) => Some(pairs),
            Value::Null if node == self.document.root() => Some(&[]),
            _ => self.wrong_type(
                node,
                "a map",
                "write `{key: value}`, or a line `key: value` for each key",
            ),
        }
    }

    fn key_text(&mut self, key: Node) -> Option<&'d str> {
        match self.document.value(key) {
            Value::Text(text) => Some(text),
            _ => self.wrong_type(key, "text as a key", "put the key in quotes"),
        }
    }

    /// A key near a known one is a slip and may be quoted to everybody; another may be anything.
    fn unknown_key(&mut self, key: Node, spelling: &str, keys: &[Key]) {
        let problem = match nearest_spelling(keys, spelling) {
            Some(near) => self
                .problem(key, Code::KeyUnknown, format!("unknown key `{spelling}`"))
                .help(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                self.problem(key, Code::KeyUnknown, "unknown key")
                    .detail(format!("`{spelling}`"))
                    .help(format!("known here: {}", names.join(", ")))
            }
        };
        self.report(problem);
    }

    fn repeated_key(&mut self, first: Node, second: Node, name: &str) {
        let problem = self
            .problem(
                second,
                Code::KeyDuplicate,
                format!("key `{name}` is given twice"),
            )
            .label(self.document.span(first), "first given here")
            .help("remove one of them");
        self.report(problem);
    }
}
