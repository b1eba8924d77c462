//! What a reader has to fetch is little, and little of it holds the page up.

use crate::harness::SiteTest;

/// The static files of a site by their ending, with their sizes.
fn sizes(site: &SiteTest, ending: &str) -> Vec<(String, usize)> {
    let output = site.output();
    let assets = output
        .into_iter()
        .filter(|(path, _)| path.ends_with(ending));
    assets.map(|(path, bytes)| (path, bytes.len())).collect()
}

#[test]
fn style_and_scripts_are_small() {
    let mut site = SiteTest::repository();
    site.build();
    let styles = sizes(&site, ".css");
    assert_eq!(styles.len(), 1, "{styles:?}");
    assert!(styles[0].1 < 24_000, "{styles:?}");
    let mut scripts = sizes(&site, ".js");
    scripts.retain(|(path, _)| !path.contains("search"));
    let total: usize = scripts.iter().map(|(_, size)| size).sum();
    assert!(total > 0 && total < 4_096, "{scripts:?}");
}

#[test]
fn a_page_waits_for_the_style_sheet_and_one_tiny_script() {
    let mut site = SiteTest::repository();
    site.build();
    let pages = site
        .output()
        .into_keys()
        .filter(|path| path.ends_with(".html") && path != "404.html");
    for path in pages {
        let page = site.page(&path);
        assert_eq!(page.all("link[rel=stylesheet]").len(), 1, "{path}");
        let blocking = page.all("script[src]:not([defer]):not([async])");
        assert_eq!(blocking.len(), 1, "{path}");
        assert!(
            page.all("script:not([src]):not([type='application/ld+json'])")
                .is_empty(),
            "{path}"
        );
        let source = blocking[0].attr("src").unwrap();
        let script = crate::page::resolve(&path, source).unwrap();
        assert!(site.text(&script).len() < 1_024, "{script}");
    }
}

#[test]
fn a_reply_page_without_its_text_is_small() {
    let mut site = SiteTest::repository();
    site.build();
    for path in site.output().into_keys() {
        if !(path.starts_with("replies/2025/") && path.ends_with(".html")) {
            continue;
        }
        let html = site.text(&path);
        let (before, rest) = html.split_once("<article class=\"letter\"").unwrap();
        let (_, after) = rest.split_once("</article>").unwrap();
        assert!(before.contains("<nav class=\"outline\""), "{path}");
        let rest = before.len() + after.len();
        assert!(rest < 8_192, "{path}: {rest} bytes around the letter");
    }
}
