//! A letter's parts to a normalised reply.

use std::collections::BTreeMap;

use super::blocks;
use super::bounds::Letter;
use super::case;
use super::checks;
use super::closing;
use super::contacts;
use super::copies;
use super::doubt::{self, Notes};
use super::head::{self, Head};
use super::issuer;
use super::leftover;
use super::lines::{key, simplify};
use super::metadata::{Label, Metadata};
use super::origin::{self, Sources};
use super::page::Dropped;
use super::paging;
use super::plausible;
use super::punctuation;
use super::role;
use super::salutation;
use super::session;
use super::subject;
use super::unread;
use super::words;
use super::written;
use super::{Block, Declared, Imported, Repair};
use crate::model::reply::{AsWritten, Contacts, Origin, SourceRef};
use crate::model::{CaseRef, Kind, Permalink, Reply, Session};

/// Makes the reply of one letter.
pub(super) fn compose(
    mut letter: Letter,
    dropped: &[Dropped],
    repairs: &BTreeMap<&'static str, usize>,
    declared: Declared<'_>,
) -> Imported {
    let mut notes = Notes {
        repairs: repairs.clone(),
        ..Notes::default()
    };
    let mut taken: Vec<(&'static str, usize)> = Vec::new();
    let (contact_lines, mut contact_facts) = contacts::take(&mut letter.body);
    let head = head::read(&mut letter, &contact_lines, &mut notes, &mut taken);
    for line in &letter.body {
        doubt::look(&line.text, line.raw, &mut notes);
    }
    let paragraphs = paging::paragraphs(&letter.body, &mut notes);
    let blocks = blocks::to_blocks(&paragraphs, &mut notes);
    if contact_lines.is_empty() {
        for block in blocks.iter().rev().take(4) {
            contacts::read(&key(&block.markdown), &mut contact_facts);
        }
    }
    let sources = Sources {
        letter: &letter,
        head: &head,
        blocks: &blocks,
        contact_lines: &contact_lines,
    };
    let mut reply = put_together(&sources, contact_facts, &mut notes, declared);
    sources.trace(&reply, &mut taken);
    let outside = origin::outside(&letter, dropped, &taken);
    plausible::look(&reply, &contact_lines, &mut notes);
    leftover::look(&letter, &reply, &taken, &mut notes);
    unread::look(&letter, &contact_lines, &mut notes);
    letter.body.extend(contact_lines);
    written::restore_all(&mut reply, &letter);
    if reply.issuer.is_empty() {
        notes.doubt(
            "issuer-missing",
            "issuer",
            None,
            "没有认出承办单位，请补上。",
        );
    }
    checks::lone_chapter(&paragraphs, &mut notes);
    notes
        .review
        .sort_by_key(|entry| (entry.field == "body", entry.line));
    reply.review = notes.review;
    let title_key = reply.title.as_deref().map(key).unwrap_or_default();
    Imported {
        body: blocks
            .iter()
            .map(|b| b.markdown.as_str())
            .collect::<Vec<_>>()
            .join("\n\n")
            + "\n",
        outline: blocks::outline_of(&blocks),
        repairs: notes
            .repairs
            .into_iter()
            .map(|(rule, count)| Repair { rule, count })
            .collect(),
        proposed_topics: proposed_topics(&title_key, &blocks, declared),
        reply,
        blocks,
        taken_from: taken,
        outside,
    }
}

/// The reply, its values still as keys have them.
fn put_together(
    sources: &Sources<'_>,
    contacts: Contacts,
    notes: &mut Notes,
    declared: Declared<'_>,
) -> Reply {
    let &Sources {
        letter,
        head,
        blocks,
        contact_lines,
    } = sources;
    let first = letter.body.first().filter(|_| letter.has_salutation);
    let salutation_line = first.or(letter.addressed_below.as_ref());
    let salutation_key = salutation_line
        .map(|line| {
            let full_width = line.text.replace(':', "：").replace('(', "（");
            simplify(&full_width.replace(')', "）"))
        })
        .unwrap_or_default();
    let opening: String = blocks
        .iter()
        .skip(usize::from(letter.has_salutation))
        .take(2)
        // What Markdown escapes is the letter's own in a fact.
        .map(|b| b.markdown.replace('\\', ""))
        .collect();
    let title = title(letter).or_else(|| title_of_page(letter, notes));
    let title_key = title.as_deref().map(key).unwrap_or_default();
    let facts = Facts {
        title_key: &title_key,
        opening: &key(&opening),
        salutation: &salutation_key,
    };
    let session = session(&facts, head, letter);
    let cases = cases(&facts, &session, &opening, letter, notes);
    let date = blocks
        .iter()
        .rev()
        .take(6)
        .find_map(|block| closing::date(&key(&block.markdown)))
        .or_else(|| closing::date_above(&letter.head, notes));
    let issuer = issuer::signers(&letter.body)
        .into_iter()
        .next()
        .unwrap_or_else(|| issuer::issuer(head, blocks, &title_key, declared, notes));
    let issuer = if issuer.is_empty() {
        issuer::among_contacts(contact_lines, notes).unwrap_or_default()
    } else {
        issuer
    };
    let mut co_issuers = issuer::co_signers(&letter.body, &issuer);
    for name in issuer::co_handlers(contact_lines.iter().chain(&letter.head)) {
        if name != issuer && !co_issuers.contains(&name) {
            co_issuers.push(name);
        }
    }
    let role = role::role(&title_key, facts.opening);
    let session = Session {
        year: session.year.or_else(|| date.map(jiff::civil::Date::year)),
        ..session
    };
    checks::note_damage(letter, notes);
    checks::check_title(letter, notes);
    checks::check_dates(head.year, date, blocks, notes);
    checks::check_addressee(&cases, &salutation_key, salutation_line, notes);
    checks::note_left_out(letter, notes);
    Reply {
        origin: Origin {
            path: String::new(),
            digest: [0; 16],
        },
        permalink: Permalink::page(""),
        title,
        cases,
        session,
        addressees: if salutation_key.is_empty() {
            Vec::new()
        } else {
            salutation::addressees(&salutation_key)
        },
        issuer,
        co_issuers,
        doc_number: head.doc_number.clone(),
        signer: head
            .signer
            .clone()
            .or_else(|| issuer::signer_below(contact_lines)),
        date,
        published: None,
        outcome: head.outcome,
        disclosure: head.disclosure,
        topics: Vec::new(),
        contacts,
        as_written: AsWritten {
            head: head.letterhead.clone(),
            marks: head.marks.clone(),
            contacts: contact_lines
                .iter()
                .map(|line| contacts::as_written(&line.text))
                .collect(),
        },
        source: SourceRef::default(),
        review: Vec::new(),
        role,
        summary: None,
        index_number: head.index_number.clone(),
        keywords: head.keywords.clone(),
        attachments: closing::attachments(blocks),
        cc: copies::named(&letter.body),
        aliases: Vec::new(),
        corrected: Vec::new(),
        allow: Vec::new(),
    }
}

/// Texts in which the facts of a case are looked for, as keys.
struct Facts<'t> {
    title_key: &'t str,
    opening: &'t str,
    salutation: &'t str,
}

fn title(letter: &Letter) -> Option<String> {
    let first = letter.title.first()?;
    let joined: String = letter.title.iter().map(|line| line.text.as_str()).collect();
    Some(punctuation::normalise(
        &joined.replace('*', ""),
        first.raw,
        &mut Notes::default(),
    ))
}

/// The title that the page's table gives, where the letter itself has none.
fn title_of_page(letter: &Letter, notes: &mut Notes) -> Option<String> {
    let is_title = |row: &&Metadata| {
        let value = key(&row.value);
        row.label == Label::Title
            && words::TITLE_END.is_match(&value)
            && words::TITLE_CASE.is_match(&value)
    };
    let row = letter.metadata.iter().find(is_title)?;
    let message = "信中没有标题，取自网页的表格，请核对。";
    notes.doubt("title-from-page", "title", Some(row.raw), message);
    let plain = row.value.replace('*', "");
    let mut unused = Notes::default();
    Some(punctuation::normalise(&plain, row.raw, &mut unused))
}

fn session(facts: &Facts<'_>, head: &Head, letter: &Letter) -> Session {
    let in_title = session::session(facts.title_key);
    let in_text = session::session(facts.opening);
    // 县政协 in the title is 白水县政协 十三届三次会议 in the text.
    let is_fuller = in_title.term.is_none()
        && in_text.term.is_some()
        && matches!((&in_title.body, &in_text.body), (Some(short), Some(full)) if full.ends_with(short.as_str()));
    let in_title = if is_fuller { in_text.clone() } else { in_title };
    let body = in_title.body.clone().or_else(|| in_text.body.clone());
    let term = in_title.term.or_else(|| {
        // The text's term belongs to the title's body only where both name the same.
        (in_title.body.is_none() || in_text.body == in_title.body)
            .then_some(in_text.term)
            .flatten()
    });
    let year = head.year;
    if body.is_none() && term.is_none() {
        // The page of a case may give its session on a line of its own.
        let on_page = session::alone(&letter.head);
        return Session {
            body: on_page.body,
            term: on_page.term,
            year,
        };
    }
    Session { body, term, year }
}

fn cases(
    facts: &Facts<'_>,
    session: &Session,
    opening: &str,
    letter: &Letter,
    notes: &mut Notes,
) -> Vec<CaseRef> {
    let kind = case::kind(
        session.body.as_deref(),
        facts.salutation,
        facts.title_key,
        facts.opening,
    )
    .unwrap_or_else(|| {
        notes.doubt(
            "kind-unknown",
            "cases",
            None,
            "没有认出是提案还是建议，暂作提案，请核对。",
        );
        Kind::Proposal
    });
    let mut in_title = case::numbers(facts.title_key);
    let in_text = case::numbers(facts.opening);
    if in_title.is_empty() && in_text.is_empty() {
        in_title.extend(case::labelled(&letter.head));
    }
    checks::check_session(facts.title_key, facts.opening, notes);
    let disagree = !in_title.is_empty()
        && !in_text.is_empty()
        && !in_text.iter().any(|number| in_title.contains(number));
    if disagree {
        let line = letter.title.first().map(|line| line.raw);
        notes.doubt(
            "number-differs",
            "cases",
            line,
            "标题与正文中的案号不一致，照标题录，请对照原件。",
        );
    }
    // 第0101号等3件 names only the first; the text names them all.
    let subjects = match in_title.as_slice() {
        [number] => subject::numbered(opening, number).map(|subject| vec![subject]),
        _ => None,
    };
    let subjects = subjects.unwrap_or_else(|| subject::subjects(facts.title_key, opening));
    let holds_all = || in_title.iter().all(|number| in_text.contains(number));
    let more_in_text = in_text.len() > in_title.len()
        && (facts.title_key.contains("等")
            || ((subjects.len() == in_text.len() || facts.opening.contains("并案"))
                && holds_all()));
    let numbers = if in_title.is_empty() || more_in_text {
        in_text
    } else {
        in_title
    };
    checks::check_numbers(letter, &numbers, facts.title_key, notes);
    checks::check_label(&letter.head, &numbers, notes);
    let subjects = if subjects.is_empty() {
        let head = letter.head.iter().map(|line| line.text.as_str());
        subject::labelled(head).into_iter().collect()
    } else {
        subjects
    };
    if subjects.is_empty() && subject::speaks_of_one(opening) {
        let message = "信中像有案由而没有认出，未录，请对照原件。";
        notes.doubt("subject-unread", "cases", None, message);
    }
    let is_other = |subject: &String| subject::is_of_another(opening, subject, &numbers);
    if subjects.iter().any(is_other) {
        let message = "案由紧接另一案号之后，可能是另一件的案由，请核对。";
        notes.doubt("subject-of-another", "cases", None, message);
    }
    if subject::is_unmarked(facts.title_key, opening) {
        let message = "案由没有书名号或引号，按词句取，请核对。";
        notes.doubt("subject-unusual", "cases", None, message);
    }
    let count = numbers.len().max(1);
    // Several numbers and as many subjects belong together in their order.
    let subject = |index: usize| {
        let paired = subjects.len() == count || index == 0;
        subjects.get(index).filter(|_| paired).cloned()
    };
    (0..count)
        .map(|index| CaseRef {
            kind,
            number: numbers.get(index).cloned(),
            subject: subject(index),
        })
        .collect()
}

/// Topics whose keywords occur in the letter, those that occur most first.
fn proposed_topics(title: &str, blocks: &[Block], declared: Declared<'_>) -> Vec<String> {
    let text: String = blocks.iter().map(|block| block.markdown.as_str()).collect();
    let mut found: Vec<(usize, &str)> = declared
        .topics
        .0
        .iter()
        .filter_map(|topic| {
            let count: usize = topic
                .keywords
                .iter()
                .map(|word| {
                    text.matches(word.as_str()).count() + 3 * title.matches(word.as_str()).count()
                })
                .sum();
            (count > 0).then_some((count, topic.slug.as_str()))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.into_iter().map(|(_, slug)| slug.to_owned()).collect()
}
