//! Labels and values whose colons or line ends were lost, given back as lines of their own.

use std::sync::LazyLock;

use regex::Regex;

use super::contacts;
use super::ending;
use super::forbidding;
use super::lines::{Line, key};
use super::marks;
use super::metadata;
use super::openness;
use super::words::{self, regex};
use crate::text::cjk::is_han;

/// Longer lines, in characters, are text.
const LONGEST: usize = 90;

/// 联系人某某，电话0000-5550001, all in one.
static GLUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(concat!(
        r"^([（]?)((?:具体|主要)?(?:联系人|承办人|经办人|办理人|负责人))([\p{Han}·]{2,12}?)[，；、]?",
        r"((?:联系|办公|咨询)?电话(?:号码)?|手机)：?([-—–\d（）]{7,}?)([）]?)。?$"
    ))
});

/// The line with a colon behind each label, where its labels have none.
pub(super) fn with_colons(line: &Line) -> Option<Line> {
    const FIRST: [char; 9] = ['联', '承', '经', '电', '办', '分', '主', '负', '咨'];
    let begins = line.text.trim_start_matches(['（', '(']);
    if line.text.len() > LONGEST * 3 || !begins.starts_with(FIRST) || line.text.contains('。') {
        return None;
    }
    spaced(&line.text)
        .or_else(|| glued(line.key()))
        .map(|text| line.with_text(text))
}

/// 联系人 某某 联系电话 0000-5550001: labels and values in turn.
fn spaced(text: &str) -> Option<String> {
    if text.contains(['：', ':']) || !text.contains(' ') {
        return None;
    }
    let mut pairs: Vec<(String, Vec<&str>)> = Vec::new();
    let mut open = String::new();
    for token in text.split(' ') {
        let whole = format!("{open}{token}");
        let is_part = token.chars().count() == 1 && token.chars().all(is_han);
        if contacts::is_label(&whole) {
            open.clear();
            pairs.push((whole, Vec::new()));
        } else if is_part && pairs.last().is_none_or(|(_, values)| !values.is_empty()) {
            // 承 办 人 is one label.
            open = whole;
        } else {
            pairs.last_mut()?.1.push(token);
        }
    }
    let is_whole = open.is_empty() && pairs.iter().all(|(_, values)| !values.is_empty());
    let parts = pairs
        .into_iter()
        .map(|(label, values)| format!("{label}：{}", values.join(" ")));
    is_whole.then(|| parts.collect::<Vec<_>>().join(" "))
}

/// Whether a text is the label of something that stands around letters.
pub(super) fn is_label(text: &str) -> bool {
    const LONGEST: usize = 12;
    if text.len() > LONGEST * 3 {
        return false;
    }
    contacts::is_label(text)
        || asks_for_disclosure(text)
        || metadata::is_label(text)
        || marks::class(&format!("{}：A", key(text))).is_some()
}

/// Whether a label asks how a text is published: 公开方式, 是否同意公开.
pub(super) fn asks_for_disclosure(label: &str) -> bool {
    const ENDS: [&str; 8] = [
        "方式", "形式", "属性", "类别", "类型", "范围", "选项", "选择",
    ];
    let asks = |label: &str| {
        label.contains("公开")
            && !label.contains(['：', ':'])
            && (ENDS.iter().any(|end| label.ends_with(end))
                || ["是否", "能否", "可否"]
                    .iter()
                    .any(|word| label.contains(word)))
    };
    asks(label) && openness::asks(&format!("{label}：是"))
}

fn glued(key: &str) -> Option<String> {
    if key.contains("人：") {
        return None;
    }
    let found = GLUED.as_ref()?.captures(key)?;
    let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
    Some(format!(
        "{}{}：{}，{}：{}{}",
        part(1),
        part(2),
        part(3),
        part(4),
        part(5),
        part(6)
    ))
}

/// A contact line that goes on in the line below: a label alone above its value, a bracket that is
/// closed there.
pub(super) fn goes_on(above: &Line, line: &Line) -> Option<Line> {
    if above.text.len() > LONGEST * 3 || line.text.len() > LONGEST * 3 || above.is_table() {
        return None;
    }
    let (label, value) = (above.key(), line.key());
    let is_contact = || words::CONTACT.is_match(label);
    let open =
        !line.gap && label.starts_with('（') && !label.contains('）') && value.ends_with('）');
    let name = label.trim_end_matches('：');
    let is_value = contacts::is_label(name) && is_value(name, value);
    let text = if is_value || is_answer(name, line) {
        let bare = above.text.trim_end_matches(['：', ':', ' ']);
        format!("{bare}：{}", line.text)
    } else if (open && is_contact())
        || (label.ends_with("电话：") && !line.gap && is_contact() && is_phone(value))
    {
        format!("{}{}", above.text, line.text)
    } else {
        return None;
    };
    let mut whole = above.with_text(text);
    whole.last = line.last;
    Some(whole)
}

/// 是否公开 above 否, 不公开理由 above a reason.
fn is_answer(label: &str, below: &Line) -> bool {
    const REASON: usize = 30;
    let value = below.key();
    let reasons = || {
        !below.gap
            && value.chars().count() <= REASON
            && !value.contains('：')
            && !words::TITLE_START.is_match(value)
    };
    let says = || marks::disclosure(&format!("{label}：{value}")).is_some();
    (asks_for_disclosure(label) && says()) || (forbidding::is_reason_label(label) && reasons())
}

/// Whether a value is of the kind that a label asks for.
fn is_value(label: &str, value: &str) -> bool {
    const PEOPLE: [&str; 4] = ["人", "人员", "领导", "同志"];
    const OFFICES: [&str; 5] = ["单位", "部门", "科室", "处室", "股室"];
    let ends = |ends: &[&str]| ends.iter().any(|end| label.ends_with(end));
    let is_name = || {
        let length = value.chars().count();
        let longest = if value.contains('·') { 12 } else { 4 };
        (2..=longest).contains(&length)
            && value.chars().all(|c| is_han(c) || c == '·')
            && !marks::is_mark(value)
            && !contacts::is_label(value)
    };
    if ends(&["电话", "方式", "手机", "电话号码"]) {
        is_phone(value)
    } else if ends(&PEOPLE) {
        is_name()
    } else {
        ends(&OFFICES) && (ending::is_signature(value) || value.ends_with(['科', '处', '室', '股']))
    }
}

/// Whether a value begins with a telephone number.
fn is_phone(value: &str) -> bool {
    let found = words::PHONE.captures(value).and_then(|found| found.get(0));
    found.is_some_and(|found| found.start() == 0 && value.chars().count() <= 30)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::key;

    #[test]
    fn labels_without_colons_get_them() {
        for (text, expected) in [
            (
                "联系人 王示例 联系电话 0000-5550001",
                Some("联系人：王示例 联系电话：0000-5550001"),
            ),
            ("承 办 人 王示例", Some("承办人：王示例")),
            ("承办单位 青岚市民政局", Some("承办单位：青岚市民政局")),
            ("承办单位 承办人 联系电话", None),
            ("主要做法 一是加强领导", None),
        ] {
            assert_eq!(spaced(text).as_deref(), expected, "{text}");
        }
        assert_eq!(
            glued(&key("（联系人王示例，电话0000-5550001）")).as_deref(),
            Some("（联系人：王示例，电话：0000-5550001）")
        );
    }
}
