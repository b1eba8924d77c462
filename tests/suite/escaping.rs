//! Text of documents and settings is text: never an element, an attribute, a link or a template.

use scraper::node::Node;

use crate::checker::check;
use crate::harness::SiteTest;

/// Breaks out of text, of attributes in either quotation marks, of a comment, of a template.
const HOSTILE: &str = r#"<script>pwn()</script>"'><img src=x onerror=pwn()>{{ site }}{% raw %}&lt;--></title>&amp;amp;"#;

/// The hostile text as YAML, marked so that every field can be told apart.
fn hostile(field: &str) -> String {
    format!("'{field}{}'", HOSTILE.replace('\'', "''"))
}

fn front_matter(disclosure: &str) -> String {
    let h = hostile;
    format!(
        "title: {}\ncases: [{{kind: proposal, number: {}, subject: {}}}]\n\
         session: {{body: {}, term: {}, year: 2025}}\naddressees: [{}]\nissuer: {}\nco_issuers: [{}]\n\
         doc_number: {}\nsigner: {}\noutcome: A\ndisclosure: {disclosure}\ntopics: [t]\n\
         contacts: {{lead: {}, handler: {}, phone: {}}}\n\
         as_written: {{head: {}, marks: [{}], contacts: [{}]}}\nsummary: {}\nindex_number: {}\n\
         keywords: [{}]\nattachments: [{}]\ncc: [{}]\ncorrected: [{{date: 2025-01-01, note: {}}}]",
        h("title"),
        h("number"),
        h("subject"),
        h("body"),
        h("term"),
        h("who"),
        h("issuer"),
        h("co"),
        h("doc"),
        h("signer"),
        h("lead"),
        h("handler"),
        h("phone"),
        h("head"),
        h("mark"),
        h("contact"),
        h("summary"),
        h("index"),
        h("keyword"),
        h("attached"),
        h("cc"),
        h("note"),
    )
}

fn settings() -> String {
    let h = hostile;
    format!(
        "title: {}\ndescription: {}\npublisher: {}\nlicense: {{name: {}, url: 'https://a.example/\"><script>'}}\n\
         outcomes: {{A: {}}}\ngovernment: {{site_name: {}, domain: {}, site_id_code: {}, column_name: {}, \
         column_description: {}, column_keywords: {}, column_type: {}, icp: {}, police_record: {}, sponsor: {}, contact: {}}}\n",
        h("site"),
        h("description"),
        h("publisher"),
        h("license"),
        h("words"),
        h("g1"),
        h("g2"),
        h("g3"),
        h("g4"),
        h("g5"),
        h("g6"),
        h("g7"),
        h("g8"),
        h("g9"),
        h("g10"),
        h("g11"),
    )
}

fn site(disclosure: &str, body: &str) -> SiteTest {
    let mut site = SiteTest::bare();
    site.write("content/site.yaml", settings());
    let topics = format!(
        "- {{slug: t, name: {}, description: {}, keywords: [{}]}}\n",
        hostile("topic"),
        hostile("about"),
        hostile("word")
    );
    site.write("content/topics.yaml", topics);
    let organisations = format!(
        "- {{slug: o, name: {}, aliases: [{}], place: {}}}\n",
        hostile("issuer"),
        hostile("alias"),
        hostile("place")
    );
    site.write("content/organisations.yaml", organisations);
    let text = format!("---\n{}\n---\n\n{body}\n", front_matter(disclosure));
    site.write("content/replies/2025/a.md", text);
    let article = format!(
        "---\ntitle: {}\ndescription: {}\ndisclosure: public\n---\n\n{body}\n",
        hostile("article"),
        hostile("lede")
    );
    site.write("content/articles/a.md", article);
    site
}

/// No page has an element or attribute that the text made, and none lost what follows the text.
fn assert_harmless(site: &SiteTest, what: &str) {
    let problems = check(&site.output());
    assert!(problems.is_empty(), "{what}:\n{}", problems.join("\n"));
    for path in site.output().keys().filter(|path| path.ends_with(".html")) {
        let page = site.page(path);
        let own_script = "script:not([src]):not([type='application/ld+json']), img, [onerror]";
        assert!(page.all(own_script).is_empty(), "{what}: {path}");
        let comments = page
            .html
            .tree
            .values()
            .filter(|node| matches!(node, Node::Comment(_)));
        assert_eq!(comments.count(), 0, "{what}: {path} has a comment");
    }
}

#[test]
fn hostile_text_in_every_field_is_shown_as_it_is() {
    for disclosure in ["public", "summary", "title"] {
        let mut site = site(disclosure, HOSTILE);
        site.try_build(&["--base-url", "https://example.org/"])
            .exits(0);
        assert_harmless(&site, disclosure);
        let title = site.page("replies/2025/a.html").text("h1");
        assert_eq!(title, format!("title{HOSTILE}"));
        assert_eq!(
            site.page("topics/t.html").text("h1"),
            format!("topic{HOSTILE}")
        );
        assert!(
            site.page("index.html")
                .text("title")
                .starts_with(&format!("site{HOSTILE}"))
        );
    }
}

#[test]
fn every_field_of_a_letter_is_shown_whole() {
    let mut site = site("public", "正文。");
    site.try_build(&[]).exits(0);
    let text = site.page("replies/2025/a.html").text("body");
    for field in [
        "title", "number", "subject", "body", "term", "who", "issuer", "doc", "signer", "head",
        "mark", "contact", "index", "keyword", "attached", "cc", "note", "words", "topic",
    ] {
        assert!(
            text.contains(&format!("{field}{HOSTILE}")),
            "{field} is not shown whole"
        );
    }
}

#[test]
fn raw_html_in_a_letter_is_shown_as_text() {
    let body = "<script>alert(1)</script>\n\n<div onclick=\"x\">块</div>\n\n甲<b onmouseover=x>乙</b>\n\n\
        <!-- 注 -->\n\n<style>p{}</style>\n\n<iframe src=\"https://a.example\">\n\n&lt;script&gt;\n\n```\n<script>\n```\n\n`<i>`";
    let mut site = site("public", body);
    site.try_build(&[]).exits(0);
    assert_harmless(&site, "raw HTML");
    let letter = site.page("replies/2025/a.html").text(".letter-body");
    for shown in [
        "<script>alert(1)</script>",
        "<div onclick=\"x\">块</div>",
        "<b onmouseover=x>乙</b>",
        "<!-- 注 -->",
        "<i>",
    ] {
        assert!(letter.contains(shown), "{shown} in {letter}");
    }
}

#[test]
fn links_that_pages_must_not_follow_are_not_made() {
    let addresses = [
        "javascript:pwn()",
        "JaVaScRiPt:pwn()",
        "&#106;avascript:pwn()",
        "java&Tab;script:pwn()",
        "javascript&colon;pwn()",
        "<javascript:pwn()>",
        "data:text/html,pwn",
        "vbscript:pwn",
        "file:///etc/passwd",
        "//evil.example/",
        "\\\\\\\\evil.example",
        "/etc/passwd",
        "x.exe",
        "<java\u{1}script:pwn()>",
        "ftp://a.example/",
        "http:evil.example",
        "http://",
        "https:///evil.example",
        "https://?evil",
        "https://#evil",
        "blob:https://a.example/1",
    ];
    let body: String = addresses
        .iter()
        .map(|to| format!("[文字]({to})和![图]({to})\n\n"))
        .collect();
    let mut site = site(
        "public",
        &(body + "<javascript:pwn()>\n\n[ref]\n\n[ref]: javascript:pwn()\n"),
    );
    site.try_build(&[]).exits(0).says("warning[link-unsafe]");
    assert_harmless(&site, "links");
    let page = site.page("replies/2025/a.html");
    assert_eq!(
        page.links(".letter-body a:not(.anchor)"),
        Vec::<String>::new()
    );
    assert_eq!(
        page.text(".letter-body").matches("文字").count(),
        addresses.len()
    );
    assert!(page.all(".letter-body img").is_empty());
}

#[test]
fn safe_links_are_made_with_their_text_escaped() {
    let body = "[甲](https://a.example/?a=1&b=\"2\")、<https://b.example/>、[乙](mailto:a@b.example)、[丙](tel:12345 \"<题>\")";
    let mut site = site("public", body);
    site.try_build(&[]).exits(0);
    assert_harmless(&site, "safe links");
    let links = site
        .page("replies/2025/a.html")
        .links(".letter-body a:not(.anchor)");
    let expected = [
        "https://a.example/?a=1&b=%222%22",
        "https://b.example/",
        "mailto:a@b.example",
        "tel:12345",
    ];
    assert_eq!(links, expected);
}

#[test]
fn machine_files_escape_in_their_own_way() {
    let mut site = SiteTest::new(&[]);
    site.reply(
        "2025/a",
        "title: <&>\ncases: [{kind: proposal}]\nissuer: <&>\ndisclosure: public",
    );
    site.try_build(&["--base-url", "https://example.org/a&b/"])
        .exits(0);
    site.contains(
        "sitemap.xml",
        &["<loc>https://example.org/a&amp;b/replies/2025/a.html</loc>"],
    );
}

#[test]
fn a_mail_address_in_angle_brackets_is_a_link() {
    let mut site = site("public", "<a@b.example>");
    site.try_build(&[]).exits(0);
    assert_harmless(&site, "a mail address");
    assert!(
        !site.run.stderr.contains("link-unsafe"),
        "{}",
        site.run.stderr
    );
    let page = site.page("replies/2025/a.html");
    let links = page.links(".letter-body a:not(.anchor)");
    assert_eq!(links, ["mailto:a@b.example"]);
}

#[test]
fn characters_that_a_page_must_not_hold_are_replaced() {
    let body = "## 一、甲\u{1B}\n\n乙\u{202E}丙&#x202E;丁&#27;\u{7F}\u{85}`戊\u{2066}`[己](https://a.example \"\u{0C}\")\n\n\
        ```x\u{1}\n庚\u{8}\n```\n\n<b\u{3}>\n\n| 辛\u{4} |\n| --- |\n| \u{0} |\n";
    let mut site = site("public", body);
    site.try_build(&[]).exits(0);
    for (path, bytes) in site.output() {
        let text = String::from_utf8(bytes).unwrap();
        let ends_line =
            |c| c == '\n' || c == '\r' && [".csv", ".ris"].iter().any(|end| path.ends_with(end));
        let is_wrong = |c: char| c.is_control() && !ends_line(c) || "\u{202E}\u{2066}".contains(c);
        assert_eq!(text.find(is_wrong), None, "{path}");
    }
    let page = site.page("replies/2025/a.html");
    assert!(page.text(".letter-body").contains("乙\u{FFFD}丙\u{FFFD}丁"));
    assert_eq!(page.text(".letter-body h2"), "一、甲\u{FFFD}");
}

#[test]
fn a_control_character_in_the_front_matter_is_an_error_at_its_value() {
    for escape in ["\\0", "\\e", "\\x07", "\\x85", "\\u0008", "\\r"] {
        let mut site = SiteTest::new(&[]);
        let reply = format!("cases: [{{kind: proposal}}]\nissuer: 甲\ntitle: \"乙{escape}丙\"");
        site.reply("2025/a", &reply);
        site.fails(1, "error[value-invalid]: a text holds a control character")
            .says("content/replies/2025/a.md:4:8");
    }
    let mut site = SiteTest::new(&[]);
    let kept = "title: \"甲\\t乙\\n丙\"\ncases: [{kind: proposal}]\nissuer: 甲\ndisclosure: public";
    site.reply("2025/a", kept).try_build(&[]).exits(0);
}
