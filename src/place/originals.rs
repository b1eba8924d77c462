//! `content/originals/`: the raw files, byte for byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fs;
use crate::model::permalink::is_plain_segment;
use crate::read::CONTENT;
use crate::text::slug::ascii_slug;

/// The folder below the content folder.
const FOLDER: &str = "originals";
const LONGEST_NAME: usize = 100;

/// The originals that stand or are about to.
pub(super) struct Originals {
    folder: PathBuf,
    /// Names in lower case, since some disks do not tell them apart, with the true ones and, for
    /// those of this run, the SHA-256.
    names: BTreeMap<String, (String, Option<String>)>,
}

/// Where an original stands.
pub(super) struct Kept {
    /// Path below the content folder.
    pub(super) file: String,
    /// Whether it has still to be written.
    pub(super) is_new: bool,
}

impl Originals {
    pub(super) fn open(root: &Path) -> Self {
        let folder = root.join(CONTENT).join(FOLDER);
        // What cannot be read is found out when it is written.
        let (found, _) = fs::walk(&folder);
        let names = found
            .into_iter()
            .map(|file| (file.relative.to_lowercase(), (file.relative, None)));
        Self {
            names: names.collect(),
            folder,
        }
    }

    /// The place of a raw file: its own where it is an original, that of an equal original which
    /// is `known`, else by its name, with digits of its SHA-256 where another file has that.
    pub(super) fn keep(
        &mut self,
        raw: &Path,
        bytes: &[u8],
        sha256: &str,
        known: Option<&str>,
    ) -> Kept {
        let known = known.and_then(|file| file.strip_prefix("originals/"));
        let standing = self.relative(raw).or_else(|| known.map(str::to_owned));
        if let Some(name) = standing.filter(|name| self.holds(name, bytes, sha256)) {
            return Kept {
                file: format!("{FOLDER}/{name}"),
                is_new: false,
            };
        }
        let (stem, ending) = stem_and_ending(raw, sha256);
        let short = sha256.get(..8).unwrap_or(sha256);
        let numbered = [format!("{stem}{ending}"), format!("{stem}-{short}{ending}")];
        let candidates = numbered.into_iter().chain([format!("{sha256}{ending}")]);
        let mut name = String::new();
        for candidate in candidates {
            name = candidate;
            let standing = self
                .names
                .get(&name.to_lowercase())
                .map(|(name, _)| name.clone());
            let Some(standing) = standing else { break };
            if self.holds(&standing, bytes, sha256) {
                return Kept {
                    file: format!("{FOLDER}/{standing}"),
                    is_new: false,
                };
            }
        }
        self.names
            .insert(name.to_lowercase(), (name.clone(), Some(sha256.to_owned())));
        Kept {
            file: format!("{FOLDER}/{name}"),
            is_new: true,
        }
    }

    /// The path below the folder of a file that is in it.
    fn relative(&self, raw: &Path) -> Option<String> {
        let (folder, raw) = (fs::real_path(&self.folder).ok()?, fs::real_path(raw).ok()?);
        let below = raw.strip_prefix(folder).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    fn holds(&self, name: &str, bytes: &[u8], sha256: &str) -> bool {
        match self.names.get(&name.to_lowercase()) {
            Some((_, Some(known))) => known == sha256,
            _ => fs::holds(&self.folder.join(name), bytes),
        }
    }
}

/// The file that a raw file is kept in, if no other has that name.
pub(super) fn name_for(raw: &Path, sha256: &str) -> String {
    let (stem, ending) = stem_and_ending(raw, sha256);
    format!("{FOLDER}/{stem}{ending}")
}

fn stem_and_ending(raw: &Path, sha256: &str) -> (String, String) {
    let name = raw
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let (stem, ending) = safe_name(&name);
    let short = sha256.get(..8).unwrap_or(sha256);
    (
        if stem.is_empty() {
            short.to_owned()
        } else {
            stem
        },
        ending,
    )
}

/// The stem and ending of a name that any system can store: as it is where that will do, else in
/// pinyin.
fn safe_name(name: &str) -> (String, String) {
    let split = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    let (stem, ending) = name.split_at(split);
    let is_safe =
        is_plain_segment(name) && !name.starts_with(['.', '-']) && name.len() <= LONGEST_NAME;
    if is_safe {
        return (stem.to_owned(), ending.to_owned());
    }
    let ending: String = ending
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    let ending = if ending.is_empty() {
        ending
    } else {
        format!(".{}", ending.to_ascii_lowercase())
    };
    let stem = ascii_slug(stem);
    let is_safe = is_plain_segment(&format!("{stem}{ending}"));
    (if is_safe { stem } else { String::new() }, ending)
}

/// Whether two originals bear the same name, the digits that [`Originals::keep`] adds aside.
pub(super) fn have_same_name(a: &str, b: &str) -> bool {
    fn base(file: &str) -> (&str, &str) {
        let name = file.rsplit('/').next().unwrap_or(file);
        let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
        let digits = |tail: &str| tail.len() == 8 && tail.bytes().all(|b| b.is_ascii_hexdigit());
        let stem = match stem.rsplit_once('-') {
            Some((stem, tail)) if digits(tail) => stem,
            _ => stem,
        };
        (stem, ending)
    }
    base(a) == base(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        let joined = |name| {
            let (stem, ending) = safe_name(name);
            stem + &ending
        };
        assert_eq!(
            joined("000_86bf7859340d778f.txt"),
            "000_86bf7859340d778f.txt"
        );
        assert_eq!(joined("答复 1.TXT"), "dafu-1.txt");
        assert_eq!(joined(".a.txt"), "a.txt");
        assert_eq!(joined("con.txt"), ".txt");
        assert_eq!(joined("！"), "");
        assert!(have_same_name(
            "originals/a.txt",
            "originals/a-12ab34cd.txt"
        ));
        assert!(!have_same_name("originals/a.txt", "originals/a-b.txt"));
    }
}
