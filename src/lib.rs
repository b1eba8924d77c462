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
//! | 7 | [`read`], [`import`], [`assets`], [`data`], [`feed`] | the content folder; raw letters; static files; open data; feeds |
//! | 8 | [`view`], [`theme`] | what templates see; templates |
//! | 9 | [`plan`] | the list of outputs |
//! | 10 | [`build`] | running a plan |
//! | 11 | [`scaffold`], [`place`], [`report`], [`serve`] | new sites; imported letters; the report of an import; the preview |
//! | 12 | [`cli`] | the command line |
#![forbid(unsafe_code)]

pub mod assets;
pub mod build;
pub mod cache;
pub mod cli;
pub mod config;
pub mod data;
pub mod diag;
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
pub mod serve;
pub mod text;
pub mod theme;
pub mod view;
pub mod yaml;
