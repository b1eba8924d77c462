//! Checks a built site as a browser and a reader with a screen reader would stumble over it.

use std::collections::{BTreeMap, BTreeSet};

use scraper::node::Element;

use crate::harness::Tree;
use crate::page::{Page, resolve};

/// Attributes whose value is an address.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "poster", "data"];
/// Attributes that name ids of the same page.
const REFERENCES: [&str; 5] = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "for",
    "list",
];
/// The page that is served at any depth: its style is inline, its links are absolute or none.
const LOST: &str = "404.html";

/// Everything that is wrong with a site, one line each.
pub(crate) fn check(site: &Tree) -> Vec<String> {
    let text = |path: &String| String::from_utf8_lossy(&site[path]);
    let mut problems = Vec::new();
    for path in site.keys().filter(|path| path.ends_with(".css")) {
        check_style(path, &text(path), &mut problems);
    }
    let paths = site.keys().filter(|path| path.ends_with(".html"));
    let pages: Vec<Page> = paths.map(|path| Page::parse(path, &text(path))).collect();
    let places: Places<'_> = pages
        .iter()
        .map(|page| (page.path.as_str(), ids(page)))
        .collect();
    for page in &pages {
        let text = &text(&page.path);
        Checker {
            site,
            places: &places,
            page,
            text,
        }
        .check(&mut problems);
    }
    problems
}

/// The ids of every page.
type Places<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn ids(page: &Page) -> BTreeSet<&str> {
    let elements = page.all("[id]").into_iter();
    elements
        .filter_map(|element| element.value().attr("id"))
        .collect()
}

/// A style sheet asks nobody for anything.
fn check_style(path: &str, text: &str, problems: &mut Vec<String>) {
    for word in ["@import", "http:", "https:", "url(//", "@font-face"] {
        if text.contains(word) {
            problems.push(format!("{path}: style sheet with {word}"));
        }
    }
}

struct Checker<'a> {
    site: &'a Tree,
    places: &'a Places<'a>,
    page: &'a Page,
    text: &'a str,
}

impl Checker<'_> {
    fn check(&self, problems: &mut Vec<String>) {
        let mut found = self.frame();
        let ids = self.page.all("[id]").len();
        if self.ids().len() != ids || self.ids().contains("") {
            found.push("an id is empty or not unique".to_owned());
        }
        for element in self.page.all("*") {
            self.element(element.value(), &mut found);
        }
        for script in self.page.all("script") {
            let kind = script.value().attr("type");
            if script.value().attr("src").is_none() && kind != Some("application/ld+json") {
                found.push("inline script".to_owned());
            }
        }
        found.extend(
            self.page
                .html
                .errors
                .iter()
                .map(|error| format!("malformed: {error}")),
        );
        let path = &self.page.path;
        problems.extend(
            found
                .into_iter()
                .map(|problem| format!("{path}: {problem}")),
        );
    }

    /// Doctype, language, title, one main heading, policy, no heading level skipped.
    fn frame(&self) -> Vec<String> {
        let page = self.page;
        let has = |css: &str| page.all(css).len() == 1;
        let mut found = Vec::new();
        for (holds, problem) in [
            (
                self.text.trim_start().starts_with("<!doctype html>"),
                "no doctype",
            ),
            (has("html[lang]:not([lang=''])"), "no language"),
            (
                page.texts("head > title")
                    .iter()
                    .any(|title| !title.is_empty()),
                "no title",
            ),
            (has("h1") && !page.text("h1").is_empty(), "not one h1"),
            (has("main"), "not one main"),
            (
                has("meta[http-equiv='Content-Security-Policy']"),
                "no policy",
            ),
            (has("meta[name='viewport']"), "no viewport"),
        ] {
            if !holds {
                found.push(problem.to_owned());
            }
        }
        let mut above = 0;
        for heading in page.all("main h1, main h2, main h3, main h4, main h5, main h6") {
            let level = usize::from(heading.value().name().as_bytes()[1] - b'0');
            if level > above + 1 {
                found.push(format!("heading level {level} after {above}"));
            }
            above = level;
        }
        found
    }

    fn ids(&self) -> &BTreeSet<&str> {
        &self.places[self.page.path.as_str()]
    }

    fn element(&self, element: &Element, found: &mut Vec<String>) {
        let name = element.name();
        if ["style", "iframe", "object", "embed", "base"].contains(&name) && self.page.path != LOST
        {
            found.push(format!("<{name}>"));
        }
        for (attribute, value) in element.attrs() {
            if attribute == "style" || attribute.starts_with("on") {
                found.push(format!("<{name} {attribute}>"));
            } else if ADDRESSES.contains(&attribute) {
                found.extend(self.address(element, value));
            } else if REFERENCES.contains(&attribute) {
                let missing = value
                    .split_whitespace()
                    .filter(|id| !self.ids().contains(*id));
                found.extend(missing.map(|id| format!("{attribute} names no id: {id}")));
            } else if attribute == "http-equiv" && value.eq_ignore_ascii_case("refresh") {
                let content = element.attr("content").unwrap_or_default();
                let target = content.split_once("url=").map_or("", |(_, target)| target);
                found.extend(self.address(element, target));
            }
        }
    }

    /// What is wrong with an address.
    fn address(&self, element: &Element, address: &str) -> Option<String> {
        let has_scheme = address
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|s| s.contains(':'));
        if has_scheme {
            return self.external(element, address);
        }
        if address.starts_with('/') || address.contains('\\') || self.page.path == LOST {
            return Some(format!("not relative: {address}"));
        }
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let Some(target) = resolve(&self.page.path, path) else {
            return Some(format!("leads out of the site: {address}"));
        };
        if !self.site.contains_key(&target) {
            return Some(format!("leads nowhere: {address}"));
        }
        let places = self.places.get(target.as_str());
        let is_there = fragment.is_empty() || places.is_some_and(|ids| ids.contains(fragment));
        (!is_there).then(|| format!("no such anchor: {address}"))
    }

    /// Only links that a reader follows lead elsewhere; nothing is fetched.
    fn external(&self, element: &Element, address: &str) -> Option<String> {
        let rel = element.attr("rel").unwrap_or_default();
        let is_fetched = !(element.name() == "a" || rel == "canonical");
        let scheme = address.split(':').next().unwrap_or_default();
        let is_empty_icon = rel == "icon" && address == "data:,";
        if is_empty_icon {
            None
        } else if is_fetched {
            Some(format!("fetches {address}"))
        } else if !["http", "https", "mailto", "tel"].contains(&scheme) {
            Some(format!("unsafe link: {address}"))
        } else {
            None
        }
    }
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let good = "<!doctype html><html lang=\"zh\"><head><title>甲</title>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"\"><meta name=\"viewport\" content=\"\">\
        </head><body><main><h1 id=\"a\">甲</h1>BODY</main></body></html>";
    let check = |body: &str| {
        let page = good.replace("BODY", body).into_bytes();
        check(&Tree::from([
            ("x/a.html".to_owned(), page),
            ("b.html".to_owned(), good.into()),
        ]))
    };
    assert_eq!(
        check("<a href=\"#a\">1</a><a href=\"../b.html#a\">2</a>"),
        Vec::<String>::new()
    );
    for (body, problem) in [
        ("<a href=\"b.html\">1</a>", "leads nowhere: b.html"),
        ("<a href=\"../b.html#c\">1</a>", "no such anchor"),
        ("<a href=\"../../b.html\">1</a>", "leads out of the site"),
        ("<a href=\"/b.html\">1</a>", "not relative"),
        ("<a href=\"javascript:x\">1</a>", "unsafe link"),
        ("<img src=\"https://a.example/x.png\" alt=\"\">", "fetches"),
        ("<p id=\"a\">1</p>", "not unique"),
        ("<p style=\"color:red\">1</p>", "<p style>"),
        ("<p onclick=\"x\">1</p>", "<p onclick>"),
        ("<script>x</script>", "inline script"),
        ("<h1>2</h1>", "not one h1"),
        ("<h3>2</h3>", "heading level 3 after 1"),
        ("<nav aria-labelledby=\"z\">1</nav>", "names no id: z"),
        ("<p></b></p>", "malformed"),
    ] {
        let found = check(body);
        assert!(
            found.len() == 1 && found[0].contains(problem),
            "{body}: {found:?}"
        );
    }
}
