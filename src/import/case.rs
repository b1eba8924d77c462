//! Which cases a letter answers: kind, numbers, subject, session.

use super::numerals;
use super::words;
use crate::model::Kind;

/// The session in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SessionWords {
    pub(super) body: Option<String>,
    pub(super) term: Option<String>,
}

/// Finds the session in a title or text, in whichever order its parts stand.
pub(super) fn session(key: &str) -> SessionWords {
    full_session(key).unwrap_or_else(|| SessionWords {
        body: body_alone(key),
        term: None,
    })
}

fn full_session(key: &str) -> Option<SessionWords> {
    // 政协青岚市第十一届委员会第一次会议, 政协十三届全国委员会第三次会议
    if let Some(found) = words::SESSION_BODY_FIRST.captures(key) {
        // 青岚市政协十一届一次会议 has its place before the body.
        let inside = [4, 2].into_iter().filter_map(|group| found.get(group));
        let places = inside.map(|place| place.as_str().trim_end_matches("委员会"));
        let place = places
            .chain([&key[..found.get(0)?.start()]])
            .map(place_before)
            .find(|place| !place.is_empty())
            .unwrap_or_default();
        return Some(make(
            &place,
            "政协",
            found.get(3)?.as_str(),
            found.get(5)?.as_str(),
        ));
    }
    if let Some(found) = words::SESSION_PLACE_FIRST.captures(key) {
        let place = place_before(found.get(1)?.as_str());
        return Some(make(
            &place,
            found.get(2)?.as_str(),
            found.get(3)?.as_str(),
            found.get(4)?.as_str(),
        ));
    }
    // 青岚市第九届人民代表大会第三次会议, 市七届人大五次会议, 十三届全国人大五次会议
    let found = words::SESSION_TERM_FIRST.captures(key)?;
    let before = place_before(found.get(1)?.as_str());
    let inside = found.get(3)?.as_str();
    let place = if inside.is_empty() {
        before
    } else {
        inside.to_owned()
    };
    Some(make(
        &place,
        found.get(4)?.as_str(),
        found.get(2)?.as_str(),
        found.get(5)?.as_str(),
    ))
}

fn make(place: &str, body: &str, term: &str, meeting: &str) -> SessionWords {
    let body = if body == "政协" { "政协" } else { "人大" };
    let normal = |text: &str| numerals::number(text).map(numerals::chinese);
    let term = match (normal(term), normal(meeting)) {
        (Some(term), Some(meeting)) => Some(format!("{term}届{meeting}次会议")),
        _ => None,
    };
    let body = format!("{place}{body}");
    SessionWords {
        body: (body.chars().count() > 2).then_some(body),
        term,
    }
}

/// A body without a term: 株洲市人民代表大会代表第1185号建议, 省政协第0117号提案.
fn body_alone(key: &str) -> Option<String> {
    for (word, body) in [("人民代表大会", "人大"), ("政协", "政协"), ("人大", "人大")]
    {
        let Some(at) = key.find(word) else { continue };
        let place = place_before(&key[..at]);
        if !place.is_empty() {
            return Some(format!("{place}{body}"));
        }
    }
    None
}

/// The name of a place at the end of a text, without the words that lead to it.
fn place_before(text: &str) -> String {
    let text = [
        "关于",
        "对",
        "答复",
        "在",
        "您在",
        "贵委在",
        "你在",
        "您于",
        "致",
        "》",
        "，",
        "。",
        "（",
        "《",
        "“",
        "本",
        "届",
        "的",
    ]
    .iter()
    .filter_map(|word| text.rfind(word).map(|at| at + word.len()))
    .max()
    .map_or(text, |at| &text[at..]);
    let is_place = [
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "全国",
        "自治区",
        "新区",
        "镇",
        "乡",
    ]
    .iter()
    .any(|end| text.ends_with(end));
    let han = text.chars().all(crate::text::cjk::is_han);
    if is_place && han && text.chars().count() <= 12 {
        text.to_owned()
    } else {
        String::new()
    }
}

/// All case numbers in a text, as written, each once.
pub(super) fn numbers(key: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for captures in words::CASE_NUMBERS.captures_iter(key) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        let behind = &key[whole.end()..];
        // A document number or a law's number is no case.
        let before = key[..whole.start()].chars().next_back();
        if before.is_some_and(|c| "〕]】）".contains(c)) || behind.starts_with('令') {
            continue;
        }
        let list = (1..=4)
            .find_map(|group| captures.get(group))
            .map_or("", |m| m.as_str());
        for number in list
            .split(['、', '，', '和', '及', '第', '号'])
            .filter(|n| !n.is_empty())
        {
            let number = number.to_owned();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers
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

/// The cases' own titles: what stands in 《》 or “” where the letter says that it was received,
/// else in the letter's title.
pub(super) fn subjects(title: &str, opening: &str) -> Vec<String> {
    let received = received(opening);
    let mut found = quoted(received, '《', '》');
    found.retain(|subject| subject.chars().count() >= 4);
    if found.is_empty() {
        found = bare_ones(received);
    }
    if found.is_empty() {
        found = quoted(title, '《', '》');
    }
    if found.is_empty() {
        found = quoted(title, '“', '”');
    }
    found
}

/// The sentence in which the letter says what it received: the first, or the one behind thanks.
fn received(opening: &str) -> &str {
    /// Letters come to their case soon.
    const SENTENCES: usize = 4;
    let mut rest = opening;
    for _ in 0..SENTENCES {
        let end = received_end(rest);
        let sentence = &rest[..end];
        let names_case = ["提案", "建议", "议案", "《"]
            .iter()
            .any(|word| sentence.contains(word));
        let raised = [
            "提出", "收悉", "收到", "提交", "所提", "转来", "交办", "您的", "你的",
        ]
        .iter()
        .any(|word| sentence.contains(word));
        if names_case && raised && (sentence.contains(['《', '“']) || sentence.contains("关于"))
        {
            return sentence;
        }
        let Some(c) = rest[end..].chars().next() else {
            break;
        };
        rest = &rest[end + c.len_utf8()..];
    }
    &opening[..received_end(opening)]
}

/// Where the sentence ends in which the letter says what it answers.
fn received_end(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '《' | '“' | '（' => depth += 1,
            '》' | '”' | '）' => depth -= 1,
            '。' | '：' | '；' if depth <= 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The texts between marks, outermost ones, up to the words that say received.
fn quoted(text: &str, open: char, close: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inside = &rest[start + open.len_utf8()..];
        let Some(inner) = balanced(inside, open, close) else {
            break;
        };
        // A law or a plan named on the way is no subject: subjects speak of a case.
        let behind: String = inside[inner.len()..].chars().skip(1).take(8).collect();
        let lead: String = rest[..start]
            .chars()
            .rev()
            .take(24)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let by_law = ["按照", "根据", "依据", "印发", "出台", "修订"]
            .iter()
            .any(|word| lead.ends_with(word));
        if !by_law {
            found.push(inner.to_owned());
        }
        rest = &inside[inner.len() + close.len_utf8()..];
        let goes_on = behind.starts_with(['（', '《', '、', '和', '及', '“']);
        if !goes_on {
            break;
        }
    }
    found
}

/// The text up to the closing mark of an open one.
fn balanced(text: &str, open: char, close: char) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
        }
        if depth == 0 {
            return Some(&text[..at]);
        }
    }
    None
}

/// 关于甲的提案（第1号）、关于乙的提案（第2号）收悉 names as many as there are numbers.
fn bare_ones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(subject) = bare(rest) {
        let end = rest
            .find(&subject)
            .map_or(rest.len(), |at| at + subject.len());
        rest = rest[end..].trim_start_matches(['”', '》']);
        let numbered = rest
            .strip_prefix('（')
            .and_then(|rest| rest.split_once('）'));
        found.push(subject);
        match numbered {
            Some((number, behind))
                if number.contains('号') && behind.starts_with(['、', '，', '和', '及']) =>
            {
                rest = behind;
            }
            _ if rest.starts_with(['、', '和', '及']) && rest.contains('“') => {}
            _ => break,
        }
    }
    found
}

/// 您提出的“关于…”的建议, 您提出的关于…的提案收悉.
fn bare(text: &str) -> Option<String> {
    let quote = text.find('“');
    let about = text.find("关于");
    if let Some(quote) =
        quote.filter(|&quote| about.is_none_or(|about| quote <= about + "关于".len()))
    {
        let inner = balanced(&text[quote + '“'.len_utf8()..], '“', '”')?;
        return (inner.chars().count() >= 4).then(|| inner.to_owned());
    }
    let lead = &text[about?..];
    let end = [
        "收悉",
        "已收悉",
        "已收到",
        "收到",
        "，现",
        "，已",
        "，经",
        "，我",
        "（第",
        "，感谢",
    ]
    .iter()
    .filter_map(|word| lead.find(word))
    .min()
    .unwrap_or(lead.len());
    let subject = lead[..end]
        .trim_end_matches('已')
        .trim_end_matches(['，', '。', '、', '》', '”']);
    (6..=80)
        .contains(&subject.chars().count())
        .then(|| subject.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_have_one_normal_form() {
        for (text, body, term) in [
            (
                "关于株洲市政协十届四次会议第2104111号提案的答复",
                "株洲市政协",
                Some("十届四次会议"),
            ),
            (
                "对市七届人大五次会议第12号建议的答复",
                "市人大",
                Some("七届五次会议"),
            ),
            ("区十九届人大第六次会议", "区人大", Some("十九届六次会议")),
            (
                "关于区人大十八届第四次会议第3号建议的答复",
                "区人大",
                Some("十八届四次会议"),
            ),
            (
                "青岚市第九届人民代表大会第三次会议",
                "青岚市人大",
                Some("九届三次会议"),
            ),
            (
                "政协白石县第十一届委员会第一次会议",
                "白石县政协",
                Some("十一届一次会议"),
            ),
            (
                "关于政协十三届全国委员会第三次会议第4654号",
                "全国政协",
                Some("十三届三次会议"),
            ),
            (
                "对十三届全国人大五次会议第1234号建议的答复",
                "全国人大",
                Some("十三届五次会议"),
            ),
            (
                "对株洲市人民代表大会代表第1185号建议的答复",
                "株洲市人大",
                None,
            ),
        ] {
            let session = session(text);
            assert_eq!(session.body.as_deref(), Some(body), "{text}");
            assert_eq!(session.term.as_deref(), term, "{text}");
        }
        assert_eq!(session("关于第117号提案的答复"), SessionWords::default());
    }

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
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn subjects_stand_where_the_letter_says_received() {
        let received = "您提出的《关于加强《某法》宣传的建议》（第3号）收悉。";
        assert_eq!(subjects("", received), ["关于加强《某法》宣传的建议"]);
        let bare = "您提出的关于改善交通的建议收悉。";
        assert_eq!(subjects("", bare), ["关于改善交通的建议"]);
    }
}
