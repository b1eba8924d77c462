//! Reading as front_matter and config do it: text in, values and located problems out.

use std::sync::Arc;

use super::{Document, Key, Limits, Node, Reader};
use crate::diag::{Audience, Diagnostic, SourceFile};

const KEYS: &[Key] = &[
    Key::new("title", &["标题"]),
    Key::new("cases", &["案件"]),
    Key::new("number", &["编号"]),
    Key::new("year", &["年度"]),
    Key::new("disclosure", &["公开属性"]),
];

fn parse(source: &Arc<SourceFile>) -> Result<Document, Diagnostic> {
    Document::parse(source, 0..source.text().len(), &Limits::default())
}

fn source(text: &str) -> Arc<SourceFile> {
    SourceFile::confidential("content/a.md", text)
}

fn line(problem: &Diagnostic) -> String {
    let view = problem.view(Audience::Clerk);
    let place = view
        .position
        .map_or_else(String::new, |at| format!("{}:{} ", at.line, at.column));
    format!("{place}{}: {}", view.code, view.message)
}

/// Reads the known fields with `read`, and gives the problems, one a line.
fn problems(text: &str, read: impl Fn(&mut Reader<'_>, &super::Fields)) -> Vec<String> {
    let source = source(text);
    let document = match parse(&source) {
        Ok(document) => document,
        Err(problem) => return vec![line(&problem)],
    };
    let mut reader = Reader::new(&document);
    if let Some(fields) = reader.fields(document.root(), KEYS) {
        read(&mut reader, &fields);
    }
    reader.finish().iter().map(line).collect()
}

fn text_of(text: &str, key: &str) -> Option<String> {
    let source = source(text);
    let document = parse(&source).unwrap();
    let mut reader = Reader::new(&document);
    let fields = reader.fields(document.root(), KEYS)?;
    let value = reader.text(fields.get(key)?);
    assert!(reader.finish().is_empty());
    value
}

#[test]
fn three_mistakes_are_three_located_problems() {
    let text = "titel: 甲\ncases: 乙\nyear: 十\n";
    let found = problems(text, |reader, fields| {
        reader.list(fields.get("cases").unwrap());
        reader.integer(fields.get("year").unwrap(), 1949..=2100);
        reader.missing(fields.node(), "title", "add it");
    });
    let expected = [
        "1:1 key-missing: key `title` is missing",
        "1:1 key-unknown: unknown key `titel`",
        "2:8 value-type: expected a list, found text",
        "3:7 value-type: expected a whole number, found text",
    ];
    assert_eq!(found, expected);
}

#[test]
fn repeated_and_unknown_keys_are_found_in_every_style() {
    for (text, expected) in [
        (
            "title: a\ncases: []\ntitle: b\n",
            "3:1 key-duplicate: key `title` is given twice",
        ),
        (
            "标题: a\r\ntitle: b\r\n",
            "2:1 key-duplicate: key `title` is given twice",
        ),
        (
            "{\"title\": \"甲\", \"title\": \"乙\"}",
            "1:16 key-duplicate: key `title` is given twice",
        ),
        ("标提: a\n", "1:1 key-unknown: unknown key `标提`"),
        (
            "{title: 甲, 秘密: 乙}",
            "1:12 key-unknown: unknown key: `秘密`",
        ),
        (
            "2025: a\n",
            "1:1 value-type: expected text as a key, found a number",
        ),
        ("[a, b]", "1:1 value-type: expected a map, found a list"),
    ] {
        assert_eq!(problems(text, |_, _| ()), [expected], "{text}");
    }
}

#[test]
fn text_is_what_is_written() {
    for written in [
        "0117",
        "2104111",
        "0x1F",
        "1_000",
        "2.10",
        "1e3",
        "-0",
        "+5",
        "18446744073709551616",
    ] {
        assert_eq!(
            text_of(&format!("number: {written} # 注\n"), "number").as_deref(),
            Some(written)
        );
        assert_eq!(
            text_of(&format!("{{编号: {written}}}"), "number").as_deref(),
            Some(written)
        );
    }
    assert_eq!(
        text_of("title: \" 关于 \"", "title").as_deref(),
        Some(" 关于 ")
    );
    assert_eq!(
        text_of("title: &n 0x1F\nnumber: *n\n", "number").as_deref(),
        Some("0x1F")
    );
    assert_eq!(
        text_of("title: ~\n", "title"),
        None,
        "null counts as absent"
    );
}

#[test]
fn kinds_are_strict() {
    let text = "title: true\nnumber: [a]\ncases: [甲, , 2, {}]\ndisclosure: witheld\nyear: 3025\n";
    let text = text.replace(", ,", ", ~,");
    let found = problems(&text, |reader, fields| {
        for name in ["title", "number"] {
            reader.text(fields.get(name).unwrap());
        }
        assert_eq!(
            reader.texts(fields.get("cases").unwrap()).unwrap(),
            ["甲", "2"]
        );
        reader.one_of(
            fields.get("disclosure").unwrap(),
            &[("withheld", 1), ("public", 2)],
        );
        reader.integer(fields.get("year").unwrap(), 1949..=2100);
    });
    let expected = [
        "1:8 value-type: expected text, found true or false",
        "2:9 value-type: expected text, found a list",
        "3:12 value-type: expected text, found nothing",
        "3:18 value-type: expected text, found a map",
        "4:13 value-invalid: a value is not one of those allowed here: `witheld`",
        "5:7 value-invalid: a number is out of range: `3025`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn unreadable_texts_are_placed_in_the_file() {
    for (text, expected) in [
        (
            "title: a\n\tcases: b\n",
            "2:1 yaml-syntax: a tab stands where YAML allows only spaces",
        ),
        (
            "cases:\n\t- a\n",
            "2:1 yaml-syntax: a tab stands where YAML allows only spaces",
        ),
        (
            "标题: \"甲\ncases: 乙\n",
            "1:5 yaml-syntax: a quotation mark is not closed",
        ),
        (
            "a: 1\n标题: 甲: 乙\n",
            "2:6 yaml-syntax: a colon stands where no key can be",
        ),
        ("标题： 甲\n", "1:1 value-type: expected a map, found text"),
        (
            "a: 1\n标题： 甲\nb: 2\n",
            "2:1 yaml-syntax: a key is not followed by a colon",
        ),
        (
            "标题: *甲\n",
            "1:5 yaml-syntax: a value cannot begin with `*` or `&`",
        ),
        (
            "标题: *x\n",
            "1:5 yaml-syntax: an alias (`*name`) without its anchor (`&name`)",
        ),
        (
            "标题: [甲, 乙\nb: 1\n",
            "2:2 yaml-syntax: a list in brackets is not closed",
        ),
        (
            "标题: {甲: 乙\n",
            "2:1 yaml-syntax: a map in braces is not closed",
        ),
        (
            "标题: @甲\n",
            "1:5 yaml-syntax: a value cannot begin with this character",
        ),
        ("\"a\":b\n", "1:4 yaml-syntax: this cannot be read as YAML"),
        (
            "a: 甲\0乙\n",
            "1:5 yaml-syntax: a character that YAML must not hold (U+0000)",
        ),
        (
            "标题: !!python/x 甲\n",
            "1:5 yaml-syntax: tags (`!…`) are not read",
        ),
    ] {
        assert_eq!(problems(text, |_, _| ()), [expected], "{text}");
    }
}

#[test]
fn places_are_those_of_the_whole_file() {
    let text = "\u{FEFF}---\r\n标题: 甲\r\n案件: x\r\n---\r\n正文";
    let source = source(text);
    let block = text.find("标").unwrap()..text.rfind("---").unwrap();
    let document = Document::parse(&source, block, &Limits::default()).unwrap();
    let mut reader = Reader::new(&document);
    let fields = reader.fields(document.root(), KEYS).unwrap();
    reader.list(fields.get("cases").unwrap());
    reader.missing(fields.node(), "number", "add it");
    let found: Vec<_> = reader.finish().iter().map(line).collect();
    let expected = [
        "2:1 key-missing: key `number` is missing",
        "3:5 value-type: expected a list, found text",
    ];
    assert_eq!(found, expected);
}

#[test]
fn byte_order_mark_is_no_part_of_the_block() {
    let text = "\u{FEFF}titel: 甲\n";
    assert_eq!(
        problems(text, |_, _| ()),
        ["1:1 key-unknown: unknown key `titel`"]
    );
}

#[test]
fn empty_blocks_have_no_fields() {
    for text in ["", "\n", "# 注\n", "~"] {
        let check =
            |_: &mut Reader<'_>, fields: &super::Fields| assert!(fields.get("title").is_none());
        assert_eq!(problems(text, check), [""; 0], "{text}");
    }
}

#[test]
fn too_large_is_refused() {
    let text = format!("title: {}\n", "长".repeat(100_000));
    assert_eq!(
        problems(&text, |_, _| ()),
        ["1:1 yaml-limit: the YAML is larger than 256 KiB"]
    );
}

#[test]
fn depth_is_limited_in_every_style() {
    let maps: String = (0..40).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    let deep = "more than 32 lists and maps within each other";
    for (text, place) in [
        (format!("{}{}", "[".repeat(33), "]".repeat(33)), "1:33"),
        ("- ".repeat(10_000), "1:65"),
        (maps, "33:33"),
    ] {
        assert_eq!(
            problems(&text, |_, _| ()),
            [format!("{place} yaml-limit: {deep}")],
            "{text:.40}"
        );
    }
    let allowed = format!("title: {}{}", "[".repeat(31), "]".repeat(31));
    assert_eq!(problems(&allowed, |_, _| ()), [""; 0]);
}

#[test]
fn numbers_that_cannot_be_found_are_not_guessed() {
    let only_libyaml_reads_this = "title: \"甲\"# x\nnumber: 0x1F\n";
    let found = problems(only_libyaml_reads_this, |reader, fields| {
        reader.text(fields.get("number").unwrap());
    });
    assert_eq!(found, ["1:1 value-type: expected text, found a number"]);
}

#[test]
fn free_keys_may_be_anything_but_repeated() {
    let source = source("A: 1\nB: 2\nA: 3\n");
    let document = parse(&source).unwrap();
    let mut reader = Reader::new(&document);
    let entries = reader.entries(document.root()).unwrap();
    let seen: Vec<(String, Node)> = entries
        .iter()
        .map(|e| (e.key.clone(), e.key_node))
        .collect();
    assert_eq!(seen, [("A".to_owned(), Node(1)), ("B".to_owned(), Node(3))]);
    let found: Vec<_> = reader.finish().iter().map(line).collect();
    assert_eq!(found, ["3:1 key-duplicate: a key is given twice: `A`"]);
}

#[test]
fn the_public_learns_no_value() {
    let source = source("秘密: 机密\ndisclosure: 机密\ncases: 机密\n");
    let document = parse(&source).unwrap();
    let mut reader = Reader::new(&document);
    let fields = reader.fields(document.root(), KEYS).unwrap();
    reader.one_of(fields.get("disclosure").unwrap(), &[("public", ())]);
    reader.list(fields.get("cases").unwrap());
    let problems = reader.finish();
    assert_eq!(problems.len(), 3);
    for problem in &problems {
        let told = format!("{:?} {problem:?}", problem.view(Audience::Public));
        assert!(!told.contains("秘密") && !told.contains("机密"), "{told}");
    }
}

#[test]
fn a_number_among_very_many_is_what_is_written() {
    let number = |more: &str| {
        let source = source(&format!("cases: [{}{more}]\n", "7, ".repeat(60_000)));
        let document = parse(&source).unwrap();
        let mut reader = Reader::new(&document);
        let fields = reader.fields(document.root(), KEYS).unwrap();
        let items = reader.list(fields.get("cases").unwrap()).unwrap();
        let texts = items.iter().map(|item| reader.text(*item).unwrap());
        let texts: Vec<String> = texts.collect();
        assert!(texts[..60_000].iter().all(|text| text == "7"));
        texts.last().unwrap().clone()
    };
    assert_eq!(number("010"), "010");
    assert_eq!(number("0x1F"), "0x1F");
    assert_eq!(number("31"), "31");
}
