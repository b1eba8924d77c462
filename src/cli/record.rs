//! What `fuwen import --format json` says of each letter found.

use serde::Serialize;

use crate::front_matter::{self, Fact};
use crate::import::{Imported, OutlineEntry, Refusal, Repair};
use crate::model::reply::ReviewEntry;
use crate::place::{Item, State, What};

/// A letter, an article, or a file that was refused.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    file: &'a str,
    is_reply: bool,
    front_matter: Option<Fact>,
    outline: Vec<Heading<'a>>,
    body: &'a str,
    repairs: Vec<Counted<'a>>,
    review: Vec<Doubt<'a>>,
    proposed_topics: &'a [String],
    written: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Heading<'a> {
    level: u8,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Counted<'a> {
    rule: &'a str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Doubt<'a> {
    code: &'a str,
    field: &'a str,
    line: Option<u32>,
    message: Option<String>,
    alternatives: &'a [String],
}

impl<'a> Record<'a> {
    pub(super) fn of(item: &'a Item) -> Self {
        let placed = item.placed.as_ref();
        let record = match &item.what {
            What::Reply(imported) => Self::of_reply(imported),
            What::Article(article, body) => Self {
                front_matter: Some(front_matter::article_facts(article)),
                body,
                ..Self::empty()
            },
            What::Refused(refusal) => Self {
                review: vec![Doubt::refused(refusal)],
                ..Self::empty()
            },
        };
        let mut record = Self {
            file: &item.file,
            written: placed
                .filter(|placed| placed.written)
                .map(|placed| placed.path.as_str()),
            ..record
        };
        if let Some(State::SameAs(other)) = placed.map(|placed| &placed.state) {
            let message = format!("与{other}是同一件，没有另行写入。");
            record.review.push(Doubt::new("same-letter", message));
        }
        record
    }

    fn of_reply(imported: &'a Imported) -> Self {
        let heading = |entry: &'a OutlineEntry| Heading {
            level: entry.level,
            text: &entry.text,
        };
        let counted = |repair: &Repair| Counted {
            rule: repair.rule,
            count: repair.count,
        };
        Self {
            is_reply: true,
            front_matter: Some(front_matter::facts(&imported.reply)),
            outline: imported.outline.iter().map(heading).collect(),
            body: &imported.body,
            repairs: imported.repairs.iter().map(counted).collect(),
            review: imported.reply.review.iter().map(Doubt::of).collect(),
            proposed_topics: &imported.proposed_topics,
            ..Self::empty()
        }
    }

    fn empty() -> Self {
        Self {
            file: "",
            is_reply: false,
            front_matter: None,
            outline: Vec::new(),
            body: "",
            repairs: Vec::new(),
            review: Vec::new(),
            proposed_topics: &[],
            written: None,
        }
    }
}

impl<'a> Doubt<'a> {
    fn of(entry: &'a ReviewEntry) -> Self {
        Self {
            code: &entry.code,
            field: &entry.field,
            line: entry.line,
            message: entry.message.clone(),
            alternatives: &entry.alternatives,
        }
    }

    fn refused(refusal: &'a Refusal) -> Self {
        Self::new(refusal.code, refusal.message.clone())
    }

    fn new(code: &'a str, message: String) -> Self {
        Self {
            code,
            field: "body",
            line: None,
            message: Some(message),
            alternatives: &[],
        }
    }
}
