//! Units of a build.

use super::collisions;
use crate::assets::Asset;
use crate::config::Config;
use crate::data::{self, DataFile};
use crate::diag::Diagnostics;
use crate::feed::{self, Scope};
use crate::model::archive::EntryId;
use crate::model::{Archive, Facet, Kind, Permalink};
use crate::search::{self, FactsFile, Index, Layout};
use crate::view::article;
use crate::view::pager::{PER_PAGE, TERMS_PER_PAGE, page_count, page_permalink};

/// What is made in one go, from one source: one file, or several that share the work of reading it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where its page, or its only file, is written, below the output folder.
    pub path: Permalink,
    /// Where the files that are made together with it are written.
    pub beside: Vec<Permalink>,
    /// What it is.
    pub kind: UnitKind,
}

impl Unit {
    /// A unit of one file.
    fn new(path: Permalink, kind: UnitKind) -> Self {
        let beside = Vec::new();
        Self { path, beside, kind }
    }

    /// Where its files are written, in the order in which they are made.
    pub fn paths(&self) -> impl Iterator<Item = &Permalink> {
        std::iter::once(&self.path).chain(&self.beside)
    }
}

/// What a unit is, with what it is made from. Page numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// The home page.
    Home,
    /// The page of a letter or notice.
    Reply(EntryId),
    /// The page of a case, by its place in the archive.
    Case(usize),
    /// A page of the list of all replies.
    Replies(usize),
    /// A page of the list of cases of a kind.
    Cases(Kind, usize),
    /// A page of a term, by the term's place in its taxonomy.
    Term(Facet, usize, usize),
    /// A page of the index of a taxonomy.
    Terms(Facet, usize),
    /// The statistics page.
    Statistics,
    /// An article, by its place in the archive.
    Article(usize),
    /// The index of articles.
    Articles,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// An old address that leads to a page.
    Redirect(Permalink),
    /// A static file, by its place in the list of assets.
    Asset(usize),
    /// robots.txt.
    Robots,
    /// A feed in both its forms.
    Feed(Scope),
    /// A file of the search index that is made of facts alone.
    Search(FactsFile),
    /// The description of the search for browsers.
    OpenSearch,
    /// A segment of the search index, made from the texts that the units of the first phase have
    /// written.
    Segment(usize),
    /// A file made from what the units of the first phase have become, and therefore after them.
    Joined(Joined),
}

/// What a joined unit is. It is one file, which may be larger than memory would hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// A list of addresses for search engines, by its number from 1.
    Sitemap(usize),
    /// The list of such lists, where one cannot hold all addresses.
    SitemapIndex,
    /// A file of open data.
    Data(DataFile),
    /// The page about open data.
    DataPage,
    /// The page that answers queries, which names the state of the index.
    SearchPage,
}

impl Joined {
    /// Whether it tells of the other joined files and is therefore made after them.
    pub fn is_last(self) -> bool {
        match self {
            Self::DataPage | Self::SearchPage => true,
            Self::Data(file) => file.describes_others(),
            Self::Sitemap(_) | Self::SitemapIndex => false,
        }
    }
}

/// How many addresses a sitemap may hold (sitemaps.org 0.9).
pub const SITEMAP_LIMIT: usize = 50_000;

impl UnitKind {
    /// Whether the unit is a page for readers, which search engines may list.
    pub fn is_listed(&self) -> bool {
        match self {
            Self::Joined(joined) => matches!(joined, Joined::DataPage | Joined::SearchPage),
            Self::NotFound | Self::Redirect(_) | Self::Asset(_) | Self::Robots | Self::Feed(_) => {
                false
            }
            Self::Search(_) | Self::OpenSearch | Self::Segment(_) => false,
            _ => true,
        }
    }
}

/// Plans everything that a build writes, in the order of paths.
///
/// # Errors
/// Two sources that claim one path, each pair named.
pub fn plan(
    archive: &Archive,
    config: &Config,
    assets: &[Asset],
    index: Option<&Index>,
) -> Result<Vec<Unit>, Diagnostics> {
    let mut units = Vec::new();
    let mut add = |path: Permalink, kind: UnitKind| units.push(Unit::new(path, kind));
    add(Permalink::page("index.html"), UnitKind::Home);
    add(Permalink::page("statistics.html"), UnitKind::Statistics);
    add(Permalink::page("404.html"), UnitKind::NotFound);
    add(Permalink::page("robots.txt"), UnitKind::Robots);
    for (index, asset) in assets.iter().enumerate() {
        add(Permalink::page(&asset.path), UnitKind::Asset(index));
    }
    plan_replies(archive, &mut add);
    plan_cases(archive, &mut add);
    for facet in Facet::ALL {
        plan_taxonomy(archive, facet, &mut add);
    }
    plan_articles(archive, &mut add);
    plan_data(archive, config, &mut units);
    plan_feeds(archive, config, &mut units);
    if let Some(index) = index {
        plan_search(index, config, &mut units);
    }
    if config.base_url.is_some() {
        plan_sitemap(&mut units, SITEMAP_LIMIT);
    }
    // What `keep:` lists is somebody else's, be it a page for lost addresses of their own.
    units.retain(|unit| unit.kind.is_listed() || !config.keeps(unit.path.as_str()));
    collisions::check(archive, config, assets, &units)?;
    units.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(units)
}

/// Files beside each reply, and those that tell of all.
fn plan_data(archive: &Archive, config: &Config, units: &mut Vec<Unit>) {
    if !config.outputs.data {
        return;
    }
    for unit in units.iter_mut() {
        if let UnitKind::Reply(_) = unit.kind {
            unit.beside.push(data::record_of(&unit.path));
            unit.beside.push(data::source_of(&unit.path));
        }
    }
    let file = |file: DataFile| Unit::new(file.path(archive), UnitKind::Joined(Joined::Data(file)));
    units.extend(data::files(archive, config).into_iter().map(file));
    let page = Permalink::page(data::PAGE);
    units.push(Unit::new(page, UnitKind::Joined(Joined::DataPage)));
}

/// The page, the index, and beside each reply its text.
fn plan_search(index: &Index, config: &Config, units: &mut Vec<Unit>) {
    for unit in units.iter_mut() {
        if let UnitKind::Reply(_) = unit.kind {
            unit.beside.push(Layout::text_path(&unit.path));
        }
    }
    let page = Permalink::page(search::PAGE);
    units.push(Unit::new(page, UnitKind::Joined(Joined::SearchPage)));
    let facts = |file: FactsFile| Unit::new(file.path(), UnitKind::Search(file));
    units.extend(index.files().map(facts));
    for (number, segment) in index.layout.planned().enumerate() {
        let mut unit = Unit::new(segment.directory, UnitKind::Segment(number));
        unit.beside = segment.shards;
        units.push(unit);
    }
    if config.base_url.is_some() {
        let path = Permalink::page("opensearch.xml");
        units.push(Unit::new(path, UnitKind::OpenSearch));
    }
}

fn plan_feeds(archive: &Archive, config: &Config, units: &mut Vec<Unit>) {
    if !config.outputs.feeds {
        return;
    }
    let terms = feed::FACETS.into_iter().flat_map(|facet| {
        let terms = 0..archive.taxonomy(facet).terms.len();
        terms.map(move |index| Scope::Term(facet, index))
    });
    for scope in std::iter::once(Scope::Site).chain(terms) {
        let [atom, json] = feed::paths(archive, scope);
        let mut unit = Unit::new(atom, UnitKind::Feed(scope));
        unit.beside.push(json);
        units.push(unit);
    }
}

/// One sitemap, or an index of several.
fn plan_sitemap(units: &mut Vec<Unit>, limit: usize) {
    let listed = units.iter().filter(|unit| unit.kind.is_listed()).count();
    let mut add = |path: String, joined| {
        units.push(Unit::new(Permalink::page(path), UnitKind::Joined(joined)));
    };
    if listed <= limit {
        add("sitemap.xml".to_owned(), Joined::Sitemap(1));
        return;
    }
    add("sitemap.xml".to_owned(), Joined::SitemapIndex);
    for number in 1..=listed.div_ceil(limit) {
        add(format!("sitemap-{number}.xml"), Joined::Sitemap(number));
    }
}

type Add<'a> = dyn FnMut(Permalink, UnitKind) + 'a;

fn plan_replies(archive: &Archive, add: &mut Add<'_>) {
    for (index, entry) in archive.entries.iter().enumerate() {
        add(entry.permalink().clone(), UnitKind::Reply(EntryId(index)));
        for alias in entry.aliases() {
            add(alias.clone(), UnitKind::Redirect(entry.permalink().clone()));
        }
    }
    for page in 1..=page_count(archive.entries.len(), PER_PAGE) {
        add(
            page_permalink("replies/index", page),
            UnitKind::Replies(page),
        );
    }
}

fn plan_cases(archive: &Archive, add: &mut Add<'_>) {
    for (index, case) in archive.cases.iter().enumerate() {
        add(case.permalink.clone(), UnitKind::Case(index));
    }
    for kind in [Kind::Proposal, Kind::Suggestion] {
        let total = archive.cases_of_kind(kind).len();
        if total == 0 {
            continue;
        }
        let stem = format!("{}/index", kind.folder());
        for page in 1..=page_count(total, PER_PAGE) {
            add(page_permalink(&stem, page), UnitKind::Cases(kind, page));
        }
    }
}

fn plan_taxonomy(archive: &Archive, facet: Facet, add: &mut Add<'_>) {
    let terms = &archive.taxonomy(facet).terms;
    if terms.is_empty() {
        return;
    }
    let folder = facet.folder();
    for page in 1..=page_count(terms.len(), TERMS_PER_PAGE) {
        add(
            page_permalink(&format!("{folder}/index"), page),
            UnitKind::Terms(facet, page),
        );
    }
    for (index, term) in terms.iter().enumerate() {
        let stem = format!("{folder}/{}", term.slug);
        for page in 1..=page_count(term.entries.len(), PER_PAGE) {
            add(
                page_permalink(&stem, page),
                UnitKind::Term(facet, index, page),
            );
        }
    }
}

fn plan_articles(archive: &Archive, add: &mut Add<'_>) {
    for (index, article) in archive.articles.iter().enumerate() {
        add(article.permalink.clone(), UnitKind::Article(index));
        for alias in &article.aliases {
            add(alias.clone(), UnitKind::Redirect(article.permalink.clone()));
        }
    }
    if !archive.articles.is_empty() {
        add(Permalink::page(article::INDEX), UnitKind::Articles);
    }
}

#[cfg(test)]
mod tests {
    use super::{Joined, Unit, UnitKind, plan_sitemap};
    use crate::model::Permalink;

    fn sitemaps(pages: usize) -> Vec<String> {
        let page = |n| Unit::new(Permalink::page(format!("{n}.html")), UnitKind::Replies(n));
        let mut units: Vec<Unit> = (1..=pages).map(page).collect();
        plan_sitemap(&mut units, 3);
        units[pages..]
            .iter()
            .map(|unit| unit.path.to_string())
            .collect()
    }

    #[test]
    fn a_sitemap_that_would_be_too_long_becomes_an_index_of_several() {
        assert_eq!(sitemaps(3), ["sitemap.xml"]);
        assert_eq!(
            sitemaps(4),
            ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
        );
        assert!(!UnitKind::Joined(Joined::SitemapIndex).is_listed());
    }
}
