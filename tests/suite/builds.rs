//! What `fuwen build` makes, says and leaves alone.

use serde_json::json;

use crate::harness::{SiteTest, assert_same, tree};

const REPLY: &str = "cases: [{kind: proposal, number: \"117\"}]\nissuer: 示例局\ndisclosure: public\nsession: {year: 2025}";
const ISSUER: (&str, &str) = (
    "content/organisations.yaml",
    "- {slug: shili, name: 示例局}\n",
);

fn site() -> SiteTest {
    let mut site = SiteTest::new(&[ISSUER]);
    site.reply("2025/proposal-117", REPLY);
    site
}

#[test]
fn a_second_build_writes_nothing() {
    let mut site = SiteTest::fixture("small");
    let first = site.report();
    let files = site.output();
    assert_eq!(first["written"], first["pages"]);
    let second = site.report();
    let expected = json!({
        "pages": files.len(), "written": 0, "unchanged": files.len(),
        "removed": 0, "withheld": 3, "problems": 0,
    });
    assert_eq!(second, expected);
    assert_same(&files, &site.output());
}

#[test]
fn pages_counts_every_file_of_the_site() {
    for name in ["small", "english"] {
        let mut site = SiteTest::fixture(name);
        let pages = site.report()["pages"].as_u64();
        assert_eq!(pages, Some(site.output().len() as u64), "{name}");
    }
}

#[test]
fn the_result_is_one_line_of_json_on_standard_output() {
    let mut site = site();
    site.run(&["build", "--format", "json"]).exits(0);
    assert_eq!(site.run.stdout.lines().count(), 1);
    let report = site.json();
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    let expected = [
        "pages",
        "written",
        "unchanged",
        "removed",
        "withheld",
        "problems",
        "seconds",
    ];
    assert!(
        expected.iter().all(|key| report[key].is_number()),
        "{report}"
    );
    assert_eq!(keys.len(), expected.len());
    assert!(
        !site.run.stderr.is_empty(),
        "progress goes to standard error"
    );
}

#[test]
fn a_failed_build_reports_its_problems_as_json_too() {
    let mut site = site();
    site.edit("content/replies/2025/proposal-117.md", "public", "pubic");
    let report = site.report();
    let expected = json!({
        "pages": 0, "written": 0, "unchanged": 0, "removed": 0, "withheld": 0, "problems": 1,
    });
    assert_eq!(report, expected);
    site.exits(1).lacks(&["index.html"]);
}

#[test]
fn quiet_silences_progress_and_nothing_else() {
    let mut site = site();
    site.run(&["build"]).exits(0).says("reading");
    site.run(&["build", "--quiet"]).exits(0);
    assert_eq!(site.run.stderr, "");
    assert!(site.run.stdout.contains("0 written"), "{}", site.run.stdout);
    site.remove("content/organisations.yaml");
    site.try_build(&[]).exits(0).says("warning[issuer-unknown]");
}

#[test]
fn place_and_number_of_threads_do_not_show() {
    let (mut left, mut right) = (SiteTest::fixture("small"), SiteTest::bare());
    left.build_with(&["--jobs", "1"]);
    for (path, bytes) in tree(left.root()) {
        if path.starts_with("content/") {
            right.write(&format!("a much longer/文件夹/{path}"), bytes);
        }
    }
    let nested = [
        "--root",
        "a much longer/文件夹",
        "build",
        "--quiet",
        "--jobs",
        "2",
    ];
    right.run(&nested).exits(0);
    assert_same(
        &left.output(),
        &tree(&right.path("a much longer/文件夹/public")),
    );
}

#[test]
fn a_page_edited_by_hand_is_made_again() {
    let mut site = site();
    site.build();
    let clean = site.output();
    let bytes = site.text("index.html").len();
    site.write("public/index.html", "x".repeat(bytes));
    site.write("public/robots.txt", "Disallow: /");
    site.remove("public/statistics.html");
    assert_eq!(site.report()["written"], 3);
    assert_same(&clean, &site.output());
}

#[test]
fn what_is_no_longer_planned_is_removed_with_its_folders() {
    let mut site = site();
    site.reply(
        "2024/proposal-9",
        &REPLY.replace("117", "9").replace("2025", "2024"),
    );
    site.build().has(&[
        "replies/2024/proposal-9.html",
        "proposals/2024/9.html",
        "years/2024.html",
    ]);
    site.remove("content/replies/2024/proposal-9.md");
    assert!(site.report()["removed"].as_u64() >= Some(3));
    site.lacks(&["replies/2024", "proposals/2024", "years/2024.html"]);
    assert_same(&self::site().build().output(), &site.output());
}

#[test]
fn a_renamed_reply_leaves_its_old_address() {
    let mut site = site();
    site.build();
    site.remove("content/replies/2025/proposal-117.md");
    site.reply("2025/second", REPLY).build();
    site.lacks(&["replies/2025/proposal-117.html"]);
    site.has(&["replies/2025/second.html"]);
}

#[test]
fn files_that_the_site_keeps_are_left_alone() {
    let mut site = site();
    site.write(
        "content/site.yaml",
        "title: 甲\nkeep: [CNAME, .well-known/]\n",
    );
    site.write("public/CNAME", "archive.example.org");
    site.write("public/.well-known/security.txt", "Contact: nobody");
    let pages = site.report()["pages"].as_u64().unwrap();
    assert_eq!(pages + 2, site.output().len() as u64);
    site.contains("CNAME", &["archive.example.org"]);
    site.contains(".well-known/security.txt", &["Contact"]);
    site.omits("manifest-sha256.txt", &["CNAME", "security"]);
    site.report();
    site.has(&["CNAME", ".well-known/security.txt"]);
}

#[test]
fn a_file_of_unknown_origin_stops_the_build() {
    let mut site = site();
    site.write("public/withdrawn.html", "an old letter");
    site.write("public/deep/er.html", "another");
    site.fails(2, "public/withdrawn.html")
        .says("public/deep/er.html")
        .says("keep:");
    site.contains("withdrawn.html", &["an old letter"]);
    site.write(
        "content/site.yaml",
        "title: 甲\nkeep: [withdrawn.html, deep/]\n",
    );
    site.build()
        .has(&["index.html", "withdrawn.html", "deep/er.html"]);
}

#[test]
fn what_was_kept_and_is_kept_no_longer_is_not_removed_unasked() {
    let mut site = site();
    site.write("content/site.yaml", "title: 甲\nkeep: [notes.html]\n");
    site.write("public/notes.html", "mine").build();
    site.write("content/site.yaml", "title: 甲\n");
    site.fails(2, "public/notes.html")
        .contains("notes.html", &["mine"]);
}

#[test]
fn an_address_gives_canonical_links_and_a_sitemap() {
    let mut site = site();
    site.build_with(&["--base-url", "https://example.org/archive"]);
    let address = |page: &str| {
        let path = if page == "index.html" { "" } else { page };
        format!("https://example.org/archive/{path}")
    };
    let reply = address("replies/2025/proposal-117.html");
    site.contains("sitemap.xml", &["<urlset", &reply]);
    site.omits("sitemap.xml", &["404.html", ".css", "robots.txt"]);
    site.contains(
        "robots.txt",
        &["Sitemap: https://example.org/archive/sitemap.xml"],
    );
    let pages = site
        .output()
        .into_keys()
        .filter(|path| path.ends_with(".html"));
    for page in pages.filter(|page| page != "404.html") {
        let canonical = site.page(&page).links("link[rel='canonical']");
        assert_eq!(canonical, [address(&page)]);
    }
}

#[test]
fn without_an_address_nothing_is_absolute() {
    let mut site = site();
    site.build_with(&["--base-url", "https://example.org/"])
        .has(&["sitemap.xml"]);
    site.build().lacks(&["sitemap.xml"]);
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains("canonical") && !text.contains("example.org"),
            "{path}"
        );
        assert!(!text.contains("Sitemap:"), "{path}");
    }
}

#[test]
fn the_address_of_site_yaml_and_the_one_of_the_command_line_give_the_same_site() {
    let (mut written, mut typed) = (site(), site());
    written.write(
        "content/site.yaml",
        "title: 示例档案\nbase_url: https://example.org/a/\n",
    );
    written.build();
    typed.build_with(&["--base-url", "https://example.org/a"]);
    assert_same(&written.output(), &typed.output());
}

#[test]
fn another_output_folder_gets_the_same_site() {
    let mut site = site();
    site.build().build_with(&["--output", "elsewhere/site"]);
    assert_same(&site.output(), &tree(&site.path("elsewhere/site")));
}

#[test]
fn a_new_site_builds_at_once() {
    let mut site = SiteTest::bare();
    site.run(&["init", "neu"]).exits(0);
    site.run(&["--root", "neu", "build", "--quiet"]).exits(0);
    assert_eq!(site.run.stderr, "");
    let made = tree(&site.path("neu/public"));
    assert!(made.contains_key("replies/2025/proposal-117.html"));
    site.run(&["init", "neu"]).exits(2).says("not empty");
}

#[test]
fn files_that_servers_look_for_stand_at_the_root() {
    let names = [
        ".htaccess",
        ".nojekyll",
        ".well-known/security.txt",
        "CNAME",
        "_headers",
        "_redirects",
        "humans.txt",
    ];
    let mut site = SiteTest::fixture("small");
    for name in names {
        site.write(&format!("themes/default/static/root/{name}"), name);
    }
    for name in [".CNAME.swp", ".hidden", ".git/config~"] {
        site.write(&format!("themes/default/static/root/{name}"), "no");
    }
    site.build();
    for name in names {
        assert_eq!(site.output()[name], name.as_bytes(), "{name}");
    }
    let all = site.output();
    assert!(!all.contains_key(".CNAME.swp") && !all.contains_key(".hidden"));
    // What the theme no longer holds goes as any page does.
    std::fs::remove_dir_all(site.path("themes")).unwrap();
    site.build();
    for name in names {
        assert!(!site.output().contains_key(name), "{name}");
    }
}

#[test]
fn other_files_without_an_ending_are_told_what_is_missing() {
    let mut site = SiteTest::fixture("small");
    site.write("themes/default/static/root/README", "x");
    site.try_build(&[])
        .says("static/root/README")
        .says("give it an ending");
}
