//! Letters a second that `fuwen import` recognises, on as many threads as the machine has cores.
//!
//! `cargo bench --bench import -- 400` takes so many letters, for a profiler that is slow.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, and fails by panicking"
)]

#[allow(dead_code, reason = "benches of whole archives use the rest")]
mod corpus;

use std::time::Instant;

use fuwen::import::{Declared, Finding, import};
use fuwen::model::{Organisations, Topics};
use mimalloc::MiMalloc;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let corpus = corpus::Corpus::new();
    let count = std::env::args().find_map(|argument| argument.parse().ok());
    let letters: Vec<String> = (0..count.unwrap_or(4_000))
        .map(|index| corpus.raw_letter(index, 1_800))
        .collect();
    let bytes: usize = letters.iter().map(String::len).sum();
    let (topics, organisations) = (Topics::default(), Organisations::default());
    let declared = Declared {
        topics: &topics,
        organisations: &organisations,
    };
    let recognise = |letter: &String| {
        usize::from(matches!(
            import(letter, declared).as_slice(),
            [Finding::Reply(_)]
        ))
    };
    // The first letter compiles the patterns.
    letters.first().map(recognise);
    let begun = Instant::now();
    let recognised: usize = letters.par_iter().map(recognise).sum();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{} letters, {recognised} recognised, {:.0} a second, {:.1} MB/s",
        letters.len(),
        letters.len() as f64 / seconds,
        bytes as f64 / 1e6 / seconds
    );
}
