//! The one data model: replies, cases, taxonomies and what a site declares.
//!
//! Owns what a reply *is*, which of its facts may leave (the disclosure gate) and how replies
//! relate to each other. Does no input or output and knows nothing of YAML, Markdown, templates
//! or HTML. Nothing in here derives `Serialize`: a field added to the model can never reach a
//! page or an export by accident, because only view records are serialisable.

pub mod archive;
pub mod article;
pub mod case;
pub mod disclosure;
pub mod entry;
mod near;
pub mod order;
pub mod organisation;
pub mod permalink;
pub mod policy;
pub mod related;
pub mod reply;
pub mod session;
pub mod taxonomy;
pub mod topic;

pub use archive::Archive;
pub use article::Article;
pub use case::{Case, CaseId, CaseRef};
pub use disclosure::{Clearance, Cleared, Held};
pub use entry::Entry;
pub use organisation::{Organisation, Organisations};
pub use permalink::Permalink;
pub use policy::Policy;
pub use reply::{Disclosure, Kind, Level, Notice, Outcome, Reply, Role};
pub use session::Session;
pub use taxonomy::{Facet, Taxonomy, Term};
pub use topic::{Topic, Topics};
