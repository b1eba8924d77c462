//! `manifest-sha256.txt`: every file that fuwen wrote with its SHA-256, in the form that
//! `sha256sum -c` and BagIt read.

use crate::fs;

/// The file's name.
pub const NAME: &str = "manifest-sha256.txt";

/// Where a site's static files stand.
pub(super) const ASSETS: &str = "assets/";

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

/// Whether a manifest is one that fuwen wrote: every site has a home page and static files.
pub(super) fn is_of_a_site(manifest: &str) -> bool {
    let names = |wanted: fn(&str) -> bool| paths(manifest).any(wanted);
    names(|path| path == "index.html") && names(|path| path.starts_with(ASSETS))
}
