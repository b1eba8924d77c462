//! The face for a browser: a piece of HTML, for whoever works on the site.

use std::fmt::Write as _;
use std::ops::Range;

use super::told::{Told, told};
use super::{Audience, Diagnostic, Diagnostics, Excerpt, SourceFile, View};
use crate::text::html::escape;

/// The problems one after another, each an `article` whose class is its severity; very many alike
/// are counted.
pub fn render(diagnostics: &Diagnostics, audience: Audience) -> String {
    let Told { first, more } = told(diagnostics, escape);
    let first = first.iter().map(|one| problem(one, audience));
    first
        .chain(more.iter().map(|more| format!("<p>{more}</p>\n")))
        .collect()
}

fn problem(diagnostic: &Diagnostic, audience: Audience) -> String {
    let view = diagnostic.view(audience);
    let severity = view.severity.name();
    let message = escape(&view.message);
    let mut html = format!(
        "<article class=\"{severity}\">\n<h2>{severity} <code>{}</code>: {message}</h2>\n",
        view.code
    );
    place(&mut html, &view);
    if let Some(excerpt) = &view.excerpt {
        html.push_str("<pre>");
        lines(&mut html, excerpt);
        html.push_str("</pre>\n");
    }
    if let Some(help) = &view.help {
        put(&mut html, format_args!("<p>{}</p>\n", escape(help)));
    }
    html.push_str("</article>\n");
    html
}

fn place(html: &mut String, view: &View<'_>) {
    let Some(path) = view.path else { return };
    let position = view
        .position
        .map(|position| format!(":{}:{}", position.line, position.column))
        .unwrap_or_default();
    let path = escape(path);
    put(
        html,
        format_args!("<p class=\"place\">{path}{position}</p>\n"),
    );
}

/// The line that is wrong and those of its labels, in their order, each with its number.
fn lines(html: &mut String, excerpt: &Excerpt<'_>) {
    let labels = excerpt.labels.iter();
    let labels = labels.map(|label| (label.start..label.end, label.text.as_str()));
    let mut marks: Vec<(Range<usize>, &str)> = std::iter::once((excerpt.span.clone(), ""))
        .chain(labels)
        .collect();
    marks.sort_by_key(|(span, _)| span.start);
    for (span, label) in marks {
        let number = excerpt.source.position(span.start).line;
        let [before, marked, after] = parts(excerpt.source, number, &span);
        put(
            html,
            format_args!(
                "<span class=\"line\">{number}</span>{before}<mark>{marked}</mark>{after}"
            ),
        );
        if !label.is_empty() {
            put(html, format_args!(" <i>{}</i>", escape(label)));
        }
        html.push('\n');
    }
}

/// So many characters are shown on each side of a mark, and of what is marked.
const WIDEST: usize = 300;

/// A line in three parts: before the mark, under it, behind it. A letter may be a single line, so
/// each part is cut.
fn parts(source: &SourceFile, number: usize, span: &Range<usize>) -> [String; 3] {
    let line = source.line_range(number);
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    let text = |part: Range<usize>| source.text().get(part).unwrap_or_default();
    let before = text(line.start..start);
    let from = before.char_indices().rev().nth(WIDEST - 1);
    let before = match from {
        Some((at, _)) if at > 0 => format!("…{}", &before[at..]),
        _ => before.to_owned(),
    };
    let first = |text: &str| match text.char_indices().nth(WIDEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    };
    [before, first(text(start..end)), first(text(end..line.end))]
        .map(|text| escape(&text.replace('\t', "    ")))
}

fn put(html: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = html.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn problems() -> Diagnostics {
        let source = SourceFile::confidential("content/a.md", "a: 1\n标题: <秘密>\n");
        Diagnostic::new(Code::KeyUnknown, "unknown key")
            .detail("`标题`")
            .help("remove it")
            .at(&source, 5..11)
            .label(0..1, "first given here")
            .into()
    }

    #[test]
    fn the_clerk_sees_the_lines_with_their_marks() {
        let html = render(&problems(), Audience::Clerk);
        let expected = "<article class=\"error\">\n\
            <h2>error <code>key-unknown</code>: unknown key: `标题`</h2>\n\
            <p class=\"place\">content/a.md:2:1</p>\n\
            <pre><span class=\"line\">1</span><mark>a</mark>: 1 <i>first given here</i>\n\
            <span class=\"line\">2</span><mark>标题</mark>: &lt;秘密&gt;\n</pre>\n\
            <p>remove it</p>\n</article>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_letter_in_one_line_is_cut_around_each_mark_and_many_marks_are_counted() {
        let source = SourceFile::public("a<.md", "长x".repeat(50_000));
        let at = |n: usize| {
            let problem = Diagnostic::new(Code::KeyUnknown, "unknown key");
            problem.at(&source, n * 400..n * 400 + 3)
        };
        let html = render(&Diagnostics::from_iter((0..500).map(at)), Audience::Clerk);
        assert!(html.len() < 300_000, "{}", html.len());
        assert_eq!(html.matches("<mark>长</mark>").count(), 100);
        assert!(html.ends_with("<p>and 400 more of key-unknown in a&lt;.md</p>\n"));
        assert!(
            html.contains("</span>…长x") && html.contains("长…\n"),
            "{html}"
        );
    }

    #[test]
    fn others_see_no_word_of_a_document() {
        let html = render(&problems(), Audience::Public);
        assert!(html.contains("content/a.md:2:1"), "{html}");
        assert!(!html.contains("秘密") && !html.contains("标题"), "{html}");
    }
}
