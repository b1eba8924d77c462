//! Progress: a bar on a terminal, lines elsewhere.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Terminal;
use crate::build::{Phase, Progress};

/// Shows how far a build or an import is.
pub(super) struct Shown<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
    /// The phases so far, each with the moment in which it began.
    begun: Mutex<Vec<(&'static str, Instant)>>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        let target = if terminal.has_bars() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        // The template is a constant; without it the bar has its usual look.
        if let Ok(style) = ProgressStyle::with_template("{msg:<8} {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        Self {
            terminal,
            bar,
            begun: Mutex::default(),
        }
    }
}

impl Progress for Shown<'_> {
    fn phase(&self, phase: Phase, steps: Option<usize>) {
        let name = match phase {
            Phase::Wait => "waiting for another build of this folder to end",
            Phase::Read => "reading",
            Phase::Plan => "planning",
            Phase::Render => "writing",
            Phase::Check => "checking",
            Phase::Finish => "finishing",
            Phase::Import => "importing",
        };
        self.bar.set_message(name);
        self.times().push((name, Instant::now()));
        if let Some(steps) = steps {
            self.bar.set_length(steps as u64);
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        if self.terminal.shows_progress() && !self.terminal.has_bars() {
            let count = steps.map(|steps| counted(phase, steps)).unwrap_or_default();
            self.terminal.progress(&format!("{name}{count}"));
        }
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}

/// What the steps of a phase are. A step of writing makes one file or several.
fn counted(phase: Phase, steps: usize) -> String {
    let (before, noun) = match phase {
        Phase::Check => ("", "page"),
        Phase::Import => ("", "file"),
        _ => ("in ", "step"),
    };
    let plural = if steps == 1 { "" } else { "s" };
    format!(" {before}{steps} {noun}{plural}")
}

impl Shown<'_> {
    fn times(&self) -> MutexGuard<'_, Vec<(&'static str, Instant)>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line for each phase with the time that it took.
    fn tell_times(&self) {
        let end = ("", Instant::now());
        let times = self.times();
        for (at, (name, begun)) in times.iter().enumerate() {
            let (_, ended) = times.get(at + 1).unwrap_or(&end);
            let seconds = ended.duration_since(*begun).as_secs_f64();
            self.terminal.progress(&format!("{name}: {seconds:.3} s"));
        }
    }
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        if self.terminal.verbose {
            self.tell_times();
        }
    }
}
