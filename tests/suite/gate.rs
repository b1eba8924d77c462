//! The gate, field by field: what each level lets out, and that nothing else does.
//!
//! Every field of a reply holds a sentinel, a word that stands nowhere else. What leaves is then
//! what can be found in the output, file names included.

use std::collections::BTreeSet;

use crate::harness::{SiteTest, assert_same};

const TOPICS: (&str, &str) = (
    "content/topics.yaml",
    "- {slug: snt-topic, name: sntTopicName}\n- {slug: other, name: 其他}\n",
);

/// A reply with a sentinel in every field. Sentinels are `snt` and letters; dates and the class
/// have values of their own, see [`sentinels`].
fn reply(disclosure: &str) -> String {
    format!(
        "---\ntitle: sntTitle\n\
         cases: [{{kind: proposal, number: sntNumber, subject: sntSubject}}]\n\
         session: {{body: sntBody, term: sntTerm, year: 2025}}\n\
         addressees: [sntAddressee]\nissuer: sntIssuer\nco_issuers: [sntCoIssuer]\n\
         doc_number: sntDocNumber\nsigner: sntSigner\ndate: 2031-03-07\n\
         published: 2032-05-09T09:00:00+08:00\noutcome: D\ndisclosure: {disclosure}\n\
         topics: [snt-topic]\n\
         contacts: {{lead: sntLead, handler: sntHandler, phone: sntPhone}}\n\
         as_written: {{head: sntHead, marks: [sntMark], contacts: [sntContactLine]}}\n\
         source: {{file: originals/sntFile.txt, sha256: {hash}, imported: {imported}}}\n\
         review: [{{code: sntCode, field: sntField, line: 9, message: sntReview, alternatives: [sntOther]}}]\n\
         role: co_handling\nsummary: sntSummary\nindex_number: sntIndex\nkeywords: [sntKeyword]\n\
         attachments: [sntAttachment]\ncc: [sntCopy]\naliases: [snt/alias.html]\n\
         corrected: [{{date: 2033-01-01, note: sntCorrected}}]\n\
         allow: [{{code: sntRule, reason: sntReason}}]\n---\n\n\
         sntSalutation：\n\n## 一、sntHeading\n\nsntParagraph[sntLink](https://snt.example/)\n\n\
         | sntCell |\n| --- |\n| 1 |\n\n<b>sntHtml</b>\n",
        hash = "ab12".repeat(16),
        imported = "cd34".repeat(16),
    )
}

/// All sentinels, in lower case.
fn sentinels() -> BTreeSet<String> {
    let text = reply("public").to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let mut all: BTreeSet<String> = words
        .filter(|word| word.starts_with("snt") && *word != "snt")
        .map(str::to_owned)
        .collect();
    let others = [
        "2031年",
        "2032年",
        "2033年",
        "sntdclass",
        "snttopicname",
        "snt/alias",
        "会办意见",
    ];
    all.extend(others.map(str::to_owned));
    all.insert("ab12".repeat(16));
    all.insert("cd34".repeat(16));
    all
}

/// The small world around the reply: a public one with nothing in common.
fn site(disclosure: &str) -> SiteTest {
    let mut site = SiteTest::new(&[TOPICS]);
    site.write("content/site.yaml", "title: 甲\noutcomes: {D: sntDclass}\n");
    let other = "cases: [{kind: suggestion, number: \"1\"}]\nissuer: 乙局\ndisclosure: public\ntopics: [other]";
    site.reply("2025/other", other);
    site.write("content/replies/2025/secret.md", reply(disclosure));
    site
}

/// The sentinels that stand in the output, in texts or names.
fn found(site: &SiteTest) -> BTreeSet<String> {
    let mut all = String::new();
    // Schemas name every word of the format, whatever a site publishes.
    let output = site.output().into_iter();
    for (path, bytes) in output.filter(|(path, _)| !path.starts_with("data/schema/")) {
        all += &path.to_lowercase();
        all += &String::from_utf8_lossy(&bytes).to_lowercase();
    }
    for year in ["2031", "2032", "2033"] {
        all = all.replace(&format!("{year}-"), &format!("{year}年"));
    }
    sentinels()
        .into_iter()
        .filter(|sentinel| all.contains(sentinel))
        .collect()
}

fn words(list: &str) -> BTreeSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_public_letter_leaves_with_all_its_facts() {
    let mut site = site("public");
    site.try_build(&[]).exits(0);
    let kept_in_the_source = "sntreview sntother sntfile sntreason sntsummary";
    let mut expected: BTreeSet<String> = &sentinels() - &words(kept_in_the_source);
    expected.remove(&"cd34".repeat(16));
    assert_eq!(found(&site), expected);
}

#[test]
fn contacts_without_a_wording_of_their_own_leave_as_facts() {
    let mut site = site("public");
    let wording = ", contacts: [sntContactLine]";
    site.edit("content/replies/2025/secret.md", wording, "")
        .try_build(&[])
        .exits(0);
    let contacts = words("sntlead snthandler sntphone");
    assert_eq!(&found(&site) & &contacts, contacts);
    let letter = site.page("replies/2025/secret.html").text("article.letter");
    assert!(
        !letter.contains("sntLead"),
        "nothing is set inside the letter"
    );
}

#[test]
fn a_summary_leaves_with_the_facts_of_the_table() {
    let mut site = site("summary");
    site.try_build(&[]).exits(0);
    let expected = "snttitle sntnumber sntsubject sntbody sntterm sntissuer 2032年 sntdclass \
        sntdocnumber 2031年 sntaddressee snt-topic snttopicname sntsummary snt/alias";
    assert_eq!(found(&site), words(expected));
    site.has(&["replies/2025/secret.html", "outcomes/d.html"]);
}

#[test]
fn a_title_leaves_with_the_facts_of_the_table() {
    let mut site = site("title");
    site.try_build(&[]).exits(0);
    let expected = "snttitle sntnumber sntsubject sntbody sntterm sntissuer 2032年 snt-topic \
        snttopicname snt/alias";
    assert_eq!(found(&site), words(expected));
    site.has(&["replies/2025/secret.html"])
        .lacks(&["outcomes/d.html", "members"]);
}

#[test]
fn nothing_leaves_of_what_is_held_back() {
    for disclosure in ["on_request", "withheld", "unstated"] {
        let mut site = site(disclosure);
        site.try_build(&[]).exits(0);
        assert_eq!(found(&site), BTreeSet::new(), "{disclosure}");
        site.lacks(&["replies/2025/secret.html", "topics/snt-topic.html"]);
    }
}

#[test]
fn a_doubt_about_the_mark_holds_back_whatever_the_mark() {
    for disclosure in ["public", "summary", "title"] {
        for field in [
            "disclosure",
            "公开属性",
            "\" disclosure \"",
            "Disclosure",
            "DISCLOSURE",
            "ｄｉｓｃｌｏｓｕｒｅ",
            "\"dis\\u200Bclosure\"",
            "公开 属性",
            "公開屬性",
            "disclosure.0",
            "公开属性。",
            "disclosure/outcome",
            "\"title, disclosure\"",
            "公开属性（标注）",
            "marks",
            "as_written.marks.0",
            "原件字样.marks",
            "\"Marks；文号\"",
            "\"标注[0]\"",
            "marks/0",
            "as_written",
        ] {
            let mut site = site(disclosure);
            let file = "content/replies/2025/secret.md";
            site.edit(file, "field: sntField", &format!("field: {field}"))
                .try_build(&[])
                .exits(0);
            assert_eq!(found(&site), BTreeSet::new(), "{disclosure}, {field}");
        }
    }
}

#[test]
fn an_unmarked_letter_leaves_only_where_the_site_says_so_and_then_says_it() {
    let mut site = site("unstated");
    site.write(
        "content/site.yaml",
        "title: 甲\ndisclosure: {unstated: publish}\n",
    );
    site.try_build(&[])
        .exits(0)
        .contains("replies/2025/secret.html", &["原件未标注公开属性"]);
    site.edit(
        "content/replies/2025/secret.md",
        "field: sntField",
        "field: disclosure",
    );
    site.try_build(&[])
        .exits(0)
        .lacks(&["replies/2025/secret.html"]);
    site.edit(
        "content/replies/2025/secret.md",
        "sntCode",
        "disclosure-unmarked",
    );
    site.try_build(&[])
        .exits(0)
        .has(&["replies/2025/secret.html"]);
}

/// Values that are no disclosure, though a reader might take some for `public`.
const NO_DISCLOSURE: [&str; 20] = [
    "Public",
    "PUBLIC",
    "pubic",
    "open",
    "公开",
    "同意 公开",
    "\"public \"",
    "\" public\"",
    "\"\"",
    "''",
    "",
    "~",
    "true",
    "yes",
    "1",
    "[public]",
    "[]",
    "{public: true}",
    "ｐｕｂｌｉｃ",
    "\"public\\u200B\"",
];

#[test]
fn what_is_no_disclosure_is_an_error_and_never_public() {
    for value in NO_DISCLOSURE {
        let mut site = site(value);
        site.write(
            "content/site.yaml",
            "title: 甲\ndisclosure: {unstated: publish}\n",
        );
        site.fails(1, "content/replies/2025/secret.md:13:")
            .says("error[value-");
        assert!(!site.path("public").exists());
        site.try_build(&["--keep-going"]).exits(1);
        assert_eq!(found(&site), BTreeSet::new(), "{value}");
        site.has(&["replies/2025/other.html"]);
    }
}

#[test]
fn two_marks_are_an_error_whichever_they_are() {
    for second in [
        "公开属性: public",
        "disclosure: public",
        "公开属性: withheld",
    ] {
        let mut site = site(&format!("withheld\n{second}"));
        site.fails(1, "error[key-duplicate]");
        site.try_build(&["--keep-going"]).exits(1);
        assert_eq!(found(&site), BTreeSet::new(), "{second}");
    }
}

#[test]
fn an_article_leaves_only_where_it_says_public() {
    for (value, code) in [
        ("disclosure: public", 0),
        ("公开属性: 主动公开", 0),
        ("", 0),
        ("disclosure: withheld", 0),
        ("disclosure: on_request", 0),
        ("disclosure: unstated", 0),
        ("disclosure: Public", 1),
        ("disclosure: true", 1),
        ("disclosure:", 1),
    ] {
        let mut site = site("withheld");
        site.edit(
            "content/site.yaml",
            "title: 甲",
            "title: 甲\ndisclosure: {unstated: publish}",
        );
        let article = format!(
            "---\ntitle: sntArticle\naliases: [snt/article.html]\n{value}\n---\n\nsntText\n"
        );
        site.write("content/articles/snt-article.md", article);
        site.try_build(&["--keep-going"]).exits(code);
        let all: String = site
            .output()
            .iter()
            .map(|(p, b)| p.clone() + &String::from_utf8_lossy(b))
            .collect();
        let is_public = value.ends_with("public") || value.ends_with("主动公开");
        assert_eq!(all.to_lowercase().contains("snt"), is_public, "{value}");
    }
}

#[test]
fn a_notice_does_not_say_how_it_stands_to_its_case() {
    for disclosure in ["summary", "title"] {
        let built = |role: &str| {
            let mut site = site(disclosure);
            let file = "content/replies/2025/secret.md";
            site.edit(file, "role: co_handling", &format!("role: {role}"));
            site.try_build(&[]).exits(0);
            site
        };
        let site = built("co_handling");
        for role in ["reply", "continued"] {
            assert_same(&site.output(), &built(role).output());
        }
        let page = site.page("replies/2025/secret.html");
        for label in ["文种", "提案者"] {
            assert_eq!(page.fact(label), None, "{disclosure}");
        }
        let case = site.page("proposals/2025/sntnumber.html");
        let by = case.text("article.reply-card .by");
        assert!(by.starts_with("sntIssuer"), "{disclosure}: {by}");
    }
}
