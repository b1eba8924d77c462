//! `fuwen import`.

use std::path::Path;

use super::args::{Format, ImportArgs, TakeAs};
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use super::progress::Shown;
use super::record::Record;
use crate::build::{self, Failure};
use crate::diag::{Code, Diagnostics};
use crate::fs;
use crate::place::{self, Item, Options, Placed, Run, State, UNREADABLE, What};
use crate::read::io_problem;
use crate::report;
use crate::text::width::sanitize;

pub(super) fn run(root: &Path, args: &ImportArgs, terminal: &Terminal) -> Exit {
    let options = Options {
        root: root.to_owned(),
        paths: args.paths.clone(),
        as_article: args.take_as == TakeAs::Article,
        dry_run: args.dry_run,
        keep_raw: args.report.is_some(),
    };
    let for_program = args.format == Format::Json;
    if let Err(failure) = args
        .report
        .as_deref()
        .map_or(Ok(()), |file| free(root, file))
    {
        terminal.problems(&failure.problems, &prefix(root), for_program);
        return failure.kind.into();
    }
    let result = {
        let progress = Shown::new(terminal);
        place::run(&options, &progress)
    };
    let mut run = match result {
        Ok(run) => run,
        Err(failure) => {
            terminal.problems(&failure.problems, &prefix(root), for_program);
            return failure.kind.into();
        }
    };
    terminal.problems(&run.problems, &prefix(root), for_program);
    if let Some(file) = &args.report {
        let problems = write_report(root, file, &run, args.dry_run);
        terminal.problems(&problems, &prefix(root), for_program);
        run.problems.extend(problems);
    }
    if for_program {
        let records: Vec<Record<'_>> = run.items.iter().map(Record::of).collect();
        output::json(&records);
    } else {
        let lines: Vec<String> = in_words(&run, root, args)
            .iter()
            .map(|l| sanitize(l))
            .collect();
        output::result(&lines.join("\n"));
    }
    exit(&run)
}

fn exit(run: &Run) -> Exit {
    let refused = || run.items.iter().filter_map(refusal_code);
    if run.problems.has_errors() || refused().any(|code| code == UNREADABLE) {
        Exit::Disk
    } else if refused().next().is_some() {
        Exit::Content
    } else {
        Exit::Good
    }
}

fn refusal_code(item: &Item) -> Option<&'static str> {
    match &item.what {
        What::Refused(refusal) => Some(refusal.code),
        _ => None,
    }
}

/// A report holds whole letters, also those that may not be published.
fn free(root: &Path, file: &Path) -> Result<(), Failure> {
    let place = build::Place {
        root,
        file,
        what: "the report",
        option: "--report FILE.html",
        is_alike: |head| head.starts_with(report::HEAD.as_bytes()),
    };
    place.check()
}

fn write_report(root: &Path, file: &Path, run: &Run, dry_run: bool) -> Diagnostics {
    let went: Vec<String> = run.items.iter().map(|item| went(item, dry_run)).collect();
    let entries: Vec<_> = run
        .items
        .iter()
        .zip(&went)
        .map(|(item, went)| entry(item, went))
        .collect();
    match fs::write_atomic(file, report::render(&entries).as_bytes()) {
        Ok(()) => Diagnostics::new(),
        Err(error) => io_problem(root, Code::IoWrite, &error).into(),
    }
}

fn entry<'a>(item: &'a Item, went: &'a str) -> report::Entry<'a> {
    report::Entry {
        file: &item.file,
        raw: item.raw.as_deref().unwrap_or_default(),
        what: match &item.what {
            What::Reply(imported) => report::What::Reply(imported),
            What::Article(article, _) => report::What::Article(&article.title),
            What::Refused(refusal) => report::What::Refused(refusal),
        },
        went,
    }
}

/// Where something went, for the report.
fn went(item: &Item, dry_run: bool) -> String {
    let Some(Placed { path, state, .. }) = &item.placed else {
        return "没有写入".to_owned();
    };
    match state {
        State::New | State::Replaced if dry_run => format!("{path}（试运行，没有写入）"),
        State::New => format!("{path}（新写入）"),
        State::Replaced => format!("{path}（替换了上次导入的版本）"),
        State::Unchanged => format!("{path}（与已有的相同）"),
        State::Aside(place) => format!("{path}（{place}经人修改过，没有改动）"),
        State::Own => "已是本站的文件".to_owned(),
        State::SameAs(file) => format!("与{file}是同一件"),
    }
}

/// A line for each thing found, and what to do next.
fn in_words(run: &Run, root: &Path, args: &ImportArgs) -> Vec<String> {
    let mut lines: Vec<String> = run
        .items
        .iter()
        .map(|item| line(item, root, args))
        .collect();
    let (mut letters, mut articles, mut doubts, mut refused) = (0, 0, 0, 0);
    for item in &run.items {
        match &item.what {
            What::Reply(imported) => {
                letters += 1;
                doubts += imported.reply.review.len();
            }
            What::Article(..) => articles += 1,
            What::Refused(_) => refused += 1,
        }
    }
    let counts = [
        (letters, "letter"),
        (articles, "article"),
        (refused, "file refused"),
        (doubts, "doubt"),
    ];
    let counts = counts
        .into_iter()
        .filter(|(n, word)| *n > 0 || *word == "letter");
    let counts: Vec<String> = counts.map(|(n, word)| counted(n, word)).collect();
    lines.push(counts.join(", "));
    let could_be_article = |code| !code_is_of_file(code);
    let next = match (doubts, &args.report) {
        _ if run.items.is_empty() => "there is no file to import",
        (1.., None) => {
            "settle each `review:` entry and empty the list; `--report FILE.html` shows raw and \
             normalised text side by side"
        }
        (1.., Some(_)) => "settle each `review:` entry with the report and empty the list",
        _ if letters + articles > 0 && args.dry_run => "run it again without `--dry-run`",
        _ if letters > 0 => "compare the letters with their originals, then `fuwen build`",
        _ if articles > 0 => "set `disclosure:` in each article, then `fuwen build`",
        _ if run
            .items
            .iter()
            .filter_map(refusal_code)
            .any(could_be_article) =>
        {
            "`--as article` takes a text that is no reply"
        }
        _ => return lines,
    };
    lines.push(format!("next: {next}"));
    lines
}

/// Whether a refusal is for the file, whatever its text may be.
fn code_is_of_file(code: &str) -> bool {
    code == UNREADABLE || code.starts_with("file-") || code.starts_with("docx-")
}

/// `1 letter`, `2 letters`, `2 files refused`.
fn counted(count: usize, word: &str) -> String {
    let (noun, rest) = word
        .split_once(' ')
        .map_or((word, String::new()), |(noun, rest)| {
            (noun, format!(" {rest}"))
        });
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}{rest}")
}

fn line(item: &Item, root: &Path, args: &ImportArgs) -> String {
    let Item {
        file, what, placed, ..
    } = item;
    let tail = match what {
        What::Refused(refusal) => {
            return format!("{file}: refused: {} ({})", refusal.message, refusal.code);
        }
        What::Article(..) => "held back until its `disclosure:` is set".to_owned(),
        What::Reply(imported) => counted(imported.reply.review.len(), "doubt"),
    };
    let Some(Placed {
        path,
        state,
        written,
    }) = placed
    else {
        return format!("{file}: not written; {tail}");
    };
    let root = prefix(root);
    match state {
        State::New | State::Replaced if args.dry_run => {
            format!("{root}{path}: would be written from {file}; {tail}")
        }
        State::New => format!("{root}{path}: written from {file}; {tail}"),
        State::Replaced => format!("{root}{path}: replaced from {file}; {tail}"),
        State::Unchanged => format!("{root}{path}: unchanged from {file}; {tail}"),
        State::Aside(place) => {
            let stands = match (written, args.dry_run) {
                (true, _) => "is",
                (false, true) => "would be",
                (false, false) => "is already",
            };
            format!(
                "{root}{place} was edited and stays; \
                 the version from {file} {stands} in {root}{path}; {tail}"
            )
        }
        State::Own => format!("{file}: a file of the archive already; {tail}"),
        State::SameAs(other) => format!("{file}: the same letter as {other}, not written; {tail}"),
    }
}
