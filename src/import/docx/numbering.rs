//! The numbers that Word draws before paragraphs and does not store in their text.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{attribute, child, is, is_on, value};
use crate::import::numerals;

/// Lists have so many levels.
const LEVELS: usize = 9;

/// Definitions of lists, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// By `numId`: the abstract list, and the levels that start anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    levels: BTreeMap<String, Vec<Level>>,
    /// By style: what it is based on, its list and its level.
    styles: BTreeMap<String, Style>,
    /// By abstract list.
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose overrides were applied.
    begun: Vec<String>,
}

#[derive(Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    style: Option<String>,
    is_legal: bool,
    restarts: bool,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// A number as it is drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) text: String,
    /// Whether its format is one that is known here.
    pub(super) is_sure: bool,
}

impl Numbering {
    /// Reads the parts that define lists and styles.
    pub(super) fn read(numbering: &[(String, String)], styles: &[(String, String)]) -> Self {
        let mut read = Self::default();
        for (_, part) in numbering {
            if let Ok(document) = Document::parse(part) {
                read.read_lists(document.root_element());
            }
        }
        for (_, part) in styles {
            if let Ok(document) = Document::parse(part) {
                read.read_styles(document.root_element());
            }
        }
        read
    }

    fn read_lists(&mut self, root: Node<'_, '_>) {
        for list in root.children().filter(|node| is(*node, &["abstractNum"])) {
            let Some(id) = attribute(list, "abstractNumId") else {
                continue;
            };
            let levels = list.children().filter(|node| is(*node, &["lvl"]));
            self.levels
                .insert(id.to_owned(), levels.take(LEVELS).map(level).collect());
        }
        for list in root.children().filter(|node| is(*node, &["num"])) {
            let (Some(id), Some(abstract_id)) =
                (attribute(list, "numId"), value(list, "abstractNumId"))
            else {
                continue;
            };
            let overrides = list.children().filter(|node| is(*node, &["lvlOverride"]));
            let starts = overrides.filter_map(|node| {
                let level = attribute(node, "ilvl")?.parse().ok()?;
                Some((level, value(node, "startOverride")?.parse().ok()?))
            });
            self.lists
                .insert(id.to_owned(), (abstract_id.to_owned(), starts.collect()));
        }
    }

    fn read_styles(&mut self, root: Node<'_, '_>) {
        for style in root.children().filter(|node| is(*node, &["style"])) {
            let Some(id) = attribute(style, "styleId") else {
                continue;
            };
            let list = child(style, "pPr").and_then(|properties| child(properties, "numPr"));
            self.styles.insert(
                id.to_owned(),
                Style {
                    based_on: value(style, "basedOn").map(str::to_owned),
                    list: list
                        .and_then(|list| value(list, "numId"))
                        .map(str::to_owned),
                    level: list
                        .and_then(|list| value(list, "ilvl"))
                        .and_then(|level| level.parse().ok()),
                },
            );
        }
    }

    /// Counts a paragraph, given its properties, and gives its number if it has one.
    pub(super) fn next(&mut self, properties: Node<'_, '_>) -> Option<Drawn> {
        let (list, level) = self.list_of(properties)?;
        let (abstract_id, starts) = self.lists.get(&list)?;
        let levels = self.levels.get(abstract_id)?;
        let counted = self.counted.entry(abstract_id.clone()).or_default();
        if !self.begun.contains(&list) {
            for &level in starts.keys().filter(|level| **level < LEVELS) {
                counted[level] = None;
            }
            self.begun.push(list.clone());
        }
        let start = |at: usize| {
            let own = levels.get(at).map_or(1, |level| level.start);
            starts.get(&at).copied().unwrap_or(own)
        };
        let definition = levels.get(level)?;
        counted[level] = Some(counted[level].map_or_else(|| start(level), |count| count + 1));
        for (above, count) in counted.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(above));
        }
        for (below, count) in counted.iter_mut().enumerate().skip(level + 1) {
            if levels.get(below).is_none_or(|level| level.restarts) {
                *count = None;
            }
        }
        Some(draw(definition, levels, counted))
    }

    /// The list and level of a paragraph: its own, else those of its style.
    fn list_of(&self, properties: Node<'_, '_>) -> Option<(String, usize)> {
        /// Styles that are based on each other in a ring are no reason to hang.
        const MOST_STYLES: usize = 16;
        let own = child(properties, "numPr");
        let mut list = own.and_then(|own| value(own, "numId")).map(str::to_owned);
        let mut level: Option<usize> = own
            .and_then(|own| value(own, "ilvl"))
            .and_then(|level| level.parse().ok());
        let mut style = value(properties, "pStyle");
        for _ in 0..MOST_STYLES {
            let (Some(id), None) = (style, &list) else {
                break;
            };
            let found = self.styles.get(id)?;
            list.clone_from(&found.list);
            let linked = || {
                let (abstract_id, _) = self.lists.get(list.as_ref()?)?;
                let levels = self.levels.get(abstract_id)?;
                levels
                    .iter()
                    .position(|level| level.style.as_deref() == Some(id))
            };
            level = level.or_else(linked).or(found.level);
            style = found.based_on.as_deref();
        }
        let level = level.unwrap_or(0);
        list.filter(|list| list != "0" && level < LEVELS)
            .map(|list| (list, level))
    }
}

fn level(node: Node<'_, '_>) -> Level {
    Level {
        start: value(node, "start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        format: value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        style: value(node, "pStyle").map(str::to_owned),
        is_legal: is_on(node, "isLgl"),
        restarts: value(node, "lvlRestart") != Some("0"),
    }
}

/// The text of a level, its places filled with the counts.
fn draw(definition: &Level, levels: &[Level], counted: &[Option<u32>; LEVELS]) -> Drawn {
    if definition.format == "bullet" {
        return Drawn {
            text: "•".to_owned(),
            is_sure: true,
        };
    }
    let (mut text, mut is_sure) = (definition.text.clone(), true);
    for (at, level) in levels.iter().enumerate() {
        let place = format!("%{}", at + 1);
        if let (true, Some(Some(count))) = (text.contains(&place), counted.get(at)) {
            let format = if definition.is_legal {
                "decimal"
            } else {
                &level.format
            };
            let number = written(format, *count);
            is_sure &= number.is_some();
            text = text.replace(&place, &number.unwrap_or_else(|| count.to_string()));
        }
    }
    // 1. is followed by a space, as a person would type it.
    if text.ends_with('.') {
        text.push(' ');
    }
    Drawn { text, is_sure }
}

/// A number in one of Word's formats.
fn written(format: &str, number: u32) -> Option<String> {
    /// 甲 to 癸.
    const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
    let index = number.checked_sub(1);
    let letter = |first: char| {
        let index = index.filter(|index| *index < 26)?;
        char::from_u32(u32::from(first) + index).map(String::from)
    };
    match format {
        "decimal" | "decimalHalfWidth" => Some(number.to_string()),
        "decimalFullWidth" | "decimalFullWidth2" => Some(number.to_string()),
        "decimalZero" => Some(format!("{number:02}")),
        "none" => Some(String::new()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => (1..100)
            .contains(&number)
            .then(|| numerals::chinese(number)),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => index
            .filter(|index| *index < 20)
            .and_then(|index| char::from_u32(u32::from('①') + index))
            .map(String::from),
        "decimalEnclosedParen" => Some(format!("（{number}）")),
        "ideographTraditional" => STEMS
            .chars()
            .nth(usize::try_from(index?).ok()?)
            .map(String::from),
        "lowerLetter" => letter('a'),
        "upperLetter" => letter('A'),
        _ => None,
    }
}
