//! Which cases a letter answers: kind and numbers.

use super::lines::{self, Line};
use super::words;
use crate::model::Kind;

/// All case numbers in a text, as written, each once.
pub(super) fn numbers(key: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for captures in words::CASE_NUMBERS.captures_iter(key) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        let behind = &key[whole.end()..];
        // A document number, a law's, or that within a class of cases is no case, nor is the end
        // of a damaged number.
        let before = key[..whole.start()].chars().next_back();
        if before.is_some_and(|c| "〇○一二三四五六七八九OolI■".contains(c)) {
            continue;
        }
        if before.is_some_and(|c| "〕]】）类".contains(c)) || behind.starts_with('令') {
            continue;
        }
        let list = (1..=7)
            .find_map(|group| captures.get(group))
            .map_or("", |m| m.as_str());
        for number in list
            .split(['、', '，', '和', '及', '第', '号'])
            .filter(|n| !n.is_empty())
        {
            let number = number.replace(['－', '–', '—'], "-");
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers
}

/// The number that a page of a case gives in its table: 提案编号：117, or with its session
/// 提案编号：市政协九届三次会议第117号.
pub(super) fn labelled(head: &[Line]) -> Option<String> {
    let of_text = |key: &str| {
        let bare = words::CASE_LABEL.captures(key);
        let bare = bare.and_then(|found| Some(found.get(1)?.as_str().to_owned()));
        let named = behind_label(key).or_else(|| names_case(key));
        bare.or_else(|| numbers(named?).into_iter().next())
    };
    // 届次：市政协九届三次会议 提案编号：117 has several labels.
    let of_parts = |line: &Line| {
        line.text
            .split(' ')
            .find_map(|part| of_text(&lines::key(part)))
    };
    head.iter()
        .find_map(|line| of_text(line.key()).or_else(|| of_parts(line)))
}

/// A line that is a case by its session and number, and nothing else: the head of its page.
pub(super) fn names_case(key: &str) -> Option<&str> {
    words::CASE_OF_SESSION.is_match(key).then_some(key)
}

/// What stands behind the label of a case's number.
pub(super) fn behind_label(key: &str) -> Option<&str> {
    const LABELS: [&str; 4] = ["编号", "案号", "提案号", "建议号"];
    const LONGEST: usize = 6;
    let (label, value) = key.split_once('：')?;
    let known = LABELS.iter().any(|end| label.ends_with(end));
    (known && label.chars().count() <= LONGEST).then_some(value)
}

/// The kind: the session's body decides, then who is addressed, then the word.
pub(super) fn kind(body: Option<&str>, salutation: &str, title: &str, text: &str) -> Option<Kind> {
    let by = |text: &str, proposal: &str, suggestion: &str| match (
        text.contains(proposal),
        text.contains(suggestion),
    ) {
        (true, false) => Some(Kind::Proposal),
        (false, true) => Some(Kind::Suggestion),
        _ => None,
    };
    body.and_then(|body| by(body, "政协", "人大"))
        .or_else(|| by(title, "政协", "人大"))
        .or_else(|| by(salutation, "委员", "代表"))
        .or_else(|| by(title, "提案", "建议"))
        .or_else(|| title.contains("提案").then_some(Kind::Proposal))
        .or_else(|| by(text, "政协", "人大"))
        .or_else(|| by(text, "提案", "代表建议"))
        .or_else(|| title.contains("建议").then_some(Kind::Suggestion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_numbers_are_kept_as_written() {
        for (text, expected) in [
            ("第2104111号提案", vec!["2104111"]),
            ("第117、243号提案", vec!["117", "243"]),
            ("第0117号", vec!["0117"]),
            ("第DH0271号建议", vec!["DH0271"]),
            ("第闭08号建议", vec!["闭08"]),
            ("青科函〔2023〕12号", vec![]),
            ("第4654号（资源环境类275号）提案", vec!["4654"]),
            ("第88号提案（社会法制类第12号）的答复", vec!["88"]),
            ("第6-3-118号的答复", vec!["6-3-118"]),
            ("第1六3号建议", vec![]),
            ("省十三届人大五次会议杭88号建议", vec!["杭88"]),
            ("《关于养老的建议》（杭88号）收悉", vec!["杭88"]),
            ("《关于中医药的提案》（提案编号：058）", vec!["058"]),
            ("《关于中医药的提案》（提案号2023-117）", vec!["2023-117"]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
