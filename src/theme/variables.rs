//! Variables in the expressions of templates, and the fields that are asked of them.

use std::collections::BTreeSet;

use super::expression::Reader;
use super::shape::Shape;
use super::tokens::{Kind, Token};
use crate::diag::{Code, Diagnostic};
use crate::text::nearest::nearest;

impl<'a> Reader<'_, 'a> {
    /// A variable with the fields asked of it. What a template asks for carefully may be absent.
    pub(super) fn variable(&mut self, token: &'a Token<'a>) -> Shape<'a> {
        let known = self.problems.len();
        let found = self.names.iter().rev().find(|(name, _)| name == token.text);
        let shape = match found {
            Some((_, shape)) => shape.clone(),
            None => self.unknown(token),
        };
        let shape = self.fields(shape);
        let follows = |at: usize, word: &str| {
            self.tokens
                .get(self.at + at)
                .is_some_and(|t| t.text == word)
        };
        let is_test =
            follows(0, "is") && (1..3).any(|at| follows(at, "defined") || follows(at, "undefined"));
        if is_test || (follows(0, "|") && follows(1, "default")) {
            self.problems.truncate(known);
        }
        shape
    }

    fn unknown(&mut self, token: &Token<'_>) -> Shape<'a> {
        let is_elsewhere = !self.check.is_component && self.check.somewhere.contains(token.text);
        if !is_elsewhere && !["loop", "__tera_context"].contains(&token.text) {
            let names: BTreeSet<String> = self.names.iter().map(|(name, _)| name.clone()).collect();
            let near = nearest(token.text, names.iter().map(String::as_str)).map(str::to_owned);
            let list: Vec<&str> = names.iter().map(String::as_str).collect();
            let message = format!("there is no `{}` here", token.text);
            self.problem(
                token,
                message,
                near.as_deref(),
                format!("there are: {}", list.join(", ")),
            );
        }
        Shape::Any
    }

    /// `.name`, `["name"]`, `[0]`, `[:5]`, as many as there are.
    pub(super) fn fields(&mut self, mut shape: Shape<'a>) -> Shape<'a> {
        loop {
            if self.eat(".") || self.eat("?.") {
                let Some(name) = self.next() else {
                    return Shape::Any;
                };
                shape = self.field(&shape, name);
            } else if self.eat("[") || self.eat("?[") {
                let name = self.peek().filter(|token| token.kind == Kind::Text);
                let is_slice = self.index();
                shape = match (name, &shape) {
                    (Some(name), Shape::Object(_)) => self.field(&shape, name),
                    (_, Shape::List(_)) if is_slice => shape,
                    _ => shape.item(),
                };
            } else {
                return shape;
            }
        }
    }

    /// What stands in brackets; whether it is a slice.
    fn index(&mut self) -> bool {
        let mut is_slice = false;
        while self.peek().is_some() && !self.eat("]") {
            if self.eat(":") {
                is_slice = true;
            } else {
                self.expression();
            }
        }
        is_slice
    }

    fn field(&mut self, shape: &Shape<'a>, name: &'a Token<'a>) -> Shape<'a> {
        let (message, near, help) = match shape {
            Shape::Any => return Shape::Any,
            Shape::Object(object) => match object.field(name.text) {
                Some(shape) => return shape,
                None => {
                    let names: Vec<&str> = object.names().collect();
                    let near = nearest(name.text, names.iter().copied());
                    let message = format!("there is no field `{}` here", name.text);
                    (
                        message,
                        near,
                        format!("the fields are: {}", names.join(", ")),
                    )
                }
            },
            Shape::List(_) if name.kind == Kind::Number => return shape.item(),
            Shape::List(_) => {
                let message = format!("a list has no field `{}`", name.text);
                (message, None, "use `for` to see its items".to_owned())
            }
            Shape::Plain => {
                let message = format!("plain text or a number has no field `{}`", name.text);
                (message, None, "use it as it is".to_owned())
            }
        };
        self.problem(name, message, near, help);
        Shape::Any
    }

    pub(super) fn problem(
        &mut self,
        token: &Token<'_>,
        message: String,
        near: Option<&str>,
        help: String,
    ) {
        self.problem_of(Code::TemplateError, token, message, near, help);
    }

    pub(super) fn problem_of(
        &mut self,
        code: Code,
        token: &Token<'_>,
        message: String,
        near: Option<&str>,
        help: String,
    ) {
        let Some(source) = self.check.sources.get(self.file) else {
            return;
        };
        let span = token.start..token.start + token.text.len();
        let problem = Diagnostic::new(code, message).at(source, span);
        self.problems.push(problem.suggest(near).help(help));
    }
}
