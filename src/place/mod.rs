//! Raw files to files of the archive.
//!
//! Owns where an imported letter goes and what may be replaced there. Recognition is
//! [`import`]'s; nothing here looks at the words of a letter. Files are recognised in parallel and
//! placed one after the other in the order of their paths, so that the same files always come out
//! the same.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::build::{Failure, Phase, Progress};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::import::{self, Declared, DecodeError, Decoded, Finding, Imported, Refusal};
use crate::model::Article;
use crate::model::reply::ReviewEntry;
use crate::read::{Settings, io_problem, load_settings};

mod article;
mod edited;
mod files;
mod originals;
mod own;
mod path;
mod shelf;
#[cfg(test)]
mod tests;

pub use files::UNREADABLE;

use files::RawFile;
use shelf::Shelf;

/// What an import is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Files and folders to take in.
    pub paths: Vec<PathBuf>,
    /// Take every file as an article, whatever it is.
    pub as_article: bool,
    /// Write nothing.
    pub dry_run: bool,
    /// Keep the raw texts, for a report.
    pub keep_raw: bool,
}

/// What came of an import.
#[derive(Debug)]
pub struct Run {
    /// What was found, in the order of the raw files' paths and of the letters in each.
    pub items: Vec<Item>,
    /// What could not be written.
    pub problems: Diagnostics,
}

/// What one raw file, or one letter of it, became.
#[derive(Debug)]
pub struct Item {
    /// Path of the raw file, as it was named.
    pub file: String,
    /// Its text, where it was to be kept.
    pub raw: Option<Arc<str>>,
    /// What it is.
    pub what: What,
    /// Where it stands; `None` where it was refused or could not be written.
    pub placed: Option<Placed>,
}

/// What was found in a raw file.
#[derive(Debug)]
pub enum What {
    /// A letter.
    Reply(Box<Imported>),
    /// An article, with its body.
    Article(Box<Article>, String),
    /// Nothing that is taken.
    Refused(Refusal),
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Path below the site's root.
    pub path: String,
    /// How it came to stand there.
    pub state: State,
    /// Whether the file was written. Never in a dry run.
    pub written: bool,
}

/// How something came to stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing stood there.
    New,
    /// What an earlier import wrote was replaced.
    Replaced,
    /// It stood there already.
    Unchanged,
    /// A file that somebody edited stands in its place, which is named; this version is beside.
    Aside(String),
    /// The raw file is a file of the archive itself.
    Own,
    /// Another raw file of the same run holds the same letter.
    SameAs(String),
}

/// Imports files. A bad one does not stop the others.
///
/// # Errors
/// Where the site's settings cannot be used.
pub fn run(options: &Options, progress: &dyn Progress) -> Result<Run, Failure> {
    /// Raw bytes of so many files are in memory at once.
    const BATCH: usize = 512;
    progress.phase(Phase::Read, None);
    // A warning about the settings is for `build`.
    let (settings, _) = load_settings(&options.root).map_err(Failure::configuration)?;
    let files = files::find(&options.paths);
    let mut shelf = Shelf::open(&options.root, &settings, options.dry_run);
    progress.phase(Phase::Import, Some(files.len()));
    let mut items = Vec::new();
    for batch in files.chunks(BATCH) {
        let recognised: Vec<Recognised> = batch
            .par_iter()
            .map(|file| {
                let recognised = recognise(file, options, &settings);
                progress.step();
                recognised
            })
            .collect();
        items.extend(recognised.into_iter().flat_map(|file| shelf.place(file)));
    }
    Ok(Run {
        items,
        problems: shelf.problems,
    })
}

/// A raw file and what was found in it.
#[derive(Debug, Default)]
struct Recognised {
    file: RawFile,
    bytes: Vec<u8>,
    sha256: String,
    raw: Option<Arc<str>>,
    found: Vec<Found>,
}

#[derive(Debug)]
enum Found {
    /// Something to be placed.
    New(What),
    /// Something that is in the archive's own form already.
    Own(What),
}

fn recognise(file: &RawFile, options: &Options, settings: &Settings) -> Recognised {
    /// More than any file that [`import::decode`] takes, so that a huge one is not read whole.
    const MOST: u64 = 16 << 20;
    let mut recognised = Recognised {
        file: file.clone(),
        ..Recognised::default()
    };
    let result = match &file.trouble {
        Some(trouble) => Err(trouble.clone()),
        None => fs::read_at_most(&file.path, MOST).map_err(|error| files::trouble(&error)),
    };
    let result = result.and_then(|bytes| {
        let decoded = import::decode(&bytes).map_err(undecodable)?;
        recognised.sha256 = fs::hex(&fs::sha256(&bytes));
        recognised.bytes = bytes;
        Ok(decoded)
    });
    match result {
        Ok(Decoded { text, review, .. }) => {
            recognised.found = find(&text, &recognised, options.as_article, settings);
            doubt_all(&mut recognised.found, &review);
            recognised.raw = options.keep_raw.then(|| text.into());
        }
        Err(refusal) => recognised.found = vec![Found::New(What::Refused(refusal))],
    }
    recognised
}

/// What is doubtful about a file is so for each letter in it.
fn doubt_all(found: &mut [Found], review: &[ReviewEntry]) {
    for found in found {
        if let Found::New(What::Reply(imported)) = found {
            imported.reply.review.extend_from_slice(review);
        }
    }
}

fn find(text: &str, file: &Recognised, as_article: bool, settings: &Settings) -> Vec<Found> {
    if let Some(own) = own::read(text, &file.file.shown, as_article, settings) {
        return vec![own];
    }
    let declared = Declared {
        topics: &settings.topics,
        organisations: &settings.organisations,
    };
    let findings = import::import(text, declared);
    if as_article {
        return vec![Found::New(article::draft(text, &file.sha256, &findings))];
    }
    let what = |finding| match finding {
        Finding::Reply(imported) => What::Reply(imported),
        Finding::Refused(refusal) => What::Refused(refusal),
    };
    findings.into_iter().map(what).map(Found::New).collect()
}

fn refusal(code: &'static str, message: &str) -> Refusal {
    Refusal {
        code,
        message: message.to_owned(),
        title: None,
    }
}

fn undecodable(error: DecodeError) -> Refusal {
    match error {
        DecodeError::Empty => refusal("file-empty", "文件是空的"),
        DecodeError::TooLarge => refusal("file-too-large", "文件过大，不会是一件答复"),
        DecodeError::NotText => {
            refusal("file-not-text", "文件不是UTF-8、UTF-16或GB18030编码的文字")
        }
        DecodeError::BadDocx => refusal("docx-unreadable", "docx文件无法读取"),
    }
}

fn unwritable(root: &Path, error: &fs::FsError) -> Diagnostic {
    io_problem(root, Code::IoWrite, error)
}
