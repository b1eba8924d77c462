//! The orders in which things are listed.

use std::cmp::{Ordering, Reverse};

use super::entry::Entry;
use super::reply::Kind;

/// Compares texts with their runs of digits as numbers: 2 before 10, 〔2024〕9号 before 〔2024〕53号.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left.chars().next(), right.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (m, rest_left) = split_digits(left);
                let (n, rest_right) = split_digits(right);
                let order = m.len().cmp(&n.len()).then_with(|| m.cmp(n));
                if order.is_ne() {
                    return order;
                }
                (left, right) = (rest_left, rest_right);
            }
            (Some(x), Some(y)) if x == y => {
                (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            }
            (Some(x), Some(y)) => return x.cmp(&y),
        }
    }
}

/// The leading run of digits without its zeros, and what follows.
fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

/// Newest first: by when they were put on the web, else written, as in feeds (those without either
/// last), then by date, year and document number downwards; the path settles the rest.
pub fn newest_first(a: &Entry, b: &Entry) -> Ordering {
    let times = |e: &Entry| Reverse((e.issued(), e.date(), e.year()));
    times(a)
        .cmp(&times(b))
        .then_with(|| {
            natural(
                b.doc_number().unwrap_or_default(),
                a.doc_number().unwrap_or_default(),
            )
        })
        .then_with(|| a.permalink().cmp(b.permalink()))
}

/// By number: kind, body, year and the number of the first case.
pub fn by_number(a: &Entry, b: &Entry) -> Ordering {
    group(a)
        .cmp(&group(b))
        .then_with(|| natural(first_number(a), first_number(b)))
        .then_with(|| a.permalink().cmp(b.permalink()))
}

fn group(entry: &Entry) -> (Kind, Option<&str>, Option<i16>) {
    (entry.kind(), entry.session().body.as_deref(), entry.year())
}

fn first_number(entry: &Entry) -> &str {
    let case = entry.cases().first();
    case.and_then(|case| case.number.as_deref())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_texts_count_as_numbers() {
        assert_eq!(
            natural("株科办〔2025〕9号", "株科办〔2025〕38号"),
            Ordering::Less
        );
        assert_eq!(natural("2104111", "2104110"), Ordering::Greater);
        assert_eq!(natural("0117", "117"), Ordering::Less);
        assert_eq!(natural("117", "117"), Ordering::Equal);
        assert_eq!(natural("DH2", "DH0010"), Ordering::Less);
        assert_eq!(natural("", "1"), Ordering::Less);
    }
}
