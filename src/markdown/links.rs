//! Links in a body: which are safe, where the internal ones lead.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::events::parser;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place on the same page.
    Anchor(String),
    /// Another Markdown file of the site, by its relative path, perhaps with an anchor.
    Markdown {
        /// Relative path as written, ending in `.md`.
        path: String,
        /// Anchor behind `#`.
        anchor: Option<String>,
    },
    /// An address outside, with a scheme that can do no harm.
    External,
    /// Anything else. Not made into a link.
    Unsafe,
}

/// Schemes of a link to another site; without `//` browsers take the rest for a relative path.
const WEB: [&str; 2] = ["http", "https"];
/// Schemes of a link to a person.
const PERSONAL: [&str; 2] = ["mailto", "tel"];

impl Target {
    /// Where a link of Markdown leads. `<a@b.example>` is a mail address without its scheme,
    /// which the HTML writer adds.
    pub(super) fn of(link_type: LinkType, destination: &str) -> Self {
        match link_type {
            LinkType::Email => Self::External,
            _ => Self::parse(destination),
        }
    }

    /// Reads the destination of a link.
    pub fn parse(destination: &str) -> Self {
        if let Some(anchor) = destination.strip_prefix('#') {
            return Self::Anchor(anchor.to_owned());
        }
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (destination, None),
        };
        if let Some((scheme, rest)) = destination.split_once(':') {
            let is_one_of = |known: &[&str]| known.iter().any(|k| scheme.eq_ignore_ascii_case(k));
            let is_safe = is_one_of(&PERSONAL) || is_one_of(&WEB) && has_host(rest);
            return if is_safe {
                Self::External
            } else {
                Self::Unsafe
            };
        }
        let plain = path
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
        if plain && !path.starts_with('/') && path.ends_with(".md") {
            return Self::Markdown {
                path: path.to_owned(),
                anchor,
            };
        }
        Self::Unsafe
    }
}

/// Whether what follows `http:` names a host. Browsers skip further slashes, so what seems to
/// be a path would become the host.
fn has_host(rest: &str) -> bool {
    let host = rest.strip_prefix("//").and_then(|host| host.chars().next());
    host.is_some_and(|first| !first.is_whitespace() && !"/\\?#:".contains(first))
}

/// All links and images of a body with their place in it. Images count as [`Target::Unsafe`]:
/// an archive has no images of its own and loads none from others. So does a definition of a link
/// that leads nowhere.
pub fn find_links(body: &str) -> Vec<(Target, Range<usize>)> {
    // Most letters have no link at all, and parsing costs.
    if memchr::memchr2(b'[', b'<', body.as_bytes()).is_none() {
        return Vec::new();
    }
    let parser = parser(body);
    // What stands behind `[a]: ` is shown nowhere, so a text there would be lost unseen.
    let definitions = parser.reference_definitions().iter();
    let mut links: Vec<_> = definitions
        .map(|(_, link)| (Target::parse(&link.dest), link.span.clone()))
        .filter(|(target, _)| *target == Target::Unsafe)
        .collect();
    links.extend(parser.filter_map(|(event, range)| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => Some((Target::of(link_type, &dest_url), range)),
        Event::Start(Tag::Image { .. }) => Some((Target::Unsafe, range)),
        _ => None,
    }));
    links.sort_by_key(|(_, place)| place.start);
    links
}

/// The target of a relative link between Markdown files, as a path from the same root as
/// `from`; `None` where it leads out of the root.
pub(super) fn resolve(from: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

impl Target {
    /// The permalink path that a Markdown target means, seen from the page `from`.
    pub fn resolve(&self, from: &str) -> Option<String> {
        let Self::Markdown { path, .. } = self else {
            return None;
        };
        let target = resolve(from, path)?;
        Some(format!("{}.html", target.strip_suffix(".md")?))
    }

    /// The place on a page of the site, where the link names one.
    pub fn anchor(&self) -> Option<&str> {
        match self {
            Self::Anchor(anchor) => Some(anchor),
            Self::Markdown { anchor, .. } => anchor.as_deref(),
            Self::External | Self::Unsafe => None,
        }
    }

    /// The address to set in HTML; `None` where no link is made.
    pub(super) fn href(&self, destination: &str) -> Option<String> {
        match self {
            Self::Anchor(_) | Self::External => Some(destination.to_owned()),
            Self::Markdown { path, anchor } => {
                let stem = path.strip_suffix(".md")?;
                let anchor = anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
                Some(format!("{stem}.html{anchor}"))
            }
            Self::Unsafe => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_links_are_made() {
        for good in [
            "https://a.example/b",
            "HTTP://a.example",
            "mailto:a@b.example",
            "#p3",
        ] {
            assert_ne!(Target::parse(good), Target::Unsafe, "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//a.example/x",
            "/etc/passwd",
            "a.exe",
            " javascript:x",
            "java\nscript:x",
            "file:///x",
            "http:a.example",
            "http://",
            "https:///x",
            "https://\\a.example",
            "http://?x",
            "https://#x",
        ] {
            assert_eq!(Target::parse(bad), Target::Unsafe, "{bad}");
        }
    }

    #[test]
    fn a_text_behind_the_name_of_a_link_is_not_lost_unseen() {
        let links = find_links("甲[1]。\n\n[1]: 说明文字。\n[乙]: https://a.example\n");
        let places: Vec<_> = links.iter().map(|(target, _)| target).collect();
        assert_eq!(places, [&Target::Unsafe, &Target::Unsafe]);
    }

    #[test]
    fn links_between_files_resolve_like_paths() {
        let target = Target::parse("../../articles/about.md#x");
        let resolved = target.resolve("replies/2025/a.html");
        assert_eq!(resolved.as_deref(), Some("articles/about.html"));
        assert_eq!(
            target.href("").as_deref(),
            Some("../../articles/about.html#x")
        );
        assert_eq!(
            Target::parse("../../../x.md").resolve("replies/2025/a.html"),
            None
        );
    }
}
