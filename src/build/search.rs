//! The files of search: texts beside replies, what is made of facts, and segments of the index.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::publish::{Done, Publisher};
use super::render::{Rendered, Renderer, unwritten};
use crate::cache::Digest;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fs::{self, Fingerprint};
use crate::markdown::TextBlock;
use crate::model::Permalink;
use crate::model::archive::EntryId;
use crate::plan::{Unit, UnitKind};
use crate::search::{self, FactsFile, Index, Segment, SegmentFile, Stream, Zones};
use crate::view::Context;
use crate::view::search::{Card, SearchView, card};

/// So many replies are indexed at the same time, unless a segment alone has more: this bounds
/// memory, not speed, for a segment is made by all threads.
const AT_ONCE: usize = 2_000;
/// So many texts are in memory at the same time.
const READ_AT_ONCE: usize = 128;
/// How many bytes of a digest tell one state of the index from another.
const VERSION: usize = 4;
/// How many characters the short name of a search may have (OpenSearch 1.1).
const NAME: usize = 16;

impl<'a> Renderer<'a> {
    /// What is searchable of a reply besides its letter, and what results show of it.
    pub(super) fn search_facts(&self, id: EntryId) -> Option<(Card, Zones)> {
        let entry = self.context.archive.entry(id);
        self.index?;
        let zones = search::zones(entry, &self.context.archive.organisations, &[]);
        Some((card(self.context, id), zones))
    }

    /// The script with a reply's texts.
    pub(super) fn search_text(&self, id: EntryId, card: &Card, text: &[TextBlock]) -> Vec<u8> {
        let archive = self.context.archive;
        let zones = search::zones(archive.entry(id), &archive.organisations, text);
        search::text_script(card, &zones)
    }

    /// A file that is made of facts alone.
    pub(super) fn search_file(
        &self,
        file: FactsFile,
        standing: Option<Fingerprint>,
    ) -> Rendered<'a> {
        let script = self
            .index
            .map(|index| index.script(self.context.archive, file));
        let script = script.unwrap_or_default();
        let key = fs::fingerprint(&script);
        if standing == Some(key) {
            return Rendered::standing(key);
        }
        Rendered::new(key, vec![script])
    }

    /// The description of the search for browsers.
    pub(super) fn open_search(
        &self,
        path: &Permalink,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let text = open_search(self.context).map_err(|error| unwritten(path, &error))?;
        let key = fs::fingerprint(&text);
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        Ok(Rendered::new(key, vec![text]))
    }

    /// The page that answers queries, with the state of the index.
    pub(super) fn search_view(&self, done: &[Done<'_>]) -> SearchView {
        SearchView::new(self.context, versions(done))
    }
}

/// The states of the facts and of each segment, as addresses of files bear them, so that a
/// browser never takes an old file for a new one.
pub(super) fn versions(done: &[Done<'_>]) -> Vec<String> {
    let digests = |done: &Done<'_>| done.made.files.iter().map(|file| file.digest).collect();
    let mut facts: Vec<Digest> = Vec::new();
    let mut segments: Vec<(usize, Vec<Digest>)> = Vec::new();
    for done in done {
        match done.unit.kind {
            UnitKind::Search(_) => facts.extend::<Vec<Digest>>(digests(done)),
            UnitKind::Segment(number) => segments.push((number, digests(done))),
            _ => {}
        }
    }
    segments.sort_unstable();
    let segments = segments.into_iter().map(|(_, digests)| digests);
    std::iter::once(facts)
        .chain(segments)
        .map(|digests| fs::hex(&fs::sha256(digests.as_flattened())[..VERSION]))
        .collect()
}

impl<'a> Publisher<'a> {
    /// Makes the segments of the index, a few at a time.
    pub(super) fn segments(
        &self,
        units: &[&'a Unit],
        done: &[Done<'a>],
    ) -> Result<Vec<Done<'a>>, Diagnostics> {
        let Some(index) = self.renderer.index else {
            return Ok(Vec::new());
        };
        let texts = texts(done, self.archive.entries.len());
        let replies = self.archive.entries.len().max(1);
        let at_once = (AT_ONCE * units.len() / replies).max(1);
        let mut made = Vec::with_capacity(units.len());
        for units in units.chunks(at_once) {
            let results: Vec<_> = units
                .par_iter()
                .map(|unit| self.segment(unit, index, &texts))
                .collect();
            for result in results {
                made.push(result?);
            }
        }
        Ok(made)
    }

    fn segment(
        &self,
        unit: &'a Unit,
        index: &Index,
        texts: &[Option<Text<'_>>],
    ) -> Result<Done<'a>, Diagnostic> {
        let UnitKind::Segment(number) = unit.kind else {
            return Ok(Done::written(
                unit,
                Fingerprint::default(),
                Fingerprint::default(),
                &[],
            ));
        };
        let entries = &index.layout.segments()[number];
        let texts: Vec<Text<'_>> = entries.iter().filter_map(|id| texts[id.0]).collect();
        let digests: Vec<Digest> = texts.iter().map(|text| text.digest).collect();
        let made_from = fs::fingerprint(digests.as_flattened());
        let key = self.renderer.inputs.key("segment", &number, &made_from);
        if let Some(made) = self.standing(unit).filter(|made| made.key == key) {
            return Ok(Done::untouched(unit, made));
        }
        let segment = Segment::new(number, self.stream(&texts)?, unit.beside.len());
        let write = |file: SegmentFile, script: Vec<u8>| {
            let path = match file {
                SegmentFile::Directory => &unit.path,
                SegmentFile::Shard(number) => &unit.beside[number],
            };
            self.sink.write(path.as_str(), &script)
        };
        let written = segment.write(write)?;
        Ok(Done::written(unit, key, Fingerprint::default(), &written))
    }

    /// The symbols of replies, read from their texts as they stand in the output.
    fn stream(&self, texts: &[Text<'_>]) -> Result<Stream, Diagnostic> {
        let size: u64 = texts.iter().map(|text| text.size).sum();
        let mut stream = Stream::with_room(usize::try_from(size).unwrap_or_default());
        let read = |text: &Text<'_>| {
            let script = self.sink.read(text.path.as_str())?;
            Ok(search::symbols(&script))
        };
        for texts in texts.chunks(READ_AT_ONCE) {
            let symbols: Result<Vec<_>, Diagnostic> = texts.par_iter().map(read).collect();
            symbols?.iter().for_each(|reply| stream.add(reply));
        }
        Ok(stream)
    }
}

/// The text of a reply as it stands.
#[derive(Clone, Copy)]
struct Text<'a> {
    path: &'a Permalink,
    size: u64,
    digest: Digest,
}

/// The texts of all replies by their place in the archive.
fn texts<'a>(done: &[Done<'a>], count: usize) -> Vec<Option<Text<'a>>> {
    let mut texts = vec![None; count];
    for done in done {
        if let UnitKind::Reply(id) = done.unit.kind
            && let (Some(path), Some(file)) = (done.unit.beside.last(), done.made.files.last())
        {
            texts[id.0] = Some(Text {
                path,
                size: file.stamp.size,
                digest: file.digest,
            });
        }
    }
    texts
}

/// The description by which browsers offer the search of the site (OpenSearch 1.1).
fn open_search(context: Context<'_>) -> io::Result<Vec<u8>> {
    let config = context.config;
    let page = config
        .absolute(&Permalink::page(search::PAGE))
        .unwrap_or_default();
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let title: String = config.title.chars().take(NAME).collect();
    xml.create_element("OpenSearchDescription")
        .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
        .write_inner_content(|xml| {
            let mut text = |name: &str, text: &str| {
                let written = xml
                    .create_element(name)
                    .write_text_content(BytesText::new(text));
                written.map(|_| ())
            };
            text("ShortName", &title)?;
            text(
                "Description",
                config.description.as_deref().unwrap_or(&config.title),
            )?;
            text("InputEncoding", "UTF-8")?;
            xml.create_element("Url")
                .with_attribute(("type", "text/html"))
                .with_attribute(("template", format!("{page}?q={{searchTerms}}").as_str()))
                .write_empty()?;
            Ok(())
        })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}
