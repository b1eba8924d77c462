//! What a page is, for programs: schema.org as JSON-LD, and links to other forms of it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::link::{Crumb, Linker};
use super::site::Context;
use crate::config::Config;
use crate::data::{self, DataFile, Format, Table, record_of, source_of};
use crate::feed::{self, Scope};
use crate::model::{Article, Entry, Facet, Permalink, Term};

/// Another form of a page, for `<link rel="alternate">`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Alternate {
    /// Media type.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What it is.
    title: String,
    /// Relative address.
    href: String,
}

const ATOM: &str = "application/atom+xml";
const JSON_FEED: &str = "application/feed+json";

/// The site's feed, as seen from a page: both forms from the home page, one from all others.
pub fn site_feeds(context: Context<'_>, from: &Permalink) -> Vec<Alternate> {
    let mut feeds = feeds(context, Scope::Site, "", from);
    feeds.truncate(if from.as_str() == "index.html" { 2 } else { 1 });
    feeds
}

/// Both forms of a feed, as seen from a page.
fn feeds(context: Context<'_>, scope: Scope, name: &str, from: &Permalink) -> Vec<Alternate> {
    if !context.config.outputs.feeds {
        return Vec::new();
    }
    let [atom, json] = feed::paths(context.archive, scope);
    [(ATOM, atom), (JSON_FEED, json)]
        .into_iter()
        .map(|(kind, path)| Alternate {
            kind,
            title: name.to_owned(),
            href: path.relative_to(from),
        })
        .collect()
}

/// The feeds of a topic or a bureau.
pub fn term_feeds(linker: Linker<'_>, facet: Facet, term: &Term) -> Vec<Alternate> {
    let context = linker.context;
    let terms = &context.archive.taxonomy(facet).terms;
    let index = terms.iter().position(|other| other.slug == term.slug);
    match index.filter(|_| feed::FACETS.contains(&facet)) {
        Some(index) => {
            let name = context.term_name(facet, term);
            feeds(context, Scope::Term(facet, index), &name, linker.from)
        }
        None => Vec::new(),
    }
}

/// The files beside a reply's page.
pub fn beside(context: Context<'_>, page: &Permalink) -> Vec<Alternate> {
    if !context.config.outputs.data {
        return Vec::new();
    }
    let files = [
        ("application/json", "JSON", record_of(page)),
        ("text/markdown", "Markdown", source_of(page)),
    ];
    files
        .into_iter()
        .map(|(kind, title, path)| Alternate {
            kind,
            title: title.to_owned(),
            href: path.relative_to(page),
        })
        .collect()
}

/// The files of a table of data.
pub fn table(context: Context<'_>, table: Table, from: &Permalink) -> Vec<Alternate> {
    let files = data::files(context.archive, context.config).into_iter();
    files
        .filter_map(|file| match file {
            DataFile::Table(of, format) if of == table => Some((file, format)),
            _ => None,
        })
        .map(|(file, format)| Alternate {
            kind: file.media_type(),
            title: match format {
                Format::Csv => "CSV".to_owned(),
                Format::Json => "JSON".to_owned(),
            },
            href: file.path(context.archive).relative_to(from),
        })
        .collect()
}

/// What a page of this kind is by itself. Pages that serve the site are nothing.
pub fn thing(config: &Config, kind: &str, title: &str, about: &str, address: &str) -> Value {
    let name = match kind {
        "404" | "redirect" => return Value::Null,
        "home" => "WebSite",
        "replies" | "cases" | "case" | "term" | "terms" | "articles" => "CollectionPage",
        "search" => "SearchResultsPage",
        _ => "WebPage",
    };
    let mut thing = json!({
        "@type": name,
        "name": title,
        "description": about,
        "url": address,
        "inLanguage": config.language,
    });
    add_rights(&mut thing, config);
    thing
}

/// A letter, or the notice that stands for one. It says what no tag of the page says, and no more,
/// since it stands on every page.
pub fn reply(context: Context<'_>, entry: &Entry) -> Value {
    let config = context.config;
    let (author, _) = context.archive.organisations.resolve(entry.issuer());
    let is_letter = matches!(entry, Entry::Letter(_));
    let mut thing = json!({
        "@type": if is_letter { "Article" } else { "CreativeWork" },
        "@id": entry.urn(),
        "headline": entry.display_title().0,
        "author": {"@type": "GovernmentOrganization", "name": author},
    });
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            thing[key] = json!(value);
        }
    };
    add("url", config.absolute(entry.permalink()));
    add("identifier", entry.doc_number().map(str::to_owned));
    add("dateCreated", entry.date().map(|date| date.to_string()));
    let (issued, updated) = (entry.issued(), entry.updated());
    add("datePublished", issued.map(|moment| moment.to_string()));
    let changed = updated.filter(|_| updated != issued);
    add("dateModified", changed.map(|moment| moment.to_string()));
    add("abstract", entry.summary().map(str::to_owned));
    add_rights(&mut thing, config);
    thing
}

/// A background page.
pub fn article(context: Context<'_>, article: &Article) -> Value {
    let config = context.config;
    let mut thing = json!({
        "@type": "Article",
        "headline": article.title,
        "url": address(config, &article.permalink),
        "inLanguage": "zh-CN",
    });
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            thing[key] = json!(value);
        }
    };
    add("description", article.description.clone());
    add("dateCreated", article.date.map(|date| date.to_string()));
    add(
        "datePublished",
        article.published.map(|moment| moment.to_string()),
    );
    add_rights(&mut thing, config);
    thing
}

/// Who publishes it and under which licence, where the site says so.
pub fn add_rights(thing: &mut Value, config: &Config) {
    if let Some(publisher) = &config.publisher {
        thing["publisher"] = json!({"@type": "Organization", "name": publisher});
    }
    if let Some(license) = &config.license {
        thing["license"] = json!(license.url.as_ref().unwrap_or(&license.name));
    }
}

/// The address of a page as it is written on the page itself.
pub fn address(config: &Config, page: &Permalink) -> String {
    let name = page.as_str().rsplit('/').next().unwrap_or_default();
    config.absolute(page).unwrap_or_else(|| name.to_owned())
}

/// The graph of a page: what it is, and the way to it from the home page. Empty for none. The text
/// may stand in a `script` element whatever a title holds.
pub fn graph(config: &Config, page: &Permalink, thing: Value, crumbs: &[Crumb]) -> String {
    if thing.is_null() {
        return String::new();
    }
    let mut graph = vec![thing];
    if crumbs.len() > 1 {
        graph.push(trail(config, page, crumbs));
    }
    let text = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn trail(config: &Config, page: &Permalink, crumbs: &[Crumb]) -> Value {
    // The page itself is named by what it is, and a long way need not tell that it begins at home.
    let home = usize::from(crumbs.len() > 3);
    let linked = crumbs
        .iter()
        .skip(home)
        .filter_map(|crumb| Some((crumb, crumb.href.as_ref()?)));
    let items = linked.enumerate().map(|(index, (crumb, href))| {
        let absolute = config.absolute(&page.resolve(href));
        json!({
            "@type": "ListItem",
            "position": index + 1,
            "name": crumb.name,
            "item": absolute.as_ref().unwrap_or(href),
        })
    });
    json!({"@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>()})
}
