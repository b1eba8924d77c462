//! Runs a plan: the way from a site's folder to its pages.
//!
//! Owns the order of the steps, rendering in parallel, and writing so that a build killed
//! anywhere leaves every page whole. Prints nothing: progress and problems go to the caller.

mod allowed;
mod cards;
mod joined;
mod journal;
mod letters;
mod links;
mod manifest;
mod memory;
mod output;
mod personal;
mod pipeline;
mod place;
mod prepare;
mod publish;
mod render;
mod search;
mod sink;
mod summary;

pub use allowed::Allowed;
pub use manifest::NAME as MANIFEST;
pub use pipeline::{Options, build, build_once};
pub use place::Place;
pub use prepare::{Found, Held, Prepared};
pub use render::Renderer;
pub use summary::{Failure, FailureKind, NoProgress, Phase, Progress, Summary};
