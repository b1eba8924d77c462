//! Writes a made-up archive: `cargo bench --bench archive -- REPLIES FOLDER [CHARACTERS]`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench writes files, and fails by panicking"
)]

#[allow(dead_code, reason = "the bench of import uses the rest")]
mod corpus;

use std::path::Path;

/// The length of a letter of a few pages.
const CHARACTERS: usize = 4_000;

fn main() {
    // Cargo adds `--bench` to what it is given.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let number = |text: &String| text.parse::<usize>().expect("a number");
    if let [replies, folder, rest @ ..] = arguments.as_slice() {
        let characters = rest.first().map_or(CHARACTERS, number);
        let corpus = corpus::Corpus::new();
        corpus.write_archive(Path::new(folder), number(replies), characters);
    }
}
