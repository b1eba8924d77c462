//! The issuing bodies (承办单位) that a site declares.

use crate::text::slug;

/// One declared body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Address and identity.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Other names by which letters call it.
    pub aliases: Vec<String>,
    /// Place it belongs to.
    pub place: Option<String>,
}

/// All declared bodies, in the order declared.
#[derive(Clone, Debug, Default)]
pub struct Organisations(pub Vec<Organisation>);

impl Organisations {
    /// Finds a body by its full name or one of its aliases.
    pub fn find(&self, name: &str) -> Option<&Organisation> {
        self.0
            .iter()
            .find(|o| o.name == name || o.aliases.iter().any(|alias| alias == name))
    }

    /// Full name and slug of a body, whether declared or not. Two spellings of a declared body
    /// give one result; an undeclared one gets a slug from its own name alone.
    pub fn resolve<'a>(&'a self, name: &'a str) -> (&'a str, String) {
        match self.find(name) {
            Some(found) => (&found.name, found.slug.clone()),
            None => (name, slug::digest_slug(name, name)),
        }
    }
}
