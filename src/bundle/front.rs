//! What a person sees first: the start page and the readme.

use quick_xml::escape::escape;

use super::archive::SITE;
use crate::build::MANIFEST;
use crate::config::Config;
use crate::messages::Messages;

/// The name of the start page.
const START: &str = "START.html";
/// The name of the text that says what the archive is, the first file of it.
pub(super) const README: &str = "README.txt";

/// The files that stand beside the site, by name. The start page looks like the site where that
/// has a style sheet.
pub(super) fn files(
    config: &Config,
    messages: &Messages,
    style: Option<&str>,
) -> Vec<(String, Vec<u8>)> {
    let words = Words {
        title: &config.title,
        lead: messages.text("bundle.lead", &[("title", &config.title)]),
        open: messages.text("bundle.open", &[]),
        unpack: messages.text("bundle.unpack", &[("start", START)]),
        verify: messages.text("bundle.verify", &[("manifest", MANIFEST)]),
    };
    let start = start(&words, &config.language, style);
    vec![
        (README.to_owned(), readme(&words).into_bytes()),
        (START.to_owned(), start.into_bytes()),
    ]
}

struct Words<'a> {
    title: &'a str,
    lead: String,
    open: String,
    unpack: String,
    verify: String,
}

/// A page without any script. It leads nobody on by itself: opened inside the zip it would lead
/// nowhere, and it says so.
fn start(words: &Words<'_>, language: &str, style: Option<&str>) -> String {
    let style = style.map(|path| {
        format!(
            "<link rel=\"stylesheet\" href=\"{SITE}{}\">\n",
            escape(path)
        )
    });
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n{style}\
         </head>\n<body>\n<main class=\"wrap\">\n<header class=\"page-head\"><h1>{title}</h1></header>\n\
         <p class=\"lede\">{lead}</p>\n<p><a href=\"{SITE}index.html\"><strong>{open}</strong></a></p>\n\
         <p>{unpack}</p>\n<p>{verify}</p>\n</main>\n</body>\n</html>\n",
        language = escape(language),
        style = style.unwrap_or_default(),
        title = escape(words.title),
        lead = escape(&words.lead),
        open = escape(&words.open),
        unpack = escape(&words.unpack),
        verify = escape(&words.verify),
    )
}

/// Plain text with the line ends of the system that needs them most.
fn readme(words: &Words<'_>) -> String {
    let parts = [words.title, &words.lead, &words.unpack, &words.verify];
    let one_line = |text: &&str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = parts.iter().map(one_line).collect();
    format!("{}\r\n", lines.join("\r\n\r\n"))
}
