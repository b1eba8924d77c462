//! The tests of import, until they join the suite.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may touch the disk, and fails by panicking"
)]

#[path = "suite/import_cli.rs"]
mod import_cli;
#[path = "suite/import_properties.rs"]
mod import_properties;
#[path = "suite/import_seeds.rs"]
mod import_seeds;
#[path = "suite/importing.rs"]
mod importing;
