//! What is left from the build before: the lock, the cache, and which files still stand.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::output::Output;
use super::publish::Done;
use super::summary::{Phase, Progress};
use crate::cache::{ASIDE, Cache, Letter, Place};
use crate::feed;
use crate::fs::{self, Fingerprint, Lock};
use crate::model::{Archive, Entry, Permalink, Reply};
use crate::plan::{Unit, UnitKind};
use crate::read::{CONTENT, DocumentFile, Settings};
use crate::theme::Theme;
use crate::view::site;

/// The memory of one output folder. While it lives, no other build writes there.
///
/// Where the site's folder cannot be written to there is no memory, and a build is as good
/// without.
#[derive(Default)]
pub(super) struct Memory {
    place: Option<Place>,
    lock: Option<Lock>,
    /// Where a preview builds aside, if this build does not.
    aside: Option<(PathBuf, Place)>,
    pub(super) cache: Cache,
}

impl Memory {
    /// Waits for another build of the folder to end, and remembers what the last one left.
    pub(super) fn open(
        root: &Path,
        output: &Output,
        is_preview: bool,
        progress: &dyn Progress,
    ) -> Self {
        // A folder that is no site is left as it is.
        let is_site = fs::is_folder(&root.join(CONTENT));
        let place = is_site.then(|| Place::new(root, &output.folder, is_preview));
        let place = place.flatten();
        let wait = || progress.phase(Phase::Wait, None);
        let lock = place
            .as_ref()
            .and_then(|place| fs::lock(place.lock(), wait).ok());
        let cache = place.as_ref().filter(|_| lock.is_some()).map(Place::load);
        let aside = root.join(ASIDE);
        let place_aside = (aside != output.folder && fs::is_folder(&aside) && !fs::is_link(&aside))
            .then(|| Place::new(root, &aside, false))
            .flatten();
        Self {
            place,
            lock,
            aside: place_aside.map(|place| (aside, place)),
            cache: cache.unwrap_or_default(),
        }
    }

    /// Before anything is written of an archive that has changed: removes what caches know of letters that
    /// are not published whole any more, and what a preview that was killed has left, which may hold them
    /// too. A preview that runs makes it anew.
    pub(super) fn forget(&self, archive: &Archive, inputs: &Inputs) {
        let (Some(place), Some(_)) = (&self.place, &self.lock) else {
            return;
        };
        if self.cache.is_of(&inputs.archive) {
            return;
        }
        let published = inputs.letter_files(archive);
        let published: HashSet<&str> = published
            .map(|(reply, _)| reply.origin.path.as_str())
            .collect();
        place.forget(|path| published.contains(path));
        let free = self.aside.as_ref().and_then(|(folder, place)| {
            let lock = fs::try_lock(place.lock())?;
            Some((folder, lock))
        });
        if let Some((folder, _lock)) = free {
            let _ = fs::remove_folder(folder);
        }
    }

    /// Remembers this build for the next. Where that fails, the next one is slower.
    pub(super) fn keep(
        &self,
        settings: &Settings,
        archive: &Archive,
        inputs: &Inputs,
        done: &[Done<'_>],
    ) {
        let (Some(place), Some(lock)) = (&self.place, &self.lock) else {
            return;
        };
        let mut is_news = done.iter().any(|done| done.was_rendered);
        is_news |= !self.cache.is_of(&inputs.archive);
        let mut files = inputs.letter_files(archive);
        is_news |= files.any(|(_, file)| file.was_read && file.plain.is_some());
        if !is_news {
            return;
        }
        let letters = inputs.letters(archive);
        let units = done
            .iter()
            .map(|done| (done.unit.path.as_str(), &done.made));
        // Nothing that is published depends on it.
        let _ = place.save(
            lock.taken,
            &settings.digest,
            &inputs.archive,
            letters,
            units,
        );
    }
}

/// Digests of what pages are made from.
pub(super) struct Inputs {
    /// What every page is made from besides its view: program, settings, theme, navigation.
    pub(super) shared: Fingerprint,
    /// All of that, and the facts of everything published. Where it is the same, so are all
    /// views.
    pub(super) archive: Fingerprint,
    files: Files,
}

/// The files of documents by their page.
type Files = BTreeMap<Permalink, DocumentFile>;

impl Inputs {
    pub(super) fn new(
        settings: &Settings,
        theme: Option<&Theme>,
        archive: &Archive,
        files: Files,
    ) -> Self {
        let config = &settings.config;
        let address = config.base_url.as_deref().unwrap_or_default();
        let mut shared = settings.digest.to_vec();
        shared.extend(theme.map(Theme::digest).unwrap_or_default());
        let mode = format!("{address}\n{}\n{:?}\n", config.preview, config.revision);
        shared.extend(mode.into_bytes());
        shared.extend(serde_json::to_vec(&site::navigation(archive, config)).unwrap_or_default());
        let shared = fs::fingerprint(&shared);
        let mut all = shared.to_vec();
        let replies = archive
            .entries
            .iter()
            .map(|entry| (entry.permalink(), entry.level().name()));
        let articles = archive.articles.iter().map(|a| (&a.permalink, "article"));
        for (permalink, level) in replies.chain(articles) {
            all.extend(format!("{permalink} {level}\n").into_bytes());
            all.extend(
                files
                    .get(permalink)
                    .map(|file| file.facts)
                    .unwrap_or_default(),
            );
        }
        Self {
            shared,
            archive: fs::fingerprint(&all),
            files,
        }
    }

    /// The letters that need not be read again while their files stand, by the files' paths.
    pub(super) fn letters<'a>(
        &'a self,
        archive: &'a Archive,
    ) -> impl Iterator<Item = (&'a str, Letter<'a>)> {
        let files = self.letter_files(archive);
        files.filter_map(|(reply, file)| {
            let letter = Letter {
                stamp: file.plain?,
                facts: file.facts,
                reply,
            };
            Some((reply.origin.path.as_str(), letter))
        })
    }

    fn letter_files<'a>(
        &'a self,
        archive: &'a Archive,
    ) -> impl Iterator<Item = (&'a Reply, &'a DocumentFile)> {
        archive.entries.iter().filter_map(|entry| match entry {
            Entry::Letter(reply) => Some((&***reply, self.files.get(entry.permalink())?)),
            Entry::Notice(_) => None,
        })
    }

    /// The key of a file that is made by a template, or by the program itself, from a view and
    /// from the document of which `source` is the digest.
    pub(super) fn key(
        &self,
        template: &str,
        view: &impl Serialize,
        source: &Fingerprint,
    ) -> Fingerprint {
        let mut all = Vec::with_capacity(8 * 1024);
        all.extend(self.shared);
        all.extend(source);
        all.extend(template.as_bytes());
        all.push(b'\n');
        // A view that could not be written out would fail in its template too.
        let _ = rmp_serde::encode::write(&mut all, view);
        fs::fingerprint(&all)
    }
}

/// The digest of the documents whose text is in a unit; zeros where there is none.
pub(super) fn source_of(unit: &Unit, archive: &Archive) -> Fingerprint {
    match &unit.kind {
        UnitKind::Reply(id) => text_of(archive.entry(*id)),
        UnitKind::Feed(scope) => {
            let items = feed::newest(archive, *scope).into_iter();
            let sources: Vec<Fingerprint> = items.map(|item| text_of(item.entry)).collect();
            fs::fingerprint(sources.as_flattened())
        }
        UnitKind::Article(index) => archive.articles[*index].origin.digest,
        _ => Fingerprint::default(),
    }
}

/// The digest of the document of a letter; a notice has no text.
pub(super) fn text_of(entry: &Entry) -> Fingerprint {
    match entry {
        Entry::Letter(letter) => letter.origin.digest,
        Entry::Notice(_) => Fingerprint::default(),
    }
}
