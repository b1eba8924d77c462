//! What stands around a letter on a web page: navigation, metadata tables, feet.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{LONGEST_LINE, Line};
use super::words::regex;

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
    Other,
}

const LABELS: &[(&str, Label)] = &[
    ("索引号", Label::IndexNumber),
    ("文件编号", Label::DocNumber),
    ("发文字号", Label::DocNumber),
    ("发文文号", Label::DocNumber),
    ("文号", Label::DocNumber),
    ("发布机构", Label::Publisher),
    ("发文机关", Label::Publisher),
    ("发布单位", Label::Publisher),
    ("公开方式", Label::Disclosure),
    ("公开形式", Label::Disclosure),
    ("公开属性", Label::Disclosure),
    ("公开类别", Label::Disclosure),
    ("信息公开属性", Label::Disclosure),
    ("主题分类", Label::Other),
    ("公开范围", Label::Other),
    ("公开责任部门", Label::Other),
    ("公开日期", Label::Other),
    ("公开时限", Label::Other),
    ("生成日期", Label::Other),
    ("成文日期", Label::Other),
    ("发文日期", Label::Other),
    ("发布日期", Label::Other),
    ("发布时间", Label::Other),
    ("有效性", Label::Other),
    ("有效期", Label::Other),
    ("主题词", Label::Other),
    ("关键词", Label::Other),
    ("体裁分类", Label::Other),
    ("服务对象", Label::Other),
    ("信息来源", Label::Other),
    ("文章来源", Label::Other),
    ("信息分类", Label::Other),
    ("组配分类", Label::Other),
    ("分类", Label::Other),
    ("名称", Label::Other),
    ("标题", Label::Other),
    ("来源", Label::Other),
    ("作者", Label::Other),
    ("责任编辑", Label::Other),
    ("编辑", Label::Other),
    ("审核", Label::Other),
    ("浏览次数", Label::Other),
    ("浏览量", Label::Other),
    ("点击数", Label::Other),
    ("点击率", Label::Other),
    ("访问量", Label::Other),
    ("阅读次数", Label::Other),
    ("阅读", Label::Other),
    ("日期", Label::Other),
    ("时间", Label::Other),
    ("字体", Label::Other),
    ("字号", Label::Other),
];

/// A label with its colon at the beginning of a line or behind another value.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names: Vec<&str> = LABELS.iter().map(|(name, _)| *name).collect();
    regex(&format!(
        r"(?:^|[|\s，；\]】）]|\d)({})[：:|]",
        names.join("|")
    ))
});

static FURNITURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:首页|网站首页|当前位置|您的位置|您现在的位置|所在位置|您当前的位置)[：>]?|^首页[>＞/|]|",
        r"^(?:关怀版|长者模式|无障碍浏览|无障碍)(?:$|\||关怀版|无障碍|长者模式|浏览|简体|繁體版|繁体)*|^访问量|^在线检阅|^今天是|^欢迎访问|",
        r"^(?:上一篇|下一篇|上一条|下一条|上篇|下篇)[：:]?|",
        r"^[【\[（]?(?:打印|关闭|打印本页|关闭窗口|关闭本页|收藏|分享|返回顶部|返回|字体|大中小|加入收藏|我要纠错|纠错|保存)",
        r"(?:[】\]）|/，\s]|打印|关闭|收藏|分享|返回|大|中|小|窗口|本页|到|：)*$|",
        r"ICP备|公网安备|网站标识码|版权所有|技术支持：|",
        r"^(?:主办|主办单位|承办|维护)：.*(?:承办|办公室|政府|局|委员会)|^Copyright|©|^相关(?:链接|文章|阅读|附件|信息)(?:：|$)|",
        r"^(?:政务公开|政府信息公开|信息公开|公开指南|信息公开指南|公开制度|信息公开制度|公开目录|法定主动公开内容|",
        r"主动公开内容|政府信息公开年报|信息公开年报|互动交流|政务服务|解读回应|走进\p{Han}{1,6}|新闻中心|机构职能|",
        r"建议提案办理|建议提案|提案办理|登录|注册|无障碍|长者版|适老化|简体|繁体|网站支持IPv6|无障碍浏览)$|",
        r"^浏览(?:次数|量)|^(?:点击|阅读|访问)(?:数|次数|量|率)?：?\d|^字体[：大【\[]|^(?:责任)?编辑：|^审核："
    ))
});

/// Whether a line is a page's furniture and no part of any letter.
pub(super) fn is_furniture(key: &str) -> bool {
    /// A letter may speak of these too, in a sentence.
    const SHARING: [&str; 8] = [
        "扫一扫",
        "手机打开",
        "手机查看",
        "手机浏览",
        "手机上打开",
        "手机上查看",
        "分享到",
        "网站地图",
    ];
    const FEET: [&str; 3] = ["版权所有", "ICP备", "公网安备"];
    let is = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let is_sentence = key.contains('。') && !is(&FEET);
    if key.len() > LONGEST_LINE || is_sentence {
        return false;
    }
    (is(&SHARING) && !key.ends_with(['，', '；', '、']))
        || FURNITURE.as_ref().is_some_and(|regex| regex.is_match(key))
}

/// A menu entry that reads like a mark is one only among other menu entries.
pub(super) fn is_menu(lines: &[Line], index: usize) -> bool {
    const ENTRIES: [&str; 3] = ["依申请公开", "主动公开", "公开"];
    const ENDS: [&str; 8] = [
        "指南", "年报", "制度", "目录", "内容", "说明", "公开", "服务",
    ];
    if !ENTRIES.contains(&lines[index].key()) {
        return false;
    }
    let entry = |key: &str| {
        (4..=14).contains(&key.chars().count())
            && ENDS.iter().any(|end| key.ends_with(end))
            && super::marks::disclosure(key).is_none()
    };
    let near = index.saturating_sub(1)..(index + 2).min(lines.len());
    near.filter(|&at| at != index)
        .any(|at| entry(lines[at].key()))
}

/// The rows of a metadata table in a line; empty where it is no such line.
pub(super) fn metadata(line: &Line, next: Option<&Line>) -> Vec<Metadata> {
    let Some(label_regex) = LABEL.as_ref() else {
        return Vec::new();
    };
    // A label stands at the beginning, so a colon or bar is near.
    let near = line.text.chars().take(16).any(|c| "：:|│┃".contains(c));
    if !near {
        return Vec::new();
    }
    let text = line.text.replace(['|', '│', '┃'], " ");
    let spaced: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let compact = compact_labels(&spaced);
    let found: Vec<(Label, usize, usize)> = label_regex
        .captures_iter(&compact)
        .filter_map(|captures| {
            let name = captures.get(1)?;
            let (_, label) = LABELS.iter().find(|(known, _)| *known == name.as_str())?;
            Some((*label, name.start(), captures.get(0)?.end()))
        })
        .collect();
    if found
        .first()
        .is_none_or(|&(_, start, _)| compact[..start].trim().len() > 3)
    {
        return Vec::new();
    }
    found
        .iter()
        .enumerate()
        .map(|(index, &(label, _, start))| {
            let end = found
                .get(index + 1)
                .map_or(compact.len(), |&(_, start, _)| start);
            let mut value = compact
                .get(start..end)
                .unwrap_or_default()
                .trim()
                .to_owned();
            if value.is_empty() && found.len() == 1 {
                value = next.map(|next| next.text.clone()).unwrap_or_default();
            }
            Metadata {
                label,
                value,
                raw: line.raw,
            }
        })
        .collect()
}

/// Labels are often spaced out: 索 引 号 to 索引号, 文　号 to 文号.
fn compact_labels(text: &str) -> String {
    static SPACED: LazyLock<Option<Regex>> =
        LazyLock::new(|| regex(r"(\p{Han}) (\p{Han})(?: (\p{Han}))?(?: (\p{Han}))? ?[：:]"));
    match SPACED.as_ref() {
        Some(spaced) => spaced.replace_all(text, "$1$2$3$4：").into_owned(),
        None => text.to_owned(),
    }
}
