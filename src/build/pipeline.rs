//! The steps of a build, in one function that fits a screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::links;
use super::output::Output;
use super::personal;
use super::publish;
use super::render::Renderer;
use super::sink::DiskSink;
use super::summary::{Failure, Phase, Progress, Summary};
use crate::assets::name_assets;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::{Archive, Entry, disclosure};
use crate::plan::plan;
use crate::read::{Content, Settings, load_content, read_settings};
use crate::theme::{load_messages, load_theme};
use crate::view::Context;

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
    progress.phase(Phase::Read, None);
    let root = &options.root;
    let mut found = Found::default();
    let (mut settings, problems) = read_settings(root);
    found.configuration(Err::<(), _>(problems));
    settings
        .config
        .apply(options.base_url.as_ref(), options.preview);
    let theme = found.configuration(load_theme(root, &settings.config));
    let messages = theme.as_ref().and_then(|theme| {
        found
            .configuration(load_messages(theme, &settings.config))
            .map(Arc::new)
    });
    let output = found.configuration(Output::open(root, options.output.as_deref()));
    let content = load_content(root, &settings);

    progress.phase(Phase::Plan, None);
    let (archive, withheld) = index(content, &settings, root, &mut found.problems);
    let assets = theme
        .as_ref()
        .and_then(|theme| found.configuration(name_assets(theme.files("static/"))))
        .unwrap_or_default();
    let units = found
        .content(plan(&archive, &settings.config, &assets))
        .unwrap_or_default();
    let known = output
        .as_ref()
        .filter(|_| !units.is_empty())
        .and_then(|output| found.configuration(output.known(&settings.config, &units)));
    let renderer = theme
        .as_ref()
        .zip(messages.as_ref())
        .and_then(|(theme, messages)| {
            let context = Context {
                archive: &archive,
                config: &settings.config,
                messages,
            };
            found.configuration(Renderer::new(
                root, context, theme, messages, &assets, &units,
            ))
        });
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
    let sink = DiskSink::new(output, &units, &known);
    let failed = |problems| Failure {
        begun: sink.has_begun(),
        withheld,
        ..Failure::content(problems)
    };
    let written = publish::publish(&renderer, &sink, &units, progress).map_err(failed)?;

    progress.phase(Phase::Finish, None);
    let finished = sink.finish(&written, &known).map_err(failed)?;
    let problems = found.problems;
    let summary = Summary {
        withheld,
        problems: problems.errors() + problems.warnings(),
        ..finished
    };
    Ok((summary, problems))
}

/// Problems gathered on the way to the first write.
#[derive(Default)]
struct Found {
    problems: Diagnostics,
    /// Whether settings, theme or output folder are to blame.
    misconfigured: bool,
    /// Whether nothing can be published at all, as where two files claim one path.
    unplannable: bool,
}

impl Found {
    /// The result of a step that concerns settings, theme or output folder.
    fn configuration<T>(&mut self, result: Result<T, Diagnostics>) -> Option<T> {
        result
            .map_err(|problems| {
                self.misconfigured |= problems.has_errors();
                self.problems.extend(problems);
            })
            .ok()
    }

    /// The result of a step that concerns the content as a whole.
    fn content<T>(&mut self, result: Result<T, Diagnostics>) -> Option<T> {
        result
            .map_err(|problems| {
                self.unplannable = true;
                self.problems.extend(problems);
            })
            .ok()
    }

    /// Whether the build stops here. A file with problems is held back where the caller keeps
    /// going; nothing helps against wrong settings.
    fn stops(&self, keep_going: bool) -> bool {
        self.misconfigured || self.unplannable || (self.problems.has_errors() && !keep_going)
    }

    fn failure(self, withheld: usize) -> Failure {
        let failure = if self.misconfigured {
            Failure::configuration(self.problems)
        } else {
            Failure::content(self.problems)
        };
        Failure {
            withheld,
            ..failure
        }
    }
}

/// Clears and indexes what was read. Gives the archive and how much the gate held back.
fn index(
    mut content: Content,
    settings: &Settings,
    root: &Path,
    problems: &mut Diagnostics,
) -> (Archive, usize) {
    let policy = settings.config.policy;
    let mut held: Vec<String> = Vec::new();
    let mut entries = Vec::with_capacity(content.replies.len());
    for reply in content.replies {
        let path = reply.origin.path.clone();
        match Entry::from_clearance(disclosure::clear(reply, policy)) {
            Ok(entry) => entries.push(entry),
            Err(_) => held.push(path),
        }
    }
    let mut articles = Vec::new();
    for article in content.articles {
        let path = article.origin.path.clone();
        match disclosure::clear_article(article) {
            Ok(article) => articles.push(article),
            Err(_) => held.push(path),
        }
    }
    // What is held back gives no warning either, only its number; errors must be mended.
    let is_held = |problem: &Diagnostic| {
        problem.severity() != Severity::Error
            && problem
                .path()
                .is_some_and(|path| held.iter().any(|held| held == path))
    };
    let read = std::mem::take(&mut content.problems);
    problems.extend(read.into_iter().filter(|problem| !is_held(problem)));
    personal::check(&mut entries, &mut articles, content.personal, problems);
    let privacy = &settings.config.privacy;
    links::check(
        root,
        privacy,
        &mut entries,
        &mut articles,
        &content.links,
        problems,
    );
    let archive = Archive::build(
        entries,
        articles,
        settings.topics.clone(),
        settings.organisations.clone(),
        &settings.config.home_bodies,
    );
    (archive, held.len())
}
