//! Mechanical repairs of a paragraph: spaces, punctuation, quotes, emphasis. Each is counted and
//! none changes a word.

use std::borrow::Cow;

use super::doubt::Notes;
use crate::text::cjk::is_cjk;

/// Puts a paragraph's spacing and punctuation right.
pub(super) fn normalise(text: &str, raw: usize, notes: &mut Notes) -> String {
    let text = without_spaces(text, notes);
    let text = full_width(text, notes);
    let text = quotes(text, notes);
    let text = emphasis(text, notes);
    without_stray_quote(text.into_owned(), raw, notes)
}

/// Spaces stand only between Latin words; elsewhere they are layout.
fn without_spaces<'t>(text: &'t str, notes: &mut Notes) -> Cow<'t, str> {
    if !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut dropped = 0;
    for (index, &c) in chars.iter().enumerate() {
        let word = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(char::is_ascii_alphanumeric)
        };
        let letter = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(char::is_ascii_alphabetic)
        };
        let (before, behind) = (index.checked_sub(1), Some(index + 1));
        let between_words = word(before) && word(behind) && (letter(before) || letter(behind));
        if c == ' ' && !between_words {
            dropped += 1;
        } else {
            kept.push(c);
        }
    }
    notes.repair("space", dropped);
    Cow::Owned(kept)
}

/// Half-width punctuation in Chinese text.
fn full_width<'t>(text: Cow<'t, str>, notes: &mut Notes) -> Cow<'t, str> {
    let is_half = |byte: u8| matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'.' | b'(' | b')');
    if !text.bytes().any(is_half) {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut changed = 0;
    let mut open: Vec<bool> = Vec::new();
    for (index, &c) in chars.iter().enumerate() {
        let is_punctuation = u8::try_from(c).is_ok_and(is_half) || matches!(c, '（' | '）');
        if !is_punctuation {
            out.push(c);
            continue;
        }
        let before = out.chars().rev().find(|c| *c != '*');
        let behind = chars[index + 1..].iter().copied().find(|c| *c != '*');
        let chinese = |c: Option<char>| {
            c.is_some_and(|c| is_cjk(c) || "“”‘’（）《》、。，；：！？".contains(c))
        };
        let around = chinese(before)
            || (chinese(behind) && before.is_some_and(|c| c == '%' || !c.is_ascii_punctuation()));
        let full = match c {
            ',' if around && !(digit(before) && digit(behind)) => Some('，'),
            ';' if around => Some('；'),
            ':' if chinese(before) || (around && !digit(behind)) => Some('：'),
            '?' if chinese(before) => Some('？'),
            '!' if chinese(before) => Some('！'),
            '.' if chinese(before) && (behind.is_none() || chinese(behind) || digit(behind)) => {
                Some('。')
            }
            '.' if before == Some('%') && (behind.is_none() || chinese(behind)) => Some('。'),
            '(' => {
                let inside: String = chars[index + 1..]
                    .iter()
                    .take_while(|&&c| c != ')' && c != '）')
                    .collect();
                let chinese_inside = inside.chars().any(is_cjk) || chinese(before);
                open.push(chinese_inside);
                chinese_inside.then_some('（')
            }
            '（' => {
                open.push(true);
                None
            }
            ')' => open
                .pop()
                .unwrap_or_else(|| chinese(before))
                .then_some('）'),
            '）' => {
                open.pop();
                None
            }
            _ => None,
        };
        changed += usize::from(full.is_some());
        out.push(full.unwrap_or(c));
    }
    notes.repair("punctuation", changed);
    Cow::Owned(out)
}

fn digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// Straight quotation marks in pairs become Chinese ones.
fn quotes<'t>(text: Cow<'t, str>, notes: &mut Notes) -> Cow<'t, str> {
    let count = text.matches('"').count();
    if count == 0 || !count.is_multiple_of(2) || !text.chars().any(is_cjk) {
        return text;
    }
    notes.repair("quotation-mark", count);
    let mut opens = false;
    text.chars()
        .map(|c| match c {
            '"' => {
                opens = !opens;
                if opens { '“' } else { '”' }
            }
            c => c,
        })
        .collect()
}

/// Emphasis closes before punctuation, since CommonMark does not close `。**聚`.
fn emphasis<'t>(text: Cow<'t, str>, notes: &mut Notes) -> Cow<'t, str> {
    if !text.contains('*') {
        return text;
    }
    let parts: Vec<&str> = text.split("**").collect();
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut moved = 0;
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            out.push_str(part);
            continue;
        }
        let inner = part.trim_end_matches(['。', '，', '；', '：', '！', '？', '、', ' ']);
        let inner_start = inner.trim_start();
        if inner_start.is_empty() {
            out.push_str(part);
            continue;
        }
        moved += usize::from(inner.len() != part.len());
        out.push_str("**");
        out.push_str(inner_start);
        out.push_str("**");
        out.push_str(part[inner.len()..].trim_end());
    }
    notes.repair("emphasis", moved);
    Cow::Owned(out)
}

/// A closing quotation mark at a paragraph's end without its partner is left by the print.
fn without_stray_quote(text: String, raw: usize, notes: &mut Notes) -> String {
    let surplus = || text.matches('”').count() == text.matches('“').count() + 1;
    match text.strip_suffix('”') {
        Some(rest) if surplus() && rest.ends_with(['。', '！', '？']) => {
            notes.repair("stray-quote", 1);
            let message = "段末没有配对的后引号已删去，请对照原件。";
            notes.doubt("stray-quote", "body", Some(raw), message);
            rest.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_right(text: &str) -> String {
        normalise(text, 1, &mut Notes::default())
    }

    #[test]
    fn repairs_are_mechanical() {
        for (raw, right) in [
            ("技术攻关清单 20 项", "技术攻关清单20项"),
            (
                "中车株机 + 中车株所，中国航发 331 + 608 等",
                "中车株机+中车株所，中国航发331+608等",
            ),
            ("研发中心(联合实验室)认定", "研发中心（联合实验室）认定"),
            ("收悉,现答复如下:", "收悉，现答复如下："),
            ("占3.5项，GDP 1,200亿元", "占3.5项，GDP 1,200亿元"),
            ("**二是加大攻关。**聚焦", "**二是加大攻关**。聚焦"),
            ("使用 Open Source 软件", "使用Open Source软件"),
            ("他说\"好\"。", "他说“好”。"),
            ("发展。”", "发展。"),
            (
                "达到93.8%,覆盖48.2%.但受影响.2021年",
                "达到93.8%，覆盖48.2%。但受影响。2021年",
            ),
            ("10:30开始", "10:30开始"),
        ] {
            assert_eq!(put_right(raw), right, "{raw}");
        }
    }
}
