//! New sites and new replies, as files to be edited.
//!
//! Owns the words of those files and that nothing is overwritten. Knows nothing of pages.

mod reply;

use std::path::Path;

use crate::build::Failure;
use crate::diag::{Code, Diagnostic};
use crate::fs;

pub use reply::{NewReply, new_reply};

/// A raw letter to try the import with, by its path below a new site's root.
pub const EXAMPLE_LETTER: &str = "letters/example.txt";

/// The files of a new site, by their path below its root.
const FILES: [(&str, &str); 9] = [
    ("content/site.yaml", include_str!("site.yaml")),
    ("content/topics.yaml", include_str!("topics.yaml")),
    (
        "content/organisations.yaml",
        include_str!("organisations.yaml"),
    ),
    (
        "content/replies/2025/proposal-117.md",
        include_str!("proposal-117.md"),
    ),
    (EXAMPLE_LETTER, include_str!("example.txt")),
    (".github/workflows/archive.yml", include_str!("archive.yml")),
    ("README.md", include_str!("guide.md")),
    (".gitignore", include_str!("gitignore")),
    (".gitattributes", include_str!("gitattributes")),
];

/// Makes a site that builds at once, with one example reply marked as an example.
///
/// # Errors
/// Where the folder holds something or cannot be written.
pub fn init(dir: &Path) -> Result<(), Failure> {
    let taken = if fs::is_file(dir) {
        Some("a file has that name")
    } else if fs::is_empty_folder(dir).map_err(|error| disk(&error))? {
        None
    } else {
        Some("the folder is not empty")
    };
    if let Some(why) = taken {
        let problem = Diagnostic::new(Code::OutputUnsafe, why)
            .in_file(dir.to_string_lossy())
            .help("name a folder that is empty or not yet there");
        return Err(Failure::configuration(problem));
    }
    for (path, text) in FILES {
        if let Err(error) = fs::write_atomic(&dir.join(path), text.as_bytes()) {
            withdraw(dir);
            return Err(disk(&error));
        }
    }
    Ok(())
}

/// Takes back what was written of a site that could not be made whole, so that it can be made again.
fn withdraw(dir: &Path) {
    for (path, _) in FILES {
        let file = dir.join(path);
        // What cannot be removed stays, and is said by the next attempt.
        let _ = fs::remove_file(&file);
        fs::remove_empty_folders(&file, dir);
    }
}

fn disk(error: &fs::FsError) -> Failure {
    let problem = Diagnostic::new(Code::IoWrite, error.reason());
    Failure::content(problem.in_file(error.path().to_string_lossy()))
}
