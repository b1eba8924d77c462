//! The report of an import: one HTML page that needs nothing else.
//!
//! It is for whoever has to compare letters with paper, holds what may never be published, and is
//! no page of the site. All words of letters and file names are escaped, and characters that
//! nobody sees are shown as such.

use std::fmt::Write;

use crate::import::{Imported, Refusal};
use crate::text::html::escape;

mod fields;
mod letter;
mod rows;

/// One raw file, or one letter of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Path of the raw file.
    pub file: &'a str,
    /// Its text; empty where it could not be read.
    pub raw: &'a str,
    /// What it is.
    pub what: What<'a>,
    /// Where it went, in words.
    pub went: &'a str,
}

/// What an entry is.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A letter.
    Reply(&'a Imported),
    /// An article, with its title.
    Article(&'a str),
    /// Refused.
    Refused(&'a Refusal),
}

/// In a batch of more entries than this, paragraphs that are the same on both sides are only
/// counted, so that the page of thousands of letters can still be opened.
const SHOWN_WHOLE: usize = 100;

const STYLE: &str = include_str!("style.css");

/// How every report begins, by which one is told from other files.
pub const HEAD: &str = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n\
    <meta name=\"robots\" content=\"noindex\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <title>复文导入报告</title>";

/// Renders the report.
pub fn render(entries: &[Entry<'_>]) -> String {
    let mut html =
        format!("{HEAD}\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>复文导入报告</h1>\n");
    summary(&mut html, entries);
    if entries.len() > 1 {
        index(&mut html, entries);
    }
    refused(&mut html, entries);
    for (number, entry) in entries.iter().enumerate() {
        if let What::Reply(imported) = entry.what {
            let folds = entries.len() > SHOWN_WHOLE;
            letter::render(&mut html, number + 1, entry, imported, folds);
        }
    }
    html.push_str("</body>\n</html>\n");
    html
}

fn summary(html: &mut String, entries: &[Entry<'_>]) {
    let replies = || entries.iter().filter_map(Entry::imported);
    let (letters, doubts) = (replies().count(), replies().map(doubts).sum::<usize>());
    let repairs: usize = replies().map(repairs).sum();
    let is_refused = |entry: &&Entry<'_>| matches!(entry.what, What::Refused(_));
    let refused = entries.iter().filter(is_refused).count();
    put(
        html,
        format_args!(
            "<p>复文{letters}件，待核{doubts}处，机械整理{repairs}处；未收{refused}件。\
         原文照录，整理只及版面和标点；<mark class=\"doubt\">待核</mark>之处请对照原件，\
         改好后把题头的<code>review</code>清空。</p>\n"
        ),
    );
    html.push_str(
        "<p class=\"key\">对照表中：<del>原文有而整理后没有的字符</del>，<ins>整理后才有的字符</ins>；\
         灰底各行没有收入正文。</p>\n",
    );
    if entries.len() > SHOWN_WHOLE {
        html.push_str(
            "<p class=\"key\">件数较多，两边相同的段落只记行号；要看全文，请单独导入那一件。</p>\n",
        );
    }
}

fn index(html: &mut String, entries: &[Entry<'_>]) {
    let mut order: Vec<(usize, &Entry<'_>)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| !matches!(entry.what, What::Refused(_)))
        .collect();
    order.sort_by_key(|(number, entry)| {
        (
            std::cmp::Reverse(entry.imported().map_or(0, doubts)),
            *number,
        )
    });
    html.push_str(
        "<h2>各件</h2>\n<table>\n<thead><tr><th>待核<th>整理<th>标题<th>文件<th>去处</thead>\n<tbody>\n",
    );
    for (number, entry) in order {
        let (doubts, repairs) = entry.imported().map_or((0, 0), |i| (doubts(i), repairs(i)));
        let title = match entry.what {
            What::Article(title) => format!("{}（文章）", escape(title)),
            _ => format!("<a href=\"#l{}\">{}</a>", number + 1, escape(entry.title())),
        };
        let (file, went) = (escape(entry.file), escape(entry.went));
        put(
            html,
            format_args!("<tr><td>{doubts}<td>{repairs}<td>{title}<td>{file}<td>{went}\n"),
        );
    }
    html.push_str("</tbody>\n</table>\n");
}

fn refused(html: &mut String, entries: &[Entry<'_>]) {
    let refused: Vec<_> = entries
        .iter()
        .filter_map(|entry| match entry.what {
            What::Refused(refusal) => Some((entry.file, refusal)),
            _ => None,
        })
        .collect();
    if refused.is_empty() {
        return;
    }
    html.push_str("<h2>未收</h2>\n<table>\n<thead><tr><th>文件<th>标题<th>原因</thead>\n<tbody>\n");
    for (file, refusal) in refused {
        let title = escape(refusal.title.as_deref().unwrap_or_default());
        put(
            html,
            format_args!(
                "<tr><td>{}<td>{title}<td>{} <code>{}</code>\n",
                escape(file),
                escape(&refusal.message),
                escape(refusal.code),
            ),
        );
    }
    html.push_str("</tbody>\n</table>\n");
}

impl Entry<'_> {
    fn imported(&self) -> Option<&Imported> {
        match self.what {
            What::Reply(imported) => Some(imported),
            _ => None,
        }
    }

    fn title(&self) -> &str {
        let title = self
            .imported()
            .and_then(|imported| imported.reply.title.as_deref());
        title.unwrap_or(self.file)
    }
}

fn doubts(imported: &Imported) -> usize {
    imported.reply.review.len()
}

fn repairs(imported: &Imported) -> usize {
    imported.repairs.iter().map(|repair| repair.count).sum()
}

fn put(html: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = html.write_fmt(text);
}

#[cfg(test)]
mod tests;
