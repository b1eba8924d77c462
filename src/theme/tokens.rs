//! The tags of a template, as tokens with their places.
//!
//! Tera keeps what it parsed to itself, so fields are checked on a reading of our own. It follows
//! Tera's grammar only as far as the check of names needs it; Tera has refused bad syntax before.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    /// A string; its text is without the quotes.
    Text,
    Number,
    Sign,
}

/// A token and where it starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Token<'_> {
    pub(super) fn is_sign(&self, text: &str) -> bool {
        self.kind == Kind::Sign && self.text == text
    }

    pub(super) fn is_name(&self, text: &str) -> bool {
        self.kind == Kind::Name && self.text == text
    }
}

/// The tokens of one `{{ … }}` or `{% … %}`.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Where it stands, with its braces.
    pub(super) range: Range<usize>,
    pub(super) is_statement: bool,
    pub(super) tokens: Vec<Token<'a>>,
}

/// Signs of more than one character, longer ones first.
const SIGNS: [&str; 12] = [
    "...", "?.", "?[", "//", "**", "==", "!=", "<=", ">=", "</", "/>", "::",
];

/// All tags of a template but comments and what stands between `raw` and `endraw`.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let open = at + found;
        let is_statement = match template[open + 1..].chars().next() {
            Some('#') => {
                at = after(template, open, "#}");
                continue;
            }
            Some('{') => false,
            Some('%') => true,
            _ => {
                at = open + 1;
                continue;
            }
        };
        let (tokens, end) = tokens(template, open + 2, is_statement);
        at = end;
        if is_statement && tokens.first().is_some_and(|token| token.is_name("raw")) {
            at = after(template, after(template, at, "endraw"), "%}");
        }
        tags.push(Tag {
            range: open..end,
            is_statement,
            tokens,
        });
    }
    tags
}

/// The place behind the next occurrence of a text.
fn after(template: &str, from: usize, text: &str) -> usize {
    template[from..]
        .find(text)
        .map_or(template.len(), |found| from + found + text.len())
}

/// The tokens of a tag from its first character to its end, and where that is.
fn tokens(template: &str, start: usize, is_statement: bool) -> (Vec<Token<'_>>, usize) {
    let close = if is_statement { "%}" } else { "}}" };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(c) = template[at..].chars().next() {
        let rest = &template[at..];
        if depth == 0 && rest.starts_with(close) {
            at += close.len();
            break;
        }
        let (kind, length) = match c {
            _ if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' | '`' => {
                let length = string_length(rest, c);
                let text = &rest[1..length.max(2) - 1];
                tokens.push(Token {
                    kind: Kind::Text,
                    text,
                    start: at + 1,
                });
                at += length;
                continue;
            }
            _ if c.is_ascii_digit() => (Kind::Number, run(rest, |c| c.is_ascii_digit())),
            _ if is_name(c) => (Kind::Name, run(rest, is_name)),
            _ => {
                let long = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                (Kind::Sign, long.map_or(c.len_utf8(), |sign| sign.len()))
            }
        };
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        tokens.push(Token {
            kind,
            text: &rest[..length],
            start: at,
        });
        at += length;
    }
    // `{{-` and `-}}` take white space away and are no part of an expression.
    if tokens.last().is_some_and(|token| token.is_sign("-")) {
        tokens.pop();
    }
    if tokens.first().is_some_and(|token| token.is_sign("-")) && template[start..].starts_with('-')
    {
        tokens.remove(0);
    }
    (tokens, at)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of a string with its quotes.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(template: &str) -> Vec<String> {
        let words = |tag: Tag<'_>| {
            let words: Vec<&str> = tag.tokens.iter().map(|token| token.text).collect();
            words.join(" ")
        };
        tags(template).into_iter().map(words).collect()
    }

    #[test]
    fn tags_are_found_and_comments_and_raw_text_are_not() {
        let template = "a{# {{ x }} #}{{- page.title -}}{% raw %}{{ y }}{% endraw %}{% if a[0] %}{";
        assert_eq!(read(template), ["page . title", "raw", "if a [ 0 ]"]);
    }

    #[test]
    fn braces_and_quotes_inside_a_tag_do_not_end_it() {
        assert_eq!(
            read("{{ <a b={c} d=\"}}\"/> }}{{ e }}"),
            ["< a b = { c } d = }} />", "e"]
        );
    }
}
