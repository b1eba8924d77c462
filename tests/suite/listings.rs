//! Old addresses, addresses that differ only in case, and long lists.

use crate::checker::check;
use crate::harness::SiteTest;

const REPLY: &str = "cases: [{kind: proposal, number: \"1\"}]\nsession: {body: 甲市政协, year: 2025}\n\
    issuer: 示例局\naddressees: [王示例]\noutcome: A\ntopics: [t]\ndisclosure: public\n";

fn site() -> SiteTest {
    SiteTest::new(&[
        (
            "content/organisations.yaml",
            "- {slug: shili, name: 示例局}\n",
        ),
        ("content/topics.yaml", "- {slug: t, name: 主题}\n"),
    ])
}

#[test]
fn old_addresses_lead_to_the_reply() {
    let mut site = site();
    site.reply(
        "2025/a",
        &format!("{REPLY}aliases: [old/2019/117.html, \"117.html\"]"),
    );
    site.build();
    for (alias, target) in [
        ("old/2019/117.html", "../../replies/2025/a.html"),
        ("117.html", "replies/2025/a.html"),
    ] {
        let page = site.page(alias);
        let refresh = page.one("meta[http-equiv='refresh']");
        assert_eq!(
            refresh.value().attr("content"),
            Some(format!("0; url={target}").as_str())
        );
        assert_eq!(page.links("main a"), [target]);
        assert_eq!(page.all("meta[name='robots'][content='noindex']").len(), 1);
    }
    site.build_with(&["--base-url", "https://example.org/"]);
    let canonical = site.page("117.html").links("link[rel='canonical']");
    assert_eq!(canonical, ["https://example.org/replies/2025/a.html"]);
    site.omits("sitemap.xml", &["117.html"]);
}

#[test]
fn an_old_address_of_a_notice_or_an_article_leads_on_too() {
    let mut site = site();
    let notice = REPLY.replace("public", "title");
    site.reply("2025/a", &format!("{notice}aliases: [n.html]"));
    site.write(
        "content/articles/b.md",
        "---\ntitle: 乙\ndisclosure: public\naliases: [b.html]\n---\n",
    );
    site.build();
    assert_eq!(site.page("n.html").links("main a"), ["replies/2025/a.html"]);
    assert_eq!(site.page("b.html").links("main a"), ["articles/b.html"]);
}

#[test]
fn an_old_address_may_not_hide_a_page_or_another_old_address() {
    for (first, second) in [
        ("index.html", ""),
        ("INDEX.html", ""),
        ("replies/2025/b.html", ""),
        ("Replies/2025/B.html", ""),
        ("proposals/2025/1.html", ""),
        ("topics/t.html", ""),
        ("assets/x.html", "Assets/X.html"),
        ("old.html", "OLD.html"),
        ("old.html", "old.html"),
    ] {
        let mut site = site();
        site.reply("2025/a", &format!("{REPLY}aliases: [{first}]"));
        let aliases = if second.is_empty() {
            String::new()
        } else {
            format!("aliases: [{second}]")
        };
        site.reply("2025/b", &(REPLY.replace("\"1\"", "\"2\"") + &aliases));
        site.fails(1, "error[path-clash]")
            .says("content/replies/2025/a.md");
    }
}

#[test]
fn an_old_address_leads_nowhere_outside() {
    for alias in [
        "/a.html",
        "../a.html",
        "a/../../b.html",
        "https://a.example/b.html",
        "a.htm",
        "a",
        "con.html",
        "'a b.html'",
    ] {
        let mut site = site();
        site.reply("2025/a", &format!("{REPLY}aliases: [{alias}]"));
        site.fails(1, "error[alias-invalid]")
            .says("content/replies/2025/a.md:9:");
    }
}

#[test]
fn old_addresses_that_lie_in_each_other_are_refused() {
    let mut site = site();
    site.reply(
        "2025/a",
        &format!("{REPLY}aliases: [old.html, old.html/117.html]"),
    );
    site.fails(1, "error[path-clash]");
}

#[test]
fn two_files_for_one_address_are_refused_on_every_disk() {
    let mut site = site();
    site.reply("2025/a", REPLY).reply("2025/A", REPLY);
    site.fails(1, "error[file-name]")
        .says("content/replies/2025/A.md");
}

/// 120 replies under one topic, bureau, member, session, year and class.
fn long() -> SiteTest {
    let mut site = site();
    for number in 1..=120 {
        let reply = REPLY.replace("\"1\"", &format!("\"{number}\""));
        site.reply(&format!("2025/proposal-{number}"), &reply);
    }
    site.build();
    site
}

#[test]
fn long_lists_are_cut_into_pages_of_50() {
    let site = long();
    for stem in [
        "topics/t",
        "issuers/shili",
        "years/2025",
        "outcomes/a",
        "replies/index",
        "proposals/index",
    ] {
        let mut listed = Vec::new();
        for (page, size) in [("", 50), ("-2", 50), ("-3", 20)] {
            let path = format!("{stem}{page}.html");
            let replies = linked(&site, &path);
            assert_eq!(replies.len(), size, "{path}");
            listed.extend(replies);
        }
        listed.sort();
        listed.dedup();
        assert_eq!(listed.len(), 120, "{stem} lists every one once");
        assert!(!site.path("public").join(format!("{stem}-4.html")).exists());
    }
}

/// The replies or cases that a list links to, each once.
fn linked(site: &SiteTest, path: &str) -> Vec<String> {
    let is_listed = |target: &String| {
        target.starts_with("replies/2025/")
            || path.starts_with("proposals/") && target.starts_with("proposals/2025/")
    };
    let mut targets: Vec<String> = site
        .page(path)
        .targets("main a")
        .into_iter()
        .filter(is_listed)
        .collect();
    targets.sort();
    targets.dedup();
    if path.starts_with("proposals/") {
        targets.retain(|target| target.starts_with("proposals/"));
    }
    targets
}

#[test]
fn pagers_lead_to_the_pages_before_and_after() {
    let site = long();
    let rel = |path: &str, rel: &str| {
        site.page(path)
            .targets(&format!("nav.pager a[rel='{rel}']"))
    };
    assert_eq!(rel("topics/t.html", "prev"), Vec::<String>::new());
    assert_eq!(rel("topics/t.html", "next"), ["topics/t-2.html"]);
    assert_eq!(rel("topics/t-2.html", "prev"), ["topics/t.html"]);
    assert_eq!(rel("topics/t-2.html", "next"), ["topics/t-3.html"]);
    assert_eq!(rel("topics/t-3.html", "next"), Vec::<String>::new());
    let middle = site.page("topics/t-2.html");
    assert_eq!(middle.text("nav.pager [aria-current='page']"), "2");
    assert!(middle.text("main").contains("共120件，本页第51至100件"));
    assert!(middle.text("title").contains("第2页"));
}

#[test]
fn a_short_list_has_no_pager() {
    let mut site = site();
    site.reply("2025/a", REPLY).build();
    assert!(site.page("topics/t.html").all("nav.pager").is_empty());
}

#[test]
fn a_long_archive_holds_together() {
    let problems = check(&long().output());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_slug_that_looks_like_page_two_is_a_clash_and_not_a_loss() {
    let mut site = long();
    site.write(
        "content/topics.yaml",
        "- {slug: t, name: 主题}\n- {slug: t-2, name: 别的}\n",
    );
    site.reply("2025/other", &REPLY.replace("[t]", "[t-2]"));
    site.fails(
        2,
        "a slug is the address of a page of another's listing: `t-2`",
    )
    .says("content/topics.yaml:2")
    .says("its page 2 would be t-2.html");
}

/// The replies to the case itself are related most closely, and must not take the others' places.
#[test]
fn a_case_with_many_replies_shows_what_else_is_related() {
    let mut site = SiteTest::new(&[("content/topics.yaml", "- {slug: t, name: 主题}\n")]);
    let facts = |number: usize| {
        format!(
            "cases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲\ndisclosure: public\ntopics: [t]\nsession: {{year: 2025}}"
        )
    };
    for reply in 0..4 {
        site.reply(&format!("2025/same-{reply}"), &facts(7));
    }
    site.reply("2025/other", &facts(8));
    site.try_build(&[]).exits(0);
    let page = site
        .output()
        .into_iter()
        .find(|(path, _)| path.starts_with("proposals/") && path.ends_with("/7.html"));
    let (path, page) = page.expect("the page of the case");
    assert!(
        String::from_utf8_lossy(&page).contains("replies/2025/other.html"),
        "{path}"
    );
}

#[test]
fn a_case_lists_each_bureau_that_answered_once() {
    let mut site = site();
    let bureaus = ["甲局", "乙局", "丙局"].iter().enumerate();
    let bureaus = bureaus.map(|(n, name)| format!("- {{slug: b{n}, name: {name}}}\n"));
    site.write("content/organisations.yaml", bureaus.collect::<String>());
    let answer = |day: u8, issuer: &str, more: &str| {
        let reply = REPLY.replace("示例局", issuer);
        format!("{reply}date: 2025-06-{day:02}\n{more}")
    };
    for (day, issuer, more) in [
        (4, "甲局", "role: continued"),
        (3, "丙局", "role: continued\nco_issuers: [乙局, 丁局]"),
        (2, "乙局", "role: co_handling"),
        (1, "甲局", "co_issuers: [丁局]"),
    ] {
        site.reply(&format!("2025/{day}"), &answer(day, issuer, more));
    }
    site.build();
    let list = site.page("proposals/index.html");
    assert_eq!(list.text(".entry .by"), "甲局丙局共4件");
    let case = site.page("proposals/2025/1.html");
    let issuers: Vec<String> = case.targets("dl.meta a");
    let issuers: Vec<&str> = issuers
        .iter()
        .filter_map(|link| link.strip_prefix("issuers/"))
        .collect();
    assert_eq!(issuers.len(), 4, "{issuers:?}");
    // The table says who wrote each of the replies, so there they stand as often.
    let table: serde_json::Value = serde_json::from_str(&site.text("data/cases.json")).unwrap();
    let of = |key: &str| table["cases"][0][key].clone();
    assert_eq!(
        of("issuers"),
        serde_json::json!(["甲局", "丙局", "乙局", "甲局"])
    );
    assert_eq!(of("reply_permalinks").as_array().map(Vec::len), Some(4));
    // Where only the opinion is published, nobody has answered.
    for day in ["4", "3", "1"] {
        site.remove(&format!("content/replies/2025/{day}.md"));
    }
    site.build();
    assert!(
        site.page("proposals/index.html")
            .all(".entry .by")
            .is_empty()
    );
}

#[test]
fn each_of_a_thousand_addressees_has_a_page_with_the_first_others() {
    let mut site = site();
    let names: Vec<String> = (0..1000).map(|n| format!("委员{n:04}")).collect();
    let all = REPLY.replace("王示例", &format!("{}, 委员0003", names.join(", ")));
    site.reply("2025/a", &all).build();
    let letter = site.page("replies/2025/a.html");
    let members = letter.targets("main a[href*='members/']");
    assert_eq!(members.len(), 1000);
    let mut near = site.page(&members[2]).targets("main a");
    near.retain(|page| members.contains(page));
    let first = members.iter().filter(|page| **page != members[2]).take(8);
    assert_eq!(near, first.cloned().collect::<Vec<_>>());
}
