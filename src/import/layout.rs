//! What only lays a letter out: rows of tables with its head or contacts, signature and date side
//! by side.

use std::collections::BTreeMap;

use super::bounds;
use super::case_row;
use super::contacts;
use super::copies;
use super::ending;
use super::glued;
use super::labels;
use super::lines::{Line, key, split_at_key};
use super::marks;
use super::outline::{self, Style};
use super::words;
use crate::text::cjk::is_han;

/// Gives the lines of a text with such rows as plain lines; the letter's own tables stay.
pub(super) fn unfold(lines: &[Line], repairs: &mut BTreeMap<&'static str, usize>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut unfolded = false;
    for (index, line) in lines.iter().enumerate() {
        if !line.is_table() {
            unfolded = false;
            if let Some(pairs) = below_spaced_labels(out.last(), line) {
                out.pop();
                out.extend(pairs);
                continue;
            }
            let next = lines.get(index + 1);
            let whole = out.last().and_then(|above| {
                names_go_on(above, line)
                    .or_else(|| labels::goes_on(above, line))
                    .or_else(|| copies::go_on(above, line, next))
            });
            if let Some(whole) = whole {
                out.pop();
                out.push(whole);
                continue;
            }
            let parts = case_row::disclosure_among(line)
                .or_else(|| labels::with_colons(line).map(|line| vec![line]));
            let parts = parts
                .or_else(|| labelled_date(out.last(), line))
                .or_else(|| signed_date(line))
                .or_else(|| date_and_mark(line))
                .or_else(|| class_and_mark(line))
                .or_else(|| date_and_contacts(line))
                .or_else(|| mark_and_contacts(line))
                .or_else(|| copies_and_mark(line))
                .or_else(|| date_behind(line))
                .or_else(|| content_label(line))
                .or_else(|| addressed_inline(line))
                .or_else(|| heading_before(line))
                .or_else(|| glued::apart(line));
            out.extend(parts.unwrap_or_else(|| vec![line.clone()]));
            continue;
        }
        if let Some(text) = below_labels(lines, index) {
            *repairs.entry("table-row").or_default() += 1;
            out.push(line.with_text(text));
            unfolded = true;
            continue;
        }
        let is_rule = is_rule(&line.text);
        let is_labels = (index + 1..(index + 3).min(lines.len())).any(|at| {
            below_labels(lines, at).is_some() && contacts::are_labels(&filled_cells(line))
        });
        if is_labels {
            unfolded = true;
            continue;
        }
        let next = lines.get(index + 1).filter(|next| next.is_table());
        let next_unfolds = || next.is_some_and(|next| as_line(lines, index + 1, next).is_some());
        // The rule of a table whose rows are gone goes too.
        if is_rule && (unfolded || next_unfolds()) {
            continue;
        }
        match as_line(lines, index, line) {
            Some(text) => {
                *repairs.entry("table-row").or_default() += 1;
                out.push(line.with_text(text));
                unfolded = true;
            }
            None => {
                unfolded = false;
                out.push(line.clone());
            }
        }
    }
    out
}

/// 答复内容： before a salutation is a label of the page.
fn content_label(line: &Line) -> Option<Vec<Line>> {
    let label = words::CONTENT_LABEL.captures(line.key())?;
    let length = label.get(0)?.as_str().chars().count();
    let (label, rest) = split_at_key(&line.text, length);
    let rest = rest.trim();
    (!rest.is_empty()).then(|| {
        vec![
            line.with_text(label.trim().to_owned()),
            line.with_text(rest.to_owned()),
        ]
    })
}

/// One line as two.
fn apart(line: &Line, first: &str, second: &str) -> Vec<Line> {
    [first, second]
        .map(|part| line.with_text(part.trim().to_owned()))
        .to_vec()
}

/// 王示例代表：你提出的… is a salutation and a text.
fn addressed_inline(line: &Line) -> Option<Vec<Line>> {
    let found = words::ADDRESSED_INLINE.captures(line.key())?;
    let length = found.get(1)?.as_str().chars().count();
    let (salutation, text) = split_at_key(&line.text, length);
    let is_greeting = line.key().ends_with(['！', '：']) && text.chars().count() < 12;
    (!is_greeting).then(|| apart(line, salutation, text))
}

/// 一、基本情况 近年来，我市… is a heading and its text where this is the line's only gap.
fn heading_before(line: &Line) -> Option<Vec<Line>> {
    const HEADING: std::ops::RangeInclusive<usize> = 6..=24;
    const TEXT: usize = 30;
    let (heading, text) = line.text.split_once(' ')?;
    let is_text = text.chars().count() >= TEXT && text.contains('。') && !text.contains(' ');
    let style = outline::numbered(heading)?.style;
    let is_heading = style <= Style::ChineseBrackets
        && HEADING.contains(&heading.chars().count())
        && heading.chars().next_back().is_some_and(is_han)
        && text
            .chars()
            .next()
            .is_some_and(|c| is_han(c) || c.is_ascii_digit())
        && !heading.contains(['，', '：', '；', '。', ',', ':']);
    (is_text && is_heading).then(|| apart(line, heading, text))
}

/// 某局 2023年7月18日 联系人：某某 电话：… is a signature, a date and a contact line.
fn date_and_contacts(line: &Line) -> Option<Vec<Line>> {
    let at = line.text.find('日').map(|at| at + '日'.len_utf8())?;
    let (signed, contacts) = line.text.split_at(at);
    let is_contact = words::CONTACT.is_match(&key(contacts)) && line.text.chars().count() <= 120;
    let signed = line.with_text(signed.trim().to_owned());
    let dated = words::DATE_LINE.is_match(signed.key());
    let signed = signed_date(&signed).or_else(|| dated.then(|| vec![signed]))?;
    let contacts = line.with_text(contacts.trim().to_owned());
    is_contact.then(|| signed.into_iter().chain([contacts]).collect())
}

/// （此件公开发布；联系单位：某局，电话：…） is a mark and a contact line.
fn mark_and_contacts(line: &Line) -> Option<Vec<Line>> {
    let inside = line.key().strip_prefix('（')?;
    let (mark, contacts) = inside.split_once(['；', '，', '。'])?;
    let is_both = marks::disclosure(mark).is_some() && words::CONTACT.is_match(contacts);
    let length = 2 + mark.chars().count();
    let (first, second) = split_at_key(&line.text, length);
    let first = first
        .trim_end()
        .trim_end_matches(['；', ';', '，', ',', '。']);
    is_both.then(|| apart(line, &format!("{first}）"), &format!("（{second}")))
}

/// 抄送：某委 主动公开 is a line of copies and a mark.
fn copies_and_mark(line: &Line) -> Option<Vec<Line>> {
    let (copies, mark) = line.text.rsplit_once(' ')?;
    let is_mark = || marks::disclosure(&key(mark)).is_some();
    (ending::is_copies(&key(copies)) && is_mark()).then(|| apart(line, copies, mark))
}

/// A salutation whose names take two lines: 方圆、 above 石磊委员：.
fn names_go_on(names: &Line, line: &Line) -> Option<Line> {
    const LONGEST: usize = 60;
    let are_names = names.key().ends_with('、')
        && names.key().chars().count() <= LONGEST
        && names
            .key()
            .chars()
            .all(|c| is_han(c) || "、（）·".contains(c));
    let goes_on = are_names && !line.gap && bounds::addresses(line.key());
    goes_on.then(|| {
        let mut whole = names.with_text(format!("{}{}", names.text, line.text));
        whole.last = line.last;
        whole
    })
}

/// 2023年7月18日 依申请公开 is a date and a mark.
fn date_and_mark(line: &Line) -> Option<Vec<Line>> {
    let mark = words::MARK_BEHIND.captures(line.key())?.get(0)?;
    let length = line.key()[..mark.start()].chars().count();
    let (date, mark) = split_at_key(&line.text, length);
    let is_mark = marks::disclosure(&key(mark)).is_some();
    // 2023年7月18日（此件依申请公开） has it in brackets.
    let (bracket, date) = match date.trim_end().strip_suffix(['（', '(']) {
        Some(date) => ("（", date),
        None => ("", date),
    };
    let mark = format!("{bracket}{mark}");
    (is_mark && words::DATE_LINE.is_match(&key(date))).then(|| apart(line, date, &mark))
}

/// 办理类别：B 此件公开 is a class and a mark; 公开意见：同意公开 办理结果：B a mark and a class.
fn class_and_mark(line: &Line) -> Option<Vec<Line>> {
    if !line.text.contains(' ') || !line.key().contains(['A', 'B', 'C', 'D']) {
        return None;
    }
    let cuts = line.text.match_indices(' ').map(|(at, _)| at);
    let halves = cuts
        .map(|at| line.text.split_at(at))
        .find(|(first, second)| {
            let labelled = |text: &str| text.contains(['：', ':']);
            let (one, other) = (key(first), key(second));
            let class_first = labelled(first) && marks::class(&one).is_some();
            let mark_first = labelled(second) && marks::disclosure(&one).is_some();
            (class_first && marks::disclosure(&other).is_some())
                || (mark_first && marks::class(&other).is_some())
        });
    halves.map(|(first, second)| apart(line, first, second))
}

/// 特此答复。某局2023年7月18日 ends a text and signs it.
fn date_behind(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.trim_end_matches(['|', ' ']);
    if !text.ends_with('日') {
        return None;
    }
    let line_key = line.key().trim_end_matches('|');
    let found = words::DATE_BEHIND.captures(line_key)?.get(1)?;
    let (before, signed) = split_at_key(text, line_key[..found.start()].chars().count());
    let signed = line.with_text(signed.trim().to_owned());
    let is_name = signed
        .key()
        .starts_with(|c: char| c.is_ascii_digit() || "二〇○".contains(c));
    let signed = signed_date(&signed).or_else(|| is_name.then(|| vec![signed]))?;
    let before = line.with_text(before.trim().to_owned());
    Some(std::iter::once(before).chain(signed).collect())
}

/// 日期：2023年6月15日 right below a signature is the letter's date.
fn labelled_date(above: Option<&Line>, line: &Line) -> Option<Vec<Line>> {
    above.filter(|above| ending::is_signature(above.key()))?;
    words::DATE_LABELLED.is_match(line.key()).then_some(())?;
    let (_, date) = line.text.split_once(['：', ':'])?;
    let date = line.with_text(date.trim().to_owned());
    words::DATE_LINE.is_match(date.key()).then(|| vec![date])
}

/// 某局2023年7月18日 is a signature and a date.
fn signed_date(line: &Line) -> Option<Vec<Line>> {
    /// Longer lines are text.
    const LONGEST: usize = 160;
    if line.text.len() > LONGEST || !line.text.ends_with('日') {
        return None;
    }
    let found = words::SIGNED_DATE.captures(line.key())?;
    let (name, date) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    ending::is_signature(name).then(|| {
        let length = name.chars().count();
        let (own, _) = split_at_key(&line.text, length);
        vec![
            line.with_text(own.trim().to_owned()),
            line.with_text(date.to_owned()),
        ]
    })
}

/// 承办单位 承办人 联系电话 above their values, in columns; among other labels each is a line.
fn below_spaced_labels(above: Option<&Line>, line: &Line) -> Option<Vec<Line>> {
    let above = above?;
    let labels: Vec<&str> = above.text.split_whitespace().collect();
    let bare = !above.text.contains(['：', ':']) && !above.is_table();
    if labels.len() < 2 || !bare || !labels.iter().all(|label| labels::is_label(label)) {
        return None;
    }
    let values: Vec<&str> = line.text.split_whitespace().collect();
    let pairs = labels.iter().zip(&values);
    let parts: Vec<String> = pairs
        .map(|(label, value)| format!("{label}：{value}"))
        .collect();
    let parts = if contacts::are_labels(&labels) {
        vec![parts.join(" ")]
    } else {
        parts
    };
    let pair = |text| {
        let mut pair = line.with_text(text);
        pair.raw = above.raw;
        pair
    };
    (labels.len() == values.len()).then(|| parts.into_iter().map(pair).collect())
}

/// What a row of contacts says that stands below the row of its labels.
fn below_labels(lines: &[Line], index: usize) -> Option<String> {
    let row = lines
        .get(index)
        .filter(|row| row.is_table() && !is_rule(&row.text))?;
    let above = lines[..index]
        .iter()
        .rev()
        .find(|line| !is_rule(&line.text))?;
    let (labels, values) = (filled_cells(above), filled_cells(row));
    let fits = above.is_table() && labels.len() >= 2 && labels.len() == values.len();
    (fits && contacts::are_labels(&labels) && !contacts::are_labels(&values)).then(|| {
        let pairs = labels.iter().zip(&values);
        let parts = pairs.map(|(label, value)| format!("{label}：{value}"));
        parts.collect::<Vec<_>>().join(" ")
    })
}

fn filled_cells(line: &Line) -> Vec<&str> {
    let cells = line.text.split('|').map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// Labels and values in turn, one of them a class or a disclosure mark.
fn pairs(cells: &[&str]) -> Option<String> {
    const LONGEST_LABEL: usize = 8;
    let joined: Vec<String> = cells
        .chunks(2)
        .map(|pair| pair.join("：").replace(' ', ""))
        .collect();
    let are_labels = cells.len().is_multiple_of(2)
        && cells
            .chunks(2)
            .all(|pair| pair[0].chars().count() <= LONGEST_LABEL && pair[0].chars().all(is_han));
    let is_mark = |pair: &String| marks::is_mark(&key(pair));
    (are_labels && joined.iter().any(is_mark)).then(|| joined.join(" "))
}

/// `| --- | --- |`
pub(super) fn is_rule(text: &str) -> bool {
    text.starts_with('|') && text.contains('-') && text.chars().all(|c| "|-: ".contains(c))
}

/// What a row says as a line, where it is no row of a table of the letter.
fn as_line(lines: &[Line], index: usize, line: &Line) -> Option<String> {
    if is_rule(&line.text) {
        return None;
    }
    let cells = filled_cells(line);
    if let Some(text) = contacts::of_cells(&cells) {
        return Some(text);
    }
    if let Some(text) = pairs(&cells) {
        return Some(text);
    }
    let is_head = |cell: &&str| {
        let cell = key(cell);
        words::DOC_NUMBER.is_match(&cell) || words::SIGNER.is_match(&cell) || marks::is_mark(&cell)
    };
    if cells.len() <= 3 && cells.iter().all(is_head) {
        return Some(cells.join(" "));
    }
    let beside = [index.checked_sub(1), Some(index + 1)];
    let in_table = beside.into_iter().flatten().any(|at| {
        lines.get(at).is_some_and(|near| {
            near.is_table() && !is_rule(&near.text) && filled_cells(near).len() > 1
        })
    });
    match cells.as_slice() {
        [only] if !in_table => Some((*only).to_owned()),
        _ => None,
    }
}
