//! The output folder: whether it is safe to write to, and what stands in it.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::journal;
use super::manifest::{self, ASSETS};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs::{self, Found, FoundKind};
use crate::model::permalink::{Permalink, is_output_path};
use crate::plan::Unit;
use crate::read::io_problem;

/// The folder that a site is written to.
pub(super) struct Output {
    /// Its path.
    pub(super) folder: PathBuf,
    root: PathBuf,
}

/// Folders of a site that hold its sources.
const SOURCES: [&str; 3] = ["content", "themes", ".git"];

impl Output {
    /// Makes sure that the folder neither holds the sources nor is held by them.
    pub(super) fn open(root: &Path, output: Option<&Path>) -> Result<Self, Diagnostics> {
        let folder = output.map_or_else(|| root.join("public"), Path::to_owned);
        let resolve = |path: &Path| {
            fs::real_path(path)
                .map_err(|error| Diagnostics::from(io_problem(root, Code::IoRead, &error)))
        };
        let (real_root, real_folder) = (resolve(root)?, resolve(&folder)?);
        let mut held = real_root.starts_with(&real_folder);
        for source in SOURCES {
            // A source folder may itself be a link to somewhere else.
            let source = resolve(&real_root.join(source))?;
            held |= real_folder.starts_with(&source) || source.starts_with(&real_folder);
        }
        if held {
            let message = "the output folder holds the site's sources or is held by them";
            return Err(Diagnostic::new(Code::OutputUnsafe, message)
                .in_file(
                    real_folder
                        .strip_prefix(&real_root)
                        .unwrap_or(&real_folder)
                        .to_string_lossy(),
                )
                .help("choose a folder of its own with `--output DIR`, such as public")
                .into());
        }
        Ok(Self {
            folder,
            root: root.to_owned(),
        })
    }

    /// The files in the folder that an earlier build wrote or was about to write. Any other file
    /// that is neither planned nor kept is an error: it might be a withdrawn reply in a copy
    /// without its manifest. Where nothing tells that fuwen wrote there, a planned file that stands is
    /// somebody else's too.
    pub(super) fn known(
        &self,
        config: &Config,
        units: &[Unit],
    ) -> Result<BTreeSet<String>, Diagnostics> {
        let planned = || {
            let paths = units.iter().flat_map(Unit::paths);
            paths.map(Permalink::as_str).collect::<HashSet<&str>>()
        };
        let ((remembered, planned), (found, errors)) =
            rayon::join(|| (self.remembered(), planned()), || fs::walk(&self.folder));
        let remembered = remembered?;
        let mut problems: Diagnostics = errors
            .iter()
            .map(|error| io_problem(&self.root, Code::IoRead, error))
            .collect();
        // Static files have names that tell of their bytes: one that stands as planned is ours.
        let is_ours = |file: &Found| {
            let path = file.relative.as_str();
            path.starts_with(ASSETS) && planned.contains(path)
        };
        let remembered = remembered.or_else(|| found.iter().any(is_ours).then(HashSet::new));
        let mut known = Vec::new();
        for file in found {
            let path = file.relative.as_str();
            if config.keeps(path) || path == journal::NAME {
                continue;
            }
            let own = temporary_of(path).unwrap_or_else(|| path.to_owned());
            let ours = match &remembered {
                _ if own == journal::NAME => true,
                Some(_) if path == manifest::NAME => continue,
                Some(remembered) => {
                    let planned = planned.contains(own.as_str());
                    planned || remembered.contains(&own) || own == manifest::NAME
                }
                None if planned.contains(own.as_str()) => {
                    problems.push(self.foreign(path));
                    break;
                }
                None => false,
            };
            if ours && file.kind != FoundKind::Special {
                known.push(file.relative);
            } else {
                problems.push(self.unknown(path));
            }
        }
        if problems.is_empty() {
            Ok(known.into_iter().collect())
        } else {
            Err(problems)
        }
    }

    /// The paths that manifest and journal name, as far as they can be trusted: they come from
    /// the output folder, so only what fuwen could have planned counts. `None` where there is neither,
    /// and where the manifest is not that of a site: other programs use the same name.
    fn remembered(&self) -> Result<Option<HashSet<String>>, Diagnostics> {
        let read = |name: &str| {
            let bytes = fs::read_optional(&self.folder.join(name))
                .map_err(|error| Diagnostics::from(io_problem(&self.root, Code::IoRead, &error)))?;
            Ok::<_, Diagnostics>(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        };
        let (manifest, journal) = (read(manifest::NAME)?, read(journal::NAME)?);
        let manifest = manifest.filter(|manifest| manifest::is_of_a_site(manifest));
        if manifest.is_none() && journal.is_none() {
            return Ok(None);
        }
        let (manifest, journal) = (manifest.unwrap_or_default(), journal.unwrap_or_default());
        let paths = manifest::paths(&manifest)
            .chain(journal.lines())
            .filter(|path| is_output_path(path))
            .map(str::to_owned);
        Ok(Some(paths.collect()))
    }

    fn foreign(&self, path: &str) -> Diagnostic {
        let message = "nothing in the output folder tells that fuwen wrote what stands in it";
        Diagnostic::new(Code::OutputUnknownFile, message)
            .in_file(self.shown(path))
            .help("choose an empty folder with `--output DIR`, or empty this one by hand")
    }

    fn unknown(&self, path: &str) -> Diagnostic {
        let message = "a file in the output folder is not fuwen's";
        Diagnostic::new(Code::OutputUnknownFile, message)
            .in_file(self.shown(path))
            .help("remove it, or list it as `keep: [NAME]` in content/site.yaml")
    }

    /// A path in the folder as messages show it.
    fn shown(&self, path: &str) -> String {
        let real = fs::real_path(&self.folder).unwrap_or_else(|_| self.folder.clone());
        let folder = self.folder.strip_prefix(&self.root).unwrap_or(&real);
        folder.join(path).to_string_lossy().into_owned()
    }

    /// A file of the output that could not be read again, as a problem.
    pub(super) fn read_problem(&self, error: &fs::FsError) -> Diagnostic {
        io_problem(&self.root, Code::IoRead, error)
    }

    /// A failed disk operation as a problem.
    pub(super) fn write_problem(&self, error: &fs::FsError) -> Diagnostic {
        io_problem(&self.root, Code::IoWrite, error)
    }
}

/// Whether a folder is one that fuwen writes a site to.
pub(super) fn is_output(folder: &Path) -> bool {
    let manifest = fs::read(&folder.join(manifest::NAME)).unwrap_or_default();
    fs::exists(&folder.join(journal::NAME))
        || manifest::is_of_a_site(&String::from_utf8_lossy(&manifest))
}

/// The file of which a path is the temporary one.
fn temporary_of(path: &str) -> Option<String> {
    let (folder, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, name)| (folder, name));
    let name = name.strip_prefix('.')?.strip_suffix(fs::TEMPORARY_SUFFIX)?;
    Some(if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_and_journal_are_not_trusted() {
        for path in [
            "index.html",
            "replies/2025/a.html",
            "assets/style-1a2b3c4d.css",
            "CNAME",
            ".well-known/security.txt",
        ] {
            assert!(is_output_path(path), "{path}");
        }
        for path in [
            "",
            "../x.html",
            "/etc/passwd",
            "a/../../x.html",
            "a/CNAME",
            "OTHER",
            ".git/config",
            ".well-known/.git/config",
            "a\\b.html",
            "c:/x.html",
            "a//b.html",
        ] {
            assert!(!is_output_path(path), "{path}");
        }
    }

    #[test]
    fn temporary_files_belong_to_their_file() {
        assert_eq!(
            temporary_of("a/.b.html.fuwen-tmp").as_deref(),
            Some("a/b.html")
        );
        assert_eq!(temporary_of(".x.txt.fuwen-tmp").as_deref(), Some("x.txt"));
        assert_eq!(temporary_of("a/b.html"), None);
    }
}
