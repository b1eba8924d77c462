//! The pages of the built site: whether their links lead somewhere, and whether links lead to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::html;
use crate::build::{MANIFEST, Phase, Prepared, Progress, Renderer};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Permalink;
use crate::plan::{Unit, UnitKind};

/// The page that is served at any depth: its links are absolute, or there are none.
const LOST: &str = "404.html";
const HOME: &str = "index.html";

/// Renders every page and follows its links. Bodies were checked before, so what is wrong here is
/// a template's doing.
pub(super) fn check(
    site: &Prepared,
    renderer: &Renderer<'_>,
    progress: &dyn Progress,
) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let is_page = |unit: &&Unit| unit.path.as_str().ends_with(".html");
    let pages: Vec<&Unit> = site.units.iter().filter(is_page).collect();
    progress.phase(Phase::Check, Some(pages.len()));
    let paths = Paths::new(site);
    let read: Vec<Result<Links, Diagnostic>> = pages
        .par_iter()
        .map(|unit| {
            let links = page(unit, renderer).map(|page| paths.sort(unit, &page));
            progress.step();
            links
        })
        .collect();
    let mut links = Vec::with_capacity(read.len());
    for found in read {
        match found {
            Ok(found) => links.push(found),
            Err(problem) => problems.push(problem),
        }
    }
    let mut broken = Broken::default();
    for (unit, links) in pages.iter().zip(&links) {
        for address in &links.broken {
            broken.add(address, &unit.path);
        }
    }
    places(&pages, &links, renderer, &mut broken);
    problems.extend(broken.problems(site));
    if problems.is_empty() {
        problems.extend(orphans(&pages, &links, site));
    }
    problems
}

fn page(unit: &Unit, renderer: &Renderer<'_>) -> Result<html::Page, Diagnostic> {
    let files = renderer.render(unit)?;
    let page = files.first().map(|page| String::from_utf8_lossy(page));
    Ok(page.map(|page| html::read(&page)).unwrap_or_default())
}

/// The links of one page.
#[derive(Default)]
struct Links {
    /// Pages that a reader can go to from here.
    to: Vec<usize>,
    /// Places of other pages.
    places: Vec<(usize, String)>,
    /// Addresses that lead nowhere.
    broken: BTreeSet<String>,
}

/// Every file of the site, pages with their number.
struct Paths<'a> {
    numbers: HashMap<&'a str, usize>,
    files: BTreeSet<&'a str>,
    site: &'a Prepared,
}

impl<'a> Paths<'a> {
    fn new(site: &'a Prepared) -> Self {
        let pages = site.units.iter().map(|unit| unit.path.as_str());
        let pages = pages.filter(|path| path.ends_with(".html")).enumerate();
        let files = site.units.iter().flat_map(Unit::paths);
        Self {
            numbers: pages.map(|(number, path)| (path, number)).collect(),
            files: files.map(Permalink::as_str).collect(),
            site,
        }
    }

    fn sort(&self, unit: &Unit, page: &html::Page) -> Links {
        let mut links = Links::default();
        let ids: BTreeSet<&str> = page.ids.iter().map(String::as_str).collect();
        for (address, is_followed) in &page.links {
            if is_external(address) || unit.path.as_str() == LOST {
                continue;
            }
            let (path, place) = address.split_once('#').unwrap_or((address, ""));
            let path = path.split('?').next().unwrap_or_default();
            let target = self.target(unit, path);
            match target {
                None => {
                    links.broken.insert(address.clone());
                }
                Some(Target::Own) => {
                    if !place.is_empty() && !ids.contains(place) {
                        links.broken.insert(address.clone());
                    }
                }
                Some(Target::Page(number)) => {
                    if *is_followed {
                        links.to.push(number);
                    }
                    if !place.is_empty() {
                        links.places.push((number, place.to_owned()));
                    }
                }
                Some(Target::File) => {}
            }
        }
        links.to.sort_unstable();
        links.to.dedup();
        links
    }

    /// What an address without fragment and query leads to.
    fn target(&self, unit: &Unit, path: &str) -> Option<Target> {
        if path.is_empty() {
            return Some(Target::Own);
        }
        let up = path.split('/').take_while(|part| *part == "..").count();
        let depth = unit.path.as_str().matches('/').count();
        if path.starts_with('/') || path.contains('\\') || up > depth {
            return None;
        }
        let to = unit.path.resolve(path);
        let to = to.as_str();
        match self.numbers.get(to) {
            Some(_) if to == unit.path.as_str() => Some(Target::Own),
            Some(&number) => Some(Target::Page(number)),
            None if self.files.contains(to) || to == MANIFEST => Some(Target::File),
            None => self.site.settings.config.keeps(to).then_some(Target::File),
        }
    }
}

enum Target {
    Own,
    Page(usize),
    File,
}

/// Whether an address leads out of the site, or is none.
fn is_external(address: &str) -> bool {
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    head.contains(':') || address.starts_with("//")
}

/// Follows the links that name places of other pages, which are rendered once more.
fn places(pages: &[&Unit], links: &[Links], renderer: &Renderer<'_>, broken: &mut Broken) {
    let mut wanted: BTreeMap<usize, BTreeMap<&str, &Permalink>> = BTreeMap::new();
    for (unit, links) in pages.iter().zip(links) {
        for (number, place) in &links.places {
            let places = wanted.entry(*number).or_default();
            places.entry(place).or_insert(&unit.path);
        }
    }
    let read = wanted.par_iter().map(|(&number, places)| {
        let page = page(pages[number], renderer).unwrap_or_default();
        let is_missing = |place: &&str| !page.ids.iter().any(|id| id == place);
        let missing = places.iter().filter(|(place, _)| is_missing(place));
        let missing = missing.map(|(place, from)| {
            let address = format!("{}#{place}", pages[number].path.relative_to(from));
            (address, (*from).clone())
        });
        missing.collect::<Vec<_>>()
    });
    for (address, from) in read.collect::<Vec<_>>().into_iter().flatten() {
        broken.add(&address, &from);
    }
}

/// Addresses that lead nowhere, each with the first page that names it and how many do.
#[derive(Default)]
struct Broken(BTreeMap<String, (Permalink, usize)>);

impl Broken {
    fn add(&mut self, address: &str, from: &Permalink) {
        // The same target from another depth is the same mistake.
        let target = address.trim_start_matches("../").to_owned();
        let first = self.0.entry(target).or_insert_with(|| (from.clone(), 0));
        first.1 += 1;
    }

    fn problems(self, site: &Prepared) -> Vec<Diagnostic> {
        let problems = self.0.into_iter().map(|(target, (from, count))| {
            let message = match count {
                1 => format!("the link to `{target}` in {from} leads nowhere"),
                _ => format!(
                    "the link to `{target}` in {from} and {} more pages leads nowhere",
                    count - 1
                ),
            };
            let problem = Diagnostic::new(Code::PageLinkBroken, message).help(
                "correct the template; links are relative, such as `{{ page.root }}index.html`",
            );
            let name = target.rsplit('/').next().unwrap_or_default();
            match site.theme().and_then(|theme| theme.find(name)) {
                Some((source, span)) => problem.at(&Arc::clone(&source), span),
                None => problem,
            }
        });
        problems.collect()
    }
}

/// Pages that nobody finds who starts at the home page.
fn orphans(pages: &[&Unit], links: &[Links], site: &Prepared) -> Vec<Diagnostic> {
    let mut is_reached = vec![false; pages.len()];
    let mut next: Vec<usize> = Vec::new();
    let home = pages.iter().position(|unit| unit.path.as_str() == HOME);
    next.extend(home);
    while let Some(number) = next.pop() {
        if !std::mem::replace(&mut is_reached[number], true) {
            next.extend(&links[number].to);
        }
    }
    let lost = pages.iter().zip(is_reached);
    let lost = lost.filter(|(unit, is_reached)| !is_reached && unit.kind.is_listed());
    lost.map(|(unit, _)| orphan(unit, site)).collect()
}

fn orphan(unit: &Unit, site: &Prepared) -> Diagnostic {
    let problem = |message: String| {
        let help = "link to it, or to a list that holds it, in a template of the theme";
        Diagnostic::new(Code::PageOrphan, message).help(help)
    };
    match unit.kind {
        UnitKind::Reply(_) | UnitKind::Article(_) => {
            let stem = unit.path.as_str().trim_end_matches(".html");
            problem("no link leads to its page".to_owned()).in_file(format!("content/{stem}.md"))
        }
        _ => {
            let theme = &site.settings.config.theme;
            problem(format!("no link leads to {}", unit.path))
                .in_file(format!("themes/{theme}/theme.yaml"))
        }
    }
}
