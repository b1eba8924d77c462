//! `fuwen serve`.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::args::ServeArgs;
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use crate::diag::Diagnostics;
use crate::serve::{self, Listener, Options, ServeError};

pub(super) fn run(root: &Path, args: &ServeArgs, terminal: Terminal) -> Exit {
    let is_open = !args.host.is_loopback();
    if is_open {
        output::note(
            "warning: the preview is open to other machines, without password or encryption; \
             leave out --host to keep it to this one",
        );
    }
    let options = Options {
        root: root.to_owned(),
        host: args.host,
        port: args.port,
        session: output::moment(),
        audience: terminal.audience(is_open),
    };
    let shown = Shown {
        prefix: prefix(root),
        opens: args.open,
        terminal,
        told: Mutex::default(),
    };
    let shown = Arc::new(shown);
    let listener: Arc<dyn Listener> = Arc::clone(&shown) as Arc<dyn Listener>;
    match serve::serve(&options, &listener) {
        Ok(()) => {
            shown.terminal.progress("ended");
            Exit::Good
        }
        Err(error) => {
            output::note(&in_words(&error));
            exit(&error)
        }
    }
}

fn exit(error: &ServeError) -> Exit {
    match error {
        ServeError::NoSite(_) | ServeError::Listen { .. } => Exit::Usage,
        ServeError::Start(_) | ServeError::Watch(_) => Exit::Disk,
    }
}

/// What is wrong, and what to do next.
fn in_words(error: &ServeError) -> String {
    let next = match error {
        ServeError::NoSite(_) => {
            "name the site's folder with --root DIR, or make a site with `fuwen init DIR`"
        }
        ServeError::Listen { .. } => "choose another port, or any free one with --port 0",
        ServeError::Start(_) | ServeError::Watch(_) => {
            "end other programs, or raise the system's limits, and try again"
        }
    };
    format!("error: {error}\n  = help: {next}")
}

/// Says on the terminal what the preview does.
struct Shown {
    prefix: String,
    opens: bool,
    terminal: Terminal,
    /// The problems that were shown last: an edit elsewhere does not show them again.
    told: Mutex<Diagnostics>,
}

impl Listener for Shown {
    fn answers(&self, address: &str) {
        output::result(address);
        self.terminal.progress("Ctrl-C ends the preview");
        if self.opens && open::that_detached(address).is_err() {
            output::note("no browser could be opened; open the address by hand");
        }
    }

    fn read(&self, problems: &Diagnostics, taken: Duration) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != *problems {
            self.terminal.problems(problems, &self.prefix, false);
            *told = problems.clone();
        }
        let (errors, warnings) = (problems.errors(), problems.warnings());
        let milliseconds = taken.as_millis();
        self.terminal.progress(&format!(
            "read in {milliseconds} ms; errors: {errors}, warnings: {warnings}"
        ));
    }

    fn polls(&self, every: Duration) {
        let seconds = every.as_secs();
        output::note(&format!(
            "warning: the system does not tell of changed files; they are looked at every {seconds} s"
        ));
    }
}
