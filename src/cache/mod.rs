//! What one build remembers for the next: letters that are unchanged, files that still stand.
//!
//! Owns the form of the file in `.fuwen/`: compact, with a version and a checksum. A cache that
//! is damaged, of another program or of another folder is no cache; it never says what may be
//! published, for the gate decides in every build. Knows nothing of pages.

mod pack;
mod records;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pack::{Input, Packed};

use crate::fs::{self, Fingerprint, FsError, Stamp};
use crate::model::Reply;

/// A SHA-256: what is published has one, and only that.
pub type Digest = [u8; 32];

/// What a file of the output was when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Digest of its content.
    pub digest: Digest,
    /// Its stamp; one that was replaced or edited has another.
    pub stamp: Stamp,
}

/// A unit of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Fingerprint of everything that it was made from.
    pub key: Fingerprint,
    /// Fingerprint of the document whose text is in it; zeros where there is none.
    pub source: Fingerprint,
    /// Its files, in the order of its paths.
    pub files: Vec<Standing>,
}

/// A letter that was published whole, and the stamp of its file before it was read.
pub struct Letter<'a> {
    /// Stamp of the file.
    pub stamp: Stamp,
    /// Fingerprint of the front matter.
    pub facts: Fingerprint,
    /// The facts of the letter.
    pub reply: &'a Reply,
}

impl Letter<'_> {
    fn record(&self) -> Vec<u8> {
        let mut record = self.facts.to_vec();
        self.reply.put(&mut record);
        record
    }
}

/// What is remembered of the build before.
#[derive(Default)]
pub struct Cache {
    bytes: Vec<u8>,
    settings: Fingerprint,
    archive: Fingerprint,
    letters: HashMap<String, (Stamp, Range<usize>)>,
    units: HashMap<String, Made>,
    /// When the files of the output had all been written.
    sealed: i64,
}

/// Bytes at the head of the file: its form. A new form has a new number.
const FORM: &[u8; 16] = b"fuwen cache 0002";

/// The folder of caches, below the site's root.
const FOLDER: &str = ".fuwen";

/// Where a preview builds aside, below the site's root: among what is safe to delete.
pub const ASIDE: &str = ".fuwen/serve";

/// Where the cache of an output folder stands, and for whom it is.
pub struct Place {
    file: PathBuf,
    lock: PathBuf,
    owner: Fingerprint,
}

impl Place {
    /// The cache of one output folder of a site, built in one mode by this program. `None` where
    /// the program cannot tell itself from another, and where the folder of caches is a link.
    pub fn new(root: &Path, output: &Path, is_preview: bool) -> Option<Self> {
        let folder = root.join(FOLDER);
        // A link could lead anywhere, and whoever made the site could have made it.
        if fs::is_link(&folder) {
            return None;
        }
        let real = |path| fs::real_path(path).ok();
        let (root_path, output) = (real(root)?, real(output)?);
        let folders = format!("{}\n{}\n", root_path.display(), output.display());
        let mode = format!("{folders}{}", if is_preview { "preview" } else { "" });
        let program = fs::program_stamp()?;
        let owner = format!("{mode}\n{}\n{program:?}", env!("CARGO_PKG_VERSION"));
        let named = |text: &str, ending: &str| {
            let name = fs::hex(&fs::sha256(text.as_bytes())[..8]);
            folder.join(name).with_extension(ending)
        };
        Some(Self {
            file: named(&mode, "cache"),
            // Whatever the mode, only one build may write to a folder at a time.
            lock: named(&folders, "lock"),
            owner: fs::fingerprint(owner.as_bytes()),
        })
    }

    /// The file by which builds of this folder wait for each other.
    pub fn lock(&self) -> &Path {
        &self.lock
    }

    /// What is remembered; nothing where the file is missing, damaged or of somebody else.
    pub fn load(&self) -> Cache {
        let sealed = fs::stamp(&self.file);
        let bytes = fs::read(&self.file).ok();
        sealed
            .zip(bytes)
            .and_then(|(sealed, bytes)| Cache::unpack(bytes, Some(&self.owner), sealed.modified))
            .unwrap_or_default()
    }

    /// Remembers a build that began at the moment `begun`: its settings, its archive, letters by
    /// path and units by path.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save<'a>(
        &self,
        begun: i64,
        settings: &Fingerprint,
        archive: &Fingerprint,
        letters: impl Iterator<Item = (&'a str, Letter<'a>)>,
        units: impl Iterator<Item = (&'a str, &'a Made)>,
    ) -> Result<(), FsError> {
        let mut out = FORM.to_vec();
        for digest in [&self.owner, settings, archive] {
            digest.put(&mut out);
        }
        for (path, letter) in letters.filter(|(_, letter)| letter.stamp.is_proof(begun)) {
            true.put(&mut out);
            pack::put_text(path, &mut out);
            letter.stamp.put(&mut out);
            pack::put_bytes(&letter.record(), &mut out);
        }
        false.put(&mut out);
        for (path, made) in units {
            true.put(&mut out);
            pack::put_text(path, &mut out);
            made.put(&mut out);
        }
        false.put(&mut out);
        let checksum = fs::fingerprint(&out);
        out.extend(checksum);
        fs::write_atomic(&self.file, &out)
    }

    /// Removes the site's caches that know a letter which is not published whole any more, those that nobody
    /// can read, and what a killed build has left of one.
    pub fn forget(&self, is_published: impl Fn(&str) -> bool) {
        let all = self.file.parent().map(fs::within).unwrap_or_default();
        for file in all {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let is_cache = name.ends_with(".cache") && !Cache::knows_only(&file, &is_published);
            if is_cache || name.contains(".cache") && name.ends_with(fs::TEMPORARY_SUFFIX) {
                // Where it cannot be removed, it is as secret as it was.
                let _ = fs::remove_file(&file);
            }
        }
    }
}

impl Cache {
    /// Letters alone, for a program that goes on running. They were read under these settings, and
    /// their files had settled at the moment `begun`.
    pub fn of_letters<'a>(
        begun: i64,
        settings: &Fingerprint,
        letters: impl Iterator<Item = (&'a str, Letter<'a>)>,
    ) -> Self {
        let mut cache = Self {
            settings: *settings,
            ..Self::default()
        };
        for (path, letter) in letters.filter(|(_, letter)| letter.stamp.is_proof(begun)) {
            let start = cache.bytes.len();
            cache.bytes.extend(letter.record());
            let place = (letter.stamp, start..cache.bytes.len());
            cache.letters.insert(path.to_owned(), place);
        }
        cache
    }

    fn knows_only(file: &Path, is_published: impl Fn(&str) -> bool) -> bool {
        let cache = fs::read(file).ok();
        let cache = cache.and_then(|bytes| Self::unpack(bytes, None, 0));
        cache.is_some_and(|cache| cache.letters.keys().all(|path| is_published(path)))
    }

    /// The cache in some bytes; `None` where they are damaged, or of another owner than the one given.
    fn unpack(bytes: Vec<u8>, owner: Option<&Fingerprint>, sealed: i64) -> Option<Self> {
        let (content, checksum) =
            bytes.split_at_checked(bytes.len().checked_sub(size_of::<Fingerprint>())?)?;
        if fs::fingerprint(content) != checksum {
            return None;
        }
        let mut input = Input::new(content);
        if input.bytes(FORM.len())? != FORM {
            return None;
        }
        let made_by = Fingerprint::take(&mut input)?;
        if owner.is_some_and(|owner| *owner != made_by) {
            return None;
        }
        let (settings, archive) = (
            Fingerprint::take(&mut input)?,
            Fingerprint::take(&mut input)?,
        );
        let mut letters = HashMap::new();
        while bool::take(&mut input)? {
            let path = String::take(&mut input)?;
            let stamp = Stamp::take(&mut input)?;
            letters.insert(path, (stamp, input.range()?));
        }
        let mut units = HashMap::new();
        while bool::take(&mut input)? {
            units.insert(String::take(&mut input)?, Made::take(&mut input)?);
        }
        Some(Self {
            bytes,
            settings,
            archive,
            letters,
            units,
            sealed,
        })
    }

    /// The letter of a file whose stamp is the one remembered, with the fingerprint of its front
    /// matter; none where it was read under other settings.
    pub fn letter(
        &self,
        path: &str,
        stamp: &Stamp,
        settings: &Fingerprint,
    ) -> Option<(Fingerprint, Reply)> {
        let (known, range) = self.letters.get(path)?;
        if known != stamp || *settings != self.settings {
            return None;
        }
        let mut input = Input::new(self.bytes.get(range.clone())?);
        Some((Fingerprint::take(&mut input)?, Reply::take(&mut input)?))
    }

    /// Whether the archive was the same, bodies apart: every other unit is then the same.
    pub fn is_of(&self, archive: &Fingerprint) -> bool {
        self.archive == *archive
    }

    /// The unit of a path, as far as all its files stand as they were written.
    pub fn standing<'a>(
        &self,
        folder: &Path,
        mut paths: impl Iterator<Item = &'a str>,
    ) -> Option<&Made> {
        let first = paths.next()?;
        let made = self.units.get(first)?;
        let mut files = made.files.iter();
        let stands = |path: &str, file: &Standing| {
            file.stamp.was_settled(self.sealed) && fs::stamp(&folder.join(path)) == Some(file.stamp)
        };
        let all = std::iter::once(first)
            .chain(paths)
            .all(|path| files.next().is_some_and(|file| stands(path, file)));
        (all && files.next().is_none()).then_some(made)
    }
}
