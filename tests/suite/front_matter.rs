//! One reply, many spellings: block, flow and JSON, English and Chinese keys, any line end.

use crate::harness::{SiteTest, Tree, assert_same};

const BLOCK: &str = "---
title: 甲的答复
cases:
  - kind: proposal
    number: \"0117\"
    subject: 案由
session:
  body: 示例市政协
  term: 一届一次会议
  year: 2025
addressees:
  - 王示例
issuer: 示例局
date: 2025-06-20
published: 2025-08-01
outcome: A
disclosure: public
contacts:
  lead: 钱示例
  phone: 0123-5550000
---

王示例委员：

现答复如下。
";

const FLOW: &str = "---
{title: 甲的答复, cases: [{kind: proposal, number: \"0117\", subject: 案由}],
session: {body: 示例市政协, term: 一届一次会议, year: 2025}, addressees: [王示例], issuer: 示例局,
date: 2025-06-20, published: 2025-08-01T00:00:00+08:00, outcome: a类, disclosure: 同意公开,
contacts: {lead: 钱示例, phone: 0123-5550000}}
---

王示例委员：

现答复如下。
";

const JSON: &str = r#"---
{"title": "甲的答复", "cases": [{"kind": "proposal", "number": "0117", "subject": "案由"}],
 "session": {"body": "示例市政协", "term": "一届一次会议", "year": 2025}, "addressees": ["王示例"],
 "issuer": "示例局", "date": "2025-06-20", "published": "2025-07-31T16:00:00Z", "outcome": "Ａ",
 "disclosure": "public", "contacts": {"lead": "钱示例", "phone": "0123-5550000"}}
---

王示例委员：

现答复如下。
"#;

const CHINESE: &str = "---
标题: 甲的答复
案件: [{类型: 政协提案, 编号: 0117, 案由: 案由}]
届次: {机构: 示例市政协, 会次: 一届一次会议, 年度: 2025}
答复对象: [王示例]
承办单位: 示例局
成文日期: 2025-06-20
发布时间: 2025-08-01
办理结果: A
公开属性: 主动公开
联系方式: {承办负责人: 钱示例, 联系电话: 0123-5550000}
---

王示例委员：

现答复如下。
";

fn built(text: &str) -> Tree {
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: o, name: 示例局}\n")]);
    site.write("content/replies/2025/proposal-117.md", text)
        .build();
    site.output()
}

#[test]
fn all_spellings_of_one_reply_give_one_site() {
    let expected = built(BLOCK);
    for spelling in [FLOW, JSON, CHINESE] {
        assert_same(&expected, &built(spelling));
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_show() {
    let expected = built(BLOCK);
    assert_same(&expected, &built(&format!("\u{FEFF}{BLOCK}")));
    let windows = BLOCK.replace('\n', "\r\n");
    assert_same(&expected, &built(&windows));
    assert_same(&expected, &built(&format!("\u{FEFF}{windows}")));
}

#[test]
fn numbers_stay_as_the_letter_has_them() {
    let site = built(CHINESE);
    assert!(
        site.contains_key("proposals/2025/0117.html"),
        "{:?}",
        site.keys()
    );
}

#[test]
fn free_text_is_never_refused_for_its_form() {
    let mut site = SiteTest::new(&[]);
    let odd = "cases: [{kind: proposal, number: \"会协字2025第(3)号\"}]\nsession: {body: ？, term: \"第\\u3000次\"}\n\
        issuer: 局/处\ndoc_number: 无\nsigner: （空）\ncontacts: {phone: 转8、9}\ndisclosure: public";
    site.reply("2025/a", odd).try_build(&[]).exits(0);
    site.contains(
        "replies/2025/a.html",
        &["会协字2025第(3)号", "局/处", "（空）"],
    );
}

#[test]
fn an_empty_value_counts_as_absent() {
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: o, name: 示例局}\n")]);
    site.reply("2025/a", "title:\nsigner: \"\"\ndate:\ntopics: []\ncases: [{kind: proposal, number: ' '}]\nissuer: 示例局\ndisclosure: public");
    site.build();
    let page = site.page("replies/2025/a.html");
    assert_eq!(page.fact("签发人").as_deref(), Some("原件未载"));
    assert_eq!(page.fact("主题"), None);
    site.lacks(&["proposals", "topics"]);
}

#[test]
fn a_year_may_stand_in_quotes() {
    let plain = built(BLOCK);
    assert_same(&plain, &built(&BLOCK.replace("2025\n", "\"2025\"\n")));
    for year in ["\"1800\"", "\"2025年\"", "\"\"", "\"99999999999999999999\""] {
        let mut site = SiteTest::new(&[]);
        site.reply(
            "2025/a",
            &format!("cases: [{{kind: proposal}}]\nissuer: 甲\nsession: {{year: {year}}}"),
        );
        site.fails(1, "content/replies/2025/a.md:4:17")
            .says("error[value-");
    }
}

#[test]
fn a_summary_only_reply_without_summary_is_pointed_out() {
    let organisation = ("content/organisations.yaml", "- {slug: o, name: 示例局}\n");
    let reply = "cases: [{kind: proposal}]\nissuer: 示例局\ndisclosure: ";
    for summary in ["", "summary:\n", "summary: ' '\n"] {
        let mut site = SiteTest::new(&[organisation]);
        site.reply("2025/a", &format!("{reply}summary\n{summary}"));
        site.try_build(&[])
            .exits(0)
            .says("warning[summary-missing]: a summary-only reply has no summary")
            .says("content/replies/2025/a.md:4:13")
            .has(&["replies/2025/a.html"]);
    }
    let mut site = SiteTest::new(&[organisation]);
    site.reply("2025/a", &format!("{reply}summary\nsummary: 摘要"));
    site.reply("2025/b", &format!("{reply}title"));
    let allow = "allow: [{code: summary-missing, reason: 摘要另行公布}]";
    site.reply("2025/c", &format!("{reply}summary\n{allow}"));
    site.build();
}
