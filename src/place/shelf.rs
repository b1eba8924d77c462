//! Puts what was found into its place, one after the other.

use std::collections::BTreeMap;
use std::path::Path;

use super::originals::{self, Originals};
use super::path::{Document, Identity, Name};
use super::{Found, Item, Placed, Recognised, State, What, edited, unwritable};
use crate::cache::Cache;
use crate::diag::Diagnostics;
use crate::front_matter::{emit, emit_article};
use crate::fs;
use crate::import::Imported;
use crate::model::reply::SourceRef;
use crate::model::{Permalink, Reply};
use crate::read::{CONTENT, Settings, load_content};

/// Where versions go whose place holds an edited file.
const ASIDE: &str = ".fuwen/import";

/// The files of the archive as they stand or are about to, by path below the content folder.
pub(super) struct Shelf<'a> {
    root: &'a Path,
    settings: &'a Settings,
    dry_run: bool,
    filed: BTreeMap<String, Filed>,
    by_source: BTreeMap<String, Vec<String>>,
    by_document: BTreeMap<Document, String>,
    /// Raw files of this run by SHA-256, with the paths of their letters.
    taken_in: BTreeMap<String, (String, Vec<String>)>,
    originals: Originals,
    pub(super) problems: Diagnostics,
}

struct Filed {
    identity: Identity,
    /// The raw file of this run that it is for.
    claimed_by: Option<String>,
}

/// Where a letter belongs.
enum Spot {
    Here(String),
    /// Another raw file of this run holds the same letter.
    Taken {
        path: String,
        by: String,
    },
}

impl<'a> Shelf<'a> {
    pub(super) fn open(root: &'a Path, settings: &'a Settings, dry_run: bool) -> Self {
        let mut shelf = Self {
            root,
            settings,
            dry_run,
            filed: BTreeMap::new(),
            by_source: BTreeMap::new(),
            by_document: BTreeMap::new(),
            taken_in: BTreeMap::new(),
            originals: Originals::open(root),
            problems: Diagnostics::new(),
        };
        // A file that cannot be read counts as edited where a letter needs its path.
        for reply in load_content(root, settings, &Cache::default()).replies {
            let path = reply
                .origin
                .path
                .strip_prefix(CONTENT)
                .unwrap_or(&reply.origin.path);
            let path = path.trim_start_matches('/').to_owned();
            let identity = Identity::of(&reply, &settings.organisations);
            if let Some(sha256) = &identity.sha256 {
                shelf
                    .by_source
                    .entry(sha256.clone())
                    .or_default()
                    .push(path.clone());
            }
            shelf.file_under(path, identity, None);
        }
        shelf
    }

    /// Places everything found in one raw file.
    pub(super) fn place(&mut self, mut file: Recognised) -> Vec<Item> {
        let found = std::mem::take(&mut file.found);
        let is_letter = |found: &&Found| matches!(found, Found::New(What::Reply(_)));
        let letters = found.iter().filter(is_letter).count();
        let twin = self.taken_in.get(&file.sha256).cloned();
        let mut paths = Vec::new();
        let mut items = Vec::new();
        for found in found {
            let (what, placed) = match found {
                Found::Own(what) => (what, Some(own(&file.file.shown))),
                Found::New(what @ What::Refused(_)) => (what, None),
                Found::New(What::Article(article, body)) => {
                    let text = emit_article(&article, &body);
                    let placed = self.write(&article.origin.path, &text);
                    (What::Article(article, body), placed)
                }
                Found::New(What::Reply(mut imported)) => {
                    let twin = twin.as_ref().and_then(|(by, all)| {
                        Some(Spot::Taken {
                            path: all.get(paths.len())?.clone(),
                            by: by.clone(),
                        })
                    });
                    let (path, placed) = self.place_letter(&file, &mut imported, letters, twin);
                    paths.push(path);
                    (What::Reply(imported), placed)
                }
            };
            items.push(Item {
                file: file.file.shown.clone(),
                raw: file.raw.clone(),
                what,
                placed,
            });
        }
        if twin.is_none() && !paths.is_empty() {
            self.taken_in.insert(file.sha256, (file.file.shown, paths));
        }
        items
    }

    /// Completes a letter with its source and writes it; gives its path below the content folder.
    fn place_letter(
        &mut self,
        file: &Recognised,
        imported: &mut Imported,
        letters: usize,
        twin: Option<Spot>,
    ) -> (String, Option<Placed>) {
        let reply = &mut imported.reply;
        reply.source = SourceRef {
            file: Some(originals::name_for(&file.file.path, &file.sha256)),
            sha256: Some(file.sha256.clone()),
            imported: None,
        };
        let identity = Identity::of(reply, &self.settings.organisations);
        let spot = twin.unwrap_or_else(|| {
            self.known(&identity, &file.file.shown, letters)
                .unwrap_or_else(|| {
                    self.spot(&identity, Name::new(reply, &file.sha256), &file.file.shown)
                })
        });
        match spot {
            Spot::Taken { path, by } => {
                name(reply, &path, "");
                let placed = Placed {
                    path: format!("{CONTENT}/{path}"),
                    state: State::SameAs(by),
                    written: false,
                };
                (path, Some(placed))
            }
            Spot::Here(path) => {
                let placed = self.write_letter(file, imported, &path);
                self.file_under(path.clone(), identity, Some(file.file.shown.clone()));
                (path, placed)
            }
        }
    }

    fn write_letter(
        &mut self,
        file: &Recognised,
        imported: &mut Imported,
        path: &str,
    ) -> Option<Placed> {
        let made_before = self
            .by_source
            .get(&file.sha256)
            .and_then(|paths| paths.first());
        let known = made_before.and_then(|path| self.filed.get(path)?.identity.original.clone());
        let original =
            self.originals
                .keep(&file.file.path, &file.bytes, &file.sha256, known.as_deref());
        if original.is_new && !self.dry_run {
            let path = self.root.join(CONTENT).join(&original.file);
            if let Err(error) = fs::write_atomic(&path, &file.bytes) {
                self.problems.push(unwritable(self.root, &error));
                return None;
            }
        }
        let reply = &mut imported.reply;
        reply.source.file = Some(original.file);
        reply.source.imported = Some(edited::hash(&emit(reply, &imported.body)));
        let text = emit(reply, &imported.body);
        name(reply, path, &text);
        self.write(path, &text)
    }

    /// The place of a letter that is filed already: made of the same raw file, or with the same
    /// document number, wherever somebody moved it.
    fn known(&self, new: &Identity, file: &str, letters: usize) -> Option<Spot> {
        let made = new
            .sha256
            .as_ref()
            .and_then(|sha256| self.by_source.get(sha256));
        let made = made.map(Vec::as_slice).unwrap_or_default();
        let is_alike = |path: &&String| {
            self.filed.get(*path).is_some_and(|filed| {
                let is_only = letters == 1 && made.len() == 1;
                let identity = &filed.identity;
                let alike = identity.case == new.case && identity.document() == new.document();
                filed.claimed_by.is_none() && (is_only || alike)
            })
        };
        let mut alike = made.iter().filter(is_alike);
        if let (Some(path), None) = (alike.next(), alike.next()) {
            return Some(Spot::Here(path.clone()));
        }
        let path = self.by_document.get(&new.document()?)?;
        let filed = self.filed.get(path)?;
        match &filed.claimed_by {
            Some(by) if by == file => None,
            _ if !new.is_same_letter(&filed.identity) => None,
            Some(by) => Some(Spot::Taken {
                path: path.clone(),
                by: by.clone(),
            }),
            None => Some(Spot::Here(path.clone())),
        }
    }

    /// The first path by which no other letter is known.
    fn spot(&self, new: &Identity, mut name: Name, file: &str) -> Spot {
        loop {
            let path = name.path();
            let Some(filed) = self.filed.get(&path) else {
                return Spot::Here(path);
            };
            let is_same = match &filed.claimed_by {
                // Letters of one raw file are told apart by `known`, so this one is another.
                Some(by) => {
                    by != file
                        && (filed.identity.sha256 == new.sha256 || new.is_twin(&filed.identity))
                }
                None => filed.identity.sha256 == new.sha256 || new.is_same_letter(&filed.identity),
            };
            match &filed.claimed_by {
                Some(by) if is_same => {
                    return Spot::Taken {
                        path,
                        by: by.clone(),
                    };
                }
                None if is_same => return Spot::Here(path),
                _ => name.give_way(new, &filed.identity),
            }
        }
    }

    fn file_under(&mut self, path: String, identity: Identity, claimed_by: Option<String>) {
        if let Some(document) = identity.document() {
            self.by_document.insert(document, path.clone());
        }
        self.filed.insert(
            path,
            Filed {
                identity,
                claimed_by,
            },
        );
    }

    /// Writes a file to its place below the content folder, or aside where an edited one stands.
    fn write(&mut self, path: &str, text: &str) -> Option<Placed> {
        let place = format!("{CONTENT}/{path}");
        let standing = match fs::read_optional(&self.root.join(&place)) {
            Ok(standing) => standing.map(String::from_utf8),
            Err(error) => {
                self.problems.push(unwritable(self.root, &error));
                return None;
            }
        };
        let (target, state) = match standing {
            None => (place, State::New),
            Some(Ok(standing)) if edited::are_same(&standing, text) => (place, State::Unchanged),
            Some(Ok(standing)) if !edited::is_edited(&standing) => (place, State::Replaced),
            Some(_) => (format!("{ASIDE}/{path}"), State::Aside(place)),
        };
        let full = self.root.join(&target);
        let stands = state == State::Unchanged || fs::holds(&full, text.as_bytes());
        let written = !stands && !self.dry_run;
        if written && let Err(error) = fs::write_atomic(&full, text.as_bytes()) {
            self.problems.push(unwritable(self.root, &error));
            return None;
        }
        if !matches!(state, State::Aside(_)) && !self.dry_run {
            self.clear_aside(path);
        }
        Some(Placed {
            path: target,
            state,
            written,
        })
    }

    /// Removes what an earlier import put aside for a place that now holds what import writes: a
    /// letter stands nowhere longer than somebody needs it.
    fn clear_aside(&mut self, path: &str) {
        let file = self.root.join(ASIDE).join(path);
        if !fs::exists(&file) {
            return;
        }
        match fs::remove_file(&file) {
            Ok(()) => fs::remove_empty_folders(&file, &self.root.join(ASIDE)),
            Err(error) => self.problems.push(unwritable(self.root, &error)),
        }
    }
}

fn own(file: &str) -> Placed {
    Placed {
        path: file.to_owned(),
        state: State::Own,
        written: false,
    }
}

/// Tells a reply its own file and page.
fn name(reply: &mut Reply, path: &str, text: &str) {
    reply.origin.path = format!("{CONTENT}/{path}");
    reply.origin.digest = fs::fingerprint(text.as_bytes());
    if let Ok(permalink) = Permalink::from_markdown(path) {
        reply.permalink = permalink;
    }
}
