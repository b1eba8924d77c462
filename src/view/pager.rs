//! Numbered pages of a listing.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Permalink;

/// Replies on one page of a listing.
pub const PER_PAGE: usize = 50;
/// Terms on one page of an index of terms, which takes less room.
pub const TERMS_PER_PAGE: usize = 200;
/// Page numbers shown on each side of the current one.
const REACH: usize = 2;

/// Where a page stands in its listing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pager {
    /// Number of this page.
    page: usize,
    /// How many pages.
    pages: usize,
    /// How many entries in all.
    total: usize,
    /// How many a page.
    per_page: usize,
    /// Number of its first entry.
    first: usize,
    /// Number of its last entry.
    last: usize,
    /// The page before.
    previous: Option<String>,
    /// The page after.
    next: Option<String>,
    /// The row of page numbers.
    items: Vec<Item>,
}

/// A page number in the row, or the gap between two.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Item {
    /// Number of the page.
    page: usize,
    /// Relative address; none for this page.
    href: Option<String>,
    /// It is this page.
    current: bool,
    /// Pages are left out here.
    gap: bool,
}

/// How many pages a listing takes; an empty one takes a page that says so.
pub fn page_count(total: usize, per_page: usize) -> usize {
    total.div_ceil(per_page).max(1)
}

/// The path of one page of a listing: `topics/a.html`, then `topics/a-2.html`.
pub fn page_permalink(stem: &str, page: usize) -> Permalink {
    match page {
        1 => Permalink::page(format!("{stem}.html")),
        _ => Permalink::page(format!("{stem}-{page}.html")),
    }
}

impl Pager {
    /// The pager of one page, counted from 1, of the listing whose first page is `stem.html`.
    pub fn new(stem: &str, page: usize, total: usize, per_page: usize) -> Self {
        let pages = page_count(total, per_page);
        let from = page_permalink(stem, page);
        let href = |to: usize| page_permalink(stem, to).relative_to(&from);
        let range = Self::range(page, total, per_page);
        Self {
            page,
            pages,
            total,
            per_page,
            first: if total == 0 { 0 } else { range.start + 1 },
            last: range.end,
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            items: items(page, pages, &href),
        }
    }

    /// The part of the listing that stands on a page.
    pub fn range(page: usize, total: usize, per_page: usize) -> Range<usize> {
        let start = ((page - 1) * per_page).min(total);
        start..(start + per_page).min(total)
    }
}

/// First, last and the neighbours of the current page, with gaps between.
fn items(page: usize, pages: usize, href: &dyn Fn(usize) -> String) -> Vec<Item> {
    let mut items = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(page) <= REACH) {
        if number > last + 1 {
            items.push(Item {
                page: 0,
                href: None,
                current: false,
                gap: true,
            });
        }
        let current = number == page;
        let href = (!current).then(|| href(number));
        items.push(Item {
            page: number,
            href,
            current,
            gap: false,
        });
        last = number;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(page: usize, pages: usize) -> String {
        items(page, pages, &|n| n.to_string())
            .iter()
            .map(|item| match (item.gap, item.current) {
                (true, _) => "…".to_owned(),
                (_, true) => format!("[{}]", item.page),
                _ => item.page.to_string(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn shows_first_last_and_near_pages() {
        assert_eq!(row(1, 1), "[1]");
        assert_eq!(row(1, 9), "[1] 2 3 … 9");
        assert_eq!(row(5, 9), "1 … 3 4 [5] 6 7 … 9");
        assert_eq!(row(4, 7), "1 2 3 [4] 5 6 7");
    }

    #[test]
    fn an_empty_listing_has_one_empty_page() {
        assert_eq!(page_count(0, 50), 1);
        assert_eq!(Pager::range(1, 0, 50), 0..0);
        assert_eq!(Pager::range(2, 51, 50), 50..51);
    }
}
