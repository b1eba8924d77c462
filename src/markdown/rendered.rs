//! What a body becomes.

use super::text::TextBlock;

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Level in the Markdown: 2 for 一、, 3 for （一）, 4 for 1.
    pub level: u8,
    /// Text; a run-in heading without its full stop.
    pub text: String,
    /// Id of the heading in the page.
    pub anchor: String,
}

/// A rendered body.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// HTML whose every block has an id.
    pub html: String,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Length as a Chinese reader counts it.
    pub characters: usize,
    /// How many blocks have an anchor `p1`, `p2` and so on.
    pub paragraphs: usize,
    /// The text, block by block; empty where nobody asked for it.
    pub blocks: Vec<TextBlock>,
}

impl Rendered {
    /// Whether a link to a place in the body finds it.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        // Blocks are numbered as they come, so that none need be searched for a link.
        let headings = self.outline.len();
        number_behind('s', anchor).is_some_and(|number| number <= headings)
            || number_behind('p', anchor).is_some_and(|number| number <= self.paragraphs)
    }
}

/// The number of an anchor such as `p12`, written as [`render`](super::render()) writes it.
fn number_behind(letter: char, anchor: &str) -> Option<usize> {
    let digits = anchor.strip_prefix(letter)?;
    let is_written_so = digits.starts_with(|c| matches!(c, '1'..='9'));
    digits.parse().ok().filter(|_| is_written_so)
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn an_anchor_is_there_where_its_id_is() {
        let rendered = render("## 一、甲\n\n乙\n\n#### 1. 丙。\n\n丁", None);
        for (anchor, is_there) in [
            ("s1 s2 p1 p2", true),
            (
                "s0 s3 p0 p3 p01 s01 p+1 p1a p１ p s 1 x1 P1 p99999999999999999999",
                false,
            ),
        ] {
            for anchor in anchor.split(' ') {
                assert_eq!(rendered.has_anchor(anchor), is_there, "{anchor}");
                let id = format!("id=\"{anchor}\"");
                assert_eq!(rendered.html.contains(&id), is_there, "{anchor}");
            }
        }
    }
}
