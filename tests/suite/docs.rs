//! What README.md tells people to type works.

use std::fs;

use crate::harness::{SiteTest, repository, tree};

/// A fenced block: its language and its lines, freed of the indentation of the fence.
struct Fence {
    language: String,
    lines: Vec<String>,
}

fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, Fence)> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match (line.trim_start().strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                let fence = Fence {
                    language: language.trim().to_owned(),
                    lines: Vec::new(),
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
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

fn readme() -> Vec<Fence> {
    let text = fs::read_to_string(repository().join("README.md")).expect("there is a README.md");
    fences(&text)
}

/// The arguments of every fuwen command, in order.
fn commands() -> Vec<Vec<String>> {
    let shell = |fence: &Fence| ["sh", "console"].contains(&fence.language.as_str());
    let lines = readme()
        .into_iter()
        .filter(shell)
        .flat_map(|fence| fence.lines);
    lines
        .filter_map(|line| {
            let line = line.strip_prefix("$ ").unwrap_or(&line);
            let typed = line
                .strip_prefix("fuwen ")
                .or_else(|| line.strip_prefix("cargo run --release -- "))?;
            let words = typed
                .split('#')
                .next()
                .unwrap_or_default()
                .split_whitespace();
            Some(words.map(str::to_owned).collect())
        })
        .collect()
}

/// A copy of this repository's archive, in which the README's commands are typed.
fn checkout() -> SiteTest {
    SiteTest::repository()
}

#[test]
fn the_commands_of_the_readme_work_in_their_order() {
    let commands = commands();
    assert!(commands.len() >= 3, "{commands:?}");
    let mut site = checkout();
    for command in &commands {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        site.run(&arguments).exits(0);
    }
    assert!(
        tree(site.root())
            .keys()
            .any(|path| path.ends_with("public/index.html"))
    );
}

#[test]
fn the_replies_shown_in_the_readme_are_valid() {
    let shown = |fence: &Fence| fence.lines.first().is_some_and(|line| line == "---");
    let replies: Vec<String> = readme()
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
fn what_the_readme_names_in_this_repository_is_there() {
    let text = fs::read_to_string(repository().join("README.md")).unwrap();
    for part in text.split("](").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        let is_local = !target.contains(':') && !target.starts_with('#');
        let file = target.split('#').next().unwrap_or_default();
        assert!(
            !is_local || repository().join(file).exists(),
            "{target} is not there"
        );
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
