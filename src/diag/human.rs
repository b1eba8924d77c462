//! The face for people at a terminal.

use super::excerpt::{Mark, Row, rows};
use super::told::{Told, told};
use super::{Audience, Diagnostic, Diagnostics, Severity, View, relative};
use crate::text::width::sanitize;

/// How to show problems to people.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who reads: a log of CI is public even if it looks like a terminal.
    pub audience: Audience,
    /// Whether to use ANSI colours.
    pub color: bool,
    /// The terminal's columns; source lines are cut to fit. `None` cuts nothing.
    pub width: Option<usize>,
    /// Put before each path, to make it relative to where the command runs.
    pub prefix: String,
}

/// The problems one after another, an empty line after each; very many alike are counted.
pub fn render(diagnostics: &Diagnostics, options: &Options) -> String {
    let Told { first, more } = told(diagnostics, |path| {
        sanitize(&relative(&options.prefix, path))
    });
    let first = first.iter().map(|one| Page::new(one, options).render());
    first
        .chain(more.iter().map(|more| format!("{more}\n\n")))
        .collect()
}

const BOLD: &str = "1";
const BLUE: &str = "1;34";

/// One problem being set, line by line.
struct Page<'a> {
    options: &'a Options,
    view: View<'a>,
    rows: Vec<Row<'a>>,
    /// The columns of the widest line number.
    gutter: usize,
    out: String,
}

impl<'a> Page<'a> {
    fn new(diagnostic: &'a Diagnostic, options: &'a Options) -> Self {
        let view = diagnostic.view(options.audience);
        let last_line = view.excerpt.iter().flat_map(|excerpt| {
            let labels = excerpt.labels.iter().map(|label| label.start);
            labels
                .chain([excerpt.span.start])
                .map(|byte| excerpt.source.position(byte).line)
        });
        let gutter = last_line.max().map_or(1, |line| line.to_string().len());
        let room = options.width.map(|width| width.saturating_sub(gutter + 3));
        let rows = view
            .excerpt
            .as_ref()
            .map_or_else(Vec::new, |excerpt| rows(excerpt, room));
        Self {
            options,
            view,
            rows,
            gutter,
            out: String::new(),
        }
    }

    fn render(mut self) -> String {
        self.header();
        self.place();
        self.excerpt();
        self.help();
        self.out.push('\n');
        self.out
    }

    fn header(&mut self) {
        let level = format!("{}[{}]", self.view.severity.name(), self.view.code);
        let message = format!(": {}", sanitize(&self.view.message));
        let line = self.paint(self.severity_style(), &level) + &self.paint(BOLD, &message);
        self.line(&line);
    }

    fn place(&mut self) {
        let Some(path) = self.view.path else { return };
        let mut place = sanitize(&relative(&self.options.prefix, path));
        if let Some(position) = self.view.position {
            place += &format!(":{}:{}", position.line, position.column);
        }
        let line = format!(
            "{:gutter$}{} {place}",
            "",
            self.paint(BLUE, "-->"),
            gutter = self.gutter
        );
        self.line(&line);
    }

    fn excerpt(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        self.behind_gutter("", '|', "");
        let mut previous = None;
        for row in &rows {
            if previous.is_some_and(|line: usize| line + 1 < row.line) {
                self.line("...");
            }
            self.behind_gutter(&row.line.to_string(), '|', &row.text);
            for mark in &row.marks {
                let drawn = self.mark(mark);
                self.behind_gutter("", '|', &drawn);
            }
            previous = Some(row.line);
        }
    }

    fn mark(&self, mark: &Mark<'_>) -> String {
        let indent = " ".repeat(mark.columns.start);
        match mark.text {
            None => indent + &self.paint(self.severity_style(), &"^".repeat(mark.columns.len())),
            Some(text) => {
                let drawn = format!("{} {}", "-".repeat(mark.columns.len()), sanitize(text));
                indent + &self.paint(BLUE, &drawn)
            }
        }
    }

    fn help(&mut self) {
        let Some(help) = self.view.help.take() else {
            return;
        };
        if self.view.excerpt.is_some() {
            self.behind_gutter("", '|', "");
        }
        self.behind_gutter(
            "",
            '=',
            &format!("{} {}", self.paint(BOLD, "help:"), sanitize(&help)),
        );
    }

    fn behind_gutter(&mut self, number: &str, rule: char, text: &str) {
        let gutter = format!("{number:>width$} {rule}", width = self.gutter);
        let line = format!("{} {text}", self.paint(BLUE, &gutter));
        self.line(line.trim_end());
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn severity_style(&self) -> &'static str {
        match self.view.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;36",
        }
    }

    fn paint(&self, style: &str, text: &str) -> String {
        if self.options.color {
            format!("\x1b[{style}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceFile};

    fn options() -> Options {
        Options {
            audience: Audience::Clerk,
            color: false,
            width: Some(60),
            prefix: String::new(),
        }
    }

    fn shown(problem: Diagnostic) -> String {
        render(&problem.into(), &options())
    }

    fn problem() -> Diagnostic {
        Diagnostic::new(Code::KeyDuplicate, "`title` is given twice")
    }

    #[test]
    fn carets_stand_under_chinese_text() {
        let source = SourceFile::confidential("content/a.md", "标题: 甲\n\n届次: {年份: 乙，x}\n");
        let text = shown(
            problem()
                .at(&source, 30..37)
                .label(0..6, "first given here")
                .help("remove it"),
        );
        let expected = "\
error[key-duplicate]: `title` is given twice
 --> content/a.md:3:10
  |
1 | 标题: 甲
  | ---- first given here
...
3 | 届次: {年份: 乙，x}
  |              ^^^^^
  |
  = help: remove it

";
        assert_eq!(text, expected, "{text}");
    }

    #[test]
    fn tabs_and_dangerous_characters_keep_their_columns() {
        let source = SourceFile::public("a.md", "\tab\u{202E}\x1bcd");
        let text = shown(problem().at(&source, 7..9));
        assert!(
            text.contains("\n1 |     ab��cd\n  |         ^^\n"),
            "{text}"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_span() {
        let line = format!("{}错误{}", "长".repeat(100), "文".repeat(100));
        let source = SourceFile::public("a.md", line);
        let text = shown(problem().at(&source, 300..306));
        let [shown, caret] = [3, 4].map(|n| text.lines().nth(n).unwrap().to_owned());
        assert!(crate::text::width::display_width(&shown) <= 60, "{text}");
        assert!(
            shown.starts_with("1 | …长") && shown.ends_with("文…"),
            "{text}"
        );
        let before_error = &shown[..shown.find('错').unwrap()];
        assert_eq!(
            caret.find('^'),
            Some(crate::text::width::display_width(before_error))
        );
    }

    #[test]
    fn marks_end_with_their_line() {
        let source = SourceFile::public("a.md", "ab\r\ncd\n");
        assert!(shown(problem().at(&source, 1..6)).contains("1 | ab\n  |  ^\n"));
        assert!(shown(problem().at(&source, 6..6)).contains("2 | cd\n  |   ^\n"));
    }

    #[test]
    fn the_public_sees_no_source() {
        let source = SourceFile::confidential("content/a.md", "标题: 甲\n");
        let public = Options {
            audience: Audience::Public,
            ..options()
        };
        let text = render(
            &problem().at(&source, 8..11).help("remove it").into(),
            &public,
        );
        let expected = "\
error[key-duplicate]: `title` is given twice
 --> content/a.md:1:5
  = help: remove it

";
        assert_eq!(text, expected);
    }

    #[test]
    fn of_many_alike_the_first_are_shown_and_the_others_counted() {
        let source = SourceFile::public("a.md", "x\n".repeat(250));
        let at = |line: usize| problem().at(&source, line * 2..line * 2 + 1);
        let many = Diagnostics::from_iter((0..250).map(at));
        let text = render(&many, &options());
        assert_eq!(text.matches("error[key-duplicate]").count(), 100);
        assert!(text.ends_with("\n\nand 150 more of key-duplicate in a.md\n\n"));
        let few = Diagnostics::from_iter((0..100).map(at));
        assert!(!render(&few, &options()).contains("more of"));
    }

    #[test]
    fn colors_only_when_asked() {
        let colored = Options {
            color: true,
            ..options()
        };
        assert!(
            render(&problem().into(), &colored)
                .starts_with("\x1b[1;31merror[key-duplicate]\x1b[0m")
        );
        assert!(!shown(problem()).contains('\x1b'));
    }
}
