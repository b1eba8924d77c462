//! Progress: a bar on a terminal, lines elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Terminal;
use crate::build::{Phase, Progress};

/// Shows how far a build or an import is.
pub(super) struct Shown<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
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
        Self { terminal, bar }
    }
}

impl Progress for Shown<'_> {
    fn phase(&self, phase: Phase, steps: Option<usize>) {
        let name = match phase {
            Phase::Wait => "waiting for another build of this folder to end",
            Phase::Read => "reading",
            Phase::Plan => "planning",
            Phase::Render => "writing",
            Phase::Finish => "finishing",
            Phase::Import => "importing",
        };
        self.bar.set_message(name);
        if let Some(steps) = steps {
            self.bar.set_length(steps as u64);
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        if self.terminal.shows_progress() && !self.terminal.has_bars() {
            let count = steps
                .map(|steps| format!(" {steps} files"))
                .unwrap_or_default();
            self.terminal.progress(&format!("{name}{count}"));
        }
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
