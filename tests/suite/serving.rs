//! `fuwen serve`: the pages of a build, kept up to date while the site is edited.

use std::fs;

use crate::harness::SiteTest;
use crate::preview::Preview;

const LETTER: &str = "content/replies/2025/proposal-117.md";
const PAGE: &str = "replies/2025/proposal-117.html";

/// A new site, as `fuwen init` makes it.
fn new_site() -> SiteTest {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    site
}

/// A page without what is added for a browser.
fn as_built(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8(page.to_vec()).unwrap();
    let script = page
        .find("<script src=\"/_fuwen/reload.js?")
        .expect("a script");
    let (before, after) = page.split_at(script);
    let (_, after) = after.split_once("</script>\n").unwrap();
    let before = before.replacen(
        "content=\"script-src 'self'; connect-src 'self'; ",
        "content=\"",
        1,
    );
    let before = before.replacen("content=\"connect-src 'self'; ", "content=\"", 1);
    [&before, after].concat().into_bytes()
}

#[test]
fn every_file_is_the_one_that_a_build_makes_and_public_stays_away() {
    let mut site = SiteTest::repository();
    site.edit(
        "content/site.yaml",
        "title:",
        "base_url: https://example.org/a/\ntitle:",
    );
    let mut built = SiteTest::copy_of(&site);
    built.build();
    let preview = Preview::of(&site);
    for (path, bytes) in built.output() {
        if path == "manifest-sha256.txt" {
            continue;
        }
        let answer = preview.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        let media = answer.header("content-type").unwrap().to_owned();
        assert_ne!(media, "application/octet-stream", "{path}");
        if path.ends_with(".html") {
            assert_eq!(media, "text/html; charset=utf-8", "{path}");
            assert!(as_built(&answer.body) == bytes, "{path} differs");
        } else {
            assert!(answer.body == bytes, "{path} differs");
        }
    }
    assert!(!site.path("public").exists());
    assert_eq!(preview.ended_by("INT").0, Some(0));
    assert!(!site.path("public").exists());
    assert!(!site.path(".fuwen/serve").exists());
}

#[test]
fn an_address_that_leads_nowhere_shows_the_page_for_that() {
    let site = new_site();
    let preview = Preview::of(&site);
    let answer = preview.get("replies/2025/no-such.html");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("<title>"), "{answer:?}");
    assert!(
        answer
            .text()
            .contains("script-src 'self'; connect-src 'self'; default-src 'none'")
    );
    for path in [
        "content/site.yaml",
        ".gitignore",
        ".fuwen/serve/index.html",
        "replies",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert_eq!(preview.page(""), preview.page("index.html"));
    assert_eq!(preview.page("topics/"), preview.page("topics/index.html"));
}

#[test]
fn an_edit_of_content_settings_or_theme_reloads_the_page() {
    let mut site = new_site();
    let preview = Preview::of(&site);
    assert!(!preview.page(PAGE).contains("又及"));
    preview.after(|| {
        site.edit(LETTER, "感谢您", "又及。感谢您");
    });
    assert!(preview.page(PAGE).contains("又及。感谢您"));

    preview.after(|| {
        site.edit("content/site.yaml", "title: 示例市", "title: 新名市");
    });
    assert!(
        preview
            .page("index.html")
            .contains("新名市提案建议答复档案")
    );

    // The folder of themes comes anew, and is watched from then on.
    preview.after(|| {
        site.write(
            "themes/default/static/tokens.css",
            ":root { --red: #123456; }\n",
        );
    });
    let style = |preview: &Preview| {
        let page = preview.page("index.html");
        let (_, after) = page.split_once("href=\"assets/style-").unwrap();
        preview.page(&format!(
            "assets/style-{}",
            after.split('"').next().unwrap()
        ))
    };
    assert!(style(&preview).contains("#123456"));
    preview.after(|| {
        site.write(
            "themes/default/static/tokens.css",
            ":root { --red: #654321; }\n",
        );
    });
    assert!(style(&preview).contains("#654321"));

    preview.after(|| {
        site.edit("content/topics.yaml", "name: 区域创新", "name: 区域协同");
    });
    assert!(preview.page("topics/index.html").contains("区域协同"));
}

#[test]
fn letters_that_come_and_go_are_seen_however_an_editor_writes_them() {
    let mut site = new_site();
    let preview = Preview::of(&site);
    let second = "replies/2025/proposal-118.html";
    assert_eq!(preview.get(second).status, 404);
    let text = String::from_utf8(site.source(LETTER)).unwrap();
    let text = text
        .replace("第117号", "第118号")
        .replace("\"117\"", "\"118\"");
    preview.after(|| {
        // Beside its place, and renamed.
        site.write("content/replies/2025/.proposal-118.md.swp", &text);
        let from = site.path("content/replies/2025/.proposal-118.md.swp");
        fs::rename(from, site.path("content/replies/2025/proposal-118.md")).unwrap();
    });
    assert!(preview.page(second).contains("第118号"));
    preview.after(|| {
        site.edit(
            "content/replies/2025/proposal-118.md",
            "disclosure: public",
            "disclosure: withheld",
        );
    });
    assert_eq!(preview.get(second).status, 404);
    preview.after(|| {
        fs::rename(
            site.path("content/replies/2025"),
            site.path("content/replies/2024"),
        )
        .unwrap();
    });
    assert_eq!(preview.get(PAGE).status, 404);
    preview.page("replies/2024/proposal-117.html");
}

#[test]
fn what_is_joined_from_all_pages_follows_an_edit_too() {
    let mut site = new_site();
    let preview = Preview::of(&site);
    assert!(preview.page("data/replies.json").contains("赵示例"));
    preview.after(|| {
        site.edit(LETTER, "signer: 赵示例", "signer: 李示例");
    });
    let data = preview.page("data/replies.json");
    assert!(
        data.contains("李示例") && !data.contains("赵示例"),
        "{data}"
    );
}

#[test]
fn an_error_stands_in_place_of_every_page_until_it_is_mended() {
    let mut site = new_site();
    let preview = Preview::of(&site);
    preview.after(|| {
        site.edit(LETTER, "outcome: A", "outcome: Q");
    });
    for path in ["index.html", PAGE, "data/replies.json"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 500, "{path}");
        let page = answer.text();
        for part in [
            "<title>1 error - fuwen</title>",
            "value-invalid",
            "content/replies/2025/proposal-117.md:12:10",
            "<span class=\"line\">12</span>outcome: <mark>Q</mark>",
            "/_fuwen/reload.js?",
        ] {
            assert!(page.contains(part), "{path} lacks {part:?}:\n{page}");
        }
    }
    preview.page("_fuwen/problems.css");
    preview.after(|| {
        site.edit(LETTER, "outcome: Q", "outcome: B");
    });
    assert!(preview.page(PAGE).contains("B类"));
}

#[test]
fn errors_of_settings_and_templates_are_shown_where_they_are() {
    let mut site = new_site();
    site.edit("content/site.yaml", "title:", "titel:");
    let preview = Preview::of(&site);
    let page = preview.get("index.html");
    assert!(page.text().contains("content/site.yaml:2:1"), "{page:?}");
    preview.after(|| {
        site.edit("content/site.yaml", "titel:", "title:");
    });
    preview.page("index.html");
    preview.after(|| {
        site.write(
            "themes/default/templates/home.html",
            "<p>{{ page.nothing }}\n",
        );
    });
    let page = preview.get(PAGE);
    assert_eq!(page.status, 500);
    assert!(
        page.text()
            .contains("themes/default/templates/home.html:1:"),
        "{page:?}"
    );
}

#[test]
fn other_machines_see_no_word_of_a_document_with_an_error() {
    let mut site = new_site();
    site.edit(LETTER, "disclosure: public", "disclosure: withheld");
    site.edit(LETTER, "outcome: A", "outcome: 哨兵");
    let here = Preview::of(&site);
    assert!(here.get("index.html").text().contains("哨兵"));
    for (arguments, variables) in [
        (&["--port", "0", "--host", "0.0.0.0"][..], &[][..]),
        (&["--port", "0"], &[("CI", "true")]),
    ] {
        let open = Preview::with(&site, arguments, variables);
        let page = open.get("index.html");
        assert_eq!(page.status, 500);
        assert!(
            page.text()
                .contains("content/replies/2025/proposal-117.md:12:10")
        );
        assert!(!page.text().contains("哨兵"), "{page:?}");
    }
}

#[test]
fn a_page_from_an_earlier_run_is_loaded_again() {
    let site = new_site();
    let first = Preview::of(&site);
    let version = first.get("index.html").version();
    drop(first);
    Preview::of(&site).until_reload(version).ends();
}

#[test]
fn held_back_letters_are_not_shown_either() {
    let mut site = new_site();
    site.edit(LETTER, "disclosure: public", "disclosure: withheld");
    let preview = Preview::of(&site);
    assert_eq!(preview.get(PAGE).status, 404);
    assert_eq!(preview.get("replies/2025/proposal-117.json").status, 404);
}
