//! Names of persons beside the words for their offices and posts.

/// The names in a value, without the office and the post of those named.
pub(super) fn named(value: &str) -> Option<String> {
    let value = without_inner_brackets(value);
    // 区教育局某科，某某: the office stands first.
    let parts = value.split(|c: char| c.is_ascii_digit() || "，；（）()：—-/".contains(c));
    parts.take(2).find_map(among)
}

/// 党委（校长）办公室某某 has brackets within the office's name.
fn without_inner_brackets(value: &str) -> String {
    const OFFICES: [&str; 4] = ["办公室", "办", "处", "科"];
    let cut = value.find('（').and_then(|open| {
        let (inside, behind) = value[open + '（'.len_utf8()..].split_once('）')?;
        let goes_on = OFFICES.iter().any(|office| behind.starts_with(office));
        (goes_on && inside.chars().all(crate::text::cjk::is_han))
            .then(|| format!("{}{behind}", &value[..open]))
    });
    cut.unwrap_or_else(|| value.to_owned())
}

/// The names in a part of a value.
fn among(value: &str) -> Option<String> {
    let several = value.contains('、');
    let names: Vec<&str> = value
        .trim_end_matches("电话")
        .split('、')
        .filter(|name| !several || !name.ends_with(['科', '处', '室', '股', '司']))
        .map(|name| behind_office(behind_post(without_post(name.trim()))))
        .filter(|name| !name.is_empty() && !is_post(name))
        .collect();
    let names = names.join("、");
    (2..=12).contains(&names.chars().count()).then_some(names)
}

/// What offices end in.
pub(super) const OFFICES: [char; 13] = [
    '部', '科', '处', '室', '股', '司', '队', '站', '办', '局', '委', '院', '心',
];

/// 客运部董示例 is 董示例; an office alone is nobody.
fn behind_office(name: &str) -> &str {
    const LONGEST_NAME: usize = 4;
    let length = name.chars().count();
    if length == 3 && name.ends_with(['部', '科', '处', '室', '股', '司']) {
        return "";
    }
    if length <= LONGEST_NAME {
        return name;
    }
    // 局司马青: a name of two characters in front of which an office seems to stand may be longer.
    let is_name = |behind: &&str| {
        let compound = ["司马", "司徒", "司空"]
            .iter()
            .any(|name| behind.starts_with(name));
        (2..=3).contains(&behind.chars().count()) && (compound || !behind.starts_with(OFFICES))
    };
    let behind = |(at, office): (usize, &str)| &name[at + office.len()..];
    let offices = || name.match_indices(OFFICES).map(behind);
    offices()
        .find(is_name)
        .or_else(|| offices().next_back())
        .unwrap_or(name)
}

/// What persons are, the longer words before those that they end in.
const POSTS: [&str; 40] = [
    "副局长",
    "局长",
    "副科长",
    "科长",
    "主任科员",
    "科员",
    "副主任",
    "主任",
    "副股长",
    "股长",
    "副处长",
    "处长",
    "干部",
    "同志",
    "副主席",
    "主席",
    "副书记",
    "书记",
    "副镇长",
    "镇长",
    "副乡长",
    "乡长",
    "秘书长",
    "检察长",
    "董事长",
    "总经理",
    "经理",
    "工程师",
    "调研员",
    "院长",
    "校长",
    "所长",
    "站长",
    "队长",
    "部长",
    "庭长",
    "司长",
    "组长",
    "会长",
    "馆长",
];

/// 镇人大主席李示例 is 李示例.
pub(super) fn behind_post(name: &str) -> &str {
    let behind = POSTS.iter().filter_map(|post| {
        let at = name.rfind(post)? + post.len();
        (2..=3)
            .contains(&name[at..].chars().count())
            .then_some(&name[at..])
    });
    behind.min_by_key(|behind| behind.len()).unwrap_or(name)
}

fn is_post(name: &str) -> bool {
    POSTS.contains(&name)
}

/// 李示例副科长 is 李示例.
pub(super) fn without_post(name: &str) -> &str {
    let bare = POSTS.iter().find_map(|post| name.strip_suffix(post));
    bare.map(|bare| bare.trim_end_matches('副'))
        .filter(|bare| bare.chars().count() >= 2)
        .unwrap_or(name)
}

/// 镇人大主席 or 办公室 stands before the name of a person.
pub(super) fn names_post(words: &str) -> bool {
    const BRIEF: usize = 3;
    let is_office = words.ends_with(OFFICES) && words.chars().count() > BRIEF;
    is_office || POSTS.iter().any(|post| words.ends_with(post))
}

/// Whether a text may be a person's name: short, and no word of the letter's own.
pub(super) fn is_name(text: &str) -> bool {
    const OTHERS: [&str; 8] = ["我", "们", "您", "传真", "手机", "办公", "同号", "转"];
    (2..=4).contains(&text.chars().count())
        && text.chars().all(crate::text::cjk::is_han)
        && !OTHERS.iter().any(|word| text.contains(word))
        && !names_post(text)
}
