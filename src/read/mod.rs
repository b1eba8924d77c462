//! The content folder to the model.
//!
//! Owns which files are what, and that a body is seen only twice: once to be checked, once to be
//! rendered, and then only given proof that it is cleared. Knows nothing of pages.

mod body;
mod discover;
mod load;
mod opened;
mod personal;
mod settings;

pub use body::{article_body, body};
pub use load::{BodyLink, Content, DocumentFile, load_content};
pub use opened::{Opened, OpenedFile};
pub use personal::Personal;
pub use settings::{Settings, load_settings, read_settings};

use std::path::Path;

use crate::diag::{Code, Diagnostic};
use crate::fs::FsError;

/// The folder of a site that holds what it publishes.
pub const CONTENT: &str = "content";

/// A failed disk operation as a problem, its path relative to the site's root.
pub fn io_problem(root: &Path, code: Code, error: &FsError) -> Diagnostic {
    let path = error.path().strip_prefix(root).unwrap_or(error.path());
    Diagnostic::new(code, error.reason()).in_file(path.to_string_lossy())
}
