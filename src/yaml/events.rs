//! The events of saphyr-parser, with places in bytes.

use std::ops::Range;

use saphyr_parser::{Event, Parser, StrInput};

/// The events of a text. After an error nothing more comes.
pub(super) struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    /// The byte at which each character begins, since the parser counts characters.
    bytes: Vec<usize>,
    failed: bool,
}

/// Where the text stops being YAML.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) at: usize,
}

impl<'t> Events<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text
            .char_indices()
            .map(|(byte, _)| byte)
            .chain([text.len()])
            .collect();
        Self {
            parser: Parser::new_from_str(text),
            bytes,
            failed: false,
        }
    }

    fn byte(&self, character: usize) -> usize {
        let end = self.bytes.len() - 1;
        self.bytes[character.min(end)]
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Result<(Event<'t>, Range<usize>), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => {
                let range = self.byte(span.start.index())..self.byte(span.end.index());
                Some(Ok((event, range)))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(Failure {
                    at: self.byte(error.marker().index()),
                }))
            }
        }
    }
}

/// Where the text stops being YAML, if it does.
pub(super) fn first_failure(text: &str) -> Option<usize> {
    Events::new(text)
        .find_map(Result::err)
        .map(|failure| failure.at)
}
