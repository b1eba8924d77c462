//! The site, on a thread of its own: read, kept, asked for its pages, read again when it changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use tokio::sync::{oneshot, watch};

use super::Listener;
use crate::build::{Found, NoProgress, Options, Prepared, Renderer};
use crate::cache::Cache;
use crate::diag::{Code, Diagnostics};
use crate::fs;
use crate::plan::{Unit, UnitKind};

/// What the thread is told.
pub(super) enum Message {
    /// Somebody asks for a file.
    Question(Question),
    /// A file of the site changed.
    Changed,
}

/// A file that is asked for, by its path below the site's root.
pub(super) struct Question {
    pub(super) path: String,
    pub(super) answer: oneshot::Sender<Answer>,
}

/// What is to be said of a file, and of which reading of the site that is true.
pub(super) struct Answer {
    pub(super) version: u64,
    pub(super) what: What,
}

pub(super) enum What {
    /// The file.
    File(Vec<u8>),
    /// It is joined from others, and has to be built.
    Joined,
    /// There is none; the site's page for that, unless it has none.
    Missing(Option<Vec<u8>>),
    /// The site, or this page of it, has problems.
    Broken(Diagnostics),
}

/// The path of the page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// Reads a site and answers for it.
pub(super) struct Keeper {
    site: Options,
    versions: watch::Sender<u64>,
    listener: Arc<dyn Listener>,
}

/// What comes after a reading of the site.
enum Next {
    /// Another one, and then the answer to this question.
    Read(Option<Question>),
    /// Nobody asks any more.
    End,
}

impl Keeper {
    /// A keeper, and the number of the reading that it answers from. It counts from `session`,
    /// which stands for no reading yet.
    pub(super) fn new(
        site: Options,
        session: u64,
        listener: Arc<dyn Listener>,
    ) -> (Self, watch::Receiver<u64>) {
        let (versions, seen) = watch::channel(session);
        let keeper = Self {
            site,
            versions,
            listener,
        };
        (keeper, seen)
    }

    /// Answers until nobody can ask any more.
    pub(super) fn keep(&self, inbox: &Receiver<Message>) {
        let mut asked = None;
        let mut known = Cache::default();
        loop {
            let (begun, moment) = (Instant::now(), fs::moment());
            let site = Prepared::read_with(&self.site.root, &self.site, &NoProgress, &known);
            known = site.remember(moment);
            let reading = Reading::new(&site);
            self.listener.read(&reading.found.problems, begun.elapsed());
            self.versions.send_modify(|version| *version += 1);
            let version = *self.versions.borrow();
            match reading.answer(version, asked, inbox) {
                Next::Read(question) => asked = question,
                Next::End => return,
            }
        }
    }
}

/// A site as it was read, up to its next change.
struct Reading<'a> {
    renderer: Option<Renderer<'a>>,
    /// Each file's unit, and its place among the files of that.
    files: BTreeMap<&'a str, (&'a Unit, usize)>,
    found: Found,
}

impl<'a> Reading<'a> {
    /// What would stop a build takes the place of every page.
    fn new(site: &'a Prepared) -> Self {
        let mut found = site.found.clone();
        let renderer = site.renderer(&mut found);
        let renderer = renderer.filter(|renderer| {
            !found.stops(false) && found.configuration(renderer.probe()).is_some()
        });
        let files = site.units.iter().flat_map(|unit| {
            let paths = unit.paths().enumerate();
            paths.map(move |(at, path)| (path.as_str(), (unit, at)))
        });
        Self {
            renderer,
            files: files.collect(),
            found,
        }
    }

    fn answer(&self, version: u64, asked: Option<Question>, inbox: &Receiver<Message>) -> Next {
        let tell = |question: Question, what| {
            // Whoever asked may have gone.
            let _ = question.answer.send(Answer { version, what });
        };
        if let Some(question) = asked {
            let what = self.find(&question.path);
            tell(question, what);
        }
        for message in inbox {
            let question = match message {
                Message::Changed => return Next::Read(None),
                Message::Question(question) => question,
            };
            match self.find(&question.path) {
                What::Broken(problems) if problems.contains(Code::FileChanged) => {
                    return Next::Read(Some(question));
                }
                what => tell(question, what),
            }
        }
        Next::End
    }

    fn find(&self, path: &str) -> What {
        let Some(renderer) = &self.renderer else {
            return What::Broken(self.found.problems.clone());
        };
        match self.files.get(path) {
            None => self.missing(renderer),
            Some((unit, _)) if matches!(unit.kind, UnitKind::Joined(_) | UnitKind::Segment(_)) => {
                What::Joined
            }
            Some((unit, at)) => match renderer.render(unit) {
                Ok(files) => files
                    .into_iter()
                    .nth(*at)
                    .map_or(What::Missing(None), |file| What::File(file.into_owned())),
                Err(problem) => What::Broken(problem.into()),
            },
        }
    }

    fn missing(&self, renderer: &Renderer<'_>) -> What {
        let page = self.files.get(NOT_FOUND);
        let page = page.and_then(|(unit, _)| renderer.render(unit).ok());
        let page = page.and_then(|files| files.into_iter().next());
        What::Missing(page.map(Cow::into_owned))
    }
}
