//! Text in HTML that is made without a template.

use super::width::sanitize_char;

/// Text for HTML, with U+FFFD for every character that nobody sees; line breaks stay.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push('\n'),
            c => html.push(sanitize_char(c)),
        }
    }
    html
}
