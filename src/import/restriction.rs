//! Words that may hold a letter back, however they are worded or damaged.

use super::bounds::Letter;
use super::lines::Line;
use super::marks::{self, Mark};
use super::words;
use crate::model::Disclosure;

/// Lines longer than this, in characters, are text.
const LONGEST: usize = 30;
/// How many lines at the end of a letter, and behind it, may hold such words.
const AT_END: usize = 6;
const BEHIND: usize = 10;

/// A short line anywhere around the letter that restricts it counts, however it is worded; among
/// contacts, a line of any length; of a title, the remark in brackets behind it.
pub(super) fn read(letter: &Letter, contact_lines: &[Line], found: &mut Vec<(Mark, usize)>) {
    for line in contact_lines {
        let known = found.iter().any(|&(_, raw)| raw == line.raw);
        if !known && words::RESTRICTED.is_match(line.key()) {
            found.push((Mark::Unclear, line.raw));
        }
    }
    let around = letter
        .head
        .iter()
        .chain(letter.body.iter().rev().take(AT_END));
    let around = around.chain(letter.behind.iter().take(BEHIND));
    for line in around.filter(|line| restricts(line)) {
        if !found.iter().any(|&(_, raw)| raw == line.raw) {
            found.push((Mark::Unclear, line.raw));
        }
    }
    let title: String = letter.title.iter().map(Line::key).collect();
    let remark = title
        .strip_suffix('）')
        .and_then(|title| title.rsplit('（').next());
    let damaged =
        remark.is_some_and(|remark| words::RESTRICTED.is_match(remark) || may_restrict(remark));
    if let Some(line) = letter.title.last().filter(|_| damaged) {
        found.push((Mark::Unclear, line.raw));
    }
}

/// What the words in brackets behind a class say of publishing: A类（同意公开）, A类（内部）.
pub(super) fn behind_class(key: &str) -> Option<Mark> {
    let (_, remark) = key.strip_suffix('）')?.rsplit_once('（')?;
    let may = || may_restrict(remark) || words::RESTRICTED.is_match(remark);
    marks::disclosure(remark).or_else(|| may().then_some(Mark::Unclear))
}

/// Whether a line around a letter restricts it or may do so.
fn restricts(line: &Line) -> bool {
    let key = line.key();
    let menu = line.text.split_whitespace().count() >= 3 || is_entry(key);
    let short = key.chars().count() <= LONGEST && !key.ends_with('。');
    if short && !menu && words::RESTRICTED.is_match(key) {
        return true;
    }
    if marks::disclosure(key).is_some() {
        return false;
    }
    // A mark may stand beside a number or a class.
    let parts = apart(&line.text);
    may_restrict(key)
        || (parts.len() > 1
            && parts
                .iter()
                .any(|part| may_restrict(&super::lines::key(part))))
        || (short && notes_restrict(key))
}

/// What stands between spaces, but for those that a recogniser sets around letters and digits.
fn apart(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        let begins = part.starts_with(|c: char| c.is_ascii_alphanumeric());
        match parts.last_mut() {
            Some(last) if begins || last.ends_with(|c: char| c.is_ascii_alphanumeric()) => {
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

/// 内部掌握，请勿上网: a line of short notes, none a name with its label, of which one restricts.
fn notes_restrict(key: &str) -> bool {
    const LONGEST_NOTE: usize = 8;
    let is_note = |note: &str| (2..=LONGEST_NOTE).contains(&note.chars().count());
    let mut notes = key.split(['，', '、', '；']);
    !key.contains('：')
        && notes.clone().all(is_note)
        && notes.any(|note| is_secret(note) || forbids(note))
}

/// 不予公开说明 and the like are entries of a page's menu.
fn is_entry(key: &str) -> bool {
    const ENDS: [&str; 12] = [
        "说明",
        "指南",
        "年报",
        "制度",
        "目录",
        "平台",
        "系统",
        "流程",
        "规定",
        "渠道",
        "申请表",
        "条例",
    ];
    key.contains("主动公开内容") || ENDS.iter().any(|end| key.ends_with(end))
}

/// Whether a short text is a mark that restricts, in words that are not known here or with
/// characters lost or misread.
fn may_restrict(key: &str) -> bool {
    const LONGEST_MARK: usize = 16;
    const ABOUT: [&str; 8] = [
        "关于",
        "建议",
        "提案",
        "条例",
        "信息公开",
        "政务公开",
        "公开栏",
        "公开日",
    ];
    const DECIDES: [&str; 24] = [
        "延", "批准", "审核", "审批", "对内", "勿", "缓", "禁", "不", "依", "申请", "部分", "部份",
        "仅", "只", "限", "免", "暂", "非", "内部", "隐", "删", "标题", "摘要",
    ];
    const MARKS: [&str; 9] = [
        "依申请公开",
        "不予公开",
        "不公开",
        "部分公开",
        "仅公开标题",
        "摘要公开",
        "暂不公开",
        "不同意公开",
        "不宜公开",
    ];
    if let Some((label, value)) = key.split_once('：')
        && answers_restrictively(label, value)
    {
        return true;
    }
    // 不予公■（涉及个人隐私）
    let key = match key.find('（') {
        Some(at) if at > 0 && key.ends_with('）') => &key[..at],
        _ => key,
    };
    let named = key;
    let key = marks::without_subject(key.trim_matches(['（', '）']));
    // 此件■■■ says nothing else.
    const BRIEF: usize = 9;
    let of_letter = key.len() < named.trim_matches(['（', '）']).len();
    if of_letter && named.chars().count() <= BRIEF && !key.contains('：') && !key.is_empty() {
        return !marks::is_mark(named);
    }
    if is_secret(key) || forbids(key) {
        return true;
    }
    let is_plain = |c: char| !"“”\"'‘’（）()〔〕【】[]［］。.！!：".contains(c);
    let bare: Vec<char> = key.chars().filter(|c| is_plain(*c)).collect();
    let about = ABOUT.iter().any(|word| key.contains(word)) && !key.starts_with(['仅', '只', '限']);
    let known = marks::disclosure(key).is_some() || is_entry(key);
    if !(2..=LONGEST_MARK).contains(&bare.len()) || about || known {
        return false;
    }
    let decides = || DECIDES.iter().any(|word| key.contains(word));
    key.contains("公开") && decides()
        || MARKS
            .iter()
            .any(|mark| is_damaged(&bare, &mark.chars().collect::<Vec<_>>()))
}

/// 工作秘密, 内部掌握: a short line that is no bureau's name and does not deny it.
fn is_secret(key: &str) -> bool {
    const LONGEST_NOTE: usize = 8;
    const WORDS: [&str; 6] = ["秘密", "机密", "绝密", "涉密", "保密", "内部"];
    key.chars().count() <= LONGEST_NOTE
        && WORDS.iter().any(|word| key.contains(word))
        && !key.contains(['：', '非', '不', '无', '局', '科', '处', '室'])
        && !is_entry(key)
}

/// 不得对外发布, 请勿上网, 仅供委员参阅.
pub(super) fn forbids(key: &str) -> bool {
    const LONGEST_NOTE: usize = 14;
    const STARTS: [&str; 7] = ["不", "请勿", "请不要", "勿", "禁止", "暂不", "暂缓"];
    const SPREADS: [&str; 8] = [
        "公布", "发布", "上网", "外传", "传播", "扩散", "转载", "公开",
    ];
    const FOR: [&str; 5] = ["仅供", "只供", "仅发", "只发", "供领导"];
    let key = key.trim_end_matches(['。', '！']);
    let reserved = || {
        FOR.iter().any(|start| key.starts_with(start))
            && ["阅", "参考", "使用", "本人"]
                .iter()
                .any(|end| key.ends_with(end))
    };
    if key.chars().count() <= LONGEST_NOTE && reserved() {
        return true;
    }
    STARTS.iter().any(|start| key.starts_with(start))
        && key.chars().count() <= LONGEST_NOTE
        && !key.contains(['，', '：'])
        && SPREADS.iter().any(|word| key.contains(word))
        && marks::disclosure(key).is_none()
        && !is_entry(key)
}

/// Whether a label that may have been 是否公开 or the like has a value that restricts, or none.
fn answers_restrictively(label: &str, value: &str) -> bool {
    const LONGEST_LABEL: usize = 10;
    const NO: [&str; 6] = ["否", "不", "不是", "不同意", "不宜", "不可"];
    let value = value.trim_matches(|c| "（）()。[]【】".contains(c));
    let asks = ["是否", "能否", "可否"]
        .iter()
        .any(|word| label.contains(word));
    let is_label = label.chars().count() <= LONGEST_LABEL;
    let about = label.contains(['公', '开']) || label.contains("是否同意");
    if !is_label || !about {
        return false;
    }
    let says = match marks::disclosure(value) {
        Some(Mark::Says(disclosure)) => disclosure != Disclosure::Public,
        Some(Mark::Unclear) => true,
        None => NO.contains(&value) || may_restrict(value),
    };
    says || (asks && label.contains("公开") && value.is_empty())
}

/// Whether a text is a mark but for one character lost, added or misread, and for those that were
/// not recognised at all.
fn is_damaged(text: &[char], mark: &[char]) -> bool {
    const UNREAD: [char; 12] = ['■', '□', '�', '？', '?', '×', '●', '▇', '口', '*', '…', '_'];
    const MOST: usize = 1;
    if text.len().abs_diff(mark.len()) > MOST {
        return false;
    }
    let read = text.iter().filter(|c| mark.contains(c)).count();
    let costs = (0..=mark.len()).collect::<Vec<usize>>();
    let last = text.iter().enumerate().fold(costs, |above, (row, c)| {
        let mut costs = vec![row + 1];
        for (column, wanted) in mark.iter().enumerate() {
            let other = usize::from(c != wanted && !UNREAD.contains(c));
            let least = (above[column] + other)
                .min(above[column + 1] + 1)
                .min(costs[column] + 1);
            costs.push(least);
        }
        costs
    });
    read >= 2 && last.last().is_some_and(|&cost| cost <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_lost_characters_may_restrict() {
        for key in [
            "申请公开",
            "依申请公",
            "依甲请公开",
            "依申■■开",
            "予公开",
            "不于公开",
            "（部份公开）",
            "工作秘密",
            "内部掌握",
            "不得对外发布",
            "请勿上网",
            "仅向提案人公开",
            "内部公开",
            "此件不公",
            "是否■开：否",
            "建议公开范：仅公开标题",
            "不予公（涉及个人隐私）",
        ] {
            assert!(may_restrict(key), "{key}");
        }
        for key in [
            "主动公开",
            "政务公开",
            "公开",
            "信息公开",
            "办理结果公开",
            "关于不动产信息公开的答复",
            "青岚市公安局",
            "二、公开透明",
            "是否采纳：否",
            "政府信息依申请公开条例",
        ] {
            assert!(!may_restrict(key), "{key}");
        }
        for key in ["内部掌握，请勿上网", "延期公开", "仅供委员参阅"] {
            assert!(may_restrict(key) || notes_restrict(key), "{key}");
        }
    }

    #[test]
    fn words_behind_a_class_count() {
        for (key, expected) in [
            ("A类（同意公开）", Some(Mark::Says(Disclosure::Public))),
            ("A类（依申请公开）", Some(Mark::Says(Disclosure::OnRequest))),
            ("B类（部分公开）", Some(Mark::Unclear)),
            ("A类（内部）", Some(Mark::Unclear)),
            ("A类（原答复类别：B类）", None),
            ("B类（正在解决或列入计划逐步解决）", None),
            ("A类", None),
        ] {
            assert_eq!(behind_class(key), expected, "{key}");
        }
    }
}
