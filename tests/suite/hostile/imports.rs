//! Raw files for import: what is no letter is refused, and no file is written outside the archive.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{SiteTest, assert_same, tree};

/// Raw files by name.
fn cases() -> Vec<(&'static str, Vec<u8>)> {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><w:document>&d;</w:document>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document>&a;</w:document>";
    let deep = format!("<w:document>{}", "<w:p>".repeat(100_000));
    vec![
        ("empty.txt", Vec::new()),
        ("zeros.txt", vec![0; 100_000]),
        (
            "random.txt",
            (0..100_000u32)
                .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
                .collect(),
        ),
        ("one-line.txt", "甲".repeat(500_000).into_bytes()),
        ("many-lines.txt", "一、\n".repeat(50_000).into_bytes()),
        ("brackets.txt", "（".repeat(50_000).into_bytes()),
        ("numbers.txt", "第1号、".repeat(50_000).into_bytes()),
        ("dashes.txt", "-".repeat(100_000).into_bytes()),
        ("words.txt", letter_of("- ", 500_000)),
        ("figures.txt", letter_of("1 ", 500_000)),
        ("quotes.txt", letter_of("> ", 500_000)),
        ("ticks.txt", letter_of("` `` ", 200_000)),
        ("items.txt", letter_of("* ", 500_000)),
        ("emphasis.txt", letter_of("**甲 ", 100_000)),
        ("names.txt", letter_of("王示例 ", 100_000)),
        ("offices.txt", letter_of("示例局 ", 100_000)),
        (
            "front-matter.txt",
            b"---\ntitle: !!python/x y\ndisclosure: public\n---\n".to_vec(),
        ),
        (
            "script.txt",
            "<script>pwn()</script>\n王示例委员：\n现答复如下。\n".into(),
        ),
        (
            "bidi.txt",
            "关于\u{202E}第1号提案的答复\n王示例委员：\n现答复如下。\n".into(),
        ),
        ("no-zip.docx", b"PK\x03\x04 no zip at all".to_vec()),
        ("empty.docx", zipped(&[])),
        (
            "way-up.docx",
            zipped(&[
                ("../../../etc/x", "x"),
                ("word/document.xml", "<w:document/>"),
            ]),
        ),
        ("laughs.docx", zipped(&[("word/document.xml", laughs)])),
        ("outside.docx", zipped(&[("word/document.xml", outside)])),
        ("deep.docx", zipped(&[("word/document.xml", &deep)])),
        (
            "bomb.docx",
            zipped(&[("word/document.xml", &" ".repeat(50_000_000))]),
        ),
    ]
}

/// A letter whose text is one line: the same words so many times.
fn letter_of(words: &str, times: usize) -> Vec<u8> {
    let head = "关于第1号提案的答复\n王示例委员：\n";
    format!("{head}{}\n", words.repeat(times)).into_bytes()
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn raw_files_are_refused_or_taken_in_without_harm() {
    let cases = cases();
    assert!(cases.len() >= 26);
    for (name, bytes) in cases {
        let mut site = SiteTest::new(&[]);
        site.write(&format!("raw/{name}"), bytes);
        let before = tree(site.root());
        site.run(&[
            "import",
            "--quiet",
            &format!("raw/{name}"),
            "--format",
            "json",
        ]);
        assert!(
            [0, 1, 3].contains(&site.run.code),
            "{name}: {}",
            site.run.stderr
        );
        assert!(
            !site.run.stderr.contains("panicked"),
            "{name}: {}",
            site.run.stderr
        );
        let found = site.json();
        assert!(
            found.as_array().is_some_and(|list| !list.is_empty()),
            "{name}"
        );
        let mut after = tree(site.root());
        after.retain(|path, _| {
            !path.starts_with("content/replies/") && !path.starts_with("content/originals/")
        });
        assert_same(&before, &after);
        // What was taken in is held back, or says whose mark it bears; building it does no harm.
        site.try_build(&["--keep-going"]);
        let harm = super::harm(&site);
        assert!(harm.is_none(), "{name}: {harm:?}");
        assert!(!site.run.stderr.contains("panicked"), "{name}");
    }
}
