//! docs/reference/json.md names the fields that commands print for programs, and no others.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::harness::{SiteTest, repository};

/// The fields that the page lists for a command.
fn listed(command: &str) -> BTreeSet<String> {
    let page = fs::read_to_string(repository().join("docs/reference/json.md")).unwrap();
    let heading = format!("\n## fuwen {command}\n");
    let (_, section) = page.split_once(&heading).expect(command);
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next().map(str::to_owned))
        .collect()
}

/// Every field of a value by its path, as the page writes it.
fn collect(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                // What stands below these has the keys of files and of front matter.
                let path = match path {
                    "" => key.clone(),
                    "changes" => "changes.*".to_owned(),
                    _ => format!("{path}.{key}"),
                };
                if path != "changes.*" {
                    found.insert(path.clone());
                }
                if path != "front_matter" {
                    collect(value, &path, found);
                }
            }
        }
        Value::Array(list) => {
            let item = match path {
                "" => String::new(),
                _ => format!("{path}[]"),
            };
            list.iter().for_each(|value| collect(value, &item, found));
        }
        _ => {}
    }
}

fn holds(command: &str, site: &SiteTest) {
    let mut found = BTreeSet::new();
    collect(&site.json(), "", &mut found);
    assert_eq!(found, listed(command), "{command}");
}

#[test]
fn a_build_and_a_bundle_print_the_fields_that_are_listed() {
    let mut site = SiteTest::fixture("small");
    site.run(&["build", "--quiet", "--format", "json"]).exits(0);
    holds("build", &site);
    site.run(&["bundle", "--quiet", "--format", "json"])
        .exits(0);
    holds("bundle", &site);
    site.write("content/replies/2025/a.md", "nothing");
    site.run(&["build", "--quiet", "--format", "json"]).exits(1);
    holds("build", &site);
    site.run(&["check", "--quiet", "--format", "json"]).exits(1);
    holds("check", &site);
}

#[test]
fn a_difference_prints_the_fields_that_are_listed() {
    let mut site = SiteTest::fixture("small");
    site.build_with(&["--output", "old"]);
    let letter = "content/replies/2025/proposal-101.md";
    site.edit(letter, "科技工作的支持", "创新工作的支持");
    site.edit(letter, "signer: 赵示例", "signer: 周示例");
    let link = "见[上一件答复](../2024/proposal-88.md)与";
    site.edit(letter, link, "见上一件答复与");
    let withdrawn = "content/replies/2024/proposal-88.md";
    site.edit(withdrawn, "disclosure: public", "disclosure: withheld");
    let reply =
        "cases: [{kind: proposal, number: 7}]\nissuer: 示例市科学技术局\ndisclosure: public";
    site.reply("2025/new", reply);
    site.try_build(&["--output", "new"]).exits(0);
    site.run(&["diff", "old", "new", "--format", "json"])
        .exits(0);
    holds("diff", &site);
}

#[test]
fn an_import_prints_the_fields_that_are_listed() {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    for form in ["boxes-left-open", "bold-salutation-and-table"] {
        let raw = repository().join("tests/import").join(form).join("raw.txt");
        site.write(&format!("raw/{form}.txt"), fs::read(raw).unwrap());
    }
    site.write(
        "raw/news.txt",
        "我市召开建议提案办理工作推进会\n\n记者李样例报道。\n",
    );
    site.run(&["import", "raw", "--quiet", "--format", "json"])
        .exits(1);
    holds("import", &site);
}
