//! Document numbers, such as 株科办〔2025〕38号.

use super::ending;
use super::lines::key;
use super::words;

/// The document number at the beginning of a line, as written, without layout spaces.
pub(super) fn number_of(text: &str) -> Option<String> {
    let text = without_bureau(text);
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .collect();
    let folded = key(&compact);
    let found = words::DOC_NUMBER.captures(&folded)?.get(1)?;
    // Key and compact text have the same characters one for one, so the place is the same.
    let start = folded[..found.start()].chars().count();
    let length = found.as_str().chars().count();
    Some(compact.chars().skip(start).take(length).collect())
}

/// A line's text without the name of a bureau that stands before the number: 某局 某字〔2025〕8号.
fn without_bureau(text: &str) -> &str {
    match text.trim_start().split_once([' ', '\u{3000}']) {
        Some((name, number))
            if ending::is_signature(&key(name)) && words::DOC_NUMBER.is_match(&key(number)) =>
        {
            number
        }
        _ => text,
    }
}
