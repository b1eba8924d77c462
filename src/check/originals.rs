//! Whether originals are still what the replies were made from.

use std::path::Path;

use crate::diag::{Code, Diagnostic};
use crate::fs;
use crate::model::permalink::is_plain_segment;
use crate::read::{CONTENT, Opened, io_problem};

/// Compares a reply's original with what its front matter says.
pub(super) fn check(root: &Path, opened: &Opened) -> Option<Diagnostic> {
    let source = &opened.reply.source;
    let file = source.file.as_deref()?;
    let missing = |message: &str| {
        let problem = opened.problem_at("source.file", Code::OriginalMissing, message);
        Some(problem.help("put it below content/originals/, or correct `source.file`"))
    };
    // The name is input: it must not lead out of the content folder.
    if !file.split('/').all(is_original_name) {
        return missing("the original's path does not stay below content/");
    }
    let path = root.join(CONTENT).join(file);
    if !fs::is_file(&path) {
        return missing("the original is not there");
    }
    let wanted = source.sha256.as_deref()?;
    match fs::sha256_of(&path) {
        Err(error) => Some(io_problem(root, Code::IoRead, &error)),
        Ok(found) if fs::hex(&found).eq_ignore_ascii_case(wanted) => None,
        Ok(_) => {
            let message = "the original's SHA-256 is another one";
            let problem = opened.problem_at("source.sha256", Code::OriginalChanged, message);
            Some(problem.help("restore the original, or import it again"))
        }
    }
}

/// Originals may have been put there by hand, under any name that stays in its folder.
fn is_original_name(name: &str) -> bool {
    is_plain_segment(name) || !["", ".", ".."].contains(&name) && !name.contains(['\\', ':', '\0'])
}
