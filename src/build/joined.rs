//! Files that are made from what other units have become.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::publish::Done;
use super::render::{Renderer, unwritten};
use super::search::versions;
use super::sink::{DiskSink, Stream};
use crate::data::{self, DataFile, FileFacts};
use crate::diag::Diagnostic;
use crate::fs::Fingerprint;
use crate::model::archive::EntryId;
use crate::model::{Facet, Permalink};
use crate::plan::{Joined, SITEMAP_LIMIT, Unit, UnitKind};
use crate::view::data::DataView;

const SITEMAP_SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// How much of a file is gathered before it is handed on.
const PIECE: usize = 1 << 16;
/// So many files of data stand beside a reply.
const BESIDE: usize = 2;

impl Renderer<'_> {
    /// Writes a file that is made from what the units of the phases before have become.
    pub(super) fn join(
        &self,
        joined: Joined,
        done: &[Done<'_>],
        sink: &DiskSink<'_>,
        out: &mut Stream<'_>,
    ) -> Result<(), Diagnostic> {
        match joined {
            Joined::Sitemap(number) => piped(out, |out| self.sitemap(number, out)),
            Joined::SitemapIndex => piped(out, |out| self.sitemap_index(out)),
            Joined::DataPage => {
                let page = self.page("data.html", &self.data_view(done), None)?;
                let files = page.files.unwrap_or_default();
                files.iter().try_for_each(|page| out.push(page))
            }
            Joined::SearchPage => {
                let page = self.page("search.html", &self.search_view(done), None)?;
                let files = page.files.unwrap_or_default();
                files.iter().try_for_each(|page| out.push(page))
            }
            Joined::Data(DataFile::Year(year)) => data::records_of_year(self.context.archive, year)
                .try_for_each(|record| out.push(&sink.read(record.as_str())?)),
            Joined::Data(file) => {
                let written = if file.describes_others() {
                    data_files(done)
                } else {
                    data::Written::new()
                };
                piped(out, |out| {
                    data::write(self.context.data(), file, &written, out)
                })
            }
        }
    }

    /// The key of a joined file: a digest of all that it is made from.
    pub(super) fn key_of_joined(&self, joined: Joined, done: &[Done<'_>]) -> Fingerprint {
        let name = format!("{joined:?}");
        let key = |made_from: &dyn Fn() -> Vec<u8>| {
            self.inputs.key(&name, &made_from(), &self.inputs.archive)
        };
        match joined {
            // Made of facts alone, which the digest of the archive stands for.
            Joined::Sitemap(_) | Joined::SitemapIndex => key(&Vec::new),
            Joined::DataPage => key(&|| self.sizes(done)),
            Joined::SearchPage => key(&|| versions(done).concat().into_bytes()),
            Joined::Data(DataFile::Year(year)) => key(&|| self.records_of(year, done)),
            Joined::Data(file) if file.describes_others() => key(&|| self.sizes(done)),
            Joined::Data(DataFile::ReplySchema | DataFile::FrontMatterSchema) => {
                self.inputs.key(&name, &"", &Fingerprint::default())
            }
            Joined::Data(_) => key(&Vec::new),
        }
    }

    /// The digests of the records of a year.
    fn records_of(&self, year: usize, done: &[Done<'_>]) -> Vec<u8> {
        let year = &self.context.archive.taxonomy(Facet::Years).terms[year];
        let of_year: BTreeSet<EntryId> = year.entries.iter().copied().collect();
        let is_of_year = |done: &&Done<'_>| match &done.unit.kind {
            UnitKind::Reply(id) => of_year.contains(id),
            _ => false,
        };
        let records = done.iter().filter(is_of_year);
        let digests = records.filter_map(|done| Some(done.made.files.get(1)?.digest));
        digests.flatten().collect()
    }

    /// Sizes and digests of the files of data, and the size of all that stands beside replies.
    fn sizes(&self, done: &[Done<'_>]) -> Vec<u8> {
        let mut all = size_beside(done).to_le_bytes().to_vec();
        for (path, facts) in data_files(done) {
            all.extend(path.into_bytes());
            all.extend(facts.size.to_le_bytes());
            all.extend(facts.digest);
        }
        all
    }

    /// What the page about open data shows, with the sizes of the files that are written.
    pub(super) fn data_view(&self, done: &[Done<'_>]) -> DataView {
        DataView::new(self.context, &data_files(done), size_beside(done))
    }

    /// Addresses of pages that search engines may list (sitemaps.org 0.9).
    fn sitemap(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let pages = self.units.iter().filter(|unit| unit.kind.is_listed());
        let part = pages.skip((number - 1) * SITEMAP_LIMIT).take(SITEMAP_LIMIT);
        document(out, "urlset", |xml| {
            part.filter_map(|unit| Some((unit, self.context.config.absolute(&unit.path)?)))
                .try_for_each(|(unit, address)| {
                    let changed = self.last_change(unit);
                    place(xml, "url", &address, changed.as_deref())
                })
        })
    }

    fn sitemap_index(&self, out: &mut dyn Write) -> io::Result<()> {
        let is_part = |unit: &&Unit| matches!(unit.kind, UnitKind::Joined(Joined::Sitemap(_)));
        let parts = self.units.iter().filter(is_part);
        document(out, "sitemapindex", |xml| {
            parts
                .filter_map(|unit| self.context.config.absolute(&unit.path))
                .try_for_each(|address| place(xml, "sitemap", &address, None))
        })
    }

    /// When the document of a page was last changed, where that is known.
    fn last_change(&self, unit: &Unit) -> Option<String> {
        match &unit.kind {
            UnitKind::Reply(id) => self.context.archive.entry(*id).updated(),
            UnitKind::Article(index) => self.context.archive.articles[*index].published,
            _ => None,
        }
        .map(|moment| moment.to_string())
    }
}

/// What is known of the files of data that are written.
fn data_files(done: &[Done<'_>]) -> data::Written {
    let is_data = |done: &&Done<'_>| matches!(done.unit.kind, UnitKind::Joined(Joined::Data(file)) if !file.describes_others());
    let files = done.iter().filter(is_data).filter_map(|done| {
        let standing = done.made.files.first()?;
        let facts = FileFacts {
            size: standing.stamp.size,
            digest: standing.digest,
        };
        Some((done.unit.path.to_string(), facts))
    });
    files.collect()
}

/// The size of the files of data beside replies, which come first.
fn size_beside(done: &[Done<'_>]) -> u64 {
    let replies = done
        .iter()
        .filter(|done| matches!(done.unit.kind, UnitKind::Reply(_)));
    let files = replies.flat_map(|done| done.made.files.iter().skip(1).take(BESIDE));
    files.map(|file| file.stamp.size).sum()
}

/// An XML document in the name space of sitemaps.
fn document(
    out: &mut dyn Write,
    root: &str,
    fill: impl FnOnce(&mut Writer<&mut dyn Write>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new(out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(root)
        .with_attribute(("xmlns", SITEMAP_SPACE))
        .write_inner_content(fill)?;
    xml.get_mut().write_all(b"\n")
}

fn place(
    xml: &mut Writer<&mut dyn Write>,
    name: &str,
    address: &str,
    changed: Option<&str>,
) -> io::Result<()> {
    xml.get_mut().write_all(b"\n")?;
    xml.create_element(name).write_inner_content(|xml| {
        xml.create_element("loc")
            .write_text_content(BytesText::new(address))?;
        if let Some(changed) = changed {
            xml.create_element("lastmod")
                .write_text_content(BytesText::new(changed))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Lets a writer of bytes fill a stream, whose own problem is the one that counts.
fn piped(
    out: &mut Stream<'_>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Diagnostic> {
    let mut pipe = Pipe { out, problem: None };
    let filled = {
        let mut pieces = BufWriter::with_capacity(PIECE, &mut pipe);
        fill(&mut pieces).and_then(|()| pieces.flush())
    };
    match (filled, pipe.problem) {
        (Ok(()), None) => Ok(()),
        (_, Some(problem)) => Err(problem),
        (Err(error), None) => Err(unwritten(&Permalink::page("data"), &error)),
    }
}

struct Pipe<'s, 'o> {
    out: &'s mut Stream<'o>,
    problem: Option<Diagnostic>,
}

impl Write for Pipe<'_, '_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self.out.push(piece) {
            Ok(()) => Ok(piece.len()),
            Err(problem) => {
                self.problem = Some(problem);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
