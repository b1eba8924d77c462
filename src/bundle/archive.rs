//! A folder as a zip: sorted, without times, the same bytes for the same files.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::path::Path;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::front::README;
use crate::build::{Failure, MANIFEST};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs::{self, FoundKind, NewFile};
use crate::model::permalink::is_plain_segment;
use crate::read::{io_problem, named};

/// The folder of the site in the zip.
pub(super) const SITE: &str = "site/";
/// The longest path that every system unpacks, in characters, below a folder of reasonable depth.
const LONGEST_PATH: usize = 200;
/// How many files are compressed in one go.
const CHUNK: usize = 64;
/// How many such lots are in memory at a time.
const CHUNKS_AT_A_TIME: usize = 64;

/// A file to come into the zip.
struct Member {
    name: String,
    content: Content,
}

enum Content {
    Bytes(Vec<u8>),
    /// A file of the site, with the SHA-256 that its manifest gives it.
    File(String, String),
}

/// Writes the files beside the site and the site in `folder`. Gives the number of files.
pub(super) fn write(
    root: &Path,
    folder: &Path,
    front: &[(String, Vec<u8>)],
    target: &Path,
) -> Result<usize, Failure> {
    let members = members(folder, front)?;
    check_names(&members).map_err(Failure::content)?;
    let named = named(root, target);
    let file = NewFile::create(target);
    let mut file = file.map_err(|error| disk(root, Code::IoWrite, &error))?;
    let mut zip = ZipWriter::new(&mut file);
    for lot in members.chunks(CHUNK * CHUNKS_AT_A_TIME) {
        let parts: Vec<Result<Vec<u8>, Failure>> = lot
            .par_iter()
            .chunks(CHUNK)
            .map(|chunk| compress(folder, &chunk, &named))
            .collect();
        for part in parts {
            let part = part?;
            ZipArchive::new(Cursor::new(part))
                .and_then(|part| zip.merge_archive(part))
                .map_err(|error| unwritten(&named, &error))?;
        }
    }
    zip.finish().map_err(|error| unwritten(&named, &error))?;
    file.finish()
        .map_err(|error| disk(root, Code::IoWrite, &error))?;
    Ok(members.len())
}

/// Whether a file that begins so is an archive of ours, by the name of its first member.
pub(super) fn is_ours(head: &[u8]) -> bool {
    const SIGNATURE: &[u8] = b"PK\x03\x04";
    const NAME: usize = 30;
    let name = head.get(NAME..).unwrap_or_default();
    head.starts_with(SIGNATURE) && name.starts_with(README.as_bytes())
}

/// All files in the order of their names, with a manifest over all but itself.
fn members(folder: &Path, front: &[(String, Vec<u8>)]) -> Result<Vec<Member>, Failure> {
    let read = |error| disk(folder, Code::IoRead, &error);
    let manifest = fs::read(&folder.join(MANIFEST)).map_err(read)?;
    let mut sums: BTreeMap<String, String> = String::from_utf8_lossy(&manifest)
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path.to_owned(), sum.to_owned()))
        .collect();
    sums.insert(MANIFEST.to_owned(), fs::hex(&fs::sha256(&manifest)));
    let (found, errors) = fs::walk(folder);
    if let Some(error) = errors.into_iter().next() {
        return Err(read(error));
    }
    let mut members: Vec<Member> = Vec::with_capacity(found.len() + 3);
    for file in found {
        let sum = sums
            .get(&file.relative)
            .filter(|_| file.kind == FoundKind::File);
        let Some(sum) = sum else {
            return Err(strange(&file.relative));
        };
        members.push(Member {
            name: format!("{SITE}{}", file.relative),
            content: Content::File(file.relative, sum.clone()),
        });
    }
    members.extend(front.iter().map(|(name, bytes)| Member {
        name: name.clone(),
        content: Content::Bytes(bytes.clone()),
    }));
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let lines = members.iter().map(Member::manifest_line);
    let content = Content::Bytes(lines.collect::<String>().into_bytes());
    let name = MANIFEST.to_owned();
    members.push(Member { name, content });
    members.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(members)
}

impl Member {
    fn manifest_line(&self) -> String {
        let sum = match &self.content {
            Content::Bytes(bytes) => fs::hex(&fs::sha256(bytes)),
            Content::File(_, sum) => sum.clone(),
        };
        format!("{sum}  {}\n", self.name)
    }
}

/// Whether every system can unpack the names: Windows knows no case, reserves some, and has a
/// limit for whole paths.
fn check_names(members: &[Member]) -> Result<(), Diagnostics> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut problems = Diagnostics::new();
    let mut report = |name: &str, message: String| {
        let path = name.strip_prefix(SITE).unwrap_or(name);
        let problem = Diagnostic::new(Code::FileName, message).in_file(path);
        problems.push(problem.help("give the file that it is made from a shorter or plainer path"));
    };
    for member in members {
        let name = member.name.as_str();
        if name.chars().count() > LONGEST_PATH {
            let message =
                format!("the path is longer than {LONGEST_PATH} characters in the archive");
            report(name, message);
        }
        if !name.split('/').all(is_plain_segment) {
            report(name, "a name that not every system can store".to_owned());
        }
        if let Some(other) = seen.insert(name.to_ascii_lowercase(), name) {
            report(name, format!("differs only in case from {other}"));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// A part of the zip, as a zip of its own in memory.
fn compress(folder: &Path, members: &[&Member], target: &str) -> Result<Vec<u8>, Failure> {
    let mut part = ZipWriter::new(Cursor::new(Vec::new()));
    for member in members {
        let read;
        let bytes = match &member.content {
            Content::Bytes(bytes) => bytes,
            Content::File(path, sum) => {
                let bytes = fs::read(&folder.join(path));
                read = bytes.map_err(|error| disk(folder, Code::IoRead, &error))?;
                if fs::hex(&fs::sha256(&read)) != *sum {
                    return Err(strange(path));
                }
                &read
            }
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(bytes.len() as u64 >= u64::from(u32::MAX));
        part.start_file(member.name.as_str(), options)
            .and_then(|()| part.write_all(bytes).map_err(ZipError::from))
            .map_err(|error| unwritten(target, &error))?;
    }
    let part = part.finish().map_err(|error| unwritten(target, &error))?;
    Ok(part.into_inner())
}

/// Somebody else touched the folder in which the site was built.
fn strange(path: &str) -> Failure {
    let problem = Diagnostic::new(Code::FileChanged, "a page changed while it was bundled");
    Failure::content(problem.in_file(path).help("bundle again"))
}

fn disk(root: &Path, code: Code, error: &fs::FsError) -> Failure {
    Failure::content(io_problem(root, code, error))
}

fn unwritten(target: &str, error: &ZipError) -> Failure {
    let reason = io::Error::other(error.to_string());
    Failure::content(Diagnostic::new(Code::IoWrite, reason.to_string()).in_file(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_store_are_refused() {
        let problems = |names: &[&str]| {
            let member = |name: &&str| Member {
                name: format!("{SITE}{name}"),
                content: Content::Bytes(Vec::new()),
            };
            let members: Vec<Member> = names.iter().map(member).collect();
            check_names(&members).map_or_else(|problems| problems.len(), |()| 0)
        };
        assert_eq!(problems(&["index.html", "replies/2025/a.html"]), 0);
        let long = format!("{}/a.html", "b".repeat(200));
        for names in [
            &["con.html"][..],
            &["a:b.html"],
            &["复文.html"],
            &["a./b.html"],
            &["A.html", "a.html"],
            &[long.as_str()],
        ] {
            assert_eq!(problems(names), 1, "{names:?}");
        }
    }
}
