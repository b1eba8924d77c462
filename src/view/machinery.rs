//! Pages that serve the site rather than the reader: not found, moved.

use schemars::JsonSchema;
use serde::Serialize;

use super::page::{Head, Page};
use super::site::Context;
use crate::model::Permalink;

/// What `404.html` sees. The page is served at any depth, so it has no relative link and
/// carries its style inline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotFoundView {
    /// What every page has.
    page: Page,
    /// The style that stands inside the page.
    style: String,
    /// Its hash for the security policy.
    style_hash: String,
    /// The site's address.
    home: Option<String>,
}

/// What `redirect.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RedirectView {
    /// What every page has.
    page: Page,
    /// Relative address of the new place.
    to: String,
    /// Title of what moved.
    title: String,
}

impl NotFoundView {
    /// The view of the page for addresses that lead nowhere. `style_hash` is the style's hash
    /// in the form that a content security policy takes (`sha256-…`).
    pub fn new(
        context: Context<'_>,
        permalink: &Permalink,
        style: String,
        style_hash: String,
    ) -> Self {
        let head = Head {
            kind: "404",
            title: context.word("lost.title"),
            ..Head::default()
        };
        let mut page = Page::index(context, permalink, head);
        page.canonical = None;
        page.noindex = true;
        page.crumbs.clear();
        Self {
            page,
            style,
            style_hash,
            home: context.config.base_url.clone(),
        }
    }
}

impl RedirectView {
    /// The view of a page that leads from an old address to `to`.
    pub fn new(context: Context<'_>, from: &Permalink, to: &Permalink, title: &str) -> Self {
        let head = Head {
            kind: "redirect",
            title: title.to_owned(),
            ..Head::default()
        };
        let mut page = Page::index(context, from, head);
        page.canonical = context.config.absolute(to);
        page.noindex = true;
        page.crumbs.clear();
        page.meta.clear();
        Self {
            page,
            to: to.relative_to(from),
            title: title.to_owned(),
        }
    }
}
