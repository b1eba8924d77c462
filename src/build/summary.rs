//! What a build did, and how it says where it is.

use serde::Serialize;

use crate::diag::{Code, Diagnostics};

/// The numbers of a build, as programs read them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Files of the site, the manifest included.
    pub pages: usize,
    /// Files written because they were missing or different.
    pub written: usize,
    /// Files that stood already as they should.
    pub unchanged: usize,
    /// Files removed because the site has them no longer.
    pub removed: usize,
    /// Replies and articles that the disclosure gate held back.
    pub withheld: usize,
    /// Units that had to be rendered; the files of all others were known to stand.
    #[serde(skip)]
    pub rendered: usize,
    /// Errors and warnings.
    pub problems: usize,
    /// Time taken.
    pub seconds: f64,
}

/// Why a build stopped.
#[derive(Debug)]
pub struct Failure {
    /// What kind of thing is wrong.
    pub kind: FailureKind,
    /// Everything that is wrong.
    pub problems: Diagnostics,
    /// What the gate had held back until then.
    pub withheld: usize,
    /// Whether anything was written before it stopped.
    pub begun: bool,
}

/// What kind of thing is wrong; each has its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// A reply, an article or a link.
    Content,
    /// A setting, the theme or the output folder.
    Configuration,
    /// The disk.
    Disk,
}

impl Failure {
    /// A failure; the disk is to blame wherever it is among the problems.
    pub fn new(kind: FailureKind, problems: Diagnostics) -> Self {
        let disk = problems.contains(Code::IoRead) || problems.contains(Code::IoWrite);
        let kind = if disk { FailureKind::Disk } else { kind };
        Self {
            kind,
            problems,
            withheld: 0,
            begun: false,
        }
    }

    /// A failure because of the site's settings.
    pub fn configuration(problems: impl Into<Diagnostics>) -> Self {
        Self::new(FailureKind::Configuration, problems.into())
    }

    /// A failure because of the site's content.
    pub fn content(problems: impl Into<Diagnostics>) -> Self {
        Self::new(FailureKind::Content, problems.into())
    }
}

/// A phase of a build, a check or an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Another build of the same output folder has to end first.
    Wait,
    /// Settings, theme and content are read.
    Read,
    /// The archive is indexed and the outputs planned.
    Plan,
    /// Pages are rendered and written.
    Render,
    /// Pages are rendered and their links followed.
    Check,
    /// Stale files are removed and the manifest written.
    Finish,
    /// Raw letters are recognised and placed.
    Import,
}

/// Somebody who wants to know how far a build or an import is.
pub trait Progress: Sync {
    /// A phase begins, with its number of steps where that is known.
    fn phase(&self, phase: Phase, steps: Option<usize>);
    /// A step of the phase is done.
    fn step(&self);
}

/// Nobody wants to know.
pub struct NoProgress;

impl Progress for NoProgress {
    fn phase(&self, _: Phase, _: Option<usize>) {}
    fn step(&self) {}
}
