//! Reads site.yaml, topics.yaml and organisations.yaml.

use std::path::Path;
use std::sync::Arc;

use super::{CONTENT, io_problem};
use crate::config::{self, Config};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, SourceFile};
use crate::fs;
use crate::model::{Organisations, Topics};

/// Everything that a site declares.
#[derive(Clone, Debug)]
pub struct Settings {
    /// site.yaml.
    pub config: Config,
    /// topics.yaml.
    pub topics: Topics,
    /// organisations.yaml.
    pub organisations: Organisations,
    /// Fingerprint of all three files, one after another with their lengths.
    pub digest: fs::Fingerprint,
    /// Whether topics.yaml could not be read, so that nothing can be said of a reply's topics.
    pub topics_failed: bool,
    /// The same of organisations.yaml.
    pub organisations_failed: bool,
}

/// Reads a site's settings with the warnings they gave.
///
/// # Errors
/// Every problem of all three files.
pub fn load_settings(root: &Path) -> Result<(Settings, Diagnostics), Diagnostics> {
    let (settings, problems) = read_settings(root);
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok((settings, problems))
    }
}

/// Reads what can be read of a site's settings, with every problem. Where there are errors the
/// settings serve only to look for further problems.
pub fn read_settings(root: &Path) -> (Settings, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut texts = String::new();
    let mut read = |name: &str, problems: &mut Diagnostics| {
        let source = read(root, name, problems);
        let text = source.as_ref().map_or("", |source| source.text());
        texts.push_str(&format!("{}\n{text}", text.len()));
        source
    };
    let config = match read("site.yaml", &mut problems) {
        Some(source) => collect(config::parse_site(&source), &mut problems),
        None => {
            if problems.is_empty() {
                problems.push(
                    Diagnostic::new(Code::ConfigMissing, "there is no site here")
                        .in_file("content/site.yaml")
                        .help("run `fuwen init DIR`, or name the site's folder with `--root DIR`"),
                );
            }
            Config::unread()
        }
    };
    let topics = read("topics.yaml", &mut problems)
        .map(|source| collect(config::parse_topics(&source), &mut problems));
    let organisations = read("organisations.yaml", &mut problems)
        .map(|source| collect(config::parse_organisations(&source), &mut problems));
    let has_failed = |name: &str| {
        let path = format!("{CONTENT}/{name}");
        let is_error = |p: &Diagnostic| p.severity() == Severity::Error;
        problems
            .iter()
            .any(|problem| is_error(problem) && problem.path() == Some(path.as_str()))
    };
    let settings = Settings {
        config,
        topics: topics.unwrap_or_default(),
        organisations: organisations.unwrap_or_default(),
        digest: fs::fingerprint(texts.as_bytes()),
        topics_failed: has_failed("topics.yaml"),
        organisations_failed: has_failed("organisations.yaml"),
    };
    (settings, problems)
}

fn collect<T>((value, found): (T, Diagnostics), problems: &mut Diagnostics) -> T {
    problems.extend(found);
    value
}

/// A settings file as text; `None` where there is none or a problem was noted.
fn read(root: &Path, name: &str, problems: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    let path = root.join(CONTENT).join(name);
    let shown = format!("{CONTENT}/{name}");
    let bytes = match fs::read_optional(&path) {
        Ok(bytes) => bytes?,
        Err(error) => {
            problems.push(io_problem(root, Code::IoRead, &error));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile::public(shown, text)),
        Err(_) => {
            let problem = Diagnostic::new(Code::NotUtf8, "the file is not UTF-8").in_file(shown);
            problems.push(problem.help("save it as UTF-8"));
            None
        }
    }
}
