//! Entries of listings, rendered once for all listings in which they stand.

use serde::Serialize;
use tera::{Context, Tera, TeraResult, Value};

/// The component that shows an entry in a listing.
pub(super) const COMPONENT: &str = "card";

/// An entry as templates see it in a listing: its fields, and `card`, which is the component.
#[derive(Clone)]
pub struct Card(pub(super) Value);

impl Card {
    /// Renders the component for an entry.
    pub(super) fn render(entry: &impl Serialize, tera: &Tera) -> TeraResult<Self> {
        let entry = Value::try_from_serializable(entry)?;
        let mut arguments = Context::new();
        arguments.insert_value("entry", entry.clone());
        let implicits = Context::new();
        let html =
            tera.render_component_with_implicits(COMPONENT, &arguments, &implicits, None, true)?;
        let mut fields = entry.as_map().cloned().unwrap_or_default();
        fields.insert(COMPONENT.into(), Value::safe_string(&html));
        Ok(Self(fields.into()))
    }
}
