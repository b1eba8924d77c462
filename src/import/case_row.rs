//! The data of a case that a page sets in one row: labels and values, among them a disclosure.

use std::ops::Range;

use super::boxes;
use super::labels::{asks_for_disclosure, is_label};
use super::lines::{Line, key};
use super::marks::{self, Mark};
use super::metadata;
use super::openness;
use crate::model::Disclosure;
use crate::text::cjk::is_han;

/// Longer rows, in characters, are text.
const LONGEST: usize = 160;

/// 承办单位 某局 公开方式 不予公开: the disclosure as a line of its own.
pub(super) fn disclosure_among(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.as_str();
    if text.len() > LONGEST * 3 || !text.contains("公开") || line.is_table() || text.contains('。')
    {
        return None;
    }
    // 公开方式：公开 摘要 is one value.
    let label = text.split_once(['：', ':']).map(|(label, _)| key(label));
    let is_mark = || matches!(marks::disclosure(line.key()), Some(Mark::Says(_)));
    if label.is_some_and(|label| asks_for_disclosure(&label)) && is_mark() {
        return None;
    }
    let text = with_cells_apart(text);
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let parts = divided(line, &tokens)?;
    Some(parts.into_iter().map(|part| line.with_text(part)).collect())
}

/// The parts of a row: what stands before the disclosure, the disclosure, what stands behind it.
fn divided(line: &Line, tokens: &[&str]) -> Option<Vec<String>> {
    let (place, own) = disclosure_with_label(tokens)?;
    let mark = marks::disclosure(&key(&own));
    let (before, behind) = (&tokens[..place.start], &tokens[place.end..]);
    if before.is_empty() && behind.is_empty() {
        return matches!(mark, Some(Mark::Says(_))).then(|| vec![own]);
    }
    let is_row = is_of_case(before) || is_of_case(behind);
    if !is_row || is_read_as_table(line, &own) {
        return None;
    }
    let joined = |tokens: &[&str]| (!tokens.is_empty()).then(|| tokens.join(" "));
    let before = joined(before);
    // What stands behind a mark that opens may take it back.
    let is_open = mark == Some(Mark::Says(Disclosure::Public));
    if is_open && openness::may_limit(&key(&behind.concat())) {
        let whole = format!("{own} {}", behind.join(" "));
        return Some(before.into_iter().chain([whole]).collect());
    }
    let behind = divided(line, behind).unwrap_or_else(|| joined(behind).into_iter().collect());
    Some(before.into_iter().chain([own]).chain(behind).collect())
}

/// Whether a table of a page gives the same value as it stands.
fn is_read_as_table(line: &Line, own: &str) -> bool {
    let value = own.split_once('：').map_or("", |(_, value)| value);
    metadata::rows(line, None)
        .iter()
        .any(|row| metadata::is_telling(row.label) && row.value == value)
}

/// Whether the labels of a case are among the words of a row: 承办单位, 提案编号. The list of what a
/// bureau publishes has such columns as 公开方式 too.
fn is_of_case(tokens: &[&str]) -> bool {
    const LABELS: [&str; 20] = [
        "承办单位",
        "主办单位",
        "会办单位",
        "协办单位",
        "答复单位",
        "办理状态",
        "办理结果",
        "办理情况",
        "办理类型",
        "办理类别",
        "办理方式",
        "答复日期",
        "答复时间",
        "答复文号",
        "领衔代表",
        "代表姓名",
        "届次",
        "索引号",
        "发布机构",
        "文号",
    ];
    const OTHERS: [&str; 3] = ["序号", "事项", "责任科室"];
    const STARTS: [&str; 4] = ["提案", "建议编号", "建议标题", "议案"];
    let is_known = |token: &&str| {
        let label = token.split(['：', ':']).next().unwrap_or(token);
        LABELS.contains(&label) || STARTS.iter().any(|start| label.starts_with(start))
    };
    let is_other = |token: &&str| OTHERS.iter().any(|other| token.starts_with(other));
    tokens.iter().any(is_known) && !tokens.iter().any(is_other)
}

/// The cells of a row with spaces between them: 【公开方式】否, 公开方式：否；, 某局，公开方式：否.
fn with_cells_apart(text: &str) -> String {
    let even = text.replace(['|', '；', ';'], " ");
    let even = even.replace(" ：", "：").replace(" :", "：");
    // 某字【2024】2号 is a number.
    let even = match even.split_once('【') {
        Some((_, inside)) if inside.starts_with(is_han) => {
            even.replace('【', " ").replace('】', "：")
        }
        _ => even,
    };
    let mut apart = String::with_capacity(even.len());
    for part in even.split_inclusive(['，', ',']) {
        let asks = part
            .split_once(['：', ':'])
            .is_some_and(|(label, _)| asks_for_disclosure(label));
        if asks {
            apart.truncate(apart.trim_end_matches(['，', ',']).len());
            apart.push(' ');
        }
        apart.push_str(part);
    }
    apart
}

/// The place of a label that asks for disclosure and of its value, and both with a colon between them.
fn disclosure_with_label(tokens: &[&str]) -> Option<(Range<usize>, String)> {
    let at = (0..tokens.len()).find(|&at| match tokens[at].split_once(['：', ':']) {
        Some((label, value)) if !value.is_empty() => asks_for_disclosure(label),
        // Where a label has no value, the next token is it.
        _ => {
            let has_value = tokens
                .get(at + 1)
                .is_some_and(|next| !is_label_of_page(next));
            has_value && asks_for_disclosure(tokens[at].trim_end_matches(['：', ':']))
        }
    })?;
    let (label, value) = tokens[at]
        .split_once(['：', ':'])
        .unwrap_or((tokens[at], ""));
    let end = at + 1 + usize::from(value.is_empty());
    // □主动公开 ☑不予公开 are one value.
    let options = tokens[end..]
        .iter()
        .take_while(|token| boxes::has_box(token));
    let end = end + options.count();
    let value = format!("{value}{}", tokens[at + 1..end].concat());
    Some((at..end, format!("{label}：{value}")))
}

/// Whether a token is itself the label of another value, or an entry of a menu.
fn is_label_of_page(token: &str) -> bool {
    const ENDS: [&str; 9] = [
        "日期", "指南", "年报", "制度", "目录", "内容", "说明", "服务", "平台",
    ];
    token.contains(['：', ':']) || is_label(token) || ENDS.iter().any(|end| token.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;
    use std::collections::BTreeMap;

    #[test]
    fn a_disclosure_among_other_labels_gets_its_own_line() {
        let parts = |text: &str| {
            let lines = lines(text, &mut BTreeMap::new());
            let parts = disclosure_among(&lines[0]);
            parts.map(|parts| Vec::from_iter(parts.into_iter().map(|part| part.text)))
        };
        for (text, expected) in [
            (
                "承办单位 某局 办理状态 已答复 公开方式 不予公开",
                vec!["承办单位 某局 办理状态 已答复", "公开方式：不予公开"],
            ),
            (
                "提案者：王示例 公开方式：摘要公开 答复日期：2024-06-28",
                vec![
                    "提案者：王示例",
                    "公开方式：摘要公开",
                    "答复日期：2024-06-28",
                ],
            ),
            (
                "公开属性 主动公开 承办单位 某局",
                vec!["公开属性：主动公开", "承办单位 某局"],
            ),
            (
                "承办单位：某局 是否公开： 否",
                vec!["承办单位：某局", "是否公开：否"],
            ),
            ("是否公开 公开", vec!["是否公开：公开"]),
            (
                "公开方式 主动公开 办理状态 已办结 是否公开 否",
                vec!["公开方式：主动公开 办理状态 已办结 是否公开 否"],
            ),
            (
                "是否公开 否 办理状态 已办结 公开方式 主动公开",
                vec!["是否公开：否", "办理状态 已办结", "公开方式：主动公开"],
            ),
            (
                "公开属性 主动公开 承办单位 某局 备注 隐去姓名",
                vec!["公开属性：主动公开 承办单位 某局 备注 隐去姓名"],
            ),
            (
                "【承办单位】某局【是否公开】否",
                vec!["承办单位：某局", "是否公开：否"],
            ),
            (
                "承办单位：某局，公开方式：否；办理状态：已办结",
                vec!["承办单位：某局", "公开方式：否", "办理状态：已办结"],
            ),
            (
                "承办单位 某局 公开属性：□主动公开 ☑不予公开 办理结果 A",
                vec![
                    "承办单位 某局",
                    "公开属性：□主动公开☑不予公开",
                    "办理结果 A",
                ],
            ),
        ] {
            assert_eq!(parts(text).unwrap_or_default(), expected, "{text}");
        }
        for text in [
            "公开方式：不予公开",
            "索引号： | 0141/2024-7 | 公开方式： | 主动公开 |",
            "公开属性：□主动公开 ☑依申请公开",
            "是否同意公开：同意☑ 不同意□",
            "公开指南 公开范围 公开方式 公开年报",
            "承办单位 某局 公开方式 公开范围",
            "公开方式：主动公开；附件除外",
            "公开方式 主动公开 （附件除外）",
            "公开方式：公开 摘要",
            "序号 事项名称 公开方式 主动公开 责任科室",
            "事项：养老补贴，公开方式：主动公开；责任单位：养老科；",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
