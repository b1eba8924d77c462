//! Class and disclosure marks.

use super::openness;
use super::words;
use crate::model::{Disclosure, Outcome};

/// What a mark says about publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A disclosure.
    Says(Disclosure),
    /// A mark that is damaged or of unclear scope.
    Unclear,
}

/// No mark is longer, in bytes of its key.
const LONGEST_MARK: usize = 120;
/// Boxes that nobody ticked.
const OPEN: [char; 3] = ['□', '☐', '○'];

/// Whether a line is a mark of either kind, and nothing else.
pub(super) fn is_mark(key: &str) -> bool {
    class(key).is_some() || disclosure(key).is_some()
}

/// Reads a class mark: `A类`, `（A）`, `办理结果：（C）`, `B`.
pub(super) fn class(key: &str) -> Option<Outcome> {
    // （办理结果：A类） has its label inside.
    if !key.contains(['A', 'B', 'C', 'D']) {
        return None;
    }
    let inside = key.strip_prefix('（').and_then(|k| k.strip_suffix('）'));
    let key = inside.filter(|k| k.contains(['：', '为'])).unwrap_or(key);
    // 办理结果：已解决（A）
    let worded = |key: &str| {
        let (label, value) = key.split_once('：')?;
        let at = value.find('（').filter(|at| (2..=24).contains(at))?;
        let words = &value[..at];
        let is_worded = words.chars().all(crate::text::cjk::is_han) && !words.contains('原');
        is_worded.then(|| format!("{label}：{}", &value[at..]))
    };
    let bare = worded(key);
    let key = bare.as_deref().unwrap_or(key);
    if let Some(ticked) = ticked_class(key) {
        return Outcome::parse(&ticked.to_string());
    }
    let captures = words::CLASS.captures(key)?;
    let class = captures.get(1)?.as_str();
    let division = captures.get(2).map_or("", |m| m.as_str());
    Outcome::parse(&format!("{class}{division}"))
}

/// 办理结果：☑A □B □C: the one letter that is ticked, before it or behind it.
fn ticked_class(key: &str) -> Option<char> {
    const TICKED: [char; 5] = ['☑', '√', '✓', '■', '☒'];
    let even = ticks(round(key));
    let (label, options) = even.rsplit_once('：').unwrap_or(("", &even));
    let known = label.is_empty() || words::CLASS.is_match(&format!("{label}：A"));
    let is_box = |c: char| TICKED.contains(&c) || OPEN.contains(&c);
    let made_of = |c: char| is_box(c) || ('A'..='D').contains(&c) || "类、，/".contains(c);
    if !known || !options.contains(TICKED) || !options.chars().all(made_of) {
        return None;
    }
    let marks: Vec<char> = options
        .chars()
        .filter(|c| !"类、，/".contains(*c))
        .collect();
    let before = marks.first().copied().is_some_and(is_box);
    let ticked: Vec<char> = marks
        .windows(2)
        .filter_map(|pair| match (before, pair) {
            (true, [tick, class]) if TICKED.contains(tick) && !is_box(*class) => Some(*class),
            (false, [class, tick]) if TICKED.contains(tick) && !is_box(*class) => Some(*class),
            _ => None,
        })
        .collect();
    match ticked.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Reads a disclosure mark that stands by itself. `None` where the line is none.
pub(super) fn disclosure(key: &str) -> Option<Mark> {
    if key.len() > LONGEST_MARK || !(key.contains('公') || key.contains("节选") || key == "依申请")
    {
        return None;
    }
    let even = round(key);
    let ticked = ticks(answered(&even).unwrap_or(even));
    let key = ticked.as_str();
    // A remark behind the value does not change it, 不公开（正在调查处理的事项）, unless it says
    // that only a part is meant.
    let key = match (key.find('（'), key.starts_with('（')) {
        // 是否同意公开：（是） has its value in brackets.
        (Some(at), false) if key.ends_with('）') && !key[..at].ends_with('：') => {
            let remark = &key[at..];
            // 复文汇编（节选） is the name of something.
            let is_mark = || key[..at].contains("公开");
            if (remark.contains("节选") || remark.contains("摘要")) && is_mark() {
                return Some(Mark::Says(Disclosure::Summary));
            }
            let mut partly = "部分 删 除 标题 后 仅 只 隐 略 脱敏 处理 不含 附件".split(' ');
            // 公开（否）, 公开（×）, 公开（须经批准）
            let mut denied = "否 不 未 × ✕ ✗ 禁 勿 限 密 批 审 申请 内部".split(' ');
            let is_open = openness::read(&key[..at]) == Some(Disclosure::Public);
            if partly.any(|word| remark.contains(word))
                || (is_open && denied.any(|word| remark.contains(word)))
            {
                return Some(Mark::Unclear);
            }
            &key[..at]
        }
        _ => key,
    };
    let bare: String = key
        .chars()
        .filter(|c| !"“”\"'‘’（）()〔〕【】[]［］。.！!*＊".contains(*c))
        .collect();
    let bare = bare.trim_start_matches("注：").trim_start_matches("注");
    if let Some(checked) = checkbox(bare) {
        return Some(checked);
    }
    let value = labelled(bare).unwrap_or(bare);
    let value = without_subject(value);
    if let Some(disclosure) = openness::read(value) {
        return Some(Mark::Says(disclosure));
    }
    if labelled(bare).is_some() {
        if let Some(disclosure) = openness::answer(value) {
            return Some(Mark::Says(disclosure));
        }
        if value.is_empty() {
            return None;
        }
    }
    if labelled(bare).is_some() && openness::is_carrier(value) {
        return None;
    }
    if has_condition(value) {
        return Some(Mark::Unclear);
    }
    let damaged = key.contains(['■', '□', '�', '？', '?', '×', '●', '▇']);
    let scopes = ["部分", "范围", "后公开", "对内", "批准", "审核", "审批"];
    let is_open = value.contains("公开") || value.contains("范围");
    let about_scope = is_open && scopes.iter().any(|word| value.contains(word));
    let short = bare.chars().count() <= 14;
    let looks_like_mark = (labelled(bare).is_some() || damaged || about_scope) && short;
    looks_like_mark.then_some(Mark::Unclear)
}

/// 是否公开（是） has its value in brackets, 是否公开 否 behind a space, without a colon.
fn answered(key: &str) -> Option<String> {
    if let Some(label) = key.strip_suffix(['是', '否']) {
        let whole = format!("{label}：{}", &key[label.len()..]);
        let is_label = label.contains("公开") && !label.contains('：');
        return (is_label && labelled(&whole).is_some()).then_some(whole);
    }
    const ASKS: [&str; 8] = [
        "是否", "能否", "可否", "与否", "属性", "选项", "意见", "方式",
    ];
    let (label, inside) = key.strip_suffix('）')?.split_once('（')?;
    let whole = format!("{label}：{inside}");
    let asks = !label.contains('：') && ASKS.iter().any(|word| label.contains(word));
    (asks && labelled(&whole).is_some()).then_some(whole)
}

/// 同意公开，隐去姓名 sets a condition that only a person can meet.
fn has_condition(value: &str) -> bool {
    let Some((first, rest)) = value.split_once(['，', '；', '、']) else {
        return false;
    };
    openness::read(first) == Some(Disclosure::Public)
        && rest.contains(['隐', '删', '除', '不', '仅', '只', '后', '略', '敏'])
}

/// 此复函同意公开 says 同意公开.
pub(super) fn without_subject(value: &str) -> &str {
    const NOUNS: [&str; 8] = ["答复函", "复函", "答复", "复文", "回复", "件", "文", "函"];
    let named = value.strip_prefix(['此', '本', '该']).unwrap_or(value);
    let noun = NOUNS.iter().find_map(|noun| named.strip_prefix(noun));
    noun.filter(|_| named.len() < value.len()).unwrap_or(value)
}

/// What a value in a page's table says: where and to whom a text is open, if nothing restricts
/// it, is no mark; a value that is not known here may restrict.
pub(super) fn of_value(key: &str) -> Option<Mark> {
    if let Some(mark) = disclosure(key) {
        return Some(mark);
    }
    (!openness::is_carrier(key)).then_some(Mark::Unclear)
}

/// The value behind a label such as 公开属性： or 是否同意公开：.
fn labelled(bare: &str) -> Option<&str> {
    /// What such labels are made of.
    const PARTS: [&str; 40] = [
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
fn round(key: &str) -> String {
    key.replace(['〔', '【', '[', '［'], "（")
        .replace(['〕', '】', ']', '］'], "）")
}

/// `主动公开（√）依申请公开（ ）` with boxes for its brackets.
fn ticks(key: String) -> String {
    if !key.contains(['√', '✓', '✔']) || !key.contains('（') {
        return key;
    }
    let ticked = ["（√）", "（✓）", "（✔）"].iter();
    let boxed = ticked.fold(key, |key, tick| key.replace(tick, "☑"));
    boxed.replace("（）", "□")
}

/// `☑主动公开 □依申请公开`: what is ticked; none or several ticked are unclear.
fn checkbox(bare: &str) -> Option<Mark> {
    const TICKED: [char; 6] = ['☑', '√', '✓', '■', '☒', '●'];
    const TICKS: [char; 3] = ['☑', '√', '✓'];
    // A box in the label is a character that was not recognised.
    let (label, options) = bare.rsplit_once('：').unwrap_or(("", bare));
    let boxed = !label.contains(TICKED)
        && (options.contains(OPEN)
            || options.contains(TICKS)
            || (options.contains(TICKED) && options.matches("公开").count() > 1));
    if !boxed || !bare.contains("公开") {
        return None;
    }
    // 公开：√
    if options.chars().all(|c| TICKS.contains(&c)) {
        return Some(openness::read(label).map_or(Mark::Unclear, Mark::Says));
    }
    let asks = labelled(bare).is_some();
    let body = labelled(bare).unwrap_or(bare);
    let is_box = |c: char| TICKED.contains(&c) || OPEN.contains(&c);
    // Boxes stand before their words or behind them.
    let behind = !body.starts_with(is_box);
    let mut ticked: Vec<String> = Vec::new();
    let (mut word, mut set) = (String::new(), false);
    for c in body.chars().chain(['□']) {
        if !is_box(c) {
            word.push(c);
            continue;
        }
        let is_set = if behind { TICKED.contains(&c) } else { set };
        if is_set && !word.is_empty() {
            ticked.push(std::mem::take(&mut word));
        }
        word.clear();
        set = TICKED.contains(&c);
    }
    let found: Vec<Disclosure> = ticked
        .iter()
        .filter_map(|word| {
            let answer = openness::answer(word).filter(|_| asks);
            openness::read(word).or(answer)
        })
        .collect();
    Some(match found.as_slice() {
        [one] => Mark::Says(*one),
        _ => Mark::Unclear,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_in_their_usual_writings() {
        for (key, class_name) in [
            ("A类", "A"),
            ("（A）类", "A"),
            ("〔A〕", "A"),
            ("类别：C", "C"),
            ("B", "B"),
            ("办理结果：（C）", "C"),
            ("（办理结果：A类）", "A"),
            ("本次答复类别：A类（原答复类别：B类）", "A"),
            ("A1类", "A1"),
            ("属A类", "A"),
            ("结果分类：A", "A"),
            ("A类：所提问题已经解决", "A"),
            ("B类（正在解决或列入计划逐步解决）", "B"),
            ("办理结果：☑A□B□C", "A"),
            ("办理结果：A□B√C□", "B"),
            ("办复类别：B", "B"),
            ("办理结果：已解决（A）", "A"),
        ] {
            assert_eq!(
                class(key).map(|c| c.to_string()).as_deref(),
                Some(class_name),
                "{key}"
            );
        }
        for key in ["A类提案", "AB", "（一）", "E类", "类别："] {
            assert_eq!(class(key), None, "{key}");
        }
    }

    #[test]
    fn disclosure_marks_in_their_usual_writings() {
        use Disclosure::{OnRequest, Public, Summary, Title, Withheld};
        for (key, expected) in [
            ("同意公开", Public),
            ("是否同意公开：是", Public),
            ("是否同意公开：（是）", Public),
            ("是否同意公开：（否）", Withheld),
            ("公开方式：【依申请公开】", OnRequest),
            ("〔公开〕", Public),
            ("注：“主动公开”。", Public),
            ("（此件公开发布）", Public),
            ("公开方式：主动公开", Public),
            ("此件依申请公开", OnRequest),
            ("此件不公开", Withheld),
            ("是否公开：是☑否□", Public),
            ("是否公开（是）", Public),
            ("是否公开是", Public),
            ("是否同意公开否", Withheld),
            ("公开否", Withheld),
            ("公开：√", Public),
            ("摘要公开（√）", Summary),
            ("摘要公开", Summary),
            ("建议公开范围：仅公开标题", Title),
            ("☑主动公开□依申请公开□不予公开", Public),
        ] {
            assert_eq!(disclosure(key), Some(Mark::Says(expected)), "{key}");
        }
        for key in [
            "同意公■",
            "□主动公开□依申请公开",
            "公开范围：内部",
            "部分公开",
            "同意公开，但需删除附件",
            "公开（否）",
            "公开〔×〕",
            "公开（须经批准）",
            "经批准可公开",
            "对内公开",
        ] {
            assert_eq!(disclosure(key), Some(Mark::Unclear), "{key}");
        }
        for key in ["关于政务公开工作的答复", "推进公开透明", "公安局"] {
            assert_eq!(disclosure(key), None, "{key}");
        }
    }
}
