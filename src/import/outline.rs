//! Headings by their numbering, never by what OCR marked.

use std::sync::LazyLock;

use regex::Regex;

use super::numerals;

/// A style of numbering, from the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// 一、
    Chinese,
    /// （一）
    ChineseBrackets,
    /// 1.
    Arabic,
    /// （1）
    ArabicBrackets,
}

impl Style {
    /// The Markdown level of headings so numbered.
    pub(super) const fn level(self) -> u8 {
        match self {
            Self::Chinese => 2,
            Self::ChineseBrackets => 3,
            Self::Arabic => 4,
            Self::ArabicBrackets => 5,
        }
    }
}

/// The number at the beginning of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered<'t> {
    pub(super) style: Style,
    pub(super) number: u32,
    /// The number with its mark, as written.
    pub(super) mark: &'t str,
    /// What follows the number.
    pub(super) rest: &'t str,
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:([一二三四五六七八九十]{1,3})\s*[、,，.．]|",
        r"[（(]([一二三四五六七八九十]{1,3})[）)]、?|",
        r"(\d{1,2})[.．、]|",
        r"[（(](\d{1,2})[）)])\s*"
    ))
    .ok()
});

/// Reads the number at the beginning of a paragraph, without emphasis around it.
pub(super) fn numbered(text: &str) -> Option<Numbered<'_>> {
    let text = without_emphasis(text);
    // Most paragraphs begin with no number.
    let begins = |c: char| matches!(c, '一'..='十' | '四' | '（' | '(' | '0'..='9');
    text.chars().next().filter(|c| begins(*c))?;
    let captures = NUMBER.as_ref()?.captures(text)?;
    let styles = [
        Style::Chinese,
        Style::ChineseBrackets,
        Style::Arabic,
        Style::ArabicBrackets,
    ];
    let (style, digits) = styles
        .into_iter()
        .zip(1..)
        .find_map(|(style, group)| captures.get(group).map(|digits| (style, digits.as_str())))?;
    let mark = captures.get(0)?.as_str();
    let rest = &text[mark.len()..];
    let first = rest.chars().next()?;
    // 一、二年级 and 3.5亿 are no numbers of headings.
    let is_list = || rest.chars().take(4).any(|c| "、年级期批类".contains(c));
    if "一二三四五六七八九十".contains(first) && style == Style::Chinese && is_list() {
        return None;
    }
    let is_decimal = style == Style::Arabic && mark.ends_with(['.', '．']);
    if first.is_ascii_digit() && !begins_with_year(rest) && (is_decimal || is_list()) {
        return None;
    }
    Some(Numbered {
        style,
        number: numerals::number(digits)?,
        mark,
        rest,
    })
}

/// 2023年以来所做工作
fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[digits..].starts_with('年')
}

/// A text without the emphasis that it begins with.
fn without_emphasis(text: &str) -> &str {
    let mut text = text;
    while let Some(behind) = text.strip_prefix("**") {
        text = behind;
    }
    text
}

/// How a numbered paragraph divides into heading and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// The whole line is a heading.
    Line(String),
    /// The heading runs into the paragraph.
    RunIn(String, String),
    /// A numbered sentence, no heading.
    None,
}

/// The longest heading, its number included.
const LONGEST: usize = 46;
const LONGEST_RUN_IN: usize = 40;
/// The longest heading that ends in a colon.
const LONGEST_INTRODUCTION: usize = 16;

/// Whether a text is a heading's line: short, or long and named like one.
pub(super) fn is_heading_line(text: &str) -> bool {
    const LONG: usize = 64;
    let is_named = || {
        NOUNS
            .iter()
            .chain(&SUBJECTS)
            .any(|noun| text.ends_with(noun))
    };
    let length = text.chars().count();
    numbered(text).is_some()
        && !text.contains(['。', '；'])
        && (length <= 40 || (length <= LONG && is_named()))
}

/// The same as [`divide`] for a paragraph with another below it: a short numbered line above a
/// text is its heading, though it ends like a sentence.
pub(super) fn divide_above(text: &str, below: Option<&str>) -> Division {
    const SHORT: usize = 26;
    let division = divide(text);
    let (Some(number), Some(below)) = (numbered(text), below) else {
        return division;
    };
    let heads = match numbered(below) {
        Some(lower) => lower.style > number.style,
        None => below.chars().count() > text.chars().count(),
    };
    let is_high = number.style <= Style::ChineseBrackets;
    // 1.组织领导。 alone on its line, above a text without a number.
    const BRIEF: usize = 16;
    let is_brief = number.rest.chars().count() <= BRIEF && !number.rest.contains('，');
    let leads_lower = numbered(below).is_some();
    let rest = number.rest.trim_end_matches("**");
    let ends = rest.strip_suffix(['。', '？']);
    let is_short = ends.is_some_and(|rest| {
        rest.chars().count() <= SHORT
            && !rest.contains(['。', '；', '：', '？'])
            && !is_statement(rest)
    });
    match division {
        Division::None if heads && is_short && (is_high || leads_lower || is_brief) => {
            let mark = canonical_mark(&number);
            Division::Line(format!("{mark}{}", rest.replace("**", "")))
        }
        division => division,
    }
}

/// Divides a paragraph. Whether numbered sentences of one style are headings shows only in the
/// company of their like; see [`are_headings`].
pub(super) fn divide(text: &str) -> Division {
    let Some(number) = numbered(text) else {
        return Division::None;
    };
    let plain = text.replace("**", "");
    let mark = canonical_mark(&number);
    let Some(number) = numbered(&plain) else {
        return Division::None;
    };
    let rest = number.rest;
    let length = rest.chars().count();
    let ends_open = !rest.ends_with(['。', '；', '，', '、', '！', '？', '：', '…']);
    let longest = if is_heading_line(&plain) {
        usize::MAX
    } else {
        LONGEST
    };
    // A wrapped sentence stops at a number, or after several clauses with one.
    let is_cut = rest.ends_with(|c: char| c.is_ascii_digit())
        || (rest.matches('，').count() >= 2 && rest.contains(|c: char| c.is_ascii_digit()));
    let ends_open = ends_open && !is_cut;
    if ends_open && length <= longest && !rest.contains('。') && !rest.contains('；') {
        return Division::Line(format!("{mark}{rest}"));
    }
    let introduces = rest.ends_with('：') && number.style <= Style::ChineseBrackets;
    if introduces && length <= LONGEST_INTRODUCTION && !rest.contains(['。', '；', '，']) {
        return Division::Line(format!("{mark}{rest}"));
    }
    let Some(stop) = rest.find('。') else {
        return Division::None;
    };
    let (head, tail) = (&rest[..stop], &rest[stop + '。'.len_utf8()..]);
    let run_in =
        head.chars().count() <= LONGEST_RUN_IN && !tail.trim().is_empty() && !is_statement(head);
    if run_in {
        // Emphasis is looked up in the text itself: the tail may have its own.
        let tail = tail_of(text, tail);
        return Division::RunIn(format!("{mark}{head}。"), tail);
    }
    Division::None
}

/// The tail with its own emphasis kept: the shortest end of the text that holds all of it.
fn tail_of(text: &str, plain_tail: &str) -> String {
    let mut rest = text;
    let mut surplus = text.replace("**", "").chars().count() - plain_tail.chars().count();
    while surplus > 0 {
        rest = rest.trim_start_matches("**");
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        surplus -= 1;
    }
    let rest = if rest.matches("**").count().is_multiple_of(2) {
        rest
    } else {
        rest.trim_start_matches("**")
    };
    rest.trim().to_owned()
}

/// `1.释放` and `1 .释放` are written `1. 释放`, `一,` and `一.` are 一、; other marks stay.
fn canonical_mark(number: &Numbered<'_>) -> String {
    let mark = number.mark.trim_end().replace('(', "（").replace(')', "）");
    if number.style == Style::Chinese {
        let digits = mark.trim_end_matches(|c: char| c.is_whitespace() || "、,，.．".contains(c));
        return format!("{digits}、");
    }
    if number.style == Style::Arabic && mark.ends_with('.') {
        format!("{mark} ")
    } else {
        mark
    }
}

/// What headings end in even where they begin like sentences: 我厅将积极配合的工作.
const NOUNS: [&str; 20] = [
    "情况", "工作", "措施", "打算", "问题", "方面", "意见", "建议", "计划", "安排", "进展", "成效",
    "考虑", "思路", "困难", "难点", "现状", "形势", "不足", "原因",
];
/// What long headings end in besides.
const SUBJECTS: [&str; 12] = [
    "机制", "体系", "力度", "水平", "建设", "管理", "发展", "保障", "服务", "能力", "环境", "制度",
];

/// A sentence that reports or promises is no heading, however short.
fn is_statement(head: &str) -> bool {
    const WORDS: [&str; 26] = [
        "我局",
        "我市",
        "我县",
        "我区",
        "我委",
        "我厅",
        "我省",
        "我单位",
        "我办",
        "您",
        "目前",
        "今年",
        "去年",
        "截至",
        "近年来",
        "已经",
        "已于",
        "正在",
        "将于",
        "下一步",
        "据统计",
        "经研究",
        "经调查",
        "根据",
        "按照",
        "关于您",
    ];
    let commas = head.matches('，').count();
    let numbers = head.chars().filter(char::is_ascii_digit).count();
    let is_noun = commas == 0 && NOUNS.iter().any(|noun| head.ends_with(noun));
    let begins = |clause: &str| WORDS.iter().any(|word| clause.starts_with(word));
    const BRIEF: usize = 12;
    let counts = numbers >= 4 && !head.starts_with("关于") && head.chars().count() > BRIEF;
    commas >= 3 || counts || (!is_noun && head.split('，').any(begins))
}

/// Whether the paragraph at a place is a heading by the company of its like: most of its style
/// are, below the same heading or, where those are equal in number, in the whole letter.
pub(super) fn is_heading(divisions: &[Option<(Style, Division)>], at: usize) -> bool {
    let Some(Some((style, _))) = divisions.get(at) else {
        return false;
    };
    let higher = |entry: &Option<(Style, Division)>| {
        entry
            .as_ref()
            .is_some_and(|(above, division)| above < style && *division != Division::None)
    };
    let from = divisions[..at].iter().rposition(higher).unwrap_or(0);
    let until = divisions[at..].iter().position(higher);
    let until = until.map_or(divisions.len(), |offset| at + offset);
    let balance = |part: &[Option<(Style, Division)>]| {
        let own = part.iter().flatten().filter(|(s, _)| s == style);
        own.fold(0_i32, |sum, (_, division)| {
            sum + if *division == Division::None { -1 } else { 1 }
        })
    };
    let near = balance(&divisions[from..until]);
    *style == Style::Chinese || near > 0 || (near == 0 && balance(divisions) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_numbers() {
        for text in ["一、2023年以来所做工作", "（二）2024年工作安排"] {
            assert_eq!(divide(text), Division::Line(text.into()));
        }
        for text in ["3.5亿元", "一、二年级学生"] {
            assert_eq!(divide(text), Division::None);
        }
        assert_eq!(
            divide("一、立足科创优势，夯实融入基础"),
            Division::Line("一、立足科创优势，夯实融入基础".into())
        );
        assert_eq!(
            divide("1. 释放制造名城转化潜力。聚焦轨道交通"),
            Division::RunIn("1. 释放制造名城转化潜力。".into(), "聚焦轨道交通".into())
        );
        assert_eq!(
            divide("**（二）加快科技与金融相结合**。充分**发挥**作用。"),
            Division::RunIn(
                "（二）加快科技与金融相结合。".into(),
                "充分**发挥**作用。".into()
            )
        );
        assert_eq!(
            divide("一，边境村寨饮水现状"),
            Division::Line("一、边境村寨饮水现状".into())
        );
        assert_eq!(
            divide("一、基本情况："),
            Division::Line("一、基本情况：".into())
        );
        assert_eq!(divide("一、二年级学生已全部入学。"), Division::None);
        assert_eq!(
            divide("1.我局已于2023年5月完成改造。下一步继续"),
            Division::None
        );
        assert_eq!(divide("一是搭建政策体系。深入实施"), Division::None);
        assert_eq!(divide("3.5亿元"), Division::None);
    }
}
