//! The topic taxonomy that a site declares.

/// One topic (主题).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Address and identity.
    pub slug: String,
    /// Name shown to readers.
    pub name: String,
    /// What belongs to it.
    pub description: Option<String>,
    /// Words by which import proposes it.
    pub keywords: Vec<String>,
}

/// All topics of a site, in the order declared.
#[derive(Clone, Debug, Default)]
pub struct Topics(pub Vec<Topic>);

impl Topics {
    /// Finds a topic by its slug.
    pub fn find(&self, slug: &str) -> Option<&Topic> {
        self.0.iter().find(|topic| topic.slug == slug)
    }
}
