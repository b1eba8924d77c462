//! All rules, in one function.

use std::path::PathBuf;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{dates, disclosure, facts, numbers, originals, pages, text, twins};
use crate::build::{self, FailureKind, Prepared, Progress};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::reply::Level;
use crate::model::{Entry, Permalink};
use crate::read::{Opened, OpenedFile};

/// What is to be checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site is written; `public` below the root by default.
    pub output: Option<PathBuf>,
}

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// All problems, without those that the site or a file allows.
    pub problems: Diagnostics,
    /// What the errors are about; `None` where there are none.
    pub kind: Option<FailureKind>,
}

/// Checks a site: all that a build would say, and every further rule.
pub fn check(options: &Options, progress: &dyn Progress) -> Checked {
    let build_options = build::Options {
        root: options.root.clone(),
        output: options.output.clone(),
        base_url: None,
        keep_going: false,
        preview: false,
        revision: None,
    };
    let site = Prepared::read(&options.root, &build_options, progress);
    let mut found = site.found.clone();
    site.look_into(options.output.as_deref(), &mut found);
    let mut problems = Diagnostics::new();
    let renderer = site.renderer(&mut found);
    if let Some(renderer) = &renderer {
        match renderer.probe() {
            Ok(()) => problems.extend(pages::check(&site, renderer, progress)),
            Err(broken) => {
                found.configuration(Err::<(), _>(broken));
            }
        }
    }
    problems.extend(documents(&options.root, &site));
    problems.extend(articles(&options.root, &site));
    problems.extend(twins::check(&options.root, &site));
    problems.extend(disclosure::check(options, &site, renderer.as_ref()));
    problems.retain(|problem| !site.allowed.holds(problem));
    let stops_build = found.problems.has_errors();
    let mut kind = stops_build.then(|| found.clone().failure(0).kind);
    if kind.is_none() && problems.has_errors() {
        kind = Some(build::Failure::content(problems.clone()).kind);
    }
    problems.extend(found.problems);
    Checked { problems, kind }
}

/// The rules for a published reply alone, with what its file states.
fn documents(root: &std::path::Path, site: &Prepared) -> Diagnostics {
    let entries: Vec<(&Permalink, Level)> = site
        .archive
        .entries
        .iter()
        .map(|entry: &Entry| (entry.permalink(), entry.level()))
        .collect();
    let lists = entries.par_iter().map(|(permalink, level)| {
        match Opened::read(root, permalink, &site.settings) {
            Ok(Some(opened)) => {
                let mut problems = document(&opened, *level, site);
                problems.extend(originals::check(root, &opened));
                problems.into_iter().collect()
            }
            Ok(None) => Diagnostics::new(),
            Err(problem) => problem.into(),
        }
    });
    lists.collect()
}

/// The rules for the texts of published articles.
fn articles(root: &std::path::Path, site: &Prepared) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for article in &site.archive.articles {
        match OpenedFile::read(root, &article.permalink) {
            Ok(file) => problems.extend(text::check(&file)),
            Err(problem) => problems.push(problem),
        }
    }
    problems
}

fn document(opened: &Opened, level: Level, site: &Prepared) -> Vec<Diagnostic> {
    let config = &site.settings.config;
    let mut problems = facts::check(opened, level, config.government.is_some());
    problems.extend(dates::check(opened));
    problems.extend(numbers::check(opened));
    if level == Level::Letter {
        problems.extend(text::check(&opened.file));
    }
    problems
}
