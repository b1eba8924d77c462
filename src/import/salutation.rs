//! Who is addressed.

use crate::text::cjk::is_han;

/// The names in a salutation: without courtesy, title and 等N位; groups stay whole.
pub(super) fn addressees(key: &str) -> Vec<String> {
    // Emphasis around a name; 王** is a masked one.
    let key = match key
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"))
    {
        Some((name, rest)) => format!("{name}{rest}"),
        None => key.to_owned(),
    };
    let key = ["主送：", "致："]
        .iter()
        .find_map(|label| key.strip_prefix(label))
        .map_or(key.clone(), str::to_owned);
    let mut text = key.trim_end_matches(['：', '！', '，', ':', '。', '!']);
    for greeting in ["您们好", "你们好", "您好", "你好"] {
        text = text.trim_end().trim_end_matches(greeting);
    }
    // 王示例委员好！
    for title in ["委员", "代表", "们"] {
        let bare = text.strip_suffix('好').filter(|text| text.ends_with(title));
        text = bare.unwrap_or(text);
    }
    let text = apart(text.trim_end_matches(['：', '！', '，', ':']));
    let text = without_courtesy(&text);
    let mut names: Vec<String> = Vec::new();
    for part in text.split(['、', '，', ',', '；', ' ', '并']) {
        for name in split_pairs(part) {
            let name = bare_name(&name);
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn without_courtesy(text: &str) -> &str {
    let text = text.trim();
    ["尊敬的", "敬爱的", "亲爱的"]
        .iter()
        .find_map(|courtesy| text.strip_prefix(courtesy))
        .unwrap_or(text)
}

/// Spaces stand between names, or set one name apart: 王 示例, 王示例 李示例.
fn apart(text: &str) -> String {
    const TITLES: [&str; 6] = ["委员", "代表", "主席", "同志", "先生", "女士"];
    let is_latin = |part: &str| part.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let mut out = String::new();
    let mut whole_before = false;
    let mut counts = false;
    for part in text.split_whitespace() {
        // 王示例等 31 名代表: a recogniser sets numbers apart.
        let is_count = part.chars().all(|c| c.is_ascii_digit()) && out.ends_with('等');
        if is_count || std::mem::replace(&mut counts, is_count) {
            out.push_str(part);
            whole_before = false;
            continue;
        }
        // John Smith is one name.
        if is_latin(part) && out.ends_with(|c: char| c.is_ascii_alphabetic()) {
            out.push('\u{A0}');
            out.push_str(part);
            continue;
        }
        let is_title = TITLES.iter().any(|title| part.starts_with(title));
        let place = part.ends_with(['省', '市', '县', '区', '州', '的']);
        // 王示例、李 示 has one name that is set apart.
        let long = |name: Option<&str>| name.is_some_and(|name| name.chars().count() >= 2);
        let first = part.split('、').next();
        let is_whole = long(part.rsplit('、').next()) && !is_title;
        if whole_before && long(first) && !is_title {
            out.push('、');
        }
        out.push_str(part);
        whole_before = is_whole && !place;
    }
    out
}

/// 王示例委员李示例委员 and 王示例和李示例 are two names each.
fn split_pairs(part: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = part;
    for title in ["委员", "代表"] {
        while let Some((name, behind)) = rest.split_once(title) {
            // 县人大常委会代表工委 is an office.
            if behind.is_empty()
                || name.is_empty()
                || name.ends_with(['会', '大', '委', '协'])
                || behind.starts_with(['们', '（', '等', '会', '团', '小', '组', '活', '工', '联'])
                || name.contains('等')
            {
                break;
            }
            pieces.push(format!("{name}{title}"));
            rest = behind;
        }
    }
    let is_group = [
        "委", "会", "部", "局", "社", "党", "界", "室", "厅", "办", "院", "处", "署", "盟", "站",
        "中心", "政府", "公司",
    ]
    .iter()
    .any(|end| rest.ends_with(end));
    if is_group {
        pieces.push(rest.to_owned());
    } else {
        pieces.extend(split_and(rest));
    }
    pieces
}

/// 王示例和李示例 are two names, 李和平 is one: none is written in one character.
fn split_and(names: &str) -> Vec<String> {
    const TITLES: [&str; 2] = ["委员", "代表"];
    let is_name = |part: &str| {
        let name = TITLES
            .iter()
            .fold(part, |name, title| name.trim_end_matches(title));
        name.chars().count() >= 2
    };
    let cut = names
        .match_indices(['和', '与'])
        .find(|(at, and)| is_name(&names[..*at]) && is_name(&names[at + and.len()..]));
    match cut {
        Some((at, and)) => {
            let mut parts = vec![names[..at].to_owned()];
            parts.extend(split_and(&names[at + and.len()..]));
            parts
        }
        None => vec![names.to_owned()],
    }
}

fn bare_name(part: &str) -> String {
    let mut name = without_courtesy(part);
    // 提案人王示例, 青山代表团王示例代表
    name = name.strip_prefix("提案人").unwrap_or(name);
    if let Some((_, behind)) = name
        .split_once("代表团")
        .filter(|(_, name)| !name.is_empty())
    {
        name = behind;
    }
    // 及各位代表 are nobody in particular.
    if name.starts_with("及各位") || name.starts_with("各位") {
        return String::new();
    }
    // 王示例政协某县委员
    for body in ["政协", "人大"] {
        if let Some(at) = name.find(body)
            && (2..=4).contains(&name[..at].chars().count())
            && name.ends_with(['员', '表'])
            && !["政协委员", "人大代表"].contains(&&name[at..])
        {
            name = &name[..at];
        }
    }
    // 尊敬的政协委员王示例
    let led = ["政协委员", "人大代表", "委员"].iter().find_map(|title| {
        let behind = &name[name.find(title)? + title.len()..];
        let is_name = behind.chars().all(|c| is_han(c) || c == '·');
        ((2..=5).contains(&behind.chars().count()) && is_name).then_some(behind)
    });
    // 代表王示例
    let deputy = name
        .strip_prefix("代表")
        .filter(|name| (2..=4).contains(&name.chars().count()));
    if let Some(led) = led
        .or(deputy)
        .filter(|led| !led.starts_with(['会', '等', '们', '团', '小', '组', '活', '工', '联']))
    {
        name = led;
    }
    // Remarks such as （女） or （某某执笔）.
    if let Some((before, _)) = name.split_once('（') {
        name = before;
    }
    if let Some((before, behind)) = name.split_once('等') {
        let counts = behind
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii_digit() || "一二两三四五六七八九十位名人委代同".contains(c));
        if counts {
            name = before;
        }
    }
    loop {
        let before = name;
        for title in [
            "委员们",
            "代表们",
            "区人大代表",
            "县人大代表",
            "市人大代表",
            "省人大代表",
            "人大代表",
            "区政协委员",
            "县政协委员",
            "市政协委员",
            "省政协委员",
            "政协委员",
            "委员",
            "代表",
            "同志",
            "先生",
            "女士",
            "们",
            "副主席",
            "主席",
            "常委",
        ] {
            let stripped = name.strip_suffix(title).unwrap_or(name);
            let stripped = without_count(stripped);
            // 农工党 and the like end in words that are also titles; a name never becomes empty.
            if !stripped.is_empty() || ["委员", "代表", "们"].contains(&title) {
                name = stripped;
            }
        }
        if name == before {
            return name
                .trim_matches(|c: char| c == '：' || c.is_whitespace())
                .replace('\u{A0}', " ");
        }
    }
}

/// 三位, 5名 behind names.
fn without_count(name: &str) -> &str {
    let Some(rest) = name.strip_suffix(['位', '名']) else {
        return name;
    };
    let trimmed =
        rest.trim_end_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    if trimmed.len() < rest.len() {
        trimmed
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_courtesy_and_title() {
        for (key, expected) in [
            ("尊敬的李轶芳委员：", vec!["李轶芳"]),
            ("李慧委员：", vec!["李慧"]),
            ("王示例、张示例代表：", vec!["王示例", "张示例"]),
            ("王示例等5位代表：", vec!["王示例"]),
            ("王示例委员、张示例委员：", vec!["王示例", "张示例"]),
            ("民革青岚市委：", vec!["民革青岚市委"]),
            ("农工党青岚市委会：", vec!["农工党青岚市委会"]),
            ("王**委员：", vec!["王**"]),
            ("李和平委员：", vec!["李和平"]),
            ("政协文体界别委员小组：", vec!["政协文体界别委员小组"]),
            ("王示例和李示例委员：", vec!["王示例", "李示例"]),
            ("尊敬的政协委员王示例：", vec!["王示例"]),
            ("代表王示例：", vec!["王示例"]),
            ("代表团：", vec!["代表团"]),
            ("青岚市教育局：", vec!["青岚市教育局"]),
            ("县人大常委会代表工委：", vec!["县人大常委会代表工委"]),
            ("王示例政协白水县委员:", vec!["王示例"]),
            ("刀示例,岩示例代表:", vec!["刀示例", "岩示例"]),
        ] {
            assert_eq!(addressees(key), expected, "{key}");
        }
    }
}
