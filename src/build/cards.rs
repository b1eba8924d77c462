//! Entries of listings, made once for all listings in which they stand.

use std::sync::OnceLock;

use super::render::{Rendered, Renderer};
use crate::cache::Digest;
use crate::diag::Diagnostic;
use crate::fs;
use crate::model::archive::EntryId;
use crate::theme::{Beside, Card};
use crate::view::entry::EntryView;

/// What has been made of one entry so far.
#[derive(Default)]
pub(super) struct Listed {
    digest: OnceLock<Digest>,
    card: OnceLock<Result<Card, Diagnostic>>,
}

impl<'a> Renderer<'a> {
    /// A page of a listing. Its view only names its entries.
    pub(super) fn listing(
        &self,
        template: &str,
        view: &impl serde::Serialize,
        entries: &[EntryId],
        standing: Option<Digest>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let digests: Vec<Digest> = entries.iter().map(|&id| self.entry_digest(id)).collect();
        let digest = fs::sha256(digests.as_flattened());
        let key = self.inputs.key(template, view, &digest);
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        let cards = entries.iter().map(|&id| self.card(id));
        let cards = cards.collect::<Result<Vec<Card>, Diagnostic>>()?;
        let page = self
            .engine
            .render(template, view, Beside::Entries(&cards))?;
        Ok(Rendered::new(key, vec![page]))
    }

    /// The digest of what listings show of an entry.
    fn entry_digest(&self, id: EntryId) -> Digest {
        let digest = || {
            self.inputs.key(
                "entry",
                &EntryView::listed(self.context, id),
                &Digest::default(),
            )
        };
        *self.listed[id.0].digest.get_or_init(digest)
    }

    fn card(&self, id: EntryId) -> Result<Card, Diagnostic> {
        let card = || self.engine.card(&EntryView::listed(self.context, id));
        self.listed[id.0].card.get_or_init(card).clone()
    }
}
