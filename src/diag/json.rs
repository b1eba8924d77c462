//! The face for programs: records for JSON.

use serde::Serialize;

use super::{Audience, Diagnostic, Diagnostics, relative};

/// All problems, with their counts.
#[derive(Debug, Serialize)]
pub struct Report {
    /// In the order of [`Diagnostics`].
    pub problems: Vec<Problem>,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

/// One problem; `null` where something is not known.
#[derive(Debug, Serialize)]
pub struct Problem {
    code: &'static str,
    severity: &'static str,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    help: Option<String>,
}

/// The records for everybody to see; `prefix` is put before each path, to make it relative to
/// where the command runs.
pub fn report(diagnostics: &Diagnostics, prefix: &str) -> Report {
    Report {
        problems: diagnostics
            .iter()
            .map(|diagnostic| problem(diagnostic, prefix))
            .collect(),
        errors: diagnostics.errors(),
        warnings: diagnostics.warnings(),
    }
}

fn problem(diagnostic: &Diagnostic, prefix: &str) -> Problem {
    let view = diagnostic.view(Audience::Public);
    Problem {
        code: view.code.name(),
        severity: view.severity.name(),
        path: view.path.map(|path| relative(prefix, path)),
        line: view.position.map(|position| position.line),
        column: view.position.map(|position| position.column),
        message: view.message,
        help: view.help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Severity, SourceFile};

    #[test]
    fn absent_things_are_null_and_secrets_absent() {
        let source = SourceFile::confidential("content/a.md", "标题: 秘密\n");
        let problems = Diagnostics::from_iter([
            Diagnostic::new(Code::KeyUnknown, "unknown key")
                .detail("`秘密`")
                .at(&source, 8..14),
            Diagnostic::new(Code::FileUnused, "unused").with_severity(Severity::Note),
        ]);
        let json = serde_json::to_value(report(&problems, "site/")).unwrap();
        let expected = serde_json::json!({
            "problems": [
                {"code": "file-unused", "severity": "note", "path": null, "line": null,
                 "column": null, "message": "unused", "help": null},
                {"code": "key-unknown", "severity": "error", "path": "site/content/a.md", "line": 1,
                 "column": 5, "message": "unknown key", "help": null},
            ],
            "errors": 1, "warnings": 0,
        });
        assert_eq!(json, expected);
    }
}
