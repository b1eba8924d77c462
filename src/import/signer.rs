//! Who signed for sending.

use super::lines::{key, simplify, split_at_key};
use super::persons;
use super::words;

/// The label before the name of who signed for sending, and the name, whose characters may be set
/// apart. What stands behind them on the line is no part of it.
pub(super) fn named(text: &str) -> Option<(String, Option<String>)> {
    let line_key = key(text);
    let found = words::SIGNER.captures(&line_key)?.get(0)?;
    let length = line_key[..found.end()].chars().count();
    let (_, behind) = split_at_key(text, length);
    let mut name = String::new();
    let mut parts = key_parts(behind).peekable();
    while let Some(part) = parts.next() {
        // The next label: 签发人： 办理结果：A.
        let colon = |text: &str| text.contains(['：', ':']);
        if colon(&part)
            || parts
                .peek()
                .is_some_and(|next| next.starts_with(['：', ':']))
        {
            break;
        }
        let single = part.chars().count() == 1;
        // 王 示例 and 王 示 例 are set apart.
        let length = name.chars().count();
        let dotted = part.contains(['·', '•']);
        if (!single && length > 1) || (single && length > 2 && !dotted) {
            break;
        }
        name.push_str(&part);
    }
    if let Some(mark) = words::MARK_BEHIND
        .captures(&name)
        .and_then(|found| found.get(0))
    {
        name.truncate(mark.start());
    }
    let is_part = |c: &char| crate::text::cjk::is_han(*c) || "·•*＊X×、".contains(*c);
    let name: String = name.chars().take_while(is_part).collect();
    let name = persons::without_post(persons::behind_post(&name)).to_owned();
    // Two who signed are one value, and a doubt.
    let longest = |name: &str| if name.contains(['·', '•']) { 20 } else { 6 };
    let is_name = name
        .split('、')
        .all(|name| (2..=longest(name)).contains(&name.chars().count()));
    Some((found.as_str().to_owned(), is_name.then_some(name)))
}

/// The keys of what stands between spaces.
fn key_parts(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .map(|part| part.replace("**", ""))
        .map(|part| simplify(&part))
}
