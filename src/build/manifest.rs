//! `manifest-sha256.txt`: every file that fuwen wrote with its SHA-256, in the form that
//! `sha256sum -c` and BagIt read.

use crate::fs;

/// The file's name.
pub(super) const NAME: &str = "manifest-sha256.txt";

/// The manifest of files given in the order of their paths.
pub(super) fn render<'a>(files: impl Iterator<Item = (&'a str, &'a [u8; 32])>) -> String {
    files
        .map(|(path, digest)| format!("{}  {path}\n", fs::hex(digest)))
        .collect()
}

/// The paths that a manifest names.
pub(super) fn paths(manifest: &str) -> impl Iterator<Item = &str> {
    manifest
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(_, path)| path))
}
