//! The JSON Schemas: valid themselves, and of one mind with what is written and what is read.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::SiteTest;

fn validator(site: &SiteTest, name: &str) -> Validator {
    let text = site.text(&format!("data/schema/{name}.schema.json"));
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_record_is_as_the_schema_says() {
    for mut site in [SiteTest::fixture("small"), SiteTest::repository()] {
        site.build();
        let schema = validator(&site, "reply");
        for (path, bytes) in site.output() {
            if path.starts_with("replies/") && path.ends_with(".json") {
                let record = serde_json::from_slice(&bytes).unwrap();
                let faults: Vec<String> =
                    schema.iter_errors(&record).map(|e| e.to_string()).collect();
                assert!(faults.is_empty(), "{path}: {faults:?}");
            }
        }
        let list: Value = serde_json::from_str(&site.text("data/replies.json")).unwrap();
        assert!(
            list["replies"]
                .as_array()
                .unwrap()
                .iter()
                .all(|r| schema.is_valid(r))
        );
        assert!(!schema.is_valid(&json!({"schema": "fuwen-reply/1"})));
    }
}

#[test]
fn every_field_is_titled_in_chinese() {
    let mut site = SiteTest::fixture("small");
    site.build();
    for name in ["reply", "front-matter"] {
        let text = site.text(&format!("data/schema/{name}.schema.json"));
        let schema: Value = serde_json::from_str(&text).unwrap();
        let mut untitled = Vec::new();
        collect_untitled(&schema, &mut untitled);
        // SHA-256 has no Chinese name.
        untitled.retain(|name| name != "sha256");
        assert!(untitled.is_empty(), "{name}: {untitled:?}");
    }
}

fn collect_untitled(schema: &Value, untitled: &mut Vec<String>) {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
        for (name, field) in fields {
            if !field["title"].as_str().is_some_and(is_chinese) {
                untitled.push(name.clone());
            }
        }
    }
    match schema {
        Value::Object(map) => map
            .values()
            .for_each(|value| collect_untitled(value, untitled)),
        Value::Array(list) => list
            .iter()
            .for_each(|value| collect_untitled(value, untitled)),
        _ => {}
    }
}

/// Front matter as an editor hands it to the schema, and whether fuwen takes it.
fn examples() -> Vec<(Value, bool)> {
    let good = |more: Value| {
        let mut all =
            json!({"cases": [{"kind": "proposal"}], "issuer": "甲局", "disclosure": "public"});
        for (key, value) in more.as_object().unwrap() {
            all[key] = value.clone();
        }
        all
    };
    let taken = [
        json!({}),
        json!({"标题": "甲", "届次": {"机构": "乙", "会次": "丙", "年度": 2025}}),
        json!({"title": null, "date": null, "contacts": null, "topics": null}),
        json!({"title": 2025, "doc_number": 12.5, "keywords": [1, "二"], "summary": ""}),
        json!({"cases": [{"kind": "人大代表建议", "number": 17, "案由": "甲"}]}),
        json!({"session": {"year": "2025"}}),
        json!({"date": "2024-02-29", "published": "2025-08-01"}),
        json!({"published": "2025-08-01T09:00:00+08:00"}),
        json!({"published": "2025-08-01 09:00:00Z"}),
        json!({"published": "2025-08-01T09:00:00.123+08:00"}),
        json!({"published": "2025-08-01T09:00+08:00"}),
        json!({"outcome": "Ａ类"}),
        json!({"outcome": "b1"}),
        json!({"disclosure": "主动公开", "role": "续办续复"}),
        json!({"source": {"sha256": "AB".repeat(32), "file": "originals/a.txt"}}),
        json!({"aliases": ["old/2019/117.html", "Old.html"]}),
        json!({"review": [{"code": "x", "field": "body", "line": 3, "备选": ["甲"]}], "cc": []}),
        json!({"corrected": [{"date": "2025-01-01", "说明": "甲"}], "allow": [{"代码": "x", "reason": "y"}]}),
        json!({"topics": ["known"]}),
    ];
    let refused = [
        json!({"tittle": "甲"}),
        json!({"title": "甲", "标题": "甲"}),
        json!({"title": true}),
        json!({"title": ["甲"]}),
        json!({"title": "甲\u{1}"}),
        json!({"cases": []}),
        json!({"cases": null}),
        json!({"cases": [{}]}),
        json!({"cases": [{"kind": "request"}]}),
        json!({"cases": {"kind": "proposal"}}),
        json!({"issuer": ""}),
        json!({"issuer": null}),
        json!({"session": {"year": 1900}}),
        json!({"session": {"year": "两千"}}),
        json!({"session": []}),
        json!({"date": "2025-6-20"}),
        json!({"date": "2025年6月20日"}),
        json!({"published": "2025-08-01T09:00:00"}),
        json!({"published": "昨天"}),
        json!({"outcome": "E"}),
        json!({"outcome": "A10"}),
        json!({"disclosure": "Public"}),
        json!({"disclosure": null}),
        json!({"addressees": "甲"}),
        json!({"addressees": [null]}),
        json!({"source": {"sha256": "abc"}}),
        json!({"aliases": ["../a.html"]}),
        json!({"aliases": ["a.htm"]}),
        json!({"aliases": ["/a.html"]}),
        json!({"review": [{"code": "x"}]}),
        json!({"review": [{"code": "x", "field": "y", "line": 0}]}),
        json!({"corrected": [{"note": "甲"}]}),
        json!({"allow": [{"code": "x"}]}),
        json!({"contacts": {"fax": "1"}}),
    ];
    let taken = taken.into_iter().map(|more| (good(more), true));
    let refused = refused.into_iter().map(|more| (good(more), false));
    taken.chain(refused).chain([(json!({}), false)]).collect()
}

#[test]
fn the_schema_of_front_matter_takes_what_fuwen_takes_and_nothing_else() {
    let mut site = SiteTest::new(&[("content/topics.yaml", "- {slug: known, name: 甲}\n")]);
    site.build();
    let schema = validator(&site, "front-matter");
    for (front_matter, taken) in examples() {
        assert_eq!(
            schema.is_valid(&front_matter),
            taken,
            "the schema: {front_matter}"
        );
        site.reply("2025/a", &front_matter.to_string())
            .try_build(&[]);
        assert_eq!(
            site.run.code == 0,
            taken,
            "fuwen: {front_matter}\n{}",
            site.run.stderr
        );
    }
}

#[test]
fn every_file_of_the_archive_is_as_the_schema_of_front_matter_says() {
    let mut site = SiteTest::repository();
    site.build();
    let schema = validator(&site, "front-matter");
    let sources = site
        .output()
        .into_keys()
        .filter(|path| path.ends_with(".md"));
    for path in sources {
        let text = String::from_utf8(site.source(&format!("content/{path}"))).unwrap();
        let yaml = text.split("---\n").nth(1).unwrap();
        let front_matter: Value = serde_yaml::from_str(yaml).unwrap();
        assert!(schema.is_valid(&front_matter), "{path}");
    }
}
