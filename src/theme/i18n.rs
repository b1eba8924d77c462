//! Reads the messages of a theme chain.

use super::resolve::Theme;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::messages::Messages;
use crate::yaml::{Document, Limits, Node, Reader};

/// The messages of one language, those of the most special theme first.
///
/// # Errors
/// Every problem in the files, or that no theme of the chain speaks the language.
pub fn load_messages(theme: &Theme, config: &Config) -> Result<Messages, Diagnostics> {
    let language = config.language.as_str();
    let (texts, mut problems) = theme.texts("i18n/", ".yaml");
    let mut messages = Messages::default();
    let wanted = format!("{language}.yaml");
    let mut known = Vec::new();
    for (_, name, source) in &texts {
        if *name != wanted {
            known.push(name.trim_end_matches(".yaml").to_owned());
            continue;
        }
        match Document::parse(source, 0..source.text().len(), &Limits::default()) {
            Ok(document) => {
                let mut reader = Reader::new(&document);
                let mut pairs = Vec::new();
                collect(&mut reader, document.root(), "", &mut pairs);
                messages.add(pairs);
                problems.extend(reader.finish());
            }
            Err(problem) => problems.push(problem),
        }
    }
    if messages.keys().next().is_none() && !problems.has_errors() {
        known.sort();
        known.dedup();
        let message = format!("the theme has no messages in the language `{language}`");
        let help = format!(
            "one of: {}; or add i18n/{language}.yaml to the theme",
            known.join(", ")
        );
        let problem = Diagnostic::new(Code::MessageMissing, message).help(help);
        let problem = Config::problem_at(config.places.language.as_ref(), problem);
        problems.push(problem);
    }
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(messages)
    }
}

/// Flattens nested maps to dotted keys.
fn collect(reader: &mut Reader<'_>, node: Node, prefix: &str, pairs: &mut Vec<(String, String)>) {
    for entry in reader.entries(node).unwrap_or_default() {
        let key = format!("{prefix}{}", entry.key);
        if reader.is_map(entry.value) {
            collect(reader, entry.value, &format!("{key}."), pairs);
        } else if let Some(text) = reader.text(entry.value) {
            pairs.push((key, text));
        }
    }
}
