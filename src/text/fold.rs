//! Texts as search compares them: symbols, in which width, case and script make no difference.
//!
//! A symbol is a UTF-16 unit, as in browsers, where a query is folded by the same rules. Every
//! letter and digit is one; all else parts runs of symbols, except within a number or a Latin word
//! (`3.5`, `COVID-19`). White space between Chinese and Latin letters or digits is nothing.
//!
//! `simplified.txt` has pairs of a traditional character and its simplified form, from the table
//! TSCharacters of OpenCC (Apache-2.0, commit cf0e4b6): the first form of each, within the basic
//! plane, without characters that are themselves a simplified form of others.

use std::sync::LazyLock;

/// What stands between two runs of symbols.
pub const BREAK: u16 = 0;

/// Traditional characters, each before its simplified form.
pub static SIMPLIFIED: &str = include_str!("simplified.txt");

/// Signs that count as letters: they belong to the number before them.
const SIGNS: &str = "%‰℃℉°";
/// Signs that belong to a number or word when Latin letters or digits stand on both sides.
const INNER: &str = ".,:-/&+'_@";

/// Classes of the table that are no symbol.
const IGNORED: u16 = 1;
const SPACE: u16 = 2;

/// The symbol or class of every character of the basic plane.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(table);

fn table() -> Vec<u16> {
    let mut table: Vec<u16> = (0..=u16::MAX).map(class).collect();
    let mut pairs = SIMPLIFIED.encode_utf16().filter(|&unit| unit > 0x20);
    while let (Some(traditional), Some(simplified)) = (pairs.next(), pairs.next()) {
        table[usize::from(traditional)] = simplified;
    }
    table
}

fn class(unit: u16) -> u16 {
    // Surrogates are no characters and get no symbol here.
    let Some(c) = char::from_u32(u32::from(unit)) else {
        return BREAK;
    };
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(unit) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => {
            IGNORED
        }
        ' ' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => SPACE,
        _ if c.is_alphanumeric() || SIGNS.contains(c) => {
            let lower = c.to_lowercase().next().unwrap_or(c);
            u16::try_from(u32::from(lower)).unwrap_or(unit)
        }
        _ if INNER.contains(c) => c as u16,
        _ => BREAK,
    }
}

/// What was met since the last symbol.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Inner(u16),
    Break,
}

/// Appends the symbols of a text, its runs parted by one [`BREAK`], and a break before them where
/// there is something before.
pub fn fold_into(text: &str, out: &mut Vec<u16>) {
    let table = &*TABLE;
    let mut gap = Gap::Break;
    for c in text.chars() {
        let code = u32::from(c);
        if code < 0x1_0000 {
            let symbol = table[code as usize];
            match symbol {
                IGNORED => {}
                SPACE => gap = widened(gap, Gap::Space),
                BREAK => gap = Gap::Break,
                _ if is_inner(symbol) => gap = widened(gap, Gap::Inner(symbol)),
                _ => {
                    bridge(gap, symbol, out);
                    out.push(symbol);
                    gap = Gap::None;
                }
            }
        } else if !matches!(c, '\u{E0100}'..='\u{E01EF}') {
            if !(matches!(c, '\u{20000}'..='\u{3FFFD}') || c.is_alphanumeric()) {
                gap = Gap::Break;
                continue;
            }
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units);
            bridge(gap, units[0], out);
            out.extend_from_slice(units);
            gap = Gap::None;
        }
    }
}

/// A first sign is remembered; where several stand together they part, unless all are spaces.
fn widened(gap: Gap, sign: Gap) -> Gap {
    match (gap, sign) {
        (Gap::None, sign) => sign,
        (Gap::Space, Gap::Space) => Gap::Space,
        _ => Gap::Break,
    }
}

/// Writes what a gap before a symbol comes to.
fn bridge(gap: Gap, symbol: u16, out: &mut Vec<u16>) {
    let Some(&last) = out.last().filter(|&&last| last != BREAK) else {
        return;
    };
    match gap {
        Gap::None => {}
        Gap::Space if is_wide(last) != is_wide(symbol) => {}
        Gap::Inner(sign) if is_latin(last) && is_latin(symbol) => out.push(sign),
        _ => out.push(BREAK),
    }
}

fn is_inner(symbol: u16) -> bool {
    u8::try_from(symbol).is_ok_and(|byte| INNER.as_bytes().contains(&byte))
}

/// Chinese and its neighbours, and what lies beyond the basic plane.
fn is_wide(symbol: u16) -> bool {
    symbol >= 0x2E80
}

fn is_latin(symbol: u16) -> bool {
    u8::try_from(symbol).is_ok_and(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_forms_are_folded_no_further() {
        let units: Vec<u16> = SIMPLIFIED.encode_utf16().filter(|&u| u > 0x20).collect();
        assert!(units.len() > 5_000 && units.len().is_multiple_of(2));
        let (traditional, simplified): (Vec<_>, Vec<_>) =
            units.chunks_exact(2).map(|pair| (pair[0], pair[1])).unzip();
        assert!(traditional.is_sorted_by(|a, b| a < b));
        for form in simplified {
            assert!(!traditional.contains(&form), "{form:04X}");
        }
    }

    #[test]
    fn texts_are_parted_by_one_break() {
        let mut out = Vec::new();
        for text in ["甲。", "，！", "乙"] {
            fold_into(text, &mut out);
        }
        assert_eq!(out, "甲\0乙".encode_utf16().collect::<Vec<u16>>());
    }
}
