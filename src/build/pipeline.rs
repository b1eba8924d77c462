//! The steps of a build, in one function that fits a screen.

use std::path::PathBuf;

use super::memory::Memory;
use super::output::Output;
use super::prepare::Prepared;
use super::publish::Publisher;
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
    /// What a preview shows in its banner, such as a commit.
    pub revision: Option<String>,
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
    let (root, preview) = (&options.root, options.preview);
    let output = Output::open(root, options.output.as_deref());
    let memory = output
        .as_ref()
        .map(|output| Memory::open(root, output, preview, progress))
        .unwrap_or_default();
    run(options, output, &memory, progress)
}

/// Builds a site into a folder of its own that is used once: nothing is remembered for the next
/// build, and the site's own folders stay as they are.
///
/// # Errors
/// As [`build`].
pub fn build_once(
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Summary, Diagnostics), Failure> {
    let output = Output::open(&options.root, options.output.as_deref());
    run(options, output, &Memory::default(), progress)
}

fn run(
    options: &Options,
    output: Result<Output, Diagnostics>,
    memory: &Memory,
    progress: &dyn Progress,
) -> Result<(Summary, Diagnostics), Failure> {
    let root = &options.root;
    let site = Prepared::read_with(root, options, progress, &memory.cache);
    let Prepared {
        settings,
        units,
        archive,
        inputs,
        ..
    } = &site;
    let mut found = site.found.clone();
    let output = found.configuration(output);
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
    // Of the same archive every page has been rendered before.
    let is_known = memory.cache.is_of(&inputs.archive);
    if let (false, Err(problems)) = (is_known, renderer.probe()) {
        found.configuration(Err::<(), _>(problems));
        return Err(found.failure(withheld));
    }

    memory.forget(archive, inputs);
    progress.phase(Phase::Render, Some(units.len()));
    let sink = DiskSink::new(output, units, &known);
    let failed = |problems| Failure {
        begun: sink.has_begun(),
        withheld,
        ..Failure::content(problems)
    };
    let publisher = Publisher {
        renderer: &renderer,
        sink: &sink,
        archive,
        inputs,
        cache: &memory.cache,
    };
    let done = publisher.publish(units, progress).map_err(failed)?;

    progress.phase(Phase::Finish, None);
    let finished = sink.finish(&done).map_err(failed)?;
    memory.keep(settings, archive, inputs, &done);
    let problems = found.problems;
    let summary = Summary {
        withheld,
        problems: problems.errors() + problems.warnings(),
        ..finished
    };
    Ok((summary, problems))
}
