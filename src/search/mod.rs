//! The index of full-text search, as scripts that a browser loads from a server or from a disk.
//!
//! Owns what is searchable, the order of replies in the index, and the form of its files, which
//! docs/search.md describes. Made from cleared values only. Knows nothing of pages, of the disk
//! or of how a query is answered: the scripts of the theme do that.

mod bits;
mod document;
mod facts;
mod grams;
mod hot;
mod keys;
mod layout;
mod lists;
mod script;
mod segment;
mod stream;

pub use document::{Symbols, Zones, symbols, text_script, zones};
pub use facts::{FactsFile, Index};
pub use layout::{Layout, PAGE, PlannedSegment};
pub use segment::{Segment, SegmentFile};
pub use stream::Stream;

/// How many kinds of places a reply has, from its title to its body.
pub const ZONES: usize = 3;
