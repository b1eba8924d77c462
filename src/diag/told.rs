//! How much of many problems people are shown.

use std::collections::HashMap;

use super::{Code, Diagnostic, Diagnostics};

/// Problems of one rule in one file that are shown one by one: nobody reads more, and a list of
/// numbers gives thousands. The forms for programs have them all.
const MOST: usize = 100;

/// Problems to be shown one by one, and the number of the others.
pub(super) struct Told<'a> {
    pub(super) first: Vec<&'a Diagnostic>,
    /// Sentences such as `and 150 more of privacy-mobile in content/a.md`.
    pub(super) more: Vec<String>,
}

/// Divides problems; `shown` makes a path as it is shown.
pub(super) fn told<'a>(diagnostics: &'a Diagnostics, shown: impl Fn(&str) -> String) -> Told<'a> {
    let mut met: HashMap<(Option<&str>, Code), usize> = HashMap::new();
    let mut first = Vec::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.path(), diagnostic.code());
        let count = met.entry(key).or_default();
        *count += 1;
        if *count <= MOST {
            first.push(diagnostic);
        }
    }
    let many = met.into_iter().filter(|(_, count)| *count > MOST);
    let sentence = |((path, code), count): ((Option<&str>, Code), usize)| {
        let place = path.map(|path| format!(" in {}", shown(path)));
        let place = place.unwrap_or_default();
        format!("and {} more of {code}{place}", count - MOST)
    };
    let mut more: Vec<String> = many.map(sentence).collect();
    more.sort_unstable();
    Told { first, more }
}
