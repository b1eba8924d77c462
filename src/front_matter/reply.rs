//! The front matter of a reply.

use super::keys;
use super::value::Values;
use crate::diag::{Code, Diagnostics};
use crate::model::reply::{
    Allowance, AsWritten, Contacts, Correction, Origin, ReviewEntry, SourceRef,
};
use crate::model::{
    CaseRef, Disclosure, Organisations, Outcome, Permalink, Reply, Session, Topics,
};
use crate::text::nearest::nearest;
use crate::yaml::{Document, Key, Node, Reader};

/// What the site declares and a reply may refer to.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    /// The topics.
    pub topics: &'a Topics,
    /// The bodies.
    pub organisations: &'a Organisations,
}

/// Reads a reply's facts. `None` where a problem leaves none that can be used.
pub fn parse_reply(
    document: &Document,
    origin: Origin,
    permalink: Permalink,
    declared: Declared<'_>,
) -> (Option<Reply>, Diagnostics) {
    let mut reader = Reader::new(document);
    let Some(fields) = reader.fields(document.root(), keys::REPLY) else {
        return (None, reader.finish());
    };
    let mut values = Values {
        reader: &mut reader,
        fields,
    };
    let disclosure = values.disclosure().unwrap_or_default();
    values.check_summary(disclosure);
    let reply = Reply {
        origin,
        permalink,
        title: values.text("title"),
        cases: values.cases(),
        session: values.session(),
        addressees: values.texts("addressees"),
        issuer: values.issuer(declared.organisations),
        co_issuers: values.texts("co_issuers"),
        doc_number: values.text("doc_number"),
        signer: values.text("signer"),
        date: values.date("date"),
        published: values.timestamp("published"),
        outcome: values.outcome(),
        disclosure,
        topics: values.topics(declared.topics),
        contacts: values.contacts(),
        as_written: values.as_written(),
        source: values.source(),
        review: values.review(),
        role: values.role(),
        summary: values.text("summary"),
        index_number: values.text("index_number"),
        keywords: values.texts("keywords"),
        attachments: values.texts("attachments"),
        cc: values.texts("cc"),
        aliases: values.aliases(),
        corrected: values.corrected(),
        allow: values.allow(),
    };
    let problems = reader.finish();
    ((!problems.has_errors()).then_some(reply), problems)
}

impl<'d> Values<'_, 'd> {
    /// A nested map under a key, read by `read`; the default where the key is absent.
    fn nested<T: Default>(
        &mut self,
        key: &str,
        keys: &[Key],
        read: impl FnOnce(&mut Values<'_, 'd>) -> T,
    ) -> T {
        let Some(node) = self.fields.get(key) else {
            return T::default();
        };
        self.within(node, keys, read).unwrap_or_default()
    }

    fn within<T>(
        &mut self,
        node: Node,
        keys: &[Key],
        read: impl FnOnce(&mut Values<'_, 'd>) -> T,
    ) -> Option<T> {
        let fields = self.reader.fields(node, keys)?;
        Some(read(&mut Values {
            reader: self.reader,
            fields,
        }))
    }

    fn cases(&mut self) -> Vec<CaseRef> {
        const HELP: &str = "add `cases: [{kind: proposal, number: \"…\", subject: …}]`";
        let Some(node) = self.fields.get("cases") else {
            self.missing("cases", HELP);
            return Vec::new();
        };
        let nodes = self.maps("cases");
        if nodes.is_empty() && self.reader.is_list(node) {
            let problem = self
                .reader
                .problem(node, Code::ValueInvalid, "a reply answers a case");
            self.reader.report(problem.help(HELP));
        }
        nodes
            .into_iter()
            .filter_map(|node| self.within(node, keys::CASE, case).flatten())
            .collect()
    }

    fn session(&mut self) -> Session {
        self.nested("session", keys::SESSION, |session| Session {
            body: session.text("body"),
            term: session.text("term"),
            year: session.year(),
        })
    }

    fn issuer(&mut self, organisations: &Organisations) -> String {
        let Some(name) = self.text("issuer") else {
            self.missing("issuer", "add the bureau that answers as `issuer: …`");
            return String::new();
        };
        if let (None, Some(node)) = (organisations.find(&name), self.fields.get("issuer")) {
            let known = organisations.iter().flat_map(|body| {
                std::iter::once(body.name.as_str()).chain(body.aliases.iter().map(String::as_str))
            });
            let problem = self
                .reader
                .problem(node, Code::IssuerUnknown, "the issuer is not declared")
                .suggest(nearest(&name, known))
                .help("declare it in content/organisations.yaml to give it an address of its own");
            self.reader.report(problem);
        }
        name
    }

    fn outcome(&mut self) -> Option<Outcome> {
        let node = self.fields.get("outcome")?;
        let text = self.reader.text(node)?;
        let outcome = Outcome::parse(&text);
        if outcome.is_none() {
            let problem = self
                .reader
                .problem(node, Code::ValueInvalid, "not a class of result")
                .detail(format!("`{text}`"))
                .help("write the letter's class: A, B, C or D, or a division of it such as A1");
            self.reader.report(problem);
        }
        outcome
    }

    /// A notice that promises a summary and has none is of no use to its readers.
    fn check_summary(&mut self, disclosure: Disclosure) {
        let Some(node) = self.fields.get("disclosure") else {
            return;
        };
        let summary = self.fields.get("summary");
        let is_blank = summary.is_none_or(|summary| self.reader.is_blank(summary));
        if disclosure == Disclosure::Summary && is_blank {
            let message = "a summary-only reply has no summary";
            let problem = self.reader.problem(node, Code::SummaryMissing, message);
            self.reader
                .report(problem.help("add the text that may be published as `summary: …`"));
        }
    }

    fn topics(&mut self, declared: &Topics) -> Vec<String> {
        let mut topics: Vec<String> = Vec::new();
        for node in self.maps("topics") {
            let Some(slug) = self.reader.text(node) else {
                continue;
            };
            if declared.find(&slug).is_some() {
                if !topics.contains(&slug) {
                    topics.push(slug);
                }
                continue;
            }
            let slugs = declared.0.iter().map(|topic| topic.slug.as_str());
            let problem = self
                .reader
                .problem(node, Code::TopicUnknown, "the topic is not declared")
                .detail(format!("`{slug}`"))
                .suggest(nearest(&slug, slugs))
                .help("use a slug of content/topics.yaml, or declare the topic there");
            self.reader.report(problem);
        }
        topics
    }

    fn contacts(&mut self) -> Contacts {
        self.nested("contacts", keys::CONTACTS, |contacts| Contacts {
            lead: contacts.text("lead"),
            handler: contacts.text("handler"),
            phone: contacts.text("phone"),
        })
    }

    fn as_written(&mut self) -> AsWritten {
        self.nested("as_written", keys::AS_WRITTEN, |words| AsWritten {
            head: words.text("head"),
            marks: words.texts("marks"),
            contacts: words.texts("contacts"),
        })
    }

    fn source(&mut self) -> SourceRef {
        self.nested("source", keys::SOURCE, |source| SourceRef {
            file: source.text("file"),
            sha256: source.sha256("sha256"),
            imported: source.sha256("imported"),
        })
    }

    fn sha256(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let (false, Some(node)) = (is_digest, self.fields.get(key)) {
            let problem = self
                .reader
                .problem(node, Code::ValueInvalid, "not a SHA-256")
                .help("write 64 hexadecimal digits, as `sha256sum` prints them");
            self.reader.report(problem);
        }
        is_digest.then(|| text.to_ascii_lowercase())
    }

    fn review(&mut self) -> Vec<ReviewEntry> {
        let nodes = self.maps("review");
        nodes
            .into_iter()
            .filter_map(|n| self.within(n, keys::REVIEW, review).flatten())
            .collect()
    }

    fn corrected(&mut self) -> Vec<Correction> {
        let nodes = self.maps("corrected");
        let corrections = nodes
            .into_iter()
            .filter_map(|n| self.within(n, keys::CORRECTED, correction).flatten());
        corrections.collect()
    }

    fn allow(&mut self) -> Vec<Allowance> {
        let nodes = self.maps("allow");
        nodes
            .into_iter()
            .filter_map(|n| self.within(n, keys::ALLOW, allowance).flatten())
            .collect()
    }

    fn required(&mut self, key: &'static str, help: &str) -> Option<String> {
        let text = self.text(key);
        if text.is_none() {
            self.missing(key, help);
        }
        text
    }
}

fn case(values: &mut Values<'_, '_>) -> Option<CaseRef> {
    let (kind, number, subject) = (values.kind(), values.text("number"), values.text("subject"));
    Some(CaseRef {
        kind: kind?,
        number,
        subject,
    })
}

fn review(values: &mut Values<'_, '_>) -> Option<ReviewEntry> {
    let code = values.required(
        "code",
        "name the kind of doubt, such as `code: foreign-token`",
    );
    let field = values.required("field", "name the key in doubt, or `body`");
    let line = values.fields.get("line").and_then(|node| {
        let line = values.reader.integer(node, 1..=i64::from(u32::MAX))?;
        u32::try_from(line).ok()
    });
    let (message, alternatives) = (values.text("message"), values.texts("alternatives"));
    Some(ReviewEntry {
        code: code?,
        field: field?,
        line,
        message,
        alternatives,
    })
}

fn correction(values: &mut Values<'_, '_>) -> Option<Correction> {
    if values.fields.get("date").is_none() {
        values.missing(
            "date",
            "add the day of the correction as `date: 2025-06-20`",
        );
    }
    let (date, note) = (
        values.date("date"),
        values.required("note", "say what was corrected"),
    );
    Some(Correction {
        date: date?,
        note: note?,
    })
}

fn allowance(values: &mut Values<'_, '_>) -> Option<Allowance> {
    let code = values.required("code", "name the rule");
    let reason = values.required("reason", "say why the rule does not apply here");
    Some(Allowance {
        code: code?,
        reason: reason?,
    })
}
