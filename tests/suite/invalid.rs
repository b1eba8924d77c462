//! What is wrong is said: which file, which line, what, and how to mend it; and nothing is written.
//!
//! Each folder of `tests/sites/invalid/` is a site with one kind of mistake. Its `expected.txt` is
//! the transcript of a build: the command, what it prints, the exit code.

use std::fs;

use crate::fixtures::names;
use crate::harness::{SiteTest, Tree, assert_same, sites, tree};

const USUAL_COMMAND: &str = "$ fuwen build --quiet";

/// All files of a site but what builds keep for themselves.
fn everything(site: &SiteTest) -> Tree {
    let mut files = tree(site.root());
    files.retain(|path, _| !path.starts_with(".fuwen/"));
    files
}

/// Builds an invalid site and gives the transcript; nothing may be written.
fn transcript(name: &str, command: &str) -> String {
    let mut site = SiteTest::fixture(&format!("invalid/{name}"));
    let before = everything(&site);
    let arguments: Vec<&str> = command.split(' ').skip(2).collect();
    site.run(&arguments);
    assert_same(&before, &everything(&site));
    let run = &site.run;
    assert_ne!(run.code, 0, "{name} is valid");
    format!(
        "{command}\n{}{}exit code {}\n",
        run.stderr, run.stdout, run.code
    )
}

#[test]
fn every_mistake_is_said_as_expected_and_nothing_is_written() {
    let is_update = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut wrong = Vec::new();
    for name in names("tests/sites/invalid") {
        let file = sites().join("invalid").join(&name).join("expected.txt");
        let expected = fs::read_to_string(&file).unwrap_or_default();
        let found = transcript(&name, expected.lines().next().unwrap_or(USUAL_COMMAND));
        if is_update {
            fs::write(&file, &found).unwrap();
        } else if found != expected {
            wrong.push(format!("{name}: expected\n{expected}\nbut found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn carets_stand_under_what_is_wrong() {
    for name in names("tests/sites/invalid") {
        let text = transcript(&name, USUAL_COMMAND);
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2).filter(|pair| is_caret(pair[1])) {
            let (begin, end) = (pair[1].find('^').unwrap(), pair[1].trim_end().len());
            let width = fuwen::text::width::display_width(pair[0]);
            assert!(
                end <= width.max(begin + 1),
                "{name}:\n{}\n{}",
                pair[0],
                pair[1]
            );
        }
    }
}

fn is_caret(line: &str) -> bool {
    line.contains('^') && line.chars().all(|c| "| ^".contains(c))
}

#[test]
fn a_caret_after_chinese_text_stands_right_under_its_word() {
    let mut site = SiteTest::new(&[]);
    site.reply(
        "2025/a",
        "cases: [{kind: proposal, subject: 全角《书名》, 类别: x}]\nissuer: 示例局",
    );
    site.fails(1, "unknown key");
    let lines: Vec<&str> = site.run.stderr.lines().collect();
    let at = lines.iter().position(|line| is_caret(line)).unwrap();
    let (source, carets) = (lines[at - 1], lines[at]);
    let before = &source[..source.find("类别").unwrap()];
    let width = fuwen::text::width::display_width;
    assert_eq!(carets.find('^'), Some(width(before)));
    assert_eq!(carets.matches('^').count(), width("类别"));
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_line() {
    let mut site = SiteTest::new(&[]);
    let mut text = "---\ncases: [{kind: proposal}]\nissuer: 甲\n---\n\n第一行\n"
        .as_bytes()
        .to_vec();
    text.extend(b"\xD5\xE3\xC0\xEF\n");
    site.write("content/replies/2025/gbk.md", text);
    site.fails(1, "error[not-utf8]: the file is not UTF-8 from here on")
        .says("content/replies/2025/gbk.md:7:1");
    let mut site = SiteTest::new(&[]);
    site.write("content/site.yaml", b"title: \xD5\xE3\n".as_slice());
    site.fails(2, "error[not-utf8]").says("content/site.yaml");
}

#[test]
fn prepared_files_take_no_time() {
    let deep = format!("title: {}\n", "[".repeat(100_000));
    let wide = format!("title: {}\n", "a".repeat(300 * 1024));
    let maps = format!("title: {}1{}\n", "{a: ".repeat(60), "}".repeat(60));
    let mut aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..20 {
        let uses = format!("*a{}, ", n - 1).repeat(9);
        aliases += &format!("a{n}: &a{n} [{uses}]\n");
    }
    for bomb in [deep, wide, maps, aliases] {
        let mut site = SiteTest::new(&[]);
        site.env("CI", "1");
        site.reply("2025/bomb", &bomb);
        let begun = std::time::Instant::now();
        site.fails(1, "error[yaml-limit]")
            .says("content/replies/2025/bomb.md");
        assert!(begun.elapsed().as_secs() < 5);
    }
}

#[test]
fn all_mistakes_of_all_files_come_at_once() {
    let mut site = SiteTest::new(&[]);
    site.reply(
        "2025/a",
        "titel: 甲\ncases: 乙\ndate: 2025-02-30\nissuer: 示例局",
    );
    site.reply("2025/b", "cases: [{kind: proposal}]");
    site.write("content/replies/2025/c.md", "没有开头");
    site.write("content/articles/d.md", "---\ndisclosure: offen\n---\n");
    site.fails(1, "content/replies/2025/a.md:2:1")
        .says("content/replies/2025/a.md:3:8");
    site.says("content/replies/2025/a.md:4:7")
        .says("content/replies/2025/b.md")
        .says("content/replies/2025/c.md:1:1");
    site.says("content/articles/d.md:2:13")
        .says("key `title` is missing");
    assert_eq!(
        site.run.stderr.matches("error[").count(),
        7,
        "{}",
        site.run.stderr
    );
}

#[test]
fn all_mistakes_of_the_settings_come_at_once() {
    let mut site = SiteTest::new(&[("content/site.yaml", "titel: 甲\nlanguage: [zh]\n")]);
    site.write("content/topics.yaml", "- {slug: A, name: 甲}\n");
    site.write("content/organisations.yaml", "- {slug: o}\n");
    site.fails(2, "site.yaml:1:1")
        .says("site.yaml:2:11")
        .says("topics.yaml:1:10")
        .says("organisations.yaml:1:3");
}

#[test]
fn keep_going_holds_back_what_is_wrong_and_builds_the_rest() {
    let good = "cases: [{kind: proposal, number: \"1\"}]\nissuer: 示例局\ndisclosure: public";
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: o, name: 示例局}\n")]);
    site.reply("2025/good", good)
        .reply("2025/other", good)
        .build();
    site.edit("content/replies/2025/other.md", "issuer", "isuer");
    site.fails(1, "did you mean `issuer`")
        .has(&["replies/2025/other.html"]);
    site.try_build(&["--keep-going"])
        .exits(1)
        .says("did you mean `issuer`");
    site.has(&["replies/2025/good.html"])
        .lacks(&["replies/2025/other.html"]);
    let with_mistake = site.output();
    site.remove("content/replies/2025/other.md").build();
    assert_same(&with_mistake, &site.output());
}

#[test]
fn keep_going_does_not_go_on_without_settings_or_theme() {
    for settings in ["titel: 甲\n", "title: 甲\ntheme: none\n"] {
        let mut site = SiteTest::new(&[("content/site.yaml", settings)]);
        site.try_build(&["--keep-going"]).exits(2);
        assert!(!site.path("public").exists());
    }
}

#[test]
fn a_mended_site_builds() {
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: o, name: 示例局}\n")]);
    site.reply(
        "2025/a",
        "cases: [{kind: proposal}]\nissuer: 示例局\ndisclosure: pubilc",
    );
    site.fails(1, "did you mean `public`?");
    site.edit("content/replies/2025/a.md", "pubilc", "public")
        .build()
        .has(&["replies/2025/a.html"]);
}
