//! The recipes for CI: every command line that needs no service is run, in a repository with a
//! change to be reviewed.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::harness::{SiteTest, program, repository};

/// Command lines that talk to a service, or install the program.
const SERVICES: [&str; 3] = ["cargo install", "gh pr comment", "curl"];

fn recipe(name: &str) -> Value {
    let text = fs::read_to_string(repository().join("docs/ci").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// A repository with a site, and a commit that changes a word; gives the first commit.
fn changed(site: &mut SiteTest) -> String {
    let git = |site: &SiteTest, arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]);
        let run = command
            .args(arguments)
            .current_dir(site.path("archive"))
            .output();
        let run = run.unwrap();
        assert!(run.status.success(), "{arguments:?}: {run:?}");
        String::from_utf8(run.stdout).unwrap().trim().to_owned()
    };
    site.run(&["init", "archive"]).exits(0);
    git(site, &["init", "--quiet"]);
    git(site, &["add", "."]);
    git(site, &["commit", "--quiet", "-m", "one"]);
    let base = git(site, &["rev-parse", "HEAD"]);
    let file = "archive/content/replies/2025/proposal-117.md";
    site.edit(file, "感谢您对示例市科技工作", "感谢您对示例市创新工作");
    git(site, &["commit", "--quiet", "--all", "-m", "two"]);
    base
}

/// Types a script where the service would.
fn types(site: &SiteTest, script: &str, variables: &[(&str, &str)]) {
    let programs = program();
    let programs = programs.parent().unwrap().display();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
    let run = Command::new("bash")
        .args(["-eo", "pipefail", "-c", script])
        .current_dir(site.path("archive"))
        .env("PATH", path)
        .env("CI", "true")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let printed = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{script}\n{printed}{said}");
}

fn needs_service(script: &str) -> bool {
    SERVICES.iter().any(|service| script.contains(service))
}

/// What reviewers are shown: the word that changed, and no more.
fn assert_difference(file: &Path) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("1 reply changed."), "{text}");
    assert!(text.contains("<ins>"), "{text}");
}

#[test]
fn the_recipe_for_github_works_as_far_as_no_service_is_needed() {
    let mut site = SiteTest::bare();
    let base = changed(&mut site);
    let summary = site.path("summary.md");
    let variables = [
        ("BASE", base.as_str()),
        ("REVISION", "abc123"),
        ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
    ];
    let recipe = recipe("github.yml");
    let steps = recipe["jobs"]["check"]["steps"].as_sequence().unwrap();
    let scripts: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect();
    let (services, local): (Vec<&str>, Vec<&str>) = scripts
        .into_iter()
        .partition(|script| needs_service(script));
    assert_eq!((services.len(), local.len()), (2, 4));
    for script in local {
        types(&site, script, &variables);
    }
    assert_difference(&summary);
    let preview = fs::read_to_string(site.path("preview/index.html")).unwrap();
    assert!(preview.contains("abc123") && preview.contains("noindex"));
    assert!(site.path("site/index.html").is_file());
}

#[test]
fn the_recipe_for_gitlab_works_as_far_as_no_service_is_needed() {
    let mut site = SiteTest::bare();
    let base = changed(&mut site);
    let variables = [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()),
        ("CI_COMMIT_SHORT_SHA", "abc123"),
    ];
    let recipe = recipe("gitlab-ci.yml");
    let (mut services, mut local) = (0, 0);
    for job in ["check", "preview", "difference", "pages"] {
        for line in recipe[job]["script"].as_sequence().unwrap() {
            let line = line.as_str().unwrap();
            // Without a token the comment is left out, which is run here.
            if needs_service(line) && !line.starts_with("test -z") {
                services += 1;
            } else {
                local += 1;
                types(&site, line, &variables);
            }
        }
    }
    assert_eq!((services, local), (0, 8));
    assert_difference(&site.path("archive/diff.md"));
    assert!(site.path("archive/public/index.html").is_file());
    assert!(site.path("archive/preview/index.html").is_file());
}

#[test]
fn no_recipe_keeps_what_forks_could_have_written() {
    for name in ["github.yml", "gitlab-ci.yml"] {
        let text = fs::read_to_string(repository().join("docs/ci").join(name)).unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        let lines: Vec<&str> = lines.filter(|line| line.contains(".fuwen")).collect();
        assert!(lines.is_empty(), "{lines:?}");
        assert!(!text.contains("pull_request_target"));
    }
}

#[test]
fn caches_of_the_program_are_of_its_version() {
    for name in ["github.yml", "gitlab-ci.yml"] {
        let text = fs::read_to_string(repository().join("docs/ci").join(name)).unwrap();
        let keys = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("key: "));
        let keys: Vec<&str> = keys.collect();
        let version = concat!("fuwen-", env!("CARGO_PKG_VERSION"));
        let is_of_version = |key: &&str| {
            let rest = key.strip_prefix(version);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        assert!(
            !keys.is_empty() && keys.iter().all(is_of_version),
            "{name}: {keys:?}"
        );
    }
}

/// All lines of recipes that install the program.
fn installing() -> Vec<String> {
    let recipes = [
        "docs/ci/github.yml",
        "docs/ci/gitlab-ci.yml",
        "src/scaffold/archive.yml",
    ];
    let lines = recipes.map(|path| {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        let at = text.find("cargo install").expect(path);
        text[at..].lines().next().unwrap().to_owned()
    });
    lines.to_vec()
}

#[test]
fn recipes_install_from_the_registry_or_from_where_they_are_told() {
    for line in installing() {
        let typed = |source: &str| {
            // Says what it is given, in the place of the one that asks the network.
            let script = format!("cargo() {{ printf '%s|' \"$@\"; }}; {line}");
            let run = Command::new("bash")
                .args(["-euc", &script])
                .env("FUWEN_SOURCE", source)
                .output();
            String::from_utf8(run.unwrap().stdout).unwrap()
        };
        assert_eq!(typed(""), "install|--locked|fuwen|");
        let told = typed("--git https://git.example.org/fuwen.git");
        let expected = "install|--locked|--git|https://git.example.org/fuwen.git|";
        assert_eq!(told, expected);
    }
    let install = fs::read_to_string(repository().join("docs/install.md")).unwrap();
    assert!(install.contains("FUWEN_SOURCE") && install.contains("no release yet"));
}
