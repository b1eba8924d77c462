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

use std::path::{Path, absolute};

use crate::diag::{Code, Diagnostic};
use crate::fs::FsError;

/// The folder of a site that holds what it publishes.
pub const CONTENT: &str = "content";

/// A path as problems name it: seen from the site's root where it is below that, else whole. What shows
/// problems puts the root before paths that are not whole.
pub fn named(root: &Path, path: &Path) -> String {
    let whole = |path: &Path| absolute(path).unwrap_or_else(|_| path.to_owned());
    let (root, path) = (whole(root), whole(path));
    let below = path.strip_prefix(root);
    let named = below.unwrap_or(&path).to_string_lossy();
    if named.is_empty() {
        ".".to_owned()
    } else {
        named.into_owned()
    }
}

/// A failed disk operation as a problem.
pub fn io_problem(root: &Path, code: Code, error: &FsError) -> Diagnostic {
    Diagnostic::new(code, error.reason()).in_file(named(root, error.path()))
}
