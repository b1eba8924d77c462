//! Personal data in what would be published: found, stopped, masked or left, as the site says.
//!
//! All numbers are invented.

use crate::harness::SiteTest;

const ORGANISATIONS: (&str, &str) = (
    "content/organisations.yaml",
    "- {slug: kjj, name: 示例市科技局}\n",
);
const FACTS: &str = "title: 关于第117号提案的答复\n\
     cases: [{kind: proposal, number: \"117\", subject: 关于某事的提案}]\n\
     issuer: 示例市科技局\n";
const PAGE: &str = "replies/2025/proposal-117.html";
const FILE: &str = "content/replies/2025/proposal-117.md";

const IDENTITY: &str = "110101199003077774";
const MOBILE: &str = "13800001234";

/// A site of one reply with these further facts and this body.
fn site(facts: &str, body: &str) -> SiteTest {
    let text = format!("---\n{FACTS}{facts}---\n\n{body}\n");
    SiteTest::new(&[ORGANISATIONS, (FILE, &text)])
}

/// A site of one public letter.
fn letter(body: &str) -> SiteTest {
    site("disclosure: public\n", body)
}

#[test]
fn an_identity_number_stops_the_build_at_its_place() {
    letter(&format!("甲\n\n身份证号{IDENTITY}。"))
        .fails(1, "error[privacy-identity-card]")
        .says("proposal-117.md:10:5");
}

#[test]
fn in_a_public_log_the_number_is_not_repeated() {
    let mut site = letter(&format!("身份证号{IDENTITY}。"));
    site.env("CI", "true").fails(1, "privacy-identity-card");
    assert!(!site.run.stderr.contains(IDENTITY));
}

#[test]
fn a_members_contact_is_an_error_and_the_bureaus_is_not() {
    letter("王示例委员，联系电话：0733-28680000。").fails(1, "privacy-member-contact");
    let body = "正文。\n\n2025年6月20日\n\n通讯地址：示例路12号院";
    letter(body).fails(1, "privacy-member-contact");
    let facts = "disclosure: public\ncontacts: {handler: 李某, phone: 0733-28680000}\n";
    site(facts, "各位代表可拨打电话28680000。").build();
}

#[test]
fn lesser_kinds_warn() {
    for (body, code) in [
        (format!("电话{MOBILE}。"), "privacy-mobile"),
        ("邮箱zs@example.com。".to_owned(), "privacy-email"),
        (
            "家住示例市泰山路89号某某小区3栋501室。".to_owned(),
            "privacy-address",
        ),
        (
            "卡号6222 0200 0000 0000 000。".to_owned(),
            "privacy-bank-card",
        ),
    ] {
        let mut site = letter(&body);
        site.try_build(&[])
            .exits(0)
            .says(&format!("warning[{code}]"));
    }
}

#[test]
fn a_mobile_number_as_the_bureaus_contact_stays_and_warns() {
    let facts = format!("disclosure: public\ncontacts: {{phone: \"{MOBILE}\"}}\n");
    site(&facts, &format!("请拨打{MOBILE}。"))
        .try_build(&[])
        .exits(0)
        .says("warning[contact-mobile]")
        .contains(PAGE, &[MOBILE]);
}

#[test]
fn the_site_decides_by_kind() {
    let setting = |level: &str| format!("title: 示例\nprivacy: {{mobile: {level}}}\n");
    let mut site = letter(&format!("电话{MOBILE}。"));
    site.write("content/site.yaml", setting("error"))
        .fails(1, "error[privacy-mobile]");
    site.write("content/site.yaml", setting("allow"))
        .build()
        .contains(PAGE, &[MOBILE]);
    site.write("content/site.yaml", setting("mask"))
        .build()
        .omits(PAGE, &[MOBILE])
        .contains(PAGE, &["电话138****1234〔手机号码已遮盖〕。"]);
}

#[test]
fn a_file_can_be_excepted_with_a_reason() {
    let facts = "disclosure: public\n\
         allow: [{code: privacy-identity-card, reason: 举例所用的虚构号码}]\n";
    site(facts, &format!("例如{IDENTITY}。")).build();
}

#[test]
fn masks_hold_in_every_output_whatever_the_writing() {
    let facts = format!(
        "disclosure: public\nsummary: 摘要{IDENTITY}\nattachments: [\"名单 {IDENTITY}\"]\n"
    );
    let body = "甲110101**1990**03077774乙\n\n\
         １１０１０１１９９００３０７７７７４\n\n\
         | 人 | 号 |\n| --- | --- |\n| 丙 | 110101 19900307 7774 |\n\n\
         11010119900307777&#52;";
    let mut site = site(&facts, body);
    site.write(
        "content/site.yaml",
        "title: 示例\nprivacy: {identity_card: mask}\n",
    );
    site.build()
        .contains(PAGE, &["11*************774〔身份证号码已遮盖〕"]);
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        let digits: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '*')
            .collect();
        for trace in ["19900307", "１９９００３０７"] {
            assert!(!digits.contains(trace), "{path} holds {trace}");
        }
    }
    assert_eq!(site.text(PAGE).matches("〔身份证号码已遮盖〕").count(), 5);
}

#[test]
fn what_is_held_back_is_not_reported() {
    let body = format!("身份证号{IDENTITY}，电话{MOBILE}。");
    for disclosure in ["withheld", "on_request", "unstated"] {
        site(&format!("disclosure: {disclosure}\n"), &body).build();
    }
    // Of a title-only reply neither the letter nor its summary leaves.
    let facts = format!("disclosure: title\nsigner: {IDENTITY}\nsummary: {MOBILE}\n");
    site(&facts, &body).build();
    let facts = format!("disclosure: summary\nsummary: 号码{IDENTITY}\n");
    site(&facts, &body).fails(1, "privacy-identity-card");
}

#[test]
fn articles_are_searched_too() {
    let text = format!("---\ntitle: 关于\ndisclosure: public\n---\n\n号码{IDENTITY}。\n");
    SiteTest::new(&[("content/articles/about.md", &text)]).fails(1, "about.md:6:3");
}

#[test]
fn going_on_leaves_out_the_letter_with_the_number() {
    letter(&format!("号码{IDENTITY}。"))
        .try_build(&["--keep-going"])
        .exits(1)
        .lacks(&[PAGE])
        .has(&["index.html"]);
}

#[test]
fn a_mask_stands_in_what_a_link_leads_to_in_every_output() {
    let body = format!(
        "[电话](tel:{MOBILE})，[信](mailto:zs@example.com)，[甲]。\n\n[甲]: https://a.example/?n={MOBILE}\n"
    );
    let mut site = letter(&body);
    let settings = "title: 示例\nprivacy: {mobile: mask, email: mask}\n";
    site.write("content/site.yaml", settings);
    site.build();
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(MOBILE), "{path}");
        assert!(!text.contains("zs@"), "{path}");
    }
}

#[test]
fn of_many_findings_people_are_told_the_first_and_the_number_and_programs_all() {
    let body = format!("电话{MOBILE}，").repeat(5_000);
    let mut site = letter(&body);
    site.try_build(&[])
        .exits(0)
        .says("and 4900 more of privacy-mobile in content/replies/2025/proposal-117.md");
    let said = &site.run.stderr;
    assert_eq!(said.matches("warning[privacy-mobile]").count(), 100);
    assert!(said.len() < 500_000, "{}", said.len());
    site.run(&["check", "--quiet", "--format", "json"]).exits(0);
    assert_eq!(site.json()["warnings"], 5_000);
    let problems = site.json()["problems"].as_array().unwrap().len();
    assert!(problems >= 5_000, "{problems}");
    site.run(&["check", "--quiet", "--format", "github"]);
    assert_eq!(site.run.stdout.matches("[privacy-mobile]").count(), 5_000);
}

#[test]
fn the_field_of_the_bureaus_telephone_hides_nothing_else() {
    let facts = format!(
        "disclosure: public\ncontacts: {{phone: \"0733-28680000，身份证{IDENTITY}，zs@example.com\"}}\n"
    );
    site(&facts, "请拨打28680000。")
        .fails(1, "error[privacy-identity-card]")
        .says("warning[privacy-email]");
    let mut site = site(&facts, "请拨打28680000。");
    site.write(
        "content/site.yaml",
        "title: 示例\nprivacy: {identity_card: mask, email: mask}\n",
    );
    site.build();
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("19900307") && !text.contains("zs@"),
            "{path}"
        );
    }
}

#[test]
fn a_mobile_number_that_ends_like_the_bureaus_number_is_masked() {
    let facts = "disclosure: public\ncontacts: {phone: \"5550000\"}\n";
    let mut site = site(facts, "请拨打5550000。王示例委员手机13805550000。");
    let rules = "title: 示例\nprivacy: {mobile: mask, member_contact: mask}\n";
    site.write("content/site.yaml", rules);
    site.build().contains(PAGE, &["请拨打5550000。"]);
    for (path, bytes) in site.output() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("13805550000"),
            "{path}"
        );
    }
}

/// What a doubt or an exception names is free text, and stands in the published Markdown and record.
#[test]
fn names_of_doubts_and_of_rules_are_searched_too() {
    let facts = format!(
        "disclosure: public\nreview: [{{code: \"致电{MOBILE}\", field: \"body {MOBILE}\"}}]\n\
         allow: [{{code: \"{MOBILE}\", reason: 示例}}]\n"
    );
    let mut site = site(&facts, "正文。");
    site.write(
        "content/site.yaml",
        "title: 示例\nprivacy: {mobile: mask}\n",
    );
    site.try_build(&[]);
    for (path, bytes) in site.output() {
        assert!(!String::from_utf8_lossy(&bytes).contains(MOBILE), "{path}");
    }
}
