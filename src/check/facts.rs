//! Facts that are missing, doubts that are open, exceptions that are none.

use crate::diag::{Code, Diagnostic};
use crate::model::Reply;
use crate::model::reply::Level;
use crate::read::Opened;
use crate::text::nearest::nearest;

/// Checks what a reply states of itself.
pub(super) fn check(opened: &Opened, level: Level, is_government: bool) -> Vec<Diagnostic> {
    let reply = &opened.reply;
    let mut problems = Vec::new();
    let missing = missing(reply, level);
    if !missing.is_empty() {
        let message = format!("not stated: {}", missing.join(", "));
        let problem = opened.problem_at("", Code::FactMissing, &message);
        problems.push(problem.help("compare the original, and leave out what it does not bear"));
    }
    if is_government && reply.published.is_none() {
        let message = "the page tag `PubDate` of a government site is missing";
        let problem = opened.problem_at("", Code::GovernmentIncomplete, message);
        let help =
            "add when the reply was put on the web as `published: 2025-08-01T09:00:00+08:00`";
        problems.push(problem.help(help));
    }
    if level == Level::Letter && opened.file.text().trim().is_empty() {
        let problem = opened.problem_at("", Code::TextMissing, "the letter has no text");
        problems.push(problem.help("add the text of the letter below the front matter"));
    }
    problems.extend(reviews(opened));
    problems.extend(exceptions(opened));
    problems
}

/// The keys of facts that nearly every letter bears. Those that are published at a level are
/// looked for, and the opinion of a bureau to another answers no member.
fn missing(reply: &Reply, level: Level) -> Vec<&'static str> {
    let has_number = reply.cases.iter().all(|case| case.number.is_some());
    let session = &reply.session;
    let shows_answer = level != Level::Title;
    let is_answer = shows_answer && reply.role.answers_members();
    let facts = [
        ("`title`", true, reply.title.is_some()),
        ("`cases.number`", true, has_number),
        ("`session.body`", true, session.body.is_some()),
        ("`session.term`", true, session.term.is_some()),
        ("`session.year`", true, session.year.is_some()),
        ("`addressees`", is_answer, !reply.addressees.is_empty()),
        ("`date`", shows_answer, reply.date.is_some()),
        ("`published`", true, reply.published.is_some()),
    ];
    let missing = facts
        .into_iter()
        .filter(|(_, wanted, stated)| *wanted && !stated);
    missing.map(|(key, ..)| key).collect()
}

fn reviews(opened: &Opened) -> impl Iterator<Item = Diagnostic> {
    let entries = opened.reply.review.iter().enumerate();
    entries.map(|(index, entry)| {
        let field = format!("review.{index}");
        opened
            .problem_at(&field, Code::ReviewOpen, "a doubt is not settled")
            .detail(format!("{} of `{}`", entry.code, entry.field))
            .help("compare the place with the original, correct the file, and remove the entry")
    })
}

fn exceptions(opened: &Opened) -> impl Iterator<Item = Diagnostic> {
    let entries = opened.reply.allow.iter().enumerate();
    let unknown = entries.filter(|(_, allowed)| {
        let code = Code::parse(&allowed.code);
        !code.is_some_and(Code::may_be_allowed)
    });
    unknown.map(|(index, allowed)| {
        let message = "no rule that a file can be excepted from";
        let known = Code::ALL.iter().filter(|code| code.may_be_allowed());
        opened
            .problem_at(&format!("allow.{index}.code"), Code::AllowUnknown, message)
            .detail(format!("`{}`", allowed.code))
            .suggest(nearest(&allowed.code, known.map(|code| code.name())))
            .help("`fuwen check --explain CODE` knows every rule")
    })
}
