//! Class and disclosure marks.

use super::boxes;
use super::openness::{self, ASKS, labelled, round};
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
    let even = round(key);
    let key = even.as_str();
    let inside = key.strip_prefix('（').and_then(|k| k.strip_suffix('）'));
    let key = inside.filter(|k| k.contains(['：', '为'])).unwrap_or(key);
    // 办理结果：已解决（A）
    let worded = |key: &str| {
        let (label, value) = key.split_once('：')?;
        let at = value.find('（').filter(|at| (2..=45).contains(at))?;
        let words = &value[..at];
        let is_worded = words.chars().all(crate::text::cjk::is_han) && !words.contains('原');
        is_worded.then(|| format!("{label}：{}", &value[at..]))
    };
    let bare = worded(key);
    let key = bare.as_deref().unwrap_or(key);
    if let Some(ticked) = boxes::class(key) {
        return Outcome::parse(&ticked.to_string());
    }
    let captures = words::CLASS.captures(key)?;
    let class = captures.get(1)?.as_str();
    let division = captures.get(2).map_or("", |m| m.as_str());
    Outcome::parse(&format!("{class}{division}"))
}

/// Reads a disclosure mark that stands by itself. `None` where the line is none.
pub(super) fn disclosure(key: &str) -> Option<Mark> {
    const BRIEF: usize = 24;
    let on_request = || key.len() <= BRIEF && key.contains("依申请");
    let speaks = key.contains('公') || key.contains("节选") || on_request();
    if key.len() > LONGEST_MARK || !speaks {
        return None;
    }
    let even = round(key);
    let even = answered(&even)
        .or_else(|| boxes::behind_label(&even))
        .unwrap_or(even);
    let ticked = boxes::closed(even);
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
            let value = labelled(&key[..at]).unwrap_or(&key[..at]);
            let is_open = [openness::read(value), openness::answer(value)]
                .contains(&Some(Disclosure::Public));
            if (is_mark() && partly.any(|word| remark.contains(word)))
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
    let bare = ["附注：", "备注：", "注：", "注", "不涉密，", "非涉密，"]
        .iter()
        .find_map(|label| bare.strip_prefix(label))
        .unwrap_or(&bare);
    if let Some(ticked) = boxes::ticked(bare) {
        return Some(match ticked.as_slice() {
            [one] => Mark::Says(*one),
            _ => Mark::Unclear,
        });
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
    const NOUNS: [&str; 9] = [
        "答复函",
        "答复件",
        "复函",
        "答复",
        "复文",
        "回复",
        "件",
        "文",
        "函",
    ];
    let named = value.strip_prefix(['此', '本', '该']).unwrap_or(value);
    // 答复公开 and 答复全文 alone are names on a page.
    let begins_with =
        |rest: &str, word| rest.strip_prefix(word).is_some_and(|rest| !rest.is_empty());
    const SAYS: [&str; 5] = ["可以", "可", "同意", "全文", "不"];
    let noun = NOUNS.iter().find_map(|noun| named.strip_prefix(noun));
    let is_said =
        |rest: &&str| named.len() < value.len() || SAYS.iter().any(|word| begins_with(rest, word));
    noun.filter(is_said).unwrap_or(value)
}

/// What a value in a page's table says: where and to whom a text is open, if nothing restricts
/// it, is no mark; a value that is not known here may restrict.
pub(super) fn of_value(key: &str) -> Option<Mark> {
    if let Some(mark) = disclosure(key) {
        return Some(mark);
    }
    (!openness::is_carrier(key)).then_some(Mark::Unclear)
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
            "是否公开：公开（答复内容不公开）",
            "是否公开：是（答复内容不公开）",
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
