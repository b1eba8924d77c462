//! Letters whose lines an export ran together.

use std::sync::LazyLock;

use regex::Regex;

use super::ending;
use super::outline;
use super::words;

/// A line this long holds more than a paragraph's beginning.
const LONG: usize = 90;

/// Marks, number and title before a salutation, and the salutation itself.
static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"^\s*([（(]?[A-D]\d?[)）]?类)?\s*(同意公开|主动公开|依申请公开|不予公开|不公开|公开)?\s*",
        r"([\p{Han}]{1,12}[〔\[【（]\d{4}[〕\]】）]\d{1,5}号)?\s*",
        r"((?:关于|对)[^。]{5,100}?(?:答复函|答复|回复|复函|的函))\s*",
        r"([\p{Han}]{1,12}[〔\[【（]\d{4}[〕\]】）]第?\d{1,5}号)?\s*",
        r"((?:尊敬的)?[^。：:]{2,40}?(?:委员|代表|主席|委会|委员会|总支|支部|工商联)(?:们)?\s*[：:])"
    ))
});

/// Title and salutation in the middle of a line, behind a form or the proposal's own text.
static INSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"[。：:]\s*([^。：:]{0,24}(?:关于|对)[^。：:]{5,100}?(?:答复函|答复|回复|复函|的函))\s*",
        r"((?:尊敬的)?[^。：:]{2,20}?(?:委员|代表)(?:们)?\s*[：:])"
    ))
});

/// A salutation at the beginning of a long line.
static SALUTATION: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::regex(r"^\s*((?:尊敬的)?[^。：:]{2,50}?(?:委员|代表)(?:们)?\s*[：:])"));

/// Places before which a new line begins, inside a letter in one line.
static BREAKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"[。：:；！](\s*)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|感谢您|再次感谢|特此答复|专此|",
        r"\p{Han}{4,24}(?:局|委员会|办公室|厅|政府|中心)\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})年)|",
        r"(?:局|委员会|办公室|厅|政府|中心)(\s*)(?:\d{4}|[〇○零一二三四五六七八九]{4})年[^。]{2,8}日|",
        r"日(\s*)(?:[（(]?(?:联系人|承办人|承办负责人|经办人|负责人|联系电话|此件|抄送))"
    ))
});

/// The lines of a text with their numbers, those that were run together divided again.
pub(super) fn divide(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let mut out = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let number = index + 1;
        let addresses = ["委员", "代表", "主席"].iter().any(|title| {
            line.match_indices(title).any(|(at, _)| {
                line[at + title.len()..]
                    .trim_start_matches('们')
                    .trim_start()
                    .starts_with(['：', ':'])
            })
        });
        if line.chars().count() < LONG || !addresses {
            out.push((number, (*line).to_owned()));
            continue;
        }
        for part in opening(line) {
            // Whole letters stand in one line only where there are hardly any others.
            let parts = if filled <= 3 { body(&part) } else { vec![part] };
            for part in parts {
                out.push((number, part));
                out.push((number, String::new()));
            }
        }
    }
    out
}

fn opening(line: &str) -> Vec<String> {
    let groups = |regex: &LazyLock<Option<Regex>>| {
        let captures = regex.as_ref()?.captures(line)?;
        let end = captures.get(0)?.end();
        let mut parts: Vec<String> = captures
            .iter()
            .skip(1)
            .flatten()
            .map(|m| m.as_str().trim().to_owned())
            .collect();
        let rest = line[end..].trim();
        if rest.is_empty() {
            return None;
        }
        parts.push(rest.to_owned());
        Some(parts)
    };
    let inside = || {
        let captures = INSIDE.as_ref()?.captures(line)?;
        let (title, salutation) = (captures.get(1)?, captures.get(2)?);
        let parts = [
            &line[..title.start()],
            title.as_str(),
            salutation.as_str(),
            &line[salutation.end()..],
        ];
        Some(parts.iter().map(|part| part.trim().to_owned()).collect())
    };
    groups(&OPENING)
        .or_else(inside)
        .or_else(|| groups(&SALUTATION))
        .unwrap_or_else(|| vec![line.to_owned()])
}

fn body(text: &str) -> Vec<String> {
    let Some(breaks) = BREAKS.as_ref() else {
        return vec![text.to_owned()];
    };
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(captures) = breaks.captures_at(text, at) {
        let Some(gap) = captures.iter().skip(1).flatten().next() else {
            break;
        };
        if gap.start() > from {
            parts.push(text[from..gap.start()].trim().to_owned());
        }
        from = gap.end();
        at = from.max(at + 1);
        while !text.is_char_boundary(at) && at < text.len() {
            at += 1;
        }
        if at >= text.len() {
            break;
        }
    }
    parts.push(text[from..].trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts.iter().flat_map(|part| at_spaces(part)).collect()
}

/// An export that runs lines together leaves a space where each ended.
fn at_spaces(text: &str) -> Vec<String> {
    const LONGEST_HEADING: usize = 46;
    let is_han = |c: Option<char>| c.is_some_and(crate::text::cjk::is_han);
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let ends_before = parts.last().is_some_and(|before| {
            let is_heading = outline::numbered(before).is_some()
                && before.chars().count() <= LONGEST_HEADING
                && !before.contains('。');
            let both_han = is_han(before.chars().next_back()) && is_han(word.chars().next());
            before.ends_with(['。', '：'])
                || outline::numbered(word).is_some()
                || (is_heading && both_han)
                || ending::is_signature(before)
        });
        match parts.last_mut().filter(|_| !ends_before) {
            Some(before) => {
                before.push(' ');
                before.push_str(word);
            }
            None => parts.push(word.to_owned()),
        }
    }
    parts
}
