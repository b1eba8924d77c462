//! Where a file that a command makes besides the site may stand.

use std::path::Path;

use super::output;
use super::summary::Failure;
use crate::diag::{Code, Diagnostic};
use crate::fs;
use crate::read::{io_problem, named};

/// A file that is to be made besides the site.
pub struct Place<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// The file.
    pub file: &'a Path,
    /// What it is, as `the archive`.
    pub what: &'a str,
    /// The option that names another.
    pub option: &'a str,
    /// Whether a file that begins so is one of its kind: nothing else is replaced.
    pub is_alike: fn(&[u8]) -> bool,
}

/// So many bytes tell what a file is.
const HEAD: u64 = 1024;
/// Folders of a site that hold sources, or nothing but what a build writes.
const TAKEN: [&str; 4] = ["content", "themes", ".git", "public"];

impl Place<'_> {
    /// Among the sources the file could be published, and in the output folder it would be, or stop the
    /// next build. What stands there and is no file of the same kind is somebody's work.
    ///
    /// # Errors
    /// Where the file may not be made; where the disk does not say.
    pub fn check(&self) -> Result<(), Failure> {
        let real = |path: &Path| {
            fs::real_path(path)
                .map_err(|error| Failure::content(io_problem(self.root, Code::IoRead, &error)))
        };
        let target = real(self.file)?;
        let what = self.what;
        if fs::is_folder(&target) {
            return Err(self.unsafe_to(&format!("{what} would replace a folder")));
        }
        for folder in TAKEN {
            if target.starts_with(real(&self.root.join(folder))?) {
                return Err(self.unsafe_to(&format!("{what} would stand in {folder}/")));
            }
        }
        if target.ancestors().skip(1).any(output::is_output) {
            return Err(
                self.unsafe_to(&format!("{what} would stand in the folder of a built site"))
            );
        }
        if fs::exists(&target) && !self.may_replace(&target) {
            return Err(self.unsafe_to(&format!("{what} would replace another file")));
        }
        Ok(())
    }

    /// An empty file is nobody's work.
    fn may_replace(&self, target: &Path) -> bool {
        let head = fs::is_file(target).then(|| fs::read_at_most(target, HEAD).ok());
        let head = head.flatten();
        head.is_some_and(|head| head.is_empty() || (self.is_alike)(&head))
    }

    fn unsafe_to(&self, message: &str) -> Failure {
        let problem = Diagnostic::new(Code::OutputUnsafe, message)
            .in_file(named(self.root, self.file))
            .help(format!("name another file with `{}`", self.option));
        Failure::configuration(problem)
    }
}
