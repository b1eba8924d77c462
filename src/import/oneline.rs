//! Letters whose lines an export ran together.

use std::sync::LazyLock;

use regex::Regex;

use super::bounds;
use super::ending;
use super::furniture;
use super::head;
use super::lines::key;
use super::marks;
use super::outline;
use super::words;

/// A line this long holds more than a paragraph's beginning.
const LONG: usize = 30;

/// A line this long, among hardly any others, is a whole text.
const WHOLE: usize = 150;

/// So few lines are hardly any.
const FEW: usize = 3;
/// All but one such part of a text is most of it.
const PART: usize = 3;

/// The end of a salutation.
static ADDRESSED: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::regex(r"(?:委员|代表|主席|委会|委员会|总支|支部|工商联)们?\s*[：:]"));

/// A title, with the bureau's name before it.
static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"[\p{Han}（）]{0,24}(?:关于|对)[^。：:]{5,100}?",
        r"(?:答复的函|答复函|回复函|答复意见|会办意见|答复|回复|复函|的函|续复)"
    ))
});

/// Labels of a page or letter, at which a new line begins.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"(?:索引号|发文字号|文号|发布机构|信息来源|文章来源|来源|作者|发布日期|发布时间|发文日期|",
        r"成文日期|生成日期|日期|时间|浏览次数|浏览量|点击数|点击率|点击次数|阅读次数|访问量|",
        r"公开方式|公开形式|公开属性|答复类别|办理结果|类别|签发人|字体|字号)[：:]|【"
    ))
});

/// Values whose form says where they end.
static VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"(?:次数|量|数|率)[：:]\s*[\d,]+\s*次?|",
        r"(?:日期|时间)[：:]\s*\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|】"
    ))
});

/// A document number.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::regex(r"\p{Han}{1,12}[〔\[【（(]\d{4}[〕\]】）)]第?\d{1,5}号"));

/// Places before which a new line begins, inside a letter in one line.
static BREAKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::regex(concat!(
        r"[。：:；！](\s*)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|感谢您|再次感谢|特此答复|专此|",
        r"\p{Han}{4,24}(?:局|委员会|办公室|厅|政府|中心)\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})年)|",
        r"(?:局|委员会|办公室|厅|政府|中心)(\s*)(?:\d{4}|[〇○零一二三四五六七八九]{4})年[^。]{2,8}日|",
        r"日(\s*)(?:[（(]?(?:联系人|承办人|承办负责人|经办人|负责人|联系电话|此件|抄送))|",
        r"(\s+)(?:抄[送报][：:]|此件|[（(]?联系人)|",
        r"[日\d）)】。](\s*)(?:抄[送报][：:]|主办[：单]|【?打印|【?关闭|附件下载|相关链接|扫一扫|上一[篇条]|下一[篇条]|分享到|责任编辑)"
    ))
});

/// The lines of a text with their numbers, those that were run together divided again.
pub(super) fn divide(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    // A line that holds most of a text is all of it, whatever its page adds.
    let is_most = |line: &str| filled <= FEW || line.len() * PART > text.len() * (PART - 1);
    let mut out = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let number = index + 1;
        let addresses = line.match_indices(['：', ':']).any(|(at, _)| {
            let before = line[..at].trim_end().trim_end_matches('们');
            ["委员", "代表", "主席"]
                .iter()
                .any(|title| before.ends_with(title))
        });
        let numbered = || line.trim_end().ends_with(['：', ':']) && first(&NUMBER, line).is_some();
        if line.chars().count() < LONG || !(addresses || numbered()) {
            // The text of a letter whose title and salutation stand on the line above.
            if line.chars().count() >= WHOLE && is_most(line) {
                for part in body(line) {
                    out.push((number, part));
                    out.push((number, String::new()));
                }
                continue;
            }
            for part in before_labels(line) {
                out.push((number, part.to_owned()));
            }
            continue;
        }
        for part in opening(line) {
            // Whole letters stand in one line where there are hardly any others, or it is signed.
            let parts = if is_most(line) || is_signed(&part) || is_run_together(&part) {
                body(&part)
            } else {
                vec![part]
            };
            for part in parts {
                out.push((number, part));
                out.push((number, String::new()));
            }
        }
    }
    out
}

/// Whether headings stand between spaces inside a text.
fn is_run_together(text: &str) -> bool {
    [" 一、", " 二、"]
        .iter()
        .all(|number| text.contains(number))
}

/// Whether a text ends with a date, as a letter does.
fn is_signed(text: &str) -> bool {
    const LONG: usize = 150;
    let end: Vec<char> = text
        .trim_end_matches(['|', ' '])
        .chars()
        .rev()
        .take(12)
        .collect();
    let end: String = end.into_iter().rev().collect();
    text.chars().count() >= LONG && end.ends_with('日') && end.contains('年') && end.contains('月')
}

/// What stands before a salutation, part by part, the salutation, and the rest.
fn opening(line: &str) -> Vec<String> {
    let Some(end) = first(&ADDRESSED, line).map(|found| found.end()) else {
        return vec![line.to_owned()];
    };
    let (head, rest) = (&line[..end], line[end..].trim());
    if rest.is_empty() && head.chars().count() < LONG {
        return vec![line.to_owned()];
    }
    // The title next to the salutation is the letter's.
    let title = TITLE
        .as_ref()
        .and_then(|regex| regex.find_iter(head).last());
    let (before, title, between) = match title {
        Some(title) => {
            let start = title.end() - without_counter(title.as_str()).len();
            let (before, rest) = head.split_at(start);
            let (title, between) = rest.split_at(title.end() - start);
            (before, title, between)
        }
        None => ("", "", head),
    };
    let (between, salutation) = between.split_at(salutation_start(between));
    // A long text without a title is somebody's sentence, not a salutation.
    let of_head = || first(&NUMBER, between).is_some() || head::all_marks(between);
    let in_sentence = title.is_empty() && !between.trim().is_empty() && !of_head();
    if in_sentence || !bounds::is_salutation(&key(salutation)) {
        return vec![line.to_owned()];
    }
    let mut parts = pieces(before);
    parts.push(title.trim().to_owned());
    parts.extend(pieces(between));
    parts.push(salutation.trim().to_owned());
    parts.push(rest.to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A title and the labels of its page behind it: 关于…的答复 日期：2024-08-19 来源：….
fn before_labels(line: &str) -> Vec<&str> {
    let has_label = line.contains(['：', ':', '【']);
    if !has_label || !(line.contains("关于") || line.contains('对')) {
        return vec![line];
    }
    let title = first(&TITLE, line).filter(|title| line[..title.start()].trim().is_empty());
    let label = first(&LABEL, line).filter(|label| {
        title.is_some_and(|title| {
            label.start() >= title.end() && line[title.end()..label.start()].trim().is_empty()
        })
    });
    match label {
        Some(label) => vec![&line[..label.start()], &line[label.start()..]],
        None => vec![line],
    }
}

fn first<'t>(regex: &LazyLock<Option<Regex>>, text: &'t str) -> Option<regex::Match<'t>> {
    regex.as_ref()?.find(text)
}

/// A run of characters behind a digit begins with what was counted: 17号, 166次, 12日.
fn without_counter(text: &str) -> &str {
    text.strip_prefix(['号', '次', '年', '日', '类'])
        .unwrap_or(text)
}

/// Where the names at the end of a text begin: behind a number, a mark, a word of the page.
fn salutation_start(text: &str) -> usize {
    let is_name = |c: char| {
        crate::text::cjk::is_han(c) || c.is_whitespace() || "·•、，,*＊×X：:（）()".contains(c)
    };
    let mut start = text
        .char_indices()
        .rev()
        .find(|(_, c)| !is_name(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    start = text.len() - without_counter(&text[start..]).len();
    while let Some((word, _)) = text[start..].trim_start().split_once(char::is_whitespace) {
        let word_key = key(word);
        let is_page = furniture::is_furniture(&word_key) || head::all_marks(word);
        if !is_page {
            break;
        }
        let skipped = text[start..].len() - text[start..].trim_start().len();
        start += skipped + word.len();
    }
    start
}

/// Divides what stands around a title at labels, values and numbers.
fn pieces(text: &str) -> Vec<String> {
    let mut cuts: Vec<usize> = Vec::new();
    let found = |regex: &'static LazyLock<Option<Regex>>| {
        regex.iter().flat_map(|regex| regex.find_iter(text))
    };
    cuts.extend(found(&LABEL).map(|label| label.start()));
    cuts.extend(found(&VALUE).map(|value| value.end()));
    cuts.sort_unstable();
    let mut parts = Vec::new();
    for piece in divided(text, &cuts) {
        // Behind a label and its value a number stands apart.
        let apart = |number: &regex::Match<'_>| {
            let before = piece[..number.start()].trim_end();
            let is_value = !before.ends_with(['：', ':']) && before.len() < number.start();
            !piece.contains(['：', ':']) || is_value
        };
        let number = first(&NUMBER, piece).filter(apart);
        let cuts = number.map_or_else(Vec::new, |number| {
            let length = without_counter(number.as_str()).len();
            vec![number.end() - length, number.end()]
        });
        parts.extend(divided(piece, &cuts).map(|part| part.trim().to_owned()));
    }
    parts
}

fn divided<'t>(text: &'t str, cuts: &[usize]) -> impl Iterator<Item = &'t str> {
    let mut from = 0;
    let mut parts = Vec::new();
    for &cut in cuts {
        parts.push(&text[from..cut]);
        from = cut;
    }
    parts.push(&text[from..]);
    parts.into_iter()
}

fn body(text: &str) -> Vec<String> {
    let Some(breaks) = BREAKS.as_ref() else {
        return vec![text.to_owned()];
    };
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(captures) = breaks.captures_at(text, at) {
        let Some(gap) = captures.iter().skip(1).flatten().next() else {
            break;
        };
        if gap.start() > from {
            parts.push(text[from..gap.start()].trim().to_owned());
        }
        from = gap.end();
        at = from.max(at + 1);
        while !text.is_char_boundary(at) && at < text.len() {
            at += 1;
        }
        if at >= text.len() {
            break;
        }
    }
    parts.push(text[from..].trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts.iter().flat_map(|part| at_spaces(part)).collect()
}

/// An export that runs lines together leaves a space where each ended.
fn at_spaces(text: &str) -> Vec<String> {
    const LONGEST_HEADING: usize = 46;
    // No heading or signature is longer, in bytes: a long text is not looked through for each word.
    const LONGEST_LINE: usize = 300;
    let is_han = |c: Option<char>| c.is_some_and(crate::text::cjk::is_han);
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word_key = key(word);
        let ends_before = parts.last().is_some_and(|before| {
            let is_line = before.len() <= LONGEST_LINE;
            let is_heading = is_line
                && outline::numbered(before).is_some()
                && before.chars().count() <= LONGEST_HEADING
                && !before.contains('。');
            let both_han = is_han(before.chars().next_back()) && is_han(word.chars().next());
            before.ends_with(['。', '：'])
                || outline::numbered(word).is_some()
                || furniture::is_furniture(&word_key)
                || (is_heading && both_han)
                || (is_line && ending::is_signature(before))
                || marks::disclosure(&word_key).is_some()
                || (is_line && marks::disclosure(&key(before)).is_some())
        });
        match parts.last_mut().filter(|_| !ends_before) {
            Some(before) => {
                before.push(' ');
                before.push_str(word);
            }
            None => parts.push(word.to_owned()),
        }
    }
    parts
}
