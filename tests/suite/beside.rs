//! Commands that answer rather than publish, beside documents that are held back: what they print,
//! show and write is the same without those documents, and no word of one stands in it.

use serde_json::Value;

use crate::harness::{SiteTest, Tree, assert_same, tree};
use crate::preview::Preview;

/// Held documents that touch what they can: the number, members, bureau, topic and title of public
/// ones, with a word that stands nowhere else in every text.
const HELD: [(&str, &str); 6] = [
    ("content/replies/2025/proposal-900.md", "withheld"),
    ("content/replies/2025/proposal-901.md", "on_request"),
    ("content/replies/2025/proposal-902.md", "unstated"),
    (
        "content/replies/2025/proposal-903.md",
        "public\nreview: [{code: sentinel, field: disclosure}]",
    ),
    ("content/articles/secret.md", "withheld"),
    ("content/articles/asked.md", "on_request"),
];

fn held(path: &str, disclosure: &str) -> String {
    if path.starts_with("content/articles/") {
        return format!(
            "---\ntitle: sentinel\ndescription: sentinel\ndisclosure: {disclosure}\n---\n\nsentinel\n"
        );
    }
    format!(
        "---\ntitle: 关于第101号提案的答复（sentinel）\n\
         cases: [{{kind: proposal, number: \"101\", subject: sentinel}}]\n\
         session: {{body: 示例市政协, term: 一届一次会议, year: 2025}}\n\
         addressees: [王示例, sentinel]\nissuer: 示例市科学技术局\ndoc_number: 示科办〔2025〕1号\n\
         date: 2026-01-01\npublished: 2027-01-01\ntopics: [innovation]\naliases: [old/sentinel.html]\n\
         contacts: {{lead: sentinel, phone: sentinel}}\ndisclosure: {disclosure}\n---\n\n\
         王示例委员：\n\nsentinel，电话13800001234，身份证号110101199003077774，见[别处](nowhere.md)。\n"
    )
}

/// The public part of the small site, and the same with held documents in it.
fn without_and_with() -> [SiteTest; 2] {
    let mut without = SiteTest::fixture("small");
    for file in [
        "replies/2025/proposal-103.md",
        "replies/2025/proposal-104.md",
        "articles/draft.md",
    ] {
        without.remove(&format!("content/{file}"));
    }
    let mut with = SiteTest::copy_of(&without);
    for (path, disclosure) in HELD {
        with.write(path, held(path, disclosure));
    }
    [without, with]
}

fn assert_silent(what: &str, text: &str) {
    assert!(!text.contains("sentinel"), "{what}: {text}");
}

/// A site's files without those that are held back.
fn public_files(site: &SiteTest) -> Tree {
    let mut files = tree(site.root());
    HELD.iter().for_each(|(path, _)| drop(files.remove(*path)));
    files
}

#[test]
fn a_check_names_held_documents_by_their_path_and_says_nothing_else_of_them() {
    for format in ["human", "json", "github"] {
        for ci in [None, Some("true")] {
            let [without, with] = without_and_with().map(|mut site| {
                if let Some(ci) = ci {
                    site.env("CI", ci);
                }
                site.run(&["check", "--quiet", "--format", format]);
                site.run
            });
            assert_eq!(with.code, without.code, "{format}");
            assert_eq!(with.stderr, without.stderr, "{format}");
            // The clerk at the keyboard sees the line that is meant.
            if ci.is_some() || format != "human" {
                assert_silent(format, &with.stdout);
            }
            let about_public = match format {
                "human" => blocks(&with.stdout),
                "github" => lines(&with.stdout),
                _ => problems(&with.stdout),
            };
            let all = match format {
                "human" => blocks(&without.stdout),
                "github" => lines(&without.stdout),
                _ => problems(&without.stdout),
            };
            assert_eq!(about_public, all, "{format}");
        }
    }
}

fn is_about_held(text: &str) -> bool {
    HELD.iter().any(|(path, _)| text.contains(path))
}

/// Problems as people read them, without the counts at the end.
fn blocks(text: &str) -> Vec<String> {
    let blocks = text.split("\n\n").filter(|block| !is_about_held(block));
    let problems = blocks.filter(|block| block.contains("-->"));
    problems.map(str::to_owned).collect()
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !is_about_held(line));
    lines.map(str::to_owned).collect()
}

fn problems(text: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(text).unwrap();
    let problems = report["problems"].as_array().unwrap().iter();
    let texts = problems.map(Value::to_string);
    texts.filter(|text| !is_about_held(text)).collect()
}

#[test]
fn a_preview_answers_the_same_to_every_question() {
    let [mut without, mut with] = without_and_with();
    let mut paths: Vec<String> = without.build().output().into_keys().collect();
    std::fs::remove_dir_all(without.path("public")).unwrap();
    for (path, _) in HELD {
        let stem = path.trim_start_matches("content/").trim_end_matches(".md");
        paths.extend(["", ".html", ".json", ".md", ".txt"].map(|ending| format!("{stem}{ending}")));
        paths.push(path.to_owned());
    }
    let others = [
        "old/sentinel.html",
        "topics/",
        "search.html?q=sentinel",
        "_fuwen/",
        "_fuwen/problems",
        ".fuwen/",
        "../content/site.yaml",
        "%2e%2e/content/replies/2025/proposal-900.md",
        "replies/2025/..%2fproposal-900.md",
    ];
    paths.extend(others.map(str::to_owned));
    let previews = [&mut without, &mut with].map(|site| Preview::of(site));
    for path in paths {
        let [without, with] = [&previews[0], &previews[1]].map(|preview| {
            let answer = preview.get(&path);
            let media = answer.header("content-type").map(str::to_owned);
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            (answer.status, media, without_version(&text))
        });
        assert_silent(&path, &with.2);
        assert_eq!(with, without, "{path}");
    }
    for preview in previews {
        let (code, said) = preview.ended_by("INT");
        assert_eq!(code, Some(0));
        assert_silent("serve", &said);
    }
}

/// A page without the number of the reading that it was made from.
fn without_version(page: &str) -> String {
    let Some((before, after)) = page.split_once("reload.js?") else {
        return page.to_owned();
    };
    before.to_owned() + after.trim_start_matches(|c: char| c.is_ascii_digit())
}

const LETTER: &str = "示例市科学技术局文件\n\n示科办〔2025〕38号\n\nA类　同意公开\n\n\
    关于示例市政协一届一次会议第900号提案的答复\n\n王示例委员：\n\n\
    您提出的《关于改善老旧小区供水的提案》（第900号）收悉，现答复如下：\n\n\
    一、供水管网改造情况\n\n我局已完成三个老旧小区的供水管网改造，供水水压明显改善。\n\n\
    示例市科学技术局\n\n2025年6月18日\n\n联系人：李示例\n\n联系电话：0000-5550117\n";

/// The letter of a case that no held document answers, and one that two of them would.
fn letters() -> [String; 2] {
    [LETTER.replace("900", "700"), LETTER.replace("900", "101")]
}

#[test]
fn an_import_is_the_same_beside_held_documents() {
    for dry in [&[] as &[&str], &["--dry-run"]] {
        let [without, with] = without_and_with().map(|mut site| {
            for (name, text) in ["a", "b"].iter().zip(letters()) {
                site.write(&format!("raw/{name}.txt"), text);
            }
            let arguments = ["import", "raw", "--format", "json", "--report", "r.html"];
            site.run(&[&arguments[..], dry].concat()).exits(0);
            let records = site.json();
            assert_eq!(records.as_array().map(Vec::len), Some(2));
            let said = (site.run.stdout.clone(), site.run.stderr.clone());
            site.run(&["import", "raw"]).exits(0);
            (said, site.run.stdout.clone(), public_files(&site))
        });
        assert_eq!(with.0, without.0);
        assert_eq!(with.1, without.1);
        assert_silent("import", &format!("{:?}{}", with.0, with.1));
        assert_same(&with.2, &without.2);
        assert!(with.2.contains_key("r.html"));
    }
}

#[test]
fn where_a_held_document_stands_in_the_way_an_import_says_so_without_quoting_it() {
    let [_, mut site] = without_and_with();
    site.write("raw/a.txt", LETTER);
    let before = site.source(HELD[0].0);
    let all = ["import", "raw", "--format", "json", "--report", "r.html"];
    site.run(&all);
    assert_eq!(site.source(HELD[0].0), before, "the held document stands");
    let report = site.source("r.html");
    let printed = format!("{}{}", site.run.stdout, site.run.stderr);
    assert_silent("import", &printed);
    assert_silent("its report", &String::from_utf8_lossy(&report));
    site.run(&["import", "raw"]);
    let printed = format!("{}{}", site.run.stdout, site.run.stderr);
    assert_silent("import for people", &printed);
}

#[test]
fn a_new_reply_is_the_same_beside_held_documents() {
    let arguments = [
        "new",
        "proposal",
        "700",
        "2025",
        "--issuer",
        "示例市科学技术局",
    ];
    let [without, with] = without_and_with().map(|mut site| {
        site.run(&arguments).exits(0);
        (
            site.run.stdout.clone(),
            site.run.stderr.clone(),
            public_files(&site),
        )
    });
    assert_eq!((&with.0, &with.1), (&without.0, &without.1));
    assert_same(&with.2, &without.2);
    let [_, mut site] = without_and_with();
    site.run(&[
        "new",
        "proposal",
        "900",
        "2025",
        "--issuer",
        "示例市科学技术局",
    ]);
    assert_ne!(site.run.code, 0, "a held document stands there");
    assert_silent("new", &format!("{}{}", site.run.stdout, site.run.stderr));
}
