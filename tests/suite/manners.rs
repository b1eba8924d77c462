//! How the program speaks: help, completions, colours, progress, times, and what to do next.

use std::process::{Command, Stdio};

use crate::harness::{SiteTest, sites};

const COMMANDS: [&str; 6] = ["build", "init", "new", "import", "serve", "completions"];

#[test]
fn every_command_has_help_with_examples() {
    let mut site = SiteTest::bare();
    for command in COMMANDS {
        site.run(&[command, "--help"]).exits(0);
        assert!(
            site.run.stdout.contains(&format!("\n  fuwen {command}")),
            "{}",
            site.run.stdout
        );
    }
    site.run(&["--help"]).exits(0);
    for command in COMMANDS {
        assert!(
            site.run.stdout.contains(&format!("\n  {command} ")),
            "{command}"
        );
    }
}

#[test]
fn shells_take_their_completions_and_complete_commands() {
    let mut site = SiteTest::bare();
    for shell in ["bash", "zsh", "fish"] {
        site.run(&["completions", shell]).exits(0);
        for word in ["serve", "import", "--report"] {
            assert!(
                site.run.stdout.contains(word.trim_start_matches('-')),
                "{shell} lacks {word}"
            );
        }
    }
    site.run(&["completions", "bash"]);
    site.write("fuwen.bash", site.run.stdout.clone());
    let typed = "source ./fuwen.bash; COMP_WORDS=(fuwen ser); COMP_CWORD=1; _fuwen fuwen ser fuwen; echo \"${COMPREPLY[*]}\"";
    assert_eq!(crate::shell::run(site.root(), typed).trim(), "serve");
}

#[test]
fn a_mistyped_command_or_option_is_told_the_right_one() {
    let mut site = SiteTest::bare();
    site.run(&["biuld"])
        .exits(2)
        .says("similar subcommand")
        .says("'build'");
    site.run(&["build", "--ouput", "x"])
        .exits(2)
        .says("a similar argument exists: '--output'");
    site.run(&["build", "--color", "alwys"])
        .exits(2)
        .says("always");
}

#[test]
fn colours_are_where_they_are_wanted_alone() {
    let mut site = SiteTest::new(&[("content/replies/2025/a.md", "nothing")]);
    let escape = '\u{1b}';
    site.run(&["build"]).exits(1);
    assert!(!site.run.stderr.contains(escape), "{}", site.run.stderr);
    site.run(&["build", "--color", "always"]).exits(1);
    assert!(site.run.stderr.contains(escape));
    site.env("NO_COLOR", "1")
        .run(&["build", "--color", "never"])
        .exits(1);
    assert!(!site.run.stderr.contains(escape));
}

/// Runs a build on a terminal, which `script` stands in for, and gives what it shows there.
fn on_a_terminal(site: &SiteTest, variables: &[(&str, &str)]) -> String {
    let program = env!("CARGO_BIN_EXE_fuwen");
    let run = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!("{program} build"))
        .arg("/dev/null")
        .current_dir(site.root())
        .env_remove("CI")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("there is script(1)");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn a_terminal_has_colours_unless_it_is_told_not_to() {
    let site = SiteTest::new(&[("content/replies/2025/a.md", "nothing")]);
    let red = "\u{1b}[1;31m";
    assert!(on_a_terminal(&site, &[]).contains(red));
    assert!(!on_a_terminal(&site, &[("NO_COLOR", "1")]).contains(red));
}

#[test]
fn progress_is_a_line_for_each_phase_or_nothing() {
    let mut site = SiteTest::fixture("small");
    site.run(&["build"]).exits(0);
    let phases: Vec<&str> = site.run.stderr.lines().collect();
    assert_eq!(phases[..2], ["reading", "planning"]);
    assert!(
        phases[2].starts_with("writing in ") && phases[2].ends_with(" steps"),
        "{phases:?}"
    );
    assert_eq!(phases[3..], ["finishing"]);
    site.run(&["check"]).exits(0);
    let phases: Vec<&str> = site.run.stderr.lines().collect();
    assert_eq!(phases[..2], ["reading", "planning"]);
    assert!(
        phases[2].starts_with("checking ") && phases[2].ends_with(" pages"),
        "{phases:?}"
    );
    assert_eq!(phases.len(), 3);
    site.run(&["build", "--quiet"]).exits(0);
    assert_eq!(site.run.stderr, "");
    assert!(site.run.stdout.contains(" unchanged, "));
}

#[test]
fn times_are_told_by_phase_where_they_are_asked_for() {
    let mut site = SiteTest::fixture("small");
    site.run(&["build", "--verbose"]).exits(0);
    for phase in ["reading", "planning", "writing", "finishing"] {
        let times = site.run.stderr.lines().filter_map(|line| {
            line.strip_prefix(phase)?
                .strip_prefix(": ")?
                .strip_suffix(" s")?
                .parse::<f64>()
                .ok()
        });
        assert_eq!(times.count(), 1, "{phase}:\n{}", site.run.stderr);
    }
    site.run(&["build", "--verbose", "--quiet"]).exits(2);
}

#[test]
fn what_goes_wrong_ends_with_the_next_thing_to_do() {
    for entry in std::fs::read_dir(sites().join("invalid")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let mut site = SiteTest::fixture(&format!("invalid/{name}"));
        site.try_build(&[]);
        let said = format!("{}{}", site.run.stderr, site.run.stdout);
        let is_told = said.contains("mend them and build again") || site.run.code == 0;
        assert!(is_told, "{name}: {said}");
    }
}

#[test]
fn what_editors_and_office_suites_keep_beside_a_file_is_passed_over() {
    let mut site = SiteTest::fixture("small");
    let names = ["4913", "#a.md#", ".#a.md", "~$a.docx", "a.md~", ".a.md.swp"];
    for name in names {
        site.write(&format!("content/replies/2025/{name}"), "no page");
    }
    site.try_build(&[]).exits(0);
    assert!(
        !site.run.stderr.contains("file-unused"),
        "{}",
        site.run.stderr
    );
    site.write("content/replies/2025/a.txt", "no page");
    site.try_build(&[]).says("file-unused");
}

#[test]
fn one_document_is_not_counted_as_several() {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    let letter = "content/replies/2025/proposal-117.md";
    let text = std::fs::read_to_string(site.path(letter)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("disclosure"));
    let held: Vec<&str> = lines.collect();
    let held = held
        .join("\n")
        .replacen("---\n", "---\ndisclosure: withheld\n", 1);
    site.write(letter, &held);
    site.try_build(&[]).exits(0);
    let said = format!("{}{}", site.run.stdout, site.run.stderr);
    assert!(said.contains(" 1 document withheld;"), "{said}");
    site.run(&["import", "letters/example.txt"]);
    let said = format!("{}{}", site.run.stdout, site.run.stderr);
    assert!(!said.contains("1 files"), "{said}");
}
