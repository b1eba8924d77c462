//! The body of a reply or article: Markdown to HTML.
//!
//! Owns how canonical Markdown becomes a page's letter: headings and paragraphs with stable
//! anchors, run-in headings, the places of links, and what its plain text is. Raw HTML is shown as text and unsafe links
//! are not made. Knows nothing of files, replies or templates.

mod blocks;
mod controls;
mod events;
mod links;
mod places;
mod render;
mod rendered;
mod table;
mod text;

pub use controls::{published, replaced};
pub use links::{Target, find_links};
pub use places::{Placed, placed_blocks, placed_targets, raw_html};
pub use render::{Letter, is_date, render, render_with_text};
pub use rendered::{Heading, Rendered};
pub use table::lost_cells;
pub use text::TextBlock;
