//! Raw files that are files of the archive already.

use super::{Found, What, refusal};
use crate::diag::SourceFile;
use crate::front_matter::{self, Declared};
use crate::fs;
use crate::import::{Imported, OutlineEntry};
use crate::model::Permalink;
use crate::model::reply::Origin;
use crate::read::Settings;
use crate::yaml::{Document, Limits};

/// Keys by which front matter is known even where it cannot be read.
const TELLING: [&str; 4] = ["cases:", "issuer:", "案件:", "承办单位:"];

/// Reads a file that has front matter; `None` where it has none of ours.
pub(super) fn read(
    text: &str,
    shown: &str,
    as_article: bool,
    settings: &Settings,
) -> Option<Found> {
    if !text.trim_start_matches('\u{FEFF}').starts_with("---") {
        return None;
    }
    let source = SourceFile::confidential(shown, text);
    let split = front_matter::split(&source).ok()?;
    let block = text.get(split.front_matter.clone()).unwrap_or_default();
    let is_ours = block
        .lines()
        .any(|line| TELLING.iter().any(|key| line.starts_with(key)));
    let broken =
        || is_ours.then(|| refused("front-matter-invalid", "文件有题头，但读不出来，请先改正"));
    let Ok(document) = Document::parse(&source, split.front_matter, &Limits::default()) else {
        return broken();
    };
    let origin = || Origin {
        path: shown.to_owned(),
        digest: fs::fingerprint(text.as_bytes()),
    };
    let body = text
        .get(split.body)
        .unwrap_or_default()
        .trim_matches('\n')
        .to_owned();
    let declared = Declared {
        topics: &settings.topics,
        organisations: &settings.organisations,
    };
    let (reply, _) = front_matter::parse_reply(&document, origin(), Permalink::page(""), declared);
    if let Some(reply) = reply {
        return Some(Found::Own(What::Reply(Box::new(Imported {
            reply,
            outline: outline(&body),
            body,
            repairs: Vec::new(),
            proposed_topics: Vec::new(),
            blocks: Vec::new(),
            taken_from: Vec::new(),
            outside: Vec::new(),
        }))));
    }
    if is_ours {
        return broken();
    }
    let (article, _) = front_matter::parse_article(&document, origin(), Permalink::page(""));
    let article = Box::new(article?);
    Some(if as_article {
        Found::Own(What::Article(article, body))
    } else {
        refused("article", "这是本站的文章，不是答复")
    })
}

fn refused(code: &'static str, message: &str) -> Found {
    Found::New(What::Refused(refusal(code, message)))
}

/// The headings of canonical Markdown.
fn outline(body: &str) -> Vec<OutlineEntry> {
    body.lines()
        .filter_map(|line| {
            let text = line.trim_start_matches('#');
            let level = u8::try_from(line.len() - text.len()).ok()?;
            let text = text.strip_prefix(' ')?.trim().to_owned();
            (1..=6)
                .contains(&level)
                .then_some(OutlineEntry { level, text })
        })
        .collect()
}
