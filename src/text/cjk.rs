//! Classes of characters and the count of 字数.

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
        let mut rest = text;
        while !rest.is_empty() {
            let han = leading_han(rest.as_bytes());
            self.total += han;
            self.in_run &= han == 0;
            rest = rest.get(3 * han..).unwrap_or_default();
            let Some(c) = rest.chars().next() else {
                return;
            };
            rest = &rest[c.len_utf8()..];
            let is_common = matches!(c, '，' | '。' | '、');
            let counts_alone = is_common || is_cjk(c) || is_cjk_punctuation(c);
            let continues_run = !counts_alone && !c.is_whitespace();
            if counts_alone || (continues_run && !self.in_run) {
                self.total += 1;
            }
            self.in_run = continues_run;
        }
    }
}

/// How many of the usual Han characters a text begins with: those from U+4000 to U+9FFF, which is
/// most of a letter, without those around U+4DC0, where other signs stand. Each has three bytes.
fn leading_han(bytes: &[u8]) -> usize {
    let is_han = |c: &[u8]| {
        matches!(c, [0xE5..=0xE9, ..]) || matches!(c, [0xE4, second, ..] if *second != 0xB7)
    };
    bytes.chunks_exact(3).take_while(|c| is_han(c)).count()
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
