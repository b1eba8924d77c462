//! Everything that must hold before a site is published.
//!
//! Owns the rules that a build does not need: whether facts agree with each other, what is left
//! in texts, whether pages can be reached, and whether what is held back stands somewhere else.
//! What stops a build comes from the build itself. Writes nothing and knows no terminal.

mod dates;
mod disclosure;
mod facts;
mod git;
mod html;
mod numbers;
mod originals;
mod pages;
mod run;
mod text;
mod twins;

pub use run::{Checked, Options, check};
