//! The Markdown beside a reply: in place of its source, and in another site.

use serde_json::Value;

use crate::harness::{SiteTest, assert_same};

#[test]
fn a_published_file_in_place_of_its_source_gives_the_same_site() {
    for (mut site, name) in [
        (SiteTest::fixture("small"), "small"),
        (SiteTest::repository(), "repository"),
        (awkward(), "awkward"),
    ] {
        site.try_build(&[]).exits(0);
        let before = site.output();
        let sources = before.keys().filter(|path| path.ends_with(".md"));
        let mut replaced = 0;
        for path in sources {
            site.write(&format!("content/{path}"), &before[path]);
            replaced += 1;
        }
        assert!(replaced > 1, "{name}");
        site.try_build(&[]).exits(0);
        assert_same(&site.output(), &before);
    }
}

/// Letters whose facts and bodies are hard to write down so that they are read as they were.
fn awkward() -> SiteTest {
    let mut site = SiteTest::new(&[]);
    site.write(
        "content/site.yaml",
        "title: 甲\ndisclosure: {unstated: publish}\n",
    );
    let texts = [
        "\"两行\\n的标题\"",
        "'null'",
        "'- 甲: 乙'",
        "'#井'",
        "\"制表\\t符\"",
        "'''引''号'",
        "\"\\\\反斜\"",
        "'0117'",
        "'1_000'",
        "2025-6-20",
        "'{甲}'",
        "'a: b, [c]'",
        "'%甲'",
        "'\u{200B}甲'",
    ];
    for (index, text) in texts.iter().enumerate() {
        let facts = format!(
            "title: {text}\ncases: [{{kind: proposal, number: {text}, subject: {text}}}]\n\
             session: {{body: {text}}}\nissuer: {text}\naddressees: [{text}, {text}]\nkeywords: [{text}]\n\
             as_written: {{head: {text}, marks: [{text}]}}\ncorrected: [{{date: 2025-01-01, note: {text}}}]\n\
             published: 2025-08-01T09:00:00.25-03:00\noutcome: b1\nrole: continued"
        );
        site.reply(&format!("2025/a{index}"), &facts);
        let notice = format!("{facts}\nsummary: {text}\ndate: 2023-01-01\ndisclosure: ");
        site.reply(&format!("2025/b{index}"), &format!("{notice}summary"));
        site.reply(&format!("2025/c{index}"), &format!("{notice}title"));
    }
    let bodies = [
        "\r\n\r\n甲：\r\n\r\n正文。\r\n硬\\\r\n换行\r\n",
        "\n\n---\n\n文\n",
        "\n    代码\n\n文  \n末\n\n\n",
        "\n\u{202E}文\u{0}\u{7}&#x202E;\n",
        "",
    ];
    for (index, body) in bodies.iter().enumerate() {
        let head = "---\ncases: [{kind: suggestion}]\nissuer: 甲局\nreview: [{code: x, field: body, line: 3, message: 疑}]\n---";
        site.write(
            &format!("content/replies/2025/d{index}.md"),
            format!("{head}\n{body}"),
        );
    }
    site
}

#[test]
fn a_published_file_carries_letter_and_facts_to_another_site() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let mut other = SiteTest::new(&[]);
    for file in ["site", "topics", "organisations"] {
        let path = format!("content/{file}.yaml");
        other.write(&path, site.source(&path));
    }
    let path = "replies/2025/proposal-101.md";
    // Its letter names another one.
    other.write(
        &format!("content/{path}"),
        site.text(path)
            .replace("[上一件答复](../2024/proposal-88.md)", "上一件答复"),
    );
    other.build();
    let (mut there, mut here) = (record(&other), record(&site));
    for record in [&mut here, &mut there] {
        record.as_object_mut().unwrap().shift_remove("markdown");
    }
    assert_eq!(there, here);
}

/// The record of the letter with all its facts.
fn record(site: &SiteTest) -> Value {
    serde_json::from_str(&site.text("replies/2025/proposal-101.json")).unwrap()
}
