//! Slugs: the segments of permalinks.

use std::fmt::Write;

use pinyin::ToPinyin;
use sha2::{Digest, Sha256};

/// The longest slug, in bytes.
pub const MAX_SLUG: usize = 100;
const MAX_READABLE: usize = 60;

/// Whether `text` may be one segment of a permalink as it stands.
///
/// A slug is 1 to 100 lower-case ASCII letters, digits and single hyphens, begins and ends with a
/// letter or digit, and is no name that Windows reserves for a device.
pub fn is_slug(text: &str) -> bool {
    let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=MAX_SLUG).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && !is_reserved_name(text)
}

/// The readable part of a slug: pinyin, lower-case ASCII letters and digits, at most 60 bytes.
///
/// Chinese characters become their pinyin without tones, joined without a hyphen (张文 →
/// `zhangwen`); full-width letters and digits become half-width; every run of anything else
/// becomes one hyphen. Empty if nothing of the text can be written so.
pub fn ascii_slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().map(half_width) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if let Some(syllable) = c.to_pinyin() {
            slug.extend(syllable.plain().chars().map(ascii_vowel));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(MAX_READABLE);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug that depends on nothing but its own subject: [`ascii_slug`] of `text`, a hyphen, and
/// the first eight hexadecimal digits of the SHA-256 of `identity`.
///
/// Two subjects of the same name get different slugs through `identity`, whatever other subjects
/// exist. Where the text has no readable part, the slug is `x-` and the digits.
pub fn digest_slug(text: &str, identity: &str) -> String {
    let mut slug = ascii_slug(text);
    if slug.is_empty() {
        slug.push('x');
    }
    slug.push('-');
    for byte in Sha256::digest(identity).iter().take(4) {
        // Writing to a String cannot fail.
        let _ = write!(slug, "{byte:02x}");
    }
    slug
}

fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The one-letter spelling that passports and keyboards use for the vowels outside ASCII.
fn ascii_vowel(c: char) -> char {
    match c {
        'ü' => 'v',
        'ê' => 'e',
        _ => c,
    }
}

/// Whether Windows reserves the name for a device. The name is in lower case and without ending.
pub fn is_reserved_name(text: &str) -> bool {
    let is_port = |name: &str| {
        text.strip_prefix(name)
            .is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_safe_everywhere() {
        for good in ["a", "proposal-2104111", "com", "com10", "console", "0"] {
            assert!(is_slug(good), "{good}");
        }
        let too_long = "a".repeat(101);
        for bad in [
            "", "-a", "a-", "a--b", "A", "a_b", "文", "a.b", "con", "com1", "lpt9", &too_long,
        ] {
            assert!(!is_slug(bad), "{bad}");
        }
    }

    #[test]
    fn readable_part_is_pinyin() {
        for (text, slug) in [
            ("张文", "zhangwen"),
            ("株科办〔2025〕38号", "zhukeban-2025-38hao"),
            ("  Ａ１ / b ", "a1-b"),
            ("吕绿", "lvlv"),
            ("！？", ""),
        ] {
            assert_eq!(ascii_slug(text), slug, "{text}");
        }
    }

    #[test]
    fn readable_part_is_cut() {
        let slug = ascii_slug(&"关于-".repeat(40));
        assert!(slug.len() <= 60 && is_slug(&slug), "{slug}");
    }

    #[test]
    fn every_han_character_gives_ascii() {
        for c in '\u{3400}'..='\u{9FFF}' {
            assert!(ascii_slug(&c.to_string()).is_ascii(), "{c}");
        }
    }

    #[test]
    fn digest_slug_is_always_a_slug() {
        for text in ["张文", "", "！", "con", &"长".repeat(200)] {
            let slug = digest_slug(text, "张文 株洲市政协");
            assert!(is_slug(&slug), "{slug}");
        }
        assert_eq!(digest_slug("", "abc"), "x-ba7816bf");
        assert_ne!(digest_slug("张文", "株洲"), digest_slug("张文", "长沙"));
    }
}
