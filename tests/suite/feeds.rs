//! Feeds: which there are, what is in them, their names and times.

use scraper::{Html, Selector};
use serde_json::Value;

use crate::harness::SiteTest;

fn json(site: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&site.text(path)).unwrap()
}

fn titles(feed: &Value) -> Vec<&str> {
    let items = feed["items"].as_array().unwrap().iter();
    items.map(|item| item["title"].as_str().unwrap()).collect()
}

/// The texts of an element of an Atom feed, in order.
fn atom(site: &SiteTest, path: &str, name: &str) -> Vec<String> {
    let document = Html::parse_document(&site.text(path));
    let name = Selector::parse(name).unwrap();
    document
        .select(&name)
        .map(|element| element.text().collect())
        .collect()
}

#[test]
fn the_site_each_topic_with_replies_and_each_bureau_have_both_feeds() {
    let mut site = SiteTest::fixture("small");
    site.build();
    for stem in [
        "feed",
        "topics/innovation",
        "topics/talent",
        "issuers/shili-kjj",
        "issuers/shili-jyj",
    ] {
        site.has(&[&format!("{stem}.xml"), &format!("{stem}.json")]);
        let in_atom = atom(&site, &format!("{stem}.xml"), "entry > id");
        let feed = json(&site, &format!("{stem}.json"));
        let ids = feed["items"].as_array().unwrap().iter();
        let in_json: Vec<&str> = ids.map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(in_atom, in_json, "{stem}");
    }
    site.lacks(&["topics/unused.xml", "members/index.xml"]);
}

#[test]
fn a_reply_without_any_public_time_is_in_no_feed() {
    let mut site = SiteTest::fixture("small");
    let feed = json(site.build(), "feed.json");
    // The one of 2024 has neither time; the others come newest first, by their last change.
    assert_eq!(
        titles(&feed),
        [
            "关于示例市政协一届一次会议第101号提案的答复",
            "对示例市人民代表大会代表第7号建议的答复",
            "关于示例市政协一届一次会议第102号提案的答复",
        ]
    );
}

#[test]
fn a_time_is_that_of_publication_else_of_the_letter_and_later_where_it_was_corrected() {
    let mut site = SiteTest::new(&[]);
    let facts = "cases: [{kind: proposal}]\nissuer: 甲局\ndisclosure: public";
    for (name, more) in [
        (
            "published",
            "date: 2025-01-01\npublished: 2025-08-01T09:00:00+08:00",
        ),
        ("dated", "date: 2025-06-20"),
        (
            "corrected",
            "date: 2025-01-01\ncorrected: [{date: 2026-02-01, note: 甲}, {date: 2026-01-01, note: 乙}]",
        ),
        (
            "early",
            "published: 2025-08-01\ncorrected: [{date: 2025-01-01, note: 甲}]",
        ),
    ] {
        site.reply(&format!("2025/{name}"), &format!("{facts}\n{more}"));
    }
    site.try_build(&[]).exits(0);
    let mut times: Vec<[String; 3]> = json(&site, "feed.json")["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            ["url", "date_published", "date_modified"]
                .map(|key| item[key].as_str().unwrap().to_owned())
        })
        .collect();
    times.sort();
    let expected = [
        ["corrected", "2024-12-31T16:00:00Z", "2026-01-31T16:00:00Z"],
        ["dated", "2025-06-19T16:00:00Z", "2025-06-19T16:00:00Z"],
        ["early", "2025-07-31T16:00:00Z", "2025-07-31T16:00:00Z"],
        ["published", "2025-08-01T01:00:00Z", "2025-08-01T01:00:00Z"],
    ];
    let expected = expected.map(|[name, first, last]| {
        [
            format!("replies/2025/{name}.html"),
            first.to_owned(),
            last.to_owned(),
        ]
    });
    assert_eq!(times, expected);
    assert_eq!(
        atom(&site, "feed.xml", "feed > updated"),
        ["2026-01-31T16:00:00Z"]
    );
}

#[test]
fn a_feed_holds_the_newest_fifty_whole() {
    let mut site = SiteTest::new(&[]);
    for number in 1..=60 {
        let facts = format!(
            "title: 第{number}件\ncases: [{{kind: proposal}}]\nissuer: 甲局\ndate: 2025-{:02}-{:02}\ndisclosure: public",
            (number - 1) / 28 + 1,
            (number - 1) % 28 + 1,
        );
        site.reply(&format!("2025/r{number}"), &facts);
    }
    site.try_build(&[]).exits(0);
    let feed = json(&site, "feed.json");
    let titles = titles(&feed);
    assert_eq!(
        (titles.len(), titles[0], titles[49]),
        (50, "第60件", "第11件")
    );
    let content = feed["items"][0]["content_html"].as_str().unwrap();
    assert!(content.contains("王示例委员：") && content.contains("现答复如下。"));
    assert_eq!(atom(&site, "feed.xml", "entry > content")[0], content);
}

#[test]
fn names_stay_when_the_site_moves_and_links_follow_it() {
    let mut site = SiteTest::fixture("small");
    let names = |site: &SiteTest| {
        [
            atom(site, "feed.xml", "id"),
            atom(site, "topics/talent.xml", "id"),
        ]
    };
    let here = names(site.build());
    assert!(
        here.iter()
            .flatten()
            .all(|name| name.starts_with("urn:uuid:"))
    );
    let relative = json(&site, "topics/talent.json");
    assert_eq!(
        relative["items"][0]["url"],
        "../replies/2025/proposal-101.html"
    );
    let there = names(site.build_with(&["--base-url", "https://example.org/a/"]));
    assert_eq!(here, there);
    let absolute = json(&site, "topics/talent.json");
    assert_eq!(
        absolute["feed_url"],
        "https://example.org/a/topics/talent.json"
    );
    assert_eq!(
        absolute["items"][0]["url"],
        "https://example.org/a/replies/2025/proposal-101.html"
    );
    let content = absolute["items"][0]["content_html"].as_str().unwrap();
    assert!(content.contains("href=\"https://example.org/a/replies/2024/proposal-88.html\""));
    assert!(content.contains("href=\"https://flk.npc.gov.cn/\""));
}

#[test]
fn a_notice_is_in_a_feed_with_its_summary_or_title_alone() {
    let mut site = SiteTest::fixture("small");
    let feed = json(site.build(), "feed.json");
    let (title, summary) = (&feed["items"][1], &feed["items"][2]);
    assert_eq!(summary["content_text"], "本局将在三年内引进一百名人才。");
    assert_eq!(title["content_text"], title["title"]);
    site.omits("feed.xml", &["正文不公开", "正文也不公开"]);
}

#[test]
fn pages_name_the_feeds_that_tell_of_them() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let feeds = "link[rel=alternate][type='application/atom+xml']";
    assert_eq!(site.page("index.html").targets(feeds), ["feed.xml"]);
    assert_eq!(
        site.page("topics/talent.html").targets(feeds),
        ["feed.xml", "topics/talent.xml"]
    );
    assert_eq!(site.page("members/index.html").targets(feeds), ["feed.xml"]);
}
