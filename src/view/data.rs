//! The page about open data: what there is, how large, what the fields mean, how to use it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::linked::{self, Thing};
use super::page::{Head, Page};
use super::site::Context;
use crate::data::{
    self, ColumnKind, DataFile, Format, PAGE, Table, Written, record_fields, record_of, source_of,
};
use crate::model::{Entry, Facet, Permalink};

/// What `data.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DataView {
    /// What every page has.
    page: Page,
    /// How many there are.
    replies: usize,
    /// Files, by purpose.
    groups: Vec<Group>,
    /// What stands beside the newest reply.
    beside: Option<Beside>,
    /// The size of all files beside replies.
    beside_size: String,
    /// Whether the site has feeds.
    feeds: bool,
    /// Fields of a record.
    record: Vec<Field>,
    /// Tables with their columns.
    tables: Vec<TableView>,
    /// How to cite the data.
    citation: String,
    /// A formula for a spreadsheet.
    spreadsheet: String,
    /// A command for jq.
    jq: String,
}

/// Files of one purpose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Group {
    /// The purpose, a key of messages.
    key: &'static str,
    /// The files.
    files: Vec<FileView>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct FileView {
    /// Relative address.
    href: String,
    /// Path below data/.
    name: String,
    /// What it is.
    title: String,
    /// Its size, where it is known.
    size: String,
}

/// The two files beside the newest reply, as an example.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Beside {
    /// Relative address of the record.
    record: String,
    /// Relative address of the Markdown.
    markdown: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct TableView {
    /// Name of its files.
    name: &'static str,
    /// What it is.
    title: String,
    /// Its columns.
    columns: Vec<Field>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Field {
    /// Name in the data.
    name: String,
    /// Name in Chinese.
    title: String,
    /// What it holds, in Chinese.
    about: String,
}

impl DataView {
    /// The view of the page. `written` has the sizes of the files of data, `beside` that of all
    /// files beside replies.
    pub fn new(context: Context<'_>, written: &Written, beside: u64) -> Self {
        let permalink = Permalink::page(PAGE);
        let head = Head {
            kind: "data",
            title: context.word("nav.data"),
            description: Some(context.word("data.lede")),
            section: Some("data"),
            thing: Some(dataset(context, &permalink)),
            ..Head::default()
        };
        let archive = context.archive;
        let newest = archive.entries.first().map(Entry::permalink);
        Self {
            page: Page::index(context, &permalink, head),
            replies: archive.entries.len(),
            groups: groups(context, &permalink, written),
            beside: newest.map(|page| Beside {
                record: record_of(page).relative_to(&permalink),
                markdown: source_of(page).relative_to(&permalink),
            }),
            beside_size: size(beside),
            feeds: context.config.outputs.feeds,
            record: record_fields()
                .into_iter()
                .map(|(name, title, about)| Field { name, title, about })
                .collect(),
            tables: Table::ALL.into_iter().map(|t| table(context, t)).collect(),
            citation: citation(context, &permalink),
            spreadsheet: count_formula(),
            jq: JQ.to_owned(),
        }
    }
}

/// Lists the replies of class A, newest first. Some offices divide a class into A1, A2 and so on.
const JQ: &str = "jq -r '.replies[] | select((.outcome // \"\") | startswith(\"A\")) \
                  | [.date, .issuer.name, .title] | @tsv' replies.json";

/// Counts the replies of class A in a spreadsheet that shows the table of replies.
fn count_formula() -> String {
    let columns = Table::Replies.columns();
    let index = columns.iter().position(|column| column.name == "outcome");
    let name = column_name(index.unwrap_or_default());
    format!("=COUNTIF({name}:{name},\"A*\")")
}

/// The name of a column in a spreadsheet: A to Z, AA and so on.
fn column_name(index: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    match index / 26 {
        0 => letter(index).to_string(),
        above => format!("{}{}", column_name(above - 1), letter(index)),
    }
}

/// The data as a whole, for search engines of data.
fn dataset<'a>(context: Context<'a>, page: &Permalink) -> Thing<'a> {
    let (archive, config) = (context.archive, context.config);
    let address = |path: &Permalink| {
        let absolute = config.absolute(path);
        absolute.unwrap_or_else(|| path.relative_to(page))
    };
    let files = data::files(archive, config);
    let files = files.into_iter().map(|file| {
        json!({
            "@type": "DataDownload",
            "name": title(context, file),
            "encodingFormat": file.media_type(),
            "contentUrl": address(&file.path(archive)),
        })
    });
    let mut more = json!({
        "isAccessibleForFree": true,
        "distribution": files.collect::<Vec<_>>(),
    });
    let years = || archive.entries.iter().filter_map(Entry::year);
    if let (Some(first), Some(last)) = (years().min(), years().max()) {
        more["temporalCoverage"] = json!(format!("{first}/{last}"));
    }
    if let Some(newest) = archive.entries.iter().filter_map(Entry::updated).max() {
        more["dateModified"] = json!(newest.to_string());
    }
    let own = config.description.as_deref().map(Cow::from);
    let description = own.unwrap_or_else(|| context.word("data.lede").into());
    linked::dataset(config, description, address(page), more)
}

fn groups(context: Context<'_>, from: &Permalink, written: &Written) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for file in data::files(context.archive, context.config) {
        let key = match file {
            DataFile::Table(Table::Replies, _) | DataFile::Year(_) => "replies",
            DataFile::Table(_, _) => "tables",
            DataFile::Citations(_) => "citations",
            _ => "standards",
        };
        let path = file.path(context.archive);
        let view = FileView {
            href: path.relative_to(from),
            name: path.as_str().trim_start_matches("data/").to_owned(),
            title: title(context, file),
            size: written
                .get(path.as_str())
                .map(|facts| size(facts.size))
                .unwrap_or_default(),
        };
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.files.push(view),
            None => groups.push(Group {
                key,
                files: vec![view],
            }),
        }
    }
    groups
}

/// What a file is, in the language of the interface.
fn title(context: Context<'_>, file: DataFile) -> String {
    let key = match file {
        DataFile::Table(table, Format::Csv) => {
            return context
                .messages
                .text("data.as_table", &[("what", &table_title(context, table))]);
        }
        DataFile::Table(table, Format::Json) => {
            return context
                .messages
                .text("data.as_json", &[("what", &table_title(context, table))]);
        }
        DataFile::Year(year) => {
            let years = context.archive.taxonomy(Facet::Years);
            let year = context.term_name(Facet::Years, &years.terms[year]);
            return context.messages.text("data.of_year", &[("year", &year)]);
        }
        DataFile::Citations(data::Citations::BibTex) => "bibtex",
        DataFile::Citations(data::Citations::Ris) => "ris",
        DataFile::Citations(data::Citations::Csl) => "csl",
        DataFile::ReplySchema => "reply_schema",
        DataFile::FrontMatterSchema => "front_matter_schema",
        DataFile::Package => "package",
        DataFile::Catalogue => "catalogue",
    };
    context.word(&format!("data.{key}"))
}

fn table_title(context: Context<'_>, table: Table) -> String {
    context.word(&format!("data.table_{}", table.name()))
}

fn table(context: Context<'_>, table: Table) -> TableView {
    let field = |column: &data::Column| Field {
        name: column.name.to_owned(),
        title: column.title.to_owned(),
        about: match column.kind {
            ColumnKind::List => format!("{}多项以顿号分隔。", column.about),
            _ => column.about.to_owned(),
        },
    };
    TableView {
        name: table.name(),
        title: table_title(context, table),
        columns: table.columns().iter().map(field).collect(),
    }
}

/// How to cite the archive as a whole. Its date is that of the newest content.
fn citation(context: Context<'_>, page: &Permalink) -> String {
    let config = context.config;
    let publisher = config
        .publisher
        .as_ref()
        .map(|p| format!("{p}："))
        .unwrap_or_default();
    let newest = context
        .archive
        .entries
        .iter()
        .filter_map(Entry::updated)
        .max();
    let day = newest
        .map(|moment| format!("，{}", moment.strftime("%Y-%m-%d")))
        .unwrap_or_default();
    let address = config.absolute(page).unwrap_or_default();
    format!("{publisher}《{}》[DS]{day}。{address}", config.title)
}

/// A number of bytes in words.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KB", "MB", "GB"];
    let mut unit = 0;
    let mut tenths = bytes * 10;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    if unit == 0 {
        format!("{bytes} B")
    } else {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    }
}
