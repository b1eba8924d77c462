//! A segment of the index: its replies' symbols to the files that queries load.

use super::grams;
use super::hot::Hot;
use super::lists::Lists;
use super::script::{base64, call, json, keys, numbers};
use super::stream::Stream;

/// A gram is never frequent that stands no more often than this.
const SELDOM: usize = 512;

/// All that a segment's files say.
pub struct Segment {
    index: usize,
    hot: Vec<u64>,
    lists: Lists,
    lengths: Vec<usize>,
    titles: Vec<usize>,
    names: Vec<usize>,
    /// For each shard, its first list; at the end, their number.
    cuts: Vec<usize>,
}

/// One of the files of a segment.
#[derive(Clone, Copy, Debug)]
pub enum SegmentFile {
    /// What a query has to know before it asks for shards.
    Directory,
    /// A part of the lists.
    Shard(usize),
}

impl Segment {
    /// Indexes replies in the order of the index.
    pub fn new(index: usize, mut replies: Stream, shards: usize) -> Self {
        replies.end();
        let stream = replies;
        let limit = stream.lengths.len().max(SELDOM);
        let hot = Hot::new(&stream, u32::try_from(limit).unwrap_or(u32::MAX));
        let lists = grams::lists(&stream, &hot);
        Self {
            index,
            hot: hot.keys(),
            cuts: cuts(&lists, shards),
            lists,
            lengths: stream.lengths,
            titles: stream.titles,
            names: stream.names,
        }
    }

    /// The script of one of its files.
    pub fn script(&self, file: SegmentFile) -> Vec<u8> {
        match file {
            SegmentFile::Directory => self.directory(),
            SegmentFile::Shard(shard) => self.shard(shard),
        }
    }

    fn directory(&self) -> Vec<u8> {
        let count = |values: &[usize]| json(&numbers(values.iter().copied()));
        let values = [
            self.index.to_string(),
            keys(self.hot.iter().copied()),
            keys(self.boundaries().into_iter()),
            count(&self.lengths),
            count(&self.titles),
            count(&self.names),
        ];
        call("segment", &values)
    }

    /// For each shard but the first, a key that parts it from the one before. The shard of a key
    /// is the last one whose boundary is not above it.
    fn boundaries(&self) -> Vec<u64> {
        let all = &self.lists.keys;
        let inner = self.cuts.iter().skip(1).take(self.cuts.len() - 2);
        let boundary = |&cut: &usize| match (cut.checked_sub(1), all.get(cut)) {
            (Some(before), Some(&key)) => {
                let shared = (all[before] ^ key).leading_zeros() / 16;
                let cut = 48 - 16 * shared;
                key >> cut << cut
            }
            (None, Some(&key)) => key,
            (_, None) => u64::MAX,
        };
        inner.map(boundary).collect()
    }

    fn shard(&self, shard: usize) -> Vec<u8> {
        let (from, to) = (self.cuts[shard], self.cuts[shard + 1]);
        let bit = |list: usize| {
            let before = list
                .checked_sub(1)
                .and_then(|list| self.lists.ends.get(list));
            before.copied().unwrap_or_default()
        };
        let values = [
            format!("\"{}-{shard}\"", self.index),
            keys(self.lists.keys[from..to].iter().copied()),
            base64(&self.lists.bits.bytes(bit(from), bit(to))),
        ];
        call("shard", &values)
    }
}

/// Cuts lists into parts of nearly the same size, without cutting one.
fn cuts(lists: &Lists, shards: usize) -> Vec<usize> {
    let total = u128::from(lists.bits.len());
    let start = |shard: usize| {
        let bit = total * shard as u128 / shards as u128;
        lists.ends.partition_point(|&end| u128::from(end) <= bit)
    };
    let mut cuts: Vec<usize> = (0..shards).map(start).collect();
    cuts.push(lists.keys.len());
    cuts
}
