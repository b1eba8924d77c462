//! What a page is, for programs: schema.org as JSON-LD, and links to other forms of it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

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
    let place = || context.archive.taxonomy(facet).place(&term.slug);
    let has_feeds = context.config.outputs.feeds && feed::FACETS.contains(&facet);
    match has_feeds.then(place).flatten() {
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

/// What a page is for programs, in the words of schema.org. What is absent is left out.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Organisation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// What is only said of data.
    #[serde(flatten)]
    more: Option<Value>,
    #[serde(flatten)]
    rights: Rights<'a>,
}

/// Who publishes it and under which licence, where the site says so.
#[derive(Debug, Default, Serialize)]
pub struct Rights<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organisation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Organisation<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl<'a> Rights<'a> {
    /// The rights of everything that a site publishes.
    pub fn new(config: &'a Config) -> Self {
        let license = config.license.as_ref();
        Self {
            publisher: config.publisher.as_deref().map(|name| Organisation {
                kind: "Organization",
                name,
            }),
            license: license.map(|license| license.url.as_ref().unwrap_or(&license.name).as_str()),
        }
    }
}

/// What a page of this kind is by itself. Pages that serve the site are nothing.
pub fn thing<'a>(
    config: &'a Config,
    kind: &str,
    title: &'a str,
    about: &'a str,
    page: &Permalink,
) -> Option<Thing<'a>> {
    let kind = match kind {
        "404" | "redirect" => return None,
        "home" => "WebSite",
        "replies" | "cases" | "case" | "term" | "terms" | "articles" => "CollectionPage",
        "search" => "SearchResultsPage",
        _ => "WebPage",
    };
    Some(Thing {
        kind,
        name: Some(title),
        description: Some(about.into()),
        url: Some(address(config, page)),
        in_language: Some(&config.language),
        rights: Rights::new(config),
        ..Thing::default()
    })
}

/// A letter, or the notice that stands for one. It says what no tag of the page says, and no more,
/// since it stands on every page.
pub fn reply<'a>(context: Context<'a>, entry: &'a Entry) -> Thing<'a> {
    let config = context.config;
    let (published, updated) = (entry.published(), entry.updated());
    Thing {
        kind: match entry {
            Entry::Letter(_) => "Article",
            Entry::Notice(_) => "CreativeWork",
        },
        id: Some(entry.urn()),
        headline: Some(entry.display_title().0),
        author: Some(Organisation {
            kind: "GovernmentOrganization",
            name: context.archive.organisations.full_name(entry.issuer()),
        }),
        url: config.absolute(entry.permalink()),
        identifier: entry.doc_number(),
        date_created: entry.date().map(|date| date.to_string()),
        date_published: published.map(|moment| moment.to_string()),
        date_modified: updated
            .filter(|_| updated != entry.issued())
            .map(|moment| moment.to_string()),
        summary: entry.summary(),
        rights: Rights::new(config),
        ..Thing::default()
    }
}

/// All data of the site.
pub fn dataset<'a>(
    config: &'a Config,
    description: Cow<'a, str>,
    address: String,
    more: Value,
) -> Thing<'a> {
    Thing {
        kind: "Dataset",
        name: Some(&config.title),
        description: Some(description),
        url: Some(address),
        in_language: Some("zh-CN"),
        more: Some(more),
        rights: Rights::new(config),
        ..Thing::default()
    }
}

/// A background page.
pub fn article<'a>(context: Context<'a>, article: &'a Article) -> Thing<'a> {
    let config = context.config;
    Thing {
        kind: "Article",
        headline: Some(article.title.clone()),
        description: article.description.as_deref().map(Cow::from),
        url: Some(address(config, &article.permalink)),
        in_language: Some("zh-CN"),
        date_created: article.date.map(|date| date.to_string()),
        date_published: article.published.map(|moment| moment.to_string()),
        rights: Rights::new(config),
        ..Thing::default()
    }
}

/// The address of a page as it is written on the page itself.
pub fn address(config: &Config, page: &Permalink) -> String {
    let name = page.as_str().rsplit('/').next().unwrap_or_default();
    config.absolute(page).unwrap_or_else(|| name.to_owned())
}

/// What stands in the script element of a page.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Things<'a>,
}

/// The page's own thing, and the way to it where there is one.
#[derive(Serialize)]
#[serde(untagged)]
enum Things<'a> {
    Alone([&'a Thing<'a>; 1]),
    Both(&'a Thing<'a>, Trail<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trail<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: Cow<'a, str>,
}

/// The graph of a page: what it is, and the way to it from the home page. The text may stand in a
/// `script` element whatever a title holds.
pub fn graph(config: &Config, page: &Permalink, thing: &Thing<'_>, crumbs: &[Crumb]) -> String {
    let graph = Graph {
        context: "https://schema.org",
        things: if crumbs.len() > 1 {
            Things::Both(thing, trail(config, page, crumbs))
        } else {
            Things::Alone([thing])
        },
    };
    // Nothing in it can fail to be written.
    for_script(serde_json::to_string(&graph).unwrap_or_default())
}

/// JSON that neither ends a script element nor begins anything in it.
fn for_script(json: String) -> String {
    let is_special = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    if !json.contains(is_special) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_special(c) {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn trail<'a>(config: &Config, page: &Permalink, crumbs: &'a [Crumb]) -> Trail<'a> {
    // The page itself is named by what it is, and a long way need not tell that it begins at home.
    let home = usize::from(crumbs.len() > 3);
    let linked = crumbs
        .iter()
        .skip(home)
        .filter_map(|crumb| Some((crumb, crumb.href.as_ref()?)));
    let step = |(index, (crumb, href)): (usize, (&'a Crumb, &'a String))| Step {
        kind: "ListItem",
        position: index + 1,
        name: &crumb.name,
        item: match &config.base_url {
            Some(_) => config
                .absolute(&page.resolve(href))
                .map_or(Cow::Borrowed(href), Cow::Owned),
            None => Cow::Borrowed(href),
        },
    };
    Trail {
        kind: "BreadcrumbList",
        item_list_element: linked.enumerate().map(step).collect(),
    }
}
