//! Fixtures and snapshots are all used: what nobody looks at proves nothing.

use std::fs;

use crate::harness::{repository, sites};

/// The names of the fixture sites, `invalid/` and `check/` apart.
pub(crate) fn site_names() -> Vec<String> {
    names("tests/sites")
        .into_iter()
        .filter(|name| !["invalid", "check"].contains(&name.as_str()))
        .collect()
}

/// The names in a folder of the repository, sorted.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(repository().join(folder)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The text of all test modules.
fn sources() -> String {
    let folder = repository().join("tests/suite");
    let files = names("tests/suite")
        .into_iter()
        .filter(|name| name.ends_with(".rs"));
    files
        .map(|name| fs::read_to_string(folder.join(name)).unwrap())
        .collect()
}

#[test]
fn every_fixture_site_is_used_by_name() {
    let sources = sources();
    for name in site_names() {
        assert!(
            sources.contains(&format!("fixture(\"{name}\")")),
            "tests/sites/{name} is not used"
        );
    }
}

#[test]
fn every_invalid_site_has_its_expected_message() {
    for name in names("tests/sites/invalid") {
        let folder = sites().join("invalid").join(&name);
        assert!(
            folder.join("expected.txt").is_file(),
            "{name} has no expected.txt"
        );
    }
}

#[test]
fn every_snapshot_belongs_to_a_test() {
    let sources = sources();
    for file in names("tests/suite/snapshots") {
        let name = file
            .strip_suffix(".snap")
            .expect("only accepted snapshots are committed");
        let name = name.strip_prefix("suite__");
        let (_, name) = name
            .and_then(|name| name.split_once("__"))
            .expect("a snapshot of this suite");
        assert!(
            sources.contains(&format!("\"{name}\"")),
            "{file} is not used"
        );
    }
}
