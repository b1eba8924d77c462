//! What every page has: title, place in the site, tags.

use schemars::JsonSchema;
use serde::Serialize;

use super::link::Crumb;
use super::linked::{self, Alternate, Thing};
use super::meta::{self, MetaTag};
use super::site::Context;
use crate::model::Permalink;

/// The part of a view that all pages share.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Page {
    /// Page kind; also the name of its template without `.html`.
    pub kind: &'static str,
    /// Permalink.
    pub path: String,
    /// The way to the site's root.
    pub root: String,
    /// Title without the site's name.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// The navigation entry that is current.
    pub section: Option<&'static str>,
    /// Absolute address.
    pub canonical: Option<String>,
    /// Not to be indexed by search engines.
    pub noindex: bool,
    /// From the home page to this one.
    pub crumbs: Vec<Crumb>,
    /// Government page tags.
    pub meta: Vec<MetaTag>,
    /// Feeds and other forms of the page.
    pub alternates: Vec<Alternate>,
    /// What the page is for programs, as JSON-LD that may stand in a script element.
    pub linked_data: String,
}

/// The differences between pages, from which a [`Page`] is made.
#[derive(Default)]
pub struct Head<'a> {
    /// Page kind.
    pub kind: &'static str,
    /// Title without the site's name.
    pub title: String,
    /// One sentence; the title where `None`.
    pub description: Option<String>,
    /// The navigation entry that is current.
    pub section: Option<&'static str>,
    /// The path from the home page, without home and without this page.
    pub parents: Vec<(String, Permalink)>,
    /// What the page is called at the end of that path; its title where `None`.
    pub crumb: Option<String>,
    /// What it is for programs; what a page of its kind is where `None`.
    pub thing: Option<Thing<'a>>,
}

impl Page {
    /// The shared part of an index page's view.
    pub fn index(context: Context<'_>, permalink: &Permalink, head: Head<'_>) -> Self {
        let tags = meta::column_tags(context.config);
        Self::new(context, permalink, head, tags)
    }

    /// The shared part of any page's view.
    pub fn new(
        context: Context<'_>,
        permalink: &Permalink,
        head: Head<'_>,
        meta: Vec<MetaTag>,
    ) -> Self {
        let mut crumbs = Vec::with_capacity(head.parents.len() + 2);
        if permalink.as_str() != "index.html" {
            let home = Permalink::page("index.html").relative_to(permalink);
            crumbs.push(Crumb {
                name: context.word("page.home"),
                lang: None,
                href: Some(home),
            });
        }
        crumbs.extend(head.parents.into_iter().map(|(name, parent)| Crumb {
            lang: context.lang(&name),
            name,
            href: Some(parent.relative_to(permalink)),
        }));
        crumbs.push(Crumb {
            lang: match head.crumb {
                Some(_) => None,
                None => context.lang(&head.title),
            },
            name: head.crumb.unwrap_or_else(|| head.title.clone()),
            href: None,
        });
        let config = context.config;
        let description = head.description.unwrap_or_else(|| head.title.clone());
        let usual = || linked::thing(config, head.kind, &head.title, &description, permalink);
        let thing = head.thing.or_else(usual);
        let graph = |thing: &Thing<'_>| linked::graph(config, permalink, thing, &crumbs);
        let linked_data = thing.as_ref().map(graph).unwrap_or_default();
        Self {
            kind: head.kind,
            path: permalink.as_str().to_owned(),
            root: permalink.root(),
            alternates: linked::site_feeds(context, permalink),
            linked_data,
            description,
            title: head.title,
            section: head.section,
            canonical: config.absolute(permalink),
            noindex: config.preview,
            crumbs,
            meta,
        }
    }
}
