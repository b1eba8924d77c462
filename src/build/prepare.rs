//! A site up to its plan: everything that is settled before the first write.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Options;
use super::allowed::Allowed;
use super::links;
use super::memory::Inputs;
use super::output::Output;
use super::personal;
use super::render::Renderer;
use super::summary::{Failure, Phase, Progress};
use crate::assets::{Asset, name_assets};
use crate::cache::Cache;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Severity};
#[cfg(doc)]
use crate::fs;
use crate::messages::Messages;
use crate::model::{Archive, Entry, Permalink, disclosure};
use crate::plan::{Unit, plan};
use crate::read::{Content, Settings, load_content, read_settings};
use crate::search::Index;
use crate::theme::{Theme, check_messages, load_messages, load_theme, unused_parts};
use crate::view::{Context, fields};

/// A site that was read, cleared, indexed and planned, as far as its problems allow.
pub struct Prepared {
    root: PathBuf,
    /// What the site declares.
    pub settings: Settings,
    theme: Option<Theme>,
    messages: Option<Arc<Messages>>,
    /// What may be published.
    pub archive: Archive,
    /// Digests of what pages are made from.
    pub(super) inputs: Inputs,
    assets: Vec<Asset>,
    /// The order and the numbers of the search index; none where the site has no search.
    index: Option<Index>,
    /// Everything that is to be written; empty where that could not be settled.
    pub units: Vec<Unit>,
    /// What the gate held back.
    pub held: Vec<Held>,
    /// The problems met, without those that the site or a file allows.
    pub found: Found,
    /// From which rules site and files are excepted.
    pub allowed: Allowed,
}

/// A document that the gate held back: where it is, and nothing of what it says.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its path below the site's root.
    pub path: String,
    /// Where its page would be.
    pub permalink: Permalink,
    /// Why it is held back.
    pub reason: disclosure::Held,
}

impl Prepared {
    /// Reads a site and plans its pages. Problems are gathered, so that all can be told at once.
    pub fn read(root: &Path, options: &Options, progress: &dyn Progress) -> Self {
        Self::read_with(root, options, progress, &Cache::default())
    }

    /// As [`read`](Self::read), without reading letters that `cache` knows to be unchanged.
    pub fn read_with(
        root: &Path,
        options: &Options,
        progress: &dyn Progress,
        cache: &Cache,
    ) -> Self {
        progress.phase(Phase::Read, None);
        let mut found = Found::default();
        let (mut settings, problems) = read_settings(root);
        found.configuration(Err::<(), _>(problems));
        let (base_url, revision) = (options.base_url.as_ref(), options.revision.as_ref());
        let config = &mut settings.config;
        config.apply(base_url, options.preview, revision);
        let theme = found.configuration(load_theme(root, &settings.config));
        let messages = theme.as_ref().and_then(|theme| {
            found
                .configuration(load_messages(theme, &settings.config))
                .map(Arc::new)
        });
        if let Some(theme) = theme.as_ref().filter(|theme| theme.is_own()) {
            found.problems.extend(own_theme(theme, &settings.config));
        }
        let mut content = load_content(root, &settings, cache);
        let files = std::mem::take(&mut content.files);

        progress.phase(Phase::Plan, None);
        let allowed = Allowed::new(&settings.config, content.replies.iter());
        let (archive, held) = index(content, &settings, root, &allowed, &mut found.problems);
        let inputs = Inputs::new(&settings, theme.as_ref(), &archive, files);
        let assets = theme
            .as_ref()
            .and_then(|theme| found.configuration(name_assets(theme.files("static/"))))
            .unwrap_or_default();
        let has_search = settings.config.outputs.search;
        let index = has_search.then(|| Index::new(&archive));
        let units = found
            .content(plan(&archive, &settings.config, &assets, index.as_ref()))
            .unwrap_or_default();
        found.problems.retain(|problem| !allowed.holds(problem));
        Self {
            root: root.to_owned(),
            settings,
            theme,
            messages,
            archive,
            inputs,
            assets,
            index,
            units,
            held,
            found,
            allowed,
        }
    }

    /// The theme; `None` where it cannot be used.
    pub fn theme(&self) -> Option<&Theme> {
        self.theme.as_ref()
    }

    /// Looks into the folder that the site is written to: whether it is safe to use, and whether
    /// a file of unknown origin stands in it.
    pub fn look_into(&self, output: Option<&Path>, found: &mut Found) {
        let output = found.configuration(Output::open(&self.root, output));
        let known = output
            .filter(|_| !self.units.is_empty())
            .map(|output| output.known(&self.settings.config, &self.units));
        if let Some(known) = known {
            found.configuration(known);
        }
    }

    /// What the next reading need not read again, if this one began at the moment `begun` (see
    /// [`fs::moment`]).
    pub fn remember(&self, begun: i64) -> Cache {
        let letters = self.inputs.letters(&self.archive);
        Cache::of_letters(begun, &self.settings.digest, letters)
    }

    /// What renders the planned units; `None` where the theme does not allow it, which goes to
    /// `found`.
    pub fn renderer(&self, found: &mut Found) -> Option<Renderer<'_>> {
        let theme = self.theme.as_ref()?;
        let messages = self.messages.as_ref()?;
        let context = Context {
            archive: &self.archive,
            config: &self.settings.config,
            messages,
        };
        let (assets, units) = (&self.assets, &self.units);
        let inputs = &self.inputs;
        let renderer = Renderer::new(&self.root, context, theme, messages, assets, units, inputs);
        let index = self.index.as_ref();
        found.configuration(renderer.map(|renderer| renderer.with_index(index)))
    }
}

/// What of a theme of the site's own does not do what it seems to.
fn own_theme(theme: &Theme, config: &Config) -> Diagnostics {
    let views = fields::views();
    let pages: Vec<&str> = views.iter().map(|(name, _)| *name).collect();
    let unused = unused_parts(theme, config, &pages);
    check_messages(theme).merge(unused)
}

/// Problems gathered on the way to the first write.
#[derive(Clone, Default)]
pub struct Found {
    /// All of them.
    pub problems: Diagnostics,
    /// Whether settings, theme or output folder are to blame.
    misconfigured: bool,
    /// Whether nothing can be published at all, as where two files claim one path.
    unplannable: bool,
}

impl Found {
    /// The result of a step that concerns settings, theme or output folder.
    pub fn configuration<T>(&mut self, result: Result<T, Diagnostics>) -> Option<T> {
        result
            .map_err(|problems| {
                self.misconfigured |= problems.has_errors();
                self.problems.extend(problems);
            })
            .ok()
    }

    /// The result of a step that concerns the content as a whole.
    pub fn content<T>(&mut self, result: Result<T, Diagnostics>) -> Option<T> {
        result
            .map_err(|problems| {
                self.unplannable = true;
                self.problems.extend(problems);
            })
            .ok()
    }

    /// Whether the build stops here. A file with problems is held back where the caller keeps
    /// going; nothing helps against wrong settings.
    pub fn stops(&self, keep_going: bool) -> bool {
        self.misconfigured || self.unplannable || (self.problems.has_errors() && !keep_going)
    }

    /// The end of a build that stops.
    pub fn failure(self, withheld: usize) -> Failure {
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

/// Clears and indexes what was read. Gives the archive and what the gate held back.
fn index(
    mut content: Content,
    settings: &Settings,
    root: &Path,
    allowed: &Allowed,
    problems: &mut Diagnostics,
) -> (Archive, Vec<Held>) {
    let policy = settings.config.policy;
    let mut held: Vec<Held> = Vec::new();
    let mut entries = Vec::with_capacity(content.replies.len());
    for reply in content.replies {
        let (path, permalink) = (reply.origin.path.clone(), reply.permalink.clone());
        match Entry::from_clearance(disclosure::clear(reply, policy)) {
            Ok(entry) => entries.push(entry),
            Err(reason) => held.push(Held {
                path,
                permalink,
                reason,
            }),
        }
    }
    let mut articles = Vec::new();
    for article in content.articles {
        let (path, permalink) = (article.origin.path.clone(), article.permalink.clone());
        match disclosure::clear_article(article) {
            Ok(article) => articles.push(article),
            Err(reason) => held.push(Held {
                path,
                permalink,
                reason,
            }),
        }
    }
    // What is held back gives no warning either, only its number; errors must be mended.
    let paths: BTreeSet<&str> = held.iter().map(|held| held.path.as_str()).collect();
    let is_held = |problem: &Diagnostic| {
        problem.severity() != Severity::Error
            && problem.path().is_some_and(|path| paths.contains(path))
    };
    let read = std::mem::take(&mut content.problems);
    problems.extend(read.into_iter().filter(|problem| !is_held(problem)));
    let personal = content.personal;
    personal::check(&mut entries, &mut articles, personal, allowed, problems);
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
    (archive, held)
}
