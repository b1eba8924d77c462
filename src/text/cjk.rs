//! Classes of characters and the count of 字数.

use super::triples;

/// Whether `c` is a letter of a CJK script: a Han character, kana, bopomofo or hangul.
///
/// Punctuation is not; see [`is_cjk_punctuation`].
pub fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{3041}'..='\u{30FF}'   // kana
            | '\u{3105}'..='\u{312F}' // bopomofo
            | '\u{31A0}'..='\u{31BF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{AC00}'..='\u{D7A3}' // hangul
            | '\u{FF66}'..='\u{FF9D}')
            && c != '\u{30FB}'
}

/// Whether `c` is a Han character, including 〇, 々, radicals and the extension blocks.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FD5}'
        | '々' | '〇' | '〡'..='〩' | '〸'..='〻'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Whether `c` is punctuation as Chinese text sets it: one full cell, such as `，。（）《》“”—…`.
///
/// The quotation marks, dash, ellipsis and middle dot are shared with Latin text; here they count
/// as Chinese, which is what they are in the archives' texts.
pub fn is_cjk_punctuation(c: char) -> bool {
    let marks_of_cjk_blocks = matches!(c,
        '\u{3001}'..='\u{3020}' | '\u{3030}' | '\u{303D}'..='\u{303F}' | '\u{30FB}'
        | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE4F}' | '\u{FE50}'..='\u{FE6B}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFE6}');
    let is_letter_like = matches!(c, '々' | '〆' | '〇');
    let shared_with_latin = matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    (marks_of_cjk_blocks && !is_letter_like) || shared_with_latin
}

/// The number of characters as a Chinese reader counts 字数.
///
/// Every CJK character and every CJK punctuation mark is one; a run of anything else without
/// white space (a Latin word, a number such as `3.5%`) is one; white space is nothing.
pub fn char_count(text: &str) -> usize {
    let mut count = CharCount::default();
    count.add(text);
    count.total
}

/// The count of 字数 of a text that comes piece by piece; see [`char_count`].
#[derive(Clone, Copy, Debug, Default)]
pub struct CharCount {
    /// The count so far.
    pub total: usize,
    in_run: bool,
}

impl CharCount {
    /// Counts the next piece.
    pub fn add(&mut self, text: &str) {
        let (Some(&first), Some(&last)) = (text.as_bytes().first(), text.as_bytes().last()) else {
            return;
        };
        match usual_count(text.as_bytes()) {
            Some(count) => {
                self.total += count - usize::from(self.in_run && is_run(first));
                self.in_run = is_run(last);
            }
            None => self.add_slowly(text),
        }
    }

    fn add_slowly(&mut self, text: &str) {
        for c in text.chars() {
            let counts_alone = is_cjk(c) || is_cjk_punctuation(c);
            let continues_run = !counts_alone && !c.is_whitespace();
            if counts_alone || (continues_run && !self.in_run) {
                self.total += 1;
            }
            self.in_run = continues_run;
        }
    }
}

/// The count of a text in which, besides ASCII, only the usual Han characters and marks stand; `None`
/// for any other. It is made of bytes without looking at characters, since every letter passes here.
fn usual_count(text: &[u8]) -> Option<usize> {
    let leads = triples::count(text, |byte, _, _| byte >= 0xC0);
    if triples::count(text, is_usual) != leads {
        return None;
    }
    let run_begins = |a, b, _| !is_run(a) & is_run(b);
    let runs = triples::count(text, run_begins) + usize::from(is_run(*text.first()?));
    Some(leads + runs)
}

/// Whether a byte is that of a Latin word or a number.
#[inline(always)]
fn is_run(byte: u8) -> bool {
    (byte < 0x80) & (byte != b' ') & !(b'\t'..=b'\r').contains(&byte)
}

/// Whether three bytes are a character from U+4000 to U+9FFF, which is most of a letter, without
/// those around U+4DC0, where other signs stand; or one of the marks of Chinese text.
#[inline(always)]
fn is_usual(first: u8, second: u8, third: u8) -> bool {
    let within = |byte: u8, from: u8, to: u8| byte.wrapping_sub(from) <= to - from;
    let is_sign = (first == 0xE4) & (second == 0xB7);
    let is_han = within(first, 0xE4, 0xE9) & !is_sign;
    // 、。 and 〈〉《》「」『』【】 and 〔〕
    let is_bracket = within(third, 0x81, 0x82) | within(third, 0x88, 0x91);
    let is_bracket = is_bracket | within(third, 0x94, 0x95);
    // ！ to ／ and ： to ？
    let is_full_width = within(third, 0x81, 0x8F) | within(third, 0x9A, 0x9F);
    // — ‘ ’ “ ” …
    let is_quote = within(third, 0x98, 0x99) | within(third, 0x9C, 0x9D);
    let is_shared = is_quote | (third == 0x94) | (third == 0xA6);
    is_han
        | ((first == 0xE3) & (second == 0x80) & is_bracket)
        | ((first == 0xEF) & (second == 0xBC) & is_full_width)
        | ((first == 0xE2) & (second == 0x80) & is_shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_chinese_reader() {
        for (text, count) in [
            ("", 0),
            ("  \n\u{3000}", 0),
            ("关于，答复", 5),
            ("GDP 增长3.5%。", 5),
            ("“一是”——好", 7),
            ("hello, world", 2),
            ("二〇二五年", 5),
            ("䷀甲", 2),
            ("䷀䷁a甲b", 3),
            ("㐀龥䶮", 3),
        ] {
            assert_eq!(char_count(text), count, "{text}");
        }
    }

    #[test]
    fn a_glance_counts_like_a_long_look() {
        let slow = |text: &str| {
            let mut count = CharCount::default();
            count.add_slowly(text);
            count.total
        };
        for c in '\0'..='\u{3FFFD}' {
            for text in [format!("{c}"), format!("a{c}b {c}"), format!("。{c}")] {
                assert_eq!(char_count(&text), slow(&text), "U+{:04X}", c as u32);
            }
        }
        let long = "第117号 a，“二是”GDP增长3.5%（见附件）\n".repeat(40);
        assert!(usual_count(long.as_bytes()).is_some());
        for at in (0..long.len()).filter(|&at| long.is_char_boundary(at)) {
            let mut count = CharCount::default();
            count.add(&long[..at]);
            count.add(&long[at..]);
            assert_eq!(count.total, slow(&long), "{at}");
        }
    }

    #[test]
    fn classes_do_not_overlap() {
        for c in '\0'..='\u{3FFFD}' {
            assert!(!(is_cjk(c) && is_cjk_punctuation(c)), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn rare_characters_of_names_are_han() {
        assert!("㛃䶮𬱖〇々".chars().all(is_han));
        assert!(!"，aＡ１ ".chars().any(is_cjk));
    }
}
