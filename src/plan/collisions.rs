//! Two sources that claim one path.

use std::collections::HashMap;

use super::units::{Unit, UnitKind};
use crate::assets::Asset;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Archive;

/// Paths that the build itself writes besides units.
const OWN: [&str; 1] = ["manifest-sha256.txt"];

/// Reports every path that two units claim, without regard to case, since some disks have none.
///
/// # Errors
/// A problem for each pair, which names both.
pub(super) fn check(
    archive: &Archive,
    config: &Config,
    assets: &[Asset],
    units: &[Unit],
) -> Result<(), Diagnostics> {
    let mut claimed: HashMap<String, &Unit> = HashMap::new();
    let mut problems = Diagnostics::new();
    let files = units
        .iter()
        .flat_map(|unit| unit.paths().map(move |path| (path.as_str(), unit)));
    for (written, unit) in files {
        let path = written.to_ascii_lowercase();
        if config.keeps(written) {
            let kept = "what `keep:` lists in content/site.yaml";
            let problem = clash(&path, kept, &source(archive, assets, unit));
            problems.push(
                problem
                    .in_file(file_of(archive, unit))
                    .help("keep another name"),
            );
        }
        if OWN.contains(&path.as_str()) {
            let problem = clash(&path, &source(archive, assets, unit), "the manifest");
            problems.push(problem.in_file(file_of(archive, unit)));
        }
        if let Some(first) = claimed.insert(path, unit) {
            let (first, second) = (
                source(archive, assets, first),
                source(archive, assets, unit),
            );
            let path = written.to_ascii_lowercase();
            let problem = clash(&path, &first, &second).in_file(file_of(archive, unit));
            problems.push(problem.help(help(&unit.kind)));
        }
    }
    for (file, unit) in within_files(&claimed) {
        let message = format!(
            "{} would be a file, and {} needs a folder of that name",
            source(archive, assets, file),
            source(archive, assets, unit)
        );
        let problem = Diagnostic::new(Code::PathClash, message).in_file(file_of(archive, unit));
        problems.push(problem.help(help(&unit.kind)));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// The units that need for a folder what another claims for a file, after the other, by path.
fn within_files<'a>(claimed: &HashMap<String, &'a Unit>) -> Vec<(&'a Unit, &'a Unit)> {
    let mut within: Vec<(&String, &Unit, &Unit)> = claimed
        .iter()
        .filter_map(|(path, unit)| {
            let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            let file = folders.find_map(|folder| claimed.get(folder))?;
            Some((path, *file, *unit))
        })
        .collect();
    within.sort_unstable_by_key(|(path, ..)| *path);
    within
        .into_iter()
        .map(|(_, file, unit)| (file, unit))
        .collect()
}

fn clash(path: &str, first: &str, second: &str) -> Diagnostic {
    let message = format!("{first} and {second} both claim {path}");
    Diagnostic::new(Code::PathClash, message)
}

fn help(kind: &UnitKind) -> &'static str {
    match kind {
        UnitKind::Case(_) => {
            "state `session.body` in each reply, and list as `home_bodies:` in content/site.yaml \
             only bodies whose numbers differ: the cases of all others get a path of their own"
        }
        UnitKind::Redirect(_) => "remove the alias, or rename the file that has the path",
        _ => "rename one of them",
    }
}

/// The file in which a person would make the change.
fn file_of(archive: &Archive, unit: &Unit) -> String {
    let markdown = |page: &str| format!("content/{}.md", page.trim_end_matches(".html"));
    match &unit.kind {
        UnitKind::Redirect(target) => markdown(target.as_str()),
        UnitKind::Case(index) => archive.cases[*index]
            .entries
            .first()
            .map_or_else(String::new, |&id| {
                markdown(archive.entry(id).permalink().as_str())
            }),
        UnitKind::Reply(_) | UnitKind::Article(_) => markdown(unit.path.as_str()),
        _ => "content/site.yaml".to_owned(),
    }
}

/// What a person would have to change. Everything named here is published.
fn source(archive: &Archive, assets: &[Asset], unit: &Unit) -> String {
    let file = |page: &str| format!("content/{}.md", page.strip_suffix(".html").unwrap_or(page));
    match &unit.kind {
        UnitKind::Reply(_) | UnitKind::Article(_) => file(unit.path.as_str()),
        UnitKind::Redirect(target) => format!("an alias in {}", file(target.as_str())),
        UnitKind::Case(index) => {
            let case = &archive.cases[*index];
            let reply = case
                .entries
                .first()
                .map(|&id| archive.entry(id).permalink().as_str());
            let body = case.id.body.as_deref().unwrap_or("a body not stated");
            format!(
                "the case {} of {body} in {}",
                case.id.number,
                file(reply.unwrap_or_default())
            )
        }
        UnitKind::Term(facet, index, _) => {
            let term = &archive.taxonomy(*facet).terms[*index];
            format!("the page of {} in {}", term.name, facet.folder())
        }
        UnitKind::Asset(index) => format!("the theme's static/{}", assets[*index].name),
        _ => "a page of the site itself".to_owned(),
    }
}
