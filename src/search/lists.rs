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
}

/// How many bits say the parameter of a list.
const PARAMETER: u32 = 5;

impl Lists {
    /// Adds the places where a gram stands, in order. An empty list is none.
    pub(super) fn places(&mut self, key: u64, places: impl ExactSizeIterator<Item = u32> + Clone) {
        let count = places.len() as u64;
        let Some(last) = places.clone().last() else {
            return;
        };
        let bits = &mut self.bits;
        let parameter = parameter(u64::from(last) + 1, count);
        bits.gamma(count);
        bits.put(u64::from(parameter), PARAMETER);
        let mut next = 0;
        for place in places {
            bits.rice(u64::from(place) - next, parameter);
            next = u64::from(place) + 1;
        }
        self.end(key);
    }

    /// Adds the replies in which a gram stands, with the weight of all its occurrences there.
    pub(super) fn replies(&mut self, key: u64, replies: &[(u32, u32)]) {
        let count = replies.len() as u64;
        let Some(&(last, _)) = replies.last() else {
            return;
        };
        let bits = &mut self.bits;
        let weights = replies.iter().map(|&(_, weight)| u64::from(weight));
        let (gap, weight) = (
            parameter(u64::from(last) + 1, count),
            parameter(weights.sum(), count),
        );
        bits.gamma(count);
        bits.put(u64::from(gap), PARAMETER);
        bits.put(u64::from(weight), PARAMETER);
        let mut next = 0;
        for &(reply, value) in replies {
            bits.rice(u64::from(reply - next), gap);
            bits.rice(u64::from(value) - 1, weight);
            next = reply + 1;
        }
        self.end(key);
    }

    fn end(&mut self, key: u64) {
        self.keys.push(key);
        self.ends.push(self.bits.len());
    }

    /// Adds lists whose keys all come after.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.bits.len();
        self.keys.extend(&other.keys);
        self.ends.extend(other.ends.iter().map(|end| start + end));
        self.bits.append(&other.bits);
    }
}
