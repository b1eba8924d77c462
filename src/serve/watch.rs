//! Seeing that a site's files changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{Event, EventKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::keeper::Message;
use crate::fs;

/// Folders of a site that pages are made from.
const FOLDERS: [&str; 2] = ["content", "themes"];
/// Changes that follow each other faster count as one: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(40);
/// A stream of changes is not waited out for longer.
const LONGEST: Duration = Duration::from_millis(400);
/// How often files are looked at where the system does not tell of changes.
const EVERY: Duration = Duration::from_secs(1);

type Events = Receiver<notify::Result<Event>>;

/// Tells of changes of a site's files for as long as somebody listens. Gives how often files are
/// looked at, where the system itself tells nothing.
///
/// # Errors
/// Where the site's files cannot be watched in either way.
pub(super) fn watch(
    root: &Path,
    messages: Sender<Message>,
) -> Result<Option<Duration>, notify::Error> {
    // Some systems tell of files by their real paths alone.
    let root = fs::real_path(root).unwrap_or_else(|_| root.to_owned());
    let (sender, events) = mpsc::channel();
    let told = RecommendedWatcher::new(sender.clone(), Config::default())
        .map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>)
        .and_then(|watcher| started(watcher, &root));
    let (watcher, every) = match told {
        Ok(watcher) => (watcher, None),
        Err(_) => {
            let watcher = PollWatcher::new(sender, Config::default().with_poll_interval(EVERY))?;
            (started(Box::new(watcher), &root)?, Some(EVERY))
        }
    };
    let watch = Watch {
        root,
        watcher,
        events,
        messages,
    };
    thread::Builder::new()
        .spawn(move || watch.run())
        .map_err(notify::Error::io)?;
    Ok(every)
}

/// Watches the folders that are there, and the root for those that are not yet.
fn started(
    mut watcher: Box<dyn Watcher + Send>,
    root: &Path,
) -> Result<Box<dyn Watcher + Send>, notify::Error> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in folders(root).filter(|folder| fs::is_folder(folder)) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

fn folders(root: &Path) -> impl Iterator<Item = PathBuf> {
    FOLDERS.into_iter().map(|folder| root.join(folder))
}

struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Events,
    messages: Sender<Message>,
}

impl Watch {
    fn run(mut self) {
        while let Ok(event) = self.events.recv() {
            if !self.concerns(&event) {
                continue;
            }
            self.settle();
            if self.messages.send(Message::Changed).is_err() {
                return;
            }
        }
    }

    /// Waits until nothing more happens.
    fn settle(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => {
                    self.concerns(&event);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Whether an event may change a page. A folder that came anew is watched from then on.
    fn concerns(&mut self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            // What was missed is not known.
            return true;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        for folder in folders(&self.root).filter(|folder| event.paths.contains(folder)) {
            // One that went is watched again when it comes back.
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
        event.need_rescan() || event.paths.iter().any(|path| is_source(&self.root, path))
    }
}

/// Whether a path is one that pages may be made from: in a folder of sources, and not one of the
/// files that editors keep beside those they edit.
fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return false;
    };
    let mut names = below.iter().map(|name| name.to_string_lossy());
    let is_below = names.next().is_some_and(|first| FOLDERS.contains(&&*first));
    is_below && !names.any(|name| is_of_an_editor(&name))
}

fn is_of_an_editor(name: &str) -> bool {
    fs::is_set_aside(name) || [".tmp", ".bak"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_and_outputs_are_no_sources() {
        let is_source = |path: &str| is_source(Path::new("/site"), &Path::new("/site").join(path));
        for path in [
            "content/site.yaml",
            "content/replies/2025/proposal-1.md",
            "content",
            "themes/own/static/style.css",
        ] {
            assert!(is_source(path), "{path}");
        }
        for path in [
            "",
            "public/index.html",
            ".fuwen/serve/index.html",
            ".git/index",
            "content/replies/.proposal-1.md.swp",
            "content/replies/2025/.#proposal-1.md",
            "content/replies/2025/#proposal-1.md#",
            "content/replies/2025/proposal-1.md~",
            "content/replies/4913",
            "content/~$letter.docx",
            "content/.git/HEAD",
        ] {
            assert!(!is_source(path), "{path}");
        }
    }
}
