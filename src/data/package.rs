//! `datapackage.json`: the tables as a Frictionless data package.

use serde_json::{Map, Value, json};

use super::files::{DataFile, Format, files};
use super::tables::{Column, ColumnKind, Table};
use super::{Site, Written};
use crate::fs;

/// The description of the tables, with the size and hash of each that is written.
pub(super) fn describe(site: Site<'_>, written: &Written) -> Value {
    let config = site.config;
    let tables = files(site.archive, config)
        .into_iter()
        .filter_map(|file| match file {
            DataFile::Table(table, Format::Csv) => Some((file, table)),
            _ => None,
        });
    let mut package = Map::new();
    package.insert("profile".into(), json!("tabular-data-package"));
    package.insert("name".into(), json!("replies"));
    package.insert("title".into(), json!(config.title));
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            package.insert(name.to_owned(), value);
        }
    };
    add(
        "description",
        config.description.as_ref().map(|text| json!(text)),
    );
    add(
        "homepage",
        config.base_url.as_ref().map(|address| json!(address)),
    );
    add(
        "licenses",
        config.license.as_ref().map(|license| match &license.url {
            Some(url) => json!([{"title": license.name, "path": url}]),
            // A licence without address is told by its name alone, which has to be a plain word.
            None => json!([{"name": "other", "title": license.name}]),
        }),
    );
    add(
        "contributors",
        config
            .publisher
            .as_ref()
            .map(|name| json!([{"title": name, "role": "publisher"}])),
    );
    let resources: Vec<Value> = tables
        .map(|(file, table)| resource(site, file, table, written))
        .collect();
    add("resources", Some(Value::Array(resources)));
    Value::Object(package)
}

fn resource(site: Site<'_>, file: DataFile, table: Table, written: &Written) -> Value {
    let path = file.path(site.archive);
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "title": table.title(),
        "path": path.as_str().trim_start_matches("data/"),
        "format": "csv",
        "mediatype": file.media_type(),
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": "\"", "doubleQuote": true},
        "schema": {
            "fields": table.columns().iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
        },
    });
    if let Some(facts) = written.get(path.as_str()) {
        resource["bytes"] = json!(facts.size);
        resource["hash"] = json!(format!("sha256:{}", fs::hex(&facts.digest)));
    }
    resource
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        ColumnKind::Text | ColumnKind::List => "string",
        ColumnKind::Whole => "integer",
        ColumnKind::Date => "date",
        ColumnKind::Moment => "datetime",
    };
    let about = match column.kind {
        ColumnKind::List => format!("{}多项以顿号分隔。", column.about),
        _ => column.about.to_owned(),
    };
    json!({"name": column.name, "type": kind, "title": column.title, "description": about})
}
