//! A segment of the index: its replies' symbols to the files that queries load.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::grams::{self, Part};
use super::hot::Hot;
use super::keys::{self, keys};
use super::lists::Lists;
use super::script::{call, json, numbers};
use super::stream::Stream;

/// A gram is never frequent that stands no more often than this.
const SELDOM: usize = 512;

/// A segment, ready to be written.
pub struct Segment {
    index: usize,
    stream: Stream,
    hot: Hot,
    shards: usize,
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
    /// Indexes replies in the order of the index; their lists are to fill so many shards.
    pub fn new(index: usize, mut replies: Stream, shards: usize) -> Self {
        replies.end();
        let limit = replies.lengths.len().max(SELDOM);
        let hot = Hot::new(&replies, u32::try_from(limit).unwrap_or(u32::MAX));
        Self {
            index,
            stream: replies,
            hot,
            shards,
        }
    }

    /// Makes every file and hands it to `write`, in parallel. Gives what `write` gave: for the
    /// directory, then for each shard. Only the lists that are being written are in memory.
    ///
    /// # Errors
    /// The first error of `write`.
    pub fn write<W: Send, E: Send>(
        &self,
        write: impl Fn(SegmentFile, Vec<u8>) -> Result<W, E> + Sync,
    ) -> Result<Vec<W>, E> {
        let parts = grams::parts(&self.stream, &self.hot, self.shards).into_par_iter();
        let parts: Result<Vec<Written<W>>, E> =
            parts.map(|part| self.write_part(&part, &write)).collect();
        let (mut boundaries, mut shards) = (Vec::new(), Vec::new());
        for part in parts? {
            boundaries.extend(part.boundaries);
            shards.extend(part.shards);
        }
        let mut written = vec![write(SegmentFile::Directory, self.directory(&boundaries))?];
        written.extend(shards);
        Ok(written)
    }

    fn write_part<W, E>(
        &self,
        part: &Part,
        write: &impl Fn(SegmentFile, Vec<u8>) -> Result<W, E>,
    ) -> Result<Written<W>, E> {
        let lists = grams::lists(&self.stream, &self.hot, part.symbols.clone());
        let cuts = cuts(&lists, part.shards.len());
        let boundary = |at: usize| match at {
            0 => u64::from(*part.symbols.start()) << 48,
            _ => lists.boundary(cuts[at]),
        };
        let boundaries = (0..part.shards.len()).map(boundary).collect();
        let shard = |(at, number): (usize, usize)| {
            let values = [
                format!("\"{}-{number}\"", self.index),
                keys(lists.keys[cuts[at]..cuts[at + 1]].iter().copied()),
                lists.text(cuts[at], cuts[at + 1]),
            ];
            write(SegmentFile::Shard(number), call("shard", &values))
        };
        let shards: Result<Vec<W>, E> = part.shards.clone().enumerate().map(shard).collect();
        Ok(Written {
            boundaries,
            shards: shards?,
        })
    }

    /// The shard of a key is the last one whose boundary is not above it.
    fn directory(&self, boundaries: &[u64]) -> Vec<u8> {
        let count = |values: &[usize]| json(&numbers(values.iter().copied()));
        let values = [
            self.index.to_string(),
            keys(self.hot.keys().into_iter()),
            keys(boundaries.iter().skip(1).copied()),
            count(&self.stream.lengths),
            count(&self.stream.titles),
            count(&self.stream.names),
        ];
        call("segment", &values)
    }
}

/// The shards of a part, and for each a key that parts it from the one before.
struct Written<W> {
    boundaries: Vec<u64>,
    shards: Vec<W>,
}

/// Cuts lists into so many groups of nearly the same size, without cutting one. Gives the first
/// list of each, and at the end their number. Near where a group is full, it is cut where few
/// symbols tell the groups apart.
fn cuts(lists: &Lists, groups: usize) -> Vec<usize> {
    let total = u128::from(lists.bits.len());
    let list_at = |bit: u128| lists.ends.partition_point(|&end| u128::from(end) <= bit);
    let at = |eighths: usize| list_at(total * eighths as u128 / (groups * 8) as u128);
    let cut = |group: usize| {
        let around = at(group * 8 - 1)..=at(group * 8 + 1);
        let symbols = |&list: &usize| keys::length(lists.boundary(list));
        around.min_by_key(symbols).unwrap_or_default()
    };
    let mut cuts = vec![0];
    cuts.extend((1..groups).map(cut));
    cuts.push(lists.keys.len());
    cuts
}
