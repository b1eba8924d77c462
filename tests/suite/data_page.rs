//! The page about open data and the guide, with their examples run.

use std::fs;

use crate::harness::{SiteTest, repository};
use crate::shell;

#[test]
fn the_examples_of_the_data_page_work() {
    let mut site = SiteTest::fixture("small");
    // Class A counts with its parts, as it does on the pages.
    site.edit(
        "content/replies/2025/proposal-101.md",
        "outcome: A\n",
        "outcome: A1\n",
    );
    site.build();
    let page = site.page("data/index.html");
    let formula = page.text("#example-spreadsheet");
    let letters = formula
        .trim_start_matches("=COUNTIF(")
        .split(':')
        .next()
        .unwrap();
    let index = letters
        .bytes()
        .fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1)
        - 1;
    let text = site.text("data/replies.csv");
    let header = text.trim_start_matches('\u{FEFF}').lines().next().unwrap();
    assert_eq!(header.split(',').nth(index), Some("outcome"));
    assert_eq!(formula, format!("=COUNTIF({letters}:{letters},\"A*\")"));
    let told = shell::run(&site.path("public/data"), &page.text("#example-jq"));
    assert_eq!(
        told,
        "2025-06-20\t示例市科学技术局\t关于示例市政协一届一次会议第101号提案的答复\n"
    );
}

#[test]
fn the_data_page_lists_every_file_with_its_size() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let page = site.page("data/index.html");
    let targets = page.targets("main a");
    for path in site
        .output()
        .keys()
        .filter(|path| path.starts_with("data/"))
    {
        assert!(
            path == "data/index.html" || targets.contains(path),
            "{path}"
        );
    }
    let text = page.text("main");
    for name in ["replies.csv", "source_sha256", "CC BY 4.0"] {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn the_questions_of_the_guide_are_answered_by_its_commands() {
    let guide = fs::read_to_string(repository().join("docs/data.md")).unwrap();
    let mut site = SiteTest::fixture("answers");
    site.try_build(&[]).exits(0);
    let mut blocks = guide
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"));
    let mut answered = 0;
    for (command, after) in blocks.by_ref() {
        let Some(told) = after.trim_start().strip_prefix("```text\n") else {
            continue;
        };
        let expected = told.split("```").next().unwrap();
        let answer = shell::run(&site.path("public"), command);
        assert_eq!(answer, expected, "{command}");
        answered += 1;
    }
    assert_eq!(answered, 3);
}
