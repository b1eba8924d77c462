//! The cases' own titles.

use super::lines::simplify;

/// The cases' own titles: what stands in 《》 or “” where the letter says that it was received,
/// else in the letter's title.
pub(super) fn subjects(title: &str, opening: &str) -> Vec<String> {
    let received = received(opening);
    let mut found = quoted(received, '《', '》');
    found.retain(|subject| subject.chars().count() >= 4);
    if found.is_empty() {
        found = bare_ones(received);
    }
    if found.is_empty() {
        found.extend(unmarked(received));
    }
    if found.is_empty() {
        found = quoted(title, '《', '》');
    }
    if found.is_empty() {
        found = quoted(title, '“', '”');
    }
    if found.is_empty() {
        found.extend(in_title(title));
    }
    found
}

/// The title beside a case's number where the letter names other cases too:
/// 第112号建议《关于甲的建议》，第67号建议《关于乙的建议》.
pub(super) fn numbered(opening: &str, number: &str) -> Option<String> {
    const BETWEEN: [&str; 4] = ["建议", "提案", "议案", "的"];
    let several = received(opening).matches('《').count() > 1;
    let wanted = format!("第{number}号");
    let mut behind = &opening[opening.find(&wanted).filter(|_| several)? + wanted.len()..];
    while let Some(rest) = BETWEEN.iter().find_map(|word| behind.strip_prefix(word)) {
        behind = rest;
    }
    let inside = behind.strip_prefix('《')?;
    balanced(inside, '《', '》').map(str::to_owned)
}

/// Whether a case's title stands right behind the number of another: 第112号建议《关于甲的建议》.
pub(super) fn is_of_another(opening: &str, subject: &str, numbers: &[String]) -> bool {
    const BETWEEN: [&str; 5] = ["《", "建议", "提案", "议案", "的"];
    let mut before = opening.find(subject).map_or("", |at| &opening[..at]);
    while let Some(rest) = BETWEEN.iter().find_map(|word| before.strip_suffix(word)) {
        before = rest;
    }
    let number = before
        .strip_suffix('号')
        .and_then(|before| before.rsplit_once('第'))
        .map(|(_, number)| number.trim());
    number.is_some_and(|number| !numbers.is_empty() && !numbers.iter().any(|own| own == number))
}

/// The title of its case that a form gives in a line above the letter: 案由：关于…的提案.
pub(super) fn labelled<'h>(head: impl Iterator<Item = &'h str>) -> Option<String> {
    const LABELS: [&str; 6] = [
        "案由",
        "提案标题",
        "建议标题",
        "提案名称",
        "建议名称",
        "提案题目",
    ];
    let of_line = |line: &str| {
        let (label, value) = line.split_once(['：', ':'])?;
        let value = value.trim().trim_matches(['《', '》']);
        let known = LABELS.contains(&simplify(&label.replace(' ', "")).as_str());
        (known && (6..=80).contains(&value.chars().count())).then(|| value.to_owned())
    };
    head.filter_map(of_line).next()
}

/// 关于改善交通的提案的答复 names its case by its subject.
fn in_title(title: &str) -> Option<String> {
    const ANSWERS: [&str; 5] = ["答复", "回复", "复函", "办理", "的"];
    let about = &title[title.rfind("关于")?..];
    let ends = ["的提案", "的建议", "的议案"].iter().filter_map(|word| {
        let end = about.rfind(word)? + word.len();
        let answered = ANSWERS.iter().any(|word| about[end..].starts_with(word));
        answered.then_some(end)
    });
    let subject = &about[..ends.max()?];
    let names_case = ["号", "委员", "代表"]
        .iter()
        .any(|word| subject.contains(word));
    (!names_case && subject.chars().count() >= 8).then(|| subject.to_owned())
}

/// The sentence in which the letter says what it received: the first, or the one behind thanks.
fn received(opening: &str) -> &str {
    /// Letters come to their case soon.
    const SENTENCES: usize = 4;
    let mut rest = opening;
    for _ in 0..SENTENCES {
        let end = received_end(rest);
        let sentence = simplify(&rest[..end]);
        // A plan that the bureau itself speaks of is no case.
        let is_reply = ["收悉", "收到", "您", "你", "贵", "转来", "交办"];
        let names_case = ["提案", "建议", "议案"]
            .iter()
            .any(|word| sentence.contains(word))
            || (sentence.contains('《') && is_reply.iter().any(|word| sentence.contains(word)));
        let raised = [
            "提出", "收悉", "收到", "提交", "所提", "上提", "转来", "交办", "您的", "你的",
        ]
        .iter()
        .any(|word| sentence.contains(word));
        if names_case && raised && (sentence.contains(['《', '“']) || sentence.contains("关于"))
        {
            return &rest[..end];
        }
        let Some(c) = rest[end..].chars().next() else {
            break;
        };
        rest = &rest[end + c.len_utf8()..];
    }
    // A text without such a sentence quotes other things.
    let first = &opening[..received_end(opening)];
    let speaks = ["提案", "建议", "议案", "收悉", "收到", "转来", "交办"];
    let plain = simplify(first);
    if speaks.iter().any(|word| plain.contains(word)) {
        first
    } else {
        ""
    }
}

/// Where the sentence ends in which the letter says what it answers.
fn received_end(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '《' | '“' | '（' => depth += 1,
            '》' | '”' | '）' => depth -= 1,
            '。' | '：' | '；' if depth <= 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The texts between marks, outermost ones, up to the words that say received.
fn quoted(text: &str, open: char, close: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inside = &rest[start + open.len_utf8()..];
        let Some(inner) = balanced(inside, open, close) else {
            break;
        };
        // A law or a plan named on the way is no subject: subjects speak of a case.
        let behind: String = inside[inner.len()..].chars().skip(1).take(8).collect();
        let by_law = is_by_law(&rest[..start]);
        if !by_law {
            found.push(inner.to_owned());
        }
        rest = &inside[inner.len() + close.len_utf8()..];
        let goes_on = behind.starts_with(['（', '《', '、', '和', '及', '“']);
        if !goes_on && !by_law {
            break;
        }
    }
    found
}

/// Whether the clause before a quoted name says that something rests on it: 根据市政府《…》.
fn is_by_law(before: &str) -> bool {
    const LEADS: [&str; 5] = ["按照", "根据", "依据", "依照", "落实"];
    const ENDS: [&str; 3] = ["印发", "出台", "修订"];
    const RAISED: [&str; 5] = ["提出", "提交", "所提", "提案", "建议"];
    let clause = before
        .rsplit(['，', '。', '；', '：'])
        .next()
        .unwrap_or_default();
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    ENDS.iter().any(|word| clause.ends_with(word)) || (says(&LEADS) && !says(&RAISED))
}

/// The text up to the closing mark of an open one.
fn balanced(text: &str, open: char, close: char) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
        }
        if depth == 0 {
            return Some(&text[..at]);
        }
    }
    None
}

/// 关于甲的提案（第1号）、关于乙的提案（第2号）收悉 names as many as there are numbers.
fn bare_ones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(subject) = bare(rest) {
        let end = rest
            .find(&subject)
            .map_or(rest.len(), |at| at + subject.len());
        rest = rest[end..].trim_start_matches(['”', '》']);
        let numbered = rest
            .strip_prefix('（')
            .and_then(|rest| rest.split_once('）'));
        found.extend(apart(&subject).into_iter().map(str::to_owned));
        match numbered {
            Some((number, behind))
                if number.contains('号') && behind.starts_with(['、', '，', '和', '及']) =>
            {
                rest = behind;
            }
            _ if rest.starts_with(['、', '和', '及']) && rest.contains('“') => {}
            _ => break,
        }
    }
    found
}

/// 您提出的“关于…”的建议, 您提出的关于…的提案收悉.
fn bare(text: &str) -> Option<String> {
    let quote = text.find('“');
    let about = text.find("关于");
    if let Some(quote) =
        quote.filter(|&quote| about.is_none_or(|about| quote <= about + "关于".len()))
    {
        let inside = &text[quote + '“'.len_utf8()..];
        // A recogniser may have closed it with a straight mark.
        let inner = balanced(inside, '“', '”').or_else(|| Some(inside.split_once('"')?.0))?;
        return (inner.chars().count() >= 4).then(|| inner.to_owned());
    }
    let lead = &text[about?..];
    let end = [
        "收悉",
        "已收悉",
        "已收到",
        "收到",
        "，现",
        "，已",
        "，经",
        "，我",
        "（第",
        "，感谢",
    ]
    .iter()
    .filter_map(|word| lead.find(word))
    .min()
    .unwrap_or(lead.len());
    let subject = up_to_case(&lead[..end])
        .trim_end_matches('已')
        .trim_end_matches(['，', '。', '、', '》', '”']);
    let is_subject = |part: &&str| (6..=80).contains(&part.chars().count());
    apart(subject)
        .iter()
        .all(is_subject)
        .then(|| subject.to_owned())
}

/// 关于甲的建议、关于乙的建议 are two subjects.
fn apart(text: &str) -> Vec<&str> {
    const ENDS: [&str; 3] = ["的建议", "的提案", "的议案"];
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices("关于") {
        let before = text[from..at].trim_end_matches(['、', '，', '和', '及']);
        if before.len() < at - from && ENDS.iter().any(|end| before.ends_with(end)) {
            parts.push(before);
            from = at;
        }
    }
    parts.push(&text[from..]);
    parts
}

/// 您提出的完善社区养老服务的提案收悉 names its case without a mark.
fn unmarked(text: &str) -> Option<String> {
    const NAMES: std::ops::RangeInclusive<usize> = 8..=40;
    const OTHERS: [&str; 8] = ["号", "会议", "宝贵", "很好", "意见", "关心", "《", "“"];
    let start = ["提出的", "所提的", "提交的", "反映的"]
        .iter()
        .filter_map(|word| text.rfind(word).map(|at| at + word.len()))
        .max()?;
    let about = &text[start..];
    let end = ["的提案", "的建议", "的议案"]
        .iter()
        .filter_map(|word| about.find(word).map(|at| at + word.len()))
        .min()?;
    let received = ["收悉", "已收", "，收", "我局", "，经", "，现"];
    let is_received = received.iter().any(|word| about[end..].starts_with(word));
    let subject = &about[..end];
    let plain = !subject.contains('，') && !OTHERS.iter().any(|word| subject.contains(word));
    (is_received && plain && NAMES.contains(&subject.chars().count())).then(|| subject.to_owned())
}

/// Whether the letter says what it received, and marks it as the case's own title.
pub(super) fn speaks_of_one(opening: &str) -> bool {
    let received = received(opening);
    received.contains(['《', '“', '"']) || received.contains("关于")
}

/// Whether a subject was told by its place alone.
pub(super) fn is_unmarked(title: &str, opening: &str) -> bool {
    let received = received(opening);
    quoted(received, '《', '》').is_empty()
        && bare_ones(received).is_empty()
        && unmarked(received).is_some()
        && !title.contains('《')
}

/// 关于某事的提案我局已收到: the subject ends with the word for the case.
fn up_to_case(text: &str) -> &str {
    ["的提案", "的建议", "的议案"]
        .iter()
        .filter_map(|word| text.rfind(word).map(|at| at + word.len()))
        .max()
        .map_or(text, |end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_stand_where_the_letter_says_received() {
        let by_law =
            "根据市政府《关于交办提案的通知》要求，现对您提出的《关于改善交通的提案》答复如下";
        assert_eq!(subjects("", by_law), ["关于改善交通的提案"]);
        let in_title = "对区政协九届三次会议关于增设充电桩的提案的答复";
        assert_eq!(subjects(in_title, ""), ["关于增设充电桩的提案"]);
        let received = "您提出的《关于加强《某法》宣传的建议》（第3号）收悉。";
        assert_eq!(subjects("", received), ["关于加强《某法》宣传的建议"]);
        let listed = "你们提出的关于改善交通的建议、关于增设公交的建议和关于拓宽道路的建议收悉。";
        let three = [
            "关于改善交通的建议",
            "关于增设公交的建议",
            "关于拓宽道路的建议",
        ];
        assert_eq!(subjects("", listed), three);
        let bare = "您提出的关于改善交通的建议收悉。";
        assert_eq!(subjects("", bare), ["关于改善交通的建议"]);
        let run_on = "贵委提出的关于改善交通的提案我局已收到，感谢支持。";
        assert_eq!(subjects("", run_on), ["关于改善交通的提案"]);
    }
}
