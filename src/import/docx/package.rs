//! The parts of a docx file, with limits on what they unpack to.

use std::io::{Cursor, Read};

use encoding_rs::UTF_8;
use roxmltree::Document;
use zip::ZipArchive;

use super::{DecodeError, attribute, is};

/// No part of a letter is larger.
const LARGEST_PART: u64 = 32 << 20;

/// An opened docx file.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// One part that another refers to.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last segment of its type: `header`, `styles`.
    pub(super) kind: String,
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        ZipArchive::new(Cursor::new(bytes))
            .map(Self)
            .map_err(|_| DecodeError::BadDocx)
    }

    /// The path of the part that holds the text.
    pub(super) fn main_part(&mut self) -> Result<String, DecodeError> {
        let relations = self.relations("");
        let main = relations
            .into_iter()
            .find(|part| part.kind == "officeDocument");
        main.map(|part| resolve("", &part.target))
            .ok_or(DecodeError::BadDocx)
    }

    /// What a part refers to; the package itself has an empty path.
    pub(super) fn relations(&mut self, path: &str) -> Vec<Relation> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let list = resolve(folder, &format!("_rels/{name}.rels"));
        let Some(text) = self.text(&list) else {
            return Vec::new();
        };
        let Ok(document) = Document::parse(&text) else {
            return Vec::new();
        };
        let relations = document
            .descendants()
            .filter(|node| is(*node, &["Relationship"]));
        relations
            .filter_map(|node| {
                Some(Relation {
                    id: attribute(node, "Id")?.to_owned(),
                    kind: attribute(node, "Type")?.rsplit('/').next()?.to_owned(),
                    target: attribute(node, "Target")?.to_owned(),
                })
            })
            .collect()
    }

    /// A part as text; `None` where it is missing, broken or too large.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        let part = self.0.by_name(path).ok()?;
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).ok()?;
        let is_whole = u64::try_from(bytes.len()).is_ok_and(|length| length <= LARGEST_PART);
        let (text, _, failed) = UTF_8.decode(&bytes);
        (is_whole && !failed).then(|| text.into_owned())
    }
}

/// The path of a target as seen from a folder of the package.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}
