//! YAML text to located values, with every problem reported at its line and column.
//!
//! The only user of serde_yaml (archived upstream, so it stays behind this module) and of
//! saphyr-parser, which finds the places. It must not know what a key means: not a reply, not a
//! configuration, not the disk. Values of a document go into the quoting texts of a
//! [`Diagnostic`](crate::diag::Diagnostic), never into its open message.
//!
//! A well-formed document is parsed once, by serde_yaml. The second parser runs only when a
//! problem is to be placed, or when `limits` cannot rule out a hostile document at a glance.

mod document;
mod events;
mod fault;
mod fields;
mod limits;
mod locate;
mod maps;
mod reader;
mod scan;
#[cfg(test)]
mod tests;
mod tree;

pub use document::Document;
pub use fields::{Entry, Fields, Key};
pub use limits::Limits;
pub use reader::Reader;
pub use tree::Node;
