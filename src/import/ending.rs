//! Lines at the end of a letter, and where it ends.

use super::contacts;
use super::doubt;
use super::forbidding;
use super::lines::{LONGEST_LINE, Line};
use super::marks;
use super::openness;
use super::words;

/// What a line at the end of a letter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Contact,
    Date,
    Signature,
    Attachment,
    Copies,
    Mark,
}

/// What a line is, as one at the end of a letter.
pub(super) fn kind(key: &str) -> Option<Ending> {
    if key.len() > LONGEST_LINE && !words::COPIES.is_match(key) && !words::ATTACHMENT.is_match(key)
    {
        return None;
    }
    if words::DATE_LINE.is_match(key) {
        Some(Ending::Date)
    } else if words::COPIES.is_match(key) {
        Some(Ending::Copies)
    } else if words::ATTACHMENT.is_match(key) {
        Some(Ending::Attachment)
    } else if marks::is_mark(key) || openness::asks(key) || forbidding::speaks_of_letter(key) {
        Some(Ending::Mark)
    } else if is_contact(key) {
        Some(Ending::Contact)
    } else if is_signature(key) || is_print_note(key) {
        Some(Ending::Signature)
    } else {
        None
    }
}

/// A contact line, or a sentence or a name with a telephone.
fn is_contact(key: &str) -> bool {
    const LONGEST: usize = 90;
    (words::CONTACT.is_match(&doubt::without_pinyin(key)) || contacts::asks(key))
        && key.chars().count() <= LONGEST
}

/// A line of copies.
pub(super) fn is_copies(key: &str) -> bool {
    key.starts_with(['抄', '送', '分', '（']) && words::COPIES.is_match(key)
}

/// A bureau's name alone on its line.
pub(super) fn is_signature(key: &str) -> bool {
    const ENDS: [&str; 50] = [
        "馆",
        "署",
        "集团",
        "妇联",
        "残联",
        "文联",
        "侨联",
        "供销社",
        "合作社",
        "联社",
        "党校",
        "电视台",
        "报社",
        "研究所",
        "派出所",
        "总站",
        "监测站",
        "专班",
        "局",
        "委员会",
        "办公室",
        "厅",
        "部",
        "政府",
        "委",
        "院",
        "办",
        "中心",
        "公司",
        "会",
        "支队",
        "大队",
        "总队",
        "分行",
        "支行",
        "银行",
        "管理处",
        "办事处",
        "中学",
        "小学",
        "大学",
        "学校",
        "图书馆",
        "博物馆",
        "海关",
        "科协",
        "气象台",
        "编纂室",
        "局）",
        "工商联",
    ];
    let key = without_seal(key);
    let length = key.chars().count();
    (4..=28).contains(&length.max(if key.ends_with('部') { length + 1 } else { 0 }))
        && ENDS.iter().any(|end| key.ends_with(end))
        && key
            .chars()
            .all(|c| crate::text::cjk::is_han(c) || "（）·".contains(c))
}

/// 某局（盖章） is signed by 某局.
pub(super) fn without_seal(key: &str) -> &str {
    const SEALS: [&str; 7] = [
        "（函）",
        "（盖章）",
        "（公章）",
        "（章）",
        "（印章）",
        "（印）",
        "（代章）",
    ];
    let whole = key
        .strip_prefix('（')
        .and_then(|inside| inside.strip_suffix('）'))
        .filter(|inside| !inside.contains('（'));
    // （某局印章） stands for the seal itself.
    let whole = whole.map(|inside| inside.strip_suffix("印章").unwrap_or(inside));
    let sealed = || SEALS.iter().find_map(|seal| key.strip_suffix(seal));
    whole.or_else(sealed).unwrap_or(key)
}

/// 某局办公室2024年4月16日印发: the note of the print.
pub(super) fn is_print_note(key: &str) -> bool {
    key.contains("印发") && words::PRINT_NOTE.is_match(key)
}

/// The line behind the last one of the letter.
pub(super) fn letter_end(lines: &[Line], start: usize) -> usize {
    let mut end = lines.len();
    let mut block: Vec<Ending> = Vec::new();
    let mut phone = false;
    let mut list = false;
    for (index, line) in lines.iter().enumerate().skip(start + 1) {
        let key = line.key();
        match kind(key) {
            // A form on which a member says what they think of the answer.
            _ if index > start + 1 && is_feedback(key) => return end.min(index),
            // 附：提案原文 brings what was answered, which is no part of the answer.
            Some(Ending::Attachment) if is_case_itself(key) => return end.min(index),
            // A bureau's address in the foot of a page, where the letter itself has no end.
            Some(Ending::Contact) if line.behind_furniture && is_foot(&lines[index..], &block) => {
                return index;
            }
            // Copies are the letter's own wherever they stand.
            Some(ending)
                if line.behind_furniture
                    && ending != Ending::Copies
                    && is_strong(&block, phone) =>
            {
                return end;
            }
            Some(ending) => {
                phone |= ending == Ending::Contact && words::PHONE.is_match(key);
                list = ending == Ending::Attachment || (list && ending == Ending::Signature);
                block.push(ending);
                end = index + 1;
            }
            None if list && is_list_item(key) => end = index + 1,
            // A short line of the bureau's own, such as a result in words, before the copies.
            None if is_strong(&block, phone) && is_between(lines, index) => {}
            // A date alone may head an entry of a chronicle.
            None if block == [Ending::Date] && is_signed_below(lines, index) => {
                block.clear();
                end = lines.len();
            }
            None if is_strong(&block, phone) => return end,
            None => {
                block.clear();
                phone = false;
                list = false;
                end = lines.len();
            }
        }
    }
    end
}

fn is_feedback(key: &str) -> bool {
    const FORMS: [&str; 10] = [
        "提案人意见：",
        "提案人签名：",
        "提案人反馈：",
        "委员意见：",
        "委员签名：",
        "代表意见：",
        "代表签名：",
        "代表签收：",
        "委员签收：",
        "满意度：",
    ];
    FORMS.iter().any(|form| key.starts_with(form))
}

fn is_case_itself(key: &str) -> bool {
    let named = key
        .trim_start_matches("附件")
        .trim_start_matches('附')
        .trim_start_matches(|c: char| c.is_ascii_digit() || "：.、《".contains(c))
        .trim_end_matches(['》', '：', '）']);
    // 附：标题：关于…的建议, 附：某市政协十届一次会议第117号提案
    let is_case = |text: &str| {
        ["提案", "建议", "议案"]
            .iter()
            .any(|word| text.ends_with(word))
    };
    if is_case(named) && (named.starts_with("标题：") || words::CASE_OF_SESSION.is_match(named))
    {
        return true;
    }
    let named = named.trim_start_matches("政协").trim_start_matches("委员");
    let named = named.trim_start_matches("人大").trim_start_matches("代表");
    matches!(
        named,
        "提案原文"
            | "建议原文"
            | "原提案"
            | "原建议"
            | "提案内容"
            | "建议内容"
            | "提案全文"
            | "建议全文"
            | "提案"
            | "建议"
    )
}

/// Whether nothing but contact lines is left, and none of the letter's end stood before.
fn is_foot(rest: &[Line], block: &[Ending]) -> bool {
    let ends_letter = |line: &Line| {
        let kind = kind(line.key());
        matches!(
            kind,
            Some(Ending::Date | Ending::Signature | Ending::Copies)
        )
    };
    block.is_empty() && !rest.iter().any(ends_letter)
}

/// Whether a signature with its date stands further down.
fn is_signed_below(lines: &[Line], index: usize) -> bool {
    lines[index..]
        .windows(2)
        .any(|pair| is_signature(pair[0].key()) && kind(pair[1].key()) == Some(Ending::Date))
}

fn is_between(lines: &[Line], index: usize) -> bool {
    let short = |line: &Line| line.text.chars().count() <= 40 && !line.text.contains('。');
    let next = |reach: usize| lines[index + 1..].iter().take(reach).map(|l| kind(l.key()));
    let copies = next(2).any(|kind| matches!(kind, Some(Ending::Copies | Ending::Mark)));
    // 填报时间：… among the contact lines.
    let labelled = lines[index]
        .key()
        .split_once('：')
        .is_some_and(|(label, _)| {
            (2..=8).contains(&label.chars().count()) && label.chars().all(crate::text::cjk::is_han)
        });
    let contacts = labelled && next(2).any(|kind| kind == Some(Ending::Contact));
    short(&lines[index]) && (copies || contacts) && !lines[index].behind_furniture
}

/// An end that is no accident: a date, copies, or contact lines with a telephone.
fn is_strong(block: &[Ending], phone: bool) -> bool {
    let contacts = block
        .iter()
        .filter(|kind| **kind == Ending::Contact)
        .count();
    block.contains(&Ending::Date) || block.contains(&Ending::Copies) || (contacts >= 2 && phone)
}

fn is_list_item(key: &str) -> bool {
    let digits = key.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&digits) && key[digits..].starts_with(['.', '．', '、'])
}
