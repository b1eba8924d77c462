//! What the documentation tells people to type works, and both READMEs say the same.

use std::collections::BTreeSet;
use std::fs;

use crate::follow;
use crate::harness::{SiteTest, repository, tree};

/// A fenced block: its language, its lines, freed of the indentation of the fence, and what the
/// line of text before it names last in back quotes.
pub(crate) struct Fence {
    pub(crate) language: String,
    pub(crate) lines: Vec<String>,
    pub(crate) names: String,
}

pub(crate) fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, Fence)> = None;
    let mut before = "";
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match (line.trim_start().strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                let quoted = before.split('`').skip(1).step_by(2).last();
                let fence = Fence {
                    language: language.trim().to_owned(),
                    lines: Vec::new(),
                    names: quoted.unwrap_or_default().to_owned(),
                };
                open = Some((indent, fence));
            }
            (Some(_), Some((_, fence))) => fences.push(fence),
            (None, Some((indent, mut fence))) => {
                fence
                    .lines
                    .push(line.get(indent..).unwrap_or_default().to_owned());
                open = Some((indent, fence));
            }
            (None, None) if line.is_empty() => {}
            (None, None) => before = line,
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect(path)
}

/// What the test command of this repository does, and what needs the network.
const NOT_TYPED: [&str; 2] = ["cargo install --path .", "bash tests/run.sh"];

#[test]
fn the_commands_of_the_readme_work_in_their_order() {
    let text = read("README.md");
    for line in NOT_TYPED {
        assert!(text.contains(&format!("```sh\n{line}\n```")), "{line}");
    }
    let typed = fences(&text)
        .into_iter()
        .filter(|fence| fence.language == "sh");
    let typed = typed.flat_map(|fence| fence.lines);
    let typed: Vec<String> = typed
        .filter(|line| !NOT_TYPED.contains(&line.as_str()))
        .collect();
    assert!(typed.len() >= 8, "{typed:?}");
    let (site, previews) = follow::follow_lines(typed, SiteTest::repository());
    assert!(site.path("public/index.html").is_file());
    assert!(site.path("my-archive/public/index.html").is_file());
    assert_eq!(previews.len(), 1);
}

#[test]
fn the_tutorial_leads_where_it_says() {
    let (site, previews) = follow::follow("docs/tutorial.md", SiteTest::bare());
    let held_back = "replies/2025/proposal-119.html";
    assert!(!site.path("my-archive/public").join(held_back).exists());
    // The preview that was left running shows it all, as soon as it has read it.
    let page = previews[0].page_in_time("replies/2025/suggestion-118.html");
    assert!(page.contains("中小企业技术改造") && page.contains("small-enterprises.html"));
    assert_eq!(previews[0].get(held_back).status, 404);
}

#[test]
fn the_how_tos_do_what_they_say() {
    for page in ["import", "withhold", "deploy"] {
        let mut site = SiteTest::bare();
        site.run(&["init", "."]).exits(0);
        let (mut site, _) = follow::follow(&format!("docs/how-to/{page}.md"), site);
        site.try_build(&[]).exits(0);
        match page {
            "import" => site.has(&["replies/2025/suggestion-118.html"]),
            "withhold" => site.lacks(&["replies/2025/proposal-117.html"]),
            _ => site.contains(
                "index.html",
                &["name=\"SiteName\" content=\"示例市人民政府\""],
            ),
        };
    }
}

#[test]
fn the_commands_of_the_pages_about_installing_work() {
    let (site, _) = follow::follow("docs/install.md", SiteTest::bare());
    for file in ["fuwen.bash", "_fuwen", "fuwen.fish"] {
        assert!(site.source(file).len() > 1000, "{file}");
    }
    let recipe: serde_yaml::Value = serde_yaml::from_str(&read("docs/release.yml")).unwrap();
    assert!(recipe["jobs"]["build"]["steps"].is_sequence());
}

#[test]
fn the_guide_of_a_new_site_works_in_it() {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    let guide = String::from_utf8(site.source("README.md")).unwrap();
    let typed = fences(&guide)
        .into_iter()
        .filter(|fence| fence.language == "sh");
    let typed = typed.flat_map(|fence| fence.lines).collect();
    let (mut site, previews) = follow::follow_lines(typed, site);
    site.has(&["replies/2025/suggestion-118.html"]);
    assert_eq!(previews.len(), 1);
    assert!(
        site.path("content/replies/2025/suggestion-119.md")
            .is_file()
    );
}

/// What is alike in every language: headings by level, blocks, links and images, rows of tables.
fn structure(text: &str) -> Vec<String> {
    let mut structure = Vec::new();
    let mut is_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_block = !is_block;
            structure.push(line.trim().to_owned());
        } else if is_block {
            // Remarks are in the reader's language.
            let code = line.split(" # ").next().unwrap_or_default().trim_end();
            structure.push(code.to_owned());
        } else {
            if line.starts_with('#') {
                structure.push(line.split(' ').next().unwrap_or_default().to_owned());
            }
            let targets = line
                .split("](")
                .skip(1)
                .filter_map(|part| part.split(')').next());
            structure.extend(
                targets
                    .filter(|target| !target.starts_with('#'))
                    .map(str::to_owned),
            );
            if line.starts_with("| ") || line.starts_with("- ") {
                structure.push(line[..1].to_owned());
            }
        }
    }
    structure
}

/// What stands in back quotes outside blocks: commands, keys, values, files.
fn code(text: &str) -> BTreeSet<&str> {
    let texts = text.split("```").step_by(2);
    texts
        .flat_map(|text| text.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn both_readmes_say_the_same() {
    let [english, chinese] = READMES.map(|path| {
        let other = READMES.iter().find(|other| **other != path).unwrap();
        let text = read(path);
        // Each leads to the other, in its third line.
        assert!(
            text.lines().nth(2).is_some_and(|line| line.contains(other)),
            "{path}"
        );
        text.replace(&format!("]({other})"), "](other)")
    });
    assert_eq!(structure(&english), structure(&chinese));
    assert_eq!(code(&english), code(&chinese));
}

#[test]
fn the_replies_shown_in_the_readme_are_valid() {
    let shown = |fence: &Fence| fence.lines.first().is_some_and(|line| line == "---");
    let replies: Vec<String> = fences(&read("README.md"))
        .into_iter()
        .filter(shown)
        .map(|fence| fence.lines.join("\n"))
        .collect();
    assert!(!replies.is_empty());
    for reply in replies {
        let mut site = SiteTest::bare();
        site.run(&["init", "."]).exits(0);
        site.write("content/replies/2025/proposal-117.md", reply)
            .build();
        site.has(&["replies/2025/proposal-117.html"]);
    }
}

#[test]
fn what_the_documentation_links_to_is_there() {
    let in_docs = tree(&repository().join("docs")).into_keys();
    let pages = in_docs
        .filter(|path| path.ends_with(".md"))
        .map(|path| format!("docs/{path}"));
    let above = [
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ]
    .map(str::to_owned);
    for page in pages.chain(above) {
        let folder = repository().join(&page);
        let folder = folder.parent().unwrap();
        for part in read(&page).split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            let is_local = !target.contains(':') && !target.starts_with('#');
            let file = target.split('#').next().unwrap_or_default();
            assert!(
                !is_local || folder.join(file).exists(),
                "{page}: {target} is not there"
            );
        }
    }
}

#[test]
fn packages_hold_what_the_readmes_link_to() {
    let (debian, archives) = (read("Cargo.toml"), read("docs/release.yml"));
    for part in READMES.map(read).concat().split("](").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        if target.contains(':') {
            continue;
        }
        // Both take docs whole, and archives the licences by a pattern.
        let in_debian = match target.starts_with("docs/") {
            true => "\"docs/**/*\"".to_owned(),
            false => format!("\"{target}\""),
        };
        assert!(debian.contains(&in_debian), "{target}");
        let in_archives = match target.split_once(['/', '-']) {
            Some(("docs", _)) => "docs",
            Some(("LICENSE", _)) => "LICENSE-*",
            _ => target,
        };
        let copied = archives
            .lines()
            .find(|line| line.contains("cp -r README.md"));
        let mut copied = copied.unwrap_or_default().split_whitespace();
        assert!(copied.any(|name| name == in_archives), "{target}");
    }
}

#[test]
fn the_tests_that_the_architecture_names_are_there() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("it is there");
    let named: Vec<&str> = text
        .split('`')
        .filter(|word| word.starts_with("tests/") && !word.contains(' '))
        .collect();
    assert!(named.len() > 5, "{named:?}");
    for path in named {
        assert!(repository().join(path).exists(), "{path} is not there");
    }
}
