//! Which files of the content folder are what.

use std::path::{Path, PathBuf};

use super::{CONTENT, io_problem};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs::{self, Found, FoundKind};
use crate::model::Permalink;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A reply, below `replies/`.
    Reply,
    /// A background page, below `articles/`.
    Article,
}

/// A file that may become a page.
pub(super) struct Discovered {
    pub(super) role: Role,
    pub(super) path: PathBuf,
    /// Path below the site's root, for messages.
    pub(super) shown: String,
    pub(super) permalink: Permalink,
}

/// Files that are read elsewhere or never.
const SETTINGS: [&str; 3] = ["site.yaml", "topics.yaml", "organisations.yaml"];
const ORIGINALS: &str = "originals/";

/// Finds every reply and article. A file that is neither is a warning, so that a misplaced one
/// does not stay unpublished unseen; hidden files are no one's.
pub(super) fn discover(root: &Path) -> (Vec<Discovered>, Diagnostics) {
    let (found, errors) = fs::walk(&root.join(CONTENT));
    let mut problems: Diagnostics = errors
        .iter()
        .map(|error| io_problem(root, Code::IoRead, error))
        .collect();
    let mut files = Vec::new();
    for file in found {
        match classify(&file) {
            Ok(Some((role, permalink))) => files.push(Discovered {
                role,
                shown: format!("{CONTENT}/{}", file.relative),
                path: file.path,
                permalink,
            }),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

fn classify(file: &Found) -> Result<Option<(Role, Permalink)>, Diagnostic> {
    let name = file.relative.as_str();
    let shown = format!("{CONTENT}/{name}");
    if name.starts_with(ORIGINALS) || is_hidden(name) {
        return Ok(None);
    }
    match file.kind {
        FoundKind::File => {}
        FoundKind::Symlink => {
            let message = "a symbolic link in the content folder";
            return Err(Diagnostic::new(Code::SymlinkOutside, message)
                .in_file(shown)
                .help("put a copy of the file in its place; links are not followed"));
        }
        FoundKind::Special => {
            let message = "neither a file nor a folder";
            return Err(Diagnostic::new(Code::IoRead, message)
                .in_file(shown)
                .help("remove it"));
        }
    }
    if SETTINGS.contains(&name) {
        return Ok(None);
    }
    let role = if name.starts_with("replies/") {
        Role::Reply
    } else if name.starts_with("articles/") {
        Role::Article
    } else {
        return Err(unused(shown));
    };
    if !name.ends_with(".md") {
        return Err(unused(shown));
    }
    let permalink = Permalink::from_markdown(name).map_err(|error| {
        Diagnostic::new(Code::FileName, error.to_string()).in_file(&shown).help(
            "name files and folders with lower-case letters, digits and single hyphens, such as \
             replies/2025/proposal-2104111.md",
        )
    })?;
    if permalink.as_str().ends_with("/index.html") {
        let message = "`index` is the name of an index page";
        return Err(Diagnostic::new(Code::FileName, message)
            .in_file(shown)
            .help("rename the file"));
    }
    Ok(Some((role, permalink)))
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(fs::is_set_aside)
}

fn unused(shown: String) -> Diagnostic {
    Diagnostic::new(Code::FileUnused, "the file is not published")
        .in_file(shown)
        .help("replies are .md files below replies/, background pages .md files below articles/")
}
