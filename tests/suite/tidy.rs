//! The house rules that no compiler holds.

use std::collections::BTreeMap;
use std::fs;

use fuwen::diag::Code;
use walkdir::WalkDir;

use crate::harness::{repository, tree};

const LONGEST: usize = 400;

/// The Rust files below a folder of the repository, by their path from its root.
fn rust_files(folder: &str) -> BTreeMap<String, String> {
    let files = tree(&repository().join(folder)).into_iter();
    files
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| {
            (
                format!("{folder}/{path}"),
                String::from_utf8(bytes).unwrap(),
            )
        })
        .collect()
}

/// The modules with their numbers, read from the table at the head of src/lib.rs.
fn module_order() -> BTreeMap<String, u32> {
    let text = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let mut order = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let mut cells = line.split(" | ");
        let Some(Ok(number)) = cells.next().map(str::parse) else {
            continue;
        };
        let names = cells
            .next()
            .unwrap_or_default()
            .split('`')
            .skip(1)
            .step_by(2);
        order.extend(names.map(|name| (name.to_owned(), number)));
    }
    order
}

/// The module that a file of src/ belongs to.
fn module(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split(['/', '.']).next().unwrap_or_default()
}

/// The modules of this crate that a line of code names.
fn named_modules(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    let after = code.split("crate::").skip(1);
    after
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split([',', '}']).collect(),
            None => vec![rest],
        })
        .map(|path| {
            path.trim()
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn the_table_names_every_module_once() {
    let order = module_order();
    let text = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(
        declared.len() > 10,
        "src/lib.rs declares modules line by line"
    );
    let in_table: Vec<&str> = order.keys().map(String::as_str).collect();
    assert_eq!(in_table, declared);
}

#[test]
fn modules_import_only_from_those_above_them() {
    let order = module_order();
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let own = module(&path);
        if ["lib", "main"].contains(&own) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            for other in named_modules(line)
                .into_iter()
                .filter(|other| *other != own)
            {
                let Some(above) = order.get(other) else {
                    panic!("{path}:{}: {other} is not in the table", number + 1);
                };
                if *above >= order[own] {
                    wrong.push(format!("{path}:{}: {own} uses {other}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_recognised() {
    assert_eq!(named_modules("use crate::diag::Code;"), ["diag"]);
    assert_eq!(
        named_modules("use crate::{fs, model::Reply};"),
        ["fs", "model"]
    );
    assert_eq!(
        named_modules("    let x = crate::text::a(crate::yaml::B);"),
        ["text", "yaml"]
    );
    assert_eq!(named_modules("//! see [`crate::cli`]"), Vec::<&str>::new());
}

#[test]
fn no_file_is_longer_than_400_lines() {
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{path} has {lines} lines");
    }
}

#[test]
fn every_folder_of_the_source_says_what_it_owns() {
    for (path, text) in rust_files("src") {
        assert!(text.starts_with("//! "), "{path} does not say what it is");
    }
    for entry in WalkDir::new(repository().join("src")) {
        let entry = entry.unwrap();
        let has_rust = || {
            fs::read_dir(entry.path())
                .unwrap()
                .any(|f| f.unwrap().path().extension().is_some_and(|e| e == "rs"))
        };
        let is_module = entry.depth() > 0 && entry.file_type().is_dir() && has_rust();
        assert!(
            !is_module || entry.path().join("mod.rs").is_file(),
            "{}",
            entry.path().display()
        );
    }
}

#[test]
fn nothing_is_left_undone_and_no_test_is_switched_off() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("#[ig", "nore"),
        concat!("FIX", "ME"),
        concat!("TO", "DO"),
        concat!("XX", "X"),
        concat!("db", "g!("),
    ];
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        for mark in marks {
            assert!(!text.contains(mark), "{path} holds {mark}");
        }
    }
}

#[test]
fn every_rule_is_used() {
    let mut code = String::new();
    for (path, text) in rust_files("src") {
        if path != "src/diag/code.rs" && !path.ends_with("/tests.rs") {
            code += text.split("#[cfg(test)]").next().unwrap_or_default();
        }
    }
    let is_used = |rule: &Code| {
        let name = format!("Code::{rule:?}");
        let mut after = code
            .match_indices(&name)
            .map(|(at, _)| &code[at + name.len()..]);
        after.any(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let unused: Vec<&Code> = Code::ALL.iter().filter(|rule| !is_used(rule)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_file_names_a_folder_of_the_machine_it_was_made_on() {
    let folders = [
        concat!("/wo", "rk/"),
        concat!("/tm", "p/h"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
    ];
    let apart = ["target", ".git", ".fuwen", "node_modules"];
    let walk = WalkDir::new(repository()).into_iter();
    let walk = walk.filter_entry(|entry| !apart.iter().any(|name| entry.file_name() == *name));
    for entry in walk
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
        for folder in folders {
            // At the start of a path; a folder of that name below another is no machine's.
            let begins = |(at, _): (usize, &str)| !text[..at].ends_with(char::is_alphanumeric);
            assert!(
                !text.match_indices(folder).any(begins),
                "{} names {folder}",
                entry.path().display()
            );
        }
    }
}
