//! Bytes to text.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

use super::doubt::Notes;
use crate::model::reply::ReviewEntry;

/// No letter is larger; a file that is holds something else.
const LARGEST: usize = 8 << 20;
/// No line of a letter is longer, even where the whole letter stands in one line.
const LONGEST_LINE: usize = 1 << 20;

/// A raw text and how it was read.
pub struct Decoded {
    /// The text, with `\n` at line ends.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Doubts about the file itself, such as changes of a docx that nobody accepted.
    pub review: Vec<ReviewEntry>,
}

impl fmt::Debug for Decoded {
    /// Nobody knows yet whether the text may be shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decoded({}, {} bytes)", self.encoding, self.text.len())
    }
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Over 8 MiB, or a line of over 1 MiB.
    #[error("the file is too large for a letter")]
    TooLarge,
    /// NUL characters, or bytes that are text in no encoding known here.
    #[error("the file is not text in UTF-8, UTF-16 or GB18030")]
    NotText,
    /// A docx file that cannot be read.
    #[error("the docx file cannot be read")]
    BadDocx,
}

/// Reads a raw text, or the paragraphs and tables of a docx file.
///
/// # Errors
/// Where the bytes are no text of a letter.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > LARGEST {
        return Err(DecodeError::TooLarge);
    }
    let mut notes = Notes::default();
    let (text, encoding) = if bytes.starts_with(b"PK\x03\x04") {
        (super::docx::read(bytes, &mut notes)?, "docx")
    } else {
        let (text, encoding) = read_text(bytes)?;
        (text.into_owned(), encoding.name())
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    if text.contains('\0') {
        return Err(DecodeError::NotText);
    }
    if text.lines().any(|line| line.len() > LONGEST_LINE) {
        return Err(DecodeError::TooLarge);
    }
    Ok(Decoded {
        text,
        encoding,
        review: notes.review,
    })
}

/// The encoding is what a byte order mark says, else UTF-8 where the bytes are valid, else UTF-16
/// where every other byte is low, else GB18030 where that gives Chinese.
fn read_text(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static Encoding), DecodeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, failed) = encoding.decode(bytes);
        return if failed {
            Err(DecodeError::NotText)
        } else {
            Ok((text, encoding))
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), UTF_8));
    }
    [UTF_16LE, UTF_16BE, GB18030]
        .into_iter()
        .filter_map(|encoding| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
            looks_chinese(&text).then_some((text, encoding))
        })
        .next()
        .ok_or(DecodeError::NotText)
}

/// Most characters are such as letters consist of: a wrong encoding gives rare ones.
fn looks_chinese(text: &str) -> bool {
    let usual = |c: char| {
        matches!(c, '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF5E}'
            | '\u{2010}'..='\u{2026}' | ' '..='~' | '\n' | '\r' | '\t')
    };
    let total = text.chars().count();
    let good = text.chars().filter(|&c| usual(c)).count();
    let frequent = text
        .chars()
        .filter(|c| "的一是在了和市关于提案建议答复".contains(*c))
        .count();
    total > 0 && good * 100 >= total * 95 && frequent > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "关于某市政协第117号提案的答复\r\n王示例委员：\r\n您的提案收悉。";

    #[test]
    fn the_usual_encodings_are_told_apart() {
        let utf16: Vec<u8> = LETTER.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [b"\xFF\xFE".as_slice(), &utf16].concat();
        let (gb, _, _) = GB18030.encode(LETTER);
        for bytes in [LETTER.as_bytes(), &utf16, &with_mark, &gb] {
            let decoded = decode(bytes).unwrap();
            assert!(
                decoded.text.starts_with("关于某市政协"),
                "{}",
                decoded.encoding
            );
            assert!(!decoded.text.contains('\r'));
        }
    }

    #[test]
    fn what_is_no_text_is_said() {
        assert_eq!(decode(b" \n").unwrap_err(), DecodeError::Empty);
        assert_eq!(decode(b"a\0b").unwrap_err(), DecodeError::NotText);
        assert_eq!(
            decode(&[0x89, b'P', b'N', b'G', 0xFF, 0xFE, 1, 2, 0xC3]).unwrap_err(),
            DecodeError::NotText
        );
        assert_eq!(
            decode(&vec![b'a'; LONGEST_LINE + 1]).unwrap_err(),
            DecodeError::TooLarge
        );
        assert_eq!(
            decode(b"PK\x03\x04broken").unwrap_err(),
            DecodeError::BadDocx
        );
    }
}
