//! `fuwen check`: each rule has a site that breaks it and nothing else, and one that just does not.
//!
//! `tests/sites/check/base` breaks no rule. `<rule>/broken` and `<rule>/sound` are laid over it;
//! `<rule>/expected.txt` is what GitHub is told of the broken one.

use std::fs;
use std::process::Command;

use fuwen::diag::Code;

use crate::fixtures::names;
use crate::harness::{SiteTest, assert_same, sites, tree};

const FOLDER: &str = "tests/sites/check";
/// Rules that only a build can break, since it writes.
const OF_BUILDS: [&str; 2] = ["io-write", "file-changed"];

/// A site of the base and one side of a rule's fixture, with what no repository can hold.
fn site(rule: &str, side: &str) -> SiteTest {
    let mut site = SiteTest::bare();
    let folder = sites().join("check");
    for part in [folder.join("base"), folder.join(rule).join(side)] {
        assert!(part.is_dir(), "there is no {}", part.display());
        for (path, bytes) in tree(&part) {
            site.write(&path, bytes);
        }
    }
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(site.root());
        assert!(command.output().expect("git is installed").status.success());
    };
    match (rule, side) {
        ("io-read", "broken") => {
            let pipe = site.path("content/articles/pipe.md");
            assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
        }
        #[cfg(unix)]
        ("symlink-outside", "broken") => {
            let link = site.path("content/articles/link.md");
            std::os::unix::fs::symlink("../../secret.md", link).unwrap();
        }
        ("config-missing", "broken") => {
            site.remove("content/site.yaml");
        }
        ("held-in-git", _) => {
            git(&["init", "--quiet"]);
            git(&["add", "content"]);
        }
        _ => {}
    }
    site
}

/// Checks a site, in a form of output.
fn check<'a>(site: &'a mut SiteTest, rule: &str, side: &str, format: &str) -> &'a mut SiteTest {
    let mut arguments = vec!["check", "--quiet", "--format", format];
    if (rule, side) == ("output-unsafe", "broken") {
        arguments.extend(["--output", "content/public"]);
    }
    site.run(&arguments)
}

/// The rules that a site breaks, each once.
fn broken_rules(site: &SiteTest) -> Vec<String> {
    let report = site.json();
    let problems = report["problems"].as_array().unwrap().iter();
    let mut codes: Vec<String> = problems
        .map(|problem| problem["code"].as_str().unwrap().to_owned())
        .collect();
    codes.dedup();
    codes
}

#[test]
fn the_base_breaks_no_rule() {
    let mut site = site("base", ".");
    check(&mut site, "base", "", "json").exits(0);
    assert_eq!(broken_rules(&site), Vec::<String>::new());
    site.build();
}

#[test]
fn every_rule_has_its_fixtures() {
    let rules: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let fixtures = names(FOLDER);
    for rule in rules.iter().filter(|rule| !OF_BUILDS.contains(rule)) {
        assert!(fixtures.iter().any(|name| name == rule), "{rule} has none");
    }
    for name in fixtures.iter().filter(|name| *name != "base") {
        assert!(rules.contains(&name.as_str()), "{name} is no rule");
    }
}

#[test]
fn the_broken_site_breaks_its_rule_alone_at_the_right_place() {
    let is_update = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut wrong = Vec::new();
    for rule in names(FOLDER).iter().filter(|name| *name != "base") {
        let mut site = site(rule, "broken");
        let before = tree(site.root());
        check(&mut site, rule, "broken", "json");
        let code = Code::parse(rule).unwrap();
        let has_error = site.json()["errors"].as_u64() > Some(0);
        assert_eq!(site.run.code != 0, has_error, "{rule}: the exit code");
        if broken_rules(&site) != [rule.as_str()] {
            wrong.push(format!("{rule}: {}", site.run.stdout));
        }
        check(&mut site, rule, "broken", "github");
        let found = format!("{}exit code {}\n", site.run.stdout, site.run.code);
        let file = sites().join("check").join(rule).join("expected.txt");
        if is_update {
            fs::write(&file, &found).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{rule}: expected\n{expected}but found\n{found}"));
        }
        let level = format!("::{} ", code.severity().name().replace("note", "notice"));
        let is_placed = site.run.stdout.starts_with(&level);
        assert!(is_placed, "{rule} has no place: {}", site.run.stdout);
        assert_eq!(site.run.stderr, "", "{rule}");
        assert_same(&before, &tree(site.root()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sound_site_breaks_no_rule() {
    for rule in names(FOLDER).iter().filter(|name| *name != "base") {
        let mut site = site(rule, "sound");
        check(&mut site, rule, "sound", "json");
        assert_eq!(broken_rules(&site), Vec::<String>::new(), "{rule}");
        site.exits(0);
    }
}
