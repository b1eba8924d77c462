//! Rows of the table that a page sets above a letter: labels with values, many of them empty.

use super::lines::{Line, simplify};
use super::words;

/// One row of a metadata table.
#[derive(Clone, Debug)]
pub(super) struct Metadata {
    pub(super) label: Label,
    pub(super) value: String,
    pub(super) raw: usize,
}

/// The labels whose values matter; all others are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    IndexNumber,
    DocNumber,
    Publisher,
    Disclosure,
    /// Of what kind it is, which may be a disclosure.
    Class,
    /// To whom it is open, which may restrict.
    Scope,
    Keywords,
    /// When it is or will be open.
    Until,
    /// What the page is called.
    Title,
    /// Where the page has its text from, which may be who wrote it.
    Source,
    Other,
}

/// Labels that stand in nothing but such tables, so that they need no colon.
const SURE: &[(&str, Label)] = &[
    ("索引号", Label::IndexNumber),
    ("信息索引号", Label::IndexNumber),
    ("索引编号", Label::IndexNumber),
    ("索取号", Label::IndexNumber),
    ("文件编号", Label::DocNumber),
    ("发文字号", Label::DocNumber),
    ("发文文号", Label::DocNumber),
    ("文号", Label::DocNumber),
    ("答复文号", Label::DocNumber),
    ("复函文号", Label::DocNumber),
    ("办理文号", Label::DocNumber),
    ("发布机构", Label::Publisher),
    ("发文机关", Label::Publisher),
    ("发文机构", Label::Publisher),
    ("发文单位", Label::Publisher),
    ("发布单位", Label::Publisher),
    ("公开方式", Label::Disclosure),
    ("公开形式", Label::Disclosure),
    ("公开程序", Label::Disclosure),
    ("公开属性", Label::Disclosure),
    ("公开类别", Label::Disclosure),
    ("公开类型", Label::Disclosure),
    ("信息公开属性", Label::Disclosure),
    ("信息公开方式", Label::Disclosure),
    ("信息公开类别", Label::Disclosure),
    ("公开范围", Label::Scope),
    ("建议公开范围", Label::Scope),
    ("提案公开范围", Label::Scope),
    ("主题分类", Label::Other),
    ("公开责任部门", Label::Other),
    ("公开日期", Label::Other),
    ("公开时限", Label::Until),
    ("公开时间", Label::Until),
    ("生成日期", Label::Other),
    ("生成时间", Label::Other),
    ("生效日期", Label::Other),
    ("废止日期", Label::Other),
    ("成文日期", Label::Other),
    ("成文时间", Label::Other),
    ("发文日期", Label::Other),
    ("发文时间", Label::Other),
    ("发布日期", Label::Other),
    ("发布时间", Label::Other),
    ("更新时间", Label::Other),
    ("有效性", Label::Other),
    ("有效期", Label::Other),
    ("时效性", Label::Other),
    ("时效状态", Label::Other),
    ("主题词", Label::Keywords),
    ("关键词", Label::Keywords),
    ("信息索引", Label::IndexNumber),
    ("信息名称", Label::Title),
    ("内容概述", Label::Other),
    ("内容概要", Label::Other),
    ("文件名称", Label::Title),
    ("体裁分类", Label::Other),
    ("服务对象", Label::Other),
    ("服务对象分类", Label::Other),
    ("信息来源", Label::Source),
    ("信息分类", Label::Other),
    ("信息类别", Label::Class),
    ("组配分类", Label::Other),
    ("浏览次数", Label::Other),
];

/// Labels that are also words: they need a colon, and no sentence behind it.
const WITH_COLON: &[&str] = &[
    "文章来源",
    "分类",
    "名称",
    "标题",
    "来源",
    "效力状态",
    "文字大小",
    "背景色",
    "作者",
    "责任编辑",
    "编辑",
    "审核",
    "浏览量",
    "点击数",
    "点击率",
    "点击",
    "访问量",
    "阅读次数",
    "阅读量",
    "阅读",
    "日期",
    "时间",
    "字体",
    "字号",
    "稿源",
    "撰稿",
    "主题",
    "概述",
];

const COLONS: [char; 2] = ['：', ':'];

/// The characters that labels begin with.
const FIRST: &str =
    "索信文发公主生废成更有时体服组浏分名标来作责编审点访阅日字关稿撰内概建提效背答复办";

/// A row that has begun, and what was gathered of its value.
struct Open {
    label: Label,
    value: Vec<String>,
}

/// The rows in a line; empty where it is none of a table. A label alone takes the next line.
pub(super) fn rows(line: &Line, next: Option<&Line>) -> Vec<Metadata> {
    const BRACKETS: [char; 8] = ['|', '│', '┃', '【', '[', '〔', '·', '•'];
    let begins = line.text.trim_start_matches(BRACKETS).trim_start();
    let dated = begins.starts_with("20") && begins.chars().count() < 80;
    let is_long = line.text.contains('。') && !begins.starts_with("内");
    let first = simplify(&begins.chars().take(1).collect::<String>());
    if !(dated || first.contains(|c| FIRST.contains(c))) || is_long {
        return Vec::new();
    }
    // 文号：某函〔2023〕5号 签发人：某某 is a letter's own, and so are marks beside who signed.
    let signed = line.key().contains("签发")
        && words::SIGNER.is_match(line.key())
        && !line.key().contains("索引");
    if signed || super::marks::class(line.key()).is_some() {
        return Vec::new();
    }
    let tokens = tokens(&line.text);
    if is_own_number(&tokens) && !line.text.contains("公开") {
        return Vec::new();
    }
    let is_table = tokens.iter().any(|token| label(token).is_some());
    let mut open: Vec<Open> = Vec::new();
    for token in &tokens {
        match label(token).or_else(|| title_label(token).filter(|_| is_table)) {
            Some((label, rest)) => open.push(Open {
                label,
                value: Vec::from_iter((!rest.is_empty()).then(|| rest.to_owned())),
            }),
            None => match open.last_mut() {
                // The label of something else ends what stands before it.
                Some(last) if token.ends_with(COLONS) && !last.value.is_empty() => {
                    open.push(Open {
                        label: Label::Other,
                        value: Vec::new(),
                    });
                }
                Some(last) => last.value.push(token.clone()),
                // A page's date may stand before the rest.
                None if is_time(token) => {}
                // Something else stands first.
                None => return Vec::new(),
            },
        }
    }
    let from_next = || {
        let next = next.filter(|next| rows(next, None).is_empty());
        next.map(|next| next.text.clone()).unwrap_or_default()
    };
    let is_single = open.len() == 1;
    open.into_iter()
        .map(|row| Metadata {
            label: row.label,
            value: if row.value.is_empty() && is_single {
                from_next()
            } else {
                row.value.join(" ")
            },
            raw: line.raw,
        })
        .collect()
}

/// 答复文号：某函〔2023〕5号 办理结果：A is a letter's own: its number and its class.
fn is_own_number(tokens: &[String]) -> bool {
    let first = tokens.first().and_then(|token| label(token));
    let is_class = |token: &String| super::marks::class(&super::lines::key(token)).is_some();
    first.is_some_and(|(label, _)| label == Label::DocNumber) && tokens.iter().any(is_class)
}

/// 2022年11月03日, 2024-08-20, 15:06
fn is_time(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
        && token
            .chars()
            .all(|c| c.is_ascii_digit() || "年月日时分-/.:：".contains(c))
}

/// Whether a text is a label of such tables that needs no colon.
pub(super) fn is_label(text: &str) -> bool {
    SURE.iter().any(|(known, _)| *known == text)
}

/// Whether a label's value is a fact of the letter.
pub(super) fn is_telling(label: Label) -> bool {
    !matches!(
        label,
        Label::Other | Label::Until | Label::Title | Label::Source | Label::Class
    )
}

/// The words of a line, bars and brackets around labels taken away, spaced labels put together.
fn tokens(text: &str) -> Vec<String> {
    // A dot before the label is a list's; inside it belongs to a name.
    let is_bullet_kept = !text.starts_with(['•', '·']);
    let text = glued_apart(text);
    let even: String = text
        .chars()
        .map(|c| match c {
            '|' | '│' | '┃' | '【' | '；' => ' ',
            '•' | '·' if !is_bullet_kept => ' ',
            '】' => '：',
            c => c,
        })
        .collect();
    // 索 引 号 is a label whose characters were set apart.
    let single = |token: &str| {
        let mut chars = token.trim_end_matches(COLONS).chars();
        chars.next().is_some_and(crate::text::cjk::is_han) && chars.next().is_none()
    };
    let mut tokens: Vec<String> = Vec::new();
    let mut spaced = false;
    // 「[ 索引号 ]」 has brackets of its own.
    let words = even.split_whitespace();
    for token in words.filter(|token| !["[", "]", "〔", "〕", "•", "·"].contains(token)) {
        let first = token.split(COLONS).next().unwrap_or_default();
        let goes_on = spaced && (single(token) || single(first)) && !token.starts_with(COLONS);
        match tokens.last_mut() {
            Some(last) if goes_on || (token.starts_with(COLONS) && !last.contains(COLONS)) => {
                last.push_str(token);
            }
            _ => tokens.push(token.to_owned()),
        }
        spaced = single(token) && !token.ends_with(COLONS);
    }
    tokens
}

/// 来源：某局发布时间：… has its second label glued to the first value.
fn glued_apart(text: &str) -> String {
    const GLUED: [&str; 6] = [
        "发布时间",
        "发布日期",
        "浏览次数",
        "文字大小",
        "点击数",
        "责任编辑",
    ];
    GLUED.iter().fold(text.to_owned(), |text, label| {
        match text.find(label).filter(|&at| at > 0) {
            Some(at) if text[at + label.len()..].starts_with(COLONS) => {
                format!("{} {}", &text[..at], &text[at..])
            }
            _ => text,
        }
    })
}

/// 名称 without a colon is a label where others stand in its line.
fn title_label(token: &str) -> Option<(Label, &str)> {
    ["名称", "标题"]
        .contains(&token)
        .then_some((Label::Title, ""))
}

/// The label that a token begins with, and what follows it.
fn label(token: &str) -> Option<(Label, &str)> {
    let token = token.trim_start_matches(['[', '〔', '(', '（']);
    let (name, rest) = match token.split_once(COLONS) {
        Some((name, rest)) => (name, rest.trim_start_matches(COLONS)),
        None => (token.trim_end_matches([']', '〕']), ""),
    };
    let name = &*simplify(name);
    let sure = SURE.iter().find(|(known, _)| *known == name);
    match sure {
        Some((_, label)) => Some((*label, rest)),
        None => {
            let label = match name {
                "名称" | "标题" | "主题" => Label::Title,
                "来源" | "文章来源" => Label::Source,
                _ => Label::Other,
            };
            (token.contains(COLONS) && WITH_COLON.contains(&name)).then_some((label, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;
    use std::collections::BTreeMap;

    fn read(text: &str) -> Vec<(Label, String)> {
        let lines = lines(text, &mut BTreeMap::new());
        let found = rows(&lines[0], lines.get(1));
        found
            .into_iter()
            .map(|row| (row.label, row.value))
            .collect()
    }

    #[test]
    fn rows_are_read_in_their_many_layouts() {
        use Label::{Disclosure, DocNumber, IndexNumber, Other, Publisher, Scope};
        let owned = |label, value: &str| (label, value.to_owned());
        for (text, expected) in [
            (
                "索引号\t1133/2025-10",
                vec![owned(IndexNumber, "1133/2025-10")],
            ),
            (
                "| 索 引 号 | 0141/2024-7 | 公开方式 | 主动公开 |",
                vec![
                    owned(IndexNumber, "0141/2024-7"),
                    owned(Disclosure, "主动公开"),
                ],
            ),
            (
                "文  号：   生效日期：2024-08-20",
                vec![owned(DocNumber, ""), owned(Other, "2024-08-20")],
            ),
            ("【发布机构】某局", vec![owned(Publisher, "某局")]),
            (
                "[ 索引号 ] | 0141/2024-7 | [ 发文字号 ] | 某函〔2024〕3号 |",
                vec![
                    owned(IndexNumber, "0141/2024-7"),
                    owned(DocNumber, "某函〔2024〕3号"),
                ],
            ),
            ("发布机构：\n某局", vec![owned(Publisher, "某局")]),
            (
                "建议公开范围： | 仅公开标题 | 主办单位（分办单位）： | 某厅 |",
                vec![owned(Scope, "仅公开标题"), owned(Other, "某厅")],
            ),
            ("发布机构：\n文号：", vec![owned(Publisher, "")]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for text in [
            "时间和地点另行通知",
            "公开方式多样，效果明显",
            "来源：2024年，我市共引进项目21个。其中工业12个。",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
