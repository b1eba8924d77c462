//! Renders and writes all units, so that memory stays flat.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::memory::{Inputs, source_of};
use super::render::{Rendered, Renderer};
use super::sink::{DiskSink, Written};
use super::summary::Progress;
use crate::cache::{Cache, Made};
use crate::diag::{Diagnostic, Diagnostics};
use crate::fs::Fingerprint;
use crate::model::{Archive, Entry, Permalink};
use crate::plan::{Unit, UnitKind};

/// A unit whose files stand as they should: what the second phase joins its files from.
pub(super) struct Done<'a> {
    /// The unit.
    pub(super) unit: &'a Unit,
    /// Its files, and what they were made from.
    pub(super) made: Made,
    /// How many of its files had to be written.
    pub(super) changed: usize,
    /// Whether it had to be rendered to know that.
    pub(super) was_rendered: bool,
}

/// What units are made from, and what is left of them.
pub(super) struct Publisher<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) sink: &'a DiskSink<'a>,
    pub(super) archive: &'a Archive,
    pub(super) inputs: &'a Inputs,
    pub(super) cache: &'a Cache,
}

impl<'a> Publisher<'a> {
    /// Makes every unit stand as it should: first those that stand for themselves, then those
    /// that are joined from them, and at last those that tell of the joined ones.
    ///
    /// # Errors
    /// The problems of all units of a phase, not only of the first.
    pub(super) fn publish(
        &self,
        units: &'a [Unit],
        progress: &dyn Progress,
    ) -> Result<Vec<Done<'a>>, Diagnostics> {
        self.make(units, progress)
            .inspect_err(|_| self.withdraw_letters(units))
    }

    /// Where a build fails, what stands in the place of a notice may be the letter that was published
    /// before: it goes, and the next build makes the notice.
    fn withdraw_letters(&self, units: &[Unit]) {
        let is_notice = |unit: &&Unit| match unit.kind {
            UnitKind::Reply(id) => matches!(self.archive.entry(id), Entry::Notice(_)),
            _ => false,
        };
        for unit in units.iter().filter(is_notice) {
            let files = self.renderer.render(unit).unwrap_or_default();
            for (index, path) in unit.paths().enumerate() {
                let notice = files.get(index).map(AsRef::as_ref).unwrap_or_default();
                self.sink.withdraw(path.as_str(), notice);
            }
        }
    }

    fn make(
        &self,
        units: &'a [Unit],
        progress: &dyn Progress,
    ) -> Result<Vec<Done<'a>>, Diagnostics> {
        let is_joined = |unit: &&Unit| matches!(unit.kind, UnitKind::Joined(_));
        let (joined, single): (Vec<&Unit>, Vec<&Unit>) = units.iter().partition(is_joined);
        let is_segment = |unit: &&Unit| matches!(unit.kind, UnitKind::Segment(_));
        let (segments, single): (Vec<&Unit>, Vec<&Unit>) = single.into_iter().partition(is_segment);
        let is_last = |unit: &&Unit| matches!(unit.kind, UnitKind::Joined(j) if j.is_last());
        let (last, joined): (Vec<&Unit>, Vec<&Unit>) = joined.into_iter().partition(is_last);
        let mut done = gather(single.par_iter().map(|unit| {
            let done = self.unless_failed(|| self.render(unit));
            progress.step();
            done
        }))?;
        let segments = self.segments(&segments, &done)?;
        done.extend(segments);
        for phase in [joined, last] {
            let join = |unit: &&'a Unit| self.unless_failed(|| self.join(unit, &done));
            let joined = gather(phase.par_iter().map(join))?;
            done.extend(joined);
        }
        Ok(done)
    }

    /// Does nothing, and has nothing to say, where the disk has failed another unit already.
    fn unless_failed<T>(
        &self,
        work: impl FnOnce() -> Result<T, Diagnostic>,
    ) -> Result<T, Option<Diagnostic>> {
        if self.sink.has_failed() {
            return Err(None);
        }
        work().map_err(Some)
    }

    /// A unit of the first phase. One that was made from the same, and whose files nobody has
    /// touched since, is left alone.
    fn render(&self, unit: &'a Unit) -> Result<Done<'a>, Diagnostic> {
        let source = source_of(unit, self.archive);
        let standing = self.standing(unit);
        let is_same = self.cache.is_of(&self.inputs.archive);
        if let Some(made) = standing.filter(|made| is_same && made.source == source) {
            return Ok(Done::untouched(unit, made));
        }
        let Rendered { key, files } = self
            .renderer
            .render_unless(unit, standing.map(|made| made.key))?;
        if let (None, Some(made)) = (&files, standing) {
            return Ok(Done::untouched(unit, made));
        }
        let written = unit.paths().zip(files.unwrap_or_default());
        let written = written.map(|(path, bytes)| self.sink.write(path.as_str(), &bytes));
        let written = written.collect::<Result<Vec<Written>, Diagnostic>>()?;
        Ok(Done::written(unit, key, source, &written))
    }

    fn join(&self, unit: &'a Unit, done: &[Done<'_>]) -> Result<Done<'a>, Diagnostic> {
        let UnitKind::Joined(joined) = unit.kind else {
            return self.render(unit);
        };
        let key = self.renderer.key_of_joined(joined, done);
        if let Some(made) = self.standing(unit).filter(|made| made.key == key) {
            return Ok(Done::untouched(unit, made));
        }
        let written = self.sink.stream(unit.path.as_str(), |out| {
            self.renderer.join(joined, done, self.sink, out)
        })?;
        Ok(Done::written(unit, key, Fingerprint::default(), &[written]))
    }

    pub(super) fn standing(&self, unit: &Unit) -> Option<&'a Made> {
        let paths = unit.paths().map(Permalink::as_str);
        self.cache.standing(self.sink.folder(), paths)
    }
}

impl<'a> Done<'a> {
    pub(super) fn untouched(unit: &'a Unit, made: &Made) -> Self {
        Self {
            unit,
            made: made.clone(),
            changed: 0,
            was_rendered: false,
        }
    }

    pub(super) fn written(
        unit: &'a Unit,
        key: Fingerprint,
        source: Fingerprint,
        files: &[Written],
    ) -> Self {
        let made = Made {
            key,
            source,
            files: files.iter().map(|file| file.standing).collect(),
        };
        Self {
            unit,
            made,
            changed: files.iter().filter(|file| file.changed).count(),
            was_rendered: true,
        }
    }
}

/// All results, or all problems.
fn gather<T: Send>(
    results: impl ParallelIterator<Item = Result<T, Option<Diagnostic>>>,
) -> Result<Vec<T>, Diagnostics> {
    let results: Vec<Result<T, Option<Diagnostic>>> = results.collect();
    let mut good = Vec::with_capacity(results.len());
    let mut problems = Diagnostics::new();
    for result in results {
        match result {
            Ok(value) => good.push(value),
            Err(problem) => problems.extend(problem),
        }
    }
    if problems.is_empty() {
        Ok(good)
    } else {
        Err(problems)
    }
}
