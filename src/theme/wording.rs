//! The messages of a site's own themes, held against those of the default theme and against what
//! templates ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::resolve::{EMBEDDED, Theme};
use super::tokens::{Kind, Token, tags};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::text::nearest::nearest;
use crate::yaml::{Document, Limits, Node, Reader};

/// Reports messages of the site's own themes that no page will show, that are empty, or whose
/// placeholders are not those that get a value.
pub fn check_messages(theme: &Theme) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let (texts, _) = theme.texts("i18n/", ".yaml");
    let (own, embedded): (Vec<_>, Vec<_>) = texts
        .iter()
        .partition(|(layer, ..)| theme.layers[*layer].name != EMBEDDED);
    // What cannot be read was reported when the messages were loaded.
    let parse = |(.., source): &&(usize, String, Arc<SourceFile>)| {
        Document::parse(source, 0..source.text().len(), &Limits::default()).ok()
    };
    let mut wording = Wording::of_templates(theme);
    for document in embedded.iter().filter_map(parse) {
        for message in messages(&document) {
            let forms = wording.known.entry(message.whole().to_owned()).or_default();
            forms.push(placeholders(&message.text));
        }
    }
    for document in own.iter().filter_map(parse) {
        for message in messages(&document) {
            let found = wording.check(&message);
            problems.extend(found.into_iter().map(|found| found.locate(&document)));
        }
    }
    problems
}

/// One message of a file.
struct Message {
    /// Its dotted key, with the plural form where it has one.
    key: String,
    key_node: Node,
    text: String,
    value: Node,
}

impl Message {
    /// The key without the plural form.
    fn whole(&self) -> &str {
        let forms = [".one", ".other"].into_iter();
        let whole = forms.filter_map(|form| self.key.strip_suffix(form)).next();
        whole.unwrap_or(&self.key)
    }

    /// Of one thing a language may say that it is one without the number.
    fn may_leave_out(&self, placeholder: &str) -> bool {
        self.key.ends_with(".one") && placeholder == "n"
    }
}

/// What is wrong with a message, and at which node.
struct Finding<'a> {
    node: Node,
    code: Code,
    message: String,
    near: Option<&'a str>,
    help: String,
}

impl Finding<'_> {
    fn locate(self, document: &Document) -> Diagnostic {
        let problem = document.problem(self.node, self.code, self.message);
        problem.suggest(self.near).help(self.help)
    }
}

/// A call of `t` in a template: its key, or how its key begins, and the names of its arguments.
struct Call {
    key: String,
    is_beginning: bool,
    arguments: BTreeSet<String>,
}

/// What is known of messages.
#[derive(Default)]
struct Wording {
    /// The placeholders of the default theme's messages, in each language and form.
    known: BTreeMap<String, Vec<BTreeSet<String>>>,
    calls: Vec<Call>,
    /// All strings in the templates' tags.
    strings: BTreeSet<String>,
    /// Strings with which keys of the site's own begin. Those that the default theme begins keys
    /// with are not among them: it has all their messages.
    beginnings: BTreeSet<String>,
}

impl Wording {
    /// What a theme's templates ask for.
    fn of_templates(theme: &Theme) -> Self {
        let mut wording = Self::default();
        let mut fixed = BTreeSet::new();
        let (templates, _) = theme.texts("templates/", "");
        for (layer, _, source) in &templates {
            let is_own = theme.layers[*layer].name != EMBEDDED;
            for tag in tags(source.text()) {
                let calls = (0..tag.tokens.len()).filter_map(|at| call(&tag.tokens[at..]));
                wording.calls.extend(calls);
                for token in tag.tokens.iter().filter(|token| token.kind == Kind::Text) {
                    let begins = token.text.ends_with(['.', '_']);
                    let list = if begins && is_own {
                        &mut wording.beginnings
                    } else if begins {
                        &mut fixed
                    } else {
                        &mut wording.strings
                    };
                    list.insert(token.text.to_owned());
                }
            }
        }
        wording.beginnings.retain(|text| !fixed.contains(text));
        wording
    }

    fn is_used(&self, key: &str) -> bool {
        let begins = |text: &String| key.starts_with(text.as_str());
        self.known.contains_key(key)
            || self.strings.contains(key)
            || self.beginnings.iter().any(begins)
    }

    fn check(&self, message: &Message) -> Vec<Finding<'_>> {
        let (key, whole) = (&message.key, message.whole());
        if !self.is_used(whole) {
            return vec![Finding {
                node: message.key_node,
                code: Code::MessageUnused,
                message: format!("no template shows the message `{key}`"),
                near: nearest(key, self.known.keys().map(String::as_str)),
                help: "correct the key, or remove the message".to_owned(),
            }];
        }
        if message.text.trim().is_empty() {
            return vec![Finding {
                node: message.value,
                code: Code::MessageInvalid,
                message: format!("the message `{key}` is empty"),
                near: None,
                help: "write its words, or remove the key to have those of the theme below".into(),
            }];
        }
        self.check_placeholders(message)
    }

    /// Placeholders that get no value, and those of the default theme that are left out.
    fn check_placeholders(&self, message: &Message) -> Vec<Finding<'_>> {
        let (key, whole) = (&message.key, message.whole());
        let forms = self.known.get(whole).map_or(&[][..], Vec::as_slice);
        let calls = self.calls.iter().filter(|call| call.asks(whole));
        let called: Vec<_> = calls.map(|call| &call.arguments).collect();
        if forms.is_empty() && called.is_empty() {
            return Vec::new(); // asked for in a way that cannot be followed
        }
        let filled: BTreeSet<&str> = forms
            .iter()
            .chain(called)
            .flatten()
            .map(String::as_str)
            .collect();
        let written = placeholders(&message.text);
        let list: Vec<String> = filled.iter().map(|name| format!("{{{name}}}")).collect();
        let has = match list.is_empty() {
            true => "it has none".to_owned(),
            false => format!("it has {}", list.join(", ")),
        };
        let unknown = written
            .iter()
            .filter(|name| !filled.contains(name.as_str()))
            .map(|name| {
                let wrong = format!("the message `{key}` has no placeholder `{{{name}}}`");
                let near = nearest(name, filled.iter().copied());
                (wrong, near, has.clone())
            });
        let in_every_form = |name: &&String| forms.iter().all(|form| form.contains(*name));
        let lost = forms
            .first()
            .into_iter()
            .flatten()
            .filter(in_every_form)
            .filter(|name| !written.contains(*name) && !message.may_leave_out(name))
            .map(|name| {
                let wrong = format!("the message `{key}` has lost its placeholder `{{{name}}}`");
                let help = format!("write {{{name}}} where its value is to stand");
                (wrong, None, help)
            });
        let finding = |(message_text, near, help)| Finding {
            node: message.value,
            code: Code::MessageInvalid,
            message: message_text,
            near,
            help,
        };
        unknown.chain(lost).map(finding).collect()
    }
}

impl Call {
    fn asks(&self, key: &str) -> bool {
        if self.is_beginning {
            key.starts_with(&self.key)
        } else {
            key == self.key
        }
    }
}

/// The call of `t` that begins with these tokens: `t(key="a." ~ b, n=2)`.
fn call(tokens: &[Token<'_>]) -> Option<Call> {
    let [name, open, argument, equals, key, rest @ ..] = tokens else {
        return None;
    };
    let is_call = name.is_name("t")
        && open.is_sign("(")
        && argument.is_name("key")
        && equals.is_sign("=")
        && key.kind == Kind::Text;
    if !is_call {
        return None;
    }
    let mut depth = 1_usize;
    let mut arguments = BTreeSet::new();
    for (at, token) in rest.iter().enumerate() {
        match token.text {
            "(" if token.kind == Kind::Sign => depth += 1,
            ")" if token.kind == Kind::Sign => depth -= 1,
            _ => {}
        }
        let is_named = rest.get(at + 1).is_some_and(|next| next.is_sign("="));
        match depth {
            0 => break,
            1 if token.kind == Kind::Name && is_named => {
                arguments.insert(token.text.to_owned());
            }
            _ => {}
        }
    }
    Some(Call {
        key: key.text.to_owned(),
        is_beginning: rest.first().is_some_and(|token| token.is_sign("~")),
        arguments,
    })
}

/// The names in braces of a message.
fn placeholders(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_alphanumeric() || "_- ".contains(c);
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && name.chars().all(is_part))
        .map(str::to_owned)
        .collect()
}

/// All messages of a file.
fn messages(document: &Document) -> Vec<Message> {
    let mut reader = Reader::new(document);
    let mut found = Vec::new();
    collect(&mut reader, document.root(), "", &mut found);
    found
}

fn collect(reader: &mut Reader<'_>, node: Node, prefix: &str, found: &mut Vec<Message>) {
    if !reader.is_map(node) {
        return;
    }
    for entry in reader.entries(node).unwrap_or_default() {
        let key = format!("{prefix}{}", entry.key);
        if reader.is_map(entry.value) {
            collect(reader, entry.value, &format!("{key}."), found);
        } else if let Some(text) = reader.text(entry.value) {
            found.push(Message {
                key,
                key_node: entry.key_node,
                text,
                value: entry.value,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_names_in_braces() {
        let found: Vec<String> = placeholders("{a}和{b_1}，{}{。}{ n }{")
            .into_iter()
            .collect();
        assert_eq!(found, [" n ", "a", "b_1"]);
    }

    #[test]
    fn a_call_names_its_arguments() {
        let template = "{{ x ~ t(key=\"a.\" ~ b, n=f(v=1), last=2) ~ t(key='c') }}";
        let tags = tags(template);
        let tokens = &tags[0].tokens;
        let calls: Vec<Call> = (0..tokens.len())
            .filter_map(|at| call(&tokens[at..]))
            .collect();
        let shown = calls
            .iter()
            .map(|call| (call.key.as_str(), call.is_beginning, call.arguments.len()));
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [("a.", true, 2), ("c", false, 0)]
        );
        assert!(calls[0].asks("a.x") && !calls[1].asks("c.x"));
    }
}
