//! New sites.

use std::path::Path;

use crate::build::Failure;
use crate::diag::{Code, Diagnostic};
use crate::fs;

/// The files of a new site, by their path below its root.
const FILES: [(&str, &str); 6] = [
    ("content/site.yaml", include_str!("scaffold/site.yaml")),
    ("content/topics.yaml", include_str!("scaffold/topics.yaml")),
    (
        "content/organisations.yaml",
        include_str!("scaffold/organisations.yaml"),
    ),
    (
        "content/replies/2025/proposal-117.md",
        include_str!("scaffold/proposal-117.md"),
    ),
    (".gitignore", include_str!("scaffold/gitignore")),
    (".gitattributes", include_str!("scaffold/gitattributes")),
];

/// Makes a site that builds at once, with one example reply marked as an example.
///
/// # Errors
/// Where the folder holds something or cannot be written.
pub fn init(dir: &Path) -> Result<(), Failure> {
    let disk = |error: fs::FsError| {
        let problem = Diagnostic::new(Code::IoWrite, error.reason());
        Failure::content(problem.in_file(error.path().to_string_lossy()))
    };
    if !fs::is_empty_folder(dir).map_err(disk)? {
        let problem = Diagnostic::new(Code::OutputUnsafe, "the folder is not empty")
            .in_file(dir.to_string_lossy())
            .help("name a folder that is empty or not yet there");
        return Err(Failure::configuration(problem));
    }
    for (path, text) in FILES {
        fs::write_atomic(&dir.join(path), text.as_bytes()).map_err(disk)?;
    }
    Ok(())
}
