//! Open data: records, tables, references, and that they all tell the same.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::harness::SiteTest;

const LETTER: &str = "replies/2025/proposal-101";
const SUMMARY: &str = "replies/2025/proposal-102";
const TITLE: &str = "replies/2025/suggestion-7";

fn small() -> SiteTest {
    let mut site = SiteTest::fixture("small");
    site.build();
    site
}

fn json(site: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&site.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of a table, each by the names of its columns.
fn rows(site: &SiteTest, path: &str) -> Vec<BTreeMap<String, String>> {
    let text = site.text(path);
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn keys(record: &Value) -> Vec<&str> {
    record
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_record_holds_the_letter_and_all_its_facts() {
    let record = json(&small(), &format!("{LETTER}.json"));
    insta::assert_snapshot!("record", serde_json::to_string_pretty(&record).unwrap());
    assert!(
        record["text"]
            .as_str()
            .unwrap()
            .contains("全市有平台 *12* 家，重点平台3家")
    );
    assert!(
        record["markdown"]
            .as_str()
            .unwrap()
            .contains("**重点平台**3家")
    );
    assert_eq!(record["outline"][2]["anchor"], "s3");
}

#[test]
fn a_notice_has_no_field_for_what_is_not_public() {
    let site = small();
    let (summary, title) = (
        json(&site, &format!("{SUMMARY}.json")),
        json(&site, &format!("{TITLE}.json")),
    );
    for absent in [
        "text",
        "markdown",
        "outline",
        "signer",
        "contacts",
        "source_sha256",
    ] {
        assert!(!keys(&summary).contains(&absent), "{absent}");
    }
    assert_eq!(summary["outcome"], "B");
    for absent in ["outcome", "date", "doc_number", "addressees", "summary"] {
        assert!(!keys(&title).contains(&absent), "{absent}");
    }
    assert_eq!(title["level"], "title");
}

#[test]
fn a_fact_that_the_letter_does_not_state_is_null() {
    let record = json(&small(), "replies/2024/proposal-88.json");
    for absent in [
        "outcome",
        "date",
        "signer",
        "doc_number",
        "published",
        "updated",
    ] {
        assert!(record[absent].is_null(), "{absent}");
        assert!(keys(&record).contains(&absent), "{absent}");
    }
}

#[test]
fn the_file_of_a_year_is_the_records_of_its_replies_joined() {
    let site = small();
    let joined: String = ["suggestion-7", "proposal-102", "proposal-101"]
        .map(|name| site.text(&format!("replies/2025/{name}.json")))
        .concat();
    assert_eq!(site.text("data/replies-2025.jsonl"), joined);
    assert_eq!(joined.lines().count(), 3);
}

#[test]
fn the_list_of_replies_holds_their_records_without_text() {
    let site = small();
    let list = json(&site, "data/replies.json");
    assert_eq!(list["license"]["name"], "CC BY 4.0");
    for record in list["replies"].as_array().unwrap() {
        let page = record["permalink"].as_str().unwrap();
        let mut whole = json(&site, &page.replace(".html", ".json"));
        for text in ["text", "markdown", "outline", "characters"] {
            whole.as_object_mut().unwrap().shift_remove(text);
        }
        assert_eq!(record, &whole);
    }
}

#[test]
fn every_count_agrees_with_every_other() {
    for mut site in [SiteTest::fixture("small"), SiteTest::repository()] {
        site.try_build(&["--base-url", "https://example.org/a/"])
            .exits(0);
        let list = json(&site, "data/replies.json");
        let list = list["replies"].as_array().unwrap();
        let total = list.len();
        let output = site.output();
        let is_reply = |path: &str| path.starts_with("replies/") && !path.contains("/index");
        for ending in [".html", ".json", ".md"] {
            let files = output.keys().filter(|p| is_reply(p) && p.ends_with(ending));
            assert_eq!(files.count(), total, "{ending}");
        }
        for page in ["replies/index.html", "statistics.html"] {
            let told = site.page(page).text("main");
            assert!(told.contains(&format!("共{total}件")), "{page}: {told}");
        }
        let by_year = output.keys().filter(|path| path.ends_with(".jsonl"));
        let lines: usize = by_year.map(|path| site.text(path).lines().count()).sum();
        assert_eq!(lines, total);
        assert_eq!(rows(&site, "data/replies.csv").len(), total);
        let statistics = rows(&site, "data/statistics.csv");
        assert_eq!(statistics[0]["replies"], total.to_string());
        let of_years = statistics.iter().filter(|row| row["dimension"] == "year");
        let of_years: usize = of_years
            .map(|row| row["replies"].parse::<usize>().unwrap())
            .sum();
        assert_eq!(of_years, total);
        let locations = site.text("sitemap.xml");
        let in_sitemap = locations.split("<loc>").skip(1).filter(|place| {
            let path = place.trim_start_matches("https://example.org/a/");
            is_reply(path.split('<').next().unwrap())
        });
        assert_eq!(in_sitemap.count(), total);
        assert_eq!(
            json(&site, "data/citations.json").as_array().unwrap().len(),
            total
        );
        assert_eq!(
            site.text("data/citations.ris").matches("ER  - ").count(),
            total
        );
        assert_eq!(
            site.text("data/citations.bib").matches("@misc{").count(),
            total
        );
        let dated = list
            .iter()
            .filter(|record| !record["updated"].is_null())
            .count();
        assert_eq!(
            json(&site, "feed.json")["items"].as_array().unwrap().len(),
            dated
        );
        for table in ["cases", "topics", "issuers", "members", "statistics"] {
            let objects = json(&site, &format!("data/{table}.json"));
            let objects = objects[table].as_array().unwrap().len();
            assert_eq!(
                rows(&site, &format!("data/{table}.csv")).len(),
                objects,
                "{table}"
            );
        }
    }
}

#[test]
fn a_table_counts_what_the_pages_count() {
    let site = small();
    for row in rows(&site, "data/topics.csv")
        .iter()
        .chain(&rows(&site, "data/members.csv"))
    {
        let entries = site.page(&row["permalink"]).all("main li.entry").len();
        assert_eq!(row["replies"], entries.to_string(), "{}", row["permalink"]);
    }
    let issuers = rows(&site, "data/issuers.csv");
    let bureau = issuers
        .iter()
        .find(|row| row["slug"] == "shili-jyj")
        .unwrap();
    assert_eq!(
        (bureau["replies"].as_str(), bureau["as_lead"].as_str()),
        ("3", "2")
    );
}

#[test]
fn a_table_is_what_spreadsheets_expect() {
    let mut site = SiteTest::new(&[]);
    let facts = "title: \"=HYPERLINK(1)\"\ncases: [{kind: proposal, number: \"1\", subject: '说,\"好\"'}]\n\
                 issuer: 甲局\naddressees: [+甲, 乙]\nsigner: -丙\ncc: ['@丁']\ndisclosure: public";
    site.reply("2025/a", facts).try_build(&[]).exits(0);
    let text = site.text("data/replies.csv");
    assert!(text.starts_with('\u{FEFF}'));
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let row = &rows(&site, "data/replies.csv")[0];
    assert_eq!(row["title"], "'=HYPERLINK(1)");
    assert_eq!(row["addressees"], "'+甲、乙");
    assert_eq!(row["signer"], "'-丙");
    assert_eq!(row["cc"], "'@丁");
    assert_eq!(row["case_subjects"], "说,\"好\"");
}

#[test]
fn what_is_switched_off_leaves_no_file_and_no_link() {
    let mut site = SiteTest::fixture("small");
    let settings = "content/site.yaml";
    site.build();
    let all = site.output();
    let yaml = String::from_utf8(site.source(settings)).unwrap();
    site.write(
        settings,
        format!("{yaml}outputs: {{data: false, feeds: false}}\n"),
    )
    .build();
    let left = site.output();
    let is_data = |path: &String| {
        path.starts_with("data/")
            || [".json", ".md", ".xml"]
                .iter()
                .any(|end| path.ends_with(end))
    };
    assert!(all.keys().any(is_data));
    let still: Vec<&String> = left.keys().filter(|path| is_data(path)).collect();
    assert!(still.is_empty(), "{still:?}");
    for page in [
        "index.html",
        "replies/2025/proposal-101.html",
        "topics/innovation.html",
    ] {
        site.omits(page, &["rel=\"alternate\"", "data/", "feed.", ".json"]);
    }
}

#[test]
fn references_survive_what_their_formats_would_read() {
    let mut site = SiteTest::new(&[]);
    let facts = "title: \"甲}{乙 100% \\\\ #1\\n丙\"\ncases: [{kind: proposal}]\nissuer: 甲局\n\
                 date: 2025-06-20\ndisclosure: public";
    site.reply("2025/a", facts).try_build(&[]).exits(0);
    site.contains(
        "data/citations.bib",
        &[
            "title = {{甲\\textbraceright{}\\textbraceleft{}乙 100\\% \\textbackslash{} \\#1 丙}}",
            "month = {6}",
        ],
    );
    site.contains(
        "data/citations.ris",
        &["TI  - 甲}{乙 100% \\ #1 丙\r\n", "DA  - 2025/06/20\r\n"],
    );
    let reference = &json(&site, "data/citations.json")[0];
    assert_eq!(
        reference["issued"]["date-parts"][0],
        serde_json::json!([2025, 6, 20])
    );
}

#[test]
fn one_changed_letter_changes_its_own_files_its_year_and_what_describes_them() {
    let mut site = SiteTest::fixture("small");
    let before = site.build().output();
    site.edit(
        "content/replies/2025/proposal-101.md",
        "继续建设；",
        "继续建好；",
    )
    .build();
    let after = site.output();
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.starts_with("search"))
        .collect();
    let feeds = [
        "feed.json",
        "feed.xml",
        "issuers/shili-jyj.json",
        "issuers/shili-jyj.xml",
        "issuers/shili-kjj.json",
        "issuers/shili-kjj.xml",
        "topics/innovation.json",
        "topics/innovation.xml",
        "topics/talent.json",
        "topics/talent.xml",
    ];
    let mut expected = vec!["data/replies-2025.jsonl", "manifest-sha256.txt"];
    expected.extend([
        "replies/2025/proposal-101.html",
        "replies/2025/proposal-101.json",
    ]);
    expected.push("replies/2025/proposal-101.md");
    expected.extend(feeds);
    expected.sort_unstable();
    assert_eq!(changed, expected);
}

#[test]
fn the_package_states_size_and_hash_of_every_table() {
    let site = small();
    let manifest = site.text("manifest-sha256.txt");
    for resource in json(&site, "data/datapackage.json")["resources"]
        .as_array()
        .unwrap()
    {
        let path = format!("data/{}", resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], site.text(&path).len());
        let hash = resource["hash"]
            .as_str()
            .unwrap()
            .trim_start_matches("sha256:");
        assert!(manifest.contains(&format!("{hash}  {path}\n")), "{path}");
        let names: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        let text = site.text(&path);
        let header = text.trim_start_matches('\u{FEFF}').lines().next().unwrap();
        assert_eq!(header, names.join(","), "{path}");
    }
}

#[test]
fn a_name_that_stays_does_not_depend_on_the_address() {
    let mut site = SiteTest::fixture("small");
    let id = |site: &SiteTest| json(site, &format!("{LETTER}.json"))["id"].clone();
    let here = id(site.build());
    let there = id(site.build_with(&["--base-url", "https://example.org/"]));
    assert_eq!(here, there);
    assert_eq!(
        json(&site, &format!("{LETTER}.json"))["url"],
        format!("https://example.org/{LETTER}.html")
    );
}
