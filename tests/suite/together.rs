//! Problems of different kinds at once, and what a build does about names that clash with its own.

use crate::harness::SiteTest;

const REPLY: &str =
    "cases: [{kind: proposal, number: \"117\"}]\nissuer: 甲局\ndisclosure: public\n";

fn site() -> SiteTest {
    SiteTest::new(&[("content/organisations.yaml", "- {slug: jia, name: 甲局}\n")])
}

#[test]
fn settings_content_clashes_and_templates_are_reported_together() {
    let mut site = site();
    site.write("content/site.yaml", "title: 甲\ntheme: own\ntitel: y\n");
    site.reply("2025/a", &format!("{REPLY}date: 2025-99-99\n"));
    site.reply("2025/b", &format!("{REPLY}aliases: [index.html]\n"));
    site.write("themes/own/templates/case.html", "{% if %}");
    site.fails(2, "error[key-unknown]")
        .says("error[date-invalid]")
        .says("error[path-clash]")
        .says("error[template-error]");
}

#[test]
fn a_template_that_fails_on_one_level_only_stops_the_build_before_it_writes() {
    let mut site = site();
    site.write("content/site.yaml", "title: 甲\ntheme: own\n");
    site.reply("2025/a", REPLY);
    site.reply("2024/b", &REPLY.replace("public", "title"));
    site.write(
        "themes/own/templates/notice.html",
        "{{ reply.nosuch.deeper }}",
    );
    site.fails(2, "error[template-error]").says("notice.html");
}

#[test]
fn every_file_that_is_written_can_be_removed_again() {
    let mut site = site();
    site.write("content/site.yaml", "title: 甲\ntheme: own\n");
    site.write("themes/own/static/标志.png", "1");
    site.write("themes/own/static/noending", "1");
    site.fails(2, "error[theme-invalid]").says("noending");
    site.remove("themes/own/static/标志.png")
        .remove("themes/own/static/noending");
    site.write("themes/own/static/logo.png", "1").build();
    site.write("themes/own/static/logo.png", "2").build();
    site.reply("2025/a", &format!("{REPLY}aliases: [.well-known/x.html]\n"));
    site.fails(1, "error[alias-invalid]");
}

#[test]
fn kept_files_are_left_alone() {
    let mut site = site();
    site.write(
        "content/site.yaml",
        "title: 甲\nkeep: [robots.txt, 404.html]\n",
    );
    site.write("public/robots.txt", "MINE");
    site.build()
        .contains("robots.txt", &["MINE"])
        .lacks(&["404.html"]);
    assert!(!site.text("manifest-sha256.txt").contains("robots.txt"));
    site.reply("2025/a", REPLY);
    site.write("content/site.yaml", "title: 甲\nkeep: [replies/]\n");
    site.fails(1, "error[path-clash]").says("keep");
}

#[test]
fn a_preview_has_no_address_and_asks_not_to_be_found() {
    let mut site = site();
    site.write(
        "content/site.yaml",
        "title: 甲\nbase_url: https://example.org/\n",
    );
    site.reply("2025/a", REPLY);
    site.reply("2025/b", &REPLY.replace("public", "withheld"));
    site.try_build(&["--preview"]).exits(0);
    site.lacks(&["sitemap.xml", "replies/2025/b.html"]);
    site.contains(
        "replies/2025/a.html",
        &["name=\"robots\" content=\"noindex\"", "class=\"preview\""],
    );
    site.omits("replies/2025/a.html", &["rel=\"canonical\""]);
}

#[test]
fn a_preview_says_what_it_is_of() {
    let mut site = site();
    site.reply("2025/a", REPLY);
    site.build_with(&["--preview"])
        .omits("replies/2025/a.html", &["版本："]);
    site.env("FUWEN_REVISION", "abc123");
    site.build_with(&["--preview"])
        .contains("replies/2025/a.html", &["版本：abc123"]);
    let given = "<b>\u{202E}1</b>\n ".to_owned() + &"x".repeat(200);
    site.build_with(&["--preview", "--revision", &given])
        .contains(
            "replies/2025/a.html",
            &["版本：&lt;b&gt;\u{FFFD}1&lt;/b&gt; xxx"],
        )
        .omits("replies/2025/a.html", &[&"x".repeat(100)]);
    site.build().omits("replies/2025/a.html", &["版本："]);
    site.try_build(&["--revision", "1"]).exits(2);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_hide_sources_or_settings() {
    let mut site = site();
    let elsewhere = site.path("elsewhere");
    std::fs::rename(site.path("content"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.path("content")).unwrap();
    site.try_build(&["--output", "elsewhere/out"])
        .exits(2)
        .says("output-unsafe");
    std::fs::rename(elsewhere.join("topics.yaml"), site.path("topics.yaml")).ok();
    std::os::unix::fs::symlink(site.path("topics.yaml"), elsewhere.join("topics.yaml")).unwrap();
    site.try_build(&[]).exits(1).says("symlink-outside");
}
