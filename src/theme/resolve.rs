//! Where a theme's files come from, and which override which.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::fs::{self, FoundKind};
use crate::model::permalink::is_output_path;
use crate::text::slug;
use crate::yaml::{Document, Key, Limits, Reader};

/// The default theme, part of the program.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct DefaultTheme;

/// The name of the theme that every chain ends in.
const DEFAULT: &str = "default";
/// The name of the layer that is part of the program.
pub(super) const EMBEDDED: &str = "embedded";
/// The longest chain of themes that extend each other.
const LONGEST_CHAIN: usize = 8;

/// The files of one theme.
pub(super) struct Layer {
    /// Name of the theme; unique within the chain.
    pub(super) name: String,
    /// Files by their path below the theme's folder.
    pub(super) files: BTreeMap<String, Cow<'static, [u8]>>,
    /// The path shown in messages, before the file's own.
    pub(super) shown: String,
}

/// A theme and all that it extends, the most special first.
pub struct Theme {
    pub(super) layers: Vec<Layer>,
}

impl Theme {
    /// Whether the site has a theme of its own.
    pub fn is_own(&self) -> bool {
        self.layers.len() > 1
    }

    /// Files below a folder of the theme, by their path below that folder, each from the most
    /// special layer that has it.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for layer in &self.layers {
            for (path, bytes) in &layer.files {
                if let Some(name) = path.strip_prefix(folder) {
                    files
                        .entry(name.to_owned())
                        .or_insert_with(|| bytes.to_vec());
                }
            }
        }
        files
    }

    /// Fingerprint of all files of all layers, with their paths and lengths.
    pub fn digest(&self) -> fs::Fingerprint {
        let mut all = Vec::new();
        for layer in &self.layers {
            all.extend(format!("{}\n", layer.name).into_bytes());
            for (path, bytes) in &layer.files {
                all.extend(format!("{path} {}\n", bytes.len()).into_bytes());
                all.extend(fs::fingerprint(bytes));
            }
        }
        fs::fingerprint(&all)
    }

    /// One file, by its path below the theme's folder, from the most special layer that has it.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.layers
            .iter()
            .find_map(|layer| layer.files.get(path))
            .map(AsRef::as_ref)
    }

    /// The first place in a template of the site's own themes that holds a text.
    pub fn find(&self, text: &str) -> Option<(Arc<SourceFile>, Range<usize>)> {
        let (templates, _) = self.texts("templates/", "");
        let own = templates.into_iter();
        own.filter(|(layer, ..)| self.layers[*layer].name != EMBEDDED)
            .find_map(|(.., source)| {
                let at = source.text().find(text).filter(|_| !text.is_empty())?;
                Some((source, at..at + text.len()))
            })
    }

    /// Text files with a suffix below a folder, layer by layer, as sources for messages.
    pub(super) fn texts(
        &self,
        folder: &str,
        suffix: &str,
    ) -> (Vec<(usize, String, Arc<SourceFile>)>, Diagnostics) {
        let mut problems = Diagnostics::new();
        let mut texts = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            for (path, bytes) in &layer.files {
                let Some(name) = path
                    .strip_prefix(folder)
                    .filter(|name| name.ends_with(suffix))
                else {
                    continue;
                };
                let shown = format!("{}{path}", layer.shown);
                match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        texts.push((index, name.to_owned(), SourceFile::public(shown, text)));
                    }
                    Err(_) => problems.push(
                        Diagnostic::new(Code::NotUtf8, "the file is not UTF-8").in_file(shown),
                    ),
                }
            }
        }
        (texts, problems)
    }
}

/// Loads a theme by its name: the site's own below `themes/`, what it extends, and at last the
/// one embedded in the program.
///
/// # Errors
/// Every problem with the themes' own files.
pub fn load_theme(root: &Path, config: &Config) -> Result<Theme, Diagnostics> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut wanted = Some(config.theme.clone());
    while let Some(name) = wanted {
        if layers.len() == LONGEST_CHAIN || layers.iter().any(|layer| layer.name == name) {
            let message = "the themes extend each other in a circle or too deep";
            return Err(Diagnostic::new(Code::ThemeInvalid, message)
                .in_file(format!("themes/{name}/theme.yaml"))
                .help("let the chain of `extends:` end in `default`")
                .into());
        }
        let folder = root.join("themes").join(&name);
        if fs::is_folder(&folder) {
            let layer = read_layer(&folder, &name)?;
            wanted = extends(&layer)?.filter(|_| name != DEFAULT);
            layers.push(layer);
        } else if name == DEFAULT {
            wanted = None;
        } else {
            let message = format!("there is no theme `{name}`");
            let problem = Diagnostic::new(Code::ThemeUnknown, message).help(format!(
                "make the folder themes/{name}, or use `theme: default`"
            ));
            return Err(match layers.last() {
                None => Config::problem_at(config.places.theme.as_ref(), problem).into(),
                Some(layer) => problem.in_file(format!("{}theme.yaml", layer.shown)).into(),
            });
        }
    }
    layers.push(embedded());
    Ok(Theme { layers })
}

fn embedded() -> Layer {
    let files = DefaultTheme::iter()
        .filter_map(|path| Some((path.clone().into_owned(), DefaultTheme::get(&path)?.data)))
        .collect();
    Layer {
        name: EMBEDDED.to_owned(),
        files,
        shown: "(default theme)/".to_owned(),
    }
}

/// Editors' files, and hidden ones that no server looks for.
fn is_set_aside(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let of_root = path.strip_prefix("static/root/");
    let for_servers = name.starts_with('.') && of_root.is_some_and(is_output_path);
    fs::is_set_aside(name) && !for_servers
}

fn read_layer(folder: &Path, name: &str) -> Result<Layer, Diagnostics> {
    if fs::is_link(folder) {
        let message = "a theme's folder is no link to another";
        let problem = Diagnostic::new(Code::ThemeInvalid, message)
            .in_file(format!("themes/{name}"))
            .help("copy the folder, so that what is published is what stands in the site's own");
        return Err(problem.into());
    }
    let (found, errors) = fs::walk(folder);
    let mut problems: Diagnostics = errors
        .iter()
        .map(|e| Diagnostic::new(Code::IoRead, e.to_string()))
        .collect();
    let mut files = BTreeMap::new();
    for file in found {
        let shown = format!("themes/{name}/{}", file.relative);
        if is_set_aside(&file.relative) {
            continue;
        }
        if file.kind != FoundKind::File {
            let message = "a theme is made of regular files only";
            problems.push(Diagnostic::new(Code::ThemeInvalid, message).in_file(shown));
            continue;
        }
        match fs::read(&file.path) {
            Ok(bytes) => {
                files.insert(file.relative, Cow::Owned(bytes));
            }
            Err(error) => problems.push(Diagnostic::new(Code::IoRead, error.to_string())),
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(Layer {
        name: name.to_owned(),
        files,
        shown: format!("themes/{name}/"),
    })
}

/// What a theme extends: the default where it does not say.
fn extends(layer: &Layer) -> Result<Option<String>, Diagnostics> {
    let default = Ok(Some(DEFAULT.to_owned()));
    let Some(bytes) = layer.files.get("theme.yaml") else {
        return default;
    };
    let path = format!("{}theme.yaml", layer.shown);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Diagnostic::new(Code::NotUtf8, "the file is not UTF-8")
            .in_file(path)
            .into());
    };
    let source = SourceFile::public(path, text);
    let document = Document::parse(&source, 0..text.len(), &Limits::default())?;
    let mut reader = Reader::new(&document);
    let keys = &[
        Key::new("name", &[]),
        Key::new("description", &[]),
        Key::new("extends", &[]),
    ];
    let fields = reader.fields(document.root(), keys);
    let name = fields
        .as_ref()
        .and_then(|fields| fields.get("extends"))
        .and_then(|node| {
            let name = reader.text(node)?;
            if !slug::is_slug(&name) {
                let problem = reader.problem(node, Code::ValueInvalid, "not the name of a theme");
                reader.report(problem.help("use the name of a folder below themes/"));
            }
            Some(name)
        });
    let problems = reader.finish();
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(name.or(default?))
    }
}
