//! Who got a copy, over as many lines as it takes.

use super::ending::{self, Ending};
use super::forbidding;
use super::lines::{Line, key};
use super::marks;
use super::words;
use crate::text::cjk::is_han;

/// A line of copies that a wrapped line cut, whole again: it stops at punctuation, or within a
/// name that the line below ends.
pub(super) fn go_on(above: &Line, line: &Line, next: Option<&Line>) -> Option<Line> {
    let begun = above.key();
    if begun.ends_with('。') || !ending::is_copies(begun) {
        return None;
    }
    let stops = begun.ends_with(['，', '、', '；', '：']);
    if line.gap && !stops {
        return None;
    }
    let goes_on = stops || !is_name(last_name(begun));
    (goes_on && are_names(line, next)).then(|| {
        let mut whole = above.with_text(format!("{}{}", above.text, line.text));
        whole.last = line.last;
        whole
    })
}

fn last_name(key: &str) -> &str {
    key.rsplit(['，', '、', '；', '：']).next().unwrap_or(key)
}

/// Whether a line holds names and nothing else, and does not sign the letter.
fn are_names(line: &Line, next: Option<&Line>) -> bool {
    const LONGEST: usize = 80;
    let key = line.key();
    let signs = next.is_some_and(|next| words::DATE_LINE.is_match(next.key()));
    let is_own = ending::kind(key).is_some_and(|kind| kind != Ending::Signature);
    !signs
        && !is_own
        && !ending::is_print_note(key)
        && key.chars().count() <= LONGEST
        && key
            .chars()
            .all(|c| is_han(c) || c.is_ascii_digit() || "，、；。（）".contains(c))
        && key.split(['，', '、', '；', '。']).any(is_name)
}

/// Whether a text ends as the name of a bureau does.
fn is_name(text: &str) -> bool {
    let name = without_count(text);
    ending::is_signature(name)
        || name.ends_with(['委', '会', '室', '局', '办', '处', '科', '厅', '员'])
}

/// Everybody whom the lines of copies among the last lines of a body name.
pub(super) fn named(body: &[Line]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut begun = false;
    for (index, line) in body.iter().enumerate() {
        let line_key = line.key();
        let is_copies = ending::is_copies(line_key);
        // A name below the copies, set as they are, goes on with them.
        let goes_on = begun && !line.gap && are_names(line, body.get(index + 1));
        begun = is_copies || goes_on;
        if !begun {
            continue;
        }
        let value = if is_copies {
            value(&line.text)
        } else {
            line.text.as_str()
        };
        let value = without_remark(value);
        let parts = value.split(['，', ',', '、', '。', '；', ';']);
        let names = parts.map(without_label).flat_map(apart);
        let names = names.map(|name| without_count(name.trim_matches('*')).to_owned());
        found.extend(names.filter(|name| !name.is_empty() && !is_count(name)));
    }
    found
}

/// 某局。（本复函不上网） speaks of the letter in its brackets.
fn without_remark(value: &str) -> &str {
    let Some((names, remark)) = value.rsplit_once(['（', '(']) else {
        return value;
    };
    let remark = key(remark.trim_end_matches(['）', ')']));
    let is_remark = marks::is_mark(&remark)
        || forbidding::speaks_of_letter(&remark)
        || forbidding::forbids(&remark);
    if is_remark { names } else { value }
}

/// What follows the label, which may have no colon.
fn value(text: &str) -> &str {
    const LABELS: [&str; 2] = ["抄送", "抄报"];
    let behind = text.split_once(['：', ':']).map(|(_, value)| value);
    let bare = || LABELS.iter().find_map(|label| text.strip_prefix(label));
    let value = behind
        .or_else(bare)
        .unwrap_or("")
        .trim()
        .trim_end_matches('.');
    let open = text.starts_with(['（', '(']);
    value.trim_end_matches(|c| open && "）)".contains(c))
}

/// 抄报：甲委；抄送：乙局 names both.
fn without_label(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(['：', ':']) {
        Some((label, value)) if label.chars().count() <= 4 => value.trim(),
        _ => text,
    }
}

/// Names between spaces, each whole; other spaces only lay a name out.
fn apart(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        match names.last_mut() {
            Some(last) if !(is_name(last) && is_name(part)) => last.push_str(part),
            _ => names.push(part.to_owned()),
        }
    }
    names
}

/// 区政府办公室（2份） says how many were printed for whom.
fn without_count(text: &str) -> &str {
    let text = text.trim();
    let count = text.rfind(['（', '(']).filter(|&at| is_count(&text[at..]));
    count.map_or(text, |at| &text[..at])
}

/// （2份）, 共印5份
fn is_count(text: &str) -> bool {
    let inside = text.trim_matches(|c| "（）()".contains(c));
    let inside = inside.trim_start_matches(['各', '共', '印']);
    let digits = inside.trim_end_matches('份');
    digits.len() < inside.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_over_lines_and_with_counts() {
        for (text, expected) in [
            (
                "市政府督查室（2份）、市政协提案委",
                vec!["市政府督查室", "市政协提案委"],
            ),
            (
                "市政府督查室 市政协提案委",
                vec!["市政府督查室", "市政协提案委"],
            ),
            ("市政府 督查室", vec!["市政府督查室"]),
        ] {
            let parts = text.split(['、', '，']).flat_map(apart);
            let names: Vec<String> = parts.map(|name| without_count(&name).to_owned()).collect();
            assert_eq!(names, expected, "{text}");
        }
        assert_eq!(value("抄送市政府督查室"), "市政府督查室");
        assert_eq!(value("（抄送：市政府督查室）"), "市政府督查室");
        assert!(is_count("（共印5份）") && !is_count("（代章）"));
    }
}
