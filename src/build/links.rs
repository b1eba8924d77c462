//! Checks links between bodies, once it is known what is published.

use std::collections::BTreeSet;

use crate::diag::{Diagnostics, Severity};
use crate::model::{Article, Cleared, Entry, Permalink};
use crate::read::BodyLink;

/// Reports links that are not made or lead to no published page, and takes out the documents
/// whose links are broken: the caller stops, or goes on without them. Taking one out may break
/// the links of another, so this goes on until all that remain hold.
pub(super) fn check(
    entries: &mut Vec<Entry>,
    articles: &mut Vec<Cleared<Article>>,
    links: &[BodyLink],
    problems: &mut Diagnostics,
) {
    loop {
        let pages = pages(entries, articles);
        let mut broken: BTreeSet<&Permalink> = BTreeSet::new();
        for link in links.iter().filter(|link| pages.contains(&link.from)) {
            if link.to.as_ref().is_some_and(|to| pages.contains(to)) {
                continue;
            }
            problems.push(link.problem.clone());
            if link.problem.severity() == Severity::Error {
                broken.insert(&link.from);
            }
        }
        if broken.is_empty() {
            return;
        }
        // A notice has no body, so none of its links are shown.
        entries.retain(|entry| {
            matches!(entry, Entry::Notice(_)) || !broken.contains(entry.permalink())
        });
        articles.retain(|article| !broken.contains(&article.permalink));
    }
}

/// The pages of replies and articles.
fn pages(entries: &[Entry], articles: &[Cleared<Article>]) -> BTreeSet<Permalink> {
    let replies = entries.iter().map(Entry::permalink);
    replies
        .chain(articles.iter().map(|article| &article.permalink))
        .cloned()
        .collect()
}
