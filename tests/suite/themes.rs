//! A site's own theme: what docs/themes.md says works, and docs/theme-fields.md lists what is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use fuwen::view::fields::views;
use serde_json::Value;

use crate::harness::{SiteTest, repository, tree};

/// A fenced block of the guide with the place that the line before it names.
struct Block {
    place: String,
    text: String,
}

/// The guide's sections with their blocks.
fn examples() -> Vec<(String, Vec<Block>)> {
    let guide = fs::read_to_string(repository().join("docs/themes.md")).unwrap();
    let sections = guide.split("\n## ").skip(1).map(|section| {
        let title = section.lines().next().unwrap_or_default().to_owned();
        let mut place = String::new();
        let mut blocks = Vec::new();
        for (index, part) in section.split("\n```").enumerate() {
            if index % 2 == 0 {
                let line = part.trim_end().lines().last().unwrap_or_default();
                place = line.split('`').nth(1).unwrap_or_default().to_owned();
            } else {
                let text = part.split_once('\n').map_or("", |(_, text)| text);
                blocks.push(Block {
                    place: place.clone(),
                    text: format!("{text}\n"),
                });
            }
        }
        (title, blocks)
    });
    sections.filter(|(_, blocks)| !blocks.is_empty()).collect()
}

/// The text of a file whose name may hold a hash, written `*`.
fn output(site: &SiteTest, path: &str) -> String {
    let (start, end) = path.split_once('*').unwrap_or((path, ""));
    let output = site.output();
    let fits = |name: &&String| name.starts_with(start) && name.ends_with(end);
    let name = output.keys().find(fits).expect(path);
    String::from_utf8(output[name].clone()).unwrap()
}

#[test]
fn every_example_of_the_guide_does_what_the_guide_says() {
    let examples = examples();
    assert!(examples.len() >= 8, "the guide has its examples");
    for (title, blocks) in examples {
        let mut site = SiteTest::fixture("small");
        let settings = fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("{settings}theme: own\n"));
        let is_source = |block: &&Block| block.place.starts_with("themes/");
        for block in blocks.iter().filter(is_source) {
            site.write(&block.place, &block.text);
        }
        site.try_build(&[]);
        let mut checked = 0;
        for block in blocks.iter().filter(|block| !is_source(block)) {
            checked += 1;
            let shown = match block.place.strip_prefix("public/") {
                Some(path) => output(&site, path),
                None => site.run.stderr.clone(),
            };
            assert!(
                shown.contains(block.text.trim_end()),
                "{title}: {} has no\n{}\nbut\n{shown}\n{}",
                block.place,
                block.text,
                site.run.stderr
            );
        }
        assert!(checked > 0, "{title} says what comes of it");
    }
}

#[test]
fn the_list_of_fields_is_the_fields_of_the_views() {
    let file = repository().join("docs/theme-fields.md");
    let list = fields();
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        fs::write(&file, &list).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), list);
}

#[test]
fn every_field_says_what_it_means() {
    let silent: Vec<String> = fields()
        .lines()
        .filter(|line| line.starts_with("| `") && line.ends_with("| |"))
        .map(str::to_owned)
        .collect();
    assert_eq!(silent, [""; 0]);
}

/// The guide's list of templates and fields.
fn fields() -> String {
    let mut text = "# What templates see\n\n\
        Each template of a theme with the fields of its view; made from the program's types. Names in\n\
        capitals are listed at the end. [themes.md](themes.md) says how to use them.\n"
        .to_owned();
    let mut shapes: BTreeMap<String, Value> = BTreeMap::new();
    for (name, schema) in views() {
        let kind = if name.ends_with(".html") {
            ""
        } else {
            ", in every template"
        };
        write!(text, "\n## `{name}`{kind}\n\n").unwrap();
        if schema["properties"].is_object() {
            text += &table(&schema);
        } else {
            let what = schema["description"].as_str().unwrap_or_default();
            let kind = if schema["items"].is_null() {
                what.to_owned()
            } else {
                format!("A {}.", what_is(&schema))
            };
            writeln!(text, "{kind}").unwrap();
        }
        for (shape, definition) in schema["$defs"].as_object().into_iter().flatten() {
            let known = shapes.insert(shape.clone(), definition.clone());
            assert!(
                known.is_none_or(|known| known == *definition),
                "two types are called {shape}"
            );
        }
    }
    text += "\n## Components\n\n\
        What a component may be given: `name` has to be, `name = value` may be, `@name` is taken from where it\n\
        is called. Names in capitals are shapes.\n\n\
        | component | in | may be given | is |\n| --- | --- | --- | --- |\n";
    for component in components() {
        for word in component.about.split('`') {
            let is_shape = word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.chars().all(|c| c.is_ascii_alphabetic());
            assert!(!is_shape || shapes.contains_key(word), "{word} is no shape");
        }
        let Component {
            name,
            file,
            given,
            about,
        } = component;
        writeln!(text, "| `{name}` | `{file}` | `{given}` | {about} |").unwrap();
    }
    text += "\n## Shapes\n";
    for (name, definition) in shapes {
        let about = definition["description"].as_str().unwrap_or_default();
        write!(text, "\n### {name}\n\n").unwrap();
        if !about.is_empty() {
            write!(text, "{}\n\n", about.replace('\n', " ")).unwrap();
        }
        text += &table(&definition);
    }
    text
}

/// A component of the default theme.
struct Component {
    name: String,
    file: String,
    given: String,
    about: String,
}

/// The components of the default theme, each with the comment that stands before it.
fn components() -> Vec<Component> {
    let folder = "themes/default/templates/components";
    let mut found = Vec::new();
    for (file, bytes) in tree(&repository().join(folder)) {
        let text = String::from_utf8(bytes).unwrap();
        for (at, start) in text.match_indices("{%- component ") {
            let (name, rest) = text[at + start.len()..].split_once('(').unwrap();
            let (given, _) = rest.split_once(") -%}").unwrap();
            let about = text[..at].trim_end().strip_suffix("-#}");
            let about = about.and_then(|before| Some(before.rsplit_once("{#-")?.1));
            let about = about.unwrap_or_else(|| panic!("{name} has no comment"));
            found.push(Component {
                name: name.to_owned(),
                file: file.clone(),
                given: given.to_owned(),
                about: about.split_whitespace().collect::<Vec<_>>().join(" "),
            });
        }
    }
    found
}

fn table(schema: &Value) -> String {
    let mut text = "| field | is | meaning |\n| --- | --- | --- |\n".to_owned();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let about = field["description"].as_str().unwrap_or_default();
        let about = about.replace('\n', " ").replace('|', "\\|");
        let gap = if about.is_empty() { "" } else { " " };
        writeln!(text, "| `{name}` | {} |{gap}{about} |", what_is(field)).unwrap();
    }
    text
}

/// A type in words.
fn what_is(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return name.trim_start_matches("#/$defs/").to_owned();
    }
    if let Some(variants) = schema["anyOf"].as_array() {
        return format!("{}, or none", what_is(&variants[0]));
    }
    if !schema["items"].is_null() {
        return format!("list of {}", what_is(&schema["items"]));
    }
    let (kind, is_optional) = match &schema["type"] {
        Value::Array(kinds) => (kinds[0].as_str(), true),
        kind => (kind.as_str(), false),
    };
    let word = match kind {
        Some("string") => "text",
        Some("boolean") => "true or false",
        Some("integer" | "number") => "number",
        _ => "map",
    };
    if is_optional {
        format!("{word}, or none")
    } else {
        word.to_owned()
    }
}
