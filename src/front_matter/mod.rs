//! The one reader and the one writer of the file format: a YAML block between `---` lines, then
//! the body.
//!
//! Turns text into a reply or an article and reports every problem of a file at once, each at
//! its line and column. Does no input or output and knows nothing of pages.

mod article;
mod emit;
mod facts;
mod keys;
mod place;
mod reply;
mod schema;
mod split;
#[cfg(test)]
mod tests;
mod value;

pub use article::parse_article;
pub use emit::{emit, emit_article, emit_facts, emit_letter, emit_notice};
pub use facts::{Fact, article_facts, facts};
pub use keys::label;
pub use place::place;
pub use reply::{Declared, parse_reply};
pub use schema::{article_schema, schema};
pub use split::{Split, parts, split};
pub use value::word_label;
