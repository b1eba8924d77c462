//! What pages say of themselves to programs: JSON-LD, other forms, link previews.

use serde_json::Value;

use crate::harness::SiteTest;

/// The things of a page's graph.
fn graph(site: &SiteTest, path: &str) -> Vec<Value> {
    let page = site.page(path);
    let scripts = page.all("script[type='application/ld+json']");
    assert!(scripts.len() <= 1, "{path}");
    scripts
        .iter()
        .flat_map(|script| {
            let data: Value = serde_json::from_str(&script.inner_html()).unwrap();
            assert_eq!(data["@context"], "https://schema.org");
            data["@graph"].as_array().unwrap().clone()
        })
        .collect()
}

fn types(site: &SiteTest, path: &str) -> Vec<String> {
    let graph = graph(site, path).into_iter();
    graph
        .map(|thing| thing["@type"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_page_is_of_a_fitting_type_and_tells_the_way_to_it() {
    let mut site = SiteTest::fixture("small");
    site.build();
    for (path, kind) in [
        ("replies/2025/proposal-101.html", "Article"),
        ("replies/2025/proposal-102.html", "CreativeWork"),
        ("articles/about.html", "Article"),
        ("proposals/2025/101.html", "CollectionPage"),
        ("topics/talent.html", "CollectionPage"),
        ("statistics.html", "WebPage"),
        ("data/index.html", "Dataset"),
    ] {
        assert_eq!(types(&site, path), [kind, "BreadcrumbList"], "{path}");
    }
    assert_eq!(types(&site, "index.html"), ["WebSite"]);
    assert!(types(&site, "404.html").is_empty());
    assert!(types(&site, "old/101.html").is_empty());
}

#[test]
fn a_letter_is_described_by_its_facts() {
    let mut site = SiteTest::fixture("small");
    site.build_with(&["--base-url", "https://example.org/a/"]);
    let letter = &graph(&site, "replies/2025/proposal-101.html")[0];
    assert_eq!(letter["author"]["name"], "示例市科学技术局");
    assert_eq!(letter["identifier"], "示科办〔2025〕1号");
    assert_eq!(letter["dateCreated"], "2025-06-20");
    assert_eq!(
        letter["license"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(
        letter["url"],
        "https://example.org/a/replies/2025/proposal-101.html"
    );
    let trail = &graph(&site, "replies/2025/proposal-101.html")[1]["itemListElement"];
    assert_eq!(
        trail[1]["item"],
        "https://example.org/a/proposals/2025/101.html"
    );
    let record: Value = serde_json::from_str(&site.text("replies/2025/proposal-101.json")).unwrap();
    assert_eq!(
        letter["@id"], record["id"],
        "one name on the page, in data and in feeds"
    );
}

#[test]
fn no_title_ends_the_element_that_holds_the_graph() {
    let mut site = SiteTest::new(&[]);
    let title = "甲</script><script>pwn()</script><!--&amp;";
    let facts =
        format!("title: '{title}'\ncases: [{{kind: proposal}}]\nissuer: 甲局\ndisclosure: public");
    site.reply("2025/a", &facts).try_build(&[]).exits(0);
    let letter = &graph(&site, "replies/2025/a.html")[0];
    assert_eq!(letter["headline"], title);
}

#[test]
fn a_reply_leads_to_the_files_beside_it() {
    let mut site = SiteTest::fixture("small");
    site.build();
    for name in ["proposal-101", "proposal-102"] {
        let page = site.page(&format!("replies/2025/{name}.html"));
        let files = [
            format!("replies/2025/{name}.json"),
            format!("replies/2025/{name}.md"),
        ];
        assert_eq!(page.targets(".downloads a"), files);
    }
}

#[test]
fn the_numbers_can_be_had_as_files() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let files = site.page("statistics.html").targets(".downloads a");
    assert_eq!(files, ["data/statistics.csv", "data/statistics.json"]);
}

#[test]
fn a_preview_of_a_link_shows_what_the_page_is() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let property = |path: &str, name: &str| {
        let page = site.page(path);
        let tag = page.one(&format!("meta[property='og:{name}']"));
        tag.value().attr("content").unwrap_or_default().to_owned()
    };
    let letter = "replies/2025/proposal-101.html";
    assert_eq!(property(letter, "type"), "article");
    assert_eq!(
        property(letter, "title"),
        "关于示例市政协一届一次会议第101号提案的答复"
    );
    assert_eq!(property("topics/talent.html", "type"), "website");
}
