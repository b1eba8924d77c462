//! The output folder as untrusted input: manifest, journal, and what a killed build leaves.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use fuwen::fs::{hex, sha256};

use crate::harness::{SiteTest, Tree, assert_same, tree};

const JOURNAL: &str = "public/.fuwen-journal";
const MANIFEST: &str = "public/manifest-sha256.txt";

fn built() -> SiteTest {
    let mut site = SiteTest::fixture("small");
    site.build();
    site
}

/// Lines of a manifest that names these paths.
fn manifest(paths: &[&str]) -> String {
    let line = |path: &&str| format!("{}  {path}\n", "0".repeat(64));
    paths.iter().map(line).collect()
}

#[test]
fn the_manifest_proves_a_copy_whole() {
    let site = built();
    let mut expected = site.output();
    let manifest = expected.remove("manifest-sha256.txt").unwrap();
    let lines = String::from_utf8(manifest).unwrap();
    let named: Vec<(&str, &str)> = lines
        .lines()
        .map(|line| line.split_once("  ").expect("digest, two spaces, path"))
        .collect();
    let computed: Vec<(String, &String)> = expected
        .iter()
        .map(|(path, bytes)| (hex(&sha256(bytes)), path))
        .collect();
    let computed: Vec<(&str, &str)> = computed
        .iter()
        .map(|(digest, path)| (digest.as_str(), path.as_str()))
        .collect();
    assert_eq!(named, computed);
}

#[test]
fn entries_that_lead_outside_remove_nothing() {
    let mut site = built();
    let clean = site.output();
    site.write("victim.html", "mine")
        .write(".git/config.html", "mine");
    let absolute = site.path("victim.html").to_str().unwrap().to_owned();
    let hostile = [
        "../victim.html",
        "../content/site.yaml",
        "../.git/config.html",
        &absolute,
        "replies/../../victim.html",
        "./../victim.html",
        "..\\victim.html",
        "C:/victim.html",
        "//victim.html",
        "",
        ".",
        "..",
        "/",
    ];
    for file in [MANIFEST, JOURNAL] {
        let lines = if file == JOURNAL {
            hostile.join("\n")
        } else {
            manifest(&hostile)
        };
        let sources = tree(&site.path("content"));
        site.write(file, lines).try_build(&[]).exits(0);
        assert_same(&sources, &tree(&site.path("content")));
        assert_same(&clean, &site.output());
        assert!(site.path("victim.html").is_file() && site.path(".git/config.html").is_file());
    }
}

#[test]
fn files_that_fuwen_could_never_have_planned_are_not_removed() {
    for foreign in [
        "OTHER",
        ".git/config",
        ".well-known/.git/config",
        "复文.html",
        "a b.html",
    ] {
        let mut site = built();
        site.write(&format!("public/{foreign}"), "mine");
        for file in [MANIFEST, JOURNAL] {
            let lines = format!("{foreign}\n{}", manifest(&[foreign]));
            site.write(file, lines)
                .try_build(&[])
                .exits(2)
                .says(foreign);
            site.contains(foreign, &["mine"]);
        }
    }
}

#[test]
fn a_damaged_manifest_stops_the_removal_of_what_it_named() {
    let mut site = built();
    site.remove("content/replies/2025/proposal-102.md");
    for damage in [b"\xFF\xFE\0\0".as_slice(), b"", b"no manifest at all"] {
        site.write(MANIFEST, damage).try_build(&[]).exits(2);
        site.says("replies/2025/proposal-102.html")
            .has(&["replies/2025/proposal-102.html"]);
    }
}

#[test]
fn a_damaged_manifest_of_a_whole_site_is_mended() {
    let mut site = built();
    let clean = site.output();
    site.write(MANIFEST, b"\xFF\xFE")
        .write(JOURNAL, b"\0\0")
        .build();
    assert_same(&clean, &site.output());
}

#[cfg(unix)]
#[test]
fn links_in_the_output_folder_lead_no_write_and_no_removal_outside() {
    use std::os::unix::fs::symlink;
    for link in [
        "index.html",
        "stale.html",
        ".index.html.fuwen-tmp",
        ".fuwen-journal",
    ] {
        let mut site = built();
        let clean = site.output();
        site.write("victim.html", "mine");
        let path = site.path("public").join(link);
        fs::remove_file(&path).ok();
        symlink(site.path("victim.html"), path).unwrap();
        fs::remove_file(site.path("public/index.html")).ok();
        if link == "index.html" {
            symlink(site.path("victim.html"), site.path("public/index.html")).unwrap();
        }
        let lines = site.text("manifest-sha256.txt") + &manifest(&["stale.html"]);
        site.write(MANIFEST, lines).build();
        let victim = fs::read_to_string(site.path("victim.html")).unwrap();
        assert_eq!(victim, "mine", "through {link}");
        assert_same(&clean, &site.output());
        let written = site.path("public/index.html").symlink_metadata().unwrap();
        assert!(written.is_file(), "{link}: a link took the page's place");
    }
}

#[cfg(unix)]
#[test]
fn a_linked_folder_in_the_output_is_a_file_of_unknown_origin() {
    let mut site = built();
    fs::rename(site.path("public/replies"), site.path("outside")).unwrap();
    std::os::unix::fs::symlink(site.path("outside"), site.path("public/replies")).unwrap();
    let outside = tree(&site.path("outside"));
    site.try_build(&[]).exits(2).says("public/replies");
    assert_same(&outside, &tree(&site.path("outside")));
}

#[test]
fn what_a_killed_build_left_is_mended() {
    let mut site = built();
    let clean = site.output();
    let left = [
        "index.html",
        "replies/2020/proposal-1.html",
        "statistics.html",
    ];
    site.write(JOURNAL, left.join("\n"));
    site.write("public/replies/2020/proposal-1.html", "withdrawn since");
    site.write("public/.index.html.fuwen-tmp", "<!doct");
    site.write("public/replies/2020/.proposal-1.html.fuwen-tmp", "<!doct");
    site.write("public/..fuwen-journal.fuwen-tmp", "inde");
    site.write("public/.manifest-sha256.txt.fuwen-tmp", "e3b0");
    site.remove("public/statistics.html")
        .remove(MANIFEST)
        .build();
    assert_same(&clean, &site.output());
}

#[test]
fn a_build_killed_anywhere_leaves_every_page_whole() {
    let mut site = many_replies();
    site.try_build(&["--output", "clean"]).exits(0);
    let clean = tree(&site.path("clean"));
    let pages = count(&site.path("clean"));
    for share in [4, 2] {
        kill_when_written(&site, pages / share);
        assert_whole(&site.output(), &clean);
    }
    site.try_build(&[]).exits(0);
    assert_same(&clean, &site.output());
}

#[test]
fn a_reply_withdrawn_after_a_killed_build_leaves_no_trace() {
    let mut site = many_replies();
    kill_when_written(&site, 600);
    let written = site.output().into_keys();
    let replies: Vec<String> = written
        .filter(|path| path.starts_with("replies/2025/") && path.ends_with(".html"))
        .collect();
    assert!(!replies.is_empty());
    for page in &replies {
        site.remove(&format!("content/{}.md", page.trim_end_matches(".html")));
    }
    site.try_build(&[]).exits(0).lacks(&[&replies[0]]);
    site.try_build(&["--output", "clean"]).exits(0);
    assert_same(&tree(&site.path("clean")), &site.output());
}

/// Kills a build as soon as this many pages are there.
fn kill_when_written(site: &SiteTest, pages: usize) {
    let mut child = start(site.root());
    while count(&site.path("public")) < pages {
        let has_ended = child.try_wait().unwrap().is_some();
        assert!(!has_ended, "the build was too fast to be killed");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(site.path(JOURNAL).is_file(), "it was killed while writing");
}

fn many_replies() -> SiteTest {
    let mut site = SiteTest::new(&[]);
    for number in 1..=400 {
        let case = format!(
            "cases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲\ndisclosure: public"
        );
        site.reply(&format!("2025/proposal-{number}"), &case);
    }
    site
}

fn start(root: &Path) -> Child {
    let mut command = Command::new(crate::harness::program());
    command.args(["build", "--jobs", "1"]).current_dir(root);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn count(folder: &Path) -> usize {
    tree(folder)
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count()
}

/// Every file that has its own name is the finished one.
fn assert_whole(found: &Tree, clean: &Tree) {
    for (path, bytes) in found {
        let unfinished = path.ends_with(".fuwen-tmp") || path == ".fuwen-journal";
        assert!(
            unfinished || clean.get(path) == Some(bytes),
            "{path} is broken"
        );
    }
}

#[test]
fn a_folder_that_fuwen_never_wrote_to_is_left_as_it_is() {
    for manifest in [
        "",
        &manifest(&["docs/a.txt"]),
        &manifest(&["index.html", "docs/a.txt"]),
    ] {
        let mut site = SiteTest::fixture("small");
        site.write("public/docs/a.txt", "mine");
        site.write("public/index.html", "mine");
        if !manifest.is_empty() {
            site.write(MANIFEST, manifest);
        }
        let before = site.output();
        site.fails(2, "error[output-unknown-file]")
            .says("choose an empty folder");
        assert_same(&before, &site.output());
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let mut site = SiteTest::new(&[]);
    let forms = [
        "old/a.html",
        "old/a.html/b.html",
        "old/A.html",
        "OLD/a.html",
    ];
    for to in [0, 1, 0, 2, 3, 0] {
        let facts = "cases: [{kind: proposal}]\nissuer: 甲局\ndisclosure: public";
        site.reply("2025/a", &format!("{facts}\naliases: [{}]", forms[to]));
        site.try_build(&[]).exits(0);
        let stands: Vec<String> = site.output().into_keys().collect();
        let old = |path: &&String| path.to_lowercase().starts_with("old");
        let stands: Vec<&String> = stands.iter().filter(old).collect();
        assert_eq!(stands, [forms[to]]);
    }
    for file in ["index.html", "data/replies.json"] {
        site.remove(&format!("public/{file}"));
        fs::create_dir_all(site.path("public").join(file).join("within")).unwrap();
        site.try_build(&[]).exits(0).has(&[file]);
    }
}
