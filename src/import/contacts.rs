//! Who may be asked: contact lines and what they say.

use super::doubt;
use super::ending;
use super::lines::{Line, key};
use super::persons::{self, OFFICES};
use super::words;
use crate::model::reply::Contacts;

/// The contact lines among the last lines of a body, in the letter's words, and their facts.
/// Contact lines are taken out of the body.
pub(super) fn take(body: &mut Vec<Line>) -> (Vec<Line>, Contacts) {
    let mut lines = Vec::new();
    // They stand behind the text; a letter may list duties in the same words.
    let is_text = |line: &Line| line.text.contains('。') && line.text.chars().count() >= 15;
    let behind_text = body
        .iter()
        .rposition(|line| is_text(line) && ending::kind(line.key()).is_none())
        .map_or(1, |at| at + 1);
    let mut index = 1;
    while index < body.len() {
        let line_key = doubt::without_pinyin(body[index].key());
        let line_key = line_key.as_ref();
        let short =
            line_key.chars().count() <= 90 && !line_key.trim_end_matches('。').contains('。');
        if index
            >= behind_text
                .max(body.len().saturating_sub(12))
                .min(body.len())
            && short
            && (words::CONTACT.is_match(line_key) || is_bare(line_key))
        {
            lines.push(body.remove(index));
        } else {
            index += 1;
        }
    }
    let mut contacts = Contacts::default();
    for line in &lines {
        let text = masked(&line.text);
        read(&doubt::without_pinyin(&spaced(&text)), &mut contacts);
    }
    (lines, contacts)
}

/// 138****5550: the signs of a masked number are no emphasis, which keys leave out.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let within = out.ends_with(|c: char| c.is_ascii_digit() || c == '＊')
            && chars.peek().is_none_or(|c| *c == '*' || !c.is_alphabetic());
        out.push(if c == '*' && within { '＊' } else { c });
    }
    out
}

/// A contact line's key in which names that stand apart are told from each other.
fn spaced(text: &str) -> String {
    let names = |part: &str, length: usize| {
        let han: Vec<char> = part
            .chars()
            .take_while(|c| crate::text::cjk::is_han(*c))
            .collect();
        (2..=length).contains(&han.len())
            && part
                .chars()
                .nth(han.len())
                .is_none_or(|c| "；;，,、）)".contains(c))
    };
    let mut out = String::new();
    let mut name_before = false;
    for part in text.split_whitespace() {
        let last = part.rsplit(['：', ':']).next().unwrap_or_default();
        // 科室负责人：某某 填报人：某某 has a label that is not known here.
        let labelled = part.find(['：', ':']).is_some_and(|at| {
            let label = part[..at].chars();
            (2..=6).contains(&label.clone().count()) && label.clone().all(crate::text::cjk::is_han)
        });
        if name_before && (labelled || is_number_label(part)) {
            out.push('；');
        } else if name_before && names(part, 4) && !is_number_label(part) && !is_label(part) {
            out.push('、');
        }
        out.push_str(part);
        // 联系人：某某 联系电话 0000-5550001 has but one colon.
        let word = last
            .rsplit(['；', ';', '，', ','])
            .next()
            .unwrap_or_default();
        if is_label(word) && !part.ends_with(['：', ':']) {
            out.push('：');
            name_before = false;
            continue;
        }
        name_before = names(last, 12)
            && !persons::names_post(last)
            && !last.ends_with([';', '；', '，', ',']);
    }
    key(&out)
}

fn is_number_label(part: &str) -> bool {
    const LABELS: [&str; 5] = ["手机", "电话", "传真", "邮编", "办公"];
    LABELS.contains(&part)
}

/// Whether all cells of a row are labels of contacts.
pub(super) fn are_labels(cells: &[&str]) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| is_label(cell))
}

/// Whether a text is the label of a contact, with its colon or without.
pub(super) fn is_label(cell: &str) -> bool {
    const LONGEST: usize = 10;
    if cell.chars().nth(2 * LONGEST).is_some() {
        return false;
    }
    let label = key(cell);
    let label = label.trim_end_matches('：');
    label.chars().count() <= LONGEST && words::CONTACT.is_match(&format!("{label}："))
}

/// The cells of a row that is a contact line: labels and values in turn.
pub(super) fn of_cells(cells: &[&str]) -> Option<String> {
    let is_label = |cell: &&str| is_label(cell);
    let pairs: Vec<_> = cells.chunks(2).collect();
    let all = pairs
        .iter()
        .all(|pair| pair.len() == 2 && is_label(&pair[0]) && !is_label(&pair[1]));
    (all && !pairs.is_empty()).then(|| {
        let lines = pairs.iter().map(|pair| {
            let label = pair[0].trim_end_matches(['：', ':']);
            format!("{label}：{}", pair[1])
        });
        lines.collect::<Vec<_>>().join(" ")
    })
}

/// Whether a line says whom to ask in words of its own: a sentence with a telephone, or a name
/// with one.
pub(super) fn asks(key: &str) -> bool {
    const VERBS: [&str; 4] = ["联系", "致电", "咨询", "来电"];
    let is_sentence = || {
        key.contains("电话")
            && VERBS.iter().any(|verb| key.contains(verb))
            && (words::CONTACT_SENTENCE.is_match(key)
                || words::CONTACT_PART.captures(key).is_some())
            && words::PHONE.is_match(key)
    };
    key.ends_with(|c: char| c.is_ascii_digit() || "）。".contains(c))
        && (is_sentence() || is_bare(key))
}

/// Whether a line is a name and a telephone.
fn is_bare(key: &str) -> bool {
    key.ends_with(|c: char| c.is_ascii_digit() || c == '）')
        && words::CONTACT_BARE
            .captures(key)
            .and_then(|found| found.get(2))
            .is_some_and(|phone| words::PHONE.is_match(phone.as_str()))
}

/// The facts in a contact line or sentence.
pub(super) fn read(key: &str, contacts: &mut Contacts) {
    let parts: Vec<(String, usize, usize)> = words::CONTACT_PART
        .captures_iter(key)
        .filter_map(|captures| {
            let whole = captures.get(0)?;
            let label = format!("{}{}", captures.get(1)?.as_str(), captures.get(2)?.as_str());
            Some((label, whole.start(), whole.end()))
        })
        .collect();
    let sentence = words::CONTACT_SENTENCE.captures(key);
    let names_nobody = |label: &str| label.ends_with("电话") || label.ends_with("方式");
    let only_phone = parts.iter().all(|(label, ..)| names_nobody(label));
    if let Some(captures) = sentence.filter(|_| only_phone) {
        let words = captures.get(1).or_else(|| captures.get(2));
        let words = words.map_or("", |words| words.as_str());
        // 我局办公室某某: the name stands behind the last office.
        let at = words.rfind(OFFICES).map_or(0, |at| {
            at + words[at..].chars().next().map_or(0, char::len_utf8)
        });
        let name = Some(&words[at..]).filter(|name| persons::is_name(name));
        set(&mut contacts.handler, name.map(str::to_owned));
        set(
            &mut contacts.phone,
            captures.get(3).map(|m| m.as_str().to_owned()),
        );
    }
    for (index, (label, _, start)) in parts.iter().enumerate() {
        let end = parts
            .get(index + 1)
            .map_or(key.len(), |&(_, start, _)| start);
        let value = key.get(*start..end).unwrap_or_default();
        let value = value.trim_matches(|c: char| "，；。、【】".contains(c));
        let unbalanced = value.matches('）').count() != value.matches('（').count();
        let value = value.trim_end_matches(|c| unbalanced && "（）".contains(c));
        fill(label, value, contacts);
    }
    if parts.is_empty()
        && let Some(found) = words::CONTACT_BARE.captures(key)
    {
        set(&mut contacts.handler, persons::named(&found[1]));
        let phone = words::PHONE.captures(&found[2]);
        set(&mut contacts.phone, phone.map(|found| found[0].to_owned()));
    }
    // 联系电话：0000-5550001（某某）
    let beside = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| names_nobody(&part.0));
    let beside = beside.filter_map(|(index, &(_, _, start))| {
        let end = parts
            .get(index + 1)
            .map_or(key.len(), |&(_, start, _)| start);
        let value = key.get(start..end)?;
        let phone = words::PHONE.captures(value)?.get(0)?;
        let rest = [&value[..phone.start()], &value[phone.end()..]].concat();
        let rest = rest.trim_matches(|c| "，；。、【】（）/".contains(c));
        (persons::is_name(rest) && !rest.ends_with(OFFICES)).then(|| rest.to_owned())
    });
    let beside = beside.take(1).next();
    set(&mut contacts.handler, beside);
}

fn fill(label: &str, value: &str, contacts: &mut Contacts) {
    const ELSEWHERE: [&str; 5] = ["地址", "邮编", "邮政编码", "传真", "邮箱"];
    if ELSEWHERE.contains(&label) {
        return;
    }
    let phone = phones(value);
    let leads = ["负责人", "领导", "责任人", "局长", "主任"];
    let handles = ["承办人", "经办人", "联系人", "联络", "办理人", "同志"];
    if ["经办", "承办"].contains(&label) && value.starts_with(|c| !OFFICES.contains(&c)) {
        set(&mut contacts.handler, persons::named(value));
    }
    // Who put a name to a letter or approved it need not be who answers for it.
    let signs = ["署名", "签", "审"].iter().any(|word| label.contains(word));
    if leads.iter().any(|word| label.contains(word)) && !signs {
        set(&mut contacts.lead, persons::named(value));
    } else if handles.iter().any(|word| label.contains(word)) {
        set(&mut contacts.handler, persons::named(value));
    }
    set(&mut contacts.phone, phone);
}

/// The telephone in a value; several that follow each other are all given.
fn phones(value: &str) -> Option<String> {
    let first = words::PHONE.captures(value)?.get(0)?;
    let mut found = vec![first.as_str()];
    let mut rest = &value[first.end()..];
    while let Some(behind) = rest.strip_prefix(['、', '，', '；', '/', '或']) {
        let Some(next) = words::PHONE.captures(behind).and_then(|next| next.get(0)) else {
            break;
        };
        if next.start() > 0 {
            break;
        }
        found.push(next.as_str());
        rest = &behind[next.end()..];
    }
    Some(found.join("、").replace('－', "-").replace('＊', "*"))
}

/// What is stated first stays.
fn set(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

/// A contact line in the letter's words, without the spaces that only lay it out.
pub(super) fn as_written(text: &str) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let mut written = String::new();
    for part in parts {
        let starts_label = words::CONTACT.is_match(&key(part));
        if starts_label && !written.is_empty() && !written.ends_with(['（', '(']) {
            written.push(' ');
        }
        written.push_str(part);
    }
    written.replace(':', "：")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> (Option<String>, Option<String>, Option<String>) {
        let mut contacts = Contacts::default();
        read(&key(text), &mut contacts);
        (contacts.lead, contacts.handler, contacts.phone)
    }

    #[test]
    fn contact_lines_in_their_usual_wordings() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(facts("承办负责人： 李示例"), (some("李示例"), None, None));
        assert_eq!(
            facts("联系人及电话：王示例 0000-5550001"),
            (None, some("王示例"), some("0000-5550001"))
        );
        assert_eq!(
            facts("（联系人：王示例；联系电话：0000-5550001）"),
            (None, some("王示例"), some("0000-5550001"))
        );
        assert_eq!(
            facts("主管领导：李示例 经办人：王示例"),
            (some("李示例"), some("王示例"), None)
        );
        assert_eq!(
            facts("联系人：客运部董示例；电话：0000-7212345"),
            (None, some("董示例"), some("0000-7212345"))
        );
        assert_eq!(
            facts("联系人：镇人大主席李示例 电话：0000-7212345"),
            (None, some("李示例"), some("0000-7212345"))
        );
        assert_eq!(
            facts("联系人：市农业农村局 司马示，联系电话：0000-7212345"),
            (None, some("司马示"), some("0000-7212345"))
        );
        assert_eq!(
            facts("（经办：王示例；电话：0000-7212345）"),
            (None, some("王示例"), some("0000-7212345"))
        );
        assert_eq!(
            facts("承办领导：李示例 承办科室：排水科 经办人：王示例"),
            (some("李示例"), some("王示例"), None)
        );
        assert_eq!(
            facts("联系人：向示例 联系电话：0744-6220000"),
            (None, some("向示例"), some("0744-6220000"))
        );
        assert_eq!(
            facts("可与我院第七检察部周示例联系，电话0794-5556371。"),
            (None, some("周示例"), some("0794-5556371"))
        );
        assert_eq!(
            facts("（联系人：党委（校长）办公室 李示例 0000-5550001）"),
            (None, some("李示例"), some("0000-5550001"))
        );
        assert_eq!(facts("联系人："), (None, None, None));
    }

    #[test]
    fn layout_spaces_are_no_words() {
        assert_eq!(as_written("承 办 人： 周示例"), "承办人：周示例");
        assert_eq!(
            as_written("联系人：王示例 联系电话：0000-5550001"),
            "联系人：王示例 联系电话：0000-5550001"
        );
    }
}
