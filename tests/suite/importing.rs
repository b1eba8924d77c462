//! `fuwen import`: every letter under `tests/import/` with every field and its outline.
//!
//! `expected.json` beside a raw text says what a careful person reads out of it; README.md there
//! explains its keys.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fuwen::import::{Declared, Finding, Imported, decode, import};
use fuwen::model::{Disclosure, Organisations, Topics};
use serde_json::{Value, json};

pub(crate) fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// The raw file of a case: a text, or a docx.
fn raw_file(case: &Path) -> PathBuf {
    let docx = case.join("raw.docx");
    if docx.exists() {
        docx
    } else {
        case.join("raw.txt")
    }
}

pub(crate) fn findings(raw: &[u8]) -> Vec<Finding> {
    let (topics, organisations) = (Topics::default(), Organisations::default());
    let declared = Declared {
        topics: &topics,
        organisations: &organisations,
    };
    let decoded = decode(raw).unwrap();
    let mut findings = import(&decoded.text, declared);
    for finding in &mut findings {
        if let Finding::Reply(imported) = finding {
            imported.reply.review.extend_from_slice(&decoded.review);
        }
    }
    findings
}

#[test]
fn every_letter_is_read_as_a_careful_person_reads_it() {
    let mut wrong = Vec::new();
    for case in cases() {
        let raw = std::fs::read(raw_file(&case)).unwrap();
        let expected: Value =
            serde_json::from_slice(&std::fs::read(case.join("expected.json")).unwrap()).unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        compare(
            &name,
            expected.as_array().unwrap(),
            &findings(&raw),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(name: &str, expected: &[Value], found: &[Finding], wrong: &mut Vec<String>) {
    let letters: Vec<&Imported> = found
        .iter()
        .filter_map(|finding| match finding {
            Finding::Reply(imported) => Some(&**imported),
            Finding::Refused(_) => None,
        })
        .collect();
    let wanted: Vec<&Value> = expected.iter().filter(|e| e["is_reply"] == true).collect();
    if letters.len() != wanted.len() {
        wrong.push(format!(
            "{name}: {} letters, not {}",
            letters.len(),
            wanted.len()
        ));
        return;
    }
    for (expected, imported) in wanted.into_iter().zip(letters) {
        compare_letter(name, expected, imported, wrong);
    }
}

fn compare_letter(name: &str, expected: &Value, imported: &Imported, wrong: &mut Vec<String>) {
    let facts = facts(imported);
    let unchecked: Vec<&str> = strings(&expected["unchecked"]);
    for (key, found) in facts.as_object().unwrap() {
        let is_unchecked = unchecked
            .iter()
            .any(|u| u == key || key.starts_with(&format!("{u}.")));
        let wanted = lookup(&expected["front_matter"], key);
        let accepted = expected["accept"][key]
            .as_array()
            .is_some_and(|a| a.contains(found));
        if !is_unchecked && !accepted && !same(&wanted, found) {
            wrong.push(format!("{name}: {key} is {found}, not {wanted}"));
        }
    }
    let outline: Vec<Value> = imported
        .outline
        .iter()
        .map(|heading| json!({"level": heading.level, "text": spaceless(&heading.text)}))
        .collect();
    let wanted: Vec<Value> = expected["outline"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|h| json!({"level": h["level"], "text": spaceless(h["text"].as_str().unwrap())}))
        .collect();
    if outline != wanted {
        wrong.push(format!("{name}: outline {outline:?}, not {wanted:?}"));
    }
    let doubted: BTreeSet<&str> = imported
        .reply
        .review
        .iter()
        .filter_map(|entry| entry.field.split('.').next())
        .collect();
    for field in strings(&expected["review_fields"]) {
        if !doubted.contains(field.split('.').next().unwrap_or_default()) {
            wrong.push(format!("{name}: no doubt noted about {field}"));
        }
    }
    let everything = format!("{facts}{}", imported.body);
    for text in strings(&expected["must_not_contain"]) {
        if everything.contains(text) {
            wrong.push(format!("{name}: holds {text}"));
        }
    }
    for text in strings(&expected["not_in_body"]) {
        if imported.body.contains(text) {
            wrong.push(format!("{name}: body holds {text}"));
        }
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn spaceless(text: &str) -> String {
    text.replace(' ', "")
}

/// The value at a dotted key; of cases, the list of one of their facts.
fn lookup(front_matter: &Value, key: &str) -> Value {
    match key.split_once('.') {
        Some(("cases", fact)) => front_matter["cases"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|case| case[fact].clone())
            .filter(|value| !value.is_null())
            .collect(),
        Some((outer, inner)) => front_matter[outer][inner].clone(),
        None if key == "role" && front_matter["role"].is_null() => json!("reply"),
        None => front_matter[key].clone(),
    }
}

/// Nothing stated is nothing found, be it null or an empty list.
fn same(wanted: &Value, found: &Value) -> bool {
    let nothing = |value: &Value| value.is_null() || *value == json!([]);
    wanted == found || (nothing(wanted) && nothing(found))
}

pub(crate) fn facts(imported: &Imported) -> Value {
    let reply = &imported.reply;
    let of_cases = |fact: &dyn Fn(&fuwen::model::CaseRef) -> Option<String>| -> Vec<String> {
        reply.cases.iter().filter_map(fact).collect()
    };
    json!({
        "title": reply.title,
        "cases.kind": of_cases(&|case| Some(case.kind.name().to_owned())),
        "cases.number": of_cases(&|case| case.number.clone()),
        "cases.subject": of_cases(&|case| case.subject.clone()),
        "session.body": reply.session.body,
        "session.term": reply.session.term,
        "session.year": reply.session.year,
        "addressees": reply.addressees,
        "issuer": reply.issuer,
        "co_issuers": reply.co_issuers,
        "doc_number": reply.doc_number,
        "signer": reply.signer,
        "date": reply.date.map(|date| date.to_string()),
        "outcome": reply.outcome.map(|outcome| outcome.to_string()),
        "disclosure": match reply.disclosure {
            Disclosure::Public => "public",
            Disclosure::Summary => "summary",
            Disclosure::Title => "title",
            Disclosure::OnRequest => "on_request",
            Disclosure::Withheld => "withheld",
            Disclosure::Unstated => "unstated",
        },
        "contacts.lead": reply.contacts.lead,
        "contacts.handler": reply.contacts.handler,
        "contacts.phone": reply.contacts.phone,
        "role": reply.role.name(),
        "attachments": reply.attachments,
        "cc": reply.cc,
        "index_number": reply.index_number,
        "keywords": reply.keywords,
    })
}
