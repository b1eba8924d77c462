//! `manifest-sha256.txt`: every file that fuwen wrote with its SHA-256, in the form that
//! `sha256sum -c` and BagIt read.

use crate::fs;

/// The file's name.
pub const NAME: &str = "manifest-sha256.txt";

/// The line of a file.
pub(super) fn line(path: &str, digest: &[u8; 32]) -> String {
    format!("{}  {path}\n", fs::hex(digest))
}

/// The paths that a manifest names.
pub(super) fn paths(manifest: &str) -> impl Iterator<Item = &str> {
    manifest
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(_, path)| path))
}
