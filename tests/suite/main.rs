//! The integration tests: whole sites through the real binary. See README.md beside this file.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may touch the disk, and fails by panicking"
)]

mod beside;
mod builds;
mod bundle;
mod check;
mod check_cli;
mod checker;
mod ci;
mod data;
mod data_page;
mod diff;
mod disclosure;
mod docs;
mod escaping;
mod feeds;
mod fixtures;
mod follow;
mod front_matter;
mod fuzz;
mod gate;
mod harness;
mod hostile;
mod identity;
mod import_cli;
mod import_docx;
mod import_forms;
mod import_marks;
mod import_properties;
mod import_seeds;
mod importing;
mod incremental;
mod integrity;
mod invalid;
mod kills;
mod leaks;
mod letters;
mod linked;
mod links;
mod listings;
mod manners;
mod messages;
mod own_themes;
mod page;
mod preview;
mod printed;
mod privacy;
mod properties;
mod reference;
mod refusals;
mod repository;
mod round_trip;
mod schema;
mod search;
mod serving;
mod serving_safely;
mod settings;
mod shell;
mod snapshots;
mod starting;
mod steadiness;
mod themes;
mod tidy;
mod together;
mod weight;
