//! What stands around a letter: the table of its page, words that restrict it. Settles what all
//! marks together say; doubt holds back.

use super::bounds::{Letter, letters_only};
use super::doc_number::number_of;
use super::doubt::Notes;
use super::ending;
use super::head::{self, Head};
use super::lines::{Line, key};
use super::marks::{self, Mark};
use super::metadata::Label;
use super::words;
use crate::model::{Disclosure, Outcome};

pub(super) fn read_metadata(
    letter: &Letter,
    head: &mut Head,
    found: &mut Vec<(Mark, usize)>,
    taken: &mut Vec<(&'static str, usize)>,
    notes: &mut Notes,
) {
    for row in &letter.metadata {
        let value = row.value.trim();
        match row.label {
            Label::DocNumber if head.doc_number.is_none() => {
                if let Some(number) = number_of(value) {
                    taken.push(("doc_number", row.raw));
                    head.doc_number = Some(number);
                }
            }
            Label::DocNumber => {
                let on_page = number_of(value).map(|number| letters_only(&number));
                let own = head.doc_number.as_deref().map(letters_only);
                if on_page.is_some() && own.is_some() && on_page != own {
                    notes.doubt(
                        "doc-number-differs",
                        "doc_number",
                        Some(row.raw),
                        "网页上的文号与信中不同，照信录，请对照原件。",
                    );
                }
            }
            Label::IndexNumber if head.index_number.is_none() => {
                // What follows belongs to a label that is not known here.
                let value = value.split_whitespace().next().unwrap_or_default();
                let plausible =
                    value.chars().any(|c| c.is_ascii_digit()) && value.chars().count() <= 40;
                if plausible {
                    taken.push(("index_number", row.raw));
                    head.index_number = Some(value.to_owned());
                }
            }
            Label::Publisher if head.publisher.is_none() && !value.is_empty() => {
                head.publisher_line = Some(row.raw);
                head.publisher = Some(value.replace(' ', ""));
            }
            // Who only hosts a page is no source.
            Label::Source if head.source.is_none() && may_write(&key(value)) => {
                head.source = Some((value.replace(' ', ""), row.raw));
            }
            Label::Keywords if head.keywords.is_empty() => {
                let words = value.split(['；', ';', '，', ',', '、', ' ']);
                let words = words.map(str::trim).filter(|word| !word.is_empty());
                head.keywords = words.map(str::to_owned).collect();
                taken.push(("keywords", row.raw));
            }
            Label::Class | Label::Disclosure | Label::Scope if !value.is_empty() => {
                let value = key(value);
                let mark = match row.label {
                    // Any other kind says nothing.
                    Label::Class => marks::disclosure(&value),
                    _ => marks::of_value(&value),
                };
                if let Some(mark) = mark {
                    taken.push(("disclosure", row.raw));
                    found.push((mark, row.raw));
                }
            }
            // 2027年12月31日以后, 项目竣工后
            Label::Until if is_later(&key(value)) => {
                taken.push(("disclosure", row.raw));
                found.push((Mark::Unclear, row.raw));
            }
            _ => {}
        }
    }
}

/// 2027年12月31日以后, 项目竣工后, 自2028年1月1日起公开: not yet.
fn is_later(value: &str) -> bool {
    const WORDS: [&str; 5] = ["以后", "之后", "起公开", "解密", "届满"];
    value.ends_with(['后', '起']) || WORDS.iter().any(|word| value.contains(word))
}

/// Whether a page's source may have written a letter: not who passes letters on or keeps sites.
fn may_write(name: &str) -> bool {
    const HOSTS: [&str; 6] = ["人大", "政协", "网站", "信息中心", "融媒体", "政府办"];
    ending::is_signature(name) && !HOSTS.iter().any(|host| name.contains(host))
}

/// Marks at the letter's end stand outside the body.
pub(super) fn take_end_marks(
    body: &mut Vec<Line>,
    head: &mut Head,
    found: &mut Vec<(Mark, usize)>,
    taken: &mut Vec<(&'static str, usize)>,
) {
    const REACH: usize = 8;
    let mut index = body.len().saturating_sub(REACH).max(1);
    while index < body.len() {
        let line = body[index].clone();
        if head::read_mark(&line.text, line.raw, head, found, taken) {
            // A label above its value is one mark of two lines.
            let field = taken.last().map_or("disclosure", |(field, _)| field);
            taken.extend((line.raw + 1..=line.last).map(|raw| (field, raw)));
            body.remove(index);
        } else {
            index += 1;
        }
    }
}

/// The number of a letter whose head a text file gives below its end, with the bureau's name above.
pub(super) fn take_end_number(
    body: &mut Vec<Line>,
    head: &mut Head,
    taken: &mut Vec<(&'static str, usize)>,
) {
    const REACH: usize = 8;
    if head.doc_number.is_some() {
        return;
    }
    let from = body.len().saturating_sub(REACH).max(1);
    let is_number = |line: &Line| number_of(&line.text).filter(|number| *number == line.compact());
    let found = (from..body.len()).find_map(|at| Some((at, is_number(&body[at])?)));
    let Some((at, number)) = found else { return };
    taken.push(("doc_number", body.remove(at).raw));
    head.doc_number = Some(number);
    let above = at.checked_sub(1).filter(|&above| above >= from);
    let is_twice = |above: usize| {
        let name = body[above].key();
        ending::is_signature(name) && body[1..above].iter().any(|line| line.key() == name)
    };
    if let Some(above) = above.filter(|&above| is_twice(above)) {
        let line = body.remove(above);
        taken.push(("as_written.head", line.raw));
        head.letterhead.get_or_insert(line.compact());
    }
}

/// （联系人：某某；公开属性：主动公开） holds a mark too.
pub(super) fn read_contact_marks(
    lines: &[Line],
    head: &mut Head,
    found: &mut Vec<(Mark, usize)>,
    taken: &mut Vec<(&'static str, usize)>,
) {
    const ENDS: [char; 10] = ['（', '）', '(', ')', '；', ';', '，', ',', '。', ' '];
    const LABELS: [&str; 9] = [
        "公开属性",
        "公开方式",
        "公开形式",
        "公开类别",
        "公开意见",
        "是否同意公开",
        "是否公开",
        "能否公开",
        "公开与否",
    ];
    for line in lines {
        // 联系电话：0000-5550001公开属性：主动公开
        let cuts = LABELS.iter().filter_map(|label| line.text.find(label));
        let (before, glued) = line.text.split_at(cuts.min().unwrap_or(line.text.len()));
        let marks = before.split(ENDS).chain(glued.split(ENDS)).map(str::trim);
        let speaks =
            |mark: &&str| mark.contains("公开") || mark.contains('类') || mark.contains("结果");
        for mark in marks.filter(speaks) {
            head::read_mark(mark, line.raw, head, found, taken);
        }
        // 联系人：某某。办理类别：已解决（A）。 has brackets of its own.
        let sentences = line.text.split(['。', '；', ';', ' ']).map(str::trim);
        let classes = sentences
            .filter(|part| part.contains(['（', '(']) && marks::class(&key(part)).is_some());
        if head.outcomes.is_empty() {
            for class in classes {
                head::read_mark(class, line.raw, head, found, taken);
            }
        }
    }
}

/// 办理结果由B类调整为A类 in the last paragraphs says a class that no mark gives.
pub(super) fn outcome_in_text(
    body: &[Line],
    head: &mut Head,
    taken: &mut Vec<(&'static str, usize)>,
    notes: &mut Notes,
) {
    const LAST: usize = 8;
    const EARLIER: [&str; 6] = ["原", "上次", "前次", "首次", "曾", "去年"];
    let says = |line: &Line| {
        let key = line.key();
        let found = words::CLASS_IN_TEXT.captures(key)?;
        let before = &key[..found.get(0)?.start()];
        let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
        let earlier = EARLIER.iter().any(|word| clause.contains(word));
        let class = Outcome::parse(found.get(1)?.as_str())?;
        (!earlier).then_some((class, line.raw))
    };
    let Some((class, raw)) = body.iter().rev().take(LAST).find_map(says) else {
        return;
    };
    if head.outcomes.is_empty() {
        taken.push(("outcome", raw));
        head.outcomes.push((class, raw));
        let message = "类别取自正文中的一句话，请核对。";
        notes.doubt("outcome-from-text", "outcome", Some(raw), message);
    } else if head.outcomes.iter().all(|(marked, _)| *marked != class) {
        let message = "正文所说的类别与标记不同，照标记录，请对照原件。";
        notes.doubt_with(
            "outcome-differs",
            "outcome",
            Some(raw),
            message,
            &[&class.to_string()],
        );
    }
}

/// One class from all marks; which of several holds is not guessed.
pub(super) fn settle_outcome(head: &mut Head, notes: &mut Notes) {
    let Some(&(first, _)) = head.outcomes.first() else {
        return;
    };
    match head.outcomes.iter().find(|(outcome, _)| *outcome != first) {
        None => head.outcome = Some(first),
        Some(&(other, raw)) => notes.doubt_with(
            "outcome-differs",
            "outcome",
            Some(raw),
            "类别标记不止一种，未录，请对照原件。",
            &[&first.to_string(), &other.to_string()],
        ),
    }
}

/// One disclosure from all marks. Doubt holds back.
pub(super) fn settle_disclosure(head: &mut Head, found: &[(Mark, usize)], notes: &mut Notes) {
    let line = found.first().map(|&(_, raw)| raw);
    if found.is_empty() {
        head.disclosure = Disclosure::Unstated;
        notes.doubt(
            "disclosure-unmarked",
            "disclosure",
            None,
            "原件没有公开属性标记，请对照原件首页。",
        );
        return;
    }
    let unclear = found.iter().find(|(mark, _)| *mark == Mark::Unclear);
    if let Some(&(_, raw)) = unclear {
        head.disclosure = Disclosure::Withheld;
        notes.doubt(
            "disclosure-unclear",
            "disclosure",
            Some(raw),
            "公开属性标记残缺或范围不明，暂不公开，请对照原件。",
        );
        return;
    }
    let mut said: Vec<Disclosure> = found
        .iter()
        .filter_map(|(mark, _)| match mark {
            Mark::Says(disclosure) => Some(*disclosure),
            Mark::Unclear => None,
        })
        .collect();
    said.dedup();
    match said.as_slice() {
        [one] => head.disclosure = *one,
        _ => {
            head.disclosure = Disclosure::Withheld;
            notes.doubt(
                "disclosure-contradictory",
                "disclosure",
                line,
                "公开属性标记互相矛盾，暂不公开，请对照原件。",
            );
        }
    }
}
