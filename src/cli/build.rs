//! `fuwen build`.

use std::path::Path;
use std::time::Instant;

use super::args::{BuildArgs, Format};
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use super::progress::Shown;
use crate::build::{Options, Summary, build};
use crate::text::width::sanitize;

pub(super) fn run(root: &Path, args: &BuildArgs, terminal: &Terminal) -> Exit {
    let begun = Instant::now();
    let options = Options {
        root: root.to_owned(),
        output: args.output.clone(),
        base_url: args.base_url.clone(),
        keep_going: args.keep_going,
        preview: args.preview,
        revision: revision(args),
    };
    let result = {
        let progress = Shown::new(terminal);
        in_pool(args.jobs, || build(&options, &progress))
    };
    let mut nothing_written = false;
    let (mut summary, problems, exit) = match result {
        Ok((summary, problems)) => {
            let exit = if problems.has_errors() {
                Exit::Content
            } else {
                Exit::Good
            };
            (summary, problems, exit)
        }
        Err(failure) => {
            nothing_written = !failure.begun;
            let summary = Summary {
                withheld: failure.withheld,
                problems: failure.problems.errors() + failure.problems.warnings(),
                ..Summary::default()
            };
            (summary, failure.problems, failure.kind.into())
        }
    };
    summary.seconds = begun.elapsed().as_secs_f64();
    let for_program = args.format == Format::Json;
    terminal.problems(&problems, &prefix(root), for_program);
    if for_program {
        output::json(&summary);
    } else {
        output::result(&in_words(&summary, &options, exit, nothing_written));
    }
    exit
}

/// The variable that names the revision of a preview where no option does.
const REVISION: &str = "FUWEN_REVISION";
/// The longest revision that a banner shows, in characters.
const LONGEST: usize = 80;

/// What a preview shows, on one line and without characters that nobody sees.
fn revision(args: &BuildArgs) -> Option<String> {
    let given = args
        .revision
        .clone()
        .or_else(|| output::variable(REVISION))?;
    let words: Vec<&str> = given.split_whitespace().collect();
    let text: String = sanitize(&words.join(" ")).chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

/// Runs a build on the number of threads asked for.
fn in_pool<T: Send>(jobs: Option<u16>, run: impl FnOnce() -> T + Send) -> T {
    let pool = jobs.and_then(|jobs| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build()
            .ok()
    });
    match pool {
        Some(pool) => pool.install(run),
        None => run(),
    }
}

fn in_words(summary: &Summary, options: &Options, exit: Exit, nothing_written: bool) -> String {
    let Summary {
        pages,
        written,
        unchanged,
        removed,
        withheld,
        problems,
        seconds,
        rendered: _,
    } = summary;
    let problems = match problems {
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    let documents = match withheld {
        1 => "1 document".to_owned(),
        n => format!("{n} documents"),
    };
    if exit != Exit::Good && nothing_written {
        return format!("nothing was written: {problems}; mend them and build again");
    }
    if exit != Exit::Good && *pages == 0 {
        return format!("stopped while writing: {problems}; the next build takes up from here");
    }
    let output = options
        .output
        .clone()
        .unwrap_or_else(|| options.root.join("public"))
        .join("index.html");
    format!(
        "{pages} files: {written} written, {unchanged} unchanged, {removed} removed; \
         {documents} withheld; {problems}; {seconds:.2} s\n{}",
        output.display()
    )
}
