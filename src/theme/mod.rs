//! Templates, messages and static files of a theme and those it extends.
//!
//! Owns where a theme's files come from (embedded or on disk), which override which, and how a
//! view becomes a page. Templates pull nothing: they get a complete view, and the functions they
//! may call are pure. Knows no reply and no archive.

mod cards;
mod chain;
mod engine;
mod expression;
mod fields;
mod fold;
mod frame;
mod functions;
mod i18n;
mod resolve;
mod shape;
mod tokens;
mod unused;
mod variables;
mod wording;

pub use cards::Card;
pub use engine::{Beside, Engine, Shared};
pub use fields::Views;
pub use i18n::load_messages;
pub use resolve::{Theme, load_theme};
pub use unused::unused_parts;
pub use wording::check_messages;
