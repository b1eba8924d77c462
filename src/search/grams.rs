//! The lists of a segment: every place under the gram by which it is found.
//!
//! A place is listed under its pair of symbols. Where that pair or the one after it is frequent,
//! it is listed under its triple; where that triple or the one after it is frequent, under four
//! symbols. So no list is long, and the end of every phrase is within a gram that has one.
//! Frequent grams and single symbols have a list of replies instead.

use std::ops::{Range, RangeInclusive};

use super::hot::Hot;
use super::lists::Lists;
use super::stream::Stream;
use crate::text::fold::BREAK;

/// A weight above this tells nothing more.
const HEAVIEST: u32 = 255;
/// At least so many places are sorted in one go.
const PART: usize = 700_000;
/// A segment is sorted in no more parts than this, since each reads all of it.
const PARTS: usize = 12;

/// The places of one first symbol. An entry holds the second symbol, the third where the place is
/// listed under more than two (else a break), and the place.
type Entry = u64;

/// A part of a segment that is made in one go: the grams that begin with some symbols.
pub(super) struct Part {
    pub(super) symbols: RangeInclusive<u16>,
    /// The shards that hold its lists, and no others.
    pub(super) shards: Range<usize>,
}

/// Parts with about as many places each, and so many shards together.
pub(super) fn parts(stream: &Stream, hot: &Hot, shards: usize) -> Vec<Part> {
    let size = PART.max(stream.symbols.len() / PARTS);
    let all: usize = hot.counts.iter().map(|&count| count as usize).sum();
    let mut parts: Vec<Part> = Vec::new();
    let (mut first, mut shard, mut before, mut places) = (BREAK + 1, 0, 0, 0);
    for last in BREAK + 1..=u16::MAX {
        places += hot.counts[usize::from(last)] as usize;
        // Rounded down but for the last part, whose share ends with the last shard.
        let share = if last == u16::MAX {
            shards
        } else {
            shards * places / all.max(1)
        };
        let is_large = places - before >= size && share > shard && share < shards;
        if is_large || last == u16::MAX {
            parts.push(Part {
                symbols: first..=last,
                shards: shard..share,
            });
            (first, shard, before) = (last.saturating_add(1), share, places);
        }
    }
    parts
}

/// Makes all lists of a part.
pub(super) fn lists(stream: &Stream, hot: &Hot, part: RangeInclusive<u16>) -> Lists {
    let (first, last) = (usize::from(*part.start()), usize::from(*part.end()));
    let counts = &hot.counts[first..=last];
    let mut next: Vec<usize> = counts
        .iter()
        .scan(0, |sum, &count| {
            let start = *sum;
            *sum += count as usize;
            Some(start)
        })
        .collect();
    let mut entries: Vec<Entry> = vec![0; counts.iter().map(|&count| count as usize).sum()];
    for_each_place(stream, part.clone(), |place| {
        let slot = &mut next[usize::from(stream.symbols[place]) - first];
        entries[*slot] = entry(&stream.symbols, hot, place);
        *slot += 1;
    });
    let mut writer = Writer {
        stream,
        hot,
        lists: Lists::below(stream.places().end),
        tally: Tally::new(stream.lengths.len()),
    };
    let mut rest = entries.as_mut_slice();
    for symbol in part {
        let count = hot.counts[usize::from(symbol)] as usize;
        let (own, others) = rest.split_at_mut(count);
        rest = others;
        if count > 0 {
            writer.symbol(symbol, own);
        }
    }
    writer.lists
}

/// Visits the places of some symbols, in order. Each place is noted before it is known whether it is
/// one of them: to guess that for every symbol of a segment would cost more than the visits.
fn for_each_place(stream: &Stream, part: RangeInclusive<u16>, mut visit: impl FnMut(usize)) {
    const AT_ONCE: usize = 1024;
    let mut noted = [0_u16; AT_ONCE];
    let (first, span) = (*part.start(), *part.end() - *part.start());
    let places = stream.places();
    for (chunk, symbols) in stream.symbols[places].chunks(AT_ONCE).enumerate() {
        let mut count = 0;
        for (at, symbol) in symbols.iter().enumerate() {
            noted[count] = at as u16;
            count += usize::from(symbol.wrapping_sub(first) <= span);
        }
        let noted = noted[..count].iter();
        noted.for_each(|&at| visit(chunk * AT_ONCE + usize::from(at)));
    }
}

fn entry(symbols: &[u16], hot: &Hot, place: usize) -> Entry {
    let (b, c) = (symbols[place + 1], symbols[place + 2]);
    let is_frequent = hot.begins_pair(place) || hot.begins_pair(place + 1);
    let is_longer = b != BREAK && c != BREAK && is_frequent;
    let third = if is_longer { c } else { BREAK };
    u64::from(b) << 48 | u64::from(third) << 32 | place as u64
}

#[inline]
fn second(entry: &Entry) -> u16 {
    (entry >> 48) as u16
}

#[inline]
fn third(entry: &Entry) -> u16 {
    (entry >> 32) as u16
}

#[inline]
fn place(entry: &Entry) -> u32 {
    *entry as u32
}

struct Writer<'a> {
    stream: &'a Stream,
    hot: &'a Hot,
    lists: Lists,
    tally: Tally,
}

impl Writer<'_> {
    /// The lists of all grams that begin with a symbol.
    fn symbol(&mut self, a: u16, entries: &mut [Entry]) {
        let key = u64::from(a) << 48;
        self.tally.add_in_order(
            entries
                .iter()
                .map(|entry| self.stream.reply_at(place(entry))),
        );
        self.lists.replies(key, &self.tally.found);
        self.tally.clear();
        entries.sort_unstable();
        for pair in entries.chunk_by(|x, y| second(x) == second(y)) {
            let b = second(&pair[0]);
            if b != BREAK {
                self.pair(key | u64::from(b) << 32, self.hot.pair(a, b), pair);
            }
        }
    }

    fn pair(&mut self, key: u64, number: u32, entries: &[Entry]) {
        if number != 0 {
            self.replies(key, entries.iter().map(place));
        }
        for group in entries.chunk_by(|x, y| third(x) == third(y)) {
            match third(&group[0]) {
                // The end of a frequent pair is found by the gram before it.
                BREAK if number != 0 => {}
                BREAK => self.lists.places(key, group.iter().map(place)),
                c => self.triple(key | u64::from(c) << 16, number, group),
            }
        }
    }

    fn triple(&mut self, key: u64, first: u32, entries: &[Entry]) {
        let (b, c) = ((key >> 32) as u16, (key >> 16) as u16);
        let second = self.hot.pair(b, c);
        let is_hot = self.hot.is_triple(first, second);
        if is_hot {
            self.replies(key, entries.iter().map(place));
        } else if second == 0 {
            self.lists.places(key, entries.iter().map(place));
            return;
        }
        // Here the fourth symbol takes the place of the third, or none does.
        let fourth = |entry: &Entry| {
            let d = self.stream.symbols[place(entry) as usize + 3];
            let is_longer = is_hot || self.hot.is_triple(second, self.hot.pair(c, d));
            let d = if is_longer { d } else { BREAK };
            u64::from(d) << 32 | u64::from(place(entry))
        };
        let mut entries: Vec<Entry> = entries.iter().map(fourth).collect();
        entries.sort_unstable();
        for group in entries.chunk_by(|x, y| third(x) == third(y)) {
            match third(&group[0]) {
                BREAK if is_hot => {}
                d => self
                    .lists
                    .places(key | u64::from(d), group.iter().map(place)),
            }
        }
    }

    fn replies(&mut self, key: u64, places: impl Iterator<Item = u32>) {
        places.for_each(|place| self.tally.add(self.stream.reply_at(place)));
        self.lists.replies(key, self.tally.sorted());
        self.tally.clear();
    }
}

/// The weights of a gram in replies.
struct Tally {
    weights: Vec<u32>,
    found: Vec<(u32, u32)>,
}

impl Tally {
    fn new(replies: usize) -> Self {
        Self {
            weights: vec![0; replies],
            found: Vec::new(),
        }
    }

    #[inline]
    fn add(&mut self, (reply, weight): (u32, u32)) {
        let sum = &mut self.weights[reply as usize];
        if *sum == 0 {
            self.found.push((reply, 0));
        }
        *sum = (*sum + weight).min(HEAVIEST);
    }

    /// Adds to nothing what comes in the order of replies: no sum is looked up, nothing sorted.
    fn add_in_order(&mut self, occurrences: impl Iterator<Item = (u32, u32)>) {
        for (reply, weight) in occurrences {
            match self.found.last_mut() {
                Some((last, sum)) if *last == reply => *sum = (*sum + weight).min(HEAVIEST),
                _ => self.found.push((reply, weight)),
            }
        }
    }

    /// What was added, by reply.
    fn sorted(&mut self) -> &[(u32, u32)] {
        self.found.sort_unstable();
        for (reply, weight) in &mut self.found {
            *weight = std::mem::take(&mut self.weights[*reply as usize]);
        }
        &self.found
    }

    fn clear(&mut self) {
        self.found.clear();
    }
}
