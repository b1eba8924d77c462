//! Sorted keys as bits.

use super::bits::Bits;

/// How many bits of the distance between two symbols are written as they are.
const LOW: u32 = 4;
/// How many bits a symbol has that follows no other.
const SYMBOL: u32 = 16;

/// Sorted keys of up to four symbols, the first at the highest place, as a string of a script.
///
/// A key differs from the one before in one symbol and all after it. A one says that this is the
/// last symbol of both; else the place of the symbol and the last place follow, two bits each. Then
/// comes how far the symbol is from the one before, where that has one, and all others as they are.
pub(super) fn keys(keys: impl ExactSizeIterator<Item = u64>) -> String {
    let mut bits = Bits::default();
    bits.gamma(keys.len() as u64 + 1);
    let mut last = 0;
    for key in keys {
        let (length, before) = (length(key), length(last));
        let first = ((last ^ key).leading_zeros() / SYMBOL).min(length.saturating_sub(1));
        if first + 1 == length && length == before {
            bits.put(1, 1);
        } else {
            bits.put(0, 1);
            bits.put(u64::from(first), 2);
            bits.put(u64::from(length.saturating_sub(1)), 2);
        }
        if first < before {
            bits.exponential(symbol(key, first) - symbol(last, first), LOW);
        } else {
            bits.put(symbol(key, first), SYMBOL);
        }
        (first + 1..length).for_each(|place| bits.put(symbol(key, place), SYMBOL));
        last = key;
    }
    bits.text(0, bits.len())
}

/// How many symbols a key has.
pub(super) fn length(key: u64) -> u32 {
    u64::BITS / SYMBOL - key.trailing_zeros() / SYMBOL
}

fn symbol(key: u64, place: u32) -> u64 {
    key << (SYMBOL * place) >> (u64::BITS - SYMBOL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> u64 {
        let units = text.encode_utf16().chain([0; 4]).take(4);
        units.fold(0, |key, unit| key << 16 | u64::from(unit))
    }

    #[test]
    fn keys_are_written_as_browsers_read_them() {
        let file = include_str!("../../tests/search/codes.json");
        let vectors: serde_json::Value = serde_json::from_str(file).unwrap();
        for vector in vectors["keys"].as_array().unwrap() {
            let sorted = vector["keys"].as_array().unwrap().iter();
            let sorted: Vec<u64> = sorted.map(|text| key(text.as_str().unwrap())).collect();
            assert!(sorted.is_sorted());
            let text = keys(sorted.into_iter());
            assert_eq!(&text[1..text.len() - 1], vector["text"].as_str().unwrap());
        }
    }

    #[test]
    fn a_key_has_as_many_symbols_as_it_is_long() {
        assert_eq!(
            ["", "一", "一二", "一二三", "一二三四"].map(|text| length(key(text))),
            [0, 1, 2, 3, 4]
        );
    }
}
