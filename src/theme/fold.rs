//! What is the same on every page, put into templates before Tera reads them.
//!
//! `{{ t(key="nav.label") }}` says the same everywhere, and so does `{{ zh() }}`; a page calls
//! dozens of them, and each call costs as much as all the text around it. Places in what Tera reads are told as places in the template's file.

use std::ops::Range;

use super::tokens::{Kind, Tag, Token, tags};
use crate::messages::Messages;

/// A template as Tera reads it.
pub(super) struct Folded {
    pub(super) text: String,
    edits: Vec<Edit>,
}

/// Where a message stands, and what stood there before.
struct Edit {
    folded: Range<usize>,
    original: Range<usize>,
}

impl Folded {
    /// Puts the messages of one language into a template, and what `zh()` gives.
    pub(super) fn new(template: &str, messages: &Messages, zh: &str) -> Self {
        let mut text = String::with_capacity(template.len());
        let mut edits = Vec::new();
        let mut from = 0;
        for (original, words) in tags(template)
            .iter()
            .flat_map(|tag| replacements(tag, template, messages, zh))
        {
            text.push_str(&template[from..original.start]);
            let start = text.len();
            text.push_str(&words);
            from = original.end;
            let folded = start..text.len();
            edits.push(Edit { folded, original });
        }
        text.push_str(&template[from..]);
        Self { text, edits }
    }

    /// The place in the file of a place in the text; a message stands for the whole call.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.original(range.start, |edit| edit.start)..self.original(range.end, |edit| edit.end)
    }

    /// The place in the file of a line and a column of the text, both counted from 1.
    pub(super) fn place_of(&self, line: usize, column: usize) -> Option<usize> {
        let (before, text) = match line.checked_sub(2) {
            None => (0, self.text.as_str()),
            Some(nth) => {
                let (end, _) = self.text.match_indices('\n').nth(nth)?;
                (end + 1, &self.text[end + 1..])
            }
        };
        let characters = text.chars().take(column.saturating_sub(1));
        let at = before + characters.map(char::len_utf8).sum::<usize>();
        Some(self.original(at, |edit| edit.start))
    }

    fn original(&self, at: usize, inside: impl Fn(&Range<usize>) -> usize) -> usize {
        let later = self.edits.partition_point(|edit| edit.folded.start <= at);
        match later.checked_sub(1).map(|index| &self.edits[index]) {
            None => at,
            Some(edit) if at < edit.folded.end => inside(&edit.original),
            Some(edit) => edit.original.end + (at - edit.folded.end),
        }
    }
}

/// The calls of a tag that always say the same, with what they say.
fn replacements(
    tag: &Tag<'_>,
    template: &str,
    messages: &Messages,
    zh: &str,
) -> Vec<(Range<usize>, String)> {
    let is_bare = !tag.is_statement && stands_alone(tag, template);
    if is_bare && is_zh(&tag.tokens) {
        return vec![(tag.range.clone(), zh.to_owned())];
    }
    let calls = (0..tag.tokens.len()).filter_map(|at| {
        let (key, range) = call(&tag.tokens, at, template)?;
        Some((messages.find(key, &[])?, range))
    });
    calls
        .filter_map(|(words, range)| {
            if is_bare && tag.tokens.len() == CALL && is_plain(&words) {
                return Some((tag.range.clone(), words));
            }
            Some((range, quoted(&words)?))
        })
        .collect()
}

/// Whether text may stand in the place of a tag: no tag beside it, nor its own braces, would take
/// away white space of it.
fn stands_alone(tag: &Tag<'_>, template: &str) -> bool {
    let written = &template[tag.range.clone()];
    let (before, after) = (&template[..tag.range.start], &template[tag.range.end..]);
    !written.starts_with("{{-")
        && !written.ends_with("-}}")
        && !before.ends_with('}')
        && !after.starts_with('{')
}

fn is_zh(tokens: &[Token<'_>]) -> bool {
    let [name, open, close] = tokens else {
        return false;
    };
    name.is_name("zh") && open.is_sign("(") && close.is_sign(")")
}

/// So many tokens has `t(key="…")`.
const CALL: usize = 6;

/// The key and the place of a call of `t` without other arguments that begins at a token.
fn call<'a>(tokens: &[Token<'a>], at: usize, template: &str) -> Option<(&'a str, Range<usize>)> {
    let [name, open, argument, equals, key, close] = tokens.get(at..at + CALL)? else {
        return None;
    };
    let is_field = at > 0 && [".", "?."].iter().any(|sign| tokens[at - 1].is_sign(sign));
    let is_call = name.is_name("t")
        && open.is_sign("(")
        && argument.is_name("key")
        && equals.is_sign("=")
        && key.kind == Kind::Text
        && close.is_sign(")");
    let range = name.start..close.start + 1;
    let is_whole = template.is_char_boundary(range.end) && !key.text.contains('\\');
    (is_call && !is_field && is_whole).then_some((key.text, range))
}

/// Whether a text may stand in a template as it is: nothing in it is escaped or begins a tag, and
/// no white space at its ends could be taken away with that of a tag beside it.
fn is_plain(words: &str) -> bool {
    !words.is_empty()
        && words.trim() == words
        && !words.contains(['&', '<', '>', '"', '\'', '/', '{', '}', '%', '#', '\n'])
}

/// A text as a string in an expression; `None` where no quote fits around it.
fn quoted(words: &str) -> Option<String> {
    if words.contains(['\\', '\n']) {
        return None;
    }
    let quote = ['"', '\'', '`']
        .into_iter()
        .find(|quote| !words.contains(*quote))?;
    Some(format!("{quote}{words}{quote}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(template: &str) -> Folded {
        let mut messages = Messages::default();
        let texts = [
            ("a", "甲"),
            ("b", "Tom's & \"co\""),
            ("c", " 丙 "),
            ("d", "{n}"),
        ];
        messages.add(texts.map(|(key, text)| (key.to_owned(), text.to_owned())));
        Folded::new(template, &messages, " lang=x")
    }

    #[test]
    fn a_call_that_says_the_same_everywhere_becomes_what_it_says() {
        let template =
            "x {{ t(key=\"a\") }} {{- t(key=\"a\") }}{{ t(key='c') }} {{ t(key=\"b\") }}";
        let expected = "x 甲 {{- \"甲\" }}{{ \" 丙 \" }} {{ `Tom's & \"co\"` }}";
        assert_eq!(fold(template).text, expected);
        let template =
            "{% if x %}{{ t(key=\"a\") if y else z }}{% endif %}{{ <c d={t(key=\"a\")}/> }}";
        let expected = "{% if x %}{{ \"甲\" if y else z }}{% endif %}{{ <c d={\"甲\"}/> }}";
        assert_eq!(fold(template).text, expected);
    }

    #[test]
    fn the_language_of_letters_is_text() {
        let template = "<p{{ zh() }}>{% if zh() %}{{ zh() }}{% endif %}";
        let expected = "<p lang=x>{% if zh() %}{{ zh() }}{% endif %}";
        assert_eq!(fold(template).text, expected);
    }

    #[test]
    fn other_calls_stay() {
        for template in [
            "{{ t(key=\"no.such\") }}",
            "{{ t(key=\"a\", n=1) }}",
            "{{ t(key=\"a.\" ~ b) }}",
            "{{ x.t(key=\"a\") }}",
            "{% raw %}{{ t(key=\"a\") }}{% endraw %}",
            "{# {{ t(key=\"a\") }} #}",
        ] {
            assert_eq!(fold(template).text, template);
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let template = "一\n{{ t(key=\"a\") }} {{ x }} {{ t(key=\"a\") ~ y }}";
        let folded = fold(template);
        for name in ["一", "x", "y"] {
            let start = folded.text.find(name).unwrap();
            let place = folded.place(&(start..start + name.len()));
            assert_eq!(&template[place], name);
        }
        let start = folded.text.find("\"甲\"").unwrap();
        assert_eq!(&template[folded.place(&(start..start + 5))], "t(key=\"a\")");
        let at = folded.place_of(2, 6).unwrap();
        assert_eq!(&template[at..at + 1], "x");
    }
}
