//! One letter of the report.

use super::rows::{Row, rows};
use super::{Entry, doubts, escape, fields, put, repairs};
use crate::front_matter::label;
use crate::import::Imported;
use crate::model::reply::ReviewEntry;
use crate::text::diff::changes;

/// The names of repairs; a rule that has none is shown by its code.
const REPAIRS: &[(&str, &str)] = &[
    ("space", "排版空格"),
    ("punctuation", "半角标点"),
    ("full-width", "全角字符"),
    ("quotation-mark", "引号"),
    ("stray-quote", "多余引号"),
    ("emphasis", "加重标记"),
    ("ocr-heading", "识别出的标题标记"),
    ("line-wrap", "折行"),
    ("page-join", "换页接续"),
    ("control-character", "不可见字符"),
];

/// What lines around a letter are, in words.
const OUTSIDE: &[(&str, &str)] = &[
    ("page", "网页内容，没有收入"),
    ("page-table", "网页上的表格"),
    ("page-number", "页码"),
    ("running-head", "页眉"),
    ("picture", "图片，没有收入"),
    ("above", "在信前，没有收入"),
    ("behind", "在信后，没有收入"),
    ("repeated", "与前文重复，没有收入"),
    ("no-letter", "不是复文，没有收入"),
];

pub(super) fn render(
    html: &mut String,
    number: usize,
    entry: &Entry<'_>,
    imported: &Imported,
    folds: bool,
) {
    let title = escape(entry.title());
    put(
        html,
        format_args!("<section id=\"l{number}\">\n<h2>{title}</h2>\n"),
    );
    let (file, went) = (escape(entry.file), escape(entry.went));
    put(
        html,
        format_args!("<p>原始文件：{file}<br>去处：{went}</p>\n"),
    );
    review(html, number, imported);
    counts(html, imported);
    fields::render(html, entry, imported);
    side_by_side(html, number, entry, imported, folds);
    html.push_str("</section>\n");
}

fn review(html: &mut String, number: usize, imported: &Imported) {
    put(
        html,
        format_args!("<h3>待核（{}处）</h3>\n", doubts(imported)),
    );
    if imported.reply.review.is_empty() {
        html.push_str("<p>没有。</p>\n");
        return;
    }
    html.push_str("<ol>\n");
    for entry in &imported.reply.review {
        let line = entry.line.map_or_else(String::new, |line| {
            format!("<a href=\"#l{number}-{line}\">第{line}行</a> ")
        });
        put(html, format_args!("<li>{line}{}\n", doubt(entry)));
    }
    html.push_str("</ol>\n");
}

fn doubt(entry: &ReviewEntry) -> String {
    let field = match entry.field.as_str() {
        "body" => "正文".to_owned(),
        field => label(field).unwrap_or_else(|| field.to_owned()),
    };
    let message = escape(entry.message.as_deref().unwrap_or_default());
    let alternatives: Vec<String> = entry.alternatives.iter().map(|a| escape(a)).collect();
    let alternatives = match alternatives.is_empty() {
        true => String::new(),
        false => format!(" 备选：{}", alternatives.join("、")),
    };
    let (field, code) = (escape(&field), escape(&entry.code));
    format!("<mark class=\"doubt\">{field}</mark> {message}{alternatives} <code>{code}</code>")
}

fn counts(html: &mut String, imported: &Imported) {
    put(
        html,
        format_args!("<h3>机械整理（{}处）</h3>\n", repairs(imported)),
    );
    let counted: Vec<String> = imported
        .repairs
        .iter()
        .map(|repair| {
            let name = REPAIRS.iter().find(|(rule, _)| *rule == repair.rule);
            let name = name.map_or(repair.rule, |(_, name)| name);
            format!("{}{}处", escape(name), repair.count)
        })
        .collect();
    let counted = if counted.is_empty() {
        "没有".to_owned()
    } else {
        counted.join("，")
    };
    put(html, format_args!("<p>{counted}。</p>\n"));
    if !imported.proposed_topics.is_empty() {
        let topics = escape(&imported.proposed_topics.join("、"));
        put(html, format_args!("<p>建议主题：{topics}</p>\n"));
    }
}

fn side_by_side(
    html: &mut String,
    number: usize,
    entry: &Entry<'_>,
    imported: &Imported,
    folds: bool,
) {
    if imported.blocks.is_empty() || entry.raw.is_empty() {
        return;
    }
    html.push_str(
        "<h3>对照</h3>\n<table class=\"pair\">\n\
         <thead><tr><th>行<th>原文<th>整理后</thead>\n<tbody>\n",
    );
    let mut folded: Option<(usize, usize)> = None;
    for row in rows(entry.raw, imported) {
        if folds && is_same(&row) {
            let first = folded.map_or(row.lines.0, |(first, _)| first);
            folded = Some((first, row.lines.1));
            continue;
        }
        fold(html, folded.take());
        pair(html, number, &row);
    }
    fold(html, folded);
    html.push_str("</tbody>\n</table>\n");
}

/// Whether nothing about a paragraph needs to be looked at.
fn is_same(row: &Row<'_>) -> bool {
    let same = |markdown: &String| row.raw.trim() == markdown;
    row.doubts.is_empty() && row.markdown.as_ref().is_some_and(same)
}

fn fold(html: &mut String, lines: Option<(usize, usize)>) {
    if let Some((first, last)) = lines {
        put(
            html,
            format_args!("<tr><th>{first}–{last}<td colspan=2 class=same>相同</td></tr>\n"),
        );
    }
}

fn pair(html: &mut String, number: usize, row: &Row<'_>) {
    let (first, last) = row.lines;
    let class = match (row.markdown.is_some(), row.doubts.is_empty()) {
        (false, true) => " class=\"out\"",
        (false, false) => " class=\"out doubtful\"",
        (true, true) => "",
        (true, false) => " class=\"doubtful\"",
    };
    put(html, format_args!("<tr{class}><th>"));
    // A doubt leads to the line it names.
    let mut named: Vec<u32> = row.doubts.iter().filter_map(|entry| entry.line).collect();
    named.dedup();
    for line in named {
        put(html, format_args!("<a id=\"l{number}-{line}\"></a>"));
    }
    let shown = if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    };
    put(html, format_args!("{shown}"));
    match &row.markdown {
        // What is the same on both sides stands once, across both.
        Some(markdown) if row.raw.trim() == markdown => {
            put(
                html,
                format_args!("<td colspan=2 class=same>{}", escape(markdown)),
            );
        }
        Some(markdown) => {
            let found = changes(&row.raw, markdown);
            html.push_str("<td>");
            marked(html, &row.raw, &found.removed, "del");
            html.push_str("<td>");
            marked(html, markdown, &found.added, "ins");
        }
        None => {
            let raw = escape(row.raw.trim());
            put(html, format_args!("<td>{raw}<td>{}", what(row)));
        }
    }
    for entry in &row.doubts {
        put(html, format_args!("<p class=\"note\">{}</p>", doubt(entry)));
    }
    // Space inside the cell would be shown.
    html.push_str("</td></tr>\n");
}

/// What lines outside the body gave, or what they are.
fn what(row: &Row<'_>) -> String {
    let mut fields: Vec<String> = row
        .fields
        .iter()
        .map(|field| escape(&label(field).unwrap_or_else(|| (*field).to_owned())))
        .collect();
    fields.dedup();
    match row.outside {
        _ if !fields.is_empty() => format!("→ {}", fields.join("、")),
        Some(outside) => {
            let words = OUTSIDE.iter().find(|(known, _)| *known == outside);
            words.map_or(outside, |(_, words)| words).to_owned()
        }
        None => "不属于这一件".to_owned(),
    }
}

fn marked(html: &mut String, text: &str, ranges: &[std::ops::Range<usize>], tag: &str) {
    let mut done = 0;
    for range in ranges {
        html.push_str(&escape(&text[done..range.start]));
        let inside = escape(&text[range.clone()]);
        // A line's end is no change that anybody wants to see.
        if inside.trim_matches('\n').is_empty() {
            html.push_str(&inside);
        } else {
            put(html, format_args!("<{tag}>{inside}</{tag}>"));
        }
        done = range.end;
    }
    html.push_str(&escape(&text[done..]));
}
