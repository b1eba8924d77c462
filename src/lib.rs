//! fuwen (复文): a static site generator for archives of open-government replies.
//!
//! Data flows one way: [`read`] turns files into the [`model`], whose gate
//! ([`model::disclosure`]) decides what may leave; [`plan`] lists what is to be written;
//! [`build`] renders [`view`]s through a [`theme`] and writes the site. A module imports only
//! from those above it in this list:
//!
//! | order | module | owns |
//! | --- | --- | --- |
//! | 0 | [`text`] | pure functions on strings |
//! | 1 | [`diag`] | what a problem is and how it is shown |
//! | 2 | [`fs`], [`yaml`] | the disk; located YAML values |
//! | 3 | [`model`] | replies, cases, taxonomies, the disclosure gate |
//! | 4 | [`cache`], [`config`], [`messages`] | what builds remember; settings of a site; words of the interface |
//! | 5 | [`markdown`] | bodies to HTML |
//! | 6 | [`front_matter`], [`privacy`] | the file format; personal data in texts |
//! | 7 | [`read`], [`import`], [`assets`], [`data`], [`feed`], [`search`] | the content folder; raw letters; static files; open data; feeds; the index |
//! | 8 | [`view`], [`theme`] | what templates see; templates |
//! | 9 | [`plan`] | the list of outputs |
//! | 10 | [`build`] | running a plan |
//! | 11 | [`scaffold`], [`place`], [`report`], [`serve`], [`check`], [`bundle`], [`diff`] | new sites; imported letters; the report of an import; the preview; what must hold before publishing; the offline archive; what a change does |
//! | 12 | [`cli`] | the command line |
//!
//! # Reading the code
//!
//! - **A build**: [`build::build`] is the whole of it, step by step; follow [`build::Prepared`] for all
//!   that is settled before the first write.
//! - **What may leave**: [`model::disclosure`]. Its `clear` is the only maker of a
//!   [`model::Cleared`] value, and everything below it in the table takes nothing else.
//! - **A file of the archive**: [`front_matter`] reads and writes it, [`yaml`] finds places in it,
//!   [`diag::Diagnostic`] is what is wrong with it, [`diag::Code`] the list of rules.
//! - **A raw letter**: [`import`] is a list of passes over lines; [`place`] files what comes out.
//! - **A page**: [`plan::Unit`] says that it is to be, [`view`] what its template may see, [`theme`]
//!   sets it.
//! - **The preview**: [`serve::serve`] keeps what [`build::Prepared`] read, and renders on demand.
//!
//! # As a library
//!
//! The crate is the program's own and promises no stable interface; for scripts there is the command
//! line with `--format json`. Still, a build is one call:
//!
//! ```
//! use fuwen::build::{NoProgress, Options, build};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let root = folder.path().join("archive");
//! fuwen::scaffold::init(&root).map_err(|_| "the folder holds something")?;
//!
//! let options = Options {
//!     root: root.clone(),
//!     output: None,
//!     base_url: None,
//!     keep_going: false,
//!     preview: false,
//!     revision: None,
//! };
//! let (summary, problems) = build(&options, &NoProgress).map_err(|_| "the site has errors")?;
//! assert!(problems.is_empty());
//! assert_eq!(summary.withheld, 0);
//! assert!(root.join("public/replies/2025/proposal-117.html").is_file());
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

pub mod assets;
pub mod build;
pub mod bundle;
pub mod cache;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod diag;
pub mod diff;
pub mod feed;
pub mod front_matter;
pub mod fs;
pub mod import;
pub mod markdown;
pub mod messages;
pub mod model;
pub mod place;
pub mod plan;
pub mod privacy;
pub mod read;
pub mod report;
pub mod scaffold;
pub mod search;
pub mod serve;
pub mod text;
pub mod theme;
pub mod view;
pub mod yaml;
