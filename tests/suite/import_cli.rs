//! `fuwen import` on the command line: what it prints, what it writes and what it leaves alone.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A letter to a member, in its own words.
const LETTER: &str = "望川市水务局文件\n\n望水函〔2024〕12号\n\nA类　同意公开\n\n\
    关于望川市政协九届三次会议第0117号提案的答复\n\n王示例委员：\n\n\
    您提出的《关于改善老旧小区供水的提案》（第0117号）收悉，现答复如下：\n\n\
    一、供水管网改造情况\n\n我局已完成三个老旧小区的供水管网改造，供水水压明显改善。\n\n\
    二、下一步工作\n\n我局将继续推进其余小区的改造工作，欢迎您继续监督。\n\n\
    望川市水务局\n\n2024年6月18日\n\n联系人：李示例\n\n联系电话：0000-5550117\n";

/// A letter to a deputy, which is written in GB18030.
const SECOND: &str = "望川市教育局文件\n\n望教函〔2024〕8号\n\nB类　同意公开\n\n\
    关于望川市九届人大四次会议第23号建议的答复\n\n张示例代表：\n\n\
    您提出的《关于增加公办幼儿园学位的建议》（第23号）收悉，现答复如下：\n\n\
    我局今年计划新建两所公办幼儿园，新增学位六百个，目前选址工作已经完成。\n\n\
    望川市教育局\n\n2024年7月2日\n\n联系人：赵示例\n\n联系电话：0000-5550023\n";

const NEWS: &str = "我市召开建议提案办理工作推进会\n\n\
    近日，市政府召开建议提案办理工作推进会，各承办单位负责人参加会议。记者李样例报道。\n";

struct Site {
    dir: TempDir,
}

impl Site {
    /// A new site, and beside it a folder with the raw files.
    fn new() -> Self {
        let site = Self {
            dir: TempDir::new().unwrap(),
        };
        assert!(site.run(&["init", "site"]).status.success());
        let raw = site.path("raw");
        std::fs::create_dir(&raw).unwrap();
        let (second, _, _) = encoding_rs::GB18030.encode(SECOND);
        std::fs::write(raw.join("a.txt"), LETTER).unwrap();
        std::fs::write(raw.join("b.txt"), second).unwrap();
        std::fs::write(raw.join("news.txt"), NEWS).unwrap();
        site
    }

    fn path(&self, below: &str) -> std::path::PathBuf {
        self.dir.path().join(below)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_fuwen"))
            .args(args)
            .current_dir(self.dir.path())
            .output()
            .unwrap()
    }

    /// Imports the raw folder, and gives exit code and records.
    fn import(&self, options: &[&str]) -> (Option<i32>, Vec<Value>) {
        let args = [
            &["--root", "site", "import", "raw", "--format", "json"],
            options,
        ]
        .concat();
        let output = self.run(&args);
        let records: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), records.as_array().unwrap().clone())
    }

    /// Every file of the site with its bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.path("site"), &mut files);
        files.sort();
        files
    }

    fn read(&self, below: &str) -> String {
        std::fs::read_to_string(self.path(below)).unwrap()
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

fn written(records: &[Value]) -> Vec<&str> {
    records
        .iter()
        .filter_map(|record| record["written"].as_str())
        .collect()
}

const FIRST_PATH: &str = "content/replies/2024/proposal-0117.md";
const SECOND_PATH: &str = "content/replies/2024/suggestion-23.md";

#[test]
fn a_folder_is_taken_in_and_what_is_no_reply_refused() {
    let site = Site::new();
    let (code, records) = site.import(&[]);
    assert_eq!(code, Some(1), "one file is refused");
    for record in &records {
        let keys: Vec<&str> = record
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut contract = [
            "file",
            "is_reply",
            "front_matter",
            "outline",
            "body",
            "repairs",
            "review",
            "proposed_topics",
            "written",
        ];
        contract.sort_unstable();
        let mut keys = keys;
        keys.sort_unstable();
        assert_eq!(keys, contract);
    }
    assert_eq!(written(&records), [FIRST_PATH, SECOND_PATH]);
    let [first, second, news] = records.as_slice() else {
        panic!("{records:?}")
    };
    assert_eq!(first["outline"][0]["text"], "一、供水管网改造情况");
    assert_eq!(first["front_matter"]["doc_number"], "望水函〔2024〕12号");
    assert_eq!(first["front_matter"]["contacts"]["phone"], "0000-5550117");
    assert_eq!(
        second["front_matter"]["addressees"][0], "张示例",
        "GB18030 is decoded"
    );
    assert_eq!(news["is_reply"], false);
    assert_eq!(news["front_matter"], Value::Null);
    assert_eq!(news["review"][0]["code"], "news");
    let file = site.read(&format!("site/{FIRST_PATH}"));
    assert!(
        file.contains("title: 关于望川市政协九届三次会议第0117号提案的答复"),
        "{file}"
    );
    assert!(site.run(&["--root", "site", "build"]).status.success());
}

#[test]
fn importing_again_writes_nothing() {
    let site = Site::new();
    site.import(&[]);
    let before = site.files();
    let (code, records) = site.import(&[]);
    assert_eq!(code, Some(1));
    assert!(written(&records).is_empty(), "{records:?}");
    assert!(before == site.files());
}

#[test]
fn an_edited_file_stays_and_the_new_version_goes_aside() {
    let site = Site::new();
    site.import(&[]);
    let place = site.path(&format!("site/{FIRST_PATH}"));
    let edited = std::fs::read_to_string(&place)
        .unwrap()
        .replace("明显改善", "已有改善");
    std::fs::write(&place, &edited).unwrap();
    std::fs::write(
        site.path("raw/a.txt"),
        LETTER.replace("三个老旧", "四个老旧"),
    )
    .unwrap();
    let (_, records) = site.import(&[]);
    assert_eq!(std::fs::read_to_string(&place).unwrap(), edited);
    let [aside] = written(&records)[..] else {
        panic!("{records:?}")
    };
    assert!(aside.starts_with(".fuwen/import/"), "{aside}");
    let version = site.read(&format!("site/{aside}"));
    assert!(version.contains("四个老旧小区"));
    // A letter taken over, or put back as it was, stands beside no longer.
    std::fs::write(&place, &version).unwrap();
    site.import(&["--dry-run"]);
    assert!(site.path(&format!("site/{aside}")).exists());
    let (_, records) = site.import(&[]);
    assert!(written(&records).is_empty(), "{records:?}");
    assert!(!site.path(&format!("site/{aside}")).exists());
    assert_eq!(std::fs::read_to_string(&place).unwrap(), version);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = Site::new();
    let before = site.files();
    let (code, records) = site.import(&["--dry-run"]);
    assert_eq!(code, Some(1));
    assert_eq!(records.len(), 3);
    assert!(written(&records).is_empty());
    assert!(before == site.files());
}

#[test]
fn the_report_names_every_file() {
    let site = Site::new();
    site.import(&["--report", "report.html"]);
    let report = site.read("report.html");
    for file in ["raw/a.txt", "raw/b.txt", "raw/news.txt"] {
        assert!(report.contains(file), "{file}");
    }
}

/// A report holds whole letters: it replaces nobody's work, and stands where nothing is published from.
#[test]
fn the_report_takes_no_place_of_another_file() {
    let site = Site::new();
    let places = [
        (
            "site/content/replies/2025/proposal-117.md",
            "would stand in content/",
        ),
        ("site/content/report.html", "would stand in content/"),
        ("site/public/report.html", "would stand in public/"),
        ("raw/a.txt", "would replace another file"),
        ("site/README.md", "would replace another file"),
        ("raw", "would replace a folder"),
        (
            "docs/report.html",
            "would stand in the folder of a built site",
        ),
        (
            "docs/replies/report.html",
            "would stand in the folder of a built site",
        ),
    ];
    assert!(
        site.run(&["--root", "site", "build", "--output", "docs"])
            .status
            .success()
    );
    let before = site.files();
    for (place, why) in places {
        for more in [&[][..], &["--dry-run"]] {
            let run = site.run(
                &[
                    &["--root", "site", "import", "raw", "--report", place],
                    more,
                ]
                .concat(),
            );
            let said = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(2), "{place}: {said}");
            assert!(said.contains(why), "{place}: {said}");
            assert!(before == site.files(), "{place}");
            assert_eq!(site.read("raw/a.txt"), LETTER);
        }
    }
    std::fs::write(site.path("report.html"), "").unwrap();
    for _ in 0..2 {
        site.import(&["--report", "report.html"]);
        assert!(site.read("report.html").contains("raw/a.txt"));
    }
}
