//! The labels and values of disclosure marks, told by what they are made of.

use std::borrow::Cow;

use super::words;
use crate::model::Disclosure;

/// What may stand before 公开 where everything is open.
const LEADS: [&str; 25] = [
    "内容",
    "同意",
    "可以",
    "可",
    "予以",
    "应予",
    "准予",
    "宜",
    "依法",
    "主动",
    "全文",
    "全部",
    "对外",
    "向社会",
    "面向社会",
    "上网",
    "网上",
    "政府网站",
    "门户网站",
    "网站",
    "在",
    "对社会",
    "向全社会",
    "全社会",
    "社会",
];
/// What may stand behind it.
const BEHIND: [&str; 4] = ["发布", "全文", "刊登", "刊载"];
/// What denies it.
const DENIALS: [&str; 20] = [
    "不予",
    "不宜",
    "不同意",
    "不应",
    "不可",
    "不得",
    "不要",
    "不能",
    "不便",
    "不主动",
    "不对外",
    "不向社会",
    "暂不",
    "暂缓",
    "免予",
    "免于",
    "请勿",
    "勿",
    "非",
    "不",
];
/// Words around the part of a letter that alone is open.
const AROUND: [&str; 17] = [
    "同意",
    "可以",
    "可",
    "仅",
    "只",
    "以",
    "提案",
    "建议",
    "答复",
    "复文",
    "复函",
    "形式",
    "方式",
    "内容",
    "的",
    "对外",
    "向社会",
];
const TITLE: [&str; 4] = ["标题", "题目", "案由", "名称"];
const SUMMARY: [&str; 3] = ["摘要", "节选", "要点"];

/// Reads a value such as 同意向社会公开 or 仅公开提案标题, without label, brackets and boxes.
pub(super) fn read(value: &str) -> Option<Disclosure> {
    match value {
        "依申请" | "依申请公开" => return Some(Disclosure::OnRequest),
        "节选" => return Some(Disclosure::Summary),
        _ => {}
    }
    // 同意在某市政府网站全文公布
    let value = without_site(value);
    let value = match value.strip_suffix("公布") {
        Some(before) => Cow::Owned(format!("{before}公开")),
        None => value,
    };
    let (before, behind) = value.split_once("公开")?;
    let is_end = behind.is_empty() || BEHIND.contains(&behind);
    if is_end && is_made_of(before, &LEADS) {
        return Some(Disclosure::Public);
    }
    let denied = || {
        DENIALS
            .iter()
            .filter_map(|denial| before.strip_prefix(denial))
            .any(|rest| is_made_of(rest, &LEADS))
    };
    if is_end && denied() {
        return Some(Disclosure::Withheld);
    }
    part(before, behind)
}

/// A value without the name of the government's site on which a text may stand. Any other site may be
/// open to some alone.
fn without_site(value: &str) -> Cow<'_, str> {
    const LONGEST: usize = 16;
    const SITES: [&str; 2] = ["政府网站", "政府门户网站"];
    const LIMITS: &str = "内后前不非除删隐脱审密专";
    let cut = || {
        let (before, rest) = value.split_once('在')?;
        let (name, behind) = SITES.iter().find_map(|site| rest.split_once(site))?;
        let is_name = name.chars().count() <= LONGEST
            && name
                .chars()
                .all(|c| crate::text::cjk::is_han(c) && !LIMITS.contains(c));
        is_name.then(|| format!("{before}{behind}"))
    };
    cut().map_or(Cow::Borrowed(value), Cow::Owned)
}

/// Whether what stands behind a mark that opens may take it back: 附件除外, 备注 不予公开.
pub(super) fn may_limit(key: &str) -> bool {
    const WORDS: [&str; 22] = [
        "除", "不", "否", "仅", "只", "部分", "摘要", "标题", "节选", "隐", "删", "略", "密",
        "内部", "批准", "审查", "审核", "申请", "后", "限", "非", "免",
    ];
    let key = ["不公开理由无", "不公开理由：无", "不公开理由/"]
        .iter()
        .fold(key.to_owned(), |key, nothing| key.replace(nothing, ""));
    WORDS.iter().any(|word| key.contains(word))
}

/// The part that alone is open: 标题 or 摘要, before 公开 or behind it.
fn part(before: &str, behind: &str) -> Option<Disclosure> {
    let only = |words: &[&str]| {
        words.iter().any(|word| {
            let places = [before.contains(word), behind.contains(word)];
            let around = [before, behind].map(|side| side.replacen(word, "", 1));
            places.contains(&true) && around.iter().all(|side| is_made_of(side, &AROUND))
        })
    };
    if only(&TITLE) {
        Some(Disclosure::Title)
    } else if only(&SUMMARY) {
        Some(Disclosure::Summary)
    } else {
        None
    }
}

/// The answer behind a label that asks: 是否公开：是.
pub(super) fn answer(value: &str) -> Option<Disclosure> {
    match value {
        "是" | "可" | "可以" | "能" | "同意" | "宜" | "宜公开" => {
            Some(Disclosure::Public)
        }
        "否" | "不可" | "不可以" | "不能" | "不同意" | "不宜" => {
            Some(Disclosure::Withheld)
        }
        _ => None,
    }
}

/// Whether a value says where or to whom a text is open, and nothing restricts it.
pub(super) fn is_carrier(key: &str) -> bool {
    const OPEN: [&str; 16] = [
        "网站",
        "网络",
        "公报",
        "门户",
        "互联网",
        "广播",
        "报刊",
        "电子",
        "文本",
        "全社会",
        "社会公众",
        "面向社会",
        "社会",
        "公众",
        "不限",
        "全部",
    ];
    const CLOSED: [&str; 5] = ["部分", "内部", "单位", "系统", "机关"];
    let closed = CLOSED.iter().any(|word| key.contains(word));
    let carrier = OPEN.iter().any(|word| key.contains(word));
    carrier && !closed && !words::RESTRICTED.is_match(key)
}

/// Words of labels that ask, whatever stands behind them.
pub(super) const ASKS: [&str; 9] = [
    "是否", "能否", "可否", "与否", "属性", "选项", "选择", "意见", "方式",
];

/// Whether a line is a label such as 公开形式： with whatever it says.
pub(super) fn asks(key: &str) -> bool {
    let is_plain = |c: &char| !"（）【】〔〕[]".contains(*c);
    const LONGEST: usize = 120;
    key.len() <= LONGEST
        && key.contains("公开")
        && labelled(&key.chars().filter(is_plain).collect::<String>()).is_some()
}

/// The value behind a label such as 公开属性： or 是否同意公开：.
pub(super) fn labelled(bare: &str) -> Option<&str> {
    /// What such labels are made of.
    const PARTS: [&str; 41] = [
        "选择",
        "公开",
        "能否",
        "可否",
        "与否",
        "宜",
        "上网",
        "网上",
        "网站",
        "结果",
        "审查",
        "全部",
        "信息",
        "政府",
        "建议",
        "提案",
        "答复",
        "复文",
        "办理",
        "是否",
        "否",
        "同意",
        "可以",
        "对外",
        "向社会",
        "主动",
        "全文",
        "方式",
        "形式",
        "属性",
        "类别",
        "类型",
        "分类",
        "范围",
        "意见",
        "选项",
        "情况",
        "程度",
        "级别",
        "性质",
        "标识",
    ];
    const LONGEST: usize = 14;
    let (label, value) = bare.split_once('：')?;
    if label == "属性" {
        return Some(value);
    }
    let about = label.contains("公开") && label.chars().count() <= LONGEST;
    let mut rest = label;
    while let Some(behind) = PARTS.iter().find_map(|part| rest.strip_prefix(part)) {
        rest = behind;
    }
    (about && rest.is_empty()).then_some(value)
}

/// A text with round brackets for all others.
pub(super) fn round(key: &str) -> String {
    key.replace(['〔', '【', '[', '［'], "（")
        .replace(['〕', '】', ']', '］'], "）")
}

/// Whether a text is made of such words and nothing else.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    while let Some(behind) = words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_by_their_parts() {
        use Disclosure::{OnRequest, Public, Summary, Title, Withheld};
        for (value, expected) in [
            ("公开", Some(Public)),
            ("同意向社会公开", Some(Public)),
            ("可以对外公开", Some(Public)),
            ("公开发布", Some(Public)),
            ("同意在某市人民政府门户网站全文公布", Some(Public)),
            ("不予公布", Some(Withheld)),
            ("依申请公开", Some(OnRequest)),
            ("暂不对外公开", Some(Withheld)),
            ("请勿公开", Some(Withheld)),
            ("不同意全文公开", Some(Withheld)),
            ("仅公开提案标题", Some(Title)),
            ("公开题目", Some(Title)),
            ("以摘要方式公开", Some(Summary)),
            ("公开答复摘要", Some(Summary)),
            ("部分公开", None),
            ("同意在政务内网网站公布", None),
            ("可在代表专用网站公开", None),
            ("同意在隐去联系方式后于政府网站公开", None),
            ("不公开摘要", None),
            ("主动公开内容", None),
            ("建议公开", None),
        ] {
            assert_eq!(read(value), expected, "{value}");
        }
    }
}
