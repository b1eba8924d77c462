//! The issuing bodies (承办单位) that a site declares.

use std::collections::HashMap;

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
pub struct Organisations {
    bodies: Vec<Organisation>,
    by_name: HashMap<String, usize>,
}

impl Organisations {
    /// Takes the declared bodies; where two have one name, the first is meant.
    pub fn new(bodies: Vec<Organisation>) -> Self {
        let mut by_name = HashMap::new();
        for (index, body) in bodies.iter().enumerate() {
            for name in body.aliases.iter().chain([&body.name]) {
                by_name.entry(name.clone()).or_insert(index);
            }
        }
        Self { bodies, by_name }
    }

    /// All bodies, in the order declared.
    pub fn iter(&self) -> impl Iterator<Item = &Organisation> {
        self.bodies.iter()
    }

    /// Finds a body by its full name or one of its aliases.
    pub fn find(&self, name: &str) -> Option<&Organisation> {
        self.by_name.get(name).map(|&index| &self.bodies[index])
    }

    /// Full name of a body, whether declared or not.
    pub fn full_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).map_or(name, |found| &found.name)
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
