//! The steps of a build, in one function that fits a screen.

use std::path::PathBuf;
use std::sync::Arc;

use super::links;
use super::output::Output;
use super::publish;
use super::render::Renderer;
use super::sink::DiskSink;
use super::summary::{Failure, Phase, Progress, Summary};
use crate::assets::name_assets;
use crate::diag::Diagnostics;
use crate::model::{Archive, Entry, disclosure};
use crate::plan::plan;
use crate::read::{Content, Settings, load_content, load_settings};
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
}

/// Builds a site. Gives its numbers, and the problems that did not stop it.
///
/// # Errors
/// Every problem found. Before the first page is written all content is settled, so that a
/// failure of content or settings leaves the published site as it was.
pub fn build(
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Summary, Diagnostics), Failure> {
    progress.phase(Phase::Read, None);
    let (mut settings, mut problems) =
        load_settings(&options.root).map_err(Failure::configuration)?;
    if let Some(base_url) = &options.base_url {
        settings.config.base_url = Some(base_url.clone());
    }
    let theme =
        load_theme(&options.root, &settings.config.theme).map_err(Failure::configuration)?;
    let messages = load_messages(&theme, &settings.config.language)
        .map(Arc::new)
        .map_err(Failure::configuration)?;
    let output =
        Output::open(&options.root, options.output.as_deref()).map_err(Failure::configuration)?;
    let content = load_content(&options.root, &settings);

    progress.phase(Phase::Plan, None);
    let (archive, withheld) = index(content, &settings, options, &mut problems)?;
    let assets = name_assets(theme.files("static/"));
    let units = plan(&archive, &settings.config, &assets).map_err(Failure::content)?;
    let known = output
        .known(&settings.config, &units)
        .map_err(Failure::configuration)?;
    let context = Context {
        archive: &archive,
        config: &settings.config,
        messages: &messages,
    };
    let renderer = Renderer::new(&options.root, context, &theme, &messages, &assets, &units)
        .map_err(Failure::configuration)?;
    renderer.probe().map_err(Failure::configuration)?;

    progress.phase(Phase::Render, Some(units.len()));
    let sink = DiskSink::new(&output, &units, &known);
    let written = publish::publish(&renderer, &sink, &units, progress).map_err(Failure::content)?;

    progress.phase(Phase::Finish, None);
    let finished = sink.finish(&written, &known).map_err(Failure::content)?;
    let summary = Summary {
        withheld,
        problems: problems.errors() + problems.warnings(),
        ..finished
    };
    Ok((summary, problems))
}

/// Clears and indexes what was read. Gives the archive and how much the gate held back.
fn index(
    mut content: Content,
    settings: &Settings,
    options: &Options,
    problems: &mut Diagnostics,
) -> Result<(Archive, usize), Failure> {
    let policy = settings.config.policy;
    problems.extend(std::mem::take(&mut content.problems));
    let mut withheld = 0;
    let mut entries = Vec::with_capacity(content.replies.len());
    for reply in content.replies {
        match Entry::from_clearance(disclosure::clear(reply, policy)) {
            Ok(entry) => entries.push(entry),
            Err(_) => withheld += 1,
        }
    }
    let mut articles = Vec::new();
    for article in content.articles {
        match disclosure::clear_article(article) {
            Ok(article) => articles.push(article),
            Err(_) => withheld += 1,
        }
    }
    let Content { links, .. } = content;
    links::check(&options.root, &mut entries, &mut articles, &links, problems);
    if problems.has_errors() && !options.keep_going {
        let failure = Failure::content(std::mem::take(problems));
        return Err(Failure {
            withheld,
            ..failure
        });
    }
    let archive = Archive::build(
        entries,
        articles,
        settings.topics.clone(),
        settings.organisations.clone(),
        &settings.config.home_bodies,
    );
    Ok((archive, withheld))
}
