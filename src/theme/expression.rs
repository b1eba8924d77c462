//! Reads the expressions of templates and tells what each of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::Names;
use super::shape::Shape;
use super::tokens::{Kind, Token};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::messages::Messages;
use crate::text::nearest::nearest;

/// What expressions are checked against, and what was found wrong.
pub(super) struct Check<'a> {
    pub(super) sources: &'a BTreeMap<String, Arc<SourceFile>>,
    messages: &'a Messages,
    /// Fields of any view: a frame may ask for what only some pages have.
    pub(super) somewhere: BTreeSet<&'a str>,
    /// Inside a component there is nothing but its arguments.
    pub(super) is_component: bool,
    pub(super) problems: Diagnostics,
}

impl<'a> Check<'a> {
    pub(super) fn new(
        sources: &'a BTreeMap<String, Arc<SourceFile>>,
        messages: &'a Messages,
        somewhere: BTreeSet<&'a str>,
    ) -> Self {
        Self {
            sources,
            messages,
            somewhere,
            is_component: false,
            problems: Diagnostics::new(),
        }
    }
}

/// What the tokens of a tag are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// `item in list`
    Loop,
    /// `name = expression`
    Assignment,
    /// An expression, or a call of a component.
    Expression,
}

/// Reads the tokens of one tag from left to right.
pub(super) struct Reader<'c, 'a> {
    pub(super) check: &'c mut Check<'a>,
    pub(super) file: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
    pub(super) names: &'c mut Names<'a>,
    calls: Vec<(&'a str, Names<'a>)>,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'c, 'a> Reader<'c, 'a> {
    pub(super) fn new(
        check: &'c mut Check<'a>,
        file: &'a str,
        tokens: &'a [Token<'a>],
        names: &'c mut Names<'a>,
    ) -> Self {
        Self {
            check,
            file,
            tokens,
            at: 0,
            names,
            calls: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Hands over what was found wrong, and gives the calls of components with their arguments.
    pub(super) fn calls(self) -> Vec<(&'a str, Names<'a>)> {
        self.problems
            .into_iter()
            .for_each(|problem| self.check.problems.push(problem));
        self.calls
    }

    /// Reads the whole tag.
    pub(super) fn read(&mut self, form: Form) {
        match form {
            Form::Loop => self.loop_head(),
            Form::Assignment => self.assignment(),
            Form::Expression => {
                self.expression();
            }
        }
    }

    /// `item in list` or `key, value in map`.
    fn loop_head(&mut self) {
        let Some(place) = self.tokens.iter().position(|token| token.is_name("in")) else {
            return;
        };
        self.at = place + 1;
        let list = self.expression();
        self.bind(&self.tokens[..place], &list);
    }

    /// `name = expression`; without one, what the block holds.
    fn assignment(&mut self) {
        let Some(name) = self.tokens.first() else {
            return;
        };
        self.at = 2;
        let is_text = !self.tokens.get(1).is_some_and(|token| token.is_sign("="));
        let shape = if is_text {
            Shape::Plain
        } else {
            self.expression()
        };
        self.names.push((name.text.to_owned(), shape));
    }

    fn bind(&mut self, names: &[Token<'a>], list: &Shape<'a>) {
        let names: Vec<_> = names
            .iter()
            .filter(|token| token.kind == Kind::Name)
            .collect();
        let item = if names.len() == 1 {
            list.item()
        } else {
            Shape::Any
        };
        let bound = names
            .iter()
            .map(|name| (name.text.to_owned(), item.clone()));
        self.names.extend(bound);
    }

    pub(super) fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&'a Token<'a>> {
        let token = self.peek();
        self.at += 1;
        token
    }

    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let is_there = self.peek().is_some_and(|token| token.is_sign(sign));
        self.at += usize::from(is_there);
        is_there
    }

    /// Operands with their operators, up to a sign that ends the expression.
    pub(super) fn expression(&mut self) -> Shape<'a> {
        let mut shape = self.operand();
        while let Some(token) = self.peek() {
            match (token.kind, token.text) {
                (Kind::Sign, "," | ")" | "]" | "}" | ":" | ">" | "/>") if !self.is_comparison() => {
                    break;
                }
                (Kind::Name, "for" | "else") => break,
                (Kind::Sign, "|") => {
                    self.at += 1;
                    shape = self.filter(shape);
                }
                (Kind::Name, "if") => {
                    self.at += 1;
                    self.expression();
                    if self.peek().is_some_and(|token| token.is_name("else")) {
                        self.at += 1;
                        self.expression();
                    }
                }
                (Kind::Name, "is") => {
                    self.at += 1;
                    self.test();
                    shape = Shape::Plain;
                }
                // `not in` is one operator.
                _ => {
                    self.at += 1 + usize::from(token.is_name("not"));
                    self.operand();
                    shape = Shape::Plain;
                }
            }
        }
        shape
    }

    /// `>` between two operands; at the end of a component's call it closes the call.
    fn is_comparison(&self) -> bool {
        self.peek().is_some_and(|token| token.is_sign(">")) && self.at + 1 < self.tokens.len()
    }

    /// `is defined`, `is not odd`, `is containing(x)`.
    fn test(&mut self) {
        self.at += usize::from(self.peek().is_some_and(|token| token.is_name("not")));
        self.at += 1;
        if self.eat("(") {
            self.arguments();
        }
    }

    fn filter(&mut self, shape: Shape<'a>) -> Shape<'a> {
        let name = self.next().map_or("", |token| token.text);
        if self.eat("(") {
            self.arguments();
        }
        match name {
            "first" | "last" | "nth" => shape.item(),
            "default" | "reverse" | "sort" | "slice" | "unique" | "filter" | "safe" => shape,
            "length" | "join" | "upper" | "lower" | "trim" | "replace" | "round" => Shape::Plain,
            _ => Shape::Any,
        }
    }

    /// `key=value` up to the closing bracket.
    fn arguments(&mut self) {
        while let Some(token) = self.peek() {
            if self.eat(")") {
                break;
            }
            let is_key = self
                .tokens
                .get(self.at + 1)
                .is_some_and(|next| next.is_sign("="));
            self.at += if is_key { 2 } else { 0 };
            if is_key && token.text == "key" {
                self.message();
            }
            self.expression();
            self.eat(",");
        }
    }

    /// The key of a message, where it is written out.
    fn message(&mut self) {
        let ends = |token: &Token<'_>| token.is_sign(",") || token.is_sign(")");
        let is_whole = self.tokens.get(self.at + 1).is_none_or(ends);
        let Some(key) = self
            .peek()
            .filter(|token| token.kind == Kind::Text && is_whole)
        else {
            return;
        };
        if !self.check.messages.has(key.text) {
            let message = format!("there is no message `{}` in this language", key.text);
            let near = nearest(key.text, self.check.messages.keys()).map(str::to_owned);
            let help = "add it to i18n/ of the theme";
            let code = Code::MessageMissing;
            self.problem_of(code, key, message, near.as_deref(), help.to_owned());
        }
    }

    fn operand(&mut self) -> Shape<'a> {
        let Some(token) = self.next() else {
            return Shape::Any;
        };
        match (token.kind, token.text) {
            (Kind::Text | Kind::Number, _) => Shape::Plain,
            (Kind::Sign, "-" | "+") | (Kind::Name, "not") => self.operand(),
            (Kind::Sign, "(") => {
                let shape = self.expression();
                self.eat(")");
                self.fields(shape)
            }
            (Kind::Sign, "[") => self.list(),
            (Kind::Sign, "{") => {
                while self.peek().is_some() && !self.eat("}") {
                    self.at += 2; // the key and its colon
                    self.expression();
                    self.eat(",");
                }
                Shape::Any
            }
            (Kind::Sign, "<") => {
                self.call();
                Shape::Plain
            }
            (Kind::Name, "true" | "false" | "True" | "False") => Shape::Plain,
            (Kind::Name, "none" | "None" | "null") => Shape::Any,
            (Kind::Name, _) if self.eat("(") => {
                self.arguments();
                Shape::Plain
            }
            (Kind::Name, _) => self.variable(token),
            _ => Shape::Any,
        }
    }

    /// `[a, b]` or `[item for item in list if condition]`.
    fn list(&mut self) -> Shape<'a> {
        let start = self.at;
        let (close, is_for, is_in) = self.bracket();
        let Some(place) = is_for else {
            let mut shape = Shape::Any;
            while self.peek().is_some() && !self.eat("]") {
                shape = self.expression();
                self.eat(",");
            }
            return Shape::List(Box::new(shape));
        };
        let outer = self.names.len();
        let is_in = is_in.unwrap_or(close);
        self.at = is_in + 1;
        let list = self.operand();
        self.bind(&self.tokens[place + 1..is_in], &list);
        if self.peek().is_some_and(|token| token.is_name("if")) {
            self.at += 1;
            self.expression();
        }
        self.at = start;
        let item = self.expression();
        self.names.truncate(outer);
        self.at = close + 1;
        Shape::List(Box::new(item))
    }

    /// Where the bracket ends that is open here, and its own `for` and `in`.
    fn bracket(&self) -> (usize, Option<usize>, Option<usize>) {
        let (mut depth, mut is_for, mut is_in) = (0_usize, None, None);
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.text {
                "[" | "?[" | "(" if token.kind == Kind::Sign => depth += 1,
                "]" if token.kind == Kind::Sign && depth == 0 => return (at, is_for, is_in),
                "]" | ")" if token.kind == Kind::Sign => depth = depth.saturating_sub(1),
                "for" if depth == 0 => is_for = is_for.or(Some(at)),
                "in" if depth == 0 && is_for.is_some() => is_in = is_in.or(Some(at)),
                _ => {}
            }
        }
        (self.tokens.len(), is_for, is_in)
    }

    /// `name a b={c} d="e"/>`: a component and its arguments.
    fn call(&mut self) {
        let name = self.next().map_or("", |token| token.text);
        let mut arguments = Names::new();
        while let Some(token) = self.peek().filter(|token| token.kind == Kind::Name) {
            self.at += 1;
            let shape = if !self.eat("=") {
                self.variable(token)
            } else if self.eat("{") {
                let shape = self.expression();
                self.eat("}");
                shape
            } else {
                self.operand()
            };
            arguments.push((token.text.to_owned(), shape));
        }
        self.at = self.tokens.len();
        self.calls.push((name, arguments));
    }
}
