//! What is joined from all pages of a site, built into a folder of its own when it is asked for.

use std::path::{Path, PathBuf};

use tokio::sync::Mutex;
use tokio::task::{self, JoinError};

use crate::build::{self, Failure, NoProgress, Options};
use crate::cache::ASIDE;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::read::io_problem;

/// A site that is built aside.
pub(super) struct Aside {
    site: Options,
    folder: PathBuf,
    /// The reading of the site that stands in the folder.
    built: Mutex<Option<u64>>,
}

impl Aside {
    pub(super) fn new(site: Options) -> Self {
        let folder = site.root.join(ASIDE);
        let site = Options {
            output: Some(folder.clone()),
            ..site
        };
        Self {
            site,
            folder,
            built: Mutex::new(None),
        }
    }

    /// A file of the site as it was at a reading or later.
    ///
    /// # Errors
    /// The problems that stopped the build.
    pub(super) async fn file(&self, path: &str, version: u64) -> Result<Vec<u8>, Diagnostics> {
        let mut built = self.built.lock().await;
        let file = self.folder.join(path);
        // Another preview of the site may have removed the folder.
        if *built != Some(version) || !fs::exists(&file) {
            *built = None;
            let site = self.site.clone();
            let done = task::spawn_blocking(move || build::build(&site, &NoProgress)).await;
            succeeded(done)?;
            *built = Some(version);
        }
        fs::read(&file).map_err(|error| io_problem(&self.site.root, Code::IoRead, &error).into())
    }

    /// Removes the folder, once no build writes to it.
    pub(super) async fn remove(&self) {
        let _built = self.built.lock().await;
        remove(&self.folder);
    }
}

/// Whether a build came to its end. Of one that broke off nothing is known, so what it left in the
/// folder may be of an earlier reading.
fn succeeded<T>(done: Result<Result<T, Failure>, JoinError>) -> Result<(), Diagnostics> {
    match done {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(failure)) => Err(failure.problems),
        Err(_) => {
            let message = "the build of this file broke off; more may stand in the terminal";
            Err(Diagnostic::new(Code::IoWrite, message)
                .in_file(ASIDE)
                .into())
        }
    }
}

/// Nothing is lost where it stays: the next build aside puts it right.
fn remove(folder: &Path) {
    let _ = fs::remove_folder(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_that_broke_off_has_not_succeeded() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let run = |broken: bool| {
            let build = move || -> Result<(), Failure> {
                assert!(!broken, "as a build aside may");
                Ok(())
            };
            runtime.block_on(async move { succeeded(task::spawn_blocking(build).await) })
        };
        assert!(run(false).is_ok());
        assert!(run(true).is_err_and(|problems| problems.has_errors()));
    }
}
