//! `fuwen check`.

use std::path::Path;

use super::args::{CheckArgs, CheckFormat, Deny};
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use super::progress::Shown;
use crate::check::{Checked, Options, check};
use crate::diag::{Code, Diagnostics, github, json};
use crate::text::nearest::nearest;
use crate::text::width::sanitize;

pub(super) fn run(root: &Path, args: &CheckArgs, terminal: &Terminal) -> Exit {
    if let Some(name) = &args.explain {
        return explain(name);
    }
    let options = Options {
        root: root.to_owned(),
        output: args.output.clone(),
    };
    let Checked { problems, kind } = {
        let progress = Shown::new(terminal);
        check(&options, &progress)
    };
    let prefix = prefix(root);
    match args.format {
        CheckFormat::Human => {
            terminal.findings(&problems, &prefix);
            output::result(&in_words(&problems));
        }
        CheckFormat::Json => output::json(&json::report(&problems, &prefix)),
        CheckFormat::Github => output::lines(&github::render(&problems, &prefix)),
    }
    let is_denied = args.deny == Some(Deny::Warnings) && problems.warnings() > 0;
    match kind {
        Some(kind) => kind.into(),
        None if is_denied => Exit::Content,
        None => Exit::Good,
    }
}

fn in_words(problems: &Diagnostics) -> String {
    let (errors, warnings) = (problems.errors(), problems.warnings());
    let counted = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let notes = problems.len() - errors - warnings;
    let counts = [
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(notes, "note"),
    ];
    let more = if problems.is_empty() {
        ""
    } else {
        "\n`fuwen check --explain CODE` says more about a rule"
    };
    format!("{}{more}", counts.join(", "))
}

fn explain(name: &str) -> Exit {
    let Some(code) = Code::parse(name) else {
        let known = Code::ALL.iter().map(|code| code.name());
        let near = nearest(name, known.clone()).map(|near| format!("did you mean `{near}`? "));
        let all: Vec<&str> = known.collect();
        output::note(&format!(
            "error: there is no rule `{}`\n{}the rules are: {}",
            sanitize(name),
            near.unwrap_or_default(),
            all.join(", ")
        ));
        return Exit::Usage;
    };
    let mut text = format!(
        "{code} ({}): {}\n\n{}",
        code.severity().name(),
        code.title(),
        code.explanation()
    );
    if code.may_be_allowed() {
        text.push_str(&format!(
            "\n\nA site or a file can be excepted, with a reason:\n\n  \
             allow: [{{code: {code}, reason: …}}]"
        ));
    }
    output::result(&text);
    Exit::Good
}
