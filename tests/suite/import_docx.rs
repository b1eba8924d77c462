//! `fuwen import` and docx files: the archive's own letters in them import to the same replies,
//! also where Word draws the numbers, and broken files are refused.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use fuwen::import::{Declared, DecodeError, Finding, Imported, decode, import};
use fuwen::model::{Organisations, Topics};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn originals() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/originals");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.truncate(4);
    paths
}

fn one(raw: &[u8]) -> Imported {
    let (topics, organisations) = (Topics::default(), Organisations::default());
    let declared = Declared {
        topics: &topics,
        organisations: &organisations,
    };
    match import(&decode(raw).unwrap().text, declared).pop() {
        Some(Finding::Reply(imported)) => *imported,
        other => panic!("not one letter: {other:?}"),
    }
}

/// A docx file with these paragraphs, and a list of three levels that they may be numbered by.
fn docx(paragraphs: &str) -> Vec<u8> {
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
    };
    let list =
        |inside: String| format!("<Relationships xmlns=\"{PACKAGE}\">{inside}</Relationships>");
    let parts = [
        (
            "_rels/.rels",
            list(relation(1, "officeDocument", "word/document.xml")),
        ),
        (
            "word/_rels/document.xml.rels",
            list(relation(1, "numbering", "numbering.xml")),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{W}\"><w:body>{paragraphs}</w:body></w:document>"),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum>\
                 <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
                level(0, "chineseCountingThousand", "%1、"),
                level(1, "chineseCountingThousand", "（%2）"),
                level(2, "decimal", "%3."),
            ),
        ),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name, SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn paragraph(text: &str, level: Option<usize>) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let properties = level.map_or_else(String::new, |level| {
        format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
        )
    });
    format!("<w:p>{properties}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// What Word would number a line by, and the line without its number.
fn unnumbered(line: &str) -> (&str, Option<usize>) {
    let text = line.trim_start_matches(['#', ' ', '*']);
    let mark = |at: usize| text.get(at..).unwrap_or_default().trim_start();
    if let Some(at) = text.find('、').filter(|at| *at <= 6) {
        let is_number = text[..at]
            .chars()
            .all(|c| "一二三四五六七八九十".contains(c));
        return match is_number {
            true => (mark(at + '、'.len_utf8()), Some(0)),
            false => (line, None),
        };
    }
    let bracket = text.find(['）', ')']).filter(|at| *at <= 9);
    if let (true, Some(at)) = (text.starts_with(['（', '(']), bracket) {
        let behind = text[at..].chars().next().map_or(0, char::len_utf8);
        return (mark(at + behind), Some(1));
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match (
        digits,
        text.get(digits..)
            .and_then(|rest| rest.trim_start().strip_prefix('.')),
    ) {
        (1, Some(rest)) => (rest.trim_start(), Some(2)),
        _ => (line, None),
    }
}

#[test]
fn a_letter_in_docx_is_the_same_letter() {
    for path in originals() {
        let raw = std::fs::read_to_string(&path).unwrap();
        let plain = one(raw.as_bytes());
        let paragraphs: String = raw.lines().map(|line| paragraph(line, None)).collect();
        let from_docx = one(&docx(&paragraphs));
        assert_eq!(from_docx.body, plain.body, "{path:?}");
        assert_eq!(from_docx.outline, plain.outline, "{path:?}");
        assert_eq!(from_docx.reply.title, plain.reply.title);
        assert_eq!(from_docx.reply.doc_number, plain.reply.doc_number);
        assert_eq!(from_docx.reply.disclosure, plain.reply.disclosure);
        assert_eq!(from_docx.reply.addressees, plain.reply.addressees);
        assert!(from_docx.reply.contacts == plain.reply.contacts);
    }
}

#[test]
fn numbers_that_word_draws_are_headings_too() {
    // The last one's pages are out of order, which Word's own counting hides.
    for path in &originals()[..3] {
        let raw = std::fs::read_to_string(path).unwrap();
        let plain = one(raw.as_bytes());
        let numbered = |line| {
            let (text, level) = unnumbered(line);
            paragraph(text, level)
        };
        let paragraphs: String = raw.lines().map(numbered).collect();
        assert!(paragraphs.contains("<w:numPr>"), "{path:?} has no numbers");
        let from_docx = one(&docx(&paragraphs));
        assert_eq!(from_docx.outline, plain.outline, "{path:?}");
        assert_eq!(from_docx.body, plain.body, "{path:?}");
    }
}

#[test]
fn what_was_deleted_or_hidden_never_passes() {
    let letter = "<w:p><w:r><w:t>关于某市政协一届一次会议第7号提案的答复</w:t></w:r></w:p>\
        <w:p><w:r><w:t>王示例委员：</w:t></w:r></w:p>\
        <w:p><w:del><w:r><w:delText>旧稿</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>挪走</w:t></w:r></w:moveFrom>\
        <w:ins><w:r><w:t>您的提案收悉。</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r></w:p>";
    let decoded = decode(&docx(letter)).unwrap();
    for gone in ["旧稿", "挪走", "暗记"] {
        assert!(!decoded.text.contains(gone), "{gone}");
    }
    assert!(decoded.text.contains("您的提案收悉。"));
    let codes: Vec<&str> = decoded
        .review
        .iter()
        .map(|entry| entry.code.as_str())
        .collect();
    assert_eq!(codes, ["revision", "hidden-text"]);
}

#[test]
fn broken_docx_files_are_refused() {
    let whole = docx(&paragraph("王示例委员：", None));
    for length in (4..whole.len()).step_by(97) {
        assert_eq!(
            decode(&whole[..length]).unwrap_err(),
            DecodeError::BadDocx,
            "{length}"
        );
    }
    // No byte that is damaged makes it panic.
    for at in (0..whole.len()).step_by(13) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        let _ = decode(&damaged);
    }
}
