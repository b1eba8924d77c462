//! Every page of every site holds together: links, anchors, headings, and nothing from outside.

use crate::checker::check;
use crate::fixtures::site_names;
use crate::harness::SiteTest;

fn assert_holds_together(site: &SiteTest, name: &str) {
    let problems = check(&site.output());
    assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
}

#[test]
fn every_fixture_site_holds_together() {
    for name in site_names() {
        let mut site = SiteTest::fixture(&name);
        assert_holds_together(site.build(), &name);
    }
}

#[test]
fn this_repositorys_archive_holds_together() {
    let mut site = SiteTest::repository();
    assert_holds_together(site.build(), "the repository");
}

#[test]
fn a_new_site_and_an_empty_one_hold_together() {
    let mut empty = SiteTest::new(&[]);
    assert_holds_together(empty.build(), "an empty site");
    let mut new = SiteTest::bare();
    new.run(&["init", "."]).exits(0);
    assert_holds_together(new.build(), "a new site");
}

#[test]
fn an_address_changes_no_link_between_pages() {
    let mut site = SiteTest::fixture("small");
    let before = site.build().page("index.html").links("a");
    site.build_with(&["--base-url", "https://example.org/deep/path/"]);
    assert_eq!(site.page("index.html").links("a"), before);
    assert_holds_together(&site, "small, with an address");
}

#[test]
fn the_page_for_lost_addresses_works_at_any_depth() {
    let mut site = SiteTest::fixture("small");
    assert!(site.build().page("404.html").links("a").is_empty());
    site.build_with(&["--base-url", "https://example.org/deep/"]);
    let links = site.page("404.html").links("a");
    assert!(!links.is_empty());
    assert!(
        links.iter().all(|link| link == "https://example.org/deep/"),
        "{links:?}"
    );
}

#[test]
fn links_in_bodies_lead_to_pages_and_their_places() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let letter = site.page("replies/2025/proposal-101.html");
    let links = letter.links(".letter-body a:not(.anchor)");
    assert_eq!(
        links,
        ["../2024/proposal-88.html", "https://flk.npc.gov.cn/"]
    );
    let article = site.page("articles/about.html");
    let link = "../replies/2025/proposal-101.html#p2".to_owned();
    assert!(article.links("main a").contains(&link));
}

#[test]
fn a_broken_link_is_an_error_that_names_the_place() {
    let mut site = SiteTest::new(&[]);
    let body = "---\ntitle: 甲\ndisclosure: public\n---\n\n见[乙](b.md)、[丙](../../c.md)。\n";
    site.write("content/articles/a.md", body);
    site.fails(1, "content/articles/a.md:6:2")
        .says("content/articles/a.md:6:12")
        .says("link-broken");
    let other = "---\ntitle: 乙\ndisclosure: public\n---\n\n乙。\n";
    site.write("content/articles/b.md", other).edit(
        "content/articles/a.md",
        "、[丙](../../c.md)",
        "",
    );
    site.build();
}

#[test]
fn a_broken_anchor_is_an_error_that_names_the_place() {
    let mut site = SiteTest::new(&[]);
    let article =
        |link: &str| format!("---\ntitle: 甲\ndisclosure: public\n---\n\n见[甲]({link})。\n");
    for link in ["#p9", "a.md#p9", "#nowhere"] {
        site.write("content/articles/a.md", article(link));
        site.fails(1, "content/articles/a.md:6:2")
            .says("link-broken");
    }
    site.write("content/articles/a.md", article("#p1")).build();
}

#[test]
fn what_only_led_to_a_broken_page_goes_with_it_and_the_rest_stays() {
    const LENGTH: usize = 60;
    let article = |links: &str| format!("---\ntitle: 甲\ndisclosure: public\n---\n\n甲。{links}\n");
    let mut site = SiteTest::new(&[]);
    for number in 0..LENGTH {
        // Each leads to the next, and the last one nowhere.
        let text = article(&format!("见[下](c{}.md)和[留](ring-a.md)。", number + 1));
        site.write(&format!("content/articles/c{number}.md"), text);
    }
    // Two that lead to each other and to the chain, and two to each other alone.
    let twice = "[链](c7.md)[链](c7.md#p1)";
    site.write(
        "content/articles/x.md",
        article(&format!("[y](y.md){twice}")),
    );
    site.write("content/articles/y.md", article("[x](x.md)"));
    site.write("content/articles/ring-a.md", article("[环](ring-b.md#p1)"));
    site.write("content/articles/ring-b.md", article("[环](ring-a.md#p1)"));
    site.try_build(&["--keep-going", "--format", "json"])
        .exits(1);
    let kept = ["articles/ring-a.html", "articles/ring-b.html"];
    let mut articles: Vec<String> = site.output().into_keys().collect();
    articles.retain(|path| path.starts_with("articles/") && !path.ends_with("index.html"));
    assert_eq!(articles, kept);
    let told = site.run.stderr.matches("link-broken").count();
    // The second link of `x` and that of `y` are broken as well.
    assert_eq!(told, LENGTH + 3, "{}", site.run.stderr);
    site.has(&kept);
}
