//! The archive as data: records, tables, citations, and the descriptions of them that catalogues
//! and other programs expect.
//!
//! Owns the published formats, which are its own types and never the model's. Takes cleared values
//! and settings alone and writes piece by piece, so that no file is ever whole in memory. Knows
//! nothing of pages, themes or the disk.

mod catalogue;
mod citations;
mod columns;
mod facts;
mod files;
mod package;
mod record;
mod rows;
mod schema;
mod tables;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::config::Config;
use crate::front_matter;
use crate::model::archive::EntryId;
use crate::model::{Archive, Entry, Facet, Permalink, Term};

pub use facts::LetterText;
pub use files::{Citations, DataFile, Format, PAGE, files, record_of, source_of};
pub use record::Record;
pub use schema::fields as record_fields;
pub use tables::{Column, ColumnKind, Table};

/// What all data of one build is made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The published archive.
    pub archive: &'a Archive,
    /// The site's settings.
    pub config: &'a Config,
}

impl<'a> Site<'a> {
    /// The terms of a facet under which an entry stands.
    fn terms_of(self, facet: Facet, id: EntryId) -> impl Iterator<Item = &'a Term> {
        self.archive.taxonomy(facet).terms_of(id)
    }

    /// All entries with their ids, newest first.
    fn entries(self) -> impl Iterator<Item = (EntryId, &'a Entry)> {
        self.archive
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (EntryId(index), entry))
    }
}

/// What is known of a file that is written already.
#[derive(Clone, Copy, Debug)]
pub struct FileFacts {
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its content.
    pub digest: [u8; 32],
}

/// The files of a site by their path, as far as they are written.
pub type Written = BTreeMap<String, FileFacts>;

/// All that the files beside a reply are made from, its text apart.
pub fn facts(site: Site<'_>, id: EntryId) -> impl Serialize {
    let entry = site.archive.entry(id);
    (Record::new(site, id, None), markdown_file(entry, ""))
}

/// The files beside a reply: its record as one line of JSON, and its Markdown. There is a text
/// where it is a letter.
///
/// # Errors
/// Never for a record as it is defined; the writer's error otherwise.
pub fn beside(
    site: Site<'_>,
    id: EntryId,
    text: Option<LetterText<'_>>,
) -> io::Result<[Vec<u8>; 2]> {
    let mut record = serde_json::to_vec(&Record::new(site, id, text))?;
    record.push(b'\n');
    let body = text.map_or("", |text| text.markdown);
    let markdown = markdown_file(site.archive.entry(id), body);
    Ok([record, markdown.into_bytes()])
}

/// The Markdown file of a reply: in place of its source it gives the same site.
fn markdown_file(entry: &Entry, body: &str) -> String {
    match entry {
        Entry::Letter(letter) => front_matter::emit_letter(letter, body),
        Entry::Notice(notice) => front_matter::emit_notice(notice),
    }
}

/// Writes a file that is made from the archive's facts. `written` names the files that stand
/// already, for those that describe others.
///
/// # Errors
/// The writer's.
pub fn write(
    site: Site<'_>,
    file: DataFile,
    written: &Written,
    out: &mut dyn Write,
) -> io::Result<()> {
    match file {
        DataFile::Table(table, Format::Csv) => tables::write_csv(site, table, out),
        DataFile::Table(table, Format::Json) => tables::write_json(site, table, out),
        DataFile::Citations(format) => citations::write(site, format, out),
        DataFile::ReplySchema => pretty(&schema::record(), out),
        DataFile::FrontMatterSchema => pretty(&front_matter::schema(), out),
        DataFile::Package => pretty(&package::describe(site, written), out),
        DataFile::Catalogue => pretty(&catalogue::describe(site, written), out),
        DataFile::Year(_) => Ok(()),
    }
}

/// The records of one year, newest first: what its file by year is joined from.
pub fn records_of_year(archive: &Archive, year: usize) -> impl Iterator<Item = Permalink> {
    archive.taxonomy(Facet::Years).terms[year]
        .entries
        .iter()
        .map(|&id| record_of(archive.entry(id).permalink()))
}

fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
