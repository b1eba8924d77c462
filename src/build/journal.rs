//! `.fuwen-journal`: the paths known or about to be written, named before the first write.
//!
//! It stands only while a build writes. Where a build was killed, the next one knows from it
//! which files are fuwen's and mends the rest.

use std::collections::BTreeSet;

/// The file's name.
pub(super) const NAME: &str = ".fuwen-journal";

/// One path a line.
pub(super) fn render(paths: &BTreeSet<&str>) -> String {
    paths.iter().map(|path| format!("{path}\n")).collect()
}
