//! Whole pages, one of each kind that matters most. See README.md for how to accept a change.

use crate::harness::SiteTest;

/// Compares a page with its snapshot; names of hashed assets are set back, so that a change of
/// the style sheet alone does not touch every page.
fn assert_page(site: &SiteTest, path: &str, name: &str) {
    let text = site.text(path);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(true);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, without_hashes(&text)));
}

/// `style-1a2b3c4d.css` to `style-HASH.css`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("assets/");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('"').unwrap_or((part, ""));
        let (stem, hashed) = name.rsplit_once('-').unwrap_or((name, ""));
        let ending = hashed.split_once('.').map_or("", |(_, ending)| ending);
        out.push_str(&format!("assets/{stem}-HASH.{ending}\"{rest}"));
    }
    out
}

#[test]
fn a_letter_a_notice_a_case_and_the_home_page_look_as_accepted() {
    let mut site = SiteTest::fixture("small");
    site.build();
    assert_page(&site, "replies/2025/proposal-101.html", "letter");
    assert_page(&site, "replies/2024/proposal-88.html", "bare_letter");
    assert_page(
        &site,
        "replies/2025/proposal-102.html",
        "notice_with_summary",
    );
    assert_page(&site, "replies/2025/suggestion-7.html", "notice_with_title");
    assert_page(&site, "proposals/2025/101.html", "case");
    assert_page(&site, "index.html", "home");
}

#[test]
fn a_reply_of_a_government_site_in_english_looks_as_accepted() {
    let mut site = SiteTest::fixture("english");
    site.build();
    assert_page(&site, "replies/2025/suggestion-1.html", "english_reply");
}
