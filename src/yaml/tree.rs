//! What serde_yaml reads, as a list of nodes.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value or key of a [`Document`](super::Document): its number in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node(pub(super) usize);

/// What stands at a node. Repeated keys are kept, so that all of them can be reported.
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    /// A fraction, or a whole number beyond `i64`. Only its spelling is ever wanted.
    OtherNumber,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// What the error of [`read`] says of a document that is too deep.
pub(super) const TOO_DEEP: &str = "nested too deeply";

/// The nodes of `text` in reading order, the root first.
///
/// # Errors
/// Whatever serde_yaml cannot read, and [`TOO_DEEP`] at the first list or map beyond `max_depth`.
pub(super) fn read(text: &str, max_depth: usize) -> Result<Vec<Value>, serde_yaml::Error> {
    let mut nodes = Vec::new();
    Builder {
        nodes: &mut nodes,
        levels_left: max_depth,
    }
    .deserialize(serde_yaml::Deserializer::from_str(text))?;
    Ok(nodes)
}

/// Appends one node, then all below it. So a node's number is the number of its event, which is
/// how [`locate`](super::locate) finds its place.
struct Builder<'n> {
    nodes: &'n mut Vec<Value>,
    levels_left: usize,
}

impl Builder<'_> {
    fn leaf(self, value: Value) -> Node {
        self.nodes.push(value);
        Node(self.nodes.len() - 1)
    }

    /// The number of a list or map whose contents come next, and the builder of these.
    fn open<E: Error>(self) -> Result<(Node, Self), E> {
        let levels_left = self
            .levels_left
            .checked_sub(1)
            .ok_or_else(|| E::custom(TOO_DEEP))?;
        self.nodes.push(Value::Null);
        Ok((
            Node(self.nodes.len() - 1),
            Self {
                nodes: self.nodes,
                levels_left,
            },
        ))
    }

    fn child(&mut self) -> Builder<'_> {
        Builder {
            nodes: self.nodes,
            levels_left: self.levels_left,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Builder<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Builder<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without a tag")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(self.leaf(Value::Null))
    }

    /// What serde_yaml calls an empty document.
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(self.leaf(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(self.leaf(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(self.leaf(Value::Int(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(self.leaf(i64::try_from(value).map_or(Value::OtherNumber, Value::Int)))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        Ok(self.leaf(Value::OtherNumber))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        Ok(self.leaf(Value::OtherNumber))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(self.leaf(Value::OtherNumber))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(self.leaf(Value::Text(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let (node, mut inside) = self.open()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inside.child())? {
            items.push(item);
        }
        inside.nodes[node.0] = Value::List(items);
        Ok(node)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let (node, mut inside) = self.open()?;
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key_seed(inside.child())? {
            pairs.push((key, map.next_value_seed(inside.child())?));
        }
        inside.nodes[node.0] = Value::Map(pairs);
        Ok(node)
    }
}
