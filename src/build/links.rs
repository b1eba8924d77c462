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
        let letters = letters(entries, articles);
        let mut broken: BTreeSet<&Permalink> = BTreeSet::new();
        for link in links.iter().filter(|link| letters.contains(&link.from)) {
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
        entries.retain(|entry| !broken.contains(entry.permalink()));
        articles.retain(|article| !broken.contains(&article.permalink));
    }
}

/// The pages that show a body. A notice has none, so none of its links are shown.
fn letters(entries: &[Entry], articles: &[Cleared<Article>]) -> BTreeSet<Permalink> {
    let letters = entries
        .iter()
        .filter(|entry| matches!(entry, Entry::Letter(_)));
    let letters = letters.map(Entry::permalink);
    letters
        .chain(articles.iter().map(|article| &article.permalink))
        .cloned()
        .collect()
}

/// The pages of replies and articles.
fn pages(entries: &[Entry], articles: &[Cleared<Article>]) -> BTreeSet<Permalink> {
    let replies = entries.iter().map(Entry::permalink);
    replies
        .chain(articles.iter().map(|article| &article.permalink))
        .cloned()
        .collect()
}
