//! "Did you mean": the nearest known word.

use strsim::damerau_levenshtein;

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Letter case and the difference between `-`, `_` and a space are ignored. One slip is allowed
/// for every three characters begun, and never a word that shares nothing; so 标提 finds 标题,
/// but 甲 does not find 乙. Of equally near candidates the first wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let length = word.chars().count();
    let allowed = length.div_ceil(3).min(length.saturating_sub(1));
    // The comparison costs the product of the lengths, and a word may be a whole file.
    let is_comparable = |candidate: &&str| candidate.chars().count().abs_diff(length) <= allowed;
    candidates
        .into_iter()
        .filter(is_comparable)
        .map(|candidate| (damerau_levenshtein(&word, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn folded(word: &str) -> String {
    let same = |c| if matches!(c, '-' | ' ') { '_' } else { c };
    word.trim().to_lowercase().chars().map(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["title", "doc_number", "标题", "发文字号"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("Doc-Number", Some("doc_number")),
            ("标提", Some("标题")),
            ("发文号", Some("发文字号")),
            ("甲", None),
            ("", None),
            ("something else", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
