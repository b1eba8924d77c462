//! A reply's facts as a tree of keys and values, in the order in which they are written.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::model::reply::{Allowance, Correction, ReviewEntry};
use crate::model::{Article, CaseRef, Disclosure, Level, Notice, Permalink, Reply, Role, Session};

/// A value of front matter. `Serialize` gives it for programs, with the keys of the YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Words of the letter or of a person, on one line.
    Text(String),
    /// A word or date of the program's own, which YAML reads as it stands.
    Word(String),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Fact>),
    /// Keys and values.
    Map(Vec<(&'static str, Fact)>),
}

/// The front matter of a reply, a text on one line each. Absent facts are left out; `review` is
/// always there.
pub fn facts(reply: &Reply) -> Fact {
    on_one_line(facts_as_they_stand(reply))
}

/// The front matter of a reply, its texts with their line breaks.
pub(super) fn facts_as_they_stand(reply: &Reply) -> Fact {
    let mut map = Builder::default();
    map.text("title", reply.title.as_deref());
    map.list("cases", reply.cases.iter().map(case));
    map.session(&reply.session, reply.session.year);
    map.texts("addressees", &reply.addressees);
    map.text("issuer", Some(&reply.issuer));
    map.texts("co_issuers", &reply.co_issuers);
    map.text("doc_number", reply.doc_number.as_deref());
    map.text("signer", reply.signer.as_deref());
    map.word("date", reply.date.map(|date| date.to_string()));
    map.word("published", reply.published.map(in_china));
    map.word("outcome", reply.outcome.map(|outcome| outcome.to_string()));
    map.word("disclosure", Some(disclosure(reply.disclosure).to_owned()));
    map.texts("topics", &reply.topics);
    map.map("contacts", |contacts| {
        contacts.text("lead", reply.contacts.lead.as_deref());
        contacts.text("handler", reply.contacts.handler.as_deref());
        contacts.text("phone", reply.contacts.phone.as_deref());
    });
    map.map("as_written", |words| {
        words.text("head", reply.as_written.head.as_deref());
        words.texts("marks", &reply.as_written.marks);
        words.texts("contacts", &reply.as_written.contacts);
    });
    map.map("source", |source| {
        source.text("file", reply.source.file.as_deref());
        source.word("sha256", reply.source.sha256.clone());
        source.word("imported", reply.source.imported.clone());
    });
    map.0.push((
        "review",
        Fact::List(reply.review.iter().map(review).collect()),
    ));
    let role = (reply.role != Role::default()).then(|| reply.role.name().to_owned());
    map.word("role", role);
    map.text("summary", reply.summary.as_deref());
    map.text("index_number", reply.index_number.as_deref());
    map.texts("keywords", &reply.keywords);
    map.texts("attachments", &reply.attachments);
    map.texts("cc", &reply.cc);
    map.aliases(&reply.aliases);
    map.list("corrected", reply.corrected.iter().map(correction));
    map.list("allow", reply.allow.iter().map(allowance));
    map.finish()
}

/// The front matter of an article.
pub fn article_facts(article: &Article) -> Fact {
    let mut map = Builder::default();
    map.text("title", Some(&article.title));
    map.text("description", article.description.as_deref());
    map.word("date", article.date.map(|date| date.to_string()));
    let known = article.disclosure.map(|known| disclosure(known).to_owned());
    map.word("disclosure", known);
    map.word("published", article.published.map(in_china));
    map.aliases(&article.aliases);
    on_one_line(map.finish())
}

/// The front matter of a notice: what the gate let through, and nothing that it kept back.
pub(super) fn notice_facts(notice: &Notice) -> Fact {
    let mut map = Builder::default();
    map.text("title", notice.title.as_deref());
    map.list("cases", notice.cases.iter().map(case));
    // The year may be that of a date which is not public.
    let dated = notice.date.map(jiff::civil::Date::year);
    let year = notice.year.filter(|year| dated != Some(*year));
    map.session(&notice.session, notice.session.year.or(year));
    map.texts("addressees", &notice.addressees);
    map.text("issuer", Some(&notice.issuer));
    map.text("doc_number", notice.doc_number.as_deref());
    map.word("date", notice.date.map(|date| date.to_string()));
    map.word("published", notice.published.map(in_china));
    map.word("outcome", notice.outcome.map(|outcome| outcome.to_string()));
    let level = match notice.level {
        Level::Letter => Disclosure::Public,
        Level::Summary => Disclosure::Summary,
        Level::Title => Disclosure::Title,
    };
    map.word("disclosure", Some(disclosure(level).to_owned()));
    map.texts("topics", &notice.topics);
    map.text("summary", notice.summary.as_deref());
    map.aliases(&notice.aliases);
    map.finish()
}

fn case(case: &CaseRef) -> Fact {
    let mut map = Builder::default();
    map.word("kind", Some(case.kind.name().to_owned()));
    map.text("number", case.number.as_deref());
    map.text("subject", case.subject.as_deref());
    map.finish()
}

fn review(entry: &ReviewEntry) -> Fact {
    let mut map = Builder::default();
    map.text("code", Some(&entry.code));
    map.text("field", Some(&entry.field));
    map.number("line", entry.line.map(i64::from));
    map.text("message", entry.message.as_deref());
    map.texts("alternatives", &entry.alternatives);
    map.finish()
}

fn correction(correction: &Correction) -> Fact {
    let mut map = Builder::default();
    map.word("date", Some(correction.date.to_string()));
    map.text("note", Some(&correction.note));
    map.finish()
}

fn allowance(allowance: &Allowance) -> Fact {
    let mut map = Builder::default();
    map.text("code", Some(&allowance.code));
    map.text("reason", Some(&allowance.reason));
    map.finish()
}

/// A map in the making; a value that is absent or empty leaves no key.
#[derive(Default)]
struct Builder(Vec<(&'static str, Fact)>);

impl Builder {
    fn text(&mut self, key: &'static str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.0.push((key, Fact::Text(text.to_owned())));
        }
    }

    fn session(&mut self, session: &Session, year: Option<i16>) {
        self.map("session", |map| {
            map.text("body", session.body.as_deref());
            map.text("term", session.term.as_deref());
            map.number("year", year.map(i64::from));
        });
    }

    fn aliases(&mut self, aliases: &[Permalink]) {
        let aliases: Vec<&str> = aliases.iter().map(Permalink::as_str).collect();
        self.texts("aliases", &aliases);
    }

    fn texts(&mut self, key: &'static str, texts: &[impl AsRef<str>]) {
        let texts = texts.iter().map(AsRef::as_ref);
        let texts = texts.filter(|text: &&str| !text.trim().is_empty());
        self.list(key, texts.map(|text| Fact::Text(text.to_owned())));
    }

    fn word(&mut self, key: &'static str, word: Option<String>) {
        if let Some(word) = word {
            self.0.push((key, Fact::Word(word)));
        }
    }

    fn number(&mut self, key: &'static str, number: Option<i64>) {
        if let Some(number) = number {
            self.0.push((key, Fact::Number(number)));
        }
    }

    fn list(&mut self, key: &'static str, facts: impl Iterator<Item = Fact>) {
        let facts: Vec<Fact> = facts.collect();
        if !facts.is_empty() {
            self.0.push((key, Fact::List(facts)));
        }
    }

    fn map(&mut self, key: &'static str, fill: impl FnOnce(&mut Self)) {
        let mut inner = Self::default();
        fill(&mut inner);
        if !inner.0.is_empty() {
            self.0.push((key, inner.finish()));
        }
    }

    fn finish(self) -> Fact {
        Fact::Map(self.0)
    }
}

/// The word of a disclosure in files.
const fn disclosure(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Public => "public",
        Disclosure::Summary => "summary",
        Disclosure::Title => "title",
        Disclosure::OnRequest => "on_request",
        Disclosure::Withheld => "withheld",
        Disclosure::Unstated => "unstated",
    }
}

/// A moment with China's offset, which is where the letters are.
fn in_china(moment: Timestamp) -> String {
    let zone = TimeZone::fixed(Offset::constant(8));
    let zoned = moment.to_zoned(zone);
    zoned
        .timestamp()
        .display_with_offset(zoned.offset())
        .to_string()
}

/// A fact with every text on one line: line breaks and tabs become spaces.
fn on_one_line(fact: Fact) -> Fact {
    match fact {
        Fact::Text(text) => Fact::Text(one_line(&text)),
        Fact::List(facts) => Fact::List(facts.into_iter().map(on_one_line).collect()),
        Fact::Map(facts) => Fact::Map(
            facts
                .into_iter()
                .map(|(key, fact)| (key, on_one_line(fact)))
                .collect(),
        ),
        other => other,
    }
}

fn one_line(text: &str) -> String {
    let is_break = |c| {
        matches!(
            c,
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let text = text.replace("\r\n", "\n").replace(is_break, " ");
    text.trim().to_owned()
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Word(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::List(facts) => {
                let mut list = serializer.serialize_seq(Some(facts.len()))?;
                facts
                    .iter()
                    .try_for_each(|fact| list.serialize_element(fact))?;
                list.end()
            }
            Self::Map(facts) => {
                let mut map = serializer.serialize_map(Some(facts.len()))?;
                facts
                    .iter()
                    .try_for_each(|(key, fact)| map.serialize_entry(key, fact))?;
                map.end()
            }
        }
    }
}
