//! Names of files, links, and what is no file.

use std::path::Path;
use std::process::Command;

use super::{Case, Expected, FACTS, Harmless, Refused, case, run, site};
use crate::harness::SiteTest;

/// Names below content/replies/2025/.
const NAMES: [(&str, Expected); 16] = [
    ("<script>pwn()</script>.md", Refused(1, "file-name")),
    ("a\" onload=\"pwn().md", Refused(1, "file-name")),
    ("a%2f..%2fx.md", Refused(1, "file-name")),
    ("..md", Harmless),
    ("-rf.md", Refused(1, "file-name")),
    ("con.md", Refused(1, "file-name")),
    ("COM1.md", Refused(1, "file-name")),
    ("A.md", Refused(1, "file-name")),
    ("a b.md", Refused(1, "file-name")),
    ("提案.md", Refused(1, "file-name")),
    ("a\nb.md", Refused(1, "file-name")),
    ("a\u{202E}dm.md", Refused(1, "file-name")),
    ("a\u{0301}.md", Refused(1, "file-name")),
    ("a:b.md", Refused(1, "file-name")),
    ("a\\b.md", Refused(1, "file-name")),
    ("index/index.md", Refused(1, "file-name")),
];

fn cases() -> Vec<Case> {
    let reply = format!("---\n{FACTS}---\n\n甲。\n");
    let mut cases = Vec::new();
    for (name, expected) in NAMES {
        let site = site(&format!("content/replies/2025/{name}"), &reply);
        cases.push(case(format!("the name {name:?}"), site, expected));
    }
    let long = format!("content/replies/2025/{}.md", "a".repeat(150));
    cases.push(case(
        "a long name",
        site(&long, &reply),
        Refused(1, "file-name"),
    ));
    let deep = format!("content/replies/{}/a.md", vec!["b"; 60].join("/"));
    cases.push(case("a deep folder", site(&deep, &reply), Harmless));
    cases.push(case(
        "a script as reply",
        site("content/replies/2025/a.html", "<script>pwn()</script>"),
        Harmless,
    ));
    #[cfg(unix)]
    cases.extend(on_unix(&reply));
    cases
}

/// Does something to a site's folder.
type Make = fn(&Path);

#[cfg(unix)]
fn on_unix(reply: &str) -> Vec<Case> {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let makes: [(&str, Make, Expected); 17] = [
        (
            "a link to a file outside",
            |root| symlink("/etc/passwd", root.join("content/articles/a.md")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a link to a file inside",
            |root| symlink("../site.yaml", root.join("content/articles/a.md")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a link to a folder outside",
            |root| symlink("/etc", root.join("content/articles/etc")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a link to itself",
            |root| symlink("a.md", root.join("content/articles/a.md")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a loop of folders",
            |root| symlink("..", root.join("content/articles/up")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a link that leads nowhere",
            |root| symlink("nowhere", root.join("content/articles/a.md")).unwrap(),
            Refused(1, "symlink-outside"),
        ),
        (
            "a pipe as article",
            |root| pipe(&root.join("content/articles/a.md")),
            Refused(3, "io-read"),
        ),
        (
            "a pipe as topics",
            |root| pipe(&root.join("content/topics.yaml")),
            Refused(3, "io-read"),
        ),
        (
            "a pipe in a theme",
            |root| pipe(&root.join("themes/default/templates/home.html")),
            Refused(2, "theme-invalid"),
        ),
        (
            "a link in a theme",
            |root| {
                std::fs::create_dir_all(root.join("themes/default/static")).unwrap();
                symlink("/etc/passwd", root.join("themes/default/static/a.txt")).unwrap();
            },
            Refused(2, "theme-invalid"),
        ),
        (
            "a socket",
            |root| {
                drop(
                    std::os::unix::net::UnixListener::bind(root.join("content/articles/a.md"))
                        .unwrap(),
                );
            },
            Refused(3, "io-read"),
        ),
        (
            "a folder named as a reply",
            |root| std::fs::create_dir_all(root.join("content/replies/2025/b.md/c")).unwrap(),
            Harmless,
        ),
        (
            "a folder named as settings",
            |root| std::fs::create_dir_all(root.join("content/topics.yaml")).unwrap(),
            Refused(3, "io-read"),
        ),
        (
            "a pipe in the output",
            |root| pipe(&root.join("public/index.html")),
            Refused(2, "output-unknown-file"),
        ),
        (
            "a pipe as manifest",
            |root| pipe(&root.join("public/manifest-sha256.txt")),
            Refused(3, "io-read"),
        ),
        (
            "a pipe as journal",
            |root| pipe(&root.join("public/.fuwen-journal")),
            Refused(3, "io-read"),
        ),
        (
            "a name that is no text",
            |root| {
                let name = std::ffi::OsStr::from_bytes(b"content/articles/\xFF\xFE.md");
                std::fs::write(root.join(name), "x").unwrap();
            },
            Refused(1, "file-name"),
        ),
    ];
    let mut cases = Vec::new();
    for (name, make, expected) in makes {
        let site: SiteTest = site("content/replies/2025/a.md", reply);
        std::fs::create_dir_all(site.path("content/articles")).unwrap();
        make(site.root());
        cases.push(case(name, site, expected));
    }
    cases
}

fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn names_and_special_files_are_refused() {
    assert!(run(cases()) > 30);
}
