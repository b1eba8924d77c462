//! Static files of a theme: where each stands in the site.
//!
//! Files below `root/` go to the site's root under their own name; all others below `assets/`
//! with a hash of their content in the name, so that a server may let them be cached for ever.
//! Style sheets lose comments and indentation on the way to the reader; `tokens.css` of a theme
//! joins the end of `style.css`, where it wins. The scripts below `search/` are joined in the order
//! of their names and make one script, `search.js`, that shares nothing with the page but `fuwen`.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::model::permalink::is_output_path;

const STYLE: &str = "style.css";
/// What a theme adds to the style sheet without replacing it.
const TOKENS: &str = "tokens.css";

/// What the scripts of a folder are joined to.
const SEARCH: &str = "search.js";
/// A script that loads the joined one, and has its path in place of `{search.js}`.
const OPENER: &str = "page.js";

/// One static file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Name by which templates ask for it.
    pub name: String,
    /// Path from the site's root.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Names every static file, given by its path below the theme's `static/`.
///
/// # Errors
/// Files whose names no file of a site can have.
pub fn name_assets(mut files: BTreeMap<String, Vec<u8>>) -> Result<Vec<Asset>, Diagnostics> {
    if let Some(tokens) = files.remove(TOKENS) {
        files.entry(STYLE.to_owned()).or_default().extend(tokens);
    }
    join_search(&mut files);
    for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".css")) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = tighten(text).into_bytes();
        }
    }
    let assets: Vec<Asset> = files
        .into_iter()
        .map(|(name, bytes)| {
            let path = match name.strip_prefix("root/") {
                Some(own) => own.to_owned(),
                None => hashed_path(&name, &bytes),
            };
            Asset { name, path, bytes }
        })
        .collect();
    let problems: Diagnostics = assets
        .iter()
        .filter(|asset| !is_output_path(&asset.path))
        .map(|asset| {
            let message = "the file's name cannot be part of an address";
            Diagnostic::new(Code::ThemeInvalid, message)
                .in_file(format!("static/{}", asset.name))
                .help("use ASCII letters, digits, hyphens and dots, and give it an ending")
        })
        .collect();
    if problems.is_empty() {
        Ok(assets)
    } else {
        Err(problems)
    }
}

/// `style.css` to `assets/style-1a2b3c4d.css`.
fn hashed_path(name: &str, bytes: &[u8]) -> String {
    let hash = fs::hex(&fs::sha256(bytes)[..4]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}-{hash}.{extension}"),
        None => format!("assets/{name}-{hash}"),
    }
}

/// Joins the scripts of search, without their indentation and lines of comment.
fn join_search(files: &mut BTreeMap<String, Vec<u8>>) {
    let mut joined = String::new();
    files.retain(|name, bytes| {
        let is_part = name.starts_with("search/") && name.ends_with(".js");
        if is_part {
            let text = String::from_utf8_lossy(bytes);
            let lines = text.lines().map(str::trim);
            let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
            joined.extend(code.flat_map(|line| [line, "\n"]));
        }
        !is_part
    });
    if !joined.is_empty() {
        let script = format!("(function () {{\n\"use strict\";\n{joined}}})();\n");
        if let Some(opener) = files.get_mut(OPENER) {
            let path = hashed_path(SEARCH, script.as_bytes());
            let text = String::from_utf8_lossy(opener);
            *opener = text.replace("{search.js}", &path).into_bytes();
        }
        files.insert(SEARCH.to_owned(), script.into_bytes());
    }
}

/// A style sheet without its comments, indentation and spaces. What stands in quotes stays.
fn tighten(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, found) = rest.split_at(at);
        squeeze(before, &mut bare);
        let end = if let Some(comment) = found.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        } else if found.starts_with('/') {
            1
        } else {
            string_end(found)
        };
        bare.push_str(&found[..end]);
        rest = &found[end..];
    }
    squeeze(rest, &mut bare);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Leaves out the spaces that part nothing, and the semicolon before a closing brace.
fn squeeze(css: &str, out: &mut String) {
    let mut last = '\n';
    for (at, c) in css.char_indices() {
        let rest = &css[at + c.len_utf8()..];
        let is_idle = match c {
            ' ' => "{};:,".contains(last) || rest.starts_with(['{', '}']),
            ';' => rest.trim_start().starts_with('}'),
            _ => false,
        };
        if !is_idle {
            out.push(c);
            last = c;
        }
    }
}

/// The length of the string that a text begins with, quotes included.
fn string_end(text: &str) -> usize {
    let quote = &text[..1];
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !is_escaped && text[at..].starts_with(quote) {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_of_the_content() {
        let files = [("style.css", "a{}\n"), ("root/favicon.svg", "<svg/>")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let assets = name_assets(BTreeMap::from(files)).unwrap();
        assert_eq!(assets[0].path, "favicon.svg");
        let hash = &fs::hex(&fs::sha256(b"a{}\n"))[..8];
        assert_eq!(assets[1].path, format!("assets/style-{hash}.css"));
    }
    #[test]
    fn style_sheets_lose_comments_and_indentation_but_nothing_in_quotes() {
        let css = "/* head */\na {\n  b: \"/* no */ \\\" '\"; /* x */\n\n  c: url(a/b), d :e;\n}\nf { g: \";}\"; }\n";
        let bare = "a{\nb:\"/* no */ \\\" '\";\nc:url(a/b),d :e\n}\nf{g:\";}\"}\n";
        assert_eq!(tighten(css), bare);
    }

    #[test]
    fn tokens_join_the_style_sheet_at_its_end() {
        let files = [("style.css", "a{}\n"), ("tokens.css", ":root{}")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let assets = name_assets(BTreeMap::from(files)).unwrap();
        assert_eq!(assets.len(), 1);
        assert_eq!(assets[0].bytes, b"a{}\n:root{}\n");
    }
}
