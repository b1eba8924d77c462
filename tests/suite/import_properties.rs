//! What holds for every raw text: no panic, the same text gives the same replies, and no sentence
//! of a letter is lost without a word.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fuwen::import::{Declared, Finding, Imported, decode, import};
use fuwen::model::{Organisations, Topics};
use proptest::prelude::*;

/// A letter of the archive or of `tests/import/`, as lines.
struct Letter {
    lines: Vec<String>,
    /// Sentences that are the letter's own: their letters and digits alone.
    own: BTreeSet<String>,
}

static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(letters);

fn letters() -> Vec<Letter> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let mut paths = files("content/originals");
    let cases = files("tests/import")
        .into_iter()
        .filter(|path| path.is_dir());
    paths.extend(cases.map(|case| case.join("raw.txt")));
    paths.sort();
    let read = |path: &PathBuf| letter(&decode(&std::fs::read(path).unwrap()).unwrap().text);
    paths.iter().map(read).collect()
}

fn letter(text: &str) -> Letter {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let bodies: String = bodies(&found(text)).concat();
    let own = lines
        .iter()
        .filter(|line| line.contains('。'))
        .map(|line| letters_only(line))
        .filter(|line| line.chars().count() >= 12 && bodies.contains(line.as_str()))
        .collect();
    Letter { lines, own }
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

/// Letters and digits, so that neither joining nor punctuation tells texts apart.
fn letters_only(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() && !('\u{FF10}'..='\u{FF5A}').contains(c))
        .collect()
}

/// The raw lines that doubts name, as `第3至7行`.
fn named(findings: &[Finding]) -> BTreeSet<usize> {
    let messages = replies(findings)
        .into_iter()
        .flat_map(|reply| &reply.reply.review)
        .filter_map(|entry| entry.message.as_deref());
    let range = |message: &str| {
        let (first, rest) = message.strip_prefix('第')?.split_once('至')?;
        let (last, _) = rest.split_once('行')?;
        Some(first.parse::<usize>().ok()?..=last.parse::<usize>().ok()?)
    };
    messages.filter_map(range).flatten().collect()
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sentence_is_lost_whatever_befalls_the_lines(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let letter = which.get(&LETTERS);
        let mut lines = letter.lines.clone();
        for change in &changes {
            apply(&mut lines, change);
        }
        let text = lines.join("\n");
        let findings = found(&text);
        prop_assert_eq!(format!("{:?}", findings), format!("{:?}", found(&text)));
        // A refused file is named as a whole.
        let bodies = bodies(&findings);
        if bodies.is_empty() {
            return Ok(());
        }
        let named = named(&findings);
        for (index, line) in lines.iter().enumerate() {
            let letters = letters_only(line);
            let lost = letter.own.contains(&letters)
                && !bodies.iter().any(|body| body.contains(&letters))
                && !named.contains(&(index + 1));
            prop_assert!(!lost, "line {} is lost: {line}\n{text}", index + 1);
        }
    }
}
