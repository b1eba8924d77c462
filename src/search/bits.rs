//! Numbers as bits: the codes of the lists.

/// A growing row of bits, the first at the highest place of its byte.
#[derive(Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    /// How many bits of the last word are free.
    free: u32,
}

impl Bits {
    /// How many bits there are.
    pub(super) fn len(&self) -> u64 {
        self.words.len() as u64 * 64 - u64::from(self.free)
    }

    /// Appends the lowest `count` bits of a number; 64 at most.
    #[inline]
    pub(super) fn put(&mut self, value: u64, count: u32) {
        if count == 0 {
            return;
        }
        if count <= self.free {
            self.free -= count;
            if let Some(last) = self.words.last_mut() {
                *last |= value << self.free;
            }
            return;
        }
        let rest = count - self.free;
        if let Some(last) = self.words.last_mut().filter(|_| self.free > 0) {
            *last |= value >> rest;
        }
        self.free = 64 - rest;
        self.words.push(value << self.free);
    }

    /// Elias's gamma code of a number from 1.
    pub(super) fn gamma(&mut self, value: u64) {
        let length = 64 - value.leading_zeros();
        self.zeros(u64::from(length) - 1);
        self.put(value, length);
    }

    /// Rice's code of a number from 0: what is above the lowest `parameter` bits as so many zeros
    /// and a one, then these bits.
    #[inline]
    pub(super) fn rice(&mut self, value: u64, parameter: u32) {
        let above = value >> parameter;
        let low = value & ((1 << parameter) - 1);
        if above + u64::from(parameter) < 60 {
            let length = u32::try_from(above).unwrap_or_default() + 1 + parameter;
            self.put(1 << parameter | low, length);
        } else {
            self.zeros(above);
            self.put(1 << parameter | low, parameter + 1);
        }
    }

    fn zeros(&mut self, mut count: u64) {
        while count > 60 {
            self.put(0, 60);
            count -= 60;
        }
        self.put(0, u32::try_from(count).unwrap_or_default());
    }

    /// The bytes of a part, the last filled with zeros.
    pub(super) fn bytes(&self, from: u64, to: u64) -> Vec<u8> {
        let count = usize::try_from((to - from).div_ceil(8)).unwrap_or_default();
        let mut bytes: Vec<u8> = (0..count as u64)
            .map(|index| self.byte_at(from + index * 8))
            .collect();
        let beyond = (8 - (to - from) % 8) % 8;
        if let Some(last) = bytes.last_mut() {
            *last = *last >> beyond << beyond;
        }
        bytes
    }

    fn byte_at(&self, from: u64) -> u8 {
        let word = |index: u64| {
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            self.words.get(index).copied().unwrap_or_default()
        };
        let shift = from % 64;
        let mut value = word(from / 64) << shift;
        if shift > 56 {
            value |= word(from / 64 + 1) >> (64 - shift);
        }
        (value >> 56) as u8
    }
}

/// The best parameter of Rice's code for some numbers: near what their mean tells, and lower where
/// they stand in clusters.
pub(super) fn parameter(numbers: &(impl ExactSizeIterator<Item = u64> + Clone)) -> u32 {
    let count = numbers.len() as u64;
    let mean = numbers.clone().sum::<u64>() / count.max(1);
    let middle = (mean + 1).ilog2();
    let cost = |parameter: u32| {
        let above = numbers.clone().map(|number| number >> parameter);
        above.sum::<u64>() + count * u64::from(parameter)
    };
    let near = middle.saturating_sub(2)..=middle;
    near.min_by_key(|&parameter| cost(parameter))
        .unwrap_or(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bits: &Bits) -> String {
        let bytes = bits.bytes(0, bits.len());
        let text: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        text[..usize::try_from(bits.len()).unwrap()].to_owned()
    }

    #[test]
    fn codes_are_those_of_elias_and_rice() {
        let mut bits = Bits::default();
        bits.gamma(1);
        bits.gamma(5);
        bits.rice(0, 0);
        bits.rice(9, 2);
        assert_eq!(text(&bits), "1".to_owned() + "00101" + "1" + "00101");
        let mut bits = Bits::default();
        bits.rice(200, 1);
        assert_eq!(text(&bits), "0".repeat(100) + "10");
    }

    #[test]
    fn any_part_can_be_taken_out() {
        let mut bits = Bits::default();
        for value in 0..100 {
            bits.put(value % 8, 3);
        }
        let all = text(&bits);
        for from in [0, 1, 7, 61, 63, 64, 130] {
            for to in [from + 1, from + 8, 299, 300] {
                let part: String = bits
                    .bytes(from, to)
                    .iter()
                    .map(|b| format!("{b:08b}"))
                    .collect();
                let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
                assert_eq!(&part[..to - from], &all[from..to]);
                assert!(part[to - from..].bytes().all(|bit| bit == b'0'));
            }
        }
    }
}
