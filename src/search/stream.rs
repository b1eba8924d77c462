//! The symbols of a segment's replies in one row; the place in it is what lists hold.

use super::ZONES;
use super::document::Symbols;
use crate::text::fold::BREAK;

/// How much an occurrence counts in each zone, from titles to the body.
const WEIGHTS: [u32; ZONES] = [8, 3, 1];
/// How many bits hold any of these.
const WEIGHT_BITS: u32 = 4;
/// Zones end at multiples of this, so that small numbers say where.
const ZONE_UNIT: usize = 32;
/// Replies begin at multiples of this.
const REPLY_UNIT: usize = 64;
/// The share of a reply's length, rounded up to a power of two, to multiples of which it is filled
/// up: a change of some sentences moves no other reply, and so touches only the lists of its grams.
const SLACK: usize = 8;
/// How far the reading of a gram may go beyond a place.
const BEYOND: usize = 4;

/// The symbols of the replies of a segment, in the order of the index.
#[derive(Debug, Default)]
pub struct Stream {
    /// Symbols, with a few breaks at the end.
    pub(super) symbols: Vec<u16>,
    /// Of each reply, its length in units of 64.
    pub(super) lengths: Vec<usize>,
    /// Of each reply, where its titles end, in units of 32.
    pub(super) titles: Vec<usize>,
    /// Of each reply, where its names end, in units of 32 after its titles.
    pub(super) names: Vec<usize>,
    /// For every 32 places, the reply, and in the lowest bits the weight: small, since it is looked
    /// up in no order.
    blocks: Vec<u32>,
}

impl Stream {
    /// Room for replies whose scripts have this size together.
    pub fn with_room(bytes: usize) -> Self {
        let mut stream = Self::default();
        // A Chinese character has three bytes.
        stream.symbols.reserve_exact(bytes / 3 + BEYOND);
        stream
    }

    /// Adds a reply.
    pub fn add(&mut self, zones: &Symbols) {
        let number = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let start = self.symbols.len();
        let mut ends = [0; ZONES];
        for (zone, symbols) in zones.iter().enumerate() {
            self.symbols.extend_from_slice(symbols);
            let length = self.symbols.len() - start;
            let unit = if zone + 1 == ZONES {
                REPLY_UNIT.max(length.next_power_of_two() / SLACK)
            } else {
                ZONE_UNIT
            };
            ends[zone] = length.next_multiple_of(unit);
            let end = start + ends[zone];
            self.symbols.resize(end, BREAK);
            self.blocks
                .resize(end / ZONE_UNIT, number << WEIGHT_BITS | WEIGHTS[zone]);
        }
        self.titles.push(ends[0] / ZONE_UNIT);
        self.names.push((ends[1] - ends[0]) / ZONE_UNIT);
        self.lengths.push(ends[2] / REPLY_UNIT);
    }

    /// Ends the row, so that a gram may be read from any place.
    pub(super) fn end(&mut self) {
        let end = self.symbols.len() + BEYOND;
        self.symbols.resize(end, BREAK);
    }

    /// The places of symbols, without the breaks at the end.
    pub(super) fn places(&self) -> std::ops::Range<usize> {
        0..self.symbols.len() - BEYOND
    }

    /// The reply of a place, and what an occurrence counts there.
    #[inline]
    pub(super) fn reply_at(&self, place: u32) -> (u32, u32) {
        let block = self.blocks[place as usize / ZONE_UNIT];
        (block >> WEIGHT_BITS, block & ((1 << WEIGHT_BITS) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_and_zones_begin_at_round_places() {
        let zone = |length: usize| vec![u16::from(b'a'); length];
        let mut stream = Stream::with_room(0);
        stream.add(&[zone(33), zone(1), zone(0)]);
        stream.add(&[zone(1), zone(1), zone(100)]);
        stream.end();
        assert_eq!(stream.places(), 0..128 + 192);
        assert_eq!(stream.lengths, [2, 3]);
        assert_eq!(
            (stream.titles.as_slice(), stream.names.as_slice()),
            (&[2, 1][..], &[1, 1][..])
        );
        assert_eq!(stream.reply_at(63), (0, 8));
        assert_eq!(stream.reply_at(64), (0, 3));
        assert_eq!(stream.reply_at(128), (1, 8));
        assert_eq!(stream.reply_at(192), (1, 1));
    }

    #[test]
    fn a_reply_may_grow_by_some_sentences_and_move_no_other() {
        let places = |length: usize| {
            let mut stream = Stream::with_room(0);
            stream.add(&[Vec::new(), Vec::new(), vec![u16::from(b'a'); length]]);
            stream.end();
            stream.places().end
        };
        assert_eq!(places(4_000), 4_096);
        assert_eq!(places(4_096), 4_096);
        assert_eq!(places(4_097), 5_120);
        assert_eq!(places(65), 128);
    }
}
