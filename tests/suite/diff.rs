//! `fuwen diff`: what a change does to the published site, and nothing else.

use serde_json::{Value, json};

use crate::harness::{SiteTest, tree};

const CHANGED: &str = "content/replies/2025/proposal-101.md";
const WITHDRAWN: &str = "content/replies/2024/proposal-88.md";

/// The small site built twice, before and after a change, into `old` and `new`.
fn built(change: impl Fn(&mut SiteTest)) -> SiteTest {
    let mut site = SiteTest::fixture("small");
    site.build_with(&["--output", "old"]);
    change(&mut site);
    site.try_build(&["--output", "new"]).exits(0);
    site
}

fn difference(site: &mut SiteTest) -> Value {
    site.run(&["diff", "old", "new", "--format", "json"])
        .exits(0);
    site.json()
}

fn markdown(site: &mut SiteTest) -> String {
    site.run(&["diff", "old", "new"]).exits(0);
    site.run.stdout.clone()
}

/// One word of a letter, and a reply withdrawn.
fn one_word_and_one_reply(site: &mut SiteTest) {
    site.edit(CHANGED, "感谢您对科技工作的支持", "感谢您对创新工作的支持");
    site.edit(
        CHANGED,
        "见[上一件答复](../2024/proposal-88.md)与",
        "见上一件答复与",
    );
    site.edit(WITHDRAWN, "disclosure: public", "disclosure: withheld");
}

#[test]
fn two_equal_sites_do_not_differ() {
    let mut site = built(|_| {});
    let expected = json!({"added": [], "removed": [], "changed": [], "changes": {}, "pages": []});
    assert_eq!(difference(&mut site), expected);
    assert_eq!(
        markdown(&mut site),
        "## What changes on the site\n\nNothing changes.\n"
    );
}

#[test]
fn one_word_and_one_withdrawn_reply_are_just_that() {
    let mut site = built(one_word_and_one_reply);
    let found = difference(&mut site);
    assert_eq!(found["added"], json!([]));
    let title = "关于示例市政协第88号提案的答复";
    let removed = json!([{"permalink": "replies/2024/proposal-88.html", "title": found["removed"][0]["title"]}]);
    assert_eq!(found["removed"], removed);
    assert!(
        found["removed"][0]["title"]
            .as_str()
            .unwrap()
            .contains("88"),
        "{title}"
    );
    let page = "replies/2025/proposal-101.html";
    let changed =
        json!([{"permalink": page, "title": "关于示例市政协一届一次会议第101号提案的答复"}]);
    assert_eq!(found["changed"], changed);
    let changes = json!({page: {"facts": [], "passages": [[
        {"same": "感谢您对"}, {"removed": "科技"}, {"added": "创新"}, {"same": "工作的支持！"},
    ]]}});
    assert_eq!(found["changes"], changes);
}

#[test]
fn people_read_the_same() {
    let mut site = built(one_word_and_one_reply);
    let text = markdown(&mut site);
    for said in [
        "1 reply withdrawn, 1 reply changed.",
        "### Withdrawn",
        "`replies/2024/proposal-88.html`",
        "  - 感谢您对<del>科技</del><ins>创新</ins>工作的支持！\n",
        "### Other files",
        "- home page: 1 changed\n",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("### Added"));
}

#[test]
fn facts_are_told_by_their_keys() {
    let mut site = built(|site| {
        site.edit(CHANGED, "signer: 赵示例", "signer: 周示例");
        site.edit(CHANGED, "handler: 孙示例", "handler: 吴示例");
        site.edit(
            CHANGED,
            "topics: [innovation, talent]",
            "topics: [innovation]",
        );
        site.edit(CHANGED, "index_number: SL-2025-0001\n", "");
    });
    let found = difference(&mut site);
    let facts = &found["changes"]["replies/2025/proposal-101.html"]["facts"];
    let of = |field: &str| {
        let facts = facts.as_array().unwrap().iter();
        let mut found = facts.filter(|fact| fact["field"] == field);
        let fact = found.next().unwrap_or(&Value::Null).clone();
        (fact["old"].clone(), fact["new"].clone())
    };
    assert_eq!(of("signer"), (json!("赵示例"), json!("周示例")));
    assert_eq!(of("contacts.handler"), (json!("孙示例"), json!("吴示例")));
    assert_eq!(of("index_number"), (json!("SL-2025-0001"), Value::Null));
    assert_eq!(facts.as_array().unwrap().len(), 4, "{facts}");
}

#[test]
fn a_reply_that_is_new_is_added() {
    let mut site = built(|site| {
        site.edit(
            "content/replies/2025/proposal-103.md",
            "disclosure: withheld",
            "disclosure: title",
        );
    });
    let found = difference(&mut site);
    assert_eq!(
        found["added"][0]["permalink"],
        "replies/2025/proposal-103.html"
    );
    assert_eq!(
        (&found["removed"], &found["changed"]),
        (&json!([]), &json!([]))
    );
}

#[test]
fn what_is_published_no_longer_is_not_repeated() {
    let mut site = built(|site| {
        site.edit(CHANGED, "disclosure: public", "disclosure: title");
        let link = "[第101号提案的答复](../replies/2025/proposal-101.md#p2)";
        site.edit("content/articles/about.md", link, "下文");
    });
    for text in [difference(&mut site).to_string(), markdown(&mut site)] {
        for gone in ["赵示例", "孙示例", "0123", "收悉", "SL-2025"] {
            assert!(!text.contains(gone), "{gone} in {text}");
        }
        assert!(text.contains("letter") && text.contains("title"), "{text}");
    }
}

#[test]
fn personal_data_that_is_masked_now_is_not_repeated() {
    let mut site = SiteTest::fixture("small");
    site.edit(CHANGED, "感谢您对科技工作的支持", "联系电话13800001234");
    site.edit(CHANGED, "cc: [示例市政协提案委]", "cc: [王示例13900001234]");
    site.try_build(&["--output", "old"]).exits(0);
    site.edit(
        "content/site.yaml",
        "home_bodies",
        "privacy: {mobile: mask}\nhome_bodies",
    );
    site.try_build(&["--output", "new"]).exits(0);
    for text in [difference(&mut site).to_string(), markdown(&mut site)] {
        assert!(!text.contains("00001234"), "{text}");
        assert!(text.contains("手机号码已遮盖"), "{text}");
    }
}

#[test]
fn a_new_address_of_the_site_changes_no_reply() {
    let mut site = SiteTest::fixture("small");
    site.build_with(&["--output", "old"]);
    site.build_with(&["--output", "new", "--base-url", "https://example.org/"]);
    let found = difference(&mut site);
    for list in ["added", "removed", "changed"] {
        assert_eq!(found[list], json!([]));
    }
    let pages = found["pages"].as_array().unwrap();
    assert!(
        pages
            .iter()
            .any(|kind| kind["kind"] == "files for machines"),
        "{found}"
    );
}

#[test]
fn an_empty_folder_is_a_site_without_pages_and_a_root_stands_for_its_output() {
    let mut site = SiteTest::fixture("small");
    site.build();
    std::fs::create_dir(site.path("old")).unwrap();
    site.run(&["diff", "old", ".", "--format", "json"]).exits(0);
    let found = site.json();
    assert_eq!(found["removed"], json!([]));
    let added: Vec<&str> = found["added"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["permalink"].as_str().unwrap())
        .collect();
    let expected = [
        "replies/2024/proposal-88.html",
        "replies/2025/proposal-101.html",
        "replies/2025/proposal-102.html",
        "replies/2025/suggestion-7.html",
    ];
    assert_eq!(added, expected);
}

#[test]
fn sites_without_records_are_compared_by_their_pages() {
    let mut site = SiteTest::fixture("small");
    site.edit(
        "content/site.yaml",
        "home_bodies",
        "outputs: {data: false}\nhome_bodies",
    );
    site.build_with(&["--output", "old"]);
    one_word_and_one_reply(&mut site);
    site.try_build(&["--output", "new"]).exits(0);
    let found = difference(&mut site);
    assert_eq!(
        found["removed"][0]["permalink"],
        "replies/2024/proposal-88.html"
    );
    let title = &found["removed"][0]["title"];
    assert_eq!(title, "关于示例市政协第88号提案的答复");
    let changed = found["changed"].to_string();
    assert!(
        changed.contains("replies/2025/proposal-101.html"),
        "{changed}"
    );
}

/// Counts of topics decide the order of lists, and must not reorder what other replies state.
#[test]
fn a_withdrawn_reply_changes_no_other_whichever_it_is() {
    let mut site = SiteTest::repository();
    site.remove("content/articles/about.md");
    site.try_build(&["--output", "old"]).exits(0);
    let replies = tree(&site.path("content/replies"));
    assert!(replies.len() > 3);
    for (name, bytes) in &replies {
        let file = format!("content/replies/{name}");
        site.remove(&file);
        site.try_build(&["--output", "new"]).exits(0);
        let found = difference(&mut site);
        let path = format!("replies/{}", name.replace(".md", ".html"));
        assert_eq!(found["removed"][0]["permalink"], path);
        for list in ["added", "changed"] {
            assert_eq!(found[list], json!([]), "{name}");
        }
        site.write(&file, bytes);
    }
}

#[test]
fn what_is_no_site_is_refused() {
    let mut site = built(|_| {});
    site.write("other/index.html", "mine");
    site.run(&["diff", "old", "other"])
        .exits(2)
        .says("not a site that fuwen built");
    site.run(&["diff", "old", "nowhere"])
        .exits(3)
        .says("no such folder");
    site.run(&["diff", "old"]).exits(2);
}

#[test]
fn hostile_titles_and_letters_stay_text_in_a_comment() {
    let hostile = "<img src=x onerror=pwn()>[a](https://evil.example)@everyone `x` | #1\\n## 甲";
    let mut site = built(|site| {
        let title = "title: 关于示例市政协一届一次会议第101号提案的答复";
        site.edit(CHANGED, title, &format!("title: \"{hostile}\""));
        site.edit(
            CHANGED,
            "感谢您对科技工作的支持",
            "\\<script>pwn()\\</script> @everyone",
        );
    });
    let text = markdown(&mut site);
    for wrong in ["<img", "<script", "](http", "@everyone", "\n## 甲"] {
        assert!(!text.contains(wrong), "{wrong} in {text}");
    }
}
