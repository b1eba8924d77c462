//! Which files Git tracks.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::read::CONTENT;

/// The tracked files below the content folder, by their path below the site's root. `None` where
/// the site is in no repository, or Git is not installed.
///
/// The repository is not trusted: no program that its settings name is run.
pub(super) fn tracked(root: &Path) -> Option<BTreeSet<String>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
        ])
        .args(["ls-files", "-z", "--", CONTENT])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = names.split('\0').filter(|name| !name.is_empty());
    output
        .status
        .success()
        .then(|| names.map(str::to_owned).collect())
}
