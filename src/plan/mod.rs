//! The full list of what a build writes, before anything is rendered.
//!
//! Turns an archive into units, each with the paths it writes, and reports two sources that
//! claim one path. Renders nothing and touches no disk.

mod collisions;
mod units;

pub use units::{Joined, SITEMAP_LIMIT, Unit, UnitKind, plan};
