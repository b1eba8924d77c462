//! By what a file is known to be unchanged without reading it, and who may build at a time.
#![allow(
    clippy::disallowed_methods,
    reason = "this folder is the one place that may touch the disk"
)]

use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{FsError, create_folder, is_link};

/// Size, times and inode of a regular file. Times are nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// When its content was written last.
    pub modified: i64,
    /// When anything of it was changed last; zero where the system does not say.
    pub changed: i64,
    /// What tells it from others; zero where the system does not say.
    pub inode: u64,
}

/// How long a file must have stood before its stamp is trusted: two changes within one tick of
/// the file system's clock leave the same stamp.
const TICK: i64 = 20_000_000;
/// The same where the file system counts in seconds, or in two of them.
const COARSE_TICK: i64 = 2_000_000_000;

impl Stamp {
    /// Whether the file had stood long enough at a moment of the same clock.
    pub fn was_settled(&self, moment: i64) -> bool {
        let last = self.modified.max(self.changed);
        let is_coarse = self.modified % 1_000_000_000 == 0;
        let tick = if is_coarse { COARSE_TICK } else { TICK };
        last.checked_add(tick)
            .is_some_and(|settled| settled < moment)
    }

    /// Whether it proves that the file is the one that was read: settled, and of a system that says when
    /// anything of a file changed. Without that, a file of the same length may take another's place with
    /// its time, and what it says be published from memory.
    pub fn is_proof(&self, moment: i64) -> bool {
        self.changed != 0 && self.was_settled(moment)
    }

    fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |time: io::Result<SystemTime>| {
            let since = time
                .ok()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(0))
        };
        let (changed, inode) = identity(metadata);
        Self {
            size: metadata.len(),
            modified: nanoseconds(metadata.modified()),
            changed,
            inode,
        }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = metadata.ctime().saturating_mul(1_000_000_000);
    (
        seconds.saturating_add(metadata.ctime_nsec()),
        metadata.ino(),
    )
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (i64, u64) {
    (0, 0)
}

/// The stamp of a regular file; `None` where there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.symlink_metadata().ok()?;
    metadata.is_file().then(|| Stamp::of(&metadata))
}

/// The moment, in the unit of stamps, by this machine's clock.
pub fn moment() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(now.unwrap_or_default().as_nanos()).unwrap_or_default()
}

/// The stamp of the running program: another program may make other pages.
pub fn program_stamp() -> Option<Stamp> {
    stamp(&std::env::current_exe().ok()?.canonicalize().ok()?)
}

/// A claim to be the only one at work, given up when it is dropped and when the process dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    /// When it was taken, by the clock of the file system.
    pub taken: i64,
}

impl Lock {
    /// The file of a lock. What a link leads to is not ours to write.
    fn open(path: &Path) -> io::Result<File> {
        if is_link(path) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut options = File::options();
        options.create(true).truncate(false).write(true).open(path)
    }

    fn new(mut file: File) -> io::Result<Self> {
        // Writing gives the file the time of the moment.
        file.write_all(b"\n")?;
        let taken = Stamp::of(&file.metadata()?).modified;
        Ok(Self { _file: file, taken })
    }
}

/// Takes a lock, and calls `wait` once where another process has it and has to end first.
///
/// # Errors
/// Where the lock's file cannot be made or locked, or is a link.
pub fn lock(path: &Path, wait: impl FnOnce()) -> Result<Lock, FsError> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let take = || {
        let file = Lock::open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                wait();
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Lock::new(file)
    };
    take().map_err(|source| FsError::new("lock", path, source))
}

/// Takes a lock if nobody has it.
pub fn try_lock(path: &Path) -> Option<Lock> {
    let file = Lock::open(path).ok()?;
    file.try_lock().ok()?;
    Lock::new(file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_in_the_last_tick_is_not_trusted() {
        let stamp = |modified| Stamp {
            size: 1,
            modified,
            changed: 0,
            inode: 1,
        };
        let second = 1_000_000_000;
        assert!(stamp(5 * second + 1).was_settled(5 * second + 50_000_000));
        assert!(!stamp(5 * second + 1).was_settled(5 * second + 10_000_000));
        assert!(!stamp(5 * second).was_settled(6 * second));
        assert!(stamp(5 * second).was_settled(8 * second));
        assert!(!stamp(9 * second + 1).was_settled(5 * second));
    }

    #[test]
    fn where_changes_are_not_told_nothing_is_proved() {
        let stamp = |changed| Stamp {
            size: 1,
            modified: 1,
            changed,
            inode: 1,
        };
        let later = 5_000_000_000;
        assert!(stamp(0).was_settled(later) && !stamp(0).is_proof(later));
        assert!(stamp(1).is_proof(later));
    }

    #[test]
    fn a_lock_is_given_up_with_its_holder() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a/lock");
        let first = lock(&path, || panic!("nobody else holds it")).unwrap();
        let (waits, waited) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| lock(&path, || waits.send(()).unwrap()).unwrap());
            waited.recv().unwrap();
            assert!(try_lock(&path).is_none());
            drop(first);
            assert!(second.join().unwrap().taken > 0);
        });
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_is_not_written_through_a_link() {
        let folder = tempfile::TempDir::new().unwrap();
        let (path, other) = (folder.path().join("lock"), folder.path().join("other"));
        std::fs::write(&other, "kept").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        assert!(lock(&path, || ()).is_err());
        assert!(try_lock(&path).is_none());
        assert_eq!(std::fs::read(&other).unwrap(), b"kept");
    }
}
