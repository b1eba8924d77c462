//! Personal data found in a file, to be reported where it would be published.

use std::sync::Arc;

use crate::config::{Privacy, PrivacyLevel};
use crate::diag::{Code, Diagnostic, Severity, SourceFile};
use crate::front_matter;
use crate::model::reply::Level;
use crate::model::{Article, Permalink, Reply};
use crate::privacy::{self, Exempt, FactFinding, Finding, Kind};
use crate::yaml::Document;

/// Personal data in a document. Reported only if as much of the document is published.
#[derive(Debug)]
pub struct Personal {
    /// The document's page.
    pub from: Permalink,
    /// The least that must be published of the document for this to leave with it.
    pub leaves_with: Level,
    /// The problem to report.
    pub problem: Diagnostic,
}

/// A file that is searched for personal data.
pub(super) struct Searched<'a> {
    pub(super) source: &'a Arc<SourceFile>,
    pub(super) document: &'a Document,
    /// Where the body begins.
    pub(super) body: usize,
    pub(super) privacy: &'a Privacy,
}

impl Searched<'_> {
    /// Masks what the site masks in a reply's facts, and gives what else it and its letter hold.
    pub(super) fn reply(&self, reply: &mut Reply) -> Vec<Personal> {
        let exempt = privacy::contacts_of(reply);
        let in_facts = privacy::guard(reply, self.privacy);
        self.problems(in_facts, &exempt, &reply.permalink)
    }

    /// The same for an article.
    pub(super) fn article(&self, article: &mut Article) -> Vec<Personal> {
        let in_facts = privacy::guard_article(article, self.privacy);
        self.problems(in_facts, &Exempt::default(), &article.permalink)
    }

    fn problems(
        &self,
        in_facts: Vec<FactFinding>,
        exempt: &Exempt,
        from: &Permalink,
    ) -> Vec<Personal> {
        let in_facts = in_facts.into_iter().map(|found| {
            let span = front_matter::place(self.document, &found.key);
            (found.kind, found.leaves_with, span)
        });
        let body = self.source.text().get(self.body..).unwrap_or_default();
        let in_body =
            privacy::scan_body(body, exempt)
                .into_iter()
                .map(|Finding { kind, range, .. }| {
                    let span = self.body + range.start..self.body + range.end;
                    (kind, Level::Letter, span)
                });
        let found = in_facts.chain(in_body);
        found
            .filter_map(|(kind, leaves_with, span)| {
                let severity = match kind.level(self.privacy) {
                    PrivacyLevel::Error => Severity::Error,
                    PrivacyLevel::Warn => Severity::Warning,
                    PrivacyLevel::Mask | PrivacyLevel::Allow => return None,
                };
                let problem = Diagnostic::new(code(kind), message(kind))
                    .with_severity(severity)
                    .at(self.source, span)
                    .help(help(kind));
                Some(Personal {
                    from: from.clone(),
                    leaves_with,
                    problem,
                })
            })
            .collect()
    }
}

fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactMobile => {
            "give the office's number if there is one, or name the rule under `allow:` in this file"
        }
        _ => {
            "take it out, or say in content/site.yaml under `privacy:` that such data is masked \
             (`mask`) or left (`allow`); for this file alone, under `allow:`"
        }
    }
}

fn code(kind: Kind) -> Code {
    match kind {
        Kind::IdentityCard => Code::PrivacyIdentityCard,
        Kind::MemberContact => Code::PrivacyMemberContact,
        Kind::BankCard => Code::PrivacyBankCard,
        Kind::Mobile => Code::PrivacyMobile,
        Kind::Email => Code::PrivacyEmail,
        Kind::Address => Code::PrivacyAddress,
        Kind::ContactMobile => Code::ContactMobile,
    }
}

fn message(kind: Kind) -> &'static str {
    match kind {
        Kind::IdentityCard => "the number of an identity card would be published",
        Kind::MemberContact => "a member's own telephone or address would be published",
        Kind::BankCard => "what looks like the number of a bank card would be published",
        Kind::Mobile => "a mobile number would be published",
        Kind::Email => "a personal mail address would be published",
        Kind::Address => "what looks like a home address would be published",
        Kind::ContactMobile => "the bureau's contact is a mobile number",
    }
}
