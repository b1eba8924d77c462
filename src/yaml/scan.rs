//! The careful look at a document that might be hostile.

use std::ops::Range;

use saphyr_parser::Event;

use super::events::Events;
use super::fault::Fault;
use super::limits::{Limits, too_deep, too_much};
use crate::diag::Code;

/// Counts the events of the parser that is not to read the document.
pub(super) struct Scan<'l> {
    limits: &'l Limits,
    documents: usize,
    aliases: usize,
    /// For each open list and map, whether it has an anchor.
    open: Vec<bool>,
}

impl<'l> Scan<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            documents: 0,
            aliases: 0,
            open: Vec::new(),
        }
    }

    /// # Errors
    /// The first thing that is refused, or where the text stops being YAML.
    pub(super) fn run(mut self, text: &str) -> Result<(), Fault> {
        for event in Events::new(text) {
            let (event, range) = event.map_err(|failure| self.unreadable(text, failure.at))?;
            self.take(&event, range)?;
        }
        Ok(())
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>) -> Result<(), Fault> {
        match event {
            Event::Scalar(.., Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                let message = "tags (`!…`) are not read";
                return Err(Fault::new(Code::YamlSyntax, message, range)
                    .help("remove the tag; put a value that begins with `!` in quotes"));
            }
            Event::DocumentStart(_) => self.begin_document(range)?,
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.open.push(*anchor > 0);
                self.check_depth(range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
            }
            Event::Alias(_) => self.count_alias(range)?,
            _ => {}
        }
        Ok(())
    }

    fn begin_document(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.documents += 1;
        if self.documents > 1 {
            let message = "a second YAML document begins here";
            return Err(Fault::new(Code::YamlSyntax, message, range).help("remove the line `---`"));
        }
        Ok(())
    }

    fn check_depth(&self, range: Range<usize>) -> Result<(), Fault> {
        if self.open.len() > self.limits.max_depth {
            return Err(too_deep(self.limits, range));
        }
        Ok(())
    }

    fn count_alias(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.aliases += 1;
        if self.aliases > self.limits.max_aliases {
            let message = format!("more than {} aliases", self.limits.max_aliases);
            return Err(too_much(message, range).help("write the values out"));
        }
        if self.open.contains(&true) {
            let message = "an alias inside an anchored value";
            return Err(too_much(message, range).help("write the values out"));
        }
        Ok(())
    }

    /// The parser reads some way ahead and gives up at its own limit of depth, so a failure in a
    /// text with that many brackets is taken for the depth that it may well be.
    fn unreadable(&self, text: &str, at: usize) -> Fault {
        let brackets = text[..at]
            .bytes()
            .filter(|b| matches!(b, b'[' | b'{'))
            .count();
        if brackets > self.limits.max_depth && text[at..].starts_with(['[', '{']) {
            return too_deep(self.limits, at..at + 1);
        }
        Fault::unreadable(text, at)
    }
}
