//! What stands around a letter on a web page: navigation, buttons, feet.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{LONGEST_LINE, Line};
use super::metadata;
use super::words::regex;

static FURNITURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:首页|网站首页|当前位置|您的位置|您现在的位置|所在位置|您当前的位置)[：>]?|^首页[>＞/|]|",
        r"^(?:关怀版|长者模式|无障碍浏览|无障碍)(?:$|\||关怀版|无障碍|长者模式|浏览|简体|繁體版|繁体)*|^访问量|^在线检阅|^今天是|^欢迎访问|",
        r"^(?:上一篇|下一篇|上一条|下一条|上篇|下篇)[：:]?|",
        r"^[【\[（]?(?:打印|关闭|打印本页|关闭窗口|关闭本页|收藏|分享|返回顶部|返回|字体|大中小|加入收藏|我要纠错|纠错|保存)",
        r"(?:[【\[（】\]）|/，\s]|打印|关闭|收藏|分享|返回|大|中|小|窗口|本页|到|：)*$|",
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
    if key.len() > LONGEST_LINE {
        return false;
    }
    let is = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let is_sentence = key.contains('。') && !is(&FEET);
    // 主办单位：甲局 会办单位：乙局 says who answers.
    const ANSWERS: [&str; 5] = ["会办单位", "协办单位", "联系人", "承办人", "经办人"];
    let who_answers = is(&ANSWERS);
    if is_sentence || who_answers {
        return false;
    }
    // What asks a reader to sign in.
    let signs_in = ["密码登录", "立即注册", "还没有账号", "忘记密码"];
    if key.chars().count() <= 12 && is(&signs_in) {
        return true;
    }
    let has_address = key.contains("www.") || key.contains("http");
    if has_address || is_buttons(key) || is_download(key) || is_page_name(key) {
        return true;
    }
    (is(&SHARING) && !key.ends_with(['，', '；', '、']))
        || FURNITURE.as_ref().is_some_and(|regex| regex.is_match(key))
}

/// 【大】【中】【小】【打印此页】: words of buttons in brackets and nothing else.
fn is_buttons(key: &str) -> bool {
    const WORDS: [&str; 22] = [
        "大",
        "中",
        "小",
        "打印",
        "打印此页",
        "打印本页",
        "关闭",
        "关闭窗口",
        "关闭本页",
        "字体",
        "字号",
        "收藏",
        "收藏本页",
        "分享",
        "返回",
        "返回顶部",
        "TOP",
        "下载",
        "附件下载",
        "纠错",
        "我要纠错",
        "语音播报",
    ];
    let split = |c: char| "【】[]（）〔〕|/：".contains(c);
    let mut words = key.split(split).filter(|word| !word.is_empty());
    let bracketed = key.starts_with(split) || key.contains("字体") || key.contains("字号");
    bracketed && key.chars().count() >= 3 && words.all(|word| WORDS.contains(&word))
}

/// 对第1号建议的答复-某部政府门户网站: the name of a page with its site's.
fn is_page_name(key: &str) -> bool {
    const SITES: [&str; 6] = ["网站", "门户", "政府网", "信息网", "公开网", "官网"];
    let site = key
        .rsplit(['-', '_', '—', '|', '–'])
        .next()
        .unwrap_or_default();
    site.len() < key.len()
        && (4..=30).contains(&site.chars().count())
        && SITES.iter().any(|end| site.ends_with(end))
}

/// 附件1：名单.docx and 附件下载： are links of the page.
fn is_download(key: &str) -> bool {
    const ENDS: [&str; 9] = [
        ".xlsx", ".xls", ".docx", ".doc", ".pdf", ".wps", ".rar", ".zip", ".ofd",
    ];
    let names_file = || ENDS.iter().any(|end| key.contains(end));
    let is_file = ENDS.iter().any(|end| key.ends_with(end)) && !key.contains('。');
    is_file
        || key.starts_with("附件") && (key.trim_end_matches('：') == "附件下载" || names_file())
        || key.starts_with("相关附件")
}

/// 主办单位：甲局 above 会办单位：乙局 or 联系人：某某 says who answers, and is no foot of a page.
pub(super) fn says_who_answers(lines: &[Line], index: usize) -> bool {
    const NEAR: usize = 3;
    const BELOW: [&str; 7] = [
        "会办：",
        "会办单位：",
        "协办：",
        "协办单位：",
        "联系人",
        "承办人",
        "经办人",
    ];
    let is_label = |line: &Line| BELOW.iter().any(|label| line.key().starts_with(label));
    let first = lines[index].key();
    ["主办：", "主办单位："]
        .iter()
        .any(|label| first.starts_with(label))
        && lines[index + 1..].iter().take(NEAR).any(is_label)
}

/// A line of a page's foot beside one that says so: its host's address and telephone.
pub(super) fn is_foot(lines: &[Line], index: usize) -> bool {
    const STARTS: [&str; 6] = [
        "地址：",
        "邮编：",
        "邮政编码：",
        "电话：",
        "传真：",
        "邮箱：",
    ];
    const FEET: [&str; 5] = ["版权所有", "ICP备", "公网安备", "网站标识码", "ICP"];
    let key = lines[index].key();
    // A letter's own telephone may stand right above the foot.
    const BELOW: [&str; 2] = ["联系电话：", "联系方式："];
    let after = if BELOW.iter().any(|start| key.starts_with(start)) {
        index
    } else {
        (index + 3).min(lines.len())
    };
    let near = index.saturating_sub(2)..after;
    BELOW
        .iter()
        .chain(&STARTS)
        .any(|start| key.starts_with(start))
        && near
            .map(|at| lines[at].key())
            .any(|key| FEET.iter().any(|word| key.contains(word)))
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
    // 公开 above a page's table names a column of the site.
    let mut below = (index + 1..(index + 4).min(lines.len())).map(|at| &lines[at]);
    if lines[index].key() == "公开" && below.any(|line| !metadata::rows(line, None).is_empty()) {
        return true;
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
