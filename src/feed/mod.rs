//! Feeds: the newest replies of the site, of a topic or of a bureau, as Atom and JSON Feed.
//!
//! Owns what a feed holds, its names and times, and both formats. Takes cleared values and bodies
//! that are rendered already. Knows nothing of pages, themes or the disk.

mod atom;
mod html;
mod json;

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::config::Config;
use crate::model::archive::EntryId;
use crate::model::{Archive, Entry, Facet, Permalink, Term};
use crate::text::urn::urn;

pub use html::rebase;

/// How many replies a feed holds.
pub const NEWEST: usize = 50;

/// Of what a feed tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All replies.
    Site,
    /// The replies of a topic or a bureau, by the term's place in its taxonomy.
    Term(Facet, usize),
}

/// The facets whose terms have feeds.
pub const FACETS: [Facet; 2] = [Facet::Topics, Facet::Issuers];

/// One feed, without the letters' texts.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    config: &'a Config,
    /// Where its Atom form stands.
    pub atom: Permalink,
    /// Where its JSON form stands.
    pub json: Permalink,
    title: String,
    page: Permalink,
    items: Vec<Item<'a>>,
}

/// A reply in a feed.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The reply.
    pub entry: &'a Entry,
    issued: Timestamp,
    updated: Timestamp,
    author: &'a str,
    topics: Vec<&'a str>,
}

/// Where the two forms of a feed stand.
pub fn paths(archive: &Archive, scope: Scope) -> [Permalink; 2] {
    let stem = match scope {
        Scope::Site => "feed".to_owned(),
        Scope::Term(facet, index) => {
            let term = &archive.taxonomy(facet).terms[index];
            format!("{}/{}", facet.folder(), term.slug)
        }
    };
    ["xml", "json"].map(|ending| Permalink::page(format!("{stem}.{ending}")))
}

impl<'a> Feed<'a> {
    /// The feed of a scope: the newest of its replies that have a time.
    pub fn new(archive: &'a Archive, config: &'a Config, scope: Scope) -> Self {
        let [atom, json] = paths(archive, scope);
        let term = match scope {
            Scope::Site => None,
            Scope::Term(facet, index) => Some((facet, &archive.taxonomy(facet).terms[index])),
        };
        Self {
            config,
            atom,
            json,
            title: title(config, term.map(|(_, term)| term)),
            page: term.map_or_else(
                || Permalink::page("index.html"),
                |(_, term)| term.permalink.clone(),
            ),
            items: newest(archive, scope),
        }
    }

    /// Its replies, the newest first.
    pub fn items(&self) -> &[Item<'a>] {
        &self.items
    }

    /// A name that stays the same wherever the site moves.
    fn id(&self) -> String {
        urn(&["feed", &self.config.title, self.atom.as_str()])
    }

    /// When its newest reply came or was changed; an empty feed has no such time.
    fn updated(&self) -> Timestamp {
        let times = self.items.iter().map(|item| item.updated);
        times.max().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The address of a page of the site, as it is written in the feed that stands at `from`.
    fn address(&self, page: &Permalink, from: &Permalink) -> String {
        let absolute = self.config.absolute(page);
        absolute.unwrap_or_else(|| page.relative_to(from))
    }
}

/// The newest replies of a scope that have a time.
pub fn newest(archive: &Archive, scope: Scope) -> Vec<Item<'_>> {
    let ids: Vec<EntryId> = match scope {
        Scope::Site => (0..archive.entries.len()).map(EntryId).collect(),
        Scope::Term(facet, index) => archive.taxonomy(facet).terms[index].entries.clone(),
    };
    let timed = |id: EntryId| Some((archive.entry(id).updated()?, id));
    let mut timed: Vec<(Timestamp, EntryId)> = ids.into_iter().filter_map(timed).collect();
    // Stable, so that the archive's own order settles the rest.
    timed.sort_by_key(|(updated, _)| Reverse(*updated));
    let newest = timed.into_iter().take(NEWEST);
    newest.filter_map(|(_, id)| item(archive, id)).collect()
}

fn item(archive: &Archive, id: EntryId) -> Option<Item<'_>> {
    let entry = archive.entry(id);
    Some(Item {
        entry,
        issued: entry.issued()?,
        updated: entry.updated()?,
        author: archive.organisations.full_name(entry.issuer()),
        topics: archive
            .taxonomy(Facet::Topics)
            .terms_of(id)
            .map(|term| term.name.as_str())
            .collect(),
    })
}

fn title(config: &Config, term: Option<&Term>) -> String {
    match term {
        Some(term) => format!("{} · {}", term.name, config.title),
        None => config.title.clone(),
    }
}
