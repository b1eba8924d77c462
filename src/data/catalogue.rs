//! `dcat.jsonld`: the archive in the vocabulary of data catalogues (DCAT 3).

use serde_json::{Map, Value, json};

use super::files::{DataFile, PAGE, files};
use super::{Site, Written};
use crate::model::{Entry, Permalink};

/// Media types that have a page of IANA's.
const REGISTERED: [&str; 4] = [
    "text/csv",
    "application/json",
    "application/ld+json",
    "application/schema+json",
];

/// A catalogue with one dataset, of which each file is a distribution. Addresses are relative to
/// the file itself where the site has none of its own.
pub(super) fn describe(site: Site<'_>, written: &Written) -> Value {
    let config = site.config;
    let files = files(site.archive, config).into_iter();
    let distributions: Vec<Value> = files
        .filter(|file| *file != DataFile::Catalogue)
        .map(|file| distribution(site, file, written))
        .collect();
    let page = address(site, &Permalink::page(PAGE));
    let mut dataset = Map::new();
    dataset.insert("@id".into(), json!(format!("{page}#dataset")));
    dataset.insert("@type".into(), json!("dcat:Dataset"));
    describe_as(&mut dataset, site);
    dataset.insert("landingPage".into(), json!(page));
    let times = || site.archive.entries.iter().filter_map(Entry::updated);
    if let Some(newest) = times().max() {
        dataset.insert("modified".into(), json!(newest.to_string()));
    }
    let years = || site.archive.entries.iter().filter_map(Entry::year);
    if let (Some(first), Some(last)) = (years().min(), years().max()) {
        dataset.insert(
            "temporal".into(),
            json!({
                "@type": "dct:PeriodOfTime",
                "startDate": format!("{first}-01-01"),
                "endDate": format!("{last}-12-31"),
            }),
        );
    }
    dataset.insert("distribution".into(), Value::Array(distributions));
    let mut catalogue = Map::new();
    catalogue.insert("@context".into(), context());
    catalogue.insert("@id".into(), json!(format!("{page}#catalogue")));
    catalogue.insert("@type".into(), json!("dcat:Catalog"));
    describe_as(&mut catalogue, site);
    catalogue.insert(
        "homepage".into(),
        json!(address(site, &Permalink::page("index.html"))),
    );
    catalogue.insert("dataset".into(), Value::Object(dataset));
    Value::Object(catalogue)
}

/// What catalogue and dataset have in common.
fn describe_as(map: &mut Map<String, Value>, site: Site<'_>) {
    let config = site.config;
    map.insert("title".into(), json!(config.title));
    if let Some(description) = &config.description {
        map.insert("description".into(), json!(description));
    }
    map.insert("language".into(), json!("zh-CN"));
    if let Some(publisher) = &config.publisher {
        map.insert(
            "publisher".into(),
            json!({"@type": "foaf:Organization", "name": publisher}),
        );
    }
    license(map, site);
}

fn license(map: &mut Map<String, Value>, site: Site<'_>) {
    if let Some(license) = &site.config.license {
        let about = match &license.url {
            Some(url) => json!({"@id": url, "@type": "dct:LicenseDocument", "title": license.name}),
            None => json!({"@type": "dct:LicenseDocument", "title": license.name}),
        };
        map.insert("license".into(), about);
    }
}

fn distribution(site: Site<'_>, file: DataFile, written: &Written) -> Value {
    let path = file.path(site.archive);
    let mut map = Map::new();
    let here = address(site, &path);
    map.insert("@id".into(), json!(here));
    map.insert("@type".into(), json!("dcat:Distribution"));
    map.insert("title".into(), json!(file.title(site.archive)));
    map.insert("downloadURL".into(), json!(here));
    map.insert(
        "accessURL".into(),
        json!(address(site, &Permalink::page(PAGE))),
    );
    let kind = file.media_type();
    if REGISTERED.contains(&kind) {
        let types = "https://www.iana.org/assignments/media-types/";
        map.insert("mediaType".into(), json!(format!("{types}{kind}")));
    } else {
        map.insert("format".into(), json!(kind));
    }
    if let Some(facts) = written.get(path.as_str()) {
        map.insert("byteSize".into(), json!(facts.size.to_string()));
    }
    license(&mut map, site);
    Value::Object(map)
}

fn address(site: Site<'_>, path: &Permalink) -> String {
    let here = DataFile::Catalogue.path(site.archive);
    let absolute = site.config.absolute(path);
    absolute.unwrap_or_else(|| path.relative_to(&here))
}

fn context() -> Value {
    let link = |term: &str| json!({"@id": term, "@type": "@id"});
    let typed = |term: &str, kind: &str| json!({"@id": term, "@type": kind});
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "title": {"@id": "dct:title", "@language": "zh-CN"},
        "description": {"@id": "dct:description", "@language": "zh-CN"},
        "language": "dct:language",
        "publisher": "dct:publisher",
        "name": "foaf:name",
        "homepage": link("foaf:homepage"),
        "license": "dct:license",
        "modified": typed("dct:modified", "xsd:dateTime"),
        "temporal": "dct:temporal",
        "startDate": typed("dcat:startDate", "xsd:date"),
        "endDate": typed("dcat:endDate", "xsd:date"),
        "dataset": "dcat:dataset",
        "distribution": "dcat:distribution",
        "landingPage": link("dcat:landingPage"),
        "downloadURL": link("dcat:downloadURL"),
        "accessURL": link("dcat:accessURL"),
        "mediaType": link("dcat:mediaType"),
        "format": "dct:format",
        "byteSize": typed("dcat:byteSize", "xsd:nonNegativeInteger"),
    })
}
