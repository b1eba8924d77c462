//! The HTML of a letter in another place than its page.

use crate::config::Config;
use crate::model::Permalink;

/// What every anchor of a paragraph begins and ends with. It is empty and only marks a place.
const ANCHOR: (&str, &str) = ("<a class=\"anchor\"", "</a>");
const LINK: &str = "<a href=\"";

/// The HTML of the letter of `page`, to be read in the file `from`: without the paragraphs' marks,
/// and with links that lead where they led.
pub fn rebase(html: &str, page: &Permalink, from: &Permalink, config: &Config) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a ") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        rest = if tag.starts_with(ANCHOR.0) {
            tag.split_once(ANCHOR.1).map_or("", |(_, after)| after)
        } else if let Some((href, after)) =
            tag.strip_prefix(LINK).and_then(|tag| tag.split_once('"'))
        {
            out.push_str(LINK);
            out.push_str(&address(href, page, from, config));
            out.push('"');
            after
        } else {
            out.push_str("<a ");
            &tag[3..]
        };
    }
    out.push_str(rest);
    out
}

/// Where a link of a letter leads, as it is written in the file `from`.
fn address(href: &str, page: &Permalink, from: &Permalink, config: &Config) -> String {
    // A link between letters has no scheme.
    if href.contains(':') {
        return href.to_owned();
    }
    let (path, anchor) = match href.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (href, String::new()),
    };
    let target = if path.is_empty() {
        page.clone()
    } else {
        page.resolve(path)
    };
    let address = config.absolute(&target);
    address.unwrap_or_else(|| target.relative_to(from)) + &anchor
}

#[cfg(test)]
mod tests {
    use super::rebase;
    use crate::config::Config;
    use crate::model::Permalink;

    fn rebased(html: &str, base_url: Option<&str>) -> String {
        let config = Config {
            base_url: base_url.map(str::to_owned),
            ..Config::unread()
        };
        let page = Permalink::page("replies/2025/a.html");
        rebase(html, &page, &Permalink::page("topics/b.xml"), &config)
    }

    #[test]
    fn links_lead_where_they_led() {
        let html = "<p>见<a href=\"../2024/c.html#p3\">前复</a><a href=\"#p1\">上文</a>\
                    <a href=\"https://example.org/x\">外</a></p>";
        assert_eq!(
            rebased(html, None),
            "<p>见<a href=\"../replies/2024/c.html#p3\">前复</a>\
             <a href=\"../replies/2025/a.html#p1\">上文</a>\
             <a href=\"https://example.org/x\">外</a></p>"
        );
        assert!(
            rebased(html, Some("https://a.example/"))
                .contains("href=\"https://a.example/replies/2024/c.html#p3\"")
        );
    }

    #[test]
    fn marks_of_paragraphs_are_left_out() {
        let html = "<p id=\"p1\"><a class=\"anchor\" href=\"#p1\" tabindex=\"-1\"></a>文</p>";
        assert_eq!(rebased(html, None), "<p id=\"p1\">文</p>");
    }
}
