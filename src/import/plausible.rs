//! Values that do not look like what they should be: kept as read, with a doubt.

use super::doubt::Notes;
use super::ending;
use super::lines::Line;
use super::words;
use crate::model::Reply;
use crate::text::cjk::is_han;

/// Looks at every fact by itself and at those that should agree.
pub(super) fn look(reply: &Reply, contact_lines: &[Line], notes: &mut Notes) {
    digits(reply, contact_lines, notes);
    for name in &reply.addressees {
        if !is_person(name) && !is_group(name) {
            let message = format!("“{name}”不像人名或单位，照录，请对照原件。");
            notes.doubt("addressee-unusual", "addressees", None, &message);
        }
    }
    if let Some(name) = reply.signer.as_deref().filter(|name| !is_person(name)) {
        let message = format!("“{name}”不像人名，照录，请对照原件。");
        notes.doubt("signer-unusual", "signer", None, &message);
    }
    let contacts = &reply.contacts;
    for (field, names) in [
        ("contacts.lead", &contacts.lead),
        ("contacts.handler", &contacts.handler),
    ] {
        let names = names.iter().flat_map(|names| names.split('、'));
        for name in names.filter(|name| !is_person(name)) {
            let message = format!("“{name}”不像人名，照录，请对照原件。");
            notes.doubt("contact-unusual", field, None, &message);
        }
    }
    for subject in reply
        .cases
        .iter()
        .filter_map(|case| case.subject.as_deref())
    {
        let cut = ["收悉", "收到", "答复如下", "。"];
        let unbalanced = [('《', '》'), ('“', '”'), ('（', '）')]
            .iter()
            .any(|(open, close)| subject.matches(*open).count() != subject.matches(*close).count());
        if unbalanced || cut.iter().any(|word| subject.contains(word)) {
            let message = "案由可能没有取准，请对照原件。";
            notes.doubt("subject-unusual", "cases", None, message);
        }
    }
    if let Some(phone) = reply
        .contacts
        .phone
        .as_deref()
        .filter(|phone| !is_phone(phone))
    {
        let message = format!("“{phone}”不像完整的电话号码，照录，请对照原件。");
        notes.doubt("phone-unusual", "contacts.phone", None, &message);
    }
    for (field, names) in [("cc", &reply.cc), ("attachments", &reply.attachments)] {
        let unbalanced = |name: &&String| name.matches('（').count() != name.matches('）').count();
        if let Some(name) = names.iter().find(unbalanced) {
            let message = format!("“{name}”的括号不成对，照录，请对照原件。");
            notes.doubt("list-unusual", field, None, &message);
        }
    }
    if !reply.issuer.is_empty() {
        issuer(reply, notes);
    }
}

/// A recogniser reads O, l and I where a digit stands.
fn digits(reply: &Reply, contact_lines: &[Line], notes: &mut Notes) {
    let numbers = reply.cases.iter().filter_map(|case| case.number.as_deref());
    let mut fields: Vec<(&str, &str)> = numbers.map(|number| ("cases", number)).collect();
    fields.extend(
        reply
            .doc_number
            .as_deref()
            .map(|number| ("doc_number", number)),
    );
    fields.extend(
        contact_lines
            .iter()
            .map(|line| ("contacts.phone", line.key())),
    );
    let titled = reply
        .title
        .as_deref()
        .filter(|title| words::UNLIKE_NUMBER.is_match(title));
    fields.extend(titled.map(|title| ("cases", title)));
    for (field, text) in fields {
        if words::UNLIKE_NUMBER.is_match(text) || words::UNLIKE_DIGIT.is_match(text) {
            let message = "数字中夹有像数字的字母，请对照原件。";
            notes.doubt("digit-unlike", field, None, message);
        }
    }
}

/// 青岚市教育局关于… should be signed by 青岚市教育局, or by 市教育局.
fn issuer(reply: &Reply, notes: &mut Notes) {
    let Some(title) = reply.title.as_deref() else {
        return;
    };
    let before = ["关于", "对"]
        .iter()
        .filter_map(|word| title.find(word))
        .min()
        .map_or("", |at| &title[..at]);
    if !ending::is_signature(before) {
        return;
    }
    let issuer = reply.issuer.as_str();
    let own = |name: &str| -> Vec<char> { name.chars().filter(|c| is_han(*c)).collect() };
    let (title_name, signed) = (own(before), own(issuer));
    // One may leave out the place, or call the bureau by its short name.
    let end = |name: &[char]| name.iter().rev().take(1).copied().collect::<String>();
    let shares = title_name.iter().filter(|c| signed.contains(c)).count();
    let agree = end(&title_name) == end(&signed) && shares * 3 >= title_name.len() * 2;
    if !agree && !reply.co_issuers.iter().any(|name| name == before) {
        notes.doubt_with(
            "issuer-differs",
            "issuer",
            None,
            "标题与落款的机关名称不一致，照落款录，请对照原件。",
            &[before],
        );
    }
}

/// Seven or eight digits, behind three or four of a place that begin with 0, or eleven of a mobile
/// telephone, or a short number of a service; an extension may follow.
fn is_phone(phone: &str) -> bool {
    let own = phone.split('转').next().unwrap_or_default();
    let parts: Vec<String> = own
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let digits = parts.concat();
    let is_local = |digits: &str| (7..=8).contains(&digits.len()) && !digits.starts_with('0');
    match parts.as_slice() {
        [place, local, ..] if place.starts_with('0') => {
            (3..=4).contains(&place.len()) && is_local(local)
        }
        [first, ..] if first.starts_with("400") || first.starts_with("800") => digits.len() == 10,
        [local, _extension] if is_local(local) => true,
        [_one] => {
            is_local(&digits)
                || (digits.len() == 11 && digits.starts_with('1'))
                || ((10..=12).contains(&digits.len()) && digits.starts_with('0'))
                || (digits.len() == 5 && digits.starts_with("12"))
        }
        _ => false,
    }
}

/// Two to four characters, more with a middle dot, or a masked name.
fn is_person(name: &str) -> bool {
    const MASKS: [char; 7] = ['*', '＊', '×', 'X', 'x', '某', '○'];
    let length = name.chars().count();
    let dotted = name.contains(['·', '•', '・']);
    let han = name
        .chars()
        .all(|c| is_han(c) || MASKS.contains(&c) || "·•・".contains(c));
    let longest = if dotted { 20 } else { 8 };
    // Names of some peoples are written in six to eight characters without a dot.
    const POSTS: [&str; 8] = [
        "主席", "主任", "书记", "局长", "科长", "处长", "院长", "同志",
    ];
    han && !POSTS.iter().any(|post| name.contains(post))
        && (2..=longest).contains(&length)
        && !name.ends_with(['局', '号', '议', '次'])
}

/// A bureau, a party, a sector, a group of deputies.
fn is_group(name: &str) -> bool {
    const ENDS: [&str; 36] = [
        "委", "会", "部", "局", "社", "党", "界", "室", "厅", "办", "院", "处", "署", "盟", "站",
        "联", "组", "团", "中心", "政府", "公司", "集团", "大学", "学院", "中学", "小学", "学校",
        "支部", "总支", "小组", "委员", "代表", "人士", "协", "中央", "革",
    ];
    let han = name.chars().all(|c| is_han(c) || "（）·、“”".contains(c));
    han && name.chars().count() >= 2 && ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        for name in ["王示例", "买买提·示例", "王**", "赛罕其其格", "欧阳示例"] {
            assert!(is_person(name), "{name}");
        }
        for name in ["王", "第117号", "县教育局", "2023年"] {
            assert!(!is_person(name), "{name}");
        }
        for name in ["民革青岚市委", "县教育局", "教育界别小组", "永宁代表团"]
        {
            assert!(is_group(name), "{name}");
        }
        assert!(!is_group("第117号建议"));
    }
}
