//! Which files Git tracks.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fs;
use crate::read::CONTENT;

/// The tracked files below the content folder, by their path below the site's root; none where the site is
/// in no repository.
///
/// The repository is not trusted: no program that its settings name is run.
///
/// # Errors
/// Where there is a repository and Git does not tell: in its own words, or why it does not run.
pub(super) fn tracked(root: &Path) -> Result<BTreeSet<String>, String> {
    let found = list(root);
    if found.is_err() && !is_in_repository(root) {
        return Ok(BTreeSet::new());
    }
    found
}

fn is_in_repository(root: &Path) -> bool {
    let root = fs::real_path(root).unwrap_or_else(|_| root.to_owned());
    root.ancestors()
        .any(|folder| fs::exists(&folder.join(".git")))
}

fn list(root: &Path) -> Result<BTreeSet<String>, String> {
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
        .output()
        .map_err(|error| format!("git does not run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(said.lines().next().unwrap_or("git fails").to_owned());
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = names.split('\0').filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}
