//! Renders and writes all units, so that memory stays flat.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::render::Renderer;
use super::sink::{DiskSink, Written};
use super::summary::Progress;
use crate::diag::{Diagnostic, Diagnostics};
use crate::plan::{Unit, UnitKind};

/// A unit of the first phase that is written: what the second phase joins its files from.
pub(super) struct Done<'a> {
    /// The unit.
    pub(super) unit: &'a Unit,
    /// What became of its files, in the order of its paths.
    pub(super) files: Vec<Written>,
}

/// Renders every unit and writes it: first those that stand for themselves, then those that are
/// joined from them.
///
/// # Errors
/// The problems of all units of a phase, not only of the first.
pub(super) fn publish(
    renderer: &Renderer<'_>,
    sink: &DiskSink<'_>,
    units: &[Unit],
    progress: &dyn Progress,
) -> Result<Vec<Written>, Diagnostics> {
    let done = gather(units.par_iter().map(|unit| {
        let files = renderer.render(unit)?;
        let written = unit.paths().zip(files);
        let written = written.map(|(path, bytes)| sink.write(path.as_str(), &bytes));
        let files = written.collect::<Result<Vec<Written>, Diagnostic>>()?;
        progress.step();
        Ok(Done { unit, files })
    }))?;
    let joined: Vec<_> = units
        .iter()
        .filter_map(|unit| match unit.kind {
            UnitKind::Joined(joined) => Some((&unit.path, joined)),
            _ => None,
        })
        .collect();
    let joined = gather(joined.par_iter().map(|&(path, joined)| {
        sink.stream(path.as_str(), |out| renderer.join(joined, &done, out))
    }))?;
    let files = done.into_iter().flat_map(|done| done.files);
    Ok(files.chain(joined).collect())
}

/// All results, or all problems.
fn gather<T: Send>(
    results: impl ParallelIterator<Item = Result<T, Diagnostic>>,
) -> Result<Vec<T>, Diagnostics> {
    let results: Vec<Result<T, Diagnostic>> = results.collect();
    let mut good = Vec::with_capacity(results.len());
    let mut problems = Diagnostics::new();
    for result in results {
        match result {
            Ok(value) => good.push(value),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(good)
    } else {
        Err(problems)
    }
}
