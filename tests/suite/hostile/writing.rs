//! Disks that are full, outputs that are traps, and archives that others prepared.

use std::process::Command;

use crate::harness::{SiteTest, program, tree};

/// Builds where no file may grow beyond so many kilobytes.
#[cfg(unix)]
fn build_on_a_full_disk(site: &SiteTest, kilobytes: usize, command: &str) -> (i32, String) {
    let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" {command}");
    let run = Command::new("bash")
        .args(["-c", &script])
        .arg(program())
        .current_dir(site.root())
        .env("TMPDIR", site.root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    (run.status.code().expect("it ends by itself"), said)
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_every_page_stays_whole() {
    for (kilobytes, command) in [
        (1, "build"),
        (8, "build"),
        (30, "build"),
        (8, "bundle"),
        (60, "bundle"),
    ] {
        let mut site = SiteTest::fixture("small");
        if command == "build" {
            site.build_with(&["--output", "whole"]);
        }
        let (code, said) = build_on_a_full_disk(&site, kilobytes, command);
        assert_eq!(code, 3, "{said}");
        assert!(
            said.contains("error[io-write]") && !said.contains("panicked"),
            "{said}"
        );
        let whole = tree(&site.path("whole"));
        for (path, bytes) in site.output() {
            let is_own = path.ends_with(".fuwen-tmp") || path == ".fuwen-journal";
            assert!(is_own || whole.get(&path) == Some(&bytes), "{path}");
        }
        assert!(!site.path("archive.zip").exists());
        if command == "build" {
            site.build();
            assert!(site.output() == whole, "the next build mends it");
        }
    }
}

#[test]
fn an_output_that_is_a_file_is_said() {
    let mut site = SiteTest::fixture("small");
    site.write("public", "mine");
    site.try_build(&[]);
    assert!([2, 3].contains(&site.run.code), "{}", site.run.stderr);
    assert_eq!(site.source("public"), b"mine");
}

#[test]
fn a_difference_of_prepared_folders_reads_nothing_outside_and_stays_text() {
    let mut site = SiteTest::fixture("small");
    site.build_with(&["--output", "old"]);
    site.write("new/manifest-sha256.txt", "0  ../../../etc/passwd\n");
    site.write("new/data/replies.json", "{}");
    site.write("new/replies/2025/a.html", "<title>x</title>");
    let title = "<script>pwn()</script>\\n## @everyone";
    let record = format!(
        "{{\"schema\": \"fuwen-reply/1\", \"level\": \"letter\", \"title\": \"{title}\", \"text\": 1, \"cases\": {{}}}}"
    );
    site.write("new/replies/2025/a.json", record);
    site.write("new/replies/2025/b.html", "<title>b</title>");
    site.write("new/replies/2025/b.json", "[".repeat(100_000));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", site.path("new/replies/2025/c.html")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", site.path("new/replies/2025/c.json")).unwrap();
    }
    site.run(&["diff", "old", "new"]).exits(0);
    let text = site.run.stdout.clone();
    for wrong in ["<script", "\n## @", "root:", "@everyone", "2025/c"] {
        assert!(!text.contains(wrong), "{wrong} in {text}");
    }
    assert!(text.contains("replies/2025/a.html"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through_by_any_command() {
    let mut site = SiteTest::fixture("small");
    site.write("victim", "mine");
    std::os::unix::fs::symlink("victim", site.path("archive.zip")).unwrap();
    std::os::unix::fs::symlink("../victim", site.path(".fuwen-tmp")).unwrap();
    site.run(&["bundle", "--quiet"])
        .exits(2)
        .says("the archive would replace another file");
    assert_eq!(site.source("victim"), b"mine");
    // Nor where it leads to nothing.
    site.remove("victim");
    site.run(&["bundle", "--quiet"]).exits(3);
    assert!(!site.path("victim").exists());
}
