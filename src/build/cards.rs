//! Entries of listings, made once for all listings in which they stand.

use std::sync::OnceLock;

use super::render::{Rendered, Renderer};
use crate::diag::Diagnostic;
use crate::fs::{self, Fingerprint};
use crate::model::archive::EntryId;
use crate::theme::{Beside, Card};
use crate::view::entry::EntryView;

/// What has been made of one entry so far.
#[derive(Default)]
pub(super) struct Listed {
    digest: OnceLock<Fingerprint>,
    card: OnceLock<Result<Card, Diagnostic>>,
}

impl<'a> Renderer<'a> {
    /// A page of a listing. Its view only names its entries.
    pub(super) fn listing(
        &self,
        template: &str,
        view: &impl serde::Serialize,
        entries: &[EntryId],
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let digests: Vec<Fingerprint> = entries.iter().map(|&id| self.entry_digest(id)).collect();
        let digest = fs::fingerprint(digests.as_flattened());
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
    fn entry_digest(&self, id: EntryId) -> Fingerprint {
        let digest = || {
            self.inputs.key(
                "entry",
                &EntryView::listed(self.context, id),
                &Fingerprint::default(),
            )
        };
        *self.listed[id.0].digest.get_or_init(digest)
    }

    fn card(&self, id: EntryId) -> Result<Card, Diagnostic> {
        let card = || self.engine.card(&EntryView::listed(self.context, id));
        self.listed[id.0].card.get_or_init(card).clone()
    }
}
