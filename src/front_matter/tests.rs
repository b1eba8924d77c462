//! What is written is read again.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Declared, emit, parse_reply, split};
use crate::diag::SourceFile;
use crate::fs;
use crate::model::reply::{AsWritten, Contacts, Origin, ReviewEntry};
use crate::model::{CaseRef, Kind, Organisations, Permalink, Reply, Topic, Topics};
use crate::yaml::{Document, Limits};

fn parse(text: &str, topics: &Topics) -> (Reply, String) {
    let source = SourceFile::public("a.md", text);
    let parts = split(&source).unwrap();
    let document = Document::parse(&source, parts.front_matter, &Limits::default())
        .unwrap_or_else(|problem| panic!("{problem:?}\n{text}"));
    let origin = Origin {
        path: "a.md".to_owned(),
        digest: [0; 16],
    };
    let organisations = Organisations::default();
    let declared = Declared {
        topics,
        organisations: &organisations,
    };
    let (reply, problems) = parse_reply(&document, origin, Permalink::page("a.html"), declared);
    let reply = reply.unwrap_or_else(|| panic!("{problems:?}\n{text}"));
    (reply, source.text()[parts.body].to_owned())
}

#[test]
fn the_archive_is_written_as_it_stands() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = SourceFile::public(
        "topics.yaml",
        String::from_utf8(fs::read(&root.join("content/topics.yaml")).unwrap()).unwrap(),
    );
    let (topics, _) = crate::config::parse_topics(&source);
    let (files, _) = fs::walk(&root.join("content/replies"));
    assert!(files.len() >= 4);
    for file in files {
        let text = String::from_utf8(fs::read(&file.path).unwrap()).unwrap();
        let (reply, body) = parse(&text, &topics);
        assert_eq!(emit(&reply, &body), text, "{}", file.relative);
    }
}

const PLAIN: &str = "---\ncases:\n  - {kind: proposal}\nissuer: 某局\n---\n";

/// Pieces of which awkward texts consist.
fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\"",
        "'",
        ":",
        ": ",
        "：",
        "#",
        " #",
        " ",
        "  ",
        "，",
        "。",
        "“",
        "”",
        "—",
        "- ",
        "-",
        "{",
        "}",
        "[",
        "]",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "|",
        ">",
        "?",
        "? ",
        ",",
        ", ",
        "\\",
        "\\n",
        "~",
        "=",
        "<<",
        "...",
        "---",
        "yes",
        "null",
        "True",
        "0117",
        "1e5",
        "0x1F",
        "1_000",
        "2025-06-20",
        ".inf",
        "+1",
        "甲",
        "乙方",
        "abc",
        "〔2025〕38号",
        "\u{200B}",
        "\u{FFFE}",
        "\u{E0001}",
        "\u{A0}",
        "\u{3000}",
        "葛\u{E0100}",
        "𬱖",
        "é",
    ]);
    vec(pieces, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_text_survives(one in awkward(), two in awkward(), any in "\\PC{0,12}", body in "[^\r]{0,40}") {
        let (mut reply, _) = parse(PLAIN, &Topics::default());
        let texts = [one.clone(), two.clone(), any.clone()];
        reply.title = Some(one.clone());
        reply.issuer = format!("局{two}");
        reply.addressees = texts.to_vec();
        reply.cases = vec![CaseRef { kind: Kind::Suggestion, number: Some(one.clone()), subject: Some(two.clone()) }];
        reply.contacts = Contacts { lead: Some(two.clone()), handler: Some(any.clone()), phone: Some(one.clone()) };
        reply.as_written = AsWritten { head: Some(any.clone()), marks: texts.to_vec(), contacts: vec![one.clone()] };
        reply.review = vec![ReviewEntry {
            code: "c".to_owned(),
            field: "body".to_owned(),
            line: Some(7),
            message: Some(two.clone()),
            alternatives: texts.to_vec(),
        }];
        let text = emit(&reply, &body);
        let (read, read_body) = parse(&text, &Topics(vec![Topic {
            slug: "x".to_owned(), name: "x".to_owned(), description: None, keywords: vec![],
        }]));
        let folded = |text: &str| text.replace(['\u{2028}', '\u{2029}'], " ").trim().to_owned();
        let given = |text: &str| Some(folded(text)).filter(|text| !text.is_empty());
        let list: Vec<String> = texts.iter().filter_map(|text| given(text)).collect();
        prop_assert_eq!(&read.title, &given(&one));
        prop_assert_eq!(&read.issuer, reply.issuer.trim());
        prop_assert_eq!(&read.addressees, &list);
        prop_assert_eq!(&read.cases[0].number, &given(&one));
        prop_assert_eq!(&read.cases[0].subject, &given(&two));
        prop_assert_eq!(&read.contacts.handler, &given(&any));
        prop_assert_eq!(&read.as_written.head, &given(&any));
        prop_assert_eq!(&read.as_written.marks, &list);
        prop_assert_eq!(&read.review[0].message, &given(&two));
        prop_assert_eq!(&read.review[0].alternatives, &list);
        prop_assert_eq!(read_body.trim_matches('\n'), body.trim_matches('\n'));
        prop_assert_eq!(emit(&read, &read_body), text, "a second writing changes nothing");
    }
}

#[test]
fn breaks_become_spaces_and_quotes_are_few() {
    let (mut reply, _) = parse(PLAIN, &Topics::default());
    reply.title = Some("一\r\n二\t三, 四".to_owned());
    reply.addressees = vec![
        "0117".to_owned(),
        "a, b".to_owned(),
        "0731-28687649".to_owned(),
    ];
    let text = emit(&reply, "\n\n正文\n\n");
    assert!(text.contains("title: 一 二 三, 四\n"), "{text}");
    assert!(
        text.contains("addressees: [\"0117\", \"a, b\", 0731-28687649]\n"),
        "{text}"
    );
    assert!(
        text.ends_with("disclosure: unstated\nreview: []\n---\n\n正文\n"),
        "{text}"
    );
}
