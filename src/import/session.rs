//! The session in which a case was raised, in normal form.

use super::case;
use super::lines::{Line, key};
use super::numerals;
use super::words;

/// The session in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SessionWords {
    pub(super) body: Option<String>,
    pub(super) term: Option<String>,
}

/// Finds the session in a title or text, in whichever order its parts stand.
pub(super) fn session(key: &str) -> SessionWords {
    let short = key.replace("中国人民政治协商会议", "政协");
    let key = short.as_str();
    full_session(key).unwrap_or_else(|| SessionWords {
        body: body_alone(key),
        term: None,
    })
}

/// The session that a line of a head gives and nothing else.
pub(super) fn alone(head: &[Line]) -> SessionWords {
    const LONGEST: usize = 30;
    let short = |line: &&Line| line.text.chars().count() <= LONGEST;
    let of_text = |key: &str| {
        let key = key.strip_prefix("届次：").unwrap_or(key);
        let alone = key.ends_with("会议").then_some(key);
        let labelled = || case::behind_label(key).or_else(|| case::names_case(key));
        full_session(alone.or_else(labelled)?)
    };
    let of_parts = |line: &Line| line.text.split(' ').find_map(|part| of_text(&key(part)));
    let whole = head
        .iter()
        .filter(short)
        .find_map(|line| of_text(line.key()));
    whole
        .or_else(|| head.iter().find_map(of_parts))
        .unwrap_or_default()
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
        let place = place_before(without_term(&key[..at]));
        if !place.is_empty() {
            return Some(format!("{place}{body}"));
        }
    }
    None
}

/// 县十七届人大常委会闭会期间 names its body without a meeting.
fn without_term(text: &str) -> &str {
    let Some(rest) = text.strip_suffix('届') else {
        return text;
    };
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    rest.trim_end_matches(digit).trim_end_matches('第')
}

/// The name of a place at the end of a text, without the words that lead to it.
fn place_before(text: &str) -> String {
    let text = [
        "关于",
        "对",
        "答复",
        "回复",
        "函复",
        "反馈",
        "办理",
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
            (
                "关于区人大常委会十届二次会议第9号建议的答复",
                "区人大",
                Some("十届二次会议"),
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
                "关于中国人民政治协商会议青岚市第十届委员会第四次会议第7号提案的答复",
                "青岚市政协",
                Some("十届四次会议"),
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
}
