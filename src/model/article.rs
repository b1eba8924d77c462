//! Background pages that are no replies: about the archive, references.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::permalink::Permalink;
use super::reply::{Disclosure, Origin};

/// A page of background. Passes the same gate as replies.
#[derive(Clone)]
pub struct Article {
    /// The file.
    pub origin: Origin,
    /// Public path.
    pub permalink: Permalink,
    /// Heading of the page.
    pub title: String,
    /// One or two sentences for lists and for `description`.
    pub description: Option<String>,
    /// Date of what it describes.
    pub date: Option<Date>,
    /// When it was put on the web.
    pub published: Option<Timestamp>,
    /// Absent means held back.
    pub disclosure: Option<Disclosure>,
    /// Old addresses that lead here.
    pub aliases: Vec<Permalink>,
}

/// Prints the file's path and nothing of the content.
impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Article({})", self.origin.path)
    }
}
