//! `fuwen init` and `fuwen new`: what a new site and a new reply are.

use std::fs;

use crate::harness::{SiteTest, repository, tree};

fn new_site() -> SiteTest {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    site
}

#[test]
fn a_new_site_has_what_is_needed_and_builds_without_a_word() {
    let mut site = new_site();
    let files: Vec<String> = tree(site.root()).into_keys().collect();
    let expected = [
        ".gitattributes",
        ".github/workflows/archive.yml",
        ".gitignore",
        "README.md",
        "content/organisations.yaml",
        "content/replies/2025/proposal-117.md",
        "content/site.yaml",
        "content/topics.yaml",
        "letters/example.txt",
    ];
    assert_eq!(files, expected);
    site.build();
    site.contains(
        "replies/2025/proposal-117.html",
        &["这是一件示例复文，并非真实公文"],
    );
}

#[test]
fn init_says_what_comes_next_and_that_works() {
    let mut site = SiteTest::bare();
    site.run(&["init", "new"]).exits(0);
    let said = site.run.stdout.clone();
    let next: Vec<Vec<&str>> = said
        .lines()
        .filter_map(|line| line.trim().strip_prefix("fuwen "))
        .map(|line| line.split(' ').collect())
        .collect();
    assert_eq!(next.len(), 3, "{said}");
    for arguments in next.iter().filter(|words| !words.contains(&"serve")) {
        site.run(arguments).exits(0);
    }
    assert!(
        site.path("new/public/replies/2025/suggestion-118.html")
            .is_file()
    );
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let mut site = SiteTest::bare();
    site.write("full/.hidden", "");
    site.run(&["init", "full"]).exits(2);
    site.says("the folder is not empty")
        .says("= help: name a folder that is empty");
    assert_eq!(tree(site.root()).len(), 1);
    fs::create_dir(site.path("empty")).unwrap();
    site.run(&["init", "empty"]).exits(0);
    site.write("file", "");
    site.run(&["init", "file"]).exits(2);
    site.says("a file has that name");
    assert_eq!(site.source("file"), b"");
    site.run(&["--root", "other", "init", "third"]).exits(2);
    site.says("name the new folder alone");
    assert!(!site.path("third").exists());
}

#[test]
fn every_setting_shown_in_the_new_site_yaml_can_be_switched_on() {
    let text = fs::read_to_string(repository().join("src/scaffold/site.yaml")).unwrap();
    let is_setting = |line: &&str| {
        line.strip_prefix("# ").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(": ")
        })
    };
    let settings: Vec<&str> = text.lines().filter(is_setting).collect();
    assert!(settings.len() >= 8, "{settings:?}");
    for setting in settings {
        let mut site = new_site();
        site.write("themes/own/theme.yaml", "extends: default\n");
        site.edit("content/site.yaml", setting, &setting[2..]);
        site.build();
    }
}

#[test]
fn the_example_letter_is_imported_without_a_doubt() {
    let mut site = new_site();
    site.run(&["import", "letters/example.txt", "--format", "json"])
        .exits(0);
    let letters = site.json();
    assert_eq!(letters.as_array().unwrap().len(), 1);
    let letter = &letters[0];
    assert_eq!(letter["review"], serde_json::json!([]));
    assert_eq!(letter["written"], "content/replies/2025/suggestion-118.md");
    let facts = &letter["front_matter"];
    let expected = [
        (
            "title",
            "关于示例市人大一届一次会议第118号建议的答复（示例）",
        ),
        ("doc_number", "示科办〔2025〕40号"),
        ("disclosure", "public"),
        ("outcome", "A"),
        ("issuer", "示例市科学技术局"),
    ];
    for (key, value) in expected {
        assert_eq!(facts[key], value);
    }
    site.build();
}

#[test]
fn a_new_reply_has_its_name_from_kind_number_and_year() {
    let mut site = new_site();
    for (arguments, path) in [
        (
            ["proposal", "2104111", "2025"],
            "content/replies/2025/proposal-2104111.md",
        ),
        (
            ["建议", "1185", "2024"],
            "content/replies/2024/suggestion-1185.md",
        ),
        (
            ["提案", "A-7", "2023"],
            "content/replies/2023/proposal-a-7.md",
        ),
    ] {
        let [kind, number, year] = arguments;
        site.run(&["new", kind, number, year]).exits(0);
        assert_eq!(site.run.stdout, format!("{path}\n"));
        let text = String::from_utf8(site.source(path)).unwrap();
        assert!(
            text.contains(&format!("number: {number:?}"))
                || text.contains(&format!("number: {number}")),
            "{text}"
        );
        assert!(text.contains("issuer: 示例市科学技术局\n"));
        assert!(text.contains("disclosure: withheld\n"));
    }
    let proposal = site.source("content/replies/2025/proposal-2104111.md");
    assert!(
        String::from_utf8(proposal)
            .unwrap()
            .contains("session: {body: 示例市政协, year: 2025}")
    );
    let suggestion = site.source("content/replies/2024/suggestion-1185.md");
    assert!(
        String::from_utf8(suggestion)
            .unwrap()
            .contains("session: {body: 示例市人大, year: 2024}")
    );
    // Held back until they are filled in.
    assert_eq!(site.report()["withheld"], 3);
}

#[test]
fn every_key_shown_in_a_new_reply_can_be_filled_in() {
    let mut site = new_site();
    site.run(&["new", "proposal", "7", "2025"]).exits(0);
    let path = "content/replies/2025/proposal-7.md";
    let text = String::from_utf8(site.source(path)).unwrap();
    let text = text.replace("disclosure: withheld", "disclosure: public");
    let open = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase()) => rest.to_owned(),
        _ => line.to_owned(),
    };
    let text: Vec<String> = text.lines().map(open).collect();
    site.write(path, text.join("\n") + "\n").build();
    site.contains(
        "replies/2025/proposal-7.html",
        &["赵示例", "示科办〔2025〕38号"],
    );
}

#[test]
fn a_new_reply_takes_nobodys_place_and_guesses_no_bureau() {
    let mut site = new_site();
    site.run(&["new", "proposal", "117", "2025"]).exits(1);
    site.says("the file is there already")
        .says("content/replies/2025/proposal-117.md");
    site.run(&["new", "proposal", "118", "1025"]).exits(2);
    site.run(&["new", "proposal", "", "2025"]).exits(2);
    site.run(&["new", "letter", "118", "2025"]).exits(2);
    let two = "- {slug: a, name: 甲局}\n- {slug: b, name: 乙局, aliases: [乙]}\n";
    site.write("content/organisations.yaml", two);
    site.run(&["new", "proposal", "118", "2025"]).exits(2);
    site.says("--issuer NAME, such as 甲局, 乙局");
    site.run(&["new", "proposal", "118", "2025", "--issuer", "乙"])
        .exits(0);
    let text = String::from_utf8(site.source("content/replies/2025/proposal-118.md")).unwrap();
    assert!(text.contains("issuer: 乙局\n"), "{text}");
    // Whatever is typed, the file is YAML.
    let odd = [
        "new",
        "proposal",
        "1: [",
        "2025",
        "--issuer",
        "丙: {#局",
        "--body",
        "示例市政协: }",
    ];
    site.run(&odd).exits(0);
    site.try_build(&[]).exits(0);
    let mut bare = SiteTest::bare();
    bare.run(&["new", "proposal", "118", "2025"]).exits(2);
    assert!(tree(bare.root()).is_empty());
}
