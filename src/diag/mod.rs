//! What a problem is, how problems are collected, and how they are shown.
//!
//! Owns the rules' names, the places in files, and one face for each reader: people, programs, CI.
//! It must not know where problems come from: no YAML, no reply, no disk, no terminal. A face gets
//! only the [`View`] that its audience may see, so none of them can betray a document that is not
//! cleared for publication.

mod code;
mod collection;
mod diagnostic;
mod excerpt;
pub mod github;
pub mod html;
pub mod human;
pub mod json;
mod source;
mod told;
mod view;

pub use code::Code;
pub use collection::Diagnostics;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use source::{Position, SourceFile};
pub use view::{Audience, Excerpt, View};

/// A path below the site's root as seen from where the program runs; an absolute path stays.
fn relative(prefix: &str, path: &str) -> String {
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{prefix}{path}")
    }
}
