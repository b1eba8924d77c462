//! A file written from its beginning to its end, with steps back, that appears when it is whole.
#![allow(
    clippy::disallowed_methods,
    reason = "this folder is the one place that may touch the disk"
)]

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{FsError, create_new, temporary_beside};

/// A file that is written beside its place. It takes its place in [`finish`](Self::finish), and
/// leaves nothing behind where that is not reached.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl NewFile {
    /// Begins a file. Makes the folders above it.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn create(path: &Path) -> Result<Self, FsError> {
        let file = create_new(&temporary_beside(path))
            .map_err(|source| FsError::new("write", path, source))?;
        Ok(Self {
            path: path.to_owned(),
            file: Some(BufWriter::new(file)),
        })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Where it cannot be written or renamed.
    pub fn finish(mut self) -> Result<(), FsError> {
        self.flush()
            .and_then(|()| std::fs::rename(temporary_beside(&self.path), &self.path))
            .map_err(|source| FsError::new("write", &self.path, source))?;
        self.file = None;
        Ok(())
    }

    fn file(&mut self) -> io::Result<&mut BufWriter<File>> {
        self.file
            .as_mut()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file()?.flush()
    }
}

impl Seek for NewFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file()?.seek(to)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = std::fs::remove_file(temporary_beside(&self.path));
        }
    }
}

/// A folder of its own for work that leaves nothing behind: removed with all that is in it when
/// this is dropped.
#[derive(Debug)]
pub struct WorkFolder(tempfile::TempDir);

impl WorkFolder {
    /// Makes an empty folder where the system keeps such.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn create() -> Result<Self, FsError> {
        tempfile::Builder::new()
            .prefix("fuwen-")
            .tempdir()
            .map(Self)
            .map_err(|source| FsError::new("make a folder in", &std::env::temp_dir(), source))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_whole_and_only_then() {
        let folder = WorkFolder::create().unwrap();
        let path = folder.path().join("a/b.zip");
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"12x").unwrap();
        file.seek(SeekFrom::Start(2)).unwrap();
        file.write_all(b"3").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"123");
        let mut given_up = NewFile::create(&path).unwrap();
        given_up.write_all(b"4").unwrap();
        drop(given_up);
        assert_eq!(std::fs::read(&path).unwrap(), b"123");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1
        );
    }

    #[test]
    fn a_work_folder_leaves_nothing_behind() {
        let folder = WorkFolder::create().unwrap();
        let path = folder.path().to_owned();
        std::fs::write(path.join("a"), "1").unwrap();
        drop(folder);
        assert!(!path.exists());
    }
}
