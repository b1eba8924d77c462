//! Bars and columns for charts that are drawn by templates.

use schemars::JsonSchema;
use serde::Serialize;

use super::link::{Linker, OutcomeView};
use crate::model::{Facet, Term};

/// One row of a bar chart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bar {
    /// What stands at the bar.
    name: String,
    /// Where it leads.
    href: Option<String>,
    /// Its length.
    count: usize,
    /// Its length in per cent of the longest.
    width: String,
    /// Its part of all, with the sign.
    share: String,
    /// The class, in charts of outcomes.
    outcome: Option<OutcomeView>,
}

/// What a bar stands for.
pub struct Row {
    /// What stands at the bar.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its length.
    pub count: usize,
    /// The class, in charts of outcomes.
    pub outcome: Option<OutcomeView>,
}

/// Bars whose widths are parts of the largest and whose shares are parts of `total`.
pub fn bars(rows: Vec<Row>, total: usize) -> Vec<Bar> {
    let largest = rows.iter().map(|row| row.count).max().unwrap_or(0);
    rows.into_iter()
        .map(|row| Bar {
            width: tenths(row.count, largest),
            share: format!("{}%", tenths(row.count, total)),
            name: row.name,
            href: row.href,
            count: row.count,
            outcome: row.outcome,
        })
        .collect()
}

/// The rows of a facet's first terms.
pub fn term_rows(linker: Linker<'_>, facet: Facet, terms: &[Term]) -> Vec<Row> {
    terms
        .iter()
        .map(|term| {
            let link = linker.count(facet, term);
            Row {
                name: link.name,
                href: Some(link.href),
                count: link.count,
                outcome: None,
            }
        })
        .collect()
}

/// A part in per cent with one decimal, in whole numbers so that every machine rounds alike.
fn tenths(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "0.0".to_owned();
    }
    let tenths = (part * 2000 / whole).div_ceil(2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A column chart of years, in the units of its view box.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearPlot {
    /// Width of the view box.
    width: usize,
    /// Height of the view box.
    height: usize,
    /// Where the columns begin.
    left: usize,
    /// Where they stand.
    base: usize,
    /// Width of a column.
    column: usize,
    /// One for each year.
    bars: Vec<Column>,
    /// The scale.
    lines: Vec<Line>,
}

/// The columns of one year: proposals below, suggestions above.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Column {
    /// Its year.
    year: String,
    /// Proposals and suggestions.
    total: usize,
    /// Left side.
    x: usize,
    /// Middle.
    middle: usize,
    /// Top of the proposals.
    y1: usize,
    /// Height of the proposals.
    h1: usize,
    /// Top of the suggestions.
    y2: usize,
    /// Height of the suggestions.
    h2: usize,
    /// Where its number stands.
    label_y: usize,
}

/// A line of the scale.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Line {
    /// Height on the page.
    y: usize,
    /// What it stands for.
    value: usize,
}

const WIDTH: usize = 720;
const HEIGHT: usize = 292;
const TOP: usize = 36;
const BASE: usize = 250;
const LEFT: usize = 44;
const COLUMN: usize = 52;
/// Space between the two parts of a column.
const GAP: usize = 3;

/// Draws the replies of each year; `None` for fewer than two years, where a chart says nothing.
pub fn year_plot(years: &[(String, usize, usize)]) -> Option<YearPlot> {
    if years.len() < 2 {
        return None;
    }
    let largest = years
        .iter()
        .map(|(_, a, b)| a + b)
        .max()
        .unwrap_or(1)
        .max(1);
    let scale = |count: usize| count * (BASE - TOP) / largest;
    let pitch = (WIDTH - LEFT) / years.len();
    let column = COLUMN.min(pitch * 3 / 5).max(1);
    let bars = years
        .iter()
        .enumerate()
        .map(|(index, (year, proposals, suggestions))| {
            let x = LEFT + index * pitch + (pitch - column) / 2;
            let (h1, h2) = (scale(*proposals), scale(*suggestions));
            let gap = if h1 > 0 && h2 > GAP { GAP } else { 0 };
            Column {
                year: year.clone(),
                total: proposals + suggestions,
                x,
                middle: x + column / 2,
                y1: BASE - h1,
                h1,
                y2: BASE - h1 - h2,
                h2: h2 - gap,
                label_y: (BASE - h1 - h2).saturating_sub(10),
            }
        })
        .collect();
    let step = scale_step(largest);
    let lines = (1..=largest / step)
        .map(|n| Line {
            y: BASE - scale(n * step),
            value: n * step,
        })
        .collect();
    Some(YearPlot {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        base: BASE,
        column,
        bars,
        lines,
    })
}

/// A round step that gives the scale two to five lines.
fn scale_step(largest: usize) -> usize {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        let decade = step_decade(step);
        if largest / step <= 5 {
            return step;
        }
        step = decade * factor;
    }
    step
}

fn step_decade(step: usize) -> usize {
    10_usize.pow(step.max(1).ilog10())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_to_tenths() {
        assert_eq!(tenths(1, 3), "33.3");
        assert_eq!(tenths(2, 3), "66.7");
        assert_eq!(tenths(3, 3), "100.0");
        assert_eq!(tenths(0, 0), "0.0");
    }

    #[test]
    fn scale_steps_are_round() {
        assert_eq!([3, 9, 23, 306, 5000].map(scale_step), [1, 2, 5, 100, 1000]);
    }
}
