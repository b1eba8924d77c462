//! The offline archive: the whole site in one zip, the same bytes every time, safe to unpack.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use fuwen::fs::{hex, sha256};
use serde_json::Value;
use zip::ZipArchive;

use crate::checker::check;
use crate::harness::{SiteTest, Tree, assert_same, tree};

fn bundle<'a>(site: &'a mut SiteTest, arguments: &[&str]) -> &'a mut SiteTest {
    let all: Vec<&str> = ["bundle", "--quiet"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    site.run(&all)
}

/// The files of a zip, unpacked.
fn unpacked(path: &Path) -> Tree {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(file.name().to_owned(), bytes).is_none());
    }
    files
}

/// What is wrong with the pages; the page for lost addresses is one of its own kind, and the
/// site's own tests look at it.
fn problems(mut files: Tree) -> Vec<String> {
    files.remove("site/404.html");
    check(&files)
}

fn made(name: &str) -> (SiteTest, Tree) {
    let mut site = SiteTest::fixture(name);
    bundle(&mut site, &[]).exits(0);
    let files = unpacked(&site.path("archive.zip"));
    (site, files)
}

#[test]
fn the_report_is_of_the_file_that_was_written() {
    let mut site = SiteTest::fixture("small");
    bundle(&mut site, &["--format", "json", "--output", "out/a.zip"]).exits(0);
    let report = site.json();
    let zip = site.source("out/a.zip");
    assert_eq!(report["file"], "out/a.zip");
    assert_eq!(report["bytes"], zip.len());
    assert_eq!(report["sha256"], hex(&sha256(&zip)));
    assert_eq!(report["files"], unpacked(&site.path("out/a.zip")).len());
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["file", "files", "bytes", "sha256"]);
}

#[test]
fn it_holds_the_site_that_a_build_writes() {
    let (mut site, files) = made("small");
    site.build();
    let bundled: Tree = files
        .into_iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?.to_owned(), bytes)))
        .collect();
    assert_same(&bundled, &site.output());
}

#[test]
fn it_renders_for_itself_and_touches_nothing_else() {
    let mut site = SiteTest::fixture("small");
    site.write("public/index.html", "mine");
    let before = tree(site.root());
    bundle(&mut site, &[]).exits(0);
    let mut after = tree(site.root());
    assert!(after.remove("archive.zip").is_some());
    assert_same(&before, &after);
}

#[test]
fn the_same_site_gives_the_same_bytes_wherever_it_stands() {
    let (first, _) = made("small");
    let (mut second, _) = made("small");
    let zip = first.source("archive.zip");
    assert_eq!(zip, second.source("archive.zip"));
    bundle(&mut second, &[]).exits(0);
    assert_eq!(zip, second.source("archive.zip"));
}

#[test]
fn names_are_sorted_and_every_system_can_unpack_them() {
    for name in ["small", "english"] {
        let (site, files) = made(name);
        let mut zip =
            ZipArchive::new(std::fs::File::open(site.path("archive.zip")).unwrap()).unwrap();
        let mut names = Vec::new();
        for index in 0..zip.len() {
            let file = zip.by_index(index).unwrap();
            assert!(file.is_file() && file.enclosed_name().is_some());
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            names.push(file.name().to_owned());
        }
        assert!(names.is_sorted() && names.len() == files.len());
        let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        folded.dedup();
        assert_eq!(folded.len(), names.len());
        assert!(
            names
                .iter()
                .all(|name| name.len() < 200 && !name.contains('\\'))
        );
        let top: Vec<&String> = names.iter().filter(|name| !name.contains('/')).collect();
        assert_eq!(top, ["README.txt", "START.html", "manifest-sha256.txt"]);
    }
}

#[test]
fn unpacked_it_holds_together() {
    for name in ["small", "english"] {
        let (_, files) = made(name);
        assert_eq!(problems(files), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn sha256sum_verifies_every_file() {
    let (site, files) = made("small");
    let folder = site.path("unpacked");
    for (path, bytes) in &files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    for folder in [folder.clone(), folder.join("site")] {
        let mut verify = Command::new("sha256sum");
        verify.args(["-c", "--quiet", "manifest-sha256.txt"]);
        let verified = verify.current_dir(&folder).output().unwrap();
        assert!(verified.status.success(), "{verified:?}");
    }
    let named = String::from_utf8(files["manifest-sha256.txt"].clone()).unwrap();
    assert_eq!(named.lines().count(), files.len() - 1, "all but itself");
}

#[test]
fn the_start_page_and_the_readme_say_what_it_is() {
    let (_, files) = made("small");
    let start = String::from_utf8(files["START.html"].clone()).unwrap();
    for text in [
        "<h1>示例市答复档案</h1>",
        "href=\"site/index.html\"",
        "全部解压",
        "lang=\"zh-CN\"",
    ] {
        assert!(start.contains(text), "{text}");
    }
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    assert!(readme.starts_with("示例市答复档案\r\n"));
    assert!(readme.contains("START.html") && readme.contains("sha256sum -c manifest-sha256.txt"));
    let (_, files) = made("english");
    let start = String::from_utf8(files["START.html"].clone()).unwrap();
    assert!(start.contains("Open the archive") && start.contains("lang=\"en\""));
}

#[test]
fn a_title_is_text_on_the_start_page() {
    let mut site = SiteTest::new(&[]);
    let title = "title: \"<script>pwn()</script>'\\\"&\\n甲\"\n";
    site.write("content/site.yaml", title);
    bundle(&mut site, &[]).exits(0);
    let files = unpacked(&site.path("archive.zip"));
    assert_eq!(problems(files.clone()), Vec::<String>::new());
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    assert!(readme.starts_with("<script>pwn()</script>'\"& 甲\r\n"));
}

#[test]
fn it_does_not_stand_among_the_sources_or_in_the_output() {
    for place in [
        "content/a.zip",
        "themes/a.zip",
        "public/a.zip",
        "content/../public/b/a.zip",
    ] {
        let mut site = SiteTest::fixture("small");
        bundle(&mut site, &["--output", place])
            .exits(2)
            .says("output-unsafe");
        assert!(!site.path(place).exists());
    }
}

#[test]
fn a_site_with_problems_gives_no_archive_and_leaves_the_old_one() {
    let (mut site, _) = made("small");
    let before = site.source("archive.zip");
    site.write("content/replies/2025/bad.md", "no front matter");
    bundle(&mut site, &["--format", "json"])
        .exits(1)
        .says("front-matter-missing");
    assert_eq!(site.run.stdout, "");
    assert_eq!(site.source("archive.zip"), before);
    let left: Vec<String> = tree(site.root()).into_keys().collect();
    assert!(left.iter().all(|path| !path.ends_with(".fuwen-tmp")));
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let mut site = SiteTest::fixture("small");
    site.write("file", "mine");
    bundle(&mut site, &["--output", "file/a.zip"])
        .exits(3)
        .says("io-write");
    assert_eq!(site.source("file"), b"mine");
}

#[test]
fn only_an_archive_is_replaced() {
    let mut site = SiteTest::fixture("small");
    let other_zip = [b"PK\x03\x04".as_slice(), &[0; 26], b"word/document.xml"].concat();
    for (name, bytes) in [
        ("letter.txt", b"a raw letter".as_slice()),
        ("letter.docx", &other_zip),
    ] {
        site.write(name, bytes);
        bundle(&mut site, &["--output", name])
            .exits(2)
            .says("the archive would replace another file")
            .says(&format!(" --> {name}\n"));
        assert_eq!(site.source(name), bytes);
    }
    for _ in 0..2 {
        bundle(&mut site, &["--output", "archive.zip"]).exits(0);
    }
}

#[test]
fn no_folder_is_replaced() {
    let mut site = SiteTest::fixture("small");
    std::fs::create_dir(site.path("folder.zip")).unwrap();
    for folder in ["folder.zip", "."] {
        bundle(&mut site, &["--output", folder])
            .exits(2)
            .says("the archive would replace a folder")
            .says(&format!(" --> {folder}\n"));
    }
}

#[test]
fn what_is_held_back_changes_no_byte() {
    let mut with = SiteTest::fixture("small");
    let mut without = SiteTest::fixture("small");
    for name in [
        "replies/2025/proposal-103",
        "replies/2025/proposal-104",
        "articles/draft",
    ] {
        without.remove(&format!("content/{name}.md"));
    }
    let (with, without) = (bundle(&mut with, &["--format", "json"]).json(), {
        bundle(&mut without, &["--format", "json"]).json()
    });
    let sum = |report: &Value| report["sha256"].as_str().unwrap().to_owned();
    assert_eq!(sum(&with), sum(&without));
}
