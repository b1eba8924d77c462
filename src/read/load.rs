//! Reads all replies and articles, in parallel. Bodies are checked and dropped again.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::discover::{Discovered, Role, discover};
use super::io_problem;
use super::personal::{Personal, Searched};
use super::settings::Settings;
use crate::cache::Cache;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::front_matter::{self, Declared};
use crate::fs::{self, Fingerprint, Stamp};
use crate::markdown::{Target, find_links};
use crate::model::reply::Origin;
use crate::model::{Article, Permalink, Reply};
use crate::yaml::{Document, Limits};

/// What the content folder holds, not cleared for anything.
#[derive(Debug, Default)]
pub struct Content {
    /// Replies that could be read, in the order of their paths.
    pub replies: Vec<Reply>,
    /// Articles that could be read.
    pub articles: Vec<Article>,
    /// Links in bodies, to be checked once it is known what is published.
    pub links: Vec<BodyLink>,
    /// Personal data, to be reported once it is known what is published.
    pub personal: Vec<Personal>,
    /// The files of replies and articles, by their page.
    pub files: BTreeMap<Permalink, DocumentFile>,
    /// Every problem of every file.
    pub problems: Diagnostics,
}

/// What the next build may want to know of a document's file.
#[derive(Clone, Copy, Debug)]
pub struct DocumentFile {
    /// Fingerprint of the front matter.
    pub facts: Fingerprint,
    /// The stamp of the file before it was read, where all that was found in it is its facts: no
    /// problem, no link and nothing personal has to be looked at again with the archive.
    pub plain: Option<Stamp>,
    /// Whether it had to be read.
    pub was_read: bool,
}

/// A link from a body to another page of the site, or one that is not made.
#[derive(Debug)]
pub struct BodyLink {
    /// The page on which it stands.
    pub from: Permalink,
    /// Where it leads; `None` where it may not be made.
    pub to: Option<Permalink>,
    /// The place on that page, where the link names one.
    pub anchor: Option<String>,
    /// The problem to report where it leads nowhere.
    pub problem: Diagnostic,
}

/// Reads the content folder. Problems are collected, not thrown: one bad file does not hide the
/// problems of another. A letter that `cache` knows to be unchanged is not read.
pub fn load_content(root: &Path, settings: &Settings, cache: &Cache) -> Content {
    let (files, problems) = discover(root);
    let loaded: Vec<Loaded> = files
        .into_par_iter()
        .map(|file| load(root, &file, settings, cache))
        .collect();
    let mut content = Content {
        problems,
        ..Content::default()
    };
    for file in loaded {
        content.problems.extend(file.problems);
        content.links.extend(file.links);
        content.personal.extend(file.personal);
        let page = file.document.as_ref().map(Parsed::permalink);
        content.files.extend(page.cloned().zip(file.file));
        match file.document {
            Some(Parsed::Reply(reply)) => content.replies.push(*reply),
            Some(Parsed::Article(article)) => content.articles.push(*article),
            None => {}
        }
    }
    content
}

/// One file, read.
#[derive(Default)]
struct Loaded {
    document: Option<Parsed>,
    file: Option<DocumentFile>,
    links: Vec<BodyLink>,
    personal: Vec<Personal>,
    problems: Diagnostics,
}

enum Parsed {
    Reply(Box<Reply>),
    Article(Box<Article>),
}

impl Parsed {
    fn permalink(&self) -> &Permalink {
        match self {
            Self::Reply(reply) => &reply.permalink,
            Self::Article(article) => &article.permalink,
        }
    }
}

fn load(root: &Path, file: &Discovered, settings: &Settings, cache: &Cache) -> Loaded {
    let stamp = fs::stamp(&file.path);
    if let Some(loaded) = stamp.and_then(|stamp| remembered(file, stamp, settings, cache)) {
        return loaded;
    }
    match try_load(root, file, stamp, settings) {
        Ok(loaded) => loaded,
        Err(problem) => Loaded {
            problems: problem.into(),
            ..Loaded::default()
        },
    }
}

/// A letter that is unchanged since the last build. What its facts are it says of its path too,
/// so that no other file's can be taken for them.
fn remembered(
    file: &Discovered,
    stamp: Stamp,
    settings: &Settings,
    cache: &Cache,
) -> Option<Loaded> {
    let (facts, reply) = cache.letter(&file.shown, &stamp, &settings.digest)?;
    if reply.origin.path != file.shown || reply.permalink != file.permalink {
        return None;
    }
    let file = DocumentFile {
        facts,
        plain: Some(stamp),
        was_read: false,
    };
    Some(Loaded {
        document: Some(Parsed::Reply(Box::new(reply))),
        file: Some(file),
        ..Loaded::default()
    })
}

fn try_load(
    root: &Path,
    file: &Discovered,
    stamp: Option<Stamp>,
    settings: &Settings,
) -> Result<Loaded, Diagnostic> {
    let bytes = fs::read(&file.path).map_err(|e| io_problem(root, Code::IoRead, &e))?;
    let digest = fs::fingerprint(&bytes);
    let source = decode(bytes, &file.shown)?;
    let split = front_matter::split(&source)?;
    let facts = source.text().get(split.front_matter.clone());
    let facts = fs::fingerprint(facts.unwrap_or_default().as_bytes());
    let document = Document::parse(&source, split.front_matter, &Limits::default())?;
    let origin = Origin {
        path: file.shown.clone(),
        digest,
    };
    let permalink = file.permalink.clone();
    let links = body_links(&source, split.body.start, &permalink);
    let searched = Searched {
        source: &source,
        document: &document,
        body: split.body.start,
        privacy: &settings.config.privacy,
    };
    let mut personal = Vec::new();
    let (parsed, problems) = match file.role {
        Role::Reply => {
            let declared = Declared {
                topics: &settings.topics,
                organisations: &settings.organisations,
            };
            let (mut reply, problems) =
                front_matter::parse_reply(&document, origin, permalink, declared);
            personal.extend(reply.iter_mut().flat_map(|reply| searched.reply(reply)));
            let is_known = |problem: &Diagnostic| match problem.code() {
                Code::TopicUnknown => !settings.topics_failed,
                Code::IssuerUnknown => !settings.organisations_failed,
                _ => true,
            };
            let problems = problems.into_iter().filter(is_known).collect();
            (reply.map(|reply| Parsed::Reply(Box::new(reply))), problems)
        }
        Role::Article => {
            let (mut article, problems) = front_matter::parse_article(&document, origin, permalink);
            personal.extend(article.iter_mut().flat_map(|found| searched.article(found)));
            (
                article.map(|article| Parsed::Article(Box::new(article))),
                problems,
            )
        }
    };
    let is_plain = links.is_empty() && personal.is_empty() && problems.is_empty();
    let file = DocumentFile {
        facts,
        plain: stamp.filter(|_| is_plain),
        was_read: true,
    };
    Ok(Loaded {
        document: parsed,
        file: Some(file),
        links,
        personal,
        problems,
    })
}

/// The file as text.
pub(super) fn decode(bytes: Vec<u8>, shown: &str) -> Result<Arc<SourceFile>, Diagnostic> {
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        return Ok(SourceFile::confidential(shown, text));
    }
    String::from_utf8(bytes)
        .map(|text| SourceFile::confidential(shown, text))
        .map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            // Up to the fault the bytes stay where they are, and a replacement stands there.
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = SourceFile::confidential(shown, text);
            let fault = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            Diagnostic::new(Code::NotUtf8, "the file is not UTF-8 from here on")
            .at(&source, fault)
            .help("save the file as UTF-8; a raw letter in another encoding is for `fuwen import`")
        })
}

const PAGES: &str = "link to a .md file whose page is published";
const ANCHORS: &str = "headings are `#s1`, `#s2` and so on, paragraphs `#p1`, `#p2`";

/// The links of a body that lead to other pages or may not be made.
fn body_links(source: &Arc<SourceFile>, start: usize, from: &Permalink) -> Vec<BodyLink> {
    let body = source.text().get(start..).unwrap_or_default();
    find_links(body)
        .into_iter()
        .filter_map(|(target, range)| {
            let span = start + range.start..start + range.end;
            let broken = |message: &str| Diagnostic::new(Code::LinkBroken, message);
            let (to, problem) = match &target {
                Target::External => return None,
                Target::Anchor(_) => {
                    let problem = broken("the link leads to no place of this page").help(ANCHORS);
                    (Some(from.clone()), problem)
                }
                Target::Unsafe => {
                    let message = "a link or image that is not made";
                    let problem = Diagnostic::new(Code::LinkUnsafe, message)
                        .help("link to http, https, mailto or tel, or to another .md file");
                    (None, problem)
                }
                Target::Markdown { .. } => {
                    let problem = match target.anchor() {
                        None => broken("the link leads to no page").help(PAGES),
                        Some(_) => broken("the link leads to no page or no place of it")
                            .help(format!("{PAGES}; {ANCHORS}")),
                    };
                    (target.resolve(from.as_str()).map(Permalink::page), problem)
                }
            };
            Some(BodyLink {
                from: from.clone(),
                to,
                anchor: target.anchor().map(str::to_owned),
                problem: problem.at(source, span),
            })
        })
        .collect()
}
