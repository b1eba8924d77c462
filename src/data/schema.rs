//! The JSON Schema of a record, from the record's own type.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::record::{Record, VERSION};

/// The schema of a record, as JSON Schema 2020-12.
pub(super) fn record() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let mut schema = generator.into_root_schema_for::<Record>().to_value();
    if let Some(version) = schema.pointer_mut("/properties/schema") {
        version["const"] = json!(VERSION);
    }
    schema["additionalProperties"] = json!(false);
    schema
}

/// The fields of a record with their titles and what they hold, in the order of the record.
pub fn fields() -> Vec<(String, String, String)> {
    let schema = record();
    let text = |field: &Value, key: &str| {
        let text = field.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let fields = schema.get("properties").and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            (
                name.clone(),
                text(field, "title"),
                text(field, "description"),
            )
        })
        .collect()
}
