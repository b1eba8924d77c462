//! Static files of a theme: where each stands in the site.
//!
//! Files below `root/` go to the site's root under their own name; all others below `assets/`
//! with a hash of their content in the name, so that a server may let them be cached for ever.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::model::permalink::is_output_path;

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
pub fn name_assets(files: BTreeMap<String, Vec<u8>>) -> Result<Vec<Asset>, Diagnostics> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_of_the_content() {
        let files = [("style.css", "a{}"), ("root/favicon.svg", "<svg/>")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let assets = name_assets(BTreeMap::from(files)).unwrap();
        assert_eq!(assets[0].path, "favicon.svg");
        let hash = &fs::hex(&fs::sha256(b"a{}"))[..8];
        assert_eq!(assets[1].path, format!("assets/style-{hash}.css"));
    }
}
