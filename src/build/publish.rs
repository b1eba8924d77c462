//! Renders and writes all units together, so that memory stays flat.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::render::Renderer;
use super::sink::{DiskSink, Written};
use super::summary::Progress;
use crate::diag::{Diagnostic, Diagnostics};
use crate::plan::Unit;

/// Renders every unit and writes it.
///
/// # Errors
/// The problems of all units, not only of the first.
pub(super) fn publish(
    renderer: &Renderer<'_>,
    sink: &DiskSink<'_>,
    units: &[Unit],
    progress: &dyn Progress,
) -> Result<Vec<Written>, Diagnostics> {
    let results: Vec<Result<Written, Diagnostic>> = units
        .par_iter()
        .map(|unit| {
            let bytes = renderer.render(unit)?;
            let written = sink.write(unit.path.as_str(), &bytes)?;
            progress.step();
            Ok(written)
        })
        .collect();
    let mut written = Vec::with_capacity(results.len());
    let mut problems = Diagnostics::new();
    for result in results {
        match result {
            Ok(file) => written.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(written)
    } else {
        Err(problems)
    }
}
