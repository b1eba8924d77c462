//! The links and places of a page, read from its HTML.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

/// What a page links to and what can be linked to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Every address that the page names, and whether a reader can follow it.
    pub(super) links: Vec<(String, bool)>,
    /// The places that links can lead to.
    pub(super) ids: Vec<String>,
}

/// Attributes whose value is an address.
const ADDRESSES: [&[u8]; 6] = [
    b"href",
    b"src",
    b"action",
    b"poster",
    b"data",
    b"formaction",
];

/// Reads a page. What stands in scripts, styles and comments is no link.
pub(super) fn read(html: &str) -> Page {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    // A tokenizer of text in memory cannot fail.
    let tokens = Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok);
    for token in tokens {
        if let Token::StartTag(tag) = token {
            page.add(&tag);
        }
    }
    page
}

impl Page {
    fn add(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        // The page of search is reached by its form alone.
        let is_followed = matches!(name, b"a" | b"area" | b"form");
        for (attribute, value) in &tag.attributes {
            let attribute: &[u8] = attribute;
            if attribute == b"id" || (attribute == b"name" && name == b"a") {
                self.ids.push(text(value));
            } else if ADDRESSES.contains(&attribute) {
                self.links.push((text(value), is_followed));
            }
        }
        if name == b"meta" {
            self.links.extend(refresh(tag));
        }
    }
}

/// Where a page that moves its reader on leads to.
fn refresh(tag: &StartTag<()>) -> Option<(String, bool)> {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| text(value));
    let is_refresh = attribute(b"http-equiv")?.eq_ignore_ascii_case("refresh");
    let content = attribute(b"content").filter(|_| is_refresh)?;
    let (_, address) = content.split_once("url=")?;
    Some((address.to_owned(), true))
}

fn text(value: &HtmlString) -> String {
    String::from_utf8_lossy(value).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_places_are_found_and_nothing_else() {
        let html = "<title><a href=no></title><p id=甲>x<a href='b.html?a&amp;b#c' class=x>b</a>\
            <script src=\"s.js\"></script><script>'<a href=\"no\">'</script><!-- <a href=no> -->\
            <meta http-equiv=Refresh content=\"0; url=d.html\"><a name=old></a><form action=e.html>";
        let link = |to: &str, followed| (to.to_owned(), followed);
        let expected = Page {
            links: vec![
                link("b.html?a&b#c", true),
                link("s.js", false),
                link("d.html", true),
                link("e.html", true),
            ],
            ids: vec!["甲".to_owned(), "old".to_owned()],
        };
        assert_eq!(read(html), expected);
    }
}
