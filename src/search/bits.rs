//! Numbers as bits: the codes of the lists, and bits as text.

/// How many bits two characters of a text hold.
const BITS: u32 = 13;
/// So many characters a text is made of; two of them are enough for 13 bits.
const CHARACTERS: u16 = 91;
/// The first of them. They are those of ASCII from here, the back slash left out.
const FIRST: u8 = b'#';

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

    /// Golomb's exponential code of a number from 0: what is above the lowest `low` bits in gamma
    /// code, then these bits.
    pub(super) fn exponential(&mut self, value: u64, low: u32) {
        self.gamma((value >> low) + 1);
        self.put(value & ((1 << low) - 1), low);
    }

    fn zeros(&mut self, mut count: u64) {
        while count > 60 {
            self.put(0, 60);
            count -= 60;
        }
        self.put(0, u32::try_from(count).unwrap_or_default());
    }

    /// A part as a string of a script, filled up with zeros: two characters for 13 bits.
    pub(super) fn text(&self, from: u64, to: u64) -> String {
        let groups = usize::try_from((to - from).div_ceil(u64::from(BITS))).unwrap_or_default();
        let mut out = String::with_capacity(groups * 2 + 2);
        out.push('"');
        for at in (from..to).step_by(BITS as usize) {
            let group = self.group(at, to);
            out.push(character(group / CHARACTERS));
            out.push(character(group % CHARACTERS));
        }
        out.push('"');
        out
    }

    /// Thirteen bits; zeros from `to` on.
    #[inline]
    fn group(&self, from: u64, to: u64) -> u16 {
        let word = |index: u64| {
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            self.words.get(index).copied().unwrap_or_default()
        };
        let shift = from % 64;
        let mut value = word(from / 64) << shift;
        if shift > u64::from(64 - BITS) {
            value |= word(from / 64 + 1) >> (64 - shift);
        }
        let beyond = (from + u64::from(BITS)).saturating_sub(to);
        ((value >> (64 - BITS)) >> beyond << beyond) as u16
    }
}

fn character(digit: u16) -> char {
    let code = FIRST + digit as u8;
    char::from(code + u8::from(code >= b'\\'))
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

    /// The bits that a string of a script holds.
    fn read(text: &str) -> String {
        let digits: Vec<u16> = text[1..text.len() - 1]
            .bytes()
            .map(|byte| u16::from(byte - FIRST - u8::from(byte > b'\\')))
            .collect();
        let groups = digits.chunks(2).map(|pair| pair[0] * CHARACTERS + pair[1]);
        groups.map(|group| format!("{group:013b}")).collect()
    }

    fn all(bits: &Bits) -> String {
        let mut text = read(&bits.text(0, bits.len()));
        text.truncate(usize::try_from(bits.len()).unwrap());
        text
    }

    #[test]
    fn codes_are_those_of_elias_rice_and_golomb() {
        let mut bits = Bits::default();
        bits.gamma(1);
        bits.gamma(5);
        bits.rice(0, 0);
        bits.rice(9, 2);
        bits.exponential(9, 2);
        assert_eq!(all(&bits), ["1", "00101", "1", "00101", "01101"].concat());
        let mut bits = Bits::default();
        bits.rice(200, 1);
        assert_eq!(all(&bits), "0".repeat(100) + "10");
    }

    #[test]
    fn any_part_can_be_taken_out() {
        let mut bits = Bits::default();
        for value in 0..100 {
            bits.put(value % 8, 3);
        }
        let all = all(&bits);
        for from in [0, 1, 7, 57, 58, 61, 63, 64, 130] {
            for to in [from + 1, from + 7, from + 8, 299, 300] {
                let part = read(&bits.text(from, to));
                let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
                assert_eq!(&part[..to - from], &all[from..to]);
                assert!(part[to - from..].bytes().all(|bit| bit == b'0'));
            }
        }
    }

    #[test]
    fn no_bits_end_a_string_or_its_line() {
        let mut bits = Bits::default();
        for value in 0..1 << BITS {
            bits.put(value, BITS);
        }
        let text = bits.text(0, bits.len());
        let inner = &text[1..text.len() - 1];
        assert!(!inner.contains(|c: char| !c.is_ascii_graphic() || c == '"' || c == '\\'));
        let wanted = (0..1 << BITS).map(|value| format!("{value:013b}"));
        assert_eq!(all(&bits), wanted.collect::<String>());
    }
}
