//! A body again, to be rendered: given proof that it is cleared and that the file is the one
//! that was cleared, and by no other way.

use std::path::Path;

use super::io_problem;
use crate::config::Privacy;
use crate::diag::{Code, Diagnostic};
use crate::front_matter;
use crate::fs;
use crate::model::reply::Origin;
use crate::model::{Article, Cleared, Reply};
use crate::privacy::{Exempt, contacts_of, mask_body};

/// The letter of a cleared reply, with everything masked that the site masks.
///
/// # Errors
/// Where the file cannot be read, or is not the one that was cleared.
pub fn body(root: &Path, reply: &Cleared<Reply>, privacy: &Privacy) -> Result<String, Diagnostic> {
    let body = read_again(root, &reply.origin)?;
    Ok(mask_body(body, &contacts_of(reply), privacy))
}

/// The text of a cleared article.
///
/// # Errors
/// As [`body`].
pub fn article_body(
    root: &Path,
    article: &Cleared<Article>,
    privacy: &Privacy,
) -> Result<String, Diagnostic> {
    let body = read_again(root, &article.origin)?;
    Ok(mask_body(body, &Exempt::default(), privacy))
}

fn read_again(root: &Path, origin: &Origin) -> Result<String, Diagnostic> {
    let bytes = fs::read(&root.join(&origin.path))
        .map_err(|error| io_problem(root, Code::IoRead, &error))?;
    let changed = || {
        Diagnostic::new(
            Code::FileChanged,
            "the file changed while the site was built",
        )
        .in_file(&origin.path)
        .help("build again")
    };
    if fs::fingerprint(&bytes) != origin.digest {
        return Err(changed());
    }
    // The same bytes were UTF-8 with front matter when they were cleared.
    let text = simdutf8::basic::from_utf8(&bytes).map_err(|_| changed())?;
    let split = front_matter::parts(text).ok_or_else(changed)?;
    Ok(text[split.body].to_owned())
}
