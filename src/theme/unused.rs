//! Parts of a site's own themes that nothing uses.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cards;
use super::frame::COMPONENTS;
use super::resolve::{EMBEDDED, Layer, Theme};
use super::tokens::{Kind, Tag, Token, tags};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::text::nearest::nearest;

/// Folders of a theme whose files are looked for.
const FOLDERS: [&str; 4] = ["templates", "static", "i18n", "inline"];
/// The file that says what a theme extends.
const ABOUT: &str = "theme.yaml";
/// The style of the page for lost addresses, which stands in that page.
const INLINE: &str = "inline/404.css";
/// Endings of files that have a place in a theme. Others beside its folders are for people.
const ENDINGS: [&str; 6] = ["html", "css", "js", "svg", "yaml", "yml"];

/// Reports files of the site's own themes that stand where none is looked for, and templates and
/// components that nothing uses. `pages` are the templates that have views.
pub fn unused_parts(theme: &Theme, config: &Config, pages: &[&str]) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let (texts, _) = theme.texts("templates/", "");
    let templates: Vec<Vec<Tag<'_>>> = texts
        .iter()
        .map(|(.., source)| tags(source.text()))
        .collect();
    let used = Used::new(theme, pages, &templates);
    for ((layer, name, source), tags) in texts.iter().zip(&templates) {
        if theme.layers[*layer].name != EMBEDDED {
            problems.extend(used.check(&theme.layers[*layer], name, source, tags));
        }
    }
    let own = theme.layers.iter().filter(|layer| layer.name != EMBEDDED);
    for layer in own {
        let misplaced = layer
            .files
            .keys()
            .filter_map(|path| Some((path, misplaced(path, config, theme)?)));
        problems.extend(misplaced.map(|(path, help)| {
            Diagnostic::new(Code::ThemeUnused, "no theme has a file of this name here")
                .in_file(format!("{}{path}", layer.shown))
                .help(help)
        }));
    }
    problems
}

/// What templates use.
struct Used<'a> {
    /// Templates with views, and those that others extend or include.
    templates: BTreeSet<&'a str>,
    /// Components that are called.
    components: BTreeSet<&'a str>,
    /// Names that the default theme has.
    usual: BTreeSet<&'a str>,
}

impl<'a> Used<'a> {
    fn new(theme: &'a Theme, pages: &[&'a str], templates: &[Vec<Tag<'a>>]) -> Self {
        let mut used = Self {
            templates: pages.iter().copied().collect(),
            components: COMPONENTS.into_iter().chain([cards::COMPONENT]).collect(),
            usual: pages.iter().copied().collect(),
        };
        for tag in templates.iter().flatten() {
            match &tag.tokens[..] {
                [word, name, ..] if word.is_name("extends") || word.is_name("include") => {
                    used.templates.insert(name.text);
                }
                tokens => used.components.extend(called(tokens)),
            }
        }
        let embedded = theme.layers.last().into_iter();
        let names = embedded.flat_map(|layer| layer.files.keys());
        used.usual
            .extend(names.filter_map(|path| path.strip_prefix("templates/")));
        used
    }

    fn check(
        &self,
        layer: &Layer,
        name: &str,
        source: &Arc<SourceFile>,
        tags: &[Tag<'_>],
    ) -> Diagnostics {
        let components: Vec<&Token<'_>> = tags.iter().filter_map(defined).collect();
        let full = format!("{}/{name}", layer.name);
        let is_used = [name, &full]
            .iter()
            .any(|name| self.templates.contains(name));
        if components.is_empty() && !is_used {
            let message = "no page is made from this template, and no other extends or includes it";
            let end = tags
                .first()
                .map_or(source.text().len(), |tag| tag.range.end);
            return Diagnostic::new(Code::ThemeUnused, message)
                .at(source, 0..end)
                .suggest(nearest(name, self.usual.iter().copied()))
                .help("give it the name of the template that it replaces, or remove it")
                .into();
        }
        let uncalled = components
            .into_iter()
            .filter(|name| !self.components.contains(name.text));
        uncalled
            .map(|name| {
                let message = format!("no template calls the component `{}`", name.text);
                let span = name.start..name.start + name.text.len();
                Diagnostic::new(Code::ThemeUnused, message)
                    .at(source, span)
                    .suggest(nearest(name.text, self.components.iter().copied()))
                    .help("give it the name of the component that it replaces, or remove it")
            })
            .collect()
    }
}

/// The component that a tag begins.
fn defined<'t, 'a>(tag: &'t Tag<'a>) -> Option<&'t Token<'a>> {
    match &tag.tokens[..] {
        [word, name, ..] if tag.is_statement && word.is_name("component") => Some(name),
        _ => None,
    }
}

/// Names behind `<`, as in `{{ <entry entry/> }}`.
fn called<'a>(tokens: &[Token<'a>]) -> impl Iterator<Item = &'a str> {
    let pairs = tokens.windows(2);
    pairs
        .filter(|pair| pair[0].is_sign("<") && pair[1].kind == Kind::Name)
        .map(|pair| pair[1].text)
}

/// What to do with a file outside of `templates/` that nothing looks for.
fn misplaced(path: &str, config: &Config, theme: &Theme) -> Option<String> {
    let Some((folder, rest)) = path.split_once('/') else {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_for_people = path == ABOUT || !ENDINGS.contains(&ending);
        let near = meant(nearest(path, [ABOUT]));
        return (!is_for_people)
            .then(|| format!("{near}move it to templates/, static/ or i18n/, or remove it"));
    };
    match folder {
        "templates" | "static" => None,
        "inline" => (path != INLINE).then(|| format!("only {INLINE} is looked for there")),
        "i18n" => {
            let languages = languages(config, theme);
            let language = rest.strip_suffix(".yaml");
            // A theme may have words for other sites, but not in two spellings of one language.
            let is_spelling = |known: &String| alike(known, rest) && language != Some(known);
            let is_wrong = language.is_none() || languages.iter().any(is_spelling);
            let names = languages.join(".yaml, ");
            is_wrong.then(|| format!("the files of messages are called {names}.yaml"))
        }
        _ => {
            let near = meant(nearest(folder, FOLDERS));
            let folders = FOLDERS.join(", ");
            Some(format!("{near}a theme's folders are {folders}"))
        }
    }
}

/// A name that may have been meant. Names of files are no words of a document.
fn meant(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!("did you mean `{name}`? "))
}

/// The language of the site and those of the default theme.
fn languages(config: &Config, theme: &Theme) -> Vec<String> {
    let mut languages = BTreeSet::from([config.language.clone()]);
    let embedded = theme
        .layers
        .last()
        .into_iter()
        .flat_map(|layer| layer.files.keys());
    let names = embedded.filter_map(|path| path.strip_prefix("i18n/")?.strip_suffix(".yaml"));
    languages.extend(names.map(str::to_owned));
    languages.into_iter().collect()
}

/// Whether a file's name is that of a language but for case and `_`.
fn alike(language: &str, file: &str) -> bool {
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    stem.replace('_', "-").eq_ignore_ascii_case(language)
}
