//! What a site has decided about publishing.

/// The site's disclosure policy (`disclosure:` in site.yaml).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether a reply whose original bears no mark is published.
    pub publish_unstated: bool,
}
