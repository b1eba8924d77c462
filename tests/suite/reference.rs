//! docs/reference/ is what the program itself says of its commands, keys and rules.

use std::fmt::Write as _;
use std::fs;

use clap::{Arg, Command};
use fuwen::config::SITE_KEYS;
use fuwen::diag::Code;
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
    let global = |argument: &&Arg| argument.is_global_set();
    options(&mut text, program.get_arguments().filter(global));
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
    options(
        text,
        command
            .get_arguments()
            .filter(|argument| !argument.is_global_set()),
    );
    let examples = command
        .get_after_help()
        .expect("every command has examples");
    writeln!(text).unwrap();
    for line in examples
        .to_string()
        .lines()
        .filter(|line| line.starts_with("  "))
    {
        writeln!(text, "    {}", line.trim_start()).unwrap();
    }
}

fn options<'a>(text: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    text.push_str("| option | does |\n| --- | --- |\n");
    for argument in
        arguments.filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()))
    {
        let help = argument
            .get_help()
            .expect("every option says what it does")
            .to_string();
        let names = argument.get_possible_values();
        let names: Vec<&str> = names
            .iter()
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let values = match argument.get_action().takes_values() && !names.is_empty() {
            true => format!(" ({})", names.join(", ")),
            false => String::new(),
        };
        writeln!(text, "| `{}` | {help}{values} |", written(argument)).unwrap();
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
    let mut text = "# Front matter\n\nMade from the program. Required are `cases`, each with a `kind`, and \
        `issuer`. What is absent is shown as 原件未载 and never invented. The same as a JSON Schema for \
        editors stands in every site as `data/schema/front-matter.schema.json`.\n"
        .to_owned();
    keys(&mut text, "A reply", &fuwen::front_matter::schema());
    holds("front-matter.md", &text);
}

/// A table of the keys of a map, then one for each map inside it.
fn keys(text: &mut String, title: &str, schema: &Value) {
    write!(
        text,
        "\n## {title}\n\n| key | in Chinese | what it says |\n| --- | --- | --- |\n"
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
        let about = property["description"].as_str().unwrap();
        writeln!(text, "| `{name}` | {chinese} | {about} |").unwrap();
    }
    for (name, property) in own() {
        let inner = [property, &property["items"]]
            .into_iter()
            .find(|schema| schema["properties"].is_object());
        if let Some(inner) = inner {
            keys(text, &format!("`{name}`"), inner);
        }
    }
}

#[test]
fn settings_have_the_keys_of_the_program_and_every_example_works() {
    let text = fs::read_to_string(repository().join("docs/reference/settings.md")).unwrap();
    let (_, site) = text.split_once("## site.yaml").unwrap();
    let (site, lists) = site.split_once("## topics.yaml").unwrap();
    let rows = site.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.split('`').skip(1).step_by(2).collect())
        .collect();
    let named: Vec<(&str, &str)> = rows.iter().map(|row| (row[0], row[1])).collect();
    let known: Vec<(&str, &str)> = SITE_KEYS
        .iter()
        .map(|key| (key.name, key.aliases[0]))
        .collect();
    assert_eq!(named, known);
    for row in &rows {
        let example = row.last().unwrap();
        for key in &row[..2] {
            let title = if *key == "title" || *key == "标题" {
                ""
            } else {
                "title: 示例\n"
            };
            let mut site = SiteTest::new(&[]);
            site.write("content/site.yaml", format!("{title}{key}: {example}\n"));
            site.build();
        }
    }
    for (block, file) in fences(lists)
        .into_iter()
        .zip(["topics.yaml", "organisations.yaml"])
    {
        let mut site = SiteTest::new(&[]);
        site.write(&format!("content/{file}"), block.lines.join("\n") + "\n")
            .build();
    }
}
