//! Lists of places and of replies, one behind the other.

use super::bits::{Bits, parameter};

/// Lists in the order of their keys.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The keys: up to four symbols, the first at the highest place.
    pub(super) keys: Vec<u64>,
    /// Where each list ends.
    pub(super) ends: Vec<u64>,
    /// All lists.
    pub(super) bits: Bits,
    /// How many bits any place needs.
    width: u32,
}

/// How many bits say the parameter of a list.
const PARAMETER: u32 = 5;

impl Lists {
    /// No lists yet, of places below an end.
    pub(super) fn below(end: usize) -> Self {
        Self {
            width: usize::BITS - end.leading_zeros(),
            ..Self::default()
        }
    }

    /// Adds the places where a gram stands, in order. An empty list is none.
    pub(super) fn places(&mut self, key: u64, places: impl ExactSizeIterator<Item = u32> + Clone) {
        let count = places.len() as u64;
        if count == 0 {
            return;
        }
        if let (1, Some(place)) = (count, places.clone().next()) {
            self.bits.gamma(1);
            self.bits.put(u64::from(place), self.width);
            return self.end(key);
        }
        let gaps = gaps(places);
        let parameter = parameter(&gaps);
        let bits = &mut self.bits;
        bits.gamma(count);
        bits.put(u64::from(parameter), PARAMETER);
        gaps.for_each(|gap| bits.rice(gap, parameter));
        self.end(key);
    }

    /// Adds the replies in which a gram stands, with the weight of all its occurrences there.
    pub(super) fn replies(&mut self, key: u64, replies: &[(u32, u32)]) {
        if replies.is_empty() {
            return;
        }
        let gaps = gaps(replies.iter().map(|&(reply, _)| reply));
        let weights = replies.iter().map(|&(_, weight)| u64::from(weight) - 1);
        let (gap, weight) = (parameter(&gaps), parameter(&weights));
        let bits = &mut self.bits;
        bits.gamma(replies.len() as u64);
        bits.put(u64::from(gap), PARAMETER);
        bits.put(u64::from(weight), PARAMETER);
        for (from_last, more) in gaps.zip(weights) {
            bits.rice(from_last, gap);
            bits.rice(more, weight);
        }
        self.end(key);
    }

    /// The bytes of some lists, from one up to another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Vec<u8> {
        let start = |list: usize| {
            let before = list.checked_sub(1).and_then(|list| self.ends.get(list));
            before.copied().unwrap_or_default()
        };
        self.bits.bytes(start(from), start(to))
    }

    /// A short key that is above all keys before a list and not above its own.
    pub(super) fn boundary(&self, list: usize) -> u64 {
        let before = list.checked_sub(1).and_then(|list| self.keys.get(list));
        match (before, self.keys.get(list)) {
            (Some(before), Some(key)) => {
                let cut = 48 - 16 * ((before ^ key).leading_zeros() / 16);
                key >> cut << cut
            }
            (None, Some(&key)) => key,
            (_, None) => u64::MAX,
        }
    }

    fn end(&mut self, key: u64) {
        self.keys.push(key);
        self.ends.push(self.bits.len());
    }
}

/// How many numbers lie between each of some rising numbers and the one before.
fn gaps(
    numbers: impl ExactSizeIterator<Item = u32> + Clone,
) -> impl ExactSizeIterator<Item = u64> + Clone {
    let mut next = 0;
    numbers.map(move |number| {
        let gap = u64::from(number) - next;
        next = u64::from(number) + 1;
        gap
    })
}
