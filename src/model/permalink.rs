//! Public paths: what they look like and how one page links to another.

use std::fmt;

use thiserror::Error;

use crate::text::slug::{self, MAX_SLUG};

/// A page's public path below the site's root, with forward slashes, such as
/// `replies/2025/proposal-2104111.html`. Plain and relative by construction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink(String);

/// Why a text is no permalink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PermalinkError {
    /// Empty, absolute, or with `.`, `..`, an empty segment, a back slash or a colon.
    #[error("not a plain relative path")]
    NotPlain,
    /// A segment is not lower-case ASCII with digits and hyphens.
    #[error("a part of the path is not made of lower-case letters, digits and hyphens")]
    NotSlug,
    /// A segment is longer than a slug may be.
    #[error("a part of the path is longer than {MAX_SLUG} characters")]
    TooLong,
    /// A segment is a name that no file may have on Windows.
    #[error("a part of the path is a name that Windows keeps for itself, such as `con` or `aux`")]
    Reserved,
    /// A page's path ends in `.html`.
    #[error("the path does not end in .html")]
    NotHtml,
}

impl Permalink {
    /// Makes the permalink of a page that the program itself names.
    pub fn page(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The permalink of a Markdown file, given its path below `content/`.
    ///
    /// # Errors
    /// Where the path is not one that a page can have.
    pub fn from_markdown(path: &str) -> Result<Self, PermalinkError> {
        let stem = path.strip_suffix(".md").ok_or(PermalinkError::NotPlain)?;
        match stem.split('/').find(|segment| !slug::is_slug(segment)) {
            None => Ok(Self(format!("{stem}.html"))),
            Some(segment) if segment.len() > MAX_SLUG && segment.is_ascii() => {
                Err(PermalinkError::TooLong)
            }
            Some(segment) if slug::is_reserved_name(segment) => Err(PermalinkError::Reserved),
            Some(_) => Err(PermalinkError::NotSlug),
        }
    }

    /// Reads an address that a person wrote, such as one of `aliases:`.
    ///
    /// # Errors
    /// Where the text is no plain relative path of a page.
    pub fn parse(text: &str) -> Result<Self, PermalinkError> {
        if !text.split('/').all(is_plain_segment) {
            return Err(PermalinkError::NotPlain);
        }
        if !text.ends_with(".html") || !is_visible_path(text) {
            return Err(PermalinkError::NotHtml);
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way from this page to the site's root: empty or `../` repeated.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// Where a relative link on this page leads. One that goes above the root stays there, as in
    /// a browser.
    pub fn resolve(&self, link: &str) -> Self {
        let mut segments: Vec<&str> = self.0.split('/').collect();
        segments.pop();
        for segment in link.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop();
                }
                name => segments.push(name),
            }
        }
        Self(segments.join("/"))
    }

    /// The shortest relative link from the page `from` to this one.
    pub fn relative_to(&self, from: &Self) -> String {
        // The folders that both share end where the last slash of their common beginning stands.
        let alike = self.0.bytes().zip(from.0.bytes());
        let alike = alike.take_while(|(a, b)| a == b).count();
        let slash = self.0.as_bytes()[..alike].iter().rposition(|&b| b == b'/');
        let shared = slash.map_or(0, |at| at + 1);
        let up = from.0.as_bytes()[shared..].iter();
        let up = up.filter(|&&byte| byte == b'/').count();
        let mut link = String::with_capacity(3 * up + self.0.len() - shared);
        (0..up).for_each(|_| link.push_str("../"));
        link.push_str(self.0.get(shared..).unwrap_or_default());
        link
    }
}

impl fmt::Display for Permalink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Files without an ending, or hidden ones, that servers and hosts look for at the root of a site.
const FOR_SERVERS: [&str; 5] = [".htaccess", ".nojekyll", "CNAME", "_headers", "_redirects"];
/// What programs ask a site about stands here (RFC 8615).
const WELL_KNOWN: &str = ".well-known/";

/// Whether a path is one that a site's files have: that of a page or asset, or of a file that servers
/// look for. Only such files are ever planned, and so only such are ever removed.
pub fn is_output_path(path: &str) -> bool {
    let well_known = path.strip_prefix(WELL_KNOWN);
    FOR_SERVERS.contains(&path) || is_visible_path(well_known.unwrap_or(path))
}

/// Whether a path is plain and relative, of a visible file with an ending.
fn is_visible_path(path: &str) -> bool {
    let is_visible = |segment: &str| is_plain_segment(segment) && !segment.starts_with('.');
    let name = path.rsplit('/').next().unwrap_or_default();
    path.split('/').all(is_visible) && name.contains('.')
}

/// One segment of a path that may be written on any system: no way up, no drive, no device.
pub fn is_plain_segment(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default();
    !segment.is_empty()
        && segment != "."
        && segment != ".."
        && segment
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && !segment.ends_with('.')
        && !slug::is_reserved_name(&stem.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str) -> String {
        Permalink::page(to).relative_to(&Permalink::page(from))
    }

    #[test]
    fn links_are_relative_and_short() {
        assert_eq!(link("index.html", "topics/a.html"), "topics/a.html");
        assert_eq!(link("topics/a.html", "index.html"), "../index.html");
        assert_eq!(link("replies/2025/a.html", "replies/2025/b.html"), "b.html");
        assert_eq!(
            link("replies/2025/a.html", "replies/2024/b.html"),
            "../2024/b.html"
        );
        assert_eq!(
            link("replies/2025/a.html", "topics/b.html"),
            "../../topics/b.html"
        );
    }

    #[test]
    fn hand_written_addresses_stay_inside_the_site() {
        assert!(Permalink::parse("old/117.html").is_ok());
        for text in [
            "",
            "/a.html",
            "../a.html",
            "a//b.html",
            "a\\b.html",
            "c:/a.html",
            "con.html",
        ] {
            assert_eq!(
                Permalink::parse(text),
                Err(PermalinkError::NotPlain),
                "{text}"
            );
        }
        assert_eq!(Permalink::parse("old/117"), Err(PermalinkError::NotHtml));
    }
}
