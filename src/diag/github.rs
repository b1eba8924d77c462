//! The face for GitHub Actions: workflow commands that annotate lines.

use super::{Audience, Diagnostic, Diagnostics, Severity, View, relative};
use crate::text::width::sanitize;

/// One workflow command a line, for everybody to see; `prefix` is put before each path, to make
/// it relative to where the command runs.
pub fn render(diagnostics: &Diagnostics, prefix: &str) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| command(diagnostic, prefix))
        .collect()
}

fn command(diagnostic: &Diagnostic, prefix: &str) -> String {
    let view = diagnostic.view(Audience::Public);
    let level = match view.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let properties = properties(&view, prefix);
    let separator = if properties.is_empty() { "" } else { " " };
    format!("::{level}{separator}{properties}::{}\n", data(&view))
}

fn properties(view: &View<'_>, prefix: &str) -> String {
    let Some(path) = view.path else {
        return String::new();
    };
    let file = escape_property(&sanitize(&relative(prefix, path)));
    match view.position {
        Some(position) => format!("file={file},line={},col={}", position.line, position.column),
        None => format!("file={file}"),
    }
}

fn data(view: &View<'_>) -> String {
    let mut text = format!("{} [{}]", sanitize(&view.message), view.code);
    if let Some(help) = &view.help {
        text.push_str("\nhelp: ");
        text.push_str(&sanitize(help));
    }
    escape_data(&text)
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// In a property, the marks that end a property must be escaped as well.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceFile};

    #[test]
    fn commands_are_escaped() {
        let source = SourceFile::public("a,b:c%.md", "标题\nx\n");
        let problem = Diagnostic::new(Code::IssuerUnknown, "100%: not, known")
            .help("declare it")
            .at(&source, 7..8);
        let expected = "::warning file=in/a%2Cb%3Ac%25.md,line=2,col=1::\
                        100%25: not, known [issuer-unknown]%0Ahelp: declare it\n";
        assert_eq!(render(&problem.into(), "in/"), expected);
    }

    #[test]
    fn places_may_be_absent() {
        let problem = Diagnostic::new(Code::FileUnused, "unused").with_severity(Severity::Note);
        assert_eq!(
            render(&problem.clone().into(), ""),
            "::notice::unused [file-unused]\n"
        );
        let in_file = problem.in_file("a.md");
        assert_eq!(
            render(&in_file.into(), ""),
            "::notice file=a.md::unused [file-unused]\n"
        );
    }
}
