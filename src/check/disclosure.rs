//! What is held back: whether that is meant, and whether it stands where others can read it.
//!
//! Messages say where a document is and never what it says.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use super::{Options, git};
use crate::build::{Held, Prepared, Renderer};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::model::reply::Level;
use crate::model::{Disclosure, Entry, Permalink, disclosure};
use crate::plan::{Unit, UnitKind};
use crate::read::{CONTENT, Opened};
use crate::text::cjk::is_han;

/// Checks every document that is not published whole.
pub(super) fn check(
    options: &Options,
    site: &Prepared,
    renderer: Option<&Renderer<'_>>,
) -> Diagnostics {
    let output = options.output.clone();
    let mut problems = Diagnostics::new();
    let tracked = git::tracked(&options.root).unwrap_or_else(|reason| {
        let is_notice = |entry: &Entry| matches!(entry, Entry::Notice(_));
        if !site.held.is_empty() || site.archive.entries.iter().any(is_notice) {
            problems.push(untold(&reason));
        }
        BTreeSet::new()
    });
    let place = Place {
        output: output.unwrap_or_else(|| options.root.join("public")),
        tracked,
    };
    let mut units: Vec<Option<&Unit>> = vec![None; site.archive.entries.len()];
    for unit in &site.units {
        if let UnitKind::Reply(id) = unit.kind {
            units[id.0] = Some(unit);
        }
    }
    for held in &site.held {
        problems.extend(place.held(held));
        if held.permalink.as_str().starts_with("replies/") {
            problems.extend(why_held(options, site, held));
            let original = |opened: &Opened| place.original(opened);
            problems.extend(reply(options, site, &held.permalink, original));
        }
    }
    for (entry, unit) in site.archive.entries.iter().zip(units) {
        problems.extend(match entry {
            Entry::Letter(letter) if letter.disclosure == Disclosure::Unstated => {
                reply(options, site, &letter.permalink, unmarked)
            }
            Entry::Letter(_) => Vec::new(),
            Entry::Notice(notice) => {
                let mut found = place.notice(&notice.permalink, notice.level);
                let is_told = found.iter().any(|told| told.code() == Code::HeldInOutput);
                let letter_and_original = |opened: &Opened| {
                    let mut problems = place.original(opened);
                    if let (Some(unit), Some(renderer), false) = (unit, renderer, is_told) {
                        problems.extend(place.letter(unit, renderer, opened));
                    }
                    problems
                };
                let read = reply(options, site, &notice.permalink, letter_and_original);
                found.extend(read);
                found
            }
        });
    }
    problems
}

/// Whether it is held back because nobody said what may be published of it.
fn why_held(options: &Options, site: &Prepared, held: &Held) -> Vec<Diagnostic> {
    match held.reason {
        disclosure::Held::Unstated => reply(options, site, &held.permalink, unmarked),
        disclosure::Held::DisclosureInReview => reply(options, site, &held.permalink, doubtful),
        disclosure::Held::OnRequest | disclosure::Held::Withheld => Vec::new(),
    }
}

fn reply(
    options: &Options,
    site: &Prepared,
    permalink: &Permalink,
    problems: impl Fn(&Opened) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    match Opened::read(&options.root, permalink, &site.settings) {
        Ok(opened) => opened.iter().flat_map(problems).collect(),
        Err(problem) => vec![problem],
    }
}

fn unmarked(opened: &Opened) -> Vec<Diagnostic> {
    let problem = opened.problem_at("disclosure", Code::DisclosureUnmarked, "no disclosure mark");
    vec![
        problem
            .help("ask whoever issued it, and state it as `disclosure: public` or another level"),
    ]
}

fn doubtful(opened: &Opened) -> Vec<Diagnostic> {
    let entries = opened.reply.review.iter().enumerate();
    let doubts = entries.filter(|(_, entry)| disclosure::is_doubt(entry));
    doubts
        .map(|(index, _)| {
            let message = "held back, since its disclosure mark is in doubt";
            opened
                .problem_at(
                    &format!("review.{index}"),
                    Code::DisclosureDoubtful,
                    message,
                )
                .help("compare the original, set `disclosure:`, and remove the entry")
        })
        .collect()
}

/// Where a document could be read by others.
struct Place {
    output: PathBuf,
    tracked: BTreeSet<String>,
}

/// Files that are made of one reply.
const BESIDE: [&str; 3] = ["html", "json", "md"];

impl Place {
    fn held(&self, held: &Held) -> Vec<Diagnostic> {
        let stem = held.permalink.as_str().trim_end_matches(".html");
        let files = BESIDE.map(|ending| format!("{stem}.{ending}"));
        let stands = files
            .iter()
            .find(|file| fs::exists(&self.output.join(file)));
        let mut problems = Vec::new();
        if let Some(file) = stands {
            let message = format!("held back, and {file} still stands in the output folder");
            problems.push(in_output(message).in_file(&held.path));
        }
        if self.tracked.contains(&held.path) {
            let message = "held back, and tracked by Git";
            problems.push(in_git(message).in_file(&held.path));
        }
        problems
    }

    /// Of a notice the letter must not stand anywhere.
    fn notice(&self, permalink: &Permalink, level: Level) -> Vec<Diagnostic> {
        let stem = permalink.as_str().trim_end_matches(".html");
        let source = format!("{CONTENT}/{stem}.md");
        let mut problems = Vec::new();
        if self
            .published_level(stem)
            .is_some_and(|published| !level.shows(published))
        {
            let message = format!(
                "only its {} may be published, and {stem}.json in the output folder holds more",
                level.name()
            );
            problems.push(in_output(message).in_file(&source));
        }
        if self.tracked.contains(&source) {
            let message = "its letter is held back, and tracked by Git";
            problems.push(in_git(message).in_file(source));
        }
        problems
    }

    /// Whether a file that stands in a notice's place holds what the letter says and the notice does not.
    fn letter(&self, unit: &Unit, renderer: &Renderer<'_>, opened: &Opened) -> Vec<Diagnostic> {
        // What keeps it from being rendered is said elsewhere.
        let notice = renderer.render(unit).unwrap_or_default();
        let shown: Vec<Cow<'_, str>> = notice
            .iter()
            .map(|file| String::from_utf8_lossy(file))
            .collect();
        let rows = opened.file.text().split(|c: char| !is_han(c));
        let telling = rows.filter(|row| row.chars().nth(TELLING - 1).is_some());
        let telling: Vec<&str> = telling
            .filter(|row| !shown.iter().any(|file| file.contains(row)))
            .collect();
        let holds_letter = |path: &&Permalink| {
            let file = fs::read(&self.output.join(path.as_str())).unwrap_or_default();
            let text = String::from_utf8_lossy(&file);
            telling.iter().any(|row| text.contains(row))
        };
        let stands = unit.paths().find(holds_letter).map(|path| {
            let message =
                format!("its letter is held back, and stands in {path} in the output folder");
            in_output(message).in_file(&opened.reply.origin.path)
        });
        stands.into_iter().collect()
    }

    /// The original holds all that is held back, and more.
    fn original(&self, opened: &Opened) -> Vec<Diagnostic> {
        let file = opened.reply.source.file.as_deref();
        let original = file.map(|file| format!("{CONTENT}/{file}"));
        let tracked = original.filter(|original| self.tracked.contains(original));
        let message = "the original of what is held back is tracked by Git";
        tracked
            .map(|_| in_git(message).in_file(&opened.reply.origin.path))
            .into_iter()
            .collect()
    }

    /// How much the record in the output folder publishes.
    fn published_level(&self, stem: &str) -> Option<Level> {
        let record = fs::read(&self.output.join(format!("{stem}.json"))).ok()?;
        let record: Value = serde_json::from_slice(&record).ok()?;
        let levels = [Level::Letter, Level::Summary, Level::Title];
        let name = record.get("level")?.as_str()?;
        levels.into_iter().find(|level| level.name() == name)
    }
}

/// So many Chinese characters in a row are no chance.
const TELLING: usize = 10;

fn untold(reason: &str) -> Diagnostic {
    let message = format!("whether Git tracks what is held back is not known: {reason}");
    Diagnostic::new(Code::HeldInGit, message)
        .in_file(CONTENT)
        .help("run `git ls-files content` in the site's folder, and mend what it reports")
}

fn in_output(message: String) -> Diagnostic {
    let help = "build again, publish the folder anew, and remove what was uploaded";
    Diagnostic::new(Code::HeldInOutput, message).help(help)
}

fn in_git(message: &str) -> Diagnostic {
    Diagnostic::new(Code::HeldInGit, message).help(
        "in a public repository it is published: keep it elsewhere; where only the bureau reads the \
         repository, `allow: [{code: held-in-git, reason: …}]` in content/site.yaml",
    )
}
