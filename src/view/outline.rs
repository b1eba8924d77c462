//! What the text of a letter or an article adds to the view of its page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::markdown::Heading;

/// What the letter's text adds to its page's view.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Its headings.
    pub outline: Vec<Heading>,
    /// Its length in characters.
    pub characters: usize,
}

/// A heading of the letter with those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutlineItem {
    /// Text of the heading.
    text: String,
    /// Its id on the page.
    anchor: String,
    /// Headings below it.
    children: Vec<OutlineItem>,
}

/// Puts each heading below the last one of a higher level.
pub fn nest(headings: &[Heading]) -> Vec<OutlineItem> {
    let Some(first) = headings.first() else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let mut rest = headings;
    let mut level = first.level;
    while let Some((head, tail)) = rest.split_first() {
        level = level.min(head.level);
        let below = tail
            .iter()
            .take_while(|heading| heading.level > level)
            .count();
        items.push(OutlineItem {
            text: head.text.clone(),
            anchor: head.anchor.clone(),
            children: nest(&tail[..below]),
        });
        rest = &tail[below..];
    }
    items
}
