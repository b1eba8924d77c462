//! A page as a browser would have it.

use scraper::{ElementRef, Html, Selector};

/// A parsed page of the output.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) html: Html,
}

/// Parses a selector, which is a constant of the test.
pub(crate) fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|_| panic!("{text} is no selector"))
}

impl Page {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            html: Html::parse_document(text),
        }
    }

    /// All elements that a selector names.
    pub(crate) fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(css)).collect()
    }

    /// The one element that a selector names.
    pub(crate) fn one(&self, css: &str) -> ElementRef<'_> {
        let found = self.all(css);
        assert_eq!(found.len(), 1, "{}: elements for {css}", self.path);
        found[0]
    }

    /// The text of each element that a selector names, white space folded.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        self.all(css).into_iter().map(text_of).collect()
    }

    /// The text of the one element that a selector names.
    pub(crate) fn text(&self, css: &str) -> String {
        text_of(self.one(css))
    }

    /// The addresses of the links that a selector names.
    pub(crate) fn links(&self, css: &str) -> Vec<String> {
        let links = self.all(css).into_iter();
        links
            .filter_map(|link| link.value().attr("href").map(str::to_owned))
            .collect()
    }

    /// The links of a page as paths from the site's root, in-page ones left out.
    pub(crate) fn targets(&self, css: &str) -> Vec<String> {
        let links = self.links(css).into_iter();
        links
            .filter(|link| !link.starts_with('#'))
            .filter_map(|link| resolve(&self.path, link.split('#').next().unwrap_or_default()))
            .collect()
    }

    /// The facts of a reply's or case's page: each term with its descriptions.
    pub(crate) fn facts(&self) -> Vec<(String, Vec<String>)> {
        let mut facts: Vec<(String, Vec<String>)> = Vec::new();
        for item in self.all("dl.meta > *") {
            match (item.value().name(), facts.last_mut()) {
                ("dd", Some((_, descriptions))) => descriptions.push(text_of(item)),
                _ => facts.push((text_of(item), Vec::new())),
            }
        }
        facts
    }

    /// The descriptions of one fact, joined.
    pub(crate) fn fact(&self, name: &str) -> Option<String> {
        let facts = self.facts();
        let found = facts.into_iter().find(|(term, _)| term == name);
        found.map(|(_, descriptions)| descriptions.join("、"))
    }
}

/// The text of an element, white space folded.
pub(crate) fn text_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without any white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The path from the site's root that a relative address means; `None` where it leads outside.
pub(crate) fn resolve(page: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(page.to_owned());
    }
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in address.split('/') {
        match segment {
            "." => {}
            ".." => drop(segments.pop()?),
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}
