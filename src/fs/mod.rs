//! The only user of `std::fs`: walking, reading, atomic writing, removing.
//!
//! Every error carries the path and what was being done. Knows nothing of what the files hold.
#![allow(
    clippy::disallowed_methods,
    reason = "this folder is the one place that may touch the disk"
)]

mod folders;
mod new_file;
mod rewrite;
mod stamp;

pub use folders::{
    create_folder, is_empty_folder, remove_empty_folders, remove_folder, remove_hollow_folder,
    within,
};
pub use new_file::{NewFile, WorkFolder};
pub use rewrite::{Rewrite, Rewritten};
pub use stamp::{Lock, Stamp, lock, moment, program_stamp, stamp, try_lock};

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use twox_hash::XxHash3_128;
use walkdir::WalkDir;

/// A disk operation that failed.
#[derive(Debug, Error)]
#[error("could not {action} {path}: {source}", path = path.display())]
pub struct FsError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl FsError {
    fn new(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// What failed and why, without the path.
    pub fn reason(&self) -> String {
        format!("could not {}: {}", self.action, self.source)
    }

    /// Whether nothing stands at the path.
    pub fn is_missing(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// The path on which the operation failed.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What a walk found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    /// A regular file.
    File,
    /// A symbolic link; it is not followed.
    Symlink,
    /// A device, socket or pipe.
    Special,
}

/// One file of a walk.
#[derive(Clone, Debug)]
pub struct Found {
    /// Full path.
    pub path: PathBuf,
    /// Path below the folder walked, with forward slashes; lossy where a name is no UTF-8.
    pub relative: String,
    /// What it is.
    pub kind: FoundKind,
}

/// All files below a folder, sorted by name, links not followed. Errors are kept, so that an
/// unreadable folder is never a gap. A folder that does not exist is empty.
pub fn walk(folder: &Path) -> (Vec<Found>, Vec<FsError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    if !exists(folder) {
        return (found, errors);
    }
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let file_type = entry.file_type();
                let kind = if file_type.is_symlink() {
                    FoundKind::Symlink
                } else if file_type.is_file() {
                    FoundKind::File
                } else {
                    FoundKind::Special
                };
                let relative = relative(folder, entry.path());
                found.push(Found {
                    path: entry.into_path(),
                    relative,
                    kind,
                });
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                errors.push(FsError {
                    action: "read the folder",
                    path,
                    source: error.into(),
                });
            }
        }
    }
    (found, errors)
}

/// Whether a file or folder of this name is hidden, or one that an editor or office suite keeps
/// beside the file that it has open.
pub fn is_set_aside(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.ends_with(['~', '#'])
        || name.ends_with(".swp")
        // Vim tries with a file of this name whether it may write.
        || name == "4913"
}

/// A path below a folder, with forward slashes.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    if std::path::MAIN_SEPARATOR == '/' {
        return below.to_string_lossy().into_owned();
    }
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Reads a whole file.
///
/// # Errors
/// Where the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, FsError> {
    check_regular(path)
        .and_then(|()| std::fs::read(path))
        .map_err(|source| FsError::new("read", path, source))
}

/// Whoever reads a pipe waits until somebody writes, and a device may have no end.
fn check_regular(path: &Path) -> io::Result<()> {
    if path.metadata()?.is_file() {
        Ok(())
    } else {
        Err(io::Error::other("it is not a regular file"))
    }
}

/// Reads a file, but no more than its first `most` bytes.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, FsError> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|source| FsError::new("read", path, source))?;
    Ok(bytes)
}

/// Reads a file that may be missing.
///
/// # Errors
/// Where the file is there but cannot be read.
pub fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, FsError> {
    match check_regular(path).and_then(|()| std::fs::read(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FsError::new("read", path, source)),
    }
}

/// Whether a regular file stands at the path and holds exactly these bytes.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|found| found == bytes)
}

/// SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What tells contents apart within one site: 128 bits of XXH3.
pub type Fingerprint = [u8; 16];

/// The fingerprint of bytes, at the speed of memory. Whoever wants to can make two contents with the
/// same, so what others are to rely on has a [`sha256`].
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    XxHash3_128::oneshot(bytes).to_le_bytes()
}

/// Lower-case hex digits of a digest.
pub fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = String::with_capacity(digest.len() * 2);
    for digit in digest.iter().flat_map(|byte| [byte >> 4, byte & 0xF]) {
        hex.push(char::from(DIGITS[usize::from(digit)]));
    }
    hex
}

/// The suffix of a file that is being written.
pub const TEMPORARY_SUFFIX: &str = ".fuwen-tmp";

/// The temporary file beside a path: `.<name>.fuwen-tmp`.
pub fn temporary_beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}{TEMPORARY_SUFFIX}"))
}

/// Writes a file beside its place and renames it, so that a reader sees the old file or the new
/// one and never a part. Makes the folders above it.
///
/// # Errors
/// Where a folder cannot be made or the file cannot be written or renamed; the temporary file is
/// removed then.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), FsError> {
    let temporary = temporary_beside(path);
    let result = create_new(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|source| FsError::new("write", path, source))
        .and_then(|()| {
            std::fs::rename(&temporary, path).map_err(|source| FsError::new("write", path, source))
        });
    if result.is_err() {
        // The write's own error is the one to report.
        let _ = std::fs::remove_file(&temporary);
    }
    result
}

/// Opens a file that was not there, and makes the folders above it. What stands at the path is
/// removed and never written through: it might be a link to somewhere else.
fn create_new(path: &Path) -> io::Result<std::fs::File> {
    let create = || std::fs::File::create_new(path);
    create().or_else(|error| {
        match (error.kind(), path.parent()) {
            (io::ErrorKind::AlreadyExists, _) => std::fs::remove_file(path)?,
            (io::ErrorKind::NotFound, Some(folder)) => std::fs::create_dir_all(folder)?,
            _ => return Err(error),
        }
        create()
    })
}

/// Removes a file; one that is gone already is no error.
///
/// # Errors
/// Where it cannot be removed.
pub fn remove_file(path: &Path) -> Result<(), FsError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FsError::new("remove", path, error))
        }
        _ => Ok(()),
    }
}

/// Whether something stands at the path.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a regular file stands at the path, and no link to one.
pub fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_file())
}

/// SHA-256 of a file of any size.
///
/// # Errors
/// Where the file cannot be read.
pub fn sha256_of(path: &Path) -> Result<[u8; 32], FsError> {
    let digest = || {
        check_regular(path)?;
        let mut file = std::fs::File::open(path)?;
        let mut digest = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(digest.finalize().into()),
                read => digest.update(&piece[..read]),
            }
        }
    };
    digest().map_err(|source| FsError::new("read", path, source))
}

/// Whether a folder stands at the path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a symbolic link stands at the path, wherever it leads.
pub fn is_link(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.file_type().is_symlink())
}

/// The real path: links resolved, as far as it exists; the rest as given.
///
/// # Errors
/// Where the existing part cannot be resolved.
pub fn real_path(path: &Path) -> Result<PathBuf, FsError> {
    if exists(path) {
        return path
            .canonicalize()
            .map_err(|source| FsError::new("resolve", path, source));
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            };
            Ok(real_path(parent)?.join(name))
        }
        _ => path
            .canonicalize()
            .map_err(|source| FsError::new("resolve", path, source)),
    }
}
