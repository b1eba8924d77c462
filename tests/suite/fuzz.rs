//! Texts made at random from seeds in `tests/fuzz/`: whatever they say, they are read without a
//! panic, and what is made of them is harmless.

use std::fs;

use fuwen::import::{Declared, Finding, import};
use fuwen::markdown::{Letter, published, render};
use fuwen::model::{Organisations, Topics};
use fuwen::privacy::{Exempt, scan_body};
use proptest::collection::vec;
use proptest::prelude::*;
use scraper::Html;

use crate::harness::repository;
use crate::properties::read;

/// How often a property is tried: so many times, or as many as PROPTEST_CASES says.
pub(crate) fn times(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|asked| asked.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What is mixed in.
const PIECES: [&str; 40] = [
    "---\n",
    "---",
    ": ",
    "- ",
    "\n",
    "\r",
    "\t",
    "&a ",
    "*a",
    "!!x ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "|\n",
    "# ",
    "**",
    "`",
    "<script>",
    "<img src=x onerror=pwn()>",
    "](javascript:pwn())",
    "![",
    "&#",
    "\\",
    "\u{0}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{2028}",
    "第",
    "号提案",
    "委员：",
    "关于",
    "的答复",
    "一、",
    "（一）",
    "〔2025〕",
    "2025年6月20日",
    "附件：",
];

/// The seeds of one folder.
fn seeds(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/fuzz").join(folder)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// One change of a text; places are shares of its length.
#[derive(Clone, Debug)]
enum Change {
    Insert(f64, usize),
    Remove(f64, f64),
    Repeat(f64, f64, usize),
    Move(f64, f64, f64),
}

fn change() -> impl Strategy<Value = Change> {
    let share = || 0.0..1.0_f64;
    prop_oneof![
        4 => (share(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (share(), share()).prop_map(|(from, to)| Change::Remove(from, to)),
        1 => (share(), share(), 1..40_usize).prop_map(|(from, to, n)| Change::Repeat(from, to, n)),
        1 => (share(), share(), share()).prop_map(|(from, to, at)| Change::Move(from, to, at)),
    ]
}

/// A stretch of at most a hundred characters.
fn stretch(length: usize, from: f64, to: f64) -> std::ops::Range<usize> {
    let place = |share: f64| (length as f64 * share) as usize;
    let (from, to) = (place(from.min(to)), place(from.max(to)));
    from..to.min(from + 100)
}

/// A seed with changes.
fn mutated(folder: &'static str) -> impl Strategy<Value = String> {
    let seeds = seeds(folder);
    (0..seeds.len(), vec(change(), 0..12)).prop_map(move |(seed, changes)| {
        let mut text: Vec<char> = seeds[seed].chars().collect();
        for change in changes {
            let length = text.len();
            match change {
                Change::Insert(at, piece) => {
                    let at = stretch(length, at, at).start;
                    text.splice(at..at, PIECES[piece].chars());
                }
                Change::Remove(from, to) => drop(text.drain(stretch(length, from, to))),
                Change::Repeat(from, to, times) => {
                    let range = stretch(length, from, to);
                    let more = text[range.clone()].repeat(times);
                    text.splice(range.end..range.end, more);
                }
                Change::Move(from, to, at) => {
                    let moved: Vec<char> = text.drain(stretch(length, from, to)).collect();
                    let at = stretch(text.len(), at, at).start;
                    text.splice(at..at, moved);
                }
            }
        }
        text.into_iter().collect()
    })
}

/// Elements that Markdown makes; whatever else is in a page came from a letter's text.
const ELEMENTS: [&str; 32] = [
    "html",
    "head",
    "body",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "em",
    "strong",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "hr",
    "span",
    "div",
    "section",
    "b",
    "i",
];

/// What a page must not have got from a body.
fn harm(html: &str) -> Option<String> {
    let page = Html::parse_document(&format!("<!doctype html><html><body>{html}</body></html>"));
    for element in page.tree.values().filter_map(|node| node.as_element()) {
        if !ELEMENTS.contains(&element.name()) {
            return Some(format!("<{}>", element.name()));
        }
        for (name, value) in element.attrs() {
            let is_address = name == "href" && {
                let scheme = value.split(['/', '#', '?']).next().unwrap_or_default();
                !scheme.contains(':')
                    || ["http:", "https:", "mailto:", "tel:"]
                        .iter()
                        .any(|s| value.starts_with(s))
            };
            if name.starts_with("on")
                || name == "style"
                || name == "src"
                || (name == "href" && !is_address)
            {
                return Some(format!("<{} {name}={value:?}>", element.name()));
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(times(400))]

    #[test]
    fn front_matter_is_read_or_refused(text in mutated("front-matter")) {
        read(&text);
    }

    #[test]
    fn bodies_become_harmless_pages_and_stay_what_they_are(body in mutated("body")) {
        let whole = published(&body).into_owned();
        prop_assert_eq!(published(&whole).into_owned(), whole.clone());
        for letter in [None, Some(Letter::default())] {
            let html = render(&whole, letter).html;
            prop_assert_eq!(harm(&html), None, "{}", html);
        }
        for finding in scan_body(&whole, &Exempt::default()) {
            prop_assert!(whole.get(finding.range).is_some());
        }
    }

    #[test]
    fn raw_letters_are_taken_in_or_refused(text in mutated("import")) {
        let (topics, organisations) = (Topics::default(), Organisations::default());
        let declared = || Declared { topics: &topics, organisations: &organisations };
        let bodies = |findings: &[Finding]| -> Vec<String> {
            let replies = findings.iter().filter_map(|finding| match finding {
                Finding::Reply(imported) => Some(imported.body.clone()),
                _ => None,
            });
            replies.collect()
        };
        let found = bodies(&import(&text, declared()));
        prop_assert_eq!(&found, &bodies(&import(&text, declared())));
        for body in found {
            prop_assert_eq!(harm(&render(&body, Some(Letter::default())).html), None);
        }
    }
}

#[test]
fn the_judge_of_harm_can_fail() {
    for html in [
        "<script>1</script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<img src=x>",
        "<p style=x>",
    ] {
        assert!(harm(html).is_some(), "{html}");
    }
    assert_eq!(
        harm("<p id=p1><a href=\"b.html#p2\">甲</a><strong>乙</strong></p>"),
        None
    );
}
