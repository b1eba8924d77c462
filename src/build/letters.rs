//! What is made of letters: their pages, what stands beside them, and feeds.

use std::io;

use super::memory::{source_of, text_of};
use super::render::{Rendered, Renderer, unwritten};
use crate::data::{self, LetterText};
use crate::diag::Diagnostic;
use crate::feed::{self, Feed, Scope};
use crate::fs::Fingerprint;
use crate::markdown::{self, Letter};
use crate::model::archive::EntryId;
use crate::model::{Cleared, Entry, Reply};
use crate::plan::Unit;
use crate::read;
use crate::theme::Beside;
use crate::view::outline::Text;
use crate::view::reply::ReplyView;

/// The text of a letter, read and parsed once for all that is made of it.
struct LetterBody {
    body: String,
    text: markdown::Rendered,
}

impl<'a> Renderer<'a> {
    /// Reads the body of a letter, once, and renders all that is made of it. A notice has no
    /// body to read.
    pub(super) fn reply(
        &self,
        unit: &Unit,
        id: EntryId,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let entry = self.context.archive.entry(id);
        let has_data = self.context.config.outputs.data;
        let facts = has_data.then(|| data::facts(self.context.data(), id));
        let search = self.search_facts(id);
        let search_key = search.as_ref().map(|(card, zones)| (card, &zones.0));
        let mut view = ReplyView::new(self.context, id);
        let key = self.inputs.key(
            view.template(),
            &(&view, facts, search_key),
            &text_of(entry),
        );
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        let letter = match entry {
            Entry::Letter(letter) => Some(self.letter(letter)?),
            Entry::Notice(_) => None,
        };
        let text = letter.as_ref().map(|letter| LetterText {
            markdown: &letter.body,
            rendered: &letter.text,
        });
        let mut files = vec![Vec::new()];
        if has_data {
            let beside = data::beside(self.context.data(), id, text);
            files.extend(beside.map_err(|error| unwritten(&unit.path, &error))?);
        }
        let text = letter.map(|letter| letter.text).unwrap_or_default();
        if let Some((card, _)) = &search {
            files.push(self.search_text(id, card, &text.blocks));
        }
        view.set_text(&Text {
            outline: text.outline,
            characters: text.characters,
        });
        let body = Beside::Body(&text.html);
        files[0] = self.engine.render(view.template(), &view, body)?;
        Ok(Rendered::new(key, files))
    }

    fn letter(&self, letter: &Cleared<Reply>) -> Result<LetterBody, Diagnostic> {
        let body = read::body(self.root, letter, &self.context.config.privacy)?;
        let body = markdown::published(&body).into_owned();
        let organisations = &self.context.archive.organisations;
        let full_name = organisations.full_name(&letter.issuer);
        let head = letter.as_written.head.as_deref().unwrap_or_default();
        let head_name = head.trim_end_matches("文件");
        let mut signatories = vec![letter.issuer.as_str(), full_name, head_name];
        signatories.extend(letter.co_issuers.iter().map(String::as_str));
        signatories.retain(|name| !name.is_empty());
        let signatories = &signatories;
        let letter = Some(Letter { signatories });
        // What is searched and what is published as data is the text, block by block.
        let outputs = &self.context.config.outputs;
        let text = if outputs.data || outputs.search {
            markdown::render_with_text(&body, letter)
        } else {
            markdown::render(&body, letter)
        };
        Ok(LetterBody { body, text })
    }

    /// Both forms of a feed. Its letters are read again, since keeping them all would be too much.
    pub(super) fn feed(
        &self,
        unit: &Unit,
        scope: Scope,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let config = self.context.config;
        let feed = Feed::new(self.context.archive, config, scope);
        let failed = |error: io::Error| unwritten(&unit.path, &error);
        let bare = feed.to_atom(&[]).map_err(failed)?;
        let source = source_of(unit, self.context.archive);
        let key = self.inputs.key("feed.xml", &bare, &source);
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        let content = |item: &feed::Item<'_>| match item.entry {
            Entry::Letter(letter) => {
                let html = self.letter(letter)?.text.html;
                Ok(feed::rebase(&html, &letter.permalink, &unit.path, config))
            }
            Entry::Notice(_) => Ok(String::new()),
        };
        let contents = feed.items().iter().map(content);
        let contents = contents.collect::<Result<Vec<String>, Diagnostic>>()?;
        let atom = feed.to_atom(&contents).map_err(failed)?;
        let json = feed
            .to_json(&contents)
            .map_err(|error| failed(error.into()))?;
        Ok(Rendered::new(key, vec![atom, json]))
    }
}
