//! What a value in a template is, told by the JSON schema of the view it comes from.

use serde_json::Value;

/// The fields of a view or of anything inside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'a> {
    /// The schema that holds the definitions.
    root: &'a Value,
    properties: &'a serde_json::Map<String, Value>,
}

/// What is known of a value.
#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    /// Nothing is known; anything goes.
    Any,
    /// Text, a number, true or false.
    Plain,
    /// A list of such.
    List(Box<Shape<'a>>),
    /// Something with fields.
    Object(Object<'a>),
}

impl<'a> Object<'a> {
    /// The names of its fields, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.properties.keys().map(String::as_str)
    }

    /// One field.
    pub(super) fn field(&self, name: &str) -> Option<Shape<'a>> {
        let schema = self.properties.get(name)?;
        Some(Shape::of(self.root, schema))
    }
}

impl<'a> Shape<'a> {
    /// The shape that a whole schema describes.
    pub(super) fn new(root: &'a Value) -> Self {
        Self::of(root, root)
    }

    fn of(root: &'a Value, schema: &'a Value) -> Self {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            return match root["$defs"].get(name) {
                Some(definition) => Self::of(root, definition),
                None => Self::Any,
            };
        }
        let is_null = |variant: &&Value| variant["type"] == "null";
        let variants = schema["anyOf"].as_array();
        if let Some(variant) = variants.and_then(|all| all.iter().find(|v| !is_null(v))) {
            return Self::of(root, variant);
        }
        if let Some(properties) = schema["properties"].as_object() {
            return Self::Object(Object { root, properties });
        }
        match (schema.get("items"), schema["type"].as_str()) {
            (Some(items), _) => Self::List(Box::new(Self::of(root, items))),
            (None, Some("array" | "object")) => Self::Any,
            _ => Self::Plain,
        }
    }

    /// One of a list's items.
    pub(super) fn item(&self) -> Self {
        match self {
            Self::List(item) => item.as_ref().clone(),
            _ => Self::Any,
        }
    }

    /// A mark by which equal shapes are known.
    pub(super) fn mark(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Plain => "plain".to_owned(),
            Self::List(item) => format!("list of {}", item.mark()),
            Self::Object(object) => format!("{:p}", object.properties),
        }
    }
}
