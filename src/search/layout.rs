//! The order of replies in the index, and where its files stand.

use crate::fs;
use crate::model::archive::EntryId;
use crate::model::{Archive, Permalink};

/// The page that answers queries.
pub const PAGE: &str = "search.html";
/// Segments never are more, since a query asks them all.
const MOST_SEGMENTS: usize = 8;
/// A segment of fewer replies is not worth its requests.
const SMALLEST_SEGMENT: usize = 2_000;
/// Up to so many replies of a segment, its shards have about 10 KB; then they grow.
const SMALL_SEGMENT: usize = 2_500;

/// Which replies stand in which segment, and in which order.
///
/// The segment of a reply follows from its permalink alone, so that a new reply changes one
/// segment. Within a segment replies stand by number.
#[derive(Clone, Debug)]
pub struct Layout {
    segments: Vec<Vec<EntryId>>,
}

/// The files that a segment is to have.
#[derive(Clone, Debug)]
pub struct PlannedSegment {
    /// What a query has to know before it asks for shards.
    pub directory: Permalink,
    /// Its lists, in equal parts.
    pub shards: Vec<Permalink>,
}

impl Layout {
    /// The order of an archive's replies.
    pub fn new(archive: &Archive) -> Self {
        let wanted = archive.entries.len() / SMALLEST_SEGMENT;
        let count = wanted.clamp(1, MOST_SEGMENTS).ilog2();
        let mut segments = vec![Vec::new(); 1 << count];
        for &id in &archive.by_number {
            let digest = fs::sha256(archive.entry(id).permalink().as_str().as_bytes());
            let segment = usize::from(digest[0]) & (segments.len() - 1);
            segments[segment].push(id);
        }
        Self { segments }
    }

    /// The replies of each segment.
    pub fn segments(&self) -> &[Vec<EntryId>] {
        &self.segments
    }

    /// All replies in the order of the index.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.segments.iter().flatten().copied()
    }

    /// The files of each segment.
    pub fn planned(&self) -> impl Iterator<Item = PlannedSegment> {
        self.segments.iter().enumerate().map(|(index, replies)| {
            let shard = |shard| Permalink::page(format!("search/p{index}-{shard}.js"));
            PlannedSegment {
                directory: Permalink::page(format!("search/s{index}.js")),
                shards: (0..shard_count(replies.len())).map(shard).collect(),
            }
        })
    }

    /// Where the text of a reply stands, from which snippets are taken.
    pub fn text_path(permalink: &Permalink) -> Permalink {
        let stem = permalink.as_str().trim_end_matches(".html");
        Permalink::page(format!("search/text/{stem}.js"))
    }
}

/// How many shards a segment has: one for each reply, fewer where there are very many. The number
/// grows in steps, so that a new reply seldom changes it.
fn shard_count(replies: usize) -> usize {
    let small = replies.min(SMALL_SEGMENT);
    let large = replies.saturating_sub(SMALL_SEGMENT) / 4;
    let count = (small + large).max(1);
    let step = 1 << count.ilog2().saturating_sub(3);
    count.next_multiple_of(step)
}

#[cfg(test)]
mod tests {
    use super::shard_count;

    #[test]
    fn a_new_reply_seldom_changes_the_number_of_shards() {
        let counts: Vec<usize> = (0..20_000).map(shard_count).collect();
        assert_eq!(counts[..8], [1, 1, 2, 3, 4, 5, 6, 7]);
        assert!(counts.is_sorted());
        let steps = counts[500..].windows(2).filter(|pair| pair[0] != pair[1]);
        assert!(steps.count() < 50);
    }
}
