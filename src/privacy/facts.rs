//! Personal data in the facts of a reply or article.

use std::fmt;

use super::{Exempt, Finding, Kind, digits, mask, scan};
use crate::config::{Privacy, PrivacyLevel};
use crate::model::reply::{Contacts, Level};
use crate::model::{Article, Reply};

/// Personal data in a fact, which the site does not mask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactFinding {
    /// The key, with dots.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// The least that must be published of the reply for the fact to leave with it.
    pub leaves_with: Level,
}

/// Masks what the site masks in the facts of a reply, and gives what else was found.
pub fn guard(reply: &mut Reply, privacy: &Privacy) -> Vec<FactFinding> {
    let exempt = contacts_of(reply);
    let mut found = Vec::new();
    let phone = reply.contacts.phone.as_deref();
    if phone.is_some_and(digits::holds_mobile) {
        found.push(FactFinding {
            key: "contacts.phone".to_owned(),
            kind: Kind::ContactMobile,
            leaves_with: Level::Letter,
        });
    }
    for_each_text(reply, |key, leaves_with, text| {
        guard_text(text, privacy, &exempt, |kind| {
            found.push(FactFinding {
                key: key.to_string(),
                kind,
                leaves_with,
            });
        });
    });
    found
}

/// The same for an article.
pub fn guard_article(article: &mut Article, privacy: &Privacy) -> Vec<FactFinding> {
    let mut found = Vec::new();
    let texts = [
        ("title", Some(&mut article.title)),
        ("description", article.description.as_mut()),
    ];
    for (key, text) in texts {
        let Some(text) = text else { continue };
        guard_text(text, privacy, &Exempt::default(), |kind| {
            found.push(FactFinding {
                key: key.to_owned(),
                kind,
                leaves_with: Level::Letter,
            });
        });
    }
    found
}

/// The numbers that belong to the letter as its bureau's contact.
pub fn contacts_of(reply: &Reply) -> Exempt {
    Exempt::numbers_of(reply.contacts.phone.as_deref())
}

fn guard_text(text: &mut String, privacy: &Privacy, exempt: &Exempt, mut found: impl FnMut(Kind)) {
    let (masked, open): (Vec<Finding>, Vec<Finding>) = scan(text, exempt)
        .into_iter()
        .partition(|finding| finding.kind.level(privacy) == PrivacyLevel::Mask);
    open.iter().for_each(|finding| found(finding.kind));
    if !masked.is_empty() {
        *text = mask(text, &masked);
    }
}

impl Kind {
    /// What the site does about it.
    pub fn level(self, privacy: &Privacy) -> PrivacyLevel {
        match self {
            Self::IdentityCard => privacy.identity_card,
            Self::MemberContact => privacy.member_contact,
            Self::BankCard => privacy.bank_card,
            Self::Mobile => privacy.mobile,
            Self::Email => privacy.email,
            Self::Address => privacy.address,
            Self::ContactMobile => PrivacyLevel::Warn,
        }
    }
}

/// Every text of a reply that can be published, with the least level at which it is (the table of
/// the gate).
fn for_each_text(reply: &mut Reply, mut visit: impl FnMut(fmt::Arguments<'_>, Level, &mut String)) {
    let mut one = |key: fmt::Arguments<'_>, level, text: Option<&mut String>| {
        if let Some(text) = text {
            visit(key, level, text);
        }
    };
    one(format_args!("title"), Level::Title, reply.title.as_mut());
    for (index, case) in reply.cases.iter_mut().enumerate() {
        one(
            format_args!("cases.{index}.number"),
            Level::Title,
            case.number.as_mut(),
        );
        one(
            format_args!("cases.{index}.subject"),
            Level::Title,
            case.subject.as_mut(),
        );
    }
    one(
        format_args!("session.body"),
        Level::Title,
        reply.session.body.as_mut(),
    );
    one(
        format_args!("session.term"),
        Level::Title,
        reply.session.term.as_mut(),
    );
    one(
        format_args!("issuer"),
        Level::Title,
        Some(&mut reply.issuer),
    );
    one(
        format_args!("doc_number"),
        Level::Summary,
        reply.doc_number.as_mut(),
    );
    one(
        format_args!("summary"),
        Level::Summary,
        reply.summary.as_mut(),
    );
    one(format_args!("signer"), Level::Letter, reply.signer.as_mut());
    one(
        format_args!("index_number"),
        Level::Letter,
        reply.index_number.as_mut(),
    );
    let Contacts {
        lead,
        handler,
        phone,
    } = &mut reply.contacts;
    one(format_args!("contacts.lead"), Level::Letter, lead.as_mut());
    one(
        format_args!("contacts.handler"),
        Level::Letter,
        handler.as_mut(),
    );
    // Its numbers are exempt; what else stands there is not.
    one(
        format_args!("contacts.phone"),
        Level::Letter,
        phone.as_mut(),
    );
    let written = &mut reply.as_written;
    one(
        format_args!("as_written.head"),
        Level::Letter,
        written.head.as_mut(),
    );
    let lists = [
        ("addressees", Level::Summary, &mut reply.addressees),
        ("co_issuers", Level::Letter, &mut reply.co_issuers),
        ("as_written.marks", Level::Letter, &mut written.marks),
        ("as_written.contacts", Level::Letter, &mut written.contacts),
        ("keywords", Level::Letter, &mut reply.keywords),
        ("attachments", Level::Letter, &mut reply.attachments),
        ("cc", Level::Letter, &mut reply.cc),
    ];
    for (key, level, list) in lists {
        for (index, text) in list.iter_mut().enumerate() {
            visit(format_args!("{key}.{index}"), level, text);
        }
    }
    for (index, entry) in reply.review.iter_mut().enumerate() {
        // Codes and fields are free text too, and published.
        let own = [("code", &mut entry.code), ("field", &mut entry.field)];
        for (key, text) in own {
            visit(format_args!("review.{index}.{key}"), Level::Letter, text);
        }
        if let Some(message) = &mut entry.message {
            visit(
                format_args!("review.{index}.message"),
                Level::Letter,
                message,
            );
        }
        for text in &mut entry.alternatives {
            visit(
                format_args!("review.{index}.alternatives"),
                Level::Letter,
                text,
            );
        }
    }
    for (index, allowance) in reply.allow.iter_mut().enumerate() {
        visit(
            format_args!("allow.{index}.code"),
            Level::Letter,
            &mut allowance.code,
        );
    }
    for (index, correction) in reply.corrected.iter_mut().enumerate() {
        visit(
            format_args!("corrected.{index}.note"),
            Level::Letter,
            &mut correction.note,
        );
    }
}
