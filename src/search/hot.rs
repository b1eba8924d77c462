//! Which grams are so frequent that their places are listed by longer grams.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::stream::Stream;
use crate::text::fold::BREAK;

/// The frequent pairs and triples of a segment.
#[derive(Debug, Default)]
pub(super) struct Hot {
    /// How often each symbol stands in the segment.
    pub(super) counts: Vec<u32>,
    /// The row of each symbol in the table of pairs; [`NONE`] for those that are not frequent.
    rows: Vec<u16>,
    side: usize,
    /// The number of the pair of two frequent symbols, from 1; 0 where it is not frequent.
    pairs: Vec<u32>,
    /// The frequent pairs as grams, by their number less one.
    grams: Vec<[u16; 2]>,
    /// A bit for each place of the segment: whether a frequent pair begins there. Looked up in order,
    /// where the table of pairs is larger than what a processor keeps at hand.
    begun: Vec<u64>,
    /// Frequent triples, as the numbers of both their pairs, in order.
    triples: Vec<u64>,
    /// For each pair's number, where its triples begin.
    first: Vec<u32>,
}

const NONE: u16 = u16::MAX;
/// Counters of triples; several may share one, which only makes more candidates.
const COUNTERS: usize = 1 << 18;

impl Hot {
    /// Counts grams, and finds those that stand more than `limit` times.
    pub(super) fn new(stream: &Stream, limit: u32) -> Self {
        let mut hot = Self {
            counts: vec![0; 1 << 16],
            rows: vec![NONE; 1 << 16],
            ..Self::default()
        };
        let symbols = &stream.symbols;
        symbols
            .iter()
            .for_each(|&s| hot.counts[usize::from(s)] += 1);
        hot.counts[usize::from(BREAK)] = 0;
        for symbol in 0..hot.rows.len() {
            if hot.counts[symbol] > limit {
                hot.rows[symbol] = u16::try_from(hot.side).unwrap_or(NONE);
                hot.side += 1;
            }
        }
        hot.find_pairs(symbols, limit);
        hot.note_pairs(symbols);
        hot.find_triples(symbols, limit);
        hot
    }

    fn find_pairs(&mut self, symbols: &[u16], limit: u32) {
        self.pairs = vec![0; self.side * self.side];
        let mut row = NONE;
        for &symbol in symbols {
            let column = self.rows[usize::from(symbol)];
            if let Some(cell) = self.cell(row, column) {
                self.pairs[cell] += 1;
            }
            row = column;
        }
        let frequent: Vec<u16> = (0..=u16::MAX)
            .filter(|&symbol| self.rows[usize::from(symbol)] != NONE)
            .collect();
        for (cell, count) in self.pairs.iter_mut().enumerate() {
            let is_hot = *count > limit;
            *count = 0;
            if is_hot {
                self.grams
                    .push([frequent[cell / self.side], frequent[cell % self.side]]);
                *count = u32::try_from(self.grams.len()).unwrap_or(u32::MAX);
            }
        }
    }

    fn note_pairs(&mut self, symbols: &[u16]) {
        let word = |from: usize| {
            let end = symbols.len().min(from + 65);
            let pairs = symbols[from..end].windows(2).enumerate();
            pairs.fold(0, |word, (at, pair)| {
                word | u64::from(self.pair(pair[0], pair[1]) != 0) << at
            })
        };
        let words = (0..symbols.len().div_ceil(64)).into_par_iter();
        self.begun = words.with_min_len(1024).map(|at| word(at * 64)).collect();
    }

    fn find_triples(&mut self, symbols: &[u16], limit: u32) {
        let mut counters = vec![0_u32; COUNTERS];
        let places = 0..symbols.len().saturating_sub(2);
        let triple = |place: usize| self.triple_at(symbols, place);
        let all = places.clone().filter_map(triple);
        all.for_each(|key| counters[counter(key)] += 1);
        let keys = places
            .into_par_iter()
            .with_min_len(1 << 16)
            .filter_map(triple);
        let mut keys: Vec<u64> = keys.filter(|&key| counters[counter(key)] > limit).collect();
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a == b) {
            if same.len() > limit as usize {
                self.triples.push(same[0]);
            }
        }
        let numbers = 0..=self.grams.len() as u64 + 1;
        let first = |number: u64| self.triples.partition_point(|&key| key >> 32 < number);
        self.first = numbers
            .map(|number| u32::try_from(first(number)).unwrap_or(u32::MAX))
            .collect();
    }

    #[inline]
    fn cell(&self, row: u16, column: u16) -> Option<usize> {
        let is_frequent = row != NONE && column != NONE;
        is_frequent.then(|| usize::from(row) * self.side + usize::from(column))
    }

    /// Whether a frequent pair begins at a place.
    #[inline]
    pub(super) fn begins_pair(&self, place: usize) -> bool {
        self.begun[place / 64] >> (place % 64) & 1 == 1
    }

    /// The number of a frequent pair; 0 for any other.
    #[inline]
    pub(super) fn pair(&self, a: u16, b: u16) -> u32 {
        self.number(self.rows[usize::from(a)], self.rows[usize::from(b)])
    }

    #[inline]
    fn number(&self, row: u16, column: u16) -> u32 {
        self.cell(row, column).map_or(0, |cell| self.pairs[cell])
    }

    /// Whether two pairs, given by their numbers, make a frequent triple.
    #[inline]
    pub(super) fn is_triple(&self, first: u32, second: u32) -> bool {
        if first == 0 || second == 0 {
            return false;
        }
        let row = self.first[first as usize] as usize..self.first[first as usize + 1] as usize;
        self.triples[row].contains(&(u64::from(first) << 32 | u64::from(second)))
    }

    /// The triple at a place as its pairs' numbers, where both are frequent.
    #[inline]
    fn triple_at(&self, symbols: &[u16], place: usize) -> Option<u64> {
        let is_frequent = self.begins_pair(place) && self.begins_pair(place + 1);
        is_frequent.then(|| {
            let (a, b, c) = (symbols[place], symbols[place + 1], symbols[place + 2]);
            u64::from(self.pair(a, b)) << 32 | u64::from(self.pair(b, c))
        })
    }

    /// All frequent grams as keys, in order.
    pub(super) fn keys(&self) -> Vec<u64> {
        let key = |gram: [u16; 3]| gram.iter().fold(0, |key, &s| key << 16 | u64::from(s)) << 16;
        let gram = |number: u64| self.grams[number as usize - 1];
        let pairs = self.grams.iter().map(|&[a, b]| key([a, b, 0]));
        let triples = self.triples.iter().map(|pair| {
            let ([a, b], [_, c]) = (gram(pair >> 32), gram(pair & 0xFFFF_FFFF));
            key([a, b, c])
        });
        let mut keys: Vec<u64> = pairs.chain(triples).collect();
        keys.sort_unstable();
        keys
    }
}

fn counter(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 46) as usize
}
