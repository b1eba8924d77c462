//! What a build stands: other surroundings, other builds at the same time, a disk that gives up.
//! `tests/run.sh --all` fills a disk too, where it may mount one.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{SiteTest, Tree, assert_same, tree};

/// The site in one of two forms, which differ in every page.
fn dress(site: &mut SiteTest, form: usize) {
    site.write("content/site.yaml", format!("title: 档案{form}\n"));
}

fn many_replies() -> SiteTest {
    let mut site = SiteTest::new(&[]);
    for number in 1..=40 {
        let facts = format!(
            "cases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲\ndisclosure: public"
        );
        site.reply(&format!("2025/proposal-{number}"), &facts);
    }
    site
}

/// What a build makes of the site as it stands now.
fn clean(site: &SiteTest) -> Tree {
    let mut apart = SiteTest::copy_of(site);
    apart.try_build(&[]).exits(0);
    apart.output()
}

#[test]
fn threads_place_language_zone_and_clock_do_not_show() {
    let expected = clean(&SiteTest::fixture("small"));
    for (jobs, variables) in [
        ("1", &[("LC_ALL", "C"), ("TZ", "UTC")][..]),
        ("2", &[("LANG", "zh_CN.GB18030"), ("TZ", "Asia/Shanghai")]),
        (
            "8",
            &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/New_York")],
        ),
        ("3", &[("SOURCE_DATE_EPOCH", "0")]),
        (
            "3",
            &[("SOURCE_DATE_EPOCH", "1750000000"), ("HOME", "/nowhere")],
        ),
    ] {
        let mut site = SiteTest::fixture("small");
        for (name, value) in variables {
            site.env(name, value);
        }
        site.try_build(&["--jobs", jobs]).exits(0);
        assert_same(&expected, &site.output());
    }
}

#[test]
fn builds_of_one_folder_at_once_all_end_well() {
    let mut site = many_replies();
    for form in 0..4 {
        dress(&mut site, form % 2);
        let mut builds = [0; 4].map(|_| site.start(&["build", "--jobs", "2"]));
        for build in &mut builds {
            build.ends_well();
        }
        assert_same(&clean(&site), &site.output());
    }
}

/// Both write to one folder, so one waits for the other, and what stands is of one of them whole.
#[test]
fn a_preview_and_a_build_of_one_folder_do_not_mix() {
    let mut site = many_replies();
    let plain = clean(&site);
    site.try_build(&["--preview", "--output", "review"])
        .exits(0);
    let preview = tree(&site.path("review"));
    for _ in 0..3 {
        let both = [
            &["build", "--jobs", "2"][..],
            &["build", "--preview", "--jobs", "2"],
        ];
        let mut builds = both.map(|arguments| site.start(arguments));
        for build in &mut builds {
            build.ends_well();
        }
        let found = site.output();
        let expected = if found["index.html"] == plain["index.html"] {
            &plain
        } else {
            &preview
        };
        assert_same(expected, &found);
    }
}

/// Every file is whole, in one form or the other, and nothing unfinished is left.
fn assert_whole(found: &Tree, forms: &[&Tree]) {
    for (path, bytes) in found.iter().filter(|(path, _)| *path != ".fuwen-journal") {
        let is_whole = forms.iter().any(|form| form.get(path) == Some(bytes));
        assert!(is_whole, "{path} is torn or left over");
    }
}

/// The program with a limit on how large a file it may write, in blocks of 512 bytes.
fn limited(site: &SiteTest, blocks: u32) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build --quiet");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_fuwen")]);
    command.current_dir(site.root()).output().unwrap()
}

#[test]
fn a_write_that_fails_half_way_leaves_whole_pages_and_the_next_build_mends_the_rest() {
    let mut site = many_replies();
    site.try_build(&[]).exits(0);
    let before = site.output();
    dress(&mut site, 1);
    let after = clean(&site);
    // Pages take more than so much, the style sheet far more.
    let run = limited(&site, 6);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("error[io-write]"), "{said}");
    assert_whole(&site.output(), &[&before, &after]);
    site.try_build(&[]).exits(0);
    assert_same(&after, &site.output());
}

/// What must not be read any more goes first, since that needs no room.
#[test]
fn a_withdrawn_reply_is_removed_where_nothing_can_be_written() {
    let mut site = many_replies();
    let secret = "示例机密";
    let facts = "cases: [{kind: proposal, number: \"7\"}]\nissuer: 甲\ndisclosure: ";
    let file = "content/replies/2025/proposal-7.md";
    for disclosure in ["withheld", "title", "summary"] {
        site.write(file, format!("---\n{facts}public\n---\n\n{secret}。\n"));
        site.try_build(&[]).exits(0);
        site.write(
            file,
            format!("---\n{facts}{disclosure}\n---\n\n{secret}。\n"),
        );
        let run = limited(&site, 0);
        assert_eq!(run.status.code(), Some(3));
        assert!(!String::from_utf8_lossy(&run.stdout).contains("nothing was written"));
        let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(secret);
        let files = site.output().into_iter().filter(|(_, bytes)| holds(bytes));
        let files: Vec<String> = files
            .map(|(path, _)| path)
            .filter(|path| path.contains("proposal-7"))
            .collect();
        assert_eq!(files, Vec::<String>::new(), "{disclosure}");
        let after = clean(&site);
        site.try_build(&[]).exits(0);
        assert_same(&after, &site.output());
    }
}

/// Whether this is root, who may write anywhere.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

/// Gives a folder with all that is in it to a user who is nobody.
const NOBODY: u32 = 65_534;

fn give_away(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder) {
        std::os::unix::fs::chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

#[test]
fn a_folder_without_permission_is_said_and_nothing_is_lost() {
    let mut site = many_replies();
    site.try_build(&[]).exits(0);
    let before = site.output();
    dress(&mut site, 1);
    let after = clean(&site);
    // Root may do anything, so it stands back; what it runs must be where nobody may look.
    let program = site.path("fuwen");
    fs::copy(env!("CARGO_BIN_EXE_fuwen"), &program).unwrap();
    let build = || {
        let mut command = Command::new(&program);
        command.args(["build", "--quiet"]).current_dir(site.root());
        if is_root() {
            give_away(site.root());
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap()
    };
    let folder = site.path("public/replies/2025");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let run = build();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(
        said.contains("error[io-write]") && said.contains("public/replies/2025"),
        "{said}"
    );
    assert_whole(&site.output(), &[&before, &after]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let run = build();
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_same(&after, &site.output());
}
