//! From which rules the site or a file is excepted.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{Code, Diagnostic};
use crate::model::Reply;

/// The exceptions of a site and of each of its files.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    site: Vec<Code>,
    files: BTreeMap<String, BTreeSet<String>>,
}

impl Allowed {
    /// What site.yaml and the replies themselves allow.
    pub(super) fn new<'a>(config: &Config, replies: impl Iterator<Item = &'a Reply>) -> Self {
        let files = replies
            .filter(|reply| !reply.allow.is_empty())
            .map(|reply| {
                let codes = reply.allow.iter().map(|allowed| allowed.code.clone());
                (reply.origin.path.clone(), codes.collect())
            });
        Self {
            site: config.allow.clone(),
            files: files.collect(),
        }
    }

    /// Whether a problem is one that somebody has allowed with a reason.
    pub fn holds(&self, problem: &Diagnostic) -> bool {
        let code = problem.code();
        let in_file = || {
            let codes = problem.path().and_then(|path| self.files.get(path));
            codes.is_some_and(|codes| codes.contains(code.name()))
        };
        code.may_be_allowed() && (self.site.contains(&code) || in_file())
    }
}
