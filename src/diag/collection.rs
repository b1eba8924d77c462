//! Many problems.

use std::collections::{BTreeSet, btree_set};

use rayon::iter::{FromParallelIterator, IntoParallelIterator, ParallelIterator};

use super::{Code, Diagnostic, Severity};

/// Problems in the order of path, place and rule, each only once, however they were collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(BTreeSet<Diagnostic>);

impl Diagnostics {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.insert(diagnostic);
    }

    /// Keeps those for which `keeps` holds.
    pub fn retain(&mut self, keeps: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keeps);
    }

    /// Both lists as one; the step of a parallel reduction.
    pub fn merge(mut self, mut other: Self) -> Self {
        self.0.append(&mut other.0);
        self
    }

    /// Whether there are no problems at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of problems of any severity.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether anything stops the publication.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Whether a rule is broken anywhere.
    pub fn contains(&self, code: Code) -> bool {
        self.iter().any(|diagnostic| diagnostic.code() == code)
    }

    /// The problems in order.
    pub fn iter(&self) -> btree_set::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.severity() == severity)
            .count()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::from_iter([diagnostic])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = btree_set::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = btree_set::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Gathers the lists of parallel steps: `results.into_par_iter().collect::<Diagnostics>()`.
impl FromParallelIterator<Diagnostics> for Diagnostics {
    fn from_par_iter<I: IntoParallelIterator<Item = Diagnostics>>(lists: I) -> Self {
        lists.into_par_iter().reduce(Self::new, Self::merge)
    }
}

#[cfg(test)]
mod tests {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};

    use super::*;
    use crate::diag::{Audience, SourceFile};

    #[test]
    fn problems_come_in_order_and_once() {
        let text = SourceFile::public("b.md", "1\n2\n");
        let at = |code, byte| Diagnostic::new(code, "x").at(&text, byte..byte + 1);
        let collected = Diagnostics::from_iter([
            at(Code::KeyUnknown, 2),
            at(Code::KeyUnknown, 0),
            at(Code::DateInvalid, 2),
            at(Code::KeyUnknown, 0),
            Diagnostic::new(Code::IssuerUnknown, "x").in_file("b.md"),
            Diagnostic::new(Code::IoRead, "x").in_file("a.md"),
            Diagnostic::new(Code::ConfigMissing, "x"),
        ]);
        let codes: Vec<_> = collected.iter().map(|d| d.code().name()).collect();
        let expected = [
            "config-missing",
            "io-read",
            "issuer-unknown",
            "key-unknown",
            "date-invalid",
            "key-unknown",
        ];
        assert_eq!(codes, expected);
        assert_eq!((collected.errors(), collected.warnings()), (5, 1));
    }

    #[test]
    fn parallel_steps_give_one_list() {
        let one = |n: usize| Diagnostics::from(Diagnostic::new(Code::IoRead, format!("{n:03}")));
        let collected: Diagnostics = (0..100).into_par_iter().map(one).collect();
        let first = collected
            .iter()
            .next()
            .map(|d| d.view(Audience::Public).message);
        assert_eq!((collected.len(), first.as_deref()), (100, Some("000")));
    }
}
