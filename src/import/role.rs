//! Whether a letter answers as lead, helps another bureau to answer, or answers once more.

use super::words;
use crate::model::Role;

/// The role, from a title and the text behind the salutation, as keys.
pub(super) fn role(title: &str, opening: &str) -> Role {
    const AGAIN: [&str; 11] = [
        "续办",
        "续复",
        "再次答复",
        "再次回复",
        "再次办理",
        "二次答复",
        "二次回复",
        "二次办理",
        "补充答复",
        "跟踪办理",
        "回头看",
    ];
    if title.contains("会办") || title.contains("协办") || words::HELPS.is_match(opening) {
        Role::CoHandling
    } else if AGAIN.iter().any(|word| title.contains(word)) || says_continued(opening) {
        Role::Continued
    } else {
        Role::Reply
    }
}

/// Whether a text says 续办, which stands in 手续办理, 后续办理 and 继续办理 too.
fn says_continued(text: &str) -> bool {
    text.match_indices("续办").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| "手后继连陆".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_helps_says_so_of_itself() {
        for opening in [
            "我局作为会办单位，现答复如下",
            "作为该建议的协办单位，我局已派人核实",
            "现提出如下会办意见：",
            "现将协办意见函复如下",
        ] {
            assert_eq!(role("", opening), Role::CoHandling, "{opening}");
        }
        for opening in [
            "经综合省财政厅的会办意见，现答复如下",
            "结合市体育局会办意见，现答复如下",
            "我局会同协办单位市体育局研究，现答复如下",
            "涉及用地手续办理的，现答复如下",
        ] {
            assert_eq!(role("", opening), Role::Reply, "{opening}");
        }
    }
}
