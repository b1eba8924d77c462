//! Raw texts as articles, word for word.

use super::What;
use crate::fs;
use crate::import::Finding;
use crate::model::reply::Origin;
use crate::model::{Article, Permalink};
use crate::text::slug::digest_slug;
use crate::text::width::sanitize_char;

const LONGEST_TITLE: usize = 100;

/// An article of a raw text: a line is a paragraph. It has no disclosure, so the gate holds it
/// back until somebody sets one.
pub(super) fn draft(text: &str, sha256: &str, findings: &[Finding]) -> What {
    let lines: Vec<String> = text
        .lines()
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect();
    let recognised = findings.iter().find_map(|finding| match finding {
        Finding::Reply(imported) => imported.reply.title.as_deref(),
        Finding::Refused(refusal) => refusal.title.as_deref(),
    });
    let title = recognised.map(clean).filter(|title| !title.is_empty());
    let title = title.or_else(|| {
        let first = lines.first()?.trim_start_matches(['#', ' ']);
        Some(first.chars().take(LONGEST_TITLE).collect())
    });
    let title = title.unwrap_or_default();
    let paragraphs = lines.iter().skip_while(|line| **line == title);
    let body: Vec<String> = paragraphs.map(|line| escape(line)).collect();
    let path = format!("articles/{}.md", digest_slug(&title, sha256));
    let article = Article {
        origin: Origin {
            digest: fs::fingerprint(text.as_bytes()),
            path,
        },
        permalink: Permalink::page(""),
        title,
        description: None,
        date: None,
        published: None,
        disclosure: None,
        aliases: Vec::new(),
    };
    What::Article(Box::new(article), body.join("\n\n"))
}

/// A line without what nobody sees, and trimmed.
fn clean(line: &str) -> String {
    let seen: String = line
        .chars()
        .filter(|&c| c == '\t' || sanitize_char(c) == c)
        .collect();
    seen.trim().to_owned()
}

/// A line that Markdown reads as a paragraph of exactly these characters.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let anywhere = "\\`*_[]<>|&~#".contains(c);
        let at_start = at == 0 && "-+=".contains(c);
        let behind_number = digits > 0 && at == digits && ".)".contains(c);
        if anywhere || at_start || behind_number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::find_links;

    #[test]
    fn a_raw_text_stays_text() {
        let text = "通知\n\n# 一、标题\n1. 项\n- 项\u{202E}\n<b>[x](y.md)</b> 3*4 &amp;\n";
        let What::Article(article, body) = draft(text, "00", &[]) else {
            panic!("no article")
        };
        assert_eq!((article.title.as_str(), article.disclosure), ("通知", None));
        assert_eq!(
            body,
            "\\# 一、标题\n\n1\\. 项\n\n\\- 项\n\n\\<b\\>\\[x\\](y.md)\\</b\\> 3\\*4 \\&amp;"
        );
        assert!(find_links(&body).is_empty());
    }
}
