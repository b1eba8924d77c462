//! Writing to the output folder: changed files only, so that a kill leaves every page whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::journal;
use super::manifest;
use super::output::Output;
use super::publish::Done;
use super::summary::Summary;
use crate::cache::Standing;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fs::{self, Rewrite, Rewritten, TEMPORARY_SUFFIX};
use crate::model::Permalink;
use crate::plan::Unit;

/// What became of one file.
pub(super) struct Written {
    /// What stands there.
    pub(super) standing: Standing,
    /// Whether it had to be written.
    pub(super) changed: bool,
}

impl Written {
    /// A file without a stamp was replaced by something else at once, and is made again next time.
    fn new(target: &Path, digest: [u8; 32], changed: bool) -> Self {
        let stamp = fs::stamp(target).unwrap_or_default();
        Self {
            standing: Standing { digest, stamp },
            changed,
        }
    }
}

/// The output folder as a place to write to.
pub(super) struct DiskSink<'a> {
    output: &'a Output,
    units: &'a [Unit],
    known: &'a BTreeSet<String>,
    /// Whether a file could not be written: then no other is, since a disk is full for all.
    has_failed: AtomicBool,
    /// Whether a file was removed.
    has_removed: AtomicBool,
    /// Set before the first write with what was removed then.
    begun: OnceLock<Result<BTreeSet<String>, Diagnostic>>,
}

impl<'a> DiskSink<'a> {
    /// A sink for planned units in a folder with known files.
    pub(super) fn new(output: &'a Output, units: &'a [Unit], known: &'a BTreeSet<String>) -> Self {
        Self {
            output,
            units,
            known,
            has_failed: AtomicBool::new(false),
            has_removed: AtomicBool::new(false),
            begun: OnceLock::new(),
        }
    }

    /// Writes a file unless it stands there already.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, Diagnostic> {
        let target = self.output.folder.join(path);
        let digest = fs::sha256(bytes);
        let changed = !(self.known.contains(path) && fs::holds(&target, bytes));
        if changed {
            self.begin()?;
            let write = || fs::write_atomic(&target, bytes);
            write()
                // Folders without any file belong to nobody.
                .or_else(|error| {
                    if fs::remove_hollow_folder(&target) {
                        write()
                    } else {
                        Err(error)
                    }
                })
                .map_err(|error| self.failed(&error))?;
        }
        Ok(Written::new(&target, digest, changed))
    }

    /// Whether it is of no use to go on.
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    fn failed(&self, error: &fs::FsError) -> Diagnostic {
        self.has_failed.store(true, Ordering::Relaxed);
        self.output.write_problem(error)
    }

    /// Removes a file unless it holds just these bytes; nothing more can be done where that fails too.
    pub(super) fn withdraw(&self, path: &str, bytes: &[u8]) {
        if !fs::holds(&self.output.folder.join(path), bytes) {
            let _ = self.remove(path);
        }
    }

    /// A file of the output, read again.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let file = self.output.folder.join(path);
        fs::read(&file).map_err(|error| self.output.read_problem(&error))
    }

    /// The output folder.
    pub(super) fn folder(&self) -> &Path {
        &self.output.folder
    }

    /// Writes a file piece by piece, unless it stands there already.
    pub(super) fn stream(
        &self,
        path: &str,
        fill: impl FnOnce(&mut Stream<'_>) -> Result<(), Diagnostic>,
    ) -> Result<Written, Diagnostic> {
        let target = self.output.folder.join(path);
        fs::remove_hollow_folder(&target);
        let file = Rewrite::open(&target);
        let mut stream = Stream { sink: self, file };
        fill(&mut stream)?;
        let Rewritten { digest, changed } = stream.finish()?;
        Ok(Written::new(&target, digest, changed))
    }

    /// Whether anything in the folder was changed.
    pub(super) fn has_begun(&self) -> bool {
        matches!(self.begun.get(), Some(Ok(_))) || self.has_removed.load(Ordering::Relaxed)
    }

    /// Before the first change: removes what must not stand any more, since that needs no room on the disk
    /// and may be what is held back by now, then names every file in the journal.
    fn begin(&self) -> Result<&BTreeSet<String>, Diagnostic> {
        let begin = || {
            let planned = self.units.iter().flat_map(Unit::paths);
            let planned: BTreeSet<&str> = planned.map(Permalink::as_str).collect();
            let stale: BTreeSet<&str> = self
                .known()
                .filter(|path| !planned.contains(path))
                .collect();
            let gone = removed_first(stale, &planned);
            gone.iter().try_for_each(|path| self.remove(path))?;
            let paths = planned.iter().copied().chain(self.known());
            let journal = journal::render(&paths.collect());
            let path = self.output.folder.join(journal::NAME);
            fs::write_atomic(&path, journal.as_bytes()).map_err(|error| self.failed(&error))?;
            Ok(gone.into_iter().map(str::to_owned).collect())
        };
        self.begun.get_or_init(begin).as_ref().map_err(Clone::clone)
    }

    /// Removes what is known and no longer planned, writes the manifest, drops the journal.
    pub(super) fn finish(&self, done: &[Done<'_>]) -> Result<Summary, Diagnostics> {
        let files = done.iter().flat_map(|done| {
            let digests = done.made.files.iter().map(|file| file.digest);
            done.unit.paths().map(Permalink::as_str).zip(digests)
        });
        let current: BTreeMap<&str, [u8; 32]> = files.collect();
        let mut removed = 0;
        let (known, planned) = (self.known().collect(), current.keys().copied().collect());
        for path in BTreeSet::difference(&known, &planned) {
            if !self.begin()?.contains(*path) {
                self.remove(path)?;
            }
            removed += 1;
        }
        let manifest = self.stream(manifest::NAME, |out| {
            let mut lines = current.iter().map(|(path, sum)| manifest::line(path, sum));
            lines.try_for_each(|line| out.push(line.as_bytes()))
        })?;
        self.remove(journal::NAME)?;
        let changed = done.iter().map(|done| done.changed).sum::<usize>();
        let changed = changed + usize::from(manifest.changed);
        let pages = current.len() + 1;
        Ok(Summary {
            pages,
            written: changed,
            unchanged: pages - changed,
            removed,
            rendered: done.iter().filter(|done| done.was_rendered).count(),
            ..Summary::default()
        })
    }

    fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    fn remove(&self, path: &str) -> Result<(), Diagnostic> {
        let target = self.output.folder.join(path);
        fs::remove_file(&target).map_err(|error| self.output.write_problem(&error))?;
        self.has_removed.store(true, Ordering::Relaxed);
        fs::remove_empty_folders(&target, &self.output.folder);
        Ok(())
    }
}

/// Which stale files go before anything is written: all but those that pages load, which the pages that
/// stand still need, and of these the ones that are in the way: a file where a folder is to be, and one
/// whose name differs in case alone, which on some disks is the same file.
fn removed_first<'a>(stale: BTreeSet<&'a str>, planned: &BTreeSet<&str>) -> BTreeSet<&'a str> {
    const LOADED: [&str; 2] = ["assets/", "search/"];
    const TEXTS: &str = "search/text/";
    if stale.is_empty() {
        return stale;
    }
    let folded: BTreeSet<String> = planned.iter().map(|path| path.to_lowercase()).collect();
    let is_first = |path: &&str| {
        let is_loaded = LOADED.iter().any(|folder| path.starts_with(folder));
        let is_loaded = is_loaded && !path.starts_with(TEXTS) && !path.ends_with(TEMPORARY_SUFFIX);
        let path = path.to_lowercase();
        let within = format!("{path}/");
        let first = folded.range(within.clone()..).next();
        let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
        !is_loaded
            || folded.contains(&path)
            || first.is_some_and(|first| first.starts_with(&within))
            || above.any(|folder| folded.contains(folder))
    };
    stale.into_iter().filter(is_first).collect()
}

/// A file of the output that is written piece by piece, and only from where it differs.
pub(super) struct Stream<'a> {
    sink: &'a DiskSink<'a>,
    file: Rewrite,
}

impl Stream<'_> {
    /// Adds a piece.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), Diagnostic> {
        if self.file.agrees(piece) {
            return Ok(());
        }
        self.sink.begin()?;
        self.file
            .push(piece)
            .map_err(|error| self.sink.output.write_problem(&error))
    }

    fn finish(mut self) -> Result<Rewritten, Diagnostic> {
        if !self.file.agrees_to_the_end() {
            self.sink.begin()?;
            let cut = self.file.push(&[]);
            cut.map_err(|error| self.sink.output.write_problem(&error))?;
        }
        self.file
            .finish()
            .map_err(|error| self.sink.output.write_problem(&error))
    }
}
