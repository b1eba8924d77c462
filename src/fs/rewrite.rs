//! A file written in pieces, which is touched only from the first byte on that differs.
#![allow(
    clippy::disallowed_methods,
    reason = "this folder is the one place that may touch the disk"
)]

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{FsError, create_new, temporary_beside};

/// A file being written anew, larger than one would hold in memory.
///
/// As long as the pieces agree with what stands at the path, nothing is written. From the first
/// difference on they go to a temporary file beside it, which takes its place at the end.
pub struct Rewrite {
    path: PathBuf,
    standing: Option<BufReader<File>>,
    written: Option<BufWriter<File>>,
    agreed: u64,
    digest: Sha256,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// SHA-256 of its content.
    pub digest: [u8; 32],
    /// Whether it had to be written.
    pub changed: bool,
}

impl Rewrite {
    /// Begins at the start of the file.
    pub fn open(path: &Path) -> Self {
        let is_file = path
            .symlink_metadata()
            .is_ok_and(|standing| standing.is_file());
        let standing = is_file.then(|| File::open(path).ok()).flatten();
        Self {
            path: path.to_owned(),
            standing: standing.map(BufReader::new),
            written: None,
            agreed: 0,
            digest: Sha256::new(),
        }
    }

    /// Whether the file stands as far as it was given and goes on with this piece, so that there
    /// is nothing to write.
    pub fn agrees(&mut self, piece: &[u8]) -> bool {
        let mut next = vec![0; piece.len()];
        let agrees = self
            .standing
            .as_mut()
            .is_some_and(|standing| standing.read_exact(&mut next).is_ok() && next == piece);
        if agrees {
            self.digest.update(piece);
            self.agreed += piece.len() as u64;
        }
        agrees
    }

    /// Whether the file stands as it was given, to its end.
    pub fn agrees_to_the_end(&mut self) -> bool {
        let mut next = [0];
        self.standing
            .as_mut()
            .is_some_and(|standing| standing.read(&mut next).is_ok_and(|read| read == 0))
    }

    /// Writes a piece that does not agree, or that follows one.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), FsError> {
        self.digest.update(piece);
        let written = match self.written.take() {
            Some(written) => Ok(written),
            None => self.differ(),
        };
        written
            .and_then(|written| self.written.insert(written).write_all(piece))
            .map_err(|source| FsError::new("write", &self.path, source))
    }

    /// Opens the temporary file, which begins with what has agreed so far.
    fn differ(&mut self) -> io::Result<BufWriter<File>> {
        self.standing = None;
        let temporary = temporary_beside(&self.path);
        let mut file = create_new(&temporary)?;
        if let Err(error) = self.copy_agreed(&mut file) {
            drop(file);
            let _ = std::fs::remove_file(temporary);
            return Err(error);
        }
        Ok(BufWriter::new(file))
    }

    /// Copies what has agreed so far. Somebody may have shortened the file since it was read.
    fn copy_agreed(&self, file: &mut File) -> io::Result<()> {
        if self.agreed == 0 {
            return Ok(());
        }
        let copied = io::copy(&mut File::open(&self.path)?.take(self.agreed), file)?;
        if copied < self.agreed {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// Puts the file in its place, where it had to be written.
    ///
    /// # Errors
    /// Where it cannot be written or renamed.
    pub fn finish(mut self) -> Result<Rewritten, FsError> {
        let digest = std::mem::take(&mut self.digest).finalize().into();
        let Some(written) = &mut self.written else {
            let changed = false;
            return Ok(Rewritten { digest, changed });
        };
        written
            .flush()
            .and_then(|()| std::fs::rename(temporary_beside(&self.path), &self.path))
            .map_err(|source| FsError::new("write", &self.path, source))?;
        self.written = None;
        let changed = true;
        Ok(Rewritten { digest, changed })
    }
}

impl Drop for Rewrite {
    /// A file that was given up leaves nothing behind.
    fn drop(&mut self) {
        if self.written.is_some() {
            let _ = std::fs::remove_file(temporary_beside(&self.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rewrites a file in pieces as the sink does.
    fn rewrite(path: &Path, pieces: &[&str]) -> Rewritten {
        let mut file = Rewrite::open(path);
        for piece in pieces {
            if !file.agrees(piece.as_bytes()) {
                file.push(piece.as_bytes()).unwrap();
            }
        }
        if !file.agrees_to_the_end() {
            file.push(b"").unwrap();
        }
        file.finish().unwrap()
    }

    #[test]
    fn only_a_file_that_differs_is_written() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a/b.jsonl");
        for (pieces, changed) in [
            (&["one\n", "two\n"][..], true),
            (&["one\ntwo", "\n"], false),
            (&["one\n", "two\n", "three\n"], true),
            (&["one\n", "2\n", "three\n"], true),
            (&["one\n"], true),
            (&[], true),
            (&[], false),
        ] {
            let rewritten = rewrite(&path, pieces);
            let text = pieces.concat();
            assert_eq!(rewritten.changed, changed, "{pieces:?}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
            assert_eq!(rewritten.digest, super::super::sha256(text.as_bytes()));
        }
        assert_eq!(
            std::fs::read_dir(folder.path().join("a")).unwrap().count(),
            1
        );
    }

    #[test]
    fn a_file_that_is_gone_or_short_when_it_differs_leaves_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.txt");
        let entries = || std::fs::read_dir(folder.path()).unwrap().count();
        for shortened in [None, Some("ol")] {
            rewrite(&path, &["old", "text"]);
            let mut file = Rewrite::open(&path);
            assert!(file.agrees(b"old"));
            std::fs::remove_file(&path).unwrap();
            if let Some(text) = shortened {
                std::fs::write(&path, text).unwrap();
            }
            assert!(file.push(b"new").is_err());
            assert_eq!(entries(), usize::from(shortened.is_some()));
        }
    }

    #[test]
    fn a_file_given_up_leaves_what_stood_there() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.txt");
        rewrite(&path, &["old"]);
        let mut file = Rewrite::open(&path);
        file.push(b"new").unwrap();
        drop(file);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
