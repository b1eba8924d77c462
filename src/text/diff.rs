//! What changed from one text to another.

use std::ops::Range;

/// More changes than this are not told apart; a letter that is put right has few.
const MOST: usize = 400;

/// The bytes that only the old text has, and those that only the new one has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ranges of the old text.
    pub removed: Vec<Range<usize>>,
    /// Ranges of the new text.
    pub added: Vec<Range<usize>>,
}

/// Compares two texts character by character. Where they differ throughout, all between the
/// common beginning and end counts as changed.
pub fn changes(old: &str, new: &str) -> Changes {
    let a: Vec<(usize, char)> = old.char_indices().collect();
    let b: Vec<(usize, char)> = new.char_indices().collect();
    let same = |(x, y): &(&(usize, char), &(usize, char))| x.1 == y.1;
    let start = a.iter().zip(&b).take_while(same).count();
    let (rest_a, rest_b) = (&a[start..], &b[start..]);
    let end = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(same)
        .count();
    let (inner_a, inner_b) = (&rest_a[..rest_a.len() - end], &rest_b[..rest_b.len() - end]);
    let mut changes = Changes::default();
    match steps(inner_a, inner_b) {
        Some(steps) => {
            for (x, y, is_removed) in steps {
                let (list, &(at, c)) = if is_removed {
                    (&mut changes.removed, &inner_a[x])
                } else {
                    (&mut changes.added, &inner_b[y])
                };
                extend(list, at..at + c.len_utf8());
            }
        }
        None => {
            extend(&mut changes.removed, span(inner_a));
            extend(&mut changes.added, span(inner_b));
        }
    }
    changes
}

fn span(chars: &[(usize, char)]) -> Range<usize> {
    let start = chars.first().map_or(0, |(at, _)| *at);
    start..chars.last().map_or(start, |(at, c)| at + c.len_utf8())
}

fn extend(list: &mut Vec<Range<usize>>, range: Range<usize>) {
    match list.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ if range.is_empty() => {}
        _ => list.push(range),
    }
}

/// The fewest removals (`true`) and additions by which `a` becomes `b`, in order, each with its
/// place in both (Myers 1986). `None` where they are too many.
fn steps(a: &[(usize, char)], b: &[(usize, char)]) -> Option<Vec<(usize, usize, bool)>> {
    let most = MOST.min(a.len() + b.len());
    let middle = most + 1;
    let mut furthest = vec![0usize; 2 * middle + 1];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for changes in 0..=most {
        // Only the diagonals around the middle that can have been reached are kept.
        trace.push(furthest[middle - changes..=middle + changes].to_vec());
        for step in 0..=changes {
            let diagonal = middle + 2 * step - changes;
            let mut x = begin(&furthest, diagonal, step, changes);
            let mut y = (x + middle) - diagonal;
            while x < a.len() && y < b.len() && a[x].1 == b[y].1 {
                (x, y) = (x + 1, y + 1);
            }
            furthest[diagonal] = x;
            if x >= a.len() && y >= b.len() {
                return Some(walk_back(&trace, a.len(), b.len()));
            }
        }
    }
    None
}

/// Where a path on a diagonal begins: one addition above or one removal beside the last one.
fn begin(furthest: &[usize], diagonal: usize, step: usize, changes: usize) -> usize {
    let from_above =
        step == 0 || (step != changes && furthest[diagonal - 1] < furthest[diagonal + 1]);
    match (changes, from_above) {
        (0, _) => 0,
        (_, true) => furthest[diagonal + 1],
        (_, false) => furthest[diagonal - 1] + 1,
    }
}

fn walk_back(trace: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize, bool)> {
    let mut steps = Vec::new();
    for (changes, furthest) in trace.iter().enumerate().skip(1).rev() {
        // `furthest` is what was known before this change; its middle is `changes`.
        let diagonal = (x + changes) - y;
        let step = diagonal / 2;
        let from_above =
            step == 0 || (step != changes && furthest[diagonal - 1] < furthest[diagonal + 1]);
        let before = if from_above {
            diagonal + 1
        } else {
            diagonal - 1
        };
        x = furthest[before];
        y = (x + changes) - before;
        steps.push((x, y, !from_above));
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn without(text: &str, ranges: &[Range<usize>]) -> String {
        let kept = |at: &usize| !ranges.iter().any(|range| range.contains(at));
        text.char_indices()
            .filter(|(at, _)| kept(at))
            .map(|(_, c)| c)
            .collect()
    }

    #[test]
    fn repairs_are_found() {
        let found = changes("第 2104111 号 提案,的", "第2104111号提案，的");
        assert_eq!(found.removed, [3..4, 11..12, 15..16, 22..23]);
        assert_eq!(found.added.first(), Some(&(19..22)));
        assert_eq!(changes("同", "同"), Changes::default());
        assert_eq!(changes("", "新").added.first(), Some(&(0..3)));
    }

    proptest! {
        #[test]
        fn what_is_left_is_common(old in "[一二a ]{0,30}", new in "[一二a ]{0,30}") {
            let found = changes(&old, &new);
            prop_assert_eq!(without(&old, &found.removed), without(&new, &found.added));
        }
    }

    #[test]
    fn texts_that_have_nothing_in_common_are_changed_whole() {
        let (old, new) = ("甲".repeat(1000), "乙".repeat(1000));
        let found = changes(&old, &new);
        assert_eq!((found.removed.len(), found.added[0].len()), (1, 3000));
    }
}
