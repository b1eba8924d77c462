//! At which length the lines of a text were wrapped.

use std::ops::RangeInclusive;

use crate::text::width::{char_width, display_width};

/// The measure of a wrapped text.
pub(super) struct Wrap {
    measure: fn(&str) -> usize,
    /// The length from which a line is full.
    full: usize,
    /// White space before every line, in cells.
    margin: usize,
}

impl Wrap {
    /// Where many lines end at one length, counted in characters or, as on paper, in the cells
    /// that they take.
    pub(super) fn of(raw: &[&str]) -> Option<Self> {
        // What is set apart by spaces is laid out, not wrapped.
        let is_text = |line: &&&str| !line.trim().is_empty() && !line.trim().contains("   ");
        let lines: Vec<&str> = raw.iter().filter(is_text).copied().collect();
        let by_characters = |text: &str| text.chars().count();
        let by_cells = |text: &str| text.chars().map(cells).sum();
        Self::by(&lines, by_characters, 16..=80, 1)
            .or_else(|| Self::by(&lines, by_cells, 44..=100, 3))
    }

    fn by(
        lines: &[&str],
        measure: fn(&str) -> usize,
        widths: RangeInclusive<usize>,
        slack: usize,
    ) -> Option<Self> {
        /// One line in so many may be longer, such as one that a table or a list left alone.
        const FEW: usize = 12;
        let mut lengths: Vec<usize> = lines.iter().map(|line| measure(line.trim_end())).collect();
        lengths.sort_unstable();
        let up_to = |length: usize| lengths.partition_point(|&other| other <= length);
        let longer = |width: usize| lengths.len() - up_to(width);
        let full = |width: usize| up_to(width) - up_to(width - slack - 1);
        let mut candidates = lengths.clone();
        candidates.dedup();
        candidates.retain(|width| widths.contains(width) && longer(*width) * FEW <= lengths.len());
        let width = candidates.into_iter().max_by_key(|&width| full(width))?;
        let count = full(width);
        let (full, many) = (width - slack, count >= 4 && count * 4 >= lengths.len());
        let full_lines = lines.iter().filter(|line| measure(line.trim_end()) >= full);
        let margin = full_lines.map(|line| indent(line)).min()?;
        many.then_some(Self {
            measure,
            full,
            margin,
        })
    }

    pub(super) fn is_full(&self, line: &str) -> bool {
        (self.measure)(line.trim_end()) >= self.full
    }

    /// Whether a line begins a paragraph.
    pub(super) fn is_indented(&self, line: &str) -> bool {
        indent(line) >= self.margin + 2
    }
}

/// The cells that a character takes, most of which are Chinese.
fn cells(c: char) -> usize {
    match c {
        '\u{4E00}'..='\u{9FFF}' => 2,
        ' '..='~' => 1,
        c => char_width(c),
    }
}

/// The white space before a line, in cells.
fn indent(line: &str) -> usize {
    let text = line.trim_start();
    display_width(&line[..line.len() - text.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_length_were_wrapped() {
        let wrapped = [
            "   您提出的关于改善交通的建议收悉现答复如下我局高度重视",
            "立即安排人员到现场查看该路段全长12.5公里，现路基宽6.5米",
            "现状不能满足需要，拟列入二〇二六年农村公路建设的计划中",
            "争取早日开工。",
            "   二是加大巡查力度，对沿线的违法行为予以坚决打击并公告",
            "感谢您的关心。",
        ];
        let wrap = Wrap::of(&wrapped).unwrap();
        let full: Vec<bool> = wrapped.iter().map(|line| wrap.is_full(line)).collect();
        assert_eq!(full, [true, true, true, false, true, false]);
        assert!(wrap.is_indented(wrapped[4]) && !wrap.is_indented(wrapped[5]));
        let plain = [
            "一段。",
            "这一段比上一段长得多，说了三件事。",
            "又一段不长。",
            "完。",
        ];
        assert!(Wrap::of(&plain).is_none());
    }
}
