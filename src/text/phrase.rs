//! Where the title of an official letter may be broken into lines.
//!
//! GB/T 9704 wants a title broken by sense: no word cut in two, a number with what it counts.
//! Browsers break Chinese between any two characters, so the title is given to them in phrases.

/// Characters of the longest phrase that fits a line of a title on paper; a longer one may break
/// wherever it must.
const LINE: usize = 20;
/// So few characters at the end stay with the phrase before them.
const TAIL: usize = 4;
/// The shortest phrase.
const SHORTEST: usize = 3;

/// A part of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// Its characters.
    pub text: &'a str,
    /// It fits no line and may break inside.
    pub is_long: bool,
}

/// Cuts a title into phrases; together they are the title.
pub fn phrases(title: &str) -> Vec<Phrase<'_>> {
    let mut cut = Vec::new();
    let mut start = 0;
    for (at, _) in title.char_indices().skip(1) {
        let (before, after) = title.split_at(at);
        let is_enough = title[start..at].chars().count() >= SHORTEST;
        if is_enough && after.chars().count() > TAIL && may_break(before, after) {
            cut.push(&title[start..at]);
            start = at;
        }
    }
    cut.push(&title[start..]);
    cut.into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| Phrase {
            text,
            is_long: text.chars().count() > LINE,
        })
        .collect()
}

/// Whether sense allows a break between two parts of a title.
fn may_break(before: &str, after: &str) -> bool {
    let follows = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let precedes = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let is_bound = follows(&["的", "等", "号"]) || after.starts_with(is_closing);
    if is_bound || before.ends_with(['《', '（', '“']) {
        return false;
    }
    before.ends_with(is_closing)
        || follows(&["《", "（", "“", "关于", "以及"])
        || precedes(&["的", "号提案", "号建议"])
        || starts_number(after)
        || (precedes(&["政协", "人大", "代表大会"]) && after.starts_with(is_ordinal))
}

/// 第2104111号, 第十届.
fn starts_number(text: &str) -> bool {
    text.strip_prefix('第')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || is_ordinal(c)))
}

fn is_ordinal(c: char) -> bool {
    "第一二三四五六七八九十".contains(c)
}

fn is_closing(c: char) -> bool {
    "、，；：》）”。！？".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str) -> String {
        let parts: Vec<&str> = phrases(title).iter().map(|phrase| phrase.text).collect();
        parts.join("|")
    }

    #[test]
    fn session_and_number_stay_whole() {
        assert_eq!(
            cut("关于株洲市政协十届四次会议第2104111号提案的答复"),
            "关于株洲市政协|十届四次会议|第2104111号提案的答复"
        );
        assert_eq!(
            cut("对株洲市人民代表大会代表第1185号建议的答复"),
            "对株洲市人民代表大会代表|第1185号建议的答复"
        );
    }

    #[test]
    fn subjects_break_at_punctuation_and_after_their_attributes() {
        assert_eq!(
            cut("关于第117号提案关于完善制度、健全网络的建议的答复"),
            "关于第117号提案|关于完善制度、|健全网络的|建议的答复"
        );
        assert_eq!(
            cut("对《关于办学的提案》（第5号）的复函"),
            "对《关于办学的|提案》|（第5号）的复函"
        );
    }

    #[test]
    fn a_phrase_longer_than_a_line_may_break_inside() {
        let phrases = phrases("基层医疗卫生服务体系建设与养老服务网络的完善");
        assert_eq!(phrases.len(), 1);
        assert!(phrases[0].is_long);
    }
}
