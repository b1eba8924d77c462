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
        self.bits.gamma(count);
        rising(&mut self.bits, places);
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

    /// Some lists, from one up to another, as a string of a script.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.bits.text(self.start(from), self.start(to))
    }

    /// Where a list begins.
    pub(super) fn start(&self, list: usize) -> u64 {
        let before = list.checked_sub(1).and_then(|list| self.ends.get(list));
        before.copied().unwrap_or_default()
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

/// Writes rising numbers, of which there is one at least.
pub(super) fn rising(bits: &mut Bits, numbers: impl ExactSizeIterator<Item = u32> + Clone) {
    let gaps = gaps(numbers);
    let parameter = parameter(&gaps);
    bits.put(u64::from(parameter), PARAMETER);
    gaps.for_each(|gap| bits.rice(gap, parameter));
}

/// Writes rising numbers that may follow one another for long: a one and runs, where these have four
/// numbers or more in the mean, else a zero and gaps.
pub(super) fn runs(bits: &mut Bits, numbers: &[u32]) {
    let runs = || numbers.chunk_by(|a, b| a + 1 == *b);
    if runs().count() * 4 > numbers.len() {
        bits.put(0, 1);
        return rising(bits, numbers.iter().copied());
    }
    bits.put(1, 1);
    let mut next = 0;
    for run in runs() {
        bits.gamma(u64::from(run[0] - next) + 1);
        bits.gamma(run.len() as u64);
        next = run[0] + run.len() as u32;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_written_as_browsers_read_them() {
        let file = include_str!("../../tests/search/codes.json");
        let vectors: serde_json::Value = serde_json::from_str(file).unwrap();
        for vector in vectors["runs"].as_array().unwrap() {
            let numbers: Vec<u32> = serde_json::from_value(vector["numbers"].clone()).unwrap();
            let mut bits = Bits::default();
            runs(&mut bits, &numbers);
            let text = bits.text(0, bits.len());
            assert_eq!(&text[1..text.len() - 1], vector["text"].as_str().unwrap());
        }
    }
}
