//! What is one case, one bureau, one member, and what only looks so.

use crate::harness::SiteTest;

/// Front matter of a reply to one case.
fn reply(body: &str, number: &str, more: &str) -> String {
    format!(
        "cases: [{{kind: proposal, number: \"{number}\"}}]\nsession: {{body: {body}, year: 2025}}\n\
         issuer: 示例局\ndisclosure: public\n{more}"
    )
}

fn site() -> SiteTest {
    let mut site = SiteTest::new(&[]);
    site.write("content/site.yaml", "title: 甲\nhome_bodies: [甲市政协]\n");
    site.write(
        "content/organisations.yaml",
        "- {slug: shili, name: 示例局, aliases: [市示例局, 示]}\n",
    );
    site
}

#[test]
fn the_same_number_in_two_bodies_is_two_cases() {
    let mut site = site();
    site.reply(
        "2025/proposal-117",
        &reply("甲市政协", "117", "title: 甲市的答复"),
    );
    site.reply(
        "2025/proposal-117-yi",
        &reply("乙市政协", "117", "title: 乙市的答复"),
    );
    site.build();
    let cases: Vec<String> = site
        .output()
        .into_keys()
        .filter(|path| path.starts_with("proposals/") && path.ends_with("/117.html"))
        .collect();
    assert_eq!(cases.len(), 2);
    let foreign = cases
        .iter()
        .find(|path| *path != "proposals/2025/117.html")
        .unwrap();
    assert!(foreign.starts_with("proposals/yishizhengxie-") && foreign.ends_with("/2025/117.html"));
    for (case, title) in [
        ("proposals/2025/117.html", "甲市的答复"),
        (foreign, "乙市的答复"),
    ] {
        assert_eq!(site.page(case).texts("article.reply-card h3"), [title]);
    }
    let listed = site.page("proposals/index.html").targets("main a");
    assert!(cases.iter().all(|case| listed.contains(case)), "{listed:?}");
}

#[test]
fn a_foreign_body_that_is_declared_has_its_declared_slug() {
    let mut site = site();
    site.write(
        "content/organisations.yaml",
        "- {slug: shili, name: 示例局}\n- {slug: yi-zx, name: 乙市政协}\n",
    );
    site.reply("2025/proposal-117", &reply("乙市政协", "117", ""));
    site.build()
        .has(&["proposals/yi-zx/2025/117.html"])
        .lacks(&["proposals/2025"]);
}

#[test]
fn a_clash_of_cases_without_home_bodies_is_an_error_that_names_both_files() {
    let mut site = site();
    site.write("content/site.yaml", "title: 甲\n");
    site.reply("2025/proposal-117", &reply("甲市政协", "117", ""));
    site.reply("2025/proposal-117-yi", &reply("乙市政协", "117", ""));
    site.fails(1, "error[path-clash]")
        .says("proposals/2025/117.html")
        .says("home_bodies");
    site.says("content/replies/2025/proposal-117.md")
        .says("content/replies/2025/proposal-117-yi.md");
}

#[test]
fn the_same_number_in_two_years_or_kinds_is_two_cases() {
    let mut site = site();
    site.reply("2025/a", &reply("甲市政协", "7", ""));
    site.reply(
        "2024/a",
        &reply("甲市政协", "7", "").replace("2025", "2024"),
    );
    site.reply(
        "2025/b",
        &reply("甲市政协", "7", "").replace("proposal", "suggestion"),
    );
    site.build().has(&[
        "proposals/2025/7.html",
        "proposals/2024/7.html",
        "suggestions/2025/7.html",
    ]);
    for case in [
        "proposals/2025/7.html",
        "proposals/2024/7.html",
        "suggestions/2025/7.html",
    ] {
        assert_eq!(site.page(case).all("article.reply-card").len(), 1, "{case}");
    }
}

#[test]
fn a_reply_without_number_has_a_page_and_no_case() {
    let mut site = site();
    let bare =
        "cases: [{kind: proposal, subject: 没有编号的案由}]\nissuer: 示例局\ndisclosure: public";
    site.reply("2025/no-number", bare)
        .build()
        .has(&["replies/2025/no-number.html"]);
    site.lacks(&["proposals"]);
    site.contains("replies/2025/no-number.html", &["没有编号的案由"]);
    site.contains("issuers/shili.html", &["replies/2025/no-number.html"]);
    assert!(!site.text("index.html").contains("proposals/"));
}

#[test]
fn two_replies_without_number_are_two_replies() {
    let mut site = site();
    for name in ["a", "b"] {
        site.reply(
            &format!("2025/{name}"),
            "cases: [{kind: proposal}]\nissuer: 示例局\ndisclosure: public",
        );
    }
    site.build()
        .has(&["replies/2025/a.html", "replies/2025/b.html"]);
    assert!(!site.text("replies/2025/a.html").contains("同一案"));
}

#[test]
fn a_reply_without_year_is_undated_and_no_year_is_invented() {
    let mut site = site();
    let bare = "cases: [{kind: proposal, number: \"9\"}]\nissuer: 示例局\ndisclosure: public\npublished: 2019-01-01";
    site.reply("undated/proposal-9", bare).build();
    site.has(&["proposals/undated/9.html", "years/undated.html"])
        .lacks(&["years/2019.html"]);
    let page = site.page("replies/undated/proposal-9.html");
    assert_eq!(page.fact("年度"), None);
    assert_eq!(page.fact("成文日期").as_deref(), Some("原件未载"));
}

#[test]
fn the_year_comes_from_the_session_else_from_the_letters_date() {
    let mut site = site();
    let dated = "cases: [{kind: proposal, number: \"9\"}]\nissuer: 示例局\ndisclosure: public\ndate: 2021-12-31";
    site.reply("2021/a", dated);
    site.reply("2022/b", &format!("{dated}\nsession: {{year: 2022}}"));
    site.build()
        .has(&["proposals/2021/9.html", "proposals/2022/9.html"]);
    site.contains("years/2021.html", &["replies/2021/a.html"]);
    site.contains("years/2022.html", &["replies/2022/b.html"]);
    site.omits("years/2021.html", &["replies/2022/b.html"]);
}

#[test]
fn a_missing_title_is_composed_and_marked_so() {
    let mut site = site();
    site.reply("2025/a", &reply("甲市政协", "117", ""));
    site.build();
    let page = site.page("replies/2025/a.html");
    assert_eq!(page.text("h1"), "关于甲市政协第117号提案的答复");
    assert!(page.text("main").contains("此标题由本站拟写"));
    assert!(
        !page.text("article.letter").contains("关于甲市政协"),
        "it is no part of the letter"
    );
}

#[test]
fn a_reply_without_session_has_no_session_page() {
    let mut site = site();
    site.reply(
        "2025/a",
        "cases: [{kind: proposal, number: \"1\"}]\nissuer: 示例局\ndisclosure: public",
    );
    site.build()
        .lacks(&["sessions"])
        .has(&["proposals/undated/1.html"]);
    assert_eq!(
        site.page("replies/2025/a.html").fact("届次").as_deref(),
        Some("原件未载")
    );
}

#[test]
fn one_reply_to_several_cases_stands_on_the_page_of_each() {
    let mut site = site();
    let two = "cases: [{kind: proposal, number: \"1\", subject: 案由甲}, {kind: suggestion, number: \"2\", subject: 案由乙}]\n\
        session: {body: 甲市政协, year: 2025}\nissuer: 示例局\ndisclosure: public";
    site.reply("2025/both", two).build();
    for case in ["proposals/2025/1.html", "suggestions/2025/2.html"] {
        assert!(
            site.page(case)
                .targets("main a")
                .contains(&"replies/2025/both.html".to_owned())
        );
        assert!(
            site.page("replies/2025/both.html")
                .targets("dl.meta a")
                .contains(&case.to_owned())
        );
    }
    assert_eq!(site.page("proposals/2025/1.html").text("h1"), "案由甲");
    assert_eq!(site.page("suggestions/2025/2.html").text("h1"), "案由乙");
}

#[test]
fn all_replies_to_a_case_stand_on_its_page() {
    let mut site = site();
    site.reply("2025/lead", &reply("甲市政协", "1", "title: 主办答复"));
    site.reply(
        "2025/second",
        &reply("甲市政协", "1", "title: 会办的\nrole: co_handling").replace("示例局", "别的局"),
    );
    site.reply(
        "2025/later",
        &reply("甲市政协", "1", "title: 续办的\nrole: continued"),
    );
    site.write(
        "content/organisations.yaml",
        "- {slug: shili, name: 示例局}\n- {slug: bie, name: 别的局}\n",
    );
    site.build();
    let case = site.page("proposals/2025/1.html");
    let mut titles = case.texts("article.reply-card h3");
    titles.sort();
    assert_eq!(titles, ["主办答复", "会办的", "续办的"]);
    let roles = case.texts("article.reply-card .by").join("\n");
    assert!(
        roles.contains("会办意见") && roles.contains("续复"),
        "{roles}"
    );
    site.contains(
        "replies/2025/lead.html",
        &["同一案", "second.html", "later.html"],
    );
}

#[test]
fn a_bureau_is_one_under_all_its_names() {
    let mut site = site();
    for (name, issuer) in [("a", "示例局"), ("b", "市示例局"), ("c", "示")] {
        site.reply(
            &format!("2025/{name}"),
            &reply("甲市政协", "1", "").replace("示例局", issuer),
        );
    }
    site.build();
    let page = site.page("issuers/shili.html");
    for name in ["a", "b", "c"] {
        assert!(
            page.targets("main a")
                .contains(&format!("replies/2025/{name}.html")),
            "{name}"
        );
        let reply = site.page(&format!("replies/2025/{name}.html"));
        assert_eq!(reply.fact("承办单位").as_deref(), Some("示例局"));
    }
    assert_eq!(
        site.output()
            .keys()
            .filter(|path| path.starts_with("issuers/") && path.ends_with(".html"))
            .count(),
        2
    );
}

#[test]
fn an_undeclared_bureau_gets_a_slug_of_its_own_and_a_warning() {
    let mut site = site();
    site.reply(
        "2025/a",
        &reply("甲市政协", "1", "").replace("示例局", "没登记的局"),
    );
    site.try_build(&[])
        .exits(0)
        .says("warning[issuer-unknown]")
        .says("没登记的局");
    let names: Vec<String> = site
        .output()
        .into_keys()
        .filter(|p| p.starts_with("issuers/mei") && p.ends_with(".html"))
        .collect();
    assert_eq!(names.len(), 1);
    let slug = names[0]
        .trim_start_matches("issuers/")
        .trim_end_matches(".html")
        .to_owned();
    let digits = slug.strip_prefix("meidengjideju-").expect("pinyin");
    assert!(
        digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_hexdigit()),
        "{slug}"
    );
}

#[test]
fn members_of_one_name_in_two_bodies_are_two() {
    let mut site = site();
    let asked = |body: &str, number: &str| reply(body, number, "addressees: [张文]");
    site.reply("2025/a", &asked("甲市政协", "1"))
        .reply("2025/b", &asked("甲市政协", "2"));
    site.reply("2025/c", &asked("乙市政协", "3"));
    site.build();
    let pages: Vec<String> = site
        .output()
        .into_keys()
        .filter(|p| p.starts_with("members/zhangwen-"))
        .collect();
    let replies = |page: &String| {
        let all = site.page(page).targets("main a");
        ["a", "b", "c"]
            .into_iter()
            .filter(|n| all.contains(&format!("replies/2025/{n}.html")))
            .collect::<String>()
    };
    let mut found: Vec<String> = pages.iter().map(replies).collect();
    found.sort();
    assert_eq!(found, ["ab", "c"]);
}

#[test]
fn a_slug_depends_on_no_other_name() {
    let mut site = site();
    site.reply("2025/a", &reply("甲市政协", "1", "addressees: [张文]"));
    let alone = site.build().output();
    site.reply(
        "2025/b",
        &reply("乙市政协", "2", "addressees: [张文, 章闻, 张雯]"),
    )
    .build();
    let member = alone
        .keys()
        .find(|path| path.starts_with("members/zhang"))
        .unwrap();
    site.has(&[member]);
}

#[test]
fn the_lead_bureau_that_an_opinion_is_sent_to_is_no_member() {
    let mut site = site();
    let bureaus = "- {slug: shili, name: 示例局}\n- {slug: lead, name: 牵头局}\n";
    site.write("content/organisations.yaml", bureaus);
    let opinion = "role: co_handling\naddressees: [牵头局]";
    site.reply("2025/a", &reply("甲市政协", "1", opinion));
    let notice = reply("甲市政协", "1", opinion).replace("public", "summary") + "\nsummary: 摘要";
    site.reply("2025/b", &notice);
    site.reply("2025/c", &reply("甲市政协", "1", "addressees: [张文]"));
    site.build();
    for page in ["replies/2025/a.html", "replies/2025/b.html"] {
        let page = site.page(page);
        assert_eq!(page.fact("主送").as_deref(), Some("牵头局"));
        assert_eq!(page.fact("提案者"), None);
    }
    let case = site.page("proposals/2025/1.html");
    assert_eq!(case.fact("提案者").as_deref(), Some("张文"));
    let cards = case.texts("article.reply-card .quiet");
    assert_eq!(
        cards.iter().filter(|card| card.contains("牵头局")).count(),
        2
    );
    site.omits("members/index.html", &["牵头局"]);
    site.omits("replies/2025/c.html", &["牵头局"]);
}

#[test]
fn a_reply_that_names_a_case_twice_answers_it_once() {
    let mut site = site();
    let case = "{kind: proposal, number: \"1\"}";
    let twice = reply("甲市政协", "1", "").replace(case, &format!("{case}, {case}"));
    site.reply("2025/a", &twice).build();
    let page = site.page("proposals/2025/1.html");
    assert_eq!(page.all("article.reply-card").len(), 1);
    assert!(page.text("main").contains("共1件"));
}
