//! The offline archive: the whole site as one zip that opens by double click.
//!
//! Renders for itself and does not read the output folder. Owns what stands beside the site in
//! the zip, and that the same site gives the same bytes. Knows no terminal.

mod archive;
mod front;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::build::{self, Failure, Place, Progress, build_once};
use crate::diag::{Code, Diagnostics};
use crate::fs::{self, FsError, WorkFolder};
use crate::read::{io_problem, read_settings};
use crate::theme::{load_messages, load_theme};

/// What is to be bundled.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The file to write; `archive.zip` below the root by default.
    pub output: Option<PathBuf>,
}

/// The zip that was written.
#[derive(Clone, Debug, Serialize)]
pub struct Bundle {
    /// Its path, as it was asked for.
    pub file: String,
    /// How many files are in it.
    pub files: usize,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// The name of the zip where none is given.
const NAME: &str = "archive.zip";

/// Builds the site aside and writes it as one zip, with the problems that did not stop it.
///
/// # Errors
/// Whatever stops a build; a name that some system cannot store; the disk. Nothing is written
/// then.
pub fn bundle(
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Bundle, Diagnostics), Failure> {
    let root = &options.root;
    let disk = |error: FsError| Failure::content(io_problem(root, Code::IoWrite, &error));
    let file = options.output.clone().unwrap_or_else(|| root.join(NAME));
    let place = Place {
        root,
        file: &file,
        what: "the archive",
        option: "--output FILE.zip",
        is_alike: archive::is_ours,
    };
    place.check()?;
    let work = WorkFolder::create().map_err(disk)?;
    let build_options = build::Options {
        root: root.clone(),
        output: Some(work.path().to_owned()),
        base_url: None,
        keep_going: false,
        preview: false,
        revision: None,
    };
    let (_, problems) = build_once(&build_options, progress)?;
    let front = front(root, work.path())?;
    let files = archive::write(root, work.path(), &front, &file)?;
    let sha256 = fs::sha256_of(&file).map_err(disk)?;
    let bundle = Bundle {
        file: file.to_string_lossy().into_owned(),
        files,
        bytes: fs::stamp(&file).map_or(0, |stamp| stamp.size),
        sha256: fs::hex(&sha256),
    };
    Ok((bundle, problems))
}

/// The files that stand beside the site, which was built in `folder`.
fn front(root: &Path, folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let (settings, _) = read_settings(root);
    let config = &settings.config;
    let theme = load_theme(root, config).map_err(Failure::configuration)?;
    let messages = load_messages(&theme, config).map_err(Failure::configuration)?;
    let (files, _) = fs::walk(&folder.join("assets"));
    let mut styles = files.iter().map(|file| file.relative.as_str());
    let style = styles.find(|name| name.starts_with("style-") && name.ends_with(".css"));
    let style = style.map(|name| format!("assets/{name}"));
    Ok(front::files(config, &messages, style.as_deref()))
}
