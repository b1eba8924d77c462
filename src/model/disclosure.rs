//! The disclosure gate: nothing that is not cleared leaves the model.
//!
//! [`Cleared`] has no public constructor but [`clear`] and [`clear_article`]. Index pages,
//! search, feeds, data and bundle take `Cleared` values alone, so the compiler holds the gate:
//!
//! ```compile_fail
//! use fuwen::model::{Cleared, Reply};
//!
//! fn publish_anyway(reply: Reply) -> Cleared<Reply> {
//!     Cleared(reply) // error: the field is private to the gate
//! }
//! ```
//!
//! ```compile_fail
//! use fuwen::model::Reply;
//!
//! fn index_uncleared(reply: Reply) {
//!     // error: an entry is made of cleared values only
//!     let _ = fuwen::model::Entry::Letter(reply);
//! }
//! ```

use std::ops::Deref;

use unicode_normalization::UnicodeNormalization as _;

use super::article::Article;
use super::policy::Policy;
use super::reply::{Disclosure, Level, Notice, Reply, ReviewEntry};
use crate::text::width::is_hidden;

/// A value that may be published.
#[derive(Clone, Debug)]
pub struct Cleared<T>(T);

impl<T> Deref for Cleared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why something is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Marked 依申请公开.
    OnRequest,
    /// Marked 不予公开, or an article that does not say `disclosure: public`.
    Withheld,
    /// The original bears no mark, and the site does not publish those.
    Unstated,
    /// A doubt about the mark itself is still open.
    DisclosureInReview,
}

/// The gate's answer for one reply.
#[derive(Clone, Debug)]
pub enum Clearance {
    /// The letter and all its facts may leave.
    Letter(Box<Cleared<Reply>>),
    /// Only a notice may leave.
    Notice(Box<Cleared<Notice>>),
    /// Nothing may leave.
    Held(Held),
}

/// The review code that notes a missing mark. It is a note, not a doubt about the mark.
const UNMARKED: &str = "disclosure-unmarked";

/// Decides what may leave of a reply. Doubt holds back: an open review entry on `disclosure`
/// holds the reply whatever its mark and the site's policy say.
pub fn clear(reply: Reply, policy: Policy) -> Clearance {
    let doubtful = reply.review.iter().any(is_doubt);
    if doubtful {
        return Clearance::Held(Held::DisclosureInReview);
    }
    match reply.disclosure {
        Disclosure::Public => Clearance::Letter(Box::new(Cleared(reply))),
        Disclosure::Unstated if policy.publish_unstated => {
            Clearance::Letter(Box::new(Cleared(reply)))
        }
        Disclosure::Unstated => Clearance::Held(Held::Unstated),
        Disclosure::Summary => notice(reply, Level::Summary),
        Disclosure::Title => notice(reply, Level::Title),
        Disclosure::OnRequest => Clearance::Held(Held::OnRequest),
        Disclosure::Withheld => Clearance::Held(Held::Withheld),
    }
}

/// Decides whether an article may leave: only where it says so itself.
///
/// # Errors
/// The reason for holding it back.
pub fn clear_article(article: Article) -> Result<Cleared<Article>, Held> {
    match article.disclosure {
        Some(Disclosure::Public) => Ok(Cleared(article)),
        Some(Disclosure::OnRequest) => Err(Held::OnRequest),
        _ => Err(Held::Withheld),
    }
}

/// Whether an entry says that the mark itself is in doubt.
pub fn is_doubt(entry: &ReviewEntry) -> bool {
    is_disclosure_field(&entry.field) && entry.code != UNMARKED
}

/// The field may be named in English or Chinese, as any key may, by a part of it or among others. It
/// is free text that nothing else checks, so width, case and blanks make no difference, and what may
/// mean the mark does. The marks as written are where a disclosure stands.
fn is_disclosure_field(field: &str) -> bool {
    let shown = field
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_hidden(*c));
    let key: String = shown.flat_map(char::to_lowercase).collect();
    let holds = |names: &[&str]| names.iter().any(|name| key.contains(name));
    let mut parts = key.split(|c: char| !c.is_alphanumeric() && c != '_');
    holds(&["disclosure", "公开", "公開"])
        || parts.any(|part| matches!(part, "marks" | "标注" | "標注"))
        || matches!(key.as_str(), "as_written" | "原件字样" | "原件字樣")
}

/// Takes over, one by one, the facts that a notice may carry.
fn notice(reply: Reply, level: Level) -> Clearance {
    let year = reply.year();
    let mut notice = Notice {
        level,
        permalink: reply.permalink,
        title: reply.title,
        cases: reply.cases,
        session: reply.session,
        issuer: reply.issuer,
        published: reply.published,
        topics: reply.topics,
        year,
        aliases: reply.aliases,
        outcome: None,
        doc_number: None,
        date: None,
        addressees: Vec::new(),
        summary: None,
    };
    if level == Level::Summary {
        notice.outcome = reply.outcome;
        notice.doc_number = reply.doc_number;
        notice.date = reply.date;
        notice.addressees = reply.addressees;
        notice.summary = reply.summary;
    }
    Clearance::Notice(Box::new(Cleared(notice)))
}
