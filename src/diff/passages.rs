//! Passages of a letter that differ, word by word.

use std::collections::HashMap;
use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use serde::Serialize;

use super::masks;
use crate::text::diff::changes;

/// A passage, piece by piece.
pub(super) type Passage = Vec<Piece>;

/// A piece of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// Characters of a passage that are shown around what differs.
const CONTEXT: usize = 16;

/// Compares two texts paragraph by paragraph, and paragraphs that resemble each other word by
/// word. Where the new text masks anything anew, nothing is shown that the old one alone has: which of
/// its paragraphs holds what is masked now cannot be told for sure.
pub(super) fn compare(old: &str, new: &str) -> Vec<Passage> {
    let mut passages = compare_all(old, new);
    if masks(old, new) {
        for passage in &mut passages {
            passage.retain(|piece| !matches!(piece, Piece::Removed(_)));
        }
        passages.retain(|passage| passage.iter().any(|piece| matches!(piece, Piece::Added(_))));
    }
    passages
}

fn compare_all(old: &str, new: &str) -> Vec<Passage> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let words = Words::new();
    let mut passages = Vec::new();
    for (removed, added) in hunks(&old, &new) {
        let (removed, added) = (&old[removed], &new[added]);
        let pairs = removed.len().min(added.len());
        for (before, after) in removed.iter().zip(added) {
            passages.extend(words.compare(before, after));
        }
        let whole = |text: &&str| !text.trim().is_empty();
        let gone = removed[pairs..].iter().filter(|text| whole(text));
        passages.extend(gone.map(|text| vec![Piece::Removed((*text).to_owned())]));
        let come = added[pairs..].iter().filter(|text| whole(text));
        passages.extend(come.map(|text| vec![Piece::Added((*text).to_owned())]));
    }
    passages
}

/// Runs of items that only one side has, each with its counterpart.
fn hunks(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut numbers: HashMap<&str, char> = HashMap::new();
    let (old_code, new_code) = (encode(old, &mut numbers), encode(new, &mut numbers));
    let found = changes(&old_code, &new_code);
    let mut removed = found.removed.into_iter().map(items).peekable();
    let mut added = found.added.into_iter().map(items).peekable();
    let (mut hunks, mut shift) = (Vec::new(), 0_isize);
    // Between two hunks both sides go on alike, so the place in one is the place in the other.
    loop {
        let next_removed = removed.peek().cloned();
        let next_added = added.peek().cloned();
        let place = |new: usize| new.saturating_add_signed(-shift);
        let hunk = match (next_removed, next_added) {
            (None, None) => return hunks,
            (Some(gone), Some(come)) if place(come.start) == gone.start => (gone, come),
            (Some(gone), come)
                if come
                    .as_ref()
                    .is_none_or(|come| gone.start < place(come.start)) =>
            {
                let at = gone.start.saturating_add_signed(shift);
                (gone, at..at)
            }
            (_, Some(come)) => (place(come.start)..place(come.start), come),
            (Some(gone), None) => (gone, 0..0),
        };
        if !hunk.0.is_empty() {
            removed.next();
        }
        if !hunk.1.is_empty() {
            added.next();
        }
        shift += hunk.1.len() as isize - hunk.0.len() as isize;
        hunks.push(hunk);
    }
}

/// A character for each different item, all of four bytes.
fn encode<'a>(items: &[&'a str], numbers: &mut HashMap<&'a str, char>) -> String {
    const FIRST: u32 = 0x1_0000;
    let mut code = String::with_capacity(items.len() * 4);
    for item in items {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        // Beyond a million different words all further ones count as one.
        let next = char::from_u32(FIRST.saturating_add(next)).unwrap_or(char::MAX);
        code.push(*numbers.entry(item).or_insert(next));
    }
    code
}

fn items(bytes: Range<usize>) -> Range<usize> {
    bytes.start / 4..bytes.end / 4
}

/// Knows the words of Chinese.
struct Words(icu_segmenter::WordSegmenterBorrowed<'static>);

impl Words {
    fn new() -> Self {
        Self(WordSegmenter::new_dictionary(
            WordBreakInvariantOptions::default(),
        ))
    }

    fn split<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let ends: Vec<usize> = self.0.segment_str(text).collect();
        ends.windows(2)
            .map(|pair| &text[pair[0]..pair[1]])
            .collect()
    }

    /// Two paragraphs in one passage, or in two where they have little in common.
    fn compare(&self, old: &str, new: &str) -> Vec<Passage> {
        let (before, after) = (self.split(old), self.split(new));
        let hunks = hunks(&before, &after);
        let mut pieces = Vec::new();
        let mut at = 0;
        for (removed, added) in hunks {
            push(&mut pieces, Piece::Same(before[at..removed.start].concat()));
            at = removed.end;
            push(&mut pieces, Piece::Removed(before[removed].concat()));
            push(&mut pieces, Piece::Added(after[added].concat()));
        }
        push(&mut pieces, Piece::Same(before[at..].concat()));
        if !resemble(&pieces, old, new) {
            let whole = [Piece::Removed(old.to_owned()), Piece::Added(new.to_owned())];
            return whole.into_iter().map(|piece| vec![piece]).collect();
        }
        vec![shorten(pieces)]
    }
}

fn push(pieces: &mut Passage, piece: Piece) {
    if !piece.text().is_empty() {
        pieces.push(piece);
    }
}

/// Whether a third of the shorter paragraph stands in both.
fn resemble(pieces: &[Piece], old: &str, new: &str) -> bool {
    let same = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Same(_)));
    let same: usize = same.map(|piece| piece.text().len()).sum();
    same * 3 >= old.len().min(new.len())
}

impl Piece {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Same(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

/// Leaves out what is far from anything that differs.
fn shorten(pieces: Passage) -> Passage {
    let last = pieces.len().saturating_sub(1);
    let short = pieces
        .into_iter()
        .enumerate()
        .map(|(index, piece)| match piece {
            Piece::Same(text) => Piece::Same(cut(&text, index > 0, index < last)),
            other => other,
        });
    short.collect()
}

/// The beginning of a text, its end, or both.
fn cut(text: &str, keeps_head: bool, keeps_tail: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (head, tail) = (
        if keeps_head { CONTEXT } else { 0 },
        if keeps_tail { CONTEXT } else { 0 },
    );
    if chars.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let (head, tail) = (&chars[..head], &chars[chars.len() - tail..]);
    head.iter().chain(&['…']).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Passages as text: `[-removed-]{+added+}`.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let piece = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        };
        let passages = compare(old, new);
        passages
            .iter()
            .map(|passage| passage.iter().map(piece).collect())
            .collect()
    }

    #[test]
    fn a_word_that_differs_is_shown_as_a_word_with_what_is_around_it() {
        let old = "甲\n围绕创新驱动发展战略，我局今年安排专项资金300万元，支持企业开展技术攻关和成果转化。\n乙";
        assert_eq!(
            shown(old, &old.replace("300", "500")),
            ["…动发展战略，我局今年安排专项资金[-300-]{+500+}万元，支持企业开展技术攻关和成果…"]
        );
        assert_eq!(
            shown("支持企业技术创新。", "支持企业技术创业。"),
            ["支持企业技术[-创新-]{+创业+}。"]
        );
    }

    #[test]
    fn paragraphs_come_and_go_whole() {
        assert_eq!(shown("甲\n乙\n丙", "甲\n丙"), ["[-乙-]"]);
        assert_eq!(shown("甲\n丙", "甲\n乙\n丙"), ["{+乙+}"]);
        assert_eq!(
            shown("甲\n一二三四\n丙", "甲\n五六七八\n丙"),
            ["[-一二三四-]", "{+五六七八+}"]
        );
        assert_eq!(shown("甲\n乙", "甲\n乙"), Vec::<String>::new());
    }

    #[test]
    fn what_is_masked_now_is_not_repeated_wherever_it_stood() {
        let old = "甲\n请拨打13800001234联系。\n乙丙丁戊";
        let new = "甲\n新的一段。\n请拨打138****1234〔手机号码已遮盖〕联系。";
        for (old, new) in [(old, new), (old, "甲138****1234〔手机号码已遮盖〕")] {
            let shown = shown(old, new).concat();
            assert!(!shown.contains("0000") && !shown.contains("[-"), "{shown}");
            assert!(shown.contains("已遮盖"), "{shown}");
        }
    }

    #[test]
    fn a_line_with_a_mask_that_is_not_the_same_is_a_new_one() {
        let masked = |number| format!("请拨打{number}〔手机号码已遮盖〕联系。");
        let old = format!("{}\n或者13900001111。", masked("138****1234"));
        assert!(
            !shown(&old, &masked("139****1111"))
                .concat()
                .contains("0000")
        );
        let kept = shown(&old, &masked("138****1234"));
        assert_eq!(kept, ["[-或者13900001111。-]"]);
    }

    #[test]
    fn what_is_masked_now_is_not_repeated() {
        assert_eq!(
            shown(
                "请拨打13800001234联系。",
                "请拨打138****1234〔手机号码已遮盖〕联系。"
            ),
            ["请拨打{+138****1234〔手机号码已遮盖〕+}联系。"]
        );
    }

    proptest! {
        #[test]
        fn hunks_lead_from_the_old_text_to_the_new(old in "[甲乙丙1 ]{0,20}", new in "[甲乙丙1 ]{0,20}") {
            let chars = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
            let (a, b) = (chars(&old), chars(&new));
            let a: Vec<&str> = a.iter().map(String::as_str).collect();
            let b: Vec<&str> = b.iter().map(String::as_str).collect();
            let mut made = String::new();
            let mut at = 0;
            for (removed, added) in hunks(&a, &b) {
                made.push_str(&a[at..removed.start].concat());
                made.push_str(&b[added].concat());
                at = removed.end;
            }
            made.push_str(&a[at..].concat());
            prop_assert_eq!(made, new);
        }
    }
}
