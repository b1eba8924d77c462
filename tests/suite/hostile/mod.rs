//! Hostile input, case by case: each is refused with its rule and nothing published, or published
//! so that nothing of it can do harm. No case makes the program panic or hang. There are more than
//! two hundred; each module says how many it has at least.

mod bodies;
mod files;
mod front_matter;
mod imports;
mod settings;
mod writing;

use std::time::{Duration, Instant};

use crate::checker::check;
use crate::harness::SiteTest;

/// What must come of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// The build fails with this code and names this rule.
    Refused(i32, &'static str),
    /// The site is built and harmless.
    Harmless,
}

pub(crate) use Expected::{Harmless, Refused};

/// A site, and what must come of building it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) site: SiteTest,
    pub(crate) expected: Expected,
}

/// How long any case may take, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(20);

/// A reply that says nothing wrong.
pub(crate) const FACTS: &str = "title: 关于第117号提案的答复\n\
    cases: [{kind: proposal, number: \"117\", subject: 某事}]\nissuer: 甲局\ndisclosure: public\n";
pub(crate) const FILE: &str = "content/replies/2025/proposal-117.md";

/// A site of one bureau and this file.
pub(crate) fn site(path: &str, bytes: impl AsRef<[u8]>) -> SiteTest {
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: jia, name: 甲局}\n")]);
    site.write(path, bytes);
    site
}

pub(crate) fn case(name: impl Into<String>, site: SiteTest, expected: Expected) -> Case {
    Case {
        name: name.into(),
        site,
        expected,
    }
}

/// Builds every case and looks at what came of it; gives how many there were.
pub(crate) fn run(cases: Vec<Case>) -> usize {
    let count = cases.len();
    let wrong: Vec<String> = cases.into_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    count
}

fn wrong(case: Case) -> Option<String> {
    let Case {
        name,
        mut site,
        expected,
    } = case;
    let before = site.output();
    let begun = Instant::now();
    site.try_build(&[]);
    let (code, said) = (site.run.code, site.run.stderr.clone());
    let problem = if begun.elapsed() > PATIENCE {
        Some("it takes too long".to_owned())
    } else if said.contains("panicked") || said.contains("RUST_BACKTRACE") {
        Some("it panics".to_owned())
    } else {
        match expected {
            Refused(wanted, rule) => {
                let names = said.contains(&format!("error[{rule}]"));
                let published = site.output() != before;
                (code != wanted || !names || published)
                    .then(|| format!("code {code}, published: {published}"))
            }
            Harmless if code != 0 => Some(format!("code {code}")),
            Harmless => harm(&site),
        }
    };
    let problem = problem.or_else(|| checks_badly(&mut site));
    problem.map(|problem| format!("{name}: {problem}\n{said}"))
}

/// Whether a check panics, hangs or writes.
fn checks_badly(site: &mut SiteTest) -> Option<String> {
    let before = site.output();
    let begun = Instant::now();
    site.run(&["check", "--quiet", "--format", "json"]);
    if begun.elapsed() > PATIENCE {
        return Some("its check takes too long".to_owned());
    }
    let said = &site.run.stderr;
    if said.contains("panicked") || !(0..=3).contains(&site.run.code) {
        return Some(format!("its check ends with {}: {said}", site.run.code));
    }
    (site.output() != before).then(|| "its check writes".to_owned())
}

/// Whether a page could do what its text says: an element, attribute, link or comment that text
/// made, a character that hides, a cell that counts.
fn harm(site: &SiteTest) -> Option<String> {
    let output = site.output();
    let mut problems = check(&output);
    for (path, bytes) in &output {
        let Ok(text) = std::str::from_utf8(bytes) else {
            problems.push(format!("{path} is not UTF-8"));
            continue;
        };
        let hides = |c: char| {
            let is_line = c == '\n'
                || (c == '\r' && path.ends_with(".csv"))
                || (c == '\r' && path.ends_with(".ris"));
            (c.is_control() && c != '\t' && !is_line)
                || ('\u{202A}'..='\u{202E}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        if let Some(at) = text.find(hides) {
            problems.push(format!("{path} hides something at byte {at}"));
        }
        if path.ends_with(".html") {
            let page = site.page(path);
            let own = "script:not([src]):not([type='application/ld+json']), svg script, [onerror], [onload], \
                iframe, object, embed, form[action^='http'], base, [srcdoc], a[href^='javascript:'], a[href^='data:']";
            if !page.all(own).is_empty() {
                problems.push(format!("{path} holds something that could run"));
            }
        }
    }
    (!problems.is_empty()).then(|| problems.join("\n"))
}
