//! Whether a text can hold personal data at all, told at a glance.
//!
//! Most letters hold none, and finding that out should cost next to nothing: what is looked for here
//! is less than what makes a finding, in bytes as they stand, before anything is parsed or folded.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use super::shown::is_attached;
use super::{address, contact};
use crate::text::{triples, width::is_hidden};

/// What stands in every address that is found. Markup and spaces may divide a label, so one of
/// its characters is looked for; signs are looked for apart.
#[expect(clippy::unwrap_used, reason = "a literal, compiled by every test")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("＠|址|家庭住所|户籍|户口所在|现居住地|家住|现住|居住在|居住于|住在").unwrap()
});
/// The characters with which the labels of a telephone end, however they are divided.
const LABEL_ENDS: [char; 4] = ['话', '机', '式', '电'];
/// What a day can end with; see [`crate::markdown::is_date`].
const DATE_DIGITS: &str = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十";
/// Fewest digits of a mobile number.
const MOBILE: usize = 11;
/// Fewest digits of any telephone number.
const TELEPHONE: usize = 7;

/// Whether a text can hold personal data at all: most letters are passed over at a glance.
pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Behind an entity any character may stand, and between tags any number.
    if memchr::memchr2(b'&', b'<', bytes).is_some()
        || holds_coded(bytes)
        || address::may_hold_mail(text)
        || (may_hold_address(bytes) && ADDRESS.is_match(text))
    {
        return true;
    }
    let has_others = may_hold_other_digits(bytes);
    let mut labels = Labels::new(text);
    let mut from = 0;
    while let Some(start) = next_digit(text, from, has_others) {
        let number = Number::read(&text[start..]);
        let may_be_telephone = number.digits >= TELEPHONE && labels.may_make_telephone(start);
        if number.digits >= MOBILE || number.is_flat || may_be_telephone {
            return true;
        }
        from = start + number.length;
    }
    false
}

/// The labels of a text, seen from one number after another. A text may hold tens of thousands of
/// numbers, so nothing of it is looked at again for each.
struct Labels<'a> {
    text: &'a str,
    /// The place that was asked for last, which no label was near.
    asked: usize,
    /// Whether the text has a label that may count from afar.
    count_from_afar: OnceCell<bool>,
    /// From where on numbers stand behind the letter's end.
    end: OnceCell<Option<usize>>,
}

impl<'a> Labels<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            asked: 0,
            count_from_afar: OnceCell::new(),
            end: OnceCell::new(),
        }
    }

    /// Whether a number that begins at a place may be one that a label makes a telephone: where the
    /// label stands just before it or may count from afar. Behind the letter's end none is needed.
    /// Places are asked for in their order, up to the first that may.
    fn may_make_telephone(&mut self, start: usize) -> bool {
        let text = self.text;
        let from_afar = || counts_from_afar(text.as_bytes()) && text.contains(LABEL_ENDS);
        let is_behind = |end: &usize| start >= *end;
        self.is_near(start)
            || *self.count_from_afar.get_or_init(from_afar)
            || self
                .end
                .get_or_init(|| letter_end(text))
                .as_ref()
                .is_some_and(is_behind)
    }

    /// Whether a label ends within reach of a place. Marks of Markdown are passed over, the numbers
    /// of its lists among them. What was out of reach of the place before is so of this one.
    fn is_near(&mut self, start: usize) -> bool {
        let is_shown = |c: &char| c.is_alphabetic() && !is_hidden(*c) && !is_attached(*c);
        let between = self.text[self.asked..start].chars().rev();
        self.asked = start;
        let mut near = between.filter(is_shown).take(contact::REACH + 1);
        near.any(|c| LABEL_ENDS.contains(&c))
    }
}

/// Whether a label may count for a number that it does not stand before: as the head of a table, or
/// with what code and links hide between them.
fn counts_from_afar(bytes: &[u8]) -> bool {
    memchr::memchr3(b'|', b'[', b'`', bytes).is_some()
        || memchr::memchr2(b'~', b'\t', bytes).is_some()
}

/// From where on a text stands behind a line that may be the date at the letter's end. Where the
/// date is a link, the line goes on.
fn letter_end(text: &str) -> Option<usize> {
    let is_day = |(at, _): &(usize, &str)| {
        let digit = text[..*at].chars().rev().find(|c| is_read(*c));
        digit.is_some_and(|c| DATE_DIGITS.contains(c))
    };
    let mut days = text.match_indices('日').filter(is_day).peekable();
    let linked = days.peek().and_then(|(at, day)| {
        let link = memchr::memchr(b'[', text.as_bytes())?;
        Some((at + day.len()).max(link + 1))
    });
    let alone = days.find_map(|(at, day)| {
        let rest = &text[at + day.len()..];
        let (length, next) = rest
            .char_indices()
            .find(|(_, c)| matches!(c, '\n' | '\r') || is_read(*c))?;
        matches!(next, '\n' | '\r').then_some(at + day.len() + length + 1)
    });
    linked.into_iter().chain(alone).min()
}

/// Whether a character is part of what a reader reads, and no mark.
fn is_read(c: char) -> bool {
    (c.is_alphanumeric() || c == '○') && !is_hidden(c) && !is_attached(c)
}

/// Whether 址, 住, 户 or ＠ stands in a text, one of which is in every label of [`ADDRESS`].
fn may_hold_address(bytes: &[u8]) -> bool {
    triples::any(bytes, |a, b, c| {
        ((a == 0xE5) & (b == 0x9D) & (c == 0x80))
            | ((a == 0xE4) & (b == 0xBD) & (c == 0x8F))
            | ((a == 0xE6) & (b == 0x88) & (c == 0xB7))
            | ((a == 0xEF) & (b == 0xBC) & (c == 0xA0))
    })
}

/// Whether a byte in percent encoding stands in a text, which may be any character of a link.
fn holds_coded(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'%', bytes).any(|at| {
        let coded = bytes.get(at + 1..at + 3);
        coded.is_some_and(|coded| coded.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Whether a text may hold digits other than those of ASCII: by the bytes with which full-width,
/// circled, raised and mathematical ones begin, and the scripts that have their own.
fn may_hold_other_digits(bytes: &[u8]) -> bool {
    triples::any(bytes, |a, b, c| {
        let is_wide = (a == 0xEF) & (b == 0xBC) & (c.wrapping_sub(0x90) < 10);
        let is_raised = (a == 0xC2) & ((b == 0xB2) | (b == 0xB3) | (b == 0xB9));
        let is_circled = (a == 0xE2) & (b > 0x80);
        let is_foreign = (a.wrapping_sub(0xD9) < 0x09) | (a == 0xEA) | (a == 0xF0);
        is_wide | is_raised | is_circled | is_foreign
    })
}

/// Where the next digit begins. Looks at blocks of ASCII digits first, since most have none; few
/// texts have others.
fn next_digit(text: &str, from: usize, has_others: bool) -> Option<usize> {
    const BLOCK: usize = 32;
    if has_others {
        let found = text[from..].char_indices().find(|(_, c)| c.is_numeric());
        return found.map(|(at, _)| from + at);
    }
    let bytes = text.as_bytes();
    let holds_digit = |block: &[u8]| {
        block
            .iter()
            .fold(false, |found, b| found | b.is_ascii_digit())
    };
    let mut start = from;
    for block in bytes.get(from..)?.chunks(BLOCK) {
        if holds_digit(block) {
            let found = block.iter().position(u8::is_ascii_digit);
            return found.map(|at| start + at);
        }
        start += block.len();
    }
    None
}

/// A number as it stands in a text, with the spaces and marks that may divide it.
struct Number {
    digits: usize,
    /// Bytes to the character that ends it, or to the end of the text.
    length: usize,
    /// Whether it is that of a flat, such as 501室 or 1单元501.
    is_flat: bool,
}

impl Number {
    fn read(text: &str) -> Self {
        let mut digits = 0;
        for (length, c) in text.char_indices() {
            match c {
                '0'..='9' | '０'..='９' => digits += 1,
                // One such as ⑬ may stand for two.
                c if c.is_numeric() => digits += 2,
                '！'..='～' | '‐'..='―' | '−' | '·' | '•' | '、' => {}
                c if c.is_whitespace() || c.is_ascii_punctuation() => {}
                c if is_hidden(c) || is_attached(c) => {}
                _ => {
                    let is_flat = matches!(c, '室' | '房' | '单');
                    return Self {
                        digits,
                        length,
                        is_flat,
                    };
                }
            }
        }
        Self {
            digits,
            length: text.len(),
            is_flat: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::body::{scan_blocks, scan_body};
    use super::super::{Exempt, scan, scan_shown, shown::Shown};
    use super::may_hold;

    /// What letters, and those who hide numbers in them, are made of.
    const PIECES: &str = "委员¦代表¦提案人：¦电话¦电 话¦手机¦手**机**¦联系方式¦宅电¦地址¦住址¦家庭住址：\
        ¦家住¦住在¦现住¦委员姓名：¦联系电话：¦：¦是¦。¦，¦、¦；¦我们感谢您对工作的支持¦机器人¦电力¦模式¦话\
        ¦1¦0¦138¦13800001234¦0733-28681234¦28680000¦2868¦0000¦8613800001234¦138 0000 1234¦１３８¦００００\
        ¦１２３４¦①¦⑬¦²¦𝟑¦٤¦一三八¦二〇二五年六月二十日¦2025年6月20日¦日¦第2104175号¦（第2104175号）\
        ¦110101199003077774¦110101 1990¦0307 7774¦6222020000000000000¦X¦元¦万元¦平方米¦\n¦\n\n¦\n\n¦\r\n\
        ¦  ¦\t¦- ¦1. ¦> ¦## ¦**¦*¦_¦`¦\n```\n¦~~~\n¦[¦](¦)¦| ¦ |¦\n|-|-|\n¦\\¦\u{200B}¦\u{3000}¦\u{0336}¦-¦.¦（\
        ¦）¦甲乙丙丁¦路12号院3栋501室¦zs@example.com¦zs(at)example.com¦%31¦县白鹤镇青山村";

    fn some_of(pieces: &'static str, number: Range<usize>) -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = pieces.split('¦').collect();
        vec(select(pieces), number).prop_map(|pieces| pieces.concat())
    }

    /// A member, a label, and a number that may stand too far behind it.
    fn contacts() -> impl Strategy<Value = String> {
        let parts = (
            some_of("2025年6月20日\n\n¦**2025年6月20日**\n¦日¦- ¦| ¦## ", 0..3),
            some_of("委员¦代表¦提案人：¦委员姓名：", 0..2),
            some_of("甲¦，¦的¦ | ", 0..4),
            some_of("电话¦手机¦联系**方**式¦宅电", 1..2),
            some_of("\n¦\n\n¦\n| - | - |\n| ¦\n  1. ¦\n  ```\n  ¦`¦**", 0..2),
            some_of("甲¦乙¦丙¦丁¦A¦B¦C¦，¦*¦\u{200B}", 0..20),
            some_of("28680000¦0733-28681234¦2868０１２３¦1234567¦20250620", 1..2),
        );
        parts.prop_map(|parts| <[String; 7]>::from(parts).concat())
    }

    #[test]
    fn a_label_counts_as_far_as_a_number_may_stand_behind_it() {
        let far = "\n\n我们将继续努力。".repeat(30);
        let body = |between: usize| format!("委员电话{}28680000{far}", "甲".repeat(between));
        assert!(may_hold(&body(14)));
        assert_eq!(scan_body(&body(14), &Exempt::default()).len(), 1);
        assert!(!may_hold(&body(15)));
        assert!(!may_hold(&format!("第2104175号，机器人的电力模式{far}")));
    }

    /// So many numbers that a text must not be gone over again for each.
    const MANY: usize = 30_000;

    #[test]
    fn the_last_of_many_numbers_is_seen_as_the_first_would_be() {
        for number in ["1234567号", "1234567。"] {
            let many = number.repeat(MANY);
            assert!(!may_hold(&many));
            assert!(!may_hold(&format!("第5日。{many}")));
            assert!(may_hold(&format!("{many}电话1234567")));
            assert!(may_hold(&format!("{many}话。1234567")));
            assert!(may_hold(&format!("{many}2025年6月20日\n1234567")));
            assert!(may_hold(&format!("{many}20日，[甲1234567")));
            assert!(may_hold(&format!("{many}|1234567|机")));
        }
    }

    #[test]
    fn a_label_is_near_across_numbers_too_short_for_it() {
        let after = |between: &str| may_hold(&format!("1234567。话{between}1234567。"));
        assert!(after("甲12。") && after(&"甲12。".repeat(14)));
        assert!(!after(&"甲12。".repeat(15)));
        assert!(!may_hold("1234567。话甲"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_passed_over_holds_nothing(
            text in prop_oneof![some_of(PIECES, 0..24), contacts()],
            far in 0..3_usize,
        ) {
            let none = Exempt::default();
            // The letter's end is looked at more closely, so a number may also stand far from it.
            let body = format!("{text}{}", "\n\n我们将继续努力。".repeat(far * 15));
            prop_assert_eq!(scan_body(&body, &none), scan_blocks(&body, &none));
            prop_assert_eq!(scan(&text, &none), scan_shown(&Shown::plain(&text), &none));
        }
    }
}
