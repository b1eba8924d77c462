//! Values as scripts that call back, so that a page opened from a disk can load them.

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

#[cfg(test)]
mod tests {
    use super::*;

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
