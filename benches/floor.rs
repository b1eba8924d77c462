//! What a build must cost at the least, as ratios to `cp -r` of its output: the same files read,
//! parsed and written by the same libraries, without anything that fuwen adds to them.
//!
//! `cargo bench --bench floor -- SITE` takes a site's folder with its built `public`. `SITE/floor` is
//! written and removed.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, and fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use fuwen::fs::{sha256, write_atomic};
use mimalloc::MiMalloc;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tera::{Context, Tera};
use walkdir::WalkDir;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Each figure is the best of so many.
const RUNS: usize = 5;
const TEMPLATE: &str = "{{ before | safe }}{{ body | safe }}{{ after | safe }}";

fn main() {
    let site = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let Some(site) = site.map(PathBuf::from) else {
        return;
    };
    let (public, floor) = (site.join("public"), site.join("floor"));
    let output: Vec<Written> = files(&public)
        .map(|path| Written {
            to: floor.join(path.strip_prefix(&public).expect("a file of public")),
            bytes: std::fs::read(&path).expect("a readable file"),
        })
        .collect();
    let sources: Vec<PathBuf> = files(&site.join("content/replies")).collect();
    let mut tera = Tera::default();
    tera.add_raw_template("page", TEMPLATE).expect("a template");

    let copy = best(&floor, || {
        let status = Command::new("cp")
            .arg("-r")
            .arg(&public)
            .arg(&floor)
            .status();
        assert!(status.expect("cp").success());
    });
    let step = |name: &str, work: &dyn Fn()| {
        let seconds = best(&floor, work);
        println!("{name}: {:.2} times cp -r", seconds / copy);
    };
    println!("{} files, cp -r in {copy:.2} s", output.len());
    step("written", &|| {
        write(&floor, &output, |file| {
            write_atomic(&file.to, &file.bytes).expect("a written file");
        });
    });
    step("written, digests", &|| {
        write(&floor, &output, Written::write);
    });
    step("letters read, digests, written", &|| {
        sources
            .par_iter()
            .for_each(|path| assert!(!read(path).is_empty()));
        write(&floor, &output, Written::write);
    });
    step("letters read, YAML, digests, written", &|| {
        sources
            .par_iter()
            .for_each(|path| assert!(parse(&read(path)).0));
        write(&floor, &output, Written::write);
    });
    step("letters read, YAML, Markdown, digests, written", &|| {
        sources
            .par_iter()
            .for_each(|path| assert!(!html(parse(&read(path)).1).is_empty()));
        write(&floor, &output, Written::write);
    });
    step(
        "the same, and each page through a template of three values",
        &|| {
            sources
                .par_iter()
                .for_each(|path| assert!(!html(parse(&read(path)).1).is_empty()));
            write(&floor, &output, |file| file.render(&tera).write());
        },
    );
}

struct Written {
    to: PathBuf,
    bytes: Vec<u8>,
}

impl Written {
    fn write(&self) {
        assert!(sha256(&self.bytes) != [0; 32]);
        write_atomic(&self.to, &self.bytes).expect("a written file");
    }

    fn render(&self, tera: &Tera) -> Self {
        let text = std::str::from_utf8(&self.bytes).expect("a text");
        let boundary = |at: usize| {
            (0..=at)
                .rev()
                .find(|&at| text.is_char_boundary(at))
                .unwrap_or(0)
        };
        let (third, half) = (boundary(text.len() / 3), boundary(text.len() / 2));
        let mut context = Context::new();
        context.insert("before", &text[..third]);
        context.insert("body", &text[third..half]);
        context.insert("after", &text[half..]);
        let bytes = tera.render("page", &context).expect("a page").into_bytes();
        Self {
            to: self.to.clone(),
            bytes,
        }
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

fn best(floor: &Path, work: impl Fn()) -> f64 {
    let once = |_| {
        let _ = std::fs::remove_dir_all(floor);
        let begun = Instant::now();
        work();
        let seconds = begun.elapsed().as_secs_f64();
        std::fs::remove_dir_all(floor).expect("the folder just written");
        seconds
    };
    (0..RUNS).map(once).fold(f64::MAX, f64::min)
}

fn write(floor: &Path, output: &[Written], each: impl Fn(&Written) + Send + Sync) {
    let folders: BTreeSet<&Path> = output.iter().filter_map(|file| file.to.parent()).collect();
    for folder in folders {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    assert!(floor.is_dir());
    output.par_iter().for_each(each);
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a letter")
}

/// Whether the front matter is a map, and the body.
fn parse(text: &str) -> (bool, &str) {
    let (front_matter, body) = text
        .trim_start_matches("---\n")
        .split_once("\n---\n")
        .expect("front matter");
    let value: serde_yaml::Value = serde_yaml::from_str(front_matter).expect("YAML");
    (value.is_mapping(), body)
}

fn html(body: &str) -> String {
    let mut html = String::with_capacity(body.len() * 2);
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(body));
    html
}
