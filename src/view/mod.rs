//! What a template may see: one `Serialize` struct per page kind.
//!
//! Owns the shape of the data handed to templates; the letter's HTML stands apart from it, so
//! that a view is small and its hash is the page's truth. Knows the model and the messages of
//! the interface; knows nothing of templates, files or how pages are written.

pub mod article;
pub mod case;
pub mod chart;
pub mod data;
pub mod entry;
pub mod facts;
pub mod fields;
pub mod home;
pub mod link;
pub mod linked;
pub mod listing;
pub mod machinery;
pub mod meta;
pub mod outline;
pub mod page;
pub mod pager;
pub mod reply;
pub mod search;
pub mod site;
pub mod statistics;

pub use page::Page;
pub use pager::{PER_PAGE, Pager, TERMS_PER_PAGE};
pub use site::Context;
