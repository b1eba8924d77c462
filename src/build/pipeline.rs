//! The steps of a build, in one function that fits a screen.

use std::path::PathBuf;

use super::output::Output;
use super::prepare::Prepared;
use super::publish;
use super::sink::DiskSink;
use super::summary::{Failure, Phase, Progress, Summary};
use crate::diag::Diagnostics;

/// What a build is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site is written; `public` below the root by default.
    pub output: Option<PathBuf>,
    /// The site's absolute address, in place of site.yaml's.
    pub base_url: Option<String>,
    /// Build without the files that have problems.
    pub keep_going: bool,
    /// Build for review: marked as a preview, not to be found by search engines.
    pub preview: bool,
}

/// Builds a site. Gives its numbers, and the problems that did not stop it.
///
/// # Errors
/// Every problem found, of settings, theme, output folder and content together. Before the first
/// page is written all content is settled, so that a failure leaves the published site as it was.
pub fn build(
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Summary, Diagnostics), Failure> {
    let site = Prepared::read(&options.root, options, progress);
    let Prepared {
        settings, units, ..
    } = &site;
    let mut found = site.found.clone();
    let output = found.configuration(Output::open(&options.root, options.output.as_deref()));
    let known = output
        .as_ref()
        .filter(|_| !units.is_empty())
        .and_then(|output| found.configuration(output.known(&settings.config, units)));
    let renderer = site.renderer(&mut found);
    let withheld = site.held.len();
    let stopped = found.stops(options.keep_going);
    let (Some(output), Some(known), Some(renderer), false) = (&output, known, renderer, stopped)
    else {
        return Err(found.failure(withheld));
    };
    if let Err(problems) = renderer.probe() {
        found.configuration(Err::<(), _>(problems));
        return Err(found.failure(withheld));
    }

    progress.phase(Phase::Render, Some(units.len()));
    let sink = DiskSink::new(output, units, &known);
    let failed = |problems| Failure {
        begun: sink.has_begun(),
        withheld,
        ..Failure::content(problems)
    };
    let written = publish::publish(&renderer, &sink, units, progress).map_err(failed)?;

    progress.phase(Phase::Finish, None);
    let finished = sink.finish(&written).map_err(failed)?;
    let problems = found.problems;
    let summary = Summary {
        withheld,
        problems: problems.errors() + problems.warnings(),
        ..finished
    };
    Ok((summary, problems))
}
