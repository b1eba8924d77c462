//! What is held back does not show: a site with it and the same site without it are the same.

use crate::harness::{SiteTest, assert_same};

/// Every way for a document to be held back.
const HELD: [(&str, &str); 9] = [
    ("replies/2025/withheld", "disclosure: withheld"),
    ("replies/2025/on-request", "公开属性: 依申请公开"),
    ("replies/2025/unstated", "disclosure: unstated"),
    ("replies/2025/no-mark", ""),
    (
        "replies/2025/in-doubt",
        "disclosure: public\nreview: [{code: mark-damaged, field: disclosure}]",
    ),
    (
        "replies/2025/in-doubt-too",
        "disclosure: summary\nsummary: 摘要\n待核: [{代码: x, 字段: 公开属性}, {代码: y, 字段: body}]",
    ),
    ("articles/no-mark", ""),
    ("articles/withheld", "disclosure: withheld"),
    ("articles/on-request", "disclosure: on_request"),
];

/// A held reply that touches everything it can: it is newer than all others, answers the same
/// case and member as a public one, stands between two public ones by number, has the only
/// reply under a topic, a bureau, a session and a year, takes the address of a page as its old
/// one, and its letter has links that lead nowhere.
fn held_reply(disclosure: &str) -> String {
    format!(
        "---\ntitle: 关于第101号提案的答复\n\
         cases: [{{kind: proposal, number: \"101\", subject: 另一个案由}}, {{kind: proposal, number: \"95\"}}]\n\
         session: {{body: 示例市政协, term: 一届一次会议, year: 2025}}\n\
         addressees: [王示例, 吴隐名]\nissuer: 示例市科学技术局\nco_issuers: [示例市教育局]\n\
         doc_number: 示科办〔2025〕99号\ndate: 2026-01-01\npublished: 2027-01-01\noutcome: D\n\
         role: continued\ntopics: [innovation, unused]\nkeywords: [隐去的词]\naliases: [index.html, old/101.html]\n\
         {disclosure}\n---\n\n王示例委员：\n\n隐去的正文，见[别处](nowhere.md)与[别处](javascript:x)。\n"
    )
}

fn held_article(disclosure: &str) -> String {
    format!(
        "---\ntitle: 隐去的说明\ndescription: 隐去\naliases: [articles/about.html]\n{disclosure}\n---\n\n\
         隐去的正文，见[别处](nowhere.md)。\n"
    )
}

fn add_held(site: &mut SiteTest) {
    for (name, disclosure) in HELD {
        let is_article = name.starts_with("articles/");
        let make = if is_article { held_article } else { held_reply };
        site.write(&format!("content/{name}.md"), make(disclosure));
    }
}

/// The small site without the documents that it holds back.
fn public_part() -> SiteTest {
    let mut site = SiteTest::fixture("small");
    for name in [
        "replies/2025/proposal-103",
        "replies/2025/proposal-104",
        "articles/draft",
    ] {
        site.remove(&format!("content/{name}.md"));
    }
    site
}

#[test]
fn held_documents_change_no_byte_of_the_site() {
    for arguments in [&[] as &[&str], &["--base-url", "https://example.org/a/"]] {
        let (mut with, mut without) = (SiteTest::fixture("small"), public_part());
        add_held(&mut with);
        with.build_with(arguments);
        without.build_with(arguments);
        assert_same(&with.output(), &without.output());
    }
}

#[test]
fn every_kind_of_held_document_alone_changes_no_byte() {
    let mut without = public_part();
    without.build();
    for (name, disclosure) in HELD {
        let make = if name.starts_with("articles/") {
            held_article
        } else {
            held_reply
        };
        let mut with = public_part();
        with.write(&format!("content/{name}.md"), make(disclosure))
            .build();
        assert_same(&with.output(), &without.output());
    }
}

#[test]
fn only_the_number_withheld_tells_of_held_documents() {
    let (mut with, mut without) = (SiteTest::fixture("small"), public_part());
    add_held(&mut with);
    let (mut with, without) = (with.report(), without.report());
    let withheld = with["withheld"].take();
    assert_eq!(withheld, HELD.len() + 3);
    with["withheld"] = 0.into();
    assert_eq!(with, without);
}

#[test]
fn the_same_holds_for_a_site_that_publishes_unmarked_letters() {
    let publish = |site: &mut SiteTest| {
        site.edit(
            "content/site.yaml",
            "unstated: withhold",
            "unstated: publish",
        );
    };
    let (mut with, mut without) = (SiteTest::fixture("small"), public_part());
    for (name, disclosure) in HELD {
        if !name.starts_with("articles/")
            && !disclosure.contains("unstated")
            && !disclosure.is_empty()
        {
            with.write(&format!("content/{name}.md"), held_reply(disclosure));
        }
    }
    publish(&mut with);
    publish(&mut without);
    assert_same(&with.build().output(), &without.build().output());
}

#[test]
fn a_link_to_a_held_reply_is_as_broken_as_one_to_a_file_that_is_not_there() {
    let link = |site: &mut SiteTest| {
        site.edit(
            "content/articles/about.md",
            "../replies/2025/proposal-101.md#p2",
            "../replies/2025/proposal-103.md",
        );
        site.try_build(&[]).exits(1).says("link-broken");
        site.run.stderr.clone()
    };
    let with = link(&mut SiteTest::fixture("small"));
    assert_eq!(with, link(&mut public_part()));
}

#[test]
fn the_letter_of_a_notice_changes_no_byte() {
    for (name, letter) in [
        ("replies/2025/proposal-102", "这封信的正文不公开。"),
        ("replies/2025/suggestion-7", "这封信的正文也不公开。"),
    ] {
        let mut site = SiteTest::fixture("small");
        let before = site.build().output();
        let file = format!("content/{name}.md");
        let longer =
            "## 一、另写的标题\n\n另写的正文，见[别处](nowhere.md)。\n\n| 表 |\n| --- |\n| 格 |\n";
        site.edit(&file, letter, longer);
        assert_eq!(site.report()["written"], 0, "{name}");
        site.exits(0);
        assert_same(&before, &site.output());
    }
}

#[test]
fn facts_that_a_notice_does_not_carry_change_no_byte() {
    let more = "signer: 甲\nco_issuers: [示例市教育局]\nindex_number: 乙\nkeywords: [丙]\n\
        attachments: [丁]\ncc: [戊]\nrole: co_handling\ncontacts: {lead: 己, phone: \"1\"}\n\
        as_written: {head: 庚, marks: [辛], contacts: [壬]}\n\
        corrected: [{date: 2031-01-01, note: 癸}]\nreview: [{code: x, field: body}]\n\
        source: {file: originals/x.txt}\nallow: [{code: y, reason: z}]\n";
    let mut site = SiteTest::fixture("small");
    let before = site.build().output();
    site.edit(
        "content/replies/2025/proposal-102.md",
        "outcome: B\n",
        &format!("outcome: B\n{more}"),
    );
    site.edit(
        "content/replies/2025/suggestion-7.md",
        "主题: [innovation]\n",
        &format!(
            "主题: [innovation]\n{more}doc_number: 子\noutcome: D\ndate: 2031-02-02\nsummary: 丑\n"
        ),
    );
    site.edit(
        "content/replies/2025/suggestion-7.md",
        "[周示例]",
        "[寅, 卯]",
    );
    site.build();
    assert_same(&before, &site.output());
}

#[test]
fn reclassifying_a_reply_removes_every_trace() {
    let file = "content/replies/2025/proposal-101.md";
    for held in ["withheld", "on_request", "unstated", "不予公开"] {
        let mut site = SiteTest::fixture("small");
        site.edit(
            "content/articles/about.md",
            "(../replies/2025/proposal-101.md#p2)",
            "()",
        );
        site.edit("content/articles/about.md", "[第101号提案的答复]()", "下文");
        site.build()
            .has(&["replies/2025/proposal-101.html", "old/101.html"]);
        site.edit(file, "disclosure: public", &format!("disclosure: {held}"));
        assert!(site.report()["removed"].as_u64() > Some(4), "{held}");
        let reclassified = site.output();
        assert_same(&reclassified, &site.remove(file).build().output());
        for (path, bytes) in reclassified {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let traces = [
                "101",
                "王示例",
                "民盟",
                "建设区域创新中心",
                "孙示例",
                "示科办〔2025〕1号",
            ];
            let trace = traces
                .iter()
                .find(|trace| path.contains(**trace) || text.contains(**trace));
            assert!(
                path.ends_with("manifest-sha256.txt") || trace.is_none(),
                "{trace:?} in {path}"
            );
        }
    }
}

#[test]
fn a_reply_made_public_again_gives_the_site_it_gave_before() {
    let file = "content/replies/2025/proposal-102.md";
    let mut site = SiteTest::fixture("small");
    let before = site.build().output();
    for level in ["title", "withheld", "public", "on_request"] {
        site.edit(file, "disclosure: summary", &format!("disclosure: {level}"))
            .build();
        assert!(site.output() != before, "{level}");
        site.edit(file, &format!("disclosure: {level}"), "disclosure: summary")
            .build();
        assert_same(&before, &site.output());
    }
}
