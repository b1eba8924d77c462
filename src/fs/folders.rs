//! Folders: made, looked into, removed.
#![allow(
    clippy::disallowed_methods,
    reason = "this folder is the one place that may touch the disk"
)]

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FsError, exists};

/// Makes a folder and those above it.
///
/// # Errors
/// Where it cannot be made.
pub fn create_folder(path: &Path) -> Result<(), FsError> {
    std::fs::create_dir_all(path).map_err(|source| FsError::new("make the folder", path, source))
}

/// Removes a folder with all that it holds; one that is not there is no error.
///
/// # Errors
/// Where something in it cannot be removed.
pub fn remove_folder(path: &Path) -> Result<(), FsError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FsError::new("remove", path, error))
        }
        _ => Ok(()),
    }
}

/// Removes the folders between a removed file and `top`, as far as they are empty.
pub fn remove_empty_folders(file: &Path, top: &Path) {
    let mut folder = file.parent();
    while let Some(path) = folder.filter(|path| *path != top && path.starts_with(top)) {
        if std::fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}

/// The paths of what stands in a folder, and not below that; none where it cannot be read.
pub fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// Whether a folder holds nothing; one that does not exist does not.
///
/// # Errors
/// Where it cannot be read.
pub fn is_empty_folder(path: &Path) -> Result<bool, FsError> {
    if !exists(path) {
        return Ok(true);
    }
    let mut entries =
        std::fs::read_dir(path).map_err(|source| FsError::new("read the folder", path, source))?;
    Ok(entries.next().is_none())
}

/// Removes a folder in which there is no file at any depth. Gives whether it was one.
pub fn remove_hollow_folder(path: &Path) -> bool {
    let is_hollow = path.symlink_metadata().is_ok_and(|found| found.is_dir())
        && WalkDir::new(path)
            .into_iter()
            .all(|entry| entry.is_ok_and(|entry| entry.file_type().is_dir()));
    is_hollow && std::fs::remove_dir_all(path).is_ok()
}
