//! Reports personal data in what would be published.

use std::collections::{BTreeMap, BTreeSet};

use super::allowed::Allowed;
use crate::diag::{Diagnostics, Severity};
use crate::model::reply::Level;
use crate::model::{Article, Cleared, Entry, Permalink};
use crate::read::Personal;

/// Reports what leaves with the cleared documents, and takes out those in which it is an error:
/// the caller stops, or goes on without them.
pub(super) fn check(
    entries: &mut Vec<Entry>,
    articles: &mut Vec<Cleared<Article>>,
    personal: Vec<Personal>,
    allowed: &Allowed,
    problems: &mut Diagnostics,
) {
    if personal.is_empty() {
        return;
    }
    let mut levels: BTreeMap<&Permalink, Level> = BTreeMap::new();
    levels.extend(
        entries
            .iter()
            .map(|entry| (entry.permalink(), entry.level())),
    );
    levels.extend(
        articles
            .iter()
            .map(|article| (&article.permalink, Level::Letter)),
    );
    let leaves = |found: &Personal| {
        let level = levels.get(&found.from);
        level.is_some_and(|level| level.shows(found.leaves_with))
    };
    let mut stopped: BTreeSet<Permalink> = BTreeSet::new();
    for found in personal {
        if leaves(&found) && !allowed.holds(&found.problem) {
            if found.problem.severity() == Severity::Error {
                stopped.insert(found.from);
            }
            problems.push(found.problem);
        }
    }
    entries.retain(|entry| !stopped.contains(entry.permalink()));
    articles.retain(|article| !stopped.contains(&article.permalink));
}
