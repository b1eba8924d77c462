//! docs/reference/ is what the program itself says of its commands, keys and rules.

use std::fmt::Write as _;
use std::fs;

use clap::{Arg, Command};
use fuwen::config::{GOVERNMENT_KEYS, PRIVACY_KEYS, SITE_KEYS};
use fuwen::diag::Code;
use fuwen::yaml::Key;
use serde_json::Value;

use crate::docs::fences;
use crate::harness::{SiteTest, repository};

/// A page is what is made here; `INSTA_UPDATE=always` writes it anew.
fn holds(name: &str, made: &str) {
    let file = repository().join("docs/reference").join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        fs::write(&file, made).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == made,
        "{name} is out of date; INSTA_UPDATE=always makes it anew:\n{made}"
    );
}

#[test]
fn commands_are_those_of_the_program() {
    let mut program = fuwen::cli::command();
    program.build();
    let mut text =
        "# Commands\n\nMade from the program; `fuwen --help` and `fuwen COMMAND --help` say \
        the same.\n\n## Every command\n\n"
            .to_owned();
    let is_for_all = |argument: &&Arg| argument.is_global_set() || is_automatic(argument);
    options(
        &mut text,
        program.get_arguments().filter(is_for_all),
        |argument| {
            let hides = |command: &&Command| {
                let own = command
                    .get_arguments()
                    .find(|own| own.get_id() == argument.get_id());
                own.is_some_and(Arg::is_hide_set)
            };
            let without = program
                .get_subcommands()
                .filter(hides)
                .map(Command::get_name);
            let without: Vec<&str> = without.filter(|name| *name != "help").collect();
            match without[..] {
                [] => String::new(),
                _ => format!(" (not with {})", without.join(", ")),
            }
        },
    );
    for command in program.get_subcommands().filter(|c| c.get_name() != "help") {
        describe(&mut text, command);
    }
    text += "\n## Exit codes\n\n| code | means |\n| --- | --- |\n| 0 | good; there may be warnings |\n\
        | 1 | the content has problems |\n| 2 | wrong usage or configuration |\n\
        | 3 | something could not be read or written |\n";
    holds("commands.md", &text);
}

fn describe(text: &mut String, command: &Command) {
    let about = command
        .get_about()
        .expect("every command says what it does");
    write!(text, "\n## fuwen {}\n\n{about}.\n\n", command.get_name()).unwrap();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    write!(text, "    {usage}\n\n").unwrap();
    let is_own = |argument: &&Arg| !argument.is_global_set() && !is_automatic(argument);
    options(text, command.get_arguments().filter(is_own), |_| {
        String::new()
    });
    writeln!(text).unwrap();
    for line in examples(command) {
        writeln!(text, "    {line}").unwrap();
    }
}

/// The command lines that a command's help shows, with their remarks.
fn examples(command: &Command) -> Vec<String> {
    let help = command
        .get_after_help()
        .expect("every command has examples");
    let help = help.to_string();
    let lines = help.lines().filter(|line| line.starts_with("  "));
    lines.map(|line| line.trim_start().to_owned()).collect()
}

#[test]
fn every_example_can_be_typed() {
    let program = fuwen::cli::command();
    for command in [&program].into_iter().chain(program.get_subcommands()) {
        for line in examples(command) {
            let typed = line.split(" # ").next().unwrap_or_default();
            let typed = typed.split(" > ").next().unwrap_or_default();
            let taken = program
                .clone()
                .try_get_matches_from(typed.split_whitespace());
            assert!(
                typed.starts_with("fuwen ") && taken.is_ok(),
                "{line}: {taken:?}"
            );
        }
    }
}

/// What every command has of itself: `--help` and `--version`.
fn is_automatic(argument: &Arg) -> bool {
    ["help", "version"].contains(&argument.get_id().as_str())
}

/// A table of arguments; `more` says what is to be added to their help.
fn options<'a>(
    text: &mut String,
    arguments: impl Iterator<Item = &'a Arg>,
    more: impl Fn(&Arg) -> String,
) {
    text.push_str("| option | does |\n| --- | --- |\n");
    for argument in arguments {
        let help = argument.get_help().expect("every option says what it does");
        let help = format!("{help}{}", more(argument));
        let takes_values = argument.get_action().takes_values();
        let names = argument.get_possible_values();
        let names: Vec<&str> = names
            .iter()
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let is_shown = takes_values && !names.is_empty() && !argument.is_hide_possible_values_set();
        let values = match is_shown {
            true => format!(" ({})", names.join(", ")),
            false => String::new(),
        };
        let default = argument.get_default_values().first();
        let default = match default.filter(|_| takes_values) {
            Some(default) => format!(" [default: {}]", default.to_string_lossy()),
            None => String::new(),
        };
        writeln!(
            text,
            "| `{}` | {help}{values}{default} |",
            written(argument)
        )
        .unwrap();
    }
}

/// An argument as it is typed.
fn written(argument: &Arg) -> String {
    let value = argument.get_value_names().unwrap_or_default().join(" ");
    let name = match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) => format!("--{long}"),
        _ => return value,
    };
    if argument.get_action().takes_values() {
        format!("{name} {value}")
    } else {
        name
    }
}

#[test]
fn rules_are_those_of_the_program() {
    let mut text =
        "# Rules\n\nMade from the program. Each problem names the rule that it breaks.\n"
            .to_owned();
    for code in Code::ALL {
        let (name, severity, title) = (code.name(), code.severity().name(), code.title());
        write!(
            text,
            "\n## {name}\n\n*{severity}*: {title}. {}\n",
            code.explanation()
        )
        .unwrap();
    }
    holds("rules.md", &text);
}

#[test]
fn keys_of_front_matter_are_those_that_are_read() {
    let mut text =
        "# Front matter\n\nMade from the program. What a reply does not say is shown as \
        原件未载 and never invented. For replies the same stands in every site as a JSON \
        Schema for editors, `data/schema/front-matter.schema.json`.\n"
            .to_owned();
    keys(&mut text, "## A reply", &fuwen::front_matter::schema());
    let article = fuwen::front_matter::article_schema();
    keys(&mut text, "## An article", &article);
    holds("front-matter.md", &text);
}

/// A table of the keys of a map, then one for each map inside it.
fn keys(text: &mut String, title: &str, schema: &Value) {
    write!(
        text,
        "\n{title}\n\n| key | in Chinese | what it says |\n| --- | --- | --- |\n"
    )
    .unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let own = || properties.iter().filter(|(name, _)| name.is_ascii());
    for (name, property) in own() {
        let chinese = property["title"].as_str().unwrap();
        let chinese = if chinese == name {
            String::new()
        } else {
            format!("`{chinese}`")
        };
        let required = match is_required(schema, name) {
            true => " (required)",
            false => "",
        };
        let about = property["description"].as_str().unwrap();
        writeln!(text, "| `{name}`{required} | {chinese} | {about} |").unwrap();
    }
    for (name, property) in own() {
        let forms = property["anyOf"].as_array().into_iter().flatten();
        let inner = forms
            .chain([property])
            .flat_map(|form| [form, &form["items"]])
            .find(|form| form["properties"].is_object());
        if let Some(inner) = inner {
            keys(text, &format!("### `{name}`"), inner);
        }
    }
}

/// Whether a map must have a key, by whichever of its names.
fn is_required(schema: &Value, name: &str) -> bool {
    let rules = schema["allOf"].as_array().into_iter().flatten();
    let named = |rule: &Value| rule["oneOf"][0]["required"][0] == name;
    rules.into_iter().any(named)
}

#[test]
fn settings_have_the_keys_of_the_program_and_every_example_works() {
    let text = fs::read_to_string(repository().join("docs/reference/settings.md")).unwrap();
    let (_, site) = text.split_once("## site.yaml").unwrap();
    let (site, lists) = site.split_once("## topics.yaml").unwrap();
    let (site, government) = site.split_once("### `government`").unwrap();
    let (government, privacy) = government.split_once("### `privacy`").unwrap();
    rows_work(site, SITE_KEYS, |key, example| match key {
        "title" | "标题" => format!("{key}: {example}\n"),
        _ => format!("title: 示例\n{key}: {example}\n"),
    });
    let below = |outer: &'static str| {
        move |key: &str, example: &str| format!("title: 示例\n{outer}: {{{key}: {example}}}\n")
    };
    rows_work(government, GOVERNMENT_KEYS, below("government"));
    rows_work(privacy, PRIVACY_KEYS, below("privacy"));
    for (block, file) in fences(lists)
        .into_iter()
        .zip(["topics.yaml", "organisations.yaml"])
    {
        let mut site = SiteTest::new(&[]);
        site.write(&format!("content/{file}"), block.lines.join("\n") + "\n")
            .build();
    }
}

/// A table has a row for each key, by both its names, and a site with its example builds.
fn rows_work(text: &str, keys: &[Key], settings: impl Fn(&str, &str) -> String) {
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.split('`').skip(1).step_by(2).collect())
        .collect();
    let named: Vec<(&str, &str)> = rows.iter().map(|row| (row[0], row[1])).collect();
    let known: Vec<(&str, &str)> = keys.iter().map(|key| (key.name, key.aliases[0])).collect();
    assert_eq!(named, known);
    for row in &rows {
        let example = row.last().unwrap();
        for key in &row[..2] {
            let mut site = SiteTest::new(&[]);
            site.write("content/site.yaml", settings(key, example));
            site.try_build(&[]).exits(0);
        }
    }
}
