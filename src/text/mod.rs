//! Pure functions on strings: character classes, folding for search, slugs, display width,
//! near misses, differences.
//!
//! Owns what is true of text as such. It must not know any file, any problem report or any part
//! of the domain: no `Reply`, no `Diagnostic`, no path.

pub mod cjk;
pub mod diff;
pub mod fold;
pub mod html;
pub mod nearest;
pub mod phrase;
pub mod slug;
pub mod triples;
pub mod urn;
pub mod width;
