//! What holds for every raw text: no panic, the same text gives the same replies, and nothing is
//! lost without a word. Each line is in a body, gave a fact, or is named as no part of the letter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fuwen::import::{Declared, Finding, Imported, decode, import};
use fuwen::model::{Organisations, Topics};
use proptest::prelude::*;

/// The letters of the archive and of `tests/import/`, as lines.
static LETTERS: LazyLock<Vec<Vec<String>>> = LazyLock::new(letters);

fn letters() -> Vec<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let mut paths = files("content/originals");
    let cases = files("tests/import")
        .into_iter()
        .filter(|path| path.is_dir());
    paths.extend(cases.flat_map(|case| [case.join("raw.txt"), case.join("raw.docx")]));
    paths.retain(|path| path.exists());
    paths.sort();
    let read = |path: &PathBuf| decode(&std::fs::read(path).unwrap()).unwrap().text;
    let lines = |text: String| text.lines().map(str::to_owned).collect();
    paths.iter().map(read).map(lines).collect()
}

fn found(text: &str) -> Vec<Finding> {
    let (topics, organisations) = (Topics::default(), Organisations::default());
    let declared = Declared {
        topics: &topics,
        organisations: &organisations,
    };
    import(text, declared)
}

fn replies(findings: &[Finding]) -> Vec<&Imported> {
    let mut replies = Vec::new();
    for finding in findings {
        if let Finding::Reply(imported) = finding {
            replies.push(&**imported);
        }
    }
    replies
}

fn bodies(findings: &[Finding]) -> Vec<String> {
    replies(findings)
        .iter()
        .map(|reply| letters_only(&reply.body))
        .collect()
}

/// Letters and digits in half width, so that neither joining nor punctuation tells texts apart.
fn letters_only(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF10}'..='\u{FF5A}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap(),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The raw lines from which facts were taken, and those that are named as no part of a letter.
fn named(findings: &[Finding]) -> BTreeSet<usize> {
    let mut named = BTreeSet::new();
    for reply in replies(findings) {
        named.extend(reply.taken_from.iter().map(|(_, line)| *line));
        for outside in &reply.outside {
            named.extend(outside.lines.0..=outside.lines.1);
        }
    }
    named
}

/// The parts of a line that may stand in different places: a line may hold a whole letter.
fn parts(line: &str) -> Vec<String> {
    line.split(['。', '：', ':', '|', ' ', '\u{3000}'])
        .map(letters_only)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A change to the lines of a letter.
#[derive(Clone, Debug)]
enum Change {
    Cut(usize, usize),
    Move(usize, usize, usize),
    Repeat(usize, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let place = || 0..200_usize;
    let length = || 1..12_usize;
    prop_oneof![
        (place(), length()).prop_map(|(from, count)| Change::Cut(from, count)),
        (place(), length(), place()).prop_map(|(from, count, to)| Change::Move(from, count, to)),
        (place(), length(), place()).prop_map(|(from, count, to)| Change::Repeat(from, count, to)),
    ]
}

fn apply(lines: &mut Vec<String>, change: &Change) {
    let (&from, &count) = match change {
        Change::Cut(from, count)
        | Change::Move(from, count, _)
        | Change::Repeat(from, count, _) => (from, count),
    };
    let from = from % (lines.len() + 1);
    let end = (from + count).min(lines.len());
    let taken: Vec<String> = match change {
        Change::Repeat(..) => lines[from..end].to_vec(),
        _ => lines.drain(from..end).collect(),
    };
    if let Change::Move(_, _, to) | Change::Repeat(_, _, to) = change {
        let to = to % (lines.len() + 1);
        lines.splice(to..to, taken);
    }
}

/// The number of a line that is in no body and named nowhere.
fn lost_line(text: &str) -> Option<usize> {
    let findings = found(text);
    // A refused file is named as a whole.
    let bodies = bodies(&findings);
    if bodies.is_empty() {
        return None;
    }
    let named = named(&findings);
    let in_body = |part: &String| bodies.iter().any(|body| body.contains(part));
    let is_kept =
        |number: usize, line: &str| named.contains(&number) || parts(line).iter().all(in_body);
    let mut lines = (1..).zip(text.lines());
    lines.find_map(|(number, line)| (!is_kept(number, line)).then_some(number))
}

#[test]
fn a_value_below_its_label_at_the_end_is_named_with_it() {
    let text = "关于县十六届人大三次会议第153号建议的答复\n\n示例山代表：\n\n是否公开\n公开\n\
        你提出的《关于发展林下种植的建议》（第153号）收悉，现答复如下：\n一、现状情况\n\
        全县现有林地二十万亩，林下种植面积一万余亩。\n感谢你的关心和支持。\n\n云岭县林业局\n\n2024年7月15日\n";
    assert!(!bodies(&found(text)).is_empty());
    assert_eq!(lost_line(text), None);
}

proptest! {
    #![proptest_config(crate::fuzz::times(300))]

    #[test]
    fn no_line_is_lost_whatever_befalls_the_lines(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let mut lines = which.get(&LETTERS).clone();
        for change in &changes {
            apply(&mut lines, change);
        }
        let text = lines.join("\n");
        prop_assert_eq!(format!("{:?}", found(&text)), format!("{:?}", found(&text)));
        let lost = lost_line(&text);
        prop_assert!(lost.is_none(), "line {lost:?} is lost:\n{text}");
    }
}
