//! One of the two sites: a folder that a build wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use html5gum::{Token, Tokenizer};
use serde_json::Value;

use crate::build::{Failure, MANIFEST};
use crate::diag::{Code, Diagnostic};
use crate::fs::{self, FoundKind, FsError};
use crate::model::permalink::is_output_path;
use crate::read::io_problem;

/// Endings of the files that are made of one reply.
const ENDINGS: [&str; 3] = ["html", "json", "md"];
/// How a reply's record begins to name itself.
const SCHEMA: &str = "fuwen-reply/";

/// A built site.
pub(super) struct Side {
    folder: PathBuf,
    /// Sizes of the files, by path.
    pub(super) files: BTreeMap<String, u64>,
    /// The replies, by the path of their page without its ending.
    pub(super) replies: BTreeSet<String>,
}

/// The files that are made of one reply.
pub(super) fn files_of(stem: &str) -> impl Iterator<Item = String> {
    ENDINGS.iter().map(move |ending| format!("{stem}.{ending}"))
}

impl Side {
    /// Opens an output folder, or the one below a site's root.
    pub(super) fn open(given: &Path) -> Result<Self, Failure> {
        let below = given.join("public");
        let has_manifest = |folder: &Path| fs::is_file(&folder.join(MANIFEST));
        let is_root = !has_manifest(given) && has_manifest(&below);
        let folder = if is_root { below } else { given.to_owned() };
        let (found, errors) = fs::walk(&folder);
        if let Some(error) = errors.into_iter().next() {
            return Err(unreadable(&error));
        }
        if !fs::is_folder(&folder) {
            let problem = Diagnostic::new(Code::IoRead, "there is no such folder");
            return Err(Failure::content(problem.in_file(given.to_string_lossy())));
        }
        if !found.is_empty() && !has_manifest(&folder) {
            let problem = Diagnostic::new(Code::OutputUnsafe, "not a site that fuwen built")
                .in_file(given.to_string_lossy())
                .help(format!(
                    "name a folder that holds {MANIFEST}, or an empty one"
                ));
            return Err(Failure::configuration(problem));
        }
        let files = found
            .into_iter()
            .filter(|file| file.kind == FoundKind::File && is_output_path(&file.relative))
            .map(|file| {
                let size = fs::stamp(&file.path).map_or(0, |stamp| stamp.size);
                (file.relative, size)
            });
        let mut side = Self {
            folder,
            files: files.collect(),
            replies: BTreeSet::new(),
        };
        side.replies = side.find_replies()?;
        Ok(side)
    }

    /// Pages of replies have a record beside them, or, where the site publishes none, are pages
    /// below `replies/` that move nobody on.
    fn find_replies(&self) -> Result<BTreeSet<String>, Failure> {
        let has_data = self.files.contains_key("data/replies.json");
        let pages = self.files.keys().filter_map(|path| {
            let stem = path.strip_suffix(".html")?;
            let is_list = stem == "replies/index" || stem.starts_with("replies/index-");
            (stem.starts_with("replies/") && !is_list).then_some(stem)
        });
        let mut replies = BTreeSet::new();
        for stem in pages {
            let is_reply = if has_data {
                self.files.contains_key(&format!("{stem}.json"))
            } else {
                !self.page(stem)?.moves_on
            };
            if is_reply {
                replies.insert(stem.to_owned());
            }
        }
        Ok(replies)
    }

    /// The record of a reply; `None` where the site publishes none.
    pub(super) fn record(&self, stem: &str) -> Result<Option<Value>, Failure> {
        let path = format!("{stem}.json");
        if !self.files.contains_key(&path) {
            return Ok(None);
        }
        let record: Option<Value> = serde_json::from_slice(&self.read(&path)?).ok();
        Ok(record.filter(|record| {
            let schema = record.get("schema").and_then(Value::as_str);
            schema.is_some_and(|schema| schema.starts_with(SCHEMA))
        }))
    }

    /// The title of a reply.
    pub(super) fn title(&self, stem: &str) -> Result<String, Failure> {
        let record = self.record(stem)?;
        let title = record.as_ref().and_then(|record| record.get("title"));
        match title.and_then(Value::as_str) {
            Some(title) => Ok(title.to_owned()),
            None => Ok(self.page(stem)?.title),
        }
    }

    /// SHA-256 of a file.
    pub(super) fn digest(&self, path: &str) -> Result<[u8; 32], Failure> {
        fs::sha256_of(&self.folder.join(path)).map_err(|error| unreadable(&error))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        fs::read(&self.folder.join(path)).map_err(|error| unreadable(&error))
    }

    fn page(&self, stem: &str) -> Result<Page, Failure> {
        let html = self.read(&format!("{stem}.html"))?;
        Ok(Page::read(&String::from_utf8_lossy(&html)))
    }
}

fn unreadable(error: &FsError) -> Failure {
    Failure::content(io_problem(Path::new(""), Code::IoRead, error))
}

/// What is looked for in a page where there is no record.
#[derive(Default)]
struct Page {
    /// Its first heading: the element `title` has the site's name too.
    title: String,
    moves_on: bool,
}

impl Page {
    fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut in_title = false;
        for token in Tokenizer::new(html).filter_map(Result::ok) {
            match token {
                Token::StartTag(tag) if *tag.name == *b"h1" => in_title = page.title.is_empty(),
                Token::StartTag(tag) if *tag.name == *b"meta" => {
                    page.moves_on |= tag
                        .attributes
                        .get(b"http-equiv".as_slice())
                        .is_some_and(|value| value.eq_ignore_ascii_case(b"refresh"));
                }
                Token::String(text) if in_title => {
                    page.title.push_str(&String::from_utf8_lossy(&text));
                }
                Token::EndTag(tag) if *tag.name == *b"h1" => in_title = false,
                _ => {}
            }
        }
        page
    }
}
