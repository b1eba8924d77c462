//! Which files of data a site has.

use super::tables::Table;
use crate::config::Config;
use crate::model::{Archive, Facet, Permalink};

/// The page that explains the data.
pub const PAGE: &str = "data/index.html";

/// One file of data besides those that stand beside a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// A table.
    Table(Table, Format),
    /// The records of a year with their texts, by the year's place in its taxonomy.
    Year(usize),
    /// References to all replies.
    Citations(Citations),
    /// JSON Schema of a record.
    ReplySchema,
    /// JSON Schema of the front matter of a reply.
    FrontMatterSchema,
    /// The Frictionless description of the tables.
    Package,
    /// The DCAT description of the archive.
    Catalogue,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One object with a list of objects.
    Json,
    /// RFC 4180.
    Csv,
}

/// How references are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Citations {
    /// BibTeX.
    BibTex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    Csl,
}

/// The files of data of a site, in the order in which readers meet them.
pub fn files(archive: &Archive, config: &Config) -> Vec<DataFile> {
    if !config.outputs.data {
        return Vec::new();
    }
    let both = |table| [Format::Csv, Format::Json].map(|f| DataFile::Table(table, f));
    let years = 0..archive.taxonomy(Facet::Years).terms.len();
    let mut files: Vec<DataFile> = both(Table::Replies).to_vec();
    files.extend(years.map(DataFile::Year));
    let rest = Table::ALL.into_iter().filter(|t| *t != Table::Replies);
    files.extend(rest.flat_map(both));
    files.extend([
        DataFile::Citations(Citations::BibTex),
        DataFile::Citations(Citations::Ris),
        DataFile::Citations(Citations::Csl),
        DataFile::ReplySchema,
        DataFile::FrontMatterSchema,
        DataFile::Package,
        DataFile::Catalogue,
    ]);
    files
}

impl DataFile {
    /// Where it is written.
    pub fn path(self, archive: &Archive) -> Permalink {
        Permalink::page(match self {
            Self::Table(table, Format::Json) => format!("data/{}.json", table.name()),
            Self::Table(table, Format::Csv) => format!("data/{}.csv", table.name()),
            Self::Year(year) => {
                let term = &archive.taxonomy(Facet::Years).terms[year];
                format!("data/replies-{}.jsonl", term.slug)
            }
            Self::Citations(Citations::BibTex) => "data/citations.bib".to_owned(),
            Self::Citations(Citations::Ris) => "data/citations.ris".to_owned(),
            Self::Citations(Citations::Csl) => "data/citations.json".to_owned(),
            Self::ReplySchema => "data/schema/reply.schema.json".to_owned(),
            Self::FrontMatterSchema => "data/schema/front-matter.schema.json".to_owned(),
            Self::Package => "data/datapackage.json".to_owned(),
            Self::Catalogue => "data/dcat.jsonld".to_owned(),
        })
    }

    /// Whether it tells the sizes of others and is therefore written after them.
    pub fn describes_others(self) -> bool {
        matches!(self, Self::Package | Self::Catalogue)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Table(_, Format::Csv) => "text/csv",
            Self::Year(_) => "application/jsonl",
            Self::Citations(Citations::BibTex) => "application/x-bibtex",
            Self::Citations(Citations::Ris) => "application/x-research-info-systems",
            Self::Citations(Citations::Csl) => "application/vnd.citationstyles.csl+json",
            Self::ReplySchema | Self::FrontMatterSchema => "application/schema+json",
            Self::Catalogue => "application/ld+json",
            Self::Table(_, Format::Json) | Self::Package => "application/json",
        }
    }

    /// Its title in Chinese, for catalogues.
    pub fn title(self, archive: &Archive) -> String {
        match self {
            Self::Table(table, _) => table.title().to_owned(),
            Self::Year(year) => match &archive.taxonomy(Facet::Years).terms[year].slug {
                slug if slug.bytes().all(|byte| byte.is_ascii_digit()) => {
                    format!("{slug}年复文全文")
                }
                _ => "未载年度的复文全文".to_owned(),
            },
            Self::Citations(_) => "引用格式".to_owned(),
            Self::ReplySchema => "复文记录的结构".to_owned(),
            Self::FrontMatterSchema => "复文文件头的结构".to_owned(),
            Self::Package => "数据包说明".to_owned(),
            Self::Catalogue => "数据目录".to_owned(),
        }
    }
}

/// The record beside a reply's page.
pub fn record_of(page: &Permalink) -> Permalink {
    beside(page, "json")
}

/// The Markdown file beside a reply's page.
pub fn source_of(page: &Permalink) -> Permalink {
    beside(page, "md")
}

fn beside(page: &Permalink, ending: &str) -> Permalink {
    let stem = page.as_str().trim_end_matches(".html");
    Permalink::page(format!("{stem}.{ending}"))
}
