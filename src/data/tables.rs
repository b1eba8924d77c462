//! Tables: one list of columns for each, from which come JSON, CSV and what is said about them.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::record::{LicenseRecord, Record};
use super::{Site, columns, rows};

/// A table of the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Every reply without its text.
    Replies,
    /// Cases with a number.
    Cases,
    /// Topics that have replies.
    Topics,
    /// Bureaus.
    Issuers,
    /// Members, deputies and groups that are answered.
    Members,
    /// Numbers by year, session, topic, bureau and class.
    Statistics,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in CSV and JSON.
    pub name: &'static str,
    /// Its name in Chinese.
    pub title: &'static str,
    /// What it holds, in Chinese.
    pub about: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// Several texts; joined by 、 in CSV.
    List,
}

/// A value.
pub(super) enum Cell {
    Empty,
    Text(String),
    Whole(usize),
    List(Vec<String>),
}

pub(super) type Row = Vec<Cell>;

impl Table {
    /// All tables.
    pub const ALL: [Self; 6] = [
        Self::Replies,
        Self::Cases,
        Self::Topics,
        Self::Issuers,
        Self::Members,
        Self::Statistics,
    ];

    /// The name of its files and of the list in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replies => "replies",
            Self::Cases => "cases",
            Self::Topics => "topics",
            Self::Issuers => "issuers",
            Self::Members => "members",
            Self::Statistics => "statistics",
        }
    }

    /// Its name in Chinese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Replies => "复文目录",
            Self::Cases => "提案与建议",
            Self::Topics => "主题",
            Self::Issuers => "承办单位",
            Self::Members => "委员与代表",
            Self::Statistics => "统计",
        }
    }

    /// The columns of its CSV; of its JSON too, but for [`Self::Replies`], whose JSON holds
    /// records.
    pub fn columns(self) -> &'static [Column] {
        columns::columns(self)
    }
}

/// Writes a table as CSV: UTF-8 with byte order mark, so that spreadsheets take it for what it is,
/// and lines as RFC 4180 has them.
pub(super) fn write_csv(site: Site<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(out);
    csv.write_record(table.columns().iter().map(|column| column.name))?;
    rows::each(site, table, &mut |row| {
        Ok(csv.write_record(row.iter().map(Cell::spreadsheet))?)
    })?;
    csv.flush()
}

/// Writes a table as an object whose list bears the table's name, a row a line.
pub(super) fn write_json(site: Site<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    let license = site.config.license.as_ref().map(|license| LicenseRecord {
        name: license.name.clone(),
        url: license.url.clone(),
    });
    out.write_all(b"{\"title\":")?;
    serde_json::to_writer(&mut *out, &site.config.title)?;
    out.write_all(b",\"license\":")?;
    serde_json::to_writer(&mut *out, &license)?;
    write!(out, ",\"{}\":[", table.name())?;
    let mut list = List {
        out,
        separator: "\n",
    };
    if table == Table::Replies {
        for (id, _) in site.entries() {
            list.item(&Record::new(site, id, None))?;
        }
    } else {
        let columns = table.columns();
        rows::each(site, table, &mut |row| {
            list.item(&Object { columns, row: &row })
        })?;
    }
    out.write_all(b"\n]}\n")
}

/// The items of a JSON array, a line each.
pub(super) struct List<'w> {
    out: &'w mut dyn Write,
    separator: &'static str,
}

impl List<'_> {
    fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }
}

/// A row as a JSON object.
struct Object<'a> {
    columns: &'static [Column],
    row: &'a [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (column, cell) in self.columns.iter().zip(self.row) {
            match cell {
                Cell::Empty => map.serialize_entry(column.name, &())?,
                Cell::Text(text) => map.serialize_entry(column.name, text)?,
                Cell::Whole(number) => map.serialize_entry(column.name, number)?,
                Cell::List(texts) => map.serialize_entry(column.name, texts)?,
            }
        }
        map.end()
    }
}

impl Cell {
    /// The value as a spreadsheet shows it. A text that a spreadsheet would take for a formula
    /// begins with an apostrophe.
    fn spreadsheet(&self) -> String {
        let text = match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::List(texts) => texts.join("、"),
        };
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
        if is_formula { format!("'{text}") } else { text }
    }

    pub(super) fn of(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(str::to_owned).collect())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(number)
    }
}

impl From<Option<i16>> for Cell {
    fn from(year: Option<i16>) -> Self {
        year.and_then(|year| usize::try_from(year).ok())
            .map_or(Self::Empty, Self::Whole)
    }
}
