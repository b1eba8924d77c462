//! Words that may hold a letter back, however they are worded or damaged.

use super::bounds::Letter;
use super::boxes;
use super::ending;
use super::forbidding::{
    forbids, is_entry, is_secret, limits_letter, notes_restrict, speaks_of_letter,
};
use super::lines::Line;
use super::marks::{self, Mark};
use super::openness;
use super::outline;
use super::words;
use crate::model::Disclosure;

/// Lines longer than this, in characters, are text.
const LONGEST: usize = 30;
/// How many lines at the end of a letter, and behind it, may hold such words.
const AT_END: usize = 6;
const BEHIND: usize = 10;

/// A short line anywhere around the letter that restricts it counts, however it is worded; among
/// contacts and copies, a part of a line of any length; of a title, the remark in brackets behind it.
pub(super) fn read(letter: &Letter, contact_lines: &[Line], found: &mut Vec<(Mark, usize)>) {
    let last = letter.body.iter().rev().take(AT_END);
    let around = letter.head.iter().chain(last);
    let around = around.chain(letter.behind.iter().take(BEHIND));
    let copies = letter
        .body
        .iter()
        .filter(|line| ending::is_copies(line.key()));
    let restricting = contact_lines.iter().filter(|line| a_part_restricts(line));
    let restricting = restricting
        .chain(around.filter(|line| restricts(line)))
        .chain(copies.filter(|line| a_part_restricts(line)));
    for line in restricting {
        let is_known = |&(mark, raw): &(Mark, usize)| {
            raw == line.raw && (mark != Mark::Says(Disclosure::Public) || may_open(line))
        };
        if !found.iter().any(is_known) {
            found.push((Mark::Unclear, line.raw));
        }
    }
    let title: String = letter.title.iter().map(Line::key).collect();
    let damaged = remark(&title)
        .is_some_and(|remark| words::RESTRICTED.is_match(remark) || is_restriction(remark));
    if let Some(line) = letter.title.last().filter(|_| damaged) {
        found.push((Mark::Unclear, line.raw));
    }
}

/// The words in the brackets that a text ends with, which may hold others.
fn remark(key: &str) -> Option<&str> {
    let inside = key.strip_suffix('）')?;
    let mut depth = 1;
    for (at, c) in inside.char_indices().rev() {
        match c {
            '）' => depth += 1,
            '（' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&inside[at + c.len_utf8()..]);
        }
    }
    None
}

/// Whether a part of a line of contacts or copies, or the remark behind it, restricts.
fn a_part_restricts(line: &Line) -> bool {
    let parts = apart(&line.text);
    words::RESTRICTED.is_match(line.key())
        || remark(line.key()).is_some_and(is_restriction)
        || parts
            .iter()
            .any(|part| is_restriction(&super::lines::key(part)))
}

/// Whether a text is a mark that is none of 公开, or may be one.
fn is_restriction(key: &str) -> bool {
    match marks::disclosure(key) {
        Some(Mark::Says(Disclosure::Public)) => false,
        Some(_) => true,
        None => may_restrict(key),
    }
}

/// What the words in brackets behind a class say of publishing: A类（同意公开）, A类（内部）.
pub(super) fn behind_class(key: &str) -> Option<Mark> {
    let remark = remark(key)?;
    let may = || may_restrict(remark) || words::RESTRICTED.is_match(remark);
    marks::disclosure(remark).or_else(|| may().then_some(Mark::Unclear))
}

/// Whether a line around a letter restricts it or may do so.
fn restricts(line: &Line) -> bool {
    let key = line.key();
    // A heading may be about what is open: 二、关于部分数据暂不公开的原因.
    let menu = (!key.contains('：') && line.text.split_whitespace().count() >= 3)
        || is_entry(key)
        || is_heading_about(key);
    let short = key.chars().count() <= LONGEST && !key.ends_with('。');
    if short && !menu && words::RESTRICTED.is_match(key) {
        return true;
    }
    match marks::disclosure(key) {
        Some(Mark::Says(Disclosure::Public)) => return false,
        Some(_) => return true,
        None => {}
    }
    // 是否公开：第1号公开；第2号不予公开 answers for several.
    let value = key.split_once('：').map_or("", |(_, value)| value);
    let limits = || !boxes::has_box(value) && openness::may_limit(value);
    let limited = || words::RESTRICTED.is_match(key) || limits();
    let answers = openness::asks(key) && limited();
    if answers || speaks_of_letter(key) {
        return true;
    }
    // A mark may stand beside a number or a class.
    let parts = apart(&line.text);
    may_restrict(key)
        || (parts.len() > 1
            && parts
                .iter()
                .any(|part| may_restrict(&super::lines::key(part))))
        || (words::DOC_NUMBER.is_match(key) && a_part_restricts(line))
        || (short && notes_restrict(key))
}

/// 二、关于部分数据暂不公开的原因 is a heading of the text.
fn is_heading_about(key: &str) -> bool {
    const ENDS: [&str; 5] = ["原因", "问题", "情况", "建议", "工作"];
    outline::numbered(key).is_some()
        && key.contains("关于")
        && !key.contains('：')
        && ENDS.iter().any(|end| key.ends_with(end))
}

/// Whether a mark that opens may be of this very line, not of another part of the row it stood in.
fn may_open(line: &Line) -> bool {
    let opens = |part: &str| openness::read(part) == Some(Disclosure::Public);
    openness::asks(line.key())
        || line.key().split(['（', '）', '：', '，', '；']).any(opens)
        || line.text.split_whitespace().any(opens)
}

/// What stands between spaces, but for those that a recogniser sets around letters and digits.
fn apart(text: &str) -> Vec<String> {
    const LONGEST: usize = 4;
    let mut parts: Vec<String> = Vec::new();
    let is_set_apart =
        |part: &str| part.len() <= LONGEST && part.chars().all(|c| c.is_ascii_alphanumeric());
    let mut joins = false;
    for part in text.split_whitespace() {
        let set_apart = is_set_apart(part);
        match parts.last_mut() {
            Some(last) if set_apart || joins => last.push_str(part),
            _ => parts.push(part.to_owned()),
        }
        joins = set_apart;
    }
    parts
}

/// Whether a short text is a mark that restricts, in words that are not known here or with
/// characters lost or misread.
fn may_restrict(key: &str) -> bool {
    const LONGEST_MARK: usize = 20;
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
    const DECIDES: [&str; 26] = [
        "延", "批准", "审核", "审批", "对内", "勿", "缓", "禁", "不", "依", "申请", "部分", "部份",
        "仅", "只", "限", "免", "暂", "非", "内部", "隐", "删", "标题", "摘要", "内网", "专用",
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
    if limits_letter(key) {
        return true;
    }
    let note = ["附注：", "备注：", "注："];
    let key = note
        .iter()
        .find_map(|label| key.strip_prefix(label))
        .unwrap_or(key);
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
    (key.contains("公开") || key.contains("公布")) && decides()
        || MARKS
            .iter()
            .any(|mark| is_damaged(&bare, &mark.chars().collect::<Vec<_>>()))
}

/// Whether a label that may have been 是否公开 or the like has a value that restricts, or none.
fn answers_restrictively(label: &str, value: &str) -> bool {
    const LONGEST_LABEL: usize = 10;
    const NO: [&str; 7] = ["否", "不", "不是", "不能", "不同意", "不宜", "不可"];
    const SPREADS: [&str; 4] = ["上网", "发布", "公布", "范围"];
    let value = value.trim_matches(|c| "（）()。[]【】".contains(c));
    let asks = ["是否", "能否", "可否"]
        .iter()
        .any(|word| label.contains(word));
    let is_label = label.chars().count() <= LONGEST_LABEL;
    let about = label.contains(['公', '开'])
        || label.contains("是否同意")
        || SPREADS.iter().any(|word| label.contains(word));
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
