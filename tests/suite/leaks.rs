//! What must not leave does not leave by any way: every command, every mode, whatever a cache, a
//! manifest or a journal says, and also not when a file changes under a running build.

use std::path::Path;
use std::sync::Mutex;

use fuwen::build::{NoProgress, Options, Phase, Prepared, Progress, build};
use fuwen::diag::Code;
use fuwen::plan::UnitKind;
use serde_json::Value;

use crate::harness::{SiteTest, Tree, assert_same, tree};

/// Documents that the small site holds back, by their files.
const HELD: [&str; 3] = [
    "content/replies/2025/proposal-103.md",
    "content/replies/2025/proposal-104.md",
    "content/articles/draft.md",
];
/// Letters of which only a notice leaves, each with a sentence of the letter.
const NOTICES: [(&str, &str); 2] = [
    (
        "content/replies/2025/proposal-102.md",
        "这封信的正文不公开。",
    ),
    (
        "content/replies/2025/suggestion-7.md",
        "这封信的正文也不公开。",
    ),
];

/// The small site, and the same without what it holds back.
fn with_and_without() -> (SiteTest, SiteTest) {
    let (with, mut without) = (SiteTest::fixture("small"), SiteTest::fixture("small"));
    for file in HELD {
        without.remove(file);
    }
    (with, without)
}

/// Everything that the commands which write make of a site, by command and path.
fn everything(site: &mut SiteTest) -> Tree {
    let modes: [(&str, &[&str]); 4] = [
        ("plain", &[]),
        ("address", &["--base-url", "https://example.org/a/"]),
        ("preview", &["--preview", "--revision", "1"]),
        ("going on", &["--keep-going"]),
    ];
    let mut all = Tree::new();
    for (mode, arguments) in modes {
        let arguments = [&["--output", "out", "--format", "json"], arguments].concat();
        site.try_build(&arguments).exits(0);
        let mut report: Value = site.json();
        for number in ["withheld", "seconds", "written", "unchanged", "removed"] {
            report[number] = Value::Null;
        }
        all.insert(format!("{mode} report"), report.to_string().into());
        for (path, bytes) in tree(&site.path("out")) {
            all.insert(format!("{mode} {path}"), bytes);
        }
    }
    site.run(&["bundle", "--quiet", "--output", "a.zip", "--format", "json"]);
    all.insert(
        "bundle report".to_owned(),
        site.exits(0).run.stdout.clone().into(),
    );
    all.insert("bundle".to_owned(), site.source("a.zip"));
    site.try_build(&["--output", "other", "--preview"]).exits(0);
    for format in ["json", "markdown"] {
        site.run(&["diff", "out", "other", "--format", format])
            .exits(0);
        all.insert(format!("diff {format}"), site.run.stdout.clone().into());
    }
    all
}

#[test]
fn what_is_held_back_changes_no_byte_of_what_any_command_makes() {
    let (mut with, mut without) = with_and_without();
    assert_same(&everything(&mut with), &everything(&mut without));
}

#[test]
fn the_letter_of_a_notice_changes_no_byte_of_what_any_command_makes() {
    let before = everything(&mut SiteTest::fixture("small"));
    let mut changed = SiteTest::fixture("small");
    for (file, sentence) in NOTICES {
        changed.edit(
            file,
            sentence,
            "## 一、SENTINEL\n\n身份证号110101199003077774，**SENTINEL**。",
        );
    }
    assert_same(&before, &everything(&mut changed));
}

#[test]
fn a_check_says_of_held_documents_only_where_they_are() {
    let report = |site: &mut SiteTest| {
        site.run(&["check", "--quiet", "--format", "json"]);
        let mut report = site.json();
        let problems = report["problems"].as_array_mut().unwrap();
        problems.retain(|problem| {
            let path = problem["path"].as_str().unwrap_or_default();
            !HELD.contains(&path)
        });
        problems.clone()
    };
    let (mut with, mut without) = with_and_without();
    assert_eq!(report(&mut with), report(&mut without));
}

#[test]
fn a_withdrawn_reply_leaves_no_trace_whatever_the_last_build_left() {
    type Damage = fn(&mut SiteTest);
    let damages: [(&str, Damage); 6] = [
        ("nothing", |_| {}),
        ("no cache", |site| {
            std::fs::remove_dir_all(site.path(".fuwen")).unwrap();
        }),
        ("a damaged cache", |site| {
            on_caches(site, |bytes| bytes.truncate(bytes.len() / 2));
        }),
        ("a cache of zeros", |site| {
            on_caches(site, |bytes| bytes.fill(0));
        }),
        ("a stale journal", |site| {
            site.write(
                "public/.fuwen-journal",
                "replies/2025/proposal-101.html\nindex.html\n",
            );
        }),
        ("a manifest that names more", |site| {
            let manifest = site.text("manifest-sha256.txt");
            let more = format!("{}  replies/2025/nowhere.html\n", "0".repeat(64));
            site.write("public/manifest-sha256.txt", manifest + &more);
        }),
    ];
    let file = "content/replies/2025/proposal-101.md";
    let prepared = || {
        let mut site = SiteTest::fixture("small");
        site.edit(
            "content/articles/about.md",
            "[第101号提案的答复](../replies/2025/proposal-101.md#p2)",
            "下文",
        );
        site
    };
    let mut clean = prepared();
    clean.remove(file).build();
    for (what, damage) in damages {
        for disclosure in ["withheld", "on_request", "unstated"] {
            let mut site = prepared();
            site.build().build();
            site.edit(
                file,
                "disclosure: public",
                &format!("disclosure: {disclosure}"),
            );
            damage(&mut site);
            site.build();
            assert_same(&clean.output(), &site.output());
            let traces = tree(&site.path(".fuwen"));
            for (path, bytes) in traces {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                for word in ["孙示例", "0123-5550000", "建设区域创新中心"] {
                    assert!(!text.contains(word), "{what}: {word} in .fuwen/{path}");
                }
            }
        }
    }
}

fn on_caches(site: &mut SiteTest, change: fn(&mut Vec<u8>)) {
    for (path, mut bytes) in tree(&site.path(".fuwen")) {
        if path.ends_with(".cache") {
            change(&mut bytes);
            site.write(&format!(".fuwen/{path}"), bytes);
        }
    }
}

#[test]
fn a_manifest_that_is_lost_stops_the_build_rather_than_leave_a_withdrawn_page() {
    let mut site = SiteTest::fixture("small");
    site.build().remove("public/manifest-sha256.txt");
    site.edit(
        "content/replies/2024/proposal-88.md",
        "disclosure: public",
        "disclosure: withheld",
    );
    site.edit(
        "content/replies/2025/proposal-101.md",
        "[上一件答复](../2024/proposal-88.md)",
        "上一件",
    );
    site.try_build(&[])
        .exits(2)
        .says("replies/2024/proposal-88.html");
}

/// Withdraws a letter, or writes another text, just before pages are rendered.
struct Meddler<'a> {
    root: &'a Path,
    text: &'a str,
    done: Mutex<bool>,
}

const MEDDLED: &str = "content/replies/2025/proposal-101.md";

impl Progress for Meddler<'_> {
    fn phase(&self, phase: Phase, _: Option<usize>) {
        if phase == Phase::Render {
            std::fs::write(self.root.join(MEDDLED), self.text).unwrap();
            *self.done.lock().unwrap() = true;
        }
    }

    fn step(&self) {}
}

fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        output: None,
        base_url: None,
        keep_going: false,
        preview: false,
        revision: None,
    }
}

#[test]
fn a_file_that_changes_after_it_was_cleared_stops_the_build() {
    let held = "---\ntitle: SENTINEL\ncases: [{kind: proposal}]\nissuer: 甲\ndisclosure: withheld\n---\n\nSENTINEL\n";
    let letter = std::fs::read_to_string(SiteTest::fixture("small").path(MEDDLED)).unwrap();
    let longer = letter.clone() + "\nSENTINEL\n";
    for text in [held, &longer, "", "SENTINEL"] {
        let site = SiteTest::fixture("small");
        let meddler = Meddler {
            root: site.root(),
            text,
            done: Mutex::new(false),
        };
        let failure = build(&options(site.root()), &meddler).unwrap_err();
        assert!(*meddler.done.lock().unwrap());
        assert!(
            failure.problems.contains(Code::FileChanged),
            "{:?}",
            failure.problems
        );
        for (path, bytes) in site.output() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("SENTINEL"), "{path}");
        }
    }
}

#[test]
fn no_body_is_rendered_but_the_one_that_was_cleared() {
    let site = SiteTest::fixture("small");
    let prepared = Prepared::read(site.root(), &options(site.root()), &NoProgress);
    let mut found = prepared.found.clone();
    let renderer = prepared.renderer(&mut found).unwrap();
    let letters = prepared.units.iter().filter(|unit| {
        matches!(unit.kind, UnitKind::Reply(_)) && unit.path.as_str().ends_with("101.html")
    });
    let letters: Vec<_> = letters.collect();
    assert_eq!(letters.len(), 1);
    assert!(renderer.render(letters[0]).is_ok());
    std::fs::remove_file(site.path(MEDDLED)).unwrap();
    assert_eq!(
        renderer.render(letters[0]).unwrap_err().code(),
        Code::IoRead
    );
    std::fs::write(site.path(MEDDLED), "---\n---\nSENTINEL").unwrap();
    assert_eq!(
        renderer.render(letters[0]).unwrap_err().code(),
        Code::FileChanged
    );
}

#[test]
fn errors_of_every_command_are_silent_in_ci() {
    let wrong = "---\ntitle: sntTitle\nsntKey: sntValue\ndate: sntDate\ndisclosure: sntDisclosure\n---\n\nsntBody\n";
    let commands: [&[&str]; 6] = [
        &["build"],
        &["build", "--preview", "--keep-going"],
        &["bundle"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
    ];
    for command in commands {
        let mut site = SiteTest::new(&[("content/replies/2025/a.md", wrong)]);
        site.env("CI", "true").run(command).exits(1);
        let printed = format!("{}{}", site.run.stdout, site.run.stderr);
        assert!(printed.contains("content/replies/2025/a.md"), "{command:?}");
        assert!(!printed.contains("snt"), "{command:?}: {printed}");
        for (path, bytes) in tree(site.root()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let is_source = path.starts_with("content/");
            assert!(is_source || !text.contains("snt"), "{command:?}: {path}");
        }
    }
}
