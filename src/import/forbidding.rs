//! Notes that forbid to spread a letter, in words of their own.

use std::borrow::Cow;

use super::marks;

/// The words by which a letter speaks of itself.
const LETTER: [&str; 15] = [
    "此答复",
    "本答复",
    "该答复",
    "此件",
    "本件",
    "该件",
    "此复函",
    "本复函",
    "此复文",
    "此函",
    "本函",
    "该函",
    "该复函",
    "该复文",
    "以上答复",
];
/// Longer sentences, in characters, speak of something else.
const LONGEST_SENTENCE: usize = 60;

/// 此答复可向申请人公开，不对外发布。 and 上述两件中，第149号不予公开。 are sentences about the letter.
pub(super) fn speaks_of_letter(key: &str) -> bool {
    // Of several letters, or of the letter without its attachments.
    const PARTS: [&str; 2] = ["上述", "正文"];
    let key = key.trim_start_matches(['（', '※']);
    let begins = ["说明：", "附注：", "备注：", "注："]
        .iter()
        .find_map(|label| key.strip_prefix(label))
        .unwrap_or(key);
    let of_letter = || {
        LETTER
            .iter()
            .chain(&PARTS)
            .any(|word| begins.starts_with(word))
    };
    key.chars().count() <= LONGEST_SENTENCE && of_letter() && limits(key)
}

/// 由于案件尚在办理，本答复仅供代表本人参阅，请勿对外公开。 says so in the middle of a paragraph.
pub(super) fn limits_letter(key: &str) -> bool {
    of_letter(key).any(limits)
}

/// 经审查，本答复同意全文向社会公开 says how a letter is published, in the middle of a paragraph.
pub(super) fn speaks_of_publishing(key: &str) -> bool {
    of_letter(key).any(|clause| clause.contains("公开") || clause.contains("公布"))
}

/// The ends of sentences that begin with the letter itself.
fn of_letter(key: &str) -> impl Iterator<Item = &str> {
    let sentences = key.split('。');
    let sentences = sentences.filter(|sentence| sentence.chars().count() <= LONGEST_SENTENCE);
    let ends = sentences.flat_map(|sentence| {
        let cuts = sentence.match_indices(['，', '；', '：', '（']);
        let starts = cuts.map(|(at, cut)| at + cut.len());
        std::iter::once(0).chain(starts).map(|at| &sentence[at..])
    });
    ends.filter(|clause| LETTER.iter().any(|word| clause.starts_with(word)))
}

/// Whether a sentence about the letter says that not everybody may have it.
fn limits(sentence: &str) -> bool {
    const SPREADS: [&str; 12] = [
        "公开", "发布", "公布", "上网", "外传", "转载", "复制", "传播", "扩散", "透露", "泄露",
        "外泄",
    ];
    const LIMITS: [&str; 9] = ["不", "勿", "仅", "只", "除", "禁", "限", "依申请", "申请人"];
    let sentence = without_denial(sentence);
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    // 仅供参考 alone is a courtesy.
    let for_some = || says(&["代表", "委员", "本人", "内部", "领导"]) && says(&["参考"]);
    let reserves =
        || says(&["仅供", "只供", "仅限", "只限"]) && (says(&["阅", "使用", "掌握"]) || for_some());
    (says(&SPREADS) && says(&LIMITS)) || reserves()
}

/// 本答复不涉及国家秘密，同意公开 limits nothing: the sentence without what it denies to hold.
fn without_denial(sentence: &str) -> Cow<'_, str> {
    let cut = || {
        let (before, behind) = sentence.split_once("不涉")?;
        let end = behind.find('密').map(|at| at + '密'.len_utf8());
        let end = end.or_else(|| behind.find('，'))?;
        Some(format!("{before}{}", &behind[end..]))
    };
    cut().map_or(Cow::Borrowed(sentence), Cow::Owned)
}

/// 内部掌握，请勿上网: a line of short notes, none a name with its label, of which one restricts.
pub(super) fn notes_restrict(key: &str) -> bool {
    const LONGEST_NOTE: usize = 8;
    let is_note = |note: &str| (2..=LONGEST_NOTE).contains(&note.chars().count());
    let mut notes = key.split(['，', '、', '；']);
    !key.contains('：')
        && notes.clone().all(is_note)
        && notes.any(|note| is_secret(note) || forbids(note))
}

/// 工作秘密, 内部掌握: a short line that is no bureau's name and does not deny it.
pub(super) fn is_secret(key: &str) -> bool {
    const LONGEST_NOTE: usize = 8;
    const WORDS: [&str; 6] = ["秘密", "机密", "绝密", "涉密", "保密", "内部"];
    key.chars().count() <= LONGEST_NOTE
        && WORDS.iter().any(|word| key.contains(word))
        && !key.contains(['：', '非', '不', '无', '局', '科', '处', '室'])
        && !is_entry(key)
}

/// 不得对外发布, 请勿上网, 仅供委员参阅.
pub(super) fn forbids(key: &str) -> bool {
    const LONGEST_NOTE: usize = 14;
    const STARTS: [&str; 9] = [
        "不",
        "请勿",
        "请不要",
        "勿",
        "禁止",
        "严禁",
        "谢绝",
        "暂不",
        "暂缓",
    ];
    const SPREADS: [&str; 8] = [
        "公布", "发布", "上网", "外传", "传播", "扩散", "转载", "公开",
    ];
    const FOR: [&str; 5] = ["仅供", "只供", "仅发", "只发", "供领导"];
    let key = key.trim_end_matches(['。', '！']);
    let reserved = || {
        FOR.iter().any(|start| key.starts_with(start))
            && ["阅", "参考", "使用", "本人"]
                .iter()
                .any(|end| key.ends_with(end))
    };
    if key.chars().count() <= LONGEST_NOTE && reserved() {
        return true;
    }
    STARTS.iter().any(|start| key.starts_with(start))
        && key.chars().count() <= LONGEST_NOTE
        && !key.contains(['，', '：'])
        && SPREADS.iter().any(|word| key.contains(word))
        && marks::disclosure(key).is_none()
        && !is_entry(key)
}

/// 不予公开说明 and the like are entries of a page's menu, or of a form.
pub(super) fn is_entry(key: &str) -> bool {
    const ENDS: [&str; 13] = [
        "事项清单",
        "说明",
        "指南",
        "年报",
        "制度",
        "目录",
        "平台",
        "系统",
        "流程",
        "规定",
        "渠道",
        "申请表",
        "条例",
    ];
    key.contains("主动公开内容")
        || ENDS.iter().any(|end| key.ends_with(end))
        || gives_no_reason(key)
}

/// 不公开理由：无 fills in a form where there is nothing to tell.
fn gives_no_reason(key: &str) -> bool {
    const NOTHING: [&str; 5] = ["无", "/", "—", "——", "-"];
    key.split_once('：')
        .is_some_and(|(label, value)| is_reason_label(label) && NOTHING.contains(&value))
        || NOTHING
            .iter()
            .any(|nothing| key.strip_suffix(nothing).is_some_and(is_reason_label))
}

/// 不公开理由, 不予公开的依据
pub(super) fn is_reason_label(label: &str) -> bool {
    ["理由", "原因", "依据"]
        .iter()
        .filter_map(|word| label.strip_suffix(word))
        .any(|denied| ["不公开", "不予公开"].contains(&denied.trim_end_matches('的')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_limits_itself_in_sentences_of_its_own() {
        for key in [
            "由于案件尚在办理，本答复仅供代表本人参阅。",
            "因项目尚处洽谈阶段，以上答复内容敬请代表不要向外透露。",
            "现将答复函送上。该复函按规定不作公开，请知悉。",
            "本答复不涉密但涉及招商，请勿公开。",
            "本答复不涉及国家秘密但暂不宜对外发布",
        ] {
            assert!(limits_letter(key), "{key}");
        }
        for key in [
            "经审查，本答复不涉密，同意全文向社会公开。",
            "应急水源井坐标属于敏感信息，暂不公开。",
            "本答复如有不妥，请指正。",
        ] {
            assert!(!limits_letter(key), "{key}");
        }
    }

    #[test]
    fn a_form_may_give_no_reason() {
        for key in ["不公开理由：无", "不予公开的依据：/", "不公开原因—"] {
            assert!(is_entry(key), "{key}");
        }
        assert!(!is_entry("不公开理由：涉及商业秘密"));
    }
}
