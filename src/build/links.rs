//! Checks links between bodies, once it is known what is published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::config::Privacy;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::markdown::{self, Letter, Rendered};
use crate::model::{Article, Cleared, Entry, Permalink, Reply};
use crate::read::{self, BodyLink, CONTENT};

/// Reports links that are not made or lead to no published page or place, and takes out the
/// documents whose links are broken: the caller stops, or goes on without them. Taking one out
/// may break the links of others, so those that lead to it are looked at again.
pub(super) fn check(
    root: &Path,
    privacy: &Privacy,
    entries: &mut Vec<Entry>,
    articles: &mut Vec<Cleared<Article>>,
    links: &[BodyLink],
    problems: &mut Diagnostics,
) {
    let mut pages = pages(entries, articles);
    let mut places = Places {
        root,
        privacy,
        bodies: BTreeMap::new(),
    };
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error);
    let failed: BTreeSet<String> = errors
        .filter_map(Diagnostic::path)
        .map(str::to_owned)
        .collect();
    let mut leading_to = None;
    let mut taken_out: BTreeSet<&Permalink> = BTreeSet::new();
    let mut suspects: Vec<&BodyLink> = links.iter().collect();
    while !suspects.is_empty() {
        let mut broken: BTreeSet<&Permalink> = BTreeSet::new();
        // A page without a body shows no links.
        suspects.retain(|link| pages.get(&link.from).is_some_and(Option::is_some));
        for link in suspects {
            match places.leads_somewhere(link, &pages) {
                Ok(true) => {}
                Ok(false) => {
                    problems.push(told(link, &failed));
                    if link.problem.severity() == Severity::Error {
                        broken.insert(&link.from);
                    }
                }
                Err(problem) => {
                    problems.push(problem);
                    broken.insert(&link.from);
                }
            }
        }
        suspects = Vec::new();
        for page in broken {
            pages.remove(page);
            let leading_to = leading_to.get_or_insert_with(|| by_target(links));
            suspects.extend(leading_to.remove(page).unwrap_or_default());
            taken_out.insert(page);
        }
    }
    entries.retain(|entry| !taken_out.contains(entry.permalink()));
    articles.retain(|article| !taken_out.contains(&article.permalink));
}

/// The problem of a link. Where its target's own file has errors, those are what is to be mended.
fn told(link: &BodyLink, failed: &BTreeSet<String>) -> Diagnostic {
    let problem = link.problem.clone();
    let source = link.to.as_ref().map(|to| {
        let stem = to.as_str().trim_end_matches(".html");
        format!("{CONTENT}/{stem}.md")
    });
    if source.is_some_and(|source| failed.contains(&source)) {
        return problem.help("the page that it leads to has errors of its own: mend those first");
    }
    problem
}

/// Links by the page that they lead to.
fn by_target(links: &[BodyLink]) -> BTreeMap<&Permalink, Vec<&BodyLink>> {
    let mut by_target: BTreeMap<&Permalink, Vec<&BodyLink>> = BTreeMap::new();
    for link in links {
        if let Some(to) = &link.to {
            by_target.entry(to).or_default().push(link);
        }
    }
    by_target
}

/// A document with a body.
enum Document<'a> {
    Letter(&'a Cleared<Reply>),
    Article(&'a Cleared<Article>),
}

/// The pages of replies and articles, each with its document; a notice has none.
type Pages<'a> = BTreeMap<&'a Permalink, Option<Document<'a>>>;

fn pages<'a>(entries: &'a [Entry], articles: &'a [Cleared<Article>]) -> Pages<'a> {
    let replies = entries.iter().map(|entry| match entry {
        Entry::Letter(letter) => (entry.permalink(), Some(Document::Letter(letter))),
        Entry::Notice(_) => (entry.permalink(), None),
    });
    let articles = articles
        .iter()
        .map(|article| (&article.permalink, Some(Document::Article(article))));
    replies.chain(articles).collect()
}

/// The places of bodies, read where a link names one.
struct Places<'a> {
    root: &'a Path,
    privacy: &'a Privacy,
    bodies: BTreeMap<Permalink, Rendered>,
}

impl Places<'_> {
    /// Whether a link leads to a published page, and to a place that is there.
    fn leads_somewhere(&mut self, link: &BodyLink, pages: &Pages<'_>) -> Result<bool, Diagnostic> {
        let Some((to, document)) = link.to.as_ref().and_then(|to| pages.get_key_value(to)) else {
            return Ok(false);
        };
        match (&link.anchor, document) {
            (None, _) => Ok(true),
            (Some(_), None) => Ok(false),
            (Some(anchor), Some(document)) => Ok(self.body(to, document)?.has_anchor(anchor)),
        }
    }

    fn body(&mut self, page: &Permalink, document: &Document<'_>) -> Result<&Rendered, Diagnostic> {
        if !self.bodies.contains_key(page) {
            let rendered = match document {
                Document::Letter(letter) => {
                    let body = read::body(self.root, letter, self.privacy)?;
                    // A salutation has no number of its own; who signs changes no anchor.
                    markdown::render(&body, Some(Letter::default()))
                }
                Document::Article(article) => {
                    markdown::render(&read::article_body(self.root, article, self.privacy)?, None)
                }
            };
            self.bodies.insert(page.clone(), rendered);
        }
        Ok(&self.bodies[page])
    }
}
