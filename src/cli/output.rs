//! Standard output and error: results on the one, everything else on the other.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "this is the one place that prints and asks for the environment"
)]

use std::env;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::time::SystemTime;

use clap_complete::Shell;
use serde::Serialize;

use super::args::{Args, Color};
use super::exit::Exit;
use crate::diag::{Audience, Diagnostics, human};
use crate::text::width::sanitize_char;

/// The most columns of a source line that a problem shows: letters have a paragraph a line.
const WIDEST: usize = 400;

/// How to speak to whoever runs the program.
pub(super) struct Terminal {
    color: bool,
    color_of_results: bool,
    quiet: bool,
    /// Whether to tell how long each phase took.
    pub(super) verbose: bool,
    /// A log of a CI service is a publication, even if it looks like a terminal.
    is_ci: bool,
}

impl Terminal {
    pub(super) fn new(args: &Args) -> Self {
        let is_colored = |is_terminal: bool| match args.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        let is_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
        Self {
            color: is_colored(stderr().is_terminal()),
            color_of_results: is_colored(stdout().is_terminal()),
            quiet: args.quiet,
            verbose: args.verbose,
            is_ci,
        }
    }

    /// Whether progress is shown as a bar, as lines, or not at all.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet
    }

    pub(super) fn has_bars(&self) -> bool {
        !self.quiet && !self.is_ci && stderr().is_terminal()
    }

    /// Shows problems. Documents that are not cleared are quoted only to the clerk: not in CI, and
    /// not where the result is for a program.
    pub(super) fn problems(&self, problems: &Diagnostics, root: &str, for_program: bool) {
        let text = self.in_words(problems, root, for_program, self.color);
        // Nobody is left to tell where standard error is closed.
        let _ = stderr().lock().write_all(text.as_bytes());
    }

    /// Problems as the result of a command, on standard output.
    pub(super) fn findings(&self, problems: &Diagnostics, root: &str) {
        let text = self.in_words(problems, root, false, self.color_of_results);
        let _ = stdout().lock().write_all(text.as_bytes());
    }

    fn in_words(&self, problems: &Diagnostics, root: &str, is_public: bool, color: bool) -> String {
        let audience = self.audience(is_public);
        let options = human::Options {
            audience,
            color,
            width: Some(WIDEST),
            prefix: root.to_owned(),
        };
        human::render(problems, &options)
    }

    /// Who reads: the clerk at the keyboard, unless others read too.
    pub(super) fn audience(&self, has_others: bool) -> Audience {
        if self.is_ci || has_others {
            Audience::Public
        } else {
            Audience::Clerk
        }
    }

    /// A line of progress.
    pub(super) fn progress(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(stderr().lock(), "{line}");
        }
    }
}

/// A number that no other run of the program has had.
pub(super) fn moment() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let micros = now.unwrap_or_default().as_micros();
    u64::try_from(micros).unwrap_or_default()
}

/// What has to be known whatever else is shown.
pub(super) fn note(line: &str) {
    let _ = writeln!(stderr().lock(), "{line}");
}

/// What makes paths below the site's root relative to where the program runs.
pub(super) fn prefix(root: &Path) -> String {
    let here = env::current_dir().ok();
    let below = here.and_then(|here| root.strip_prefix(here).ok().map(Path::to_owned));
    let root = below.unwrap_or_else(|| root.to_owned());
    match root.to_string_lossy().trim_end_matches('/') {
        "." | "" => String::new(),
        root => format!("{}/", root.trim_start_matches("./")),
    }
}

/// A variable of the environment.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// A result for people.
pub(super) fn result(line: &str) {
    let _ = writeln!(stdout().lock(), "{line}");
}

/// Lines for programs.
pub(super) fn lines(text: &str) {
    let _ = stdout().lock().write_all(text.as_bytes());
}

/// A result for programs, on one line. Characters that could mislead a terminal are escaped;
/// they can only stand in strings.
pub(super) fn json(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        let mut line = String::with_capacity(text.len());
        for c in text.chars() {
            if sanitize_char(c) == c {
                line.push(c);
            } else {
                let mut units = [0; 2];
                // Writing to a String cannot fail.
                c.encode_utf16(&mut units).iter().for_each(|unit| {
                    let _ = write!(line, "\\u{unit:04x}");
                });
            }
        }
        result(&line);
    }
}

/// What makes a shell complete the program's commands.
pub(super) fn completions(shell: Shell, command: &mut clap::Command) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "fuwen", &mut script);
    let _ = stdout().lock().write_all(&script);
    Exit::Good
}

/// Help, version, or what is wrong with the arguments.
pub(super) fn usage(error: &clap::Error) -> Exit {
    let _ = error.print();
    if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Good
    }
}
