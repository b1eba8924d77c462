//! Which raw files are meant.

use std::path::{Path, PathBuf};

use super::refusal;
use crate::fs::{self, FoundKind, FsError};
use crate::import::Refusal;

/// The code of a refusal for want of reading.
pub const UNREADABLE: &str = "io-read";

/// A raw file.
#[derive(Clone, Debug, Default)]
pub(super) struct RawFile {
    pub(super) path: PathBuf,
    /// The path as it was named, for messages.
    pub(super) shown: String,
    /// Why it cannot be read at all.
    pub(super) trouble: Option<Refusal>,
}

/// All files named, and those in the folders named, each once and in the order of their paths.
/// Hidden files in folders are nobody's. What cannot be read and links there are refused, not
/// skipped.
pub(super) fn find(paths: &[PathBuf]) -> Vec<RawFile> {
    let mut files = Vec::new();
    for path in paths {
        if !fs::is_folder(path) {
            files.push(raw_file(path.clone(), kind_trouble(FoundKind::File)));
            continue;
        }
        let (found, errors) = fs::walk(path);
        let unreadable = |error: &FsError| raw_file(error.path().to_owned(), Some(trouble(error)));
        files.extend(errors.iter().map(unreadable));
        let seen = found.into_iter().filter(|file| !is_hidden(&file.relative));
        files.extend(seen.map(|file| raw_file(file.path, kind_trouble(file.kind))));
    }
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

fn raw_file(path: PathBuf, trouble: Option<Refusal>) -> RawFile {
    let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
    let shown = path.to_string_lossy().replace('\\', "/");
    RawFile {
        path,
        shown,
        trouble,
    }
}

fn kind_trouble(kind: FoundKind) -> Option<Refusal> {
    match kind {
        FoundKind::File => None,
        FoundKind::Symlink => Some(refusal("file-symlink", "这是符号链接，没有跟随")),
        FoundKind::Special => Some(refusal("file-special", "这不是普通文件")),
    }
}

/// The refusal of a file that cannot be read.
pub(super) fn trouble(error: &FsError) -> Refusal {
    if error.is_missing() {
        refusal(UNREADABLE, "没有这个文件")
    } else {
        refusal(UNREADABLE, &format!("文件无法读取（{}）", error.reason()))
    }
}

fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part.ends_with('~'))
}
