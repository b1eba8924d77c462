//! Values as scripts that call back, so that a page opened from a disk can load them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::text::fold::SIMPLIFIED;

/// A call of a function of the page's `fuwen` with these values, written as JSON, a line each.
pub(super) fn call(function: &str, values: &[String]) -> Vec<u8> {
    format!("fuwen.{function}({})\n", values.join(",\n")).into_bytes()
}

/// A value as JSON that may stand in a script of any age.
pub(super) fn json(value: &(impl Serialize + ?Sized)) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    if json.contains(['\u{2028}', '\u{2029}']) {
        json.replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029")
    } else {
        json
    }
}

/// Bytes as JSON.
pub(super) fn base64(bytes: &[u8]) -> String {
    format!("\"{}\"", STANDARD.encode(bytes))
}

/// Above this, a number takes two characters.
const FIRST_OF_TWO: usize = 40_000;
/// Where printable characters begin that need no escape, the back slash apart.
const FIRST_CHARACTER: usize = 40;

/// Numbers as a text, a character each as a rule.
pub(super) fn numbers(values: impl IntoIterator<Item = usize>) -> String {
    let mut out = String::new();
    let mut push = |number: usize| {
        let code = u32::try_from(FIRST_CHARACTER + number).ok();
        out.extend(code.and_then(char::from_u32));
    };
    for value in values {
        if value >= FIRST_OF_TWO {
            push(FIRST_OF_TWO + value / FIRST_OF_TWO);
        }
        push(value % FIRST_OF_TWO);
    }
    out
}

/// The script of the table by which queries are folded to simplified characters.
pub(super) fn simplified() -> Vec<u8> {
    let pairs: String = SIMPLIFIED.split_whitespace().collect();
    call("simplified", &[json(&pairs)])
}

/// Sorted keys of up to four symbols as one string. Each begins with a capital, which no symbol
/// is, that says how many symbols it shares with the key before: `A` none, `E` all four. Behind `F`
/// every symbol is a key that shares as much as the one before, and has one symbol more than that.
pub(super) fn keys(keys: impl Iterator<Item = u64>) -> String {
    let mut out = String::from("\"");
    let (mut last, mut last_shared, mut is_run) = (0, 4, false);
    for key in keys {
        let shared = (last ^ key).leading_zeros() / 16;
        let is_next = |key: u64| length(key) == shared + 1;
        let goes_on = shared == last_shared && is_next(key) && is_next(last);
        if !goes_on {
            out.push(char::from(b'A' + shared as u8));
        } else if !is_run {
            out.push('F');
        }
        (is_run, last_shared) = (goes_on, shared);
        let units = (shared..4).map(|place| (key >> (48 - 16 * place)) as u16);
        units.take_while(|&unit| unit != 0).for_each(|unit| {
            // Half of a character beyond the basic plane.
            match char::from_u32(u32::from(unit)) {
                Some(c) => out.push(c),
                None => out.push_str(&format!("\\u{unit:04x}")),
            }
        });
        last = key;
    }
    out.push('"');
    out
}

/// How many symbols a key has.
fn length(key: u64) -> u32 {
    4 - key.trailing_zeros() / 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> u64 {
        let units = text.encode_utf16().chain([0; 4]).take(4);
        units.fold(0, |key, unit| key << 16 | u64::from(unit))
    }

    #[test]
    fn keys_share_what_they_begin_with() {
        let sorted = [
            "一",
            "一二",
            "一二三",
            "一二三四",
            "一二三四",
            "丁",
            "\u{20000}a",
        ]
        .map(key);
        let expected = r#""A一B二C三D四EA丁A\ud840\udc00a""#;
        assert_eq!(keys(sorted.into_iter()), expected);
    }

    #[test]
    fn keys_that_share_as_much_as_the_one_before_are_a_symbol_each() {
        let sorted = [
            "一",
            "七",
            "三",
            "三一",
            "三七",
            "三上",
            "三下一",
            "三下七",
            "不",
        ]
        .map(key);
        assert!(sorted.is_sorted());
        assert_eq!(keys(sorted.into_iter()), r#""A一F七三B一F七上B下一C七A不""#);
    }

    #[test]
    fn large_numbers_take_two_characters() {
        let codes: Vec<u32> = numbers([0, 39_999, 40_000, 80_001])
            .chars()
            .map(u32::from)
            .collect();
        assert_eq!(codes, [40, 40_039, 40_041, 40, 40_042, 41]);
    }

    #[test]
    fn a_value_never_ends_its_script_or_line() {
        assert_eq!(json("a\u{2028}\n\"\\"), r#""a\u2028\n\"\\""#);
    }
}
