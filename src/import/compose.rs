//! A letter's parts to a normalised reply.

use std::collections::BTreeMap;

use super::bounds::{self, Ending, Letter};
use super::case;
use super::closing;
use super::contacts;
use super::doubt::{self, Notes};
use super::head::{self, Head};
use super::lines::{Line, key};
use super::outline::{self, Division, Style};
use super::paging::{self, Paragraph};
use super::punctuation;
use super::salutation;
use super::words;
use super::{Block, Declared, Imported, OutlineEntry, Repair};
use crate::model::reply::{AsWritten, Origin, SourceRef};
use crate::model::{CaseRef, Disclosure, Kind, Permalink, Reply, Role, Session};

/// Makes the reply of one letter.
pub(super) fn compose(
    mut letter: Letter,
    repairs: &BTreeMap<&'static str, usize>,
    declared: Declared<'_>,
) -> Imported {
    let mut notes = Notes {
        repairs: repairs.clone(),
        ..Notes::default()
    };
    let mut taken: Vec<(&'static str, usize)> = Vec::new();
    let (contact_lines, mut contact_facts) = contacts::take(&mut letter.body);
    let head = head::read(&mut letter, &mut notes, &mut taken);
    let salutation_line = letter
        .has_salutation
        .then(|| letter.body.first().cloned())
        .flatten();
    let salutation_key = salutation_line
        .as_ref()
        .map(|line| line.compact().replace(':', "："))
        .unwrap_or_default();
    for line in &letter.body {
        let text = punctuation::normalise(&line.text, line.raw, &mut Notes::default());
        doubt::look(&text, line.raw, &mut notes);
    }
    let paragraphs = paging::paragraphs(&letter.body, &mut notes);
    let blocks = to_blocks(&paragraphs, &mut notes);
    let opening: String = blocks
        .iter()
        .skip(usize::from(letter.has_salutation))
        .take(2)
        .map(|b| b.markdown.as_str())
        .collect();
    let title = title(&letter, &mut taken);
    let title_key = title.as_deref().map(key).unwrap_or_default();
    let contact_source: Vec<Line> = contact_lines.clone();
    if contact_lines.is_empty() {
        for block in blocks.iter().rev().take(4) {
            contacts::read(&key(&block.markdown), &mut contact_facts);
        }
    }
    let facts = Facts {
        title_key: &title_key,
        opening: &key(&opening),
        salutation: &salutation_key,
    };
    let session = session(&facts, &head);
    let cases = cases(&facts, &session, &opening, &letter, &mut notes);
    let date = blocks
        .iter()
        .rev()
        .take(6)
        .find_map(|block| closing::date(&key(&block.markdown)));
    let issuer = signers(&letter.body)
        .into_iter()
        .next()
        .unwrap_or_else(|| issuer(&head, &blocks, &title_key, declared));
    let co_issuers = co_signers(&letter.body, &issuer);
    let role = role(&title_key, &facts);
    let session = Session {
        year: session.year.or_else(|| date.map(jiff::civil::Date::year)),
        ..session
    };
    note_damage(&letter, &mut notes);
    check_addressee(
        &cases,
        &salutation_key,
        salutation_line.as_ref(),
        &mut notes,
    );
    note_left_out(&letter, &mut notes);
    let mut reply = Reply {
        origin: Origin {
            path: String::new(),
            digest: [0; 32],
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
        signer: head.signer.clone().or_else(|| signer_below(&contact_lines)),
        date,
        published: None,
        outcome: head.outcome,
        disclosure: head.disclosure,
        topics: Vec::new(),
        contacts: contact_facts,
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
        keywords: Vec::new(),
        attachments: closing::listed(&blocks, Ending::Attachment),
        cc: closing::listed(&blocks, Ending::Copies),
        aliases: Vec::new(),
        corrected: Vec::new(),
        allow: Vec::new(),
    };
    letter.body.extend(contact_source);
    restore_all(&mut reply, &letter);
    if reply.issuer.is_empty() {
        notes.doubt(
            "issuer-missing",
            "issuer",
            None,
            "没有认出承办单位，请补上。",
        );
    }
    lone_chapter(&paragraphs, &mut notes);
    notes
        .review
        .sort_by_key(|entry| (entry.field == "body", entry.line));
    reply.review = notes.review;
    Imported {
        body: blocks
            .iter()
            .map(|b| b.markdown.as_str())
            .collect::<Vec<_>>()
            .join("\n\n")
            + "\n",
        outline: outline_of(&blocks),
        repairs: notes
            .repairs
            .into_iter()
            .map(|(rule, count)| Repair { rule, count })
            .collect(),
        proposed_topics: proposed_topics(&title_key, &blocks, declared),
        reply,
        blocks,
        taken_from: taken,
    }
}

/// Gives every value back that was read from keys.
fn restore_all(reply: &mut Reply, letter: &Letter) {
    let traditional = letter.body.iter().any(|line| {
        line.key()
            .chars()
            .ne(line.compact().chars().filter(|c| *c != '*'))
    });
    if !traditional {
        return;
    }
    let contacts = [
        &mut reply.contacts.lead,
        &mut reply.contacts.handler,
        &mut reply.contacts.phone,
        &mut reply.signer,
    ];
    for value in contacts.into_iter().flatten() {
        *value = restore(value, letter);
    }
    if let Some(body) = &mut reply.session.body {
        // The body is made of a place and 政协 or 人大, which need not stand together.
        let place = body
            .trim_end_matches("政协")
            .trim_end_matches("人大")
            .to_owned();
        let kind = body[place.len()..].to_owned();
        *body = format!("{}{kind}", restore(&place, letter));
    }
    let written = |c: char| {
        letter
            .title
            .iter()
            .chain(&letter.body)
            .any(|line| line.text.contains(c))
    };
    if let Some(term) = reply.session.term.as_mut().filter(|_| written('屆')) {
        *term = term.replace('届', "屆").replace("会议", "會議");
    }
}

/// Recognisers read simplified characters; a value is given back in the letter's own.
fn restore(value: &str, letter: &Letter) -> String {
    let lines = letter.title.iter().chain(&letter.body).chain(&letter.head);
    for line in lines {
        let line_key = line.key();
        if let Some(at) = line_key.find(value) {
            let stars_out: Vec<char> = line.compact().chars().filter(|c| *c != '*').collect();
            let start = line_key[..at].chars().count();
            return stars_out
                .iter()
                .skip(start)
                .take(value.chars().count())
                .collect();
        }
    }
    value.to_owned()
}

/// Texts in which the facts of a case are looked for, as keys.
struct Facts<'t> {
    title_key: &'t str,
    opening: &'t str,
    salutation: &'t str,
}

fn title(letter: &Letter, taken: &mut Vec<(&'static str, usize)>) -> Option<String> {
    let first = letter.title.first()?;
    taken.push(("title", first.raw));
    let joined: String = letter
        .title
        .iter()
        .enumerate()
        .map(|(index, line)| {
            if index == 0 {
                bounds::without_number(&line.text)
            } else {
                &line.text
            }
        })
        .collect();
    Some(punctuation::normalise(
        &joined.replace('*', ""),
        first.raw,
        &mut Notes::default(),
    ))
}

fn session(facts: &Facts<'_>, head: &Head) -> Session {
    let in_title = case::session(facts.title_key);
    let in_text = case::session(facts.opening);
    let body = in_title.body.clone().or_else(|| in_text.body.clone());
    let term = in_title.term.or_else(|| {
        // The text's term belongs to the title's body only where both name the same.
        (in_title.body.is_none() || in_text.body == in_title.body)
            .then_some(in_text.term)
            .flatten()
    });
    Session {
        body,
        term,
        year: head.year,
    }
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
    let in_title = case::numbers(facts.title_key);
    let in_text = case::numbers(facts.opening);
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
    let more_in_text = in_text.len() > in_title.len() && facts.title_key.contains("等");
    let numbers = if in_title.is_empty() || more_in_text {
        in_text
    } else {
        in_title
    };
    let subjects = case::subjects(facts.title_key, opening);
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

/// The letterhead's name, else the signature's, else the page's, in the words of the letter.
fn issuer(head: &Head, blocks: &[Block], title: &str, declared: Declared<'_>) -> String {
    let letterhead = head.letterhead.as_deref();
    let document_head = letterhead.and_then(|name| name.strip_suffix("文件"));
    let signature = || {
        blocks
            .iter()
            .rev()
            .take(8)
            .map(|block| block.markdown.replace(' ', ""))
            .find(|text| bounds::is_signature(text))
    };
    // 青岚市教育局关于…的答复 names the bureau where nothing else does.
    let in_title = || {
        let before = title.split(['关', '对']).next().unwrap_or_default();
        bounds::is_signature(before).then(|| before.to_owned())
    };
    document_head
        .map(str::to_owned)
        .or_else(signature)
        .or_else(|| letterhead.map(str::to_owned))
        .or_else(in_title)
        .or_else(|| head.publisher.clone())
        .map(|name| declared_name(&name, declared))
        .unwrap_or_default()
}

/// 领导签批 among the contact lines names who signed for sending.
fn signer_below(lines: &[Line]) -> Option<String> {
    lines.iter().find_map(|line| {
        let line_key = line.key();
        Some(
            words::SIGNER
                .captures(&line_key)?
                .get(1)?
                .as_str()
                .to_owned(),
        )
    })
}

/// Bureaus that sign together stand side by side on one line.
fn signers(body: &[Line]) -> Vec<String> {
    let together = |line: &&Line| {
        let parts: Vec<&str> = line.text.split_whitespace().collect();
        parts.len() > 1 && parts.iter().all(|part| bounds::is_signature(part))
    };
    body.iter()
        .rev()
        .take(10)
        .find(together)
        .map(|line| line.text.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}

fn co_signers(body: &[Line], issuer: &str) -> Vec<String> {
    signers(body)
        .into_iter()
        .filter(|name| name != issuer)
        .collect()
}

/// A body that the site declares is called by its full name.
fn declared_name(name: &str, declared: Declared<'_>) -> String {
    declared
        .organisations
        .find(name)
        .map_or_else(|| name.to_owned(), |found| found.name.clone())
}

fn role(title: &str, facts: &Facts<'_>) -> Role {
    let helps = ["作为会办单位", "作为协办单位", "会办意见", "协办意见"];
    if title.contains("会办")
        || title.contains("协办")
        || helps.iter().any(|word| facts.opening.contains(word))
    {
        Role::CoHandling
    } else if title.contains("续办")
        || title.contains("续复")
        || title.contains("再次答复")
        || facts.opening.contains("续办")
    {
        Role::Continued
    } else {
        Role::Reply
    }
}

/// Suggestions come from deputies and proposals from members; a letter that says otherwise is
/// taken as it stands, and a person has to look.
fn check_addressee(cases: &[CaseRef], salutation: &str, line: Option<&Line>, notes: &mut Notes) {
    let Some(case) = cases.first() else { return };
    let raw = line.map(|line| line.raw);
    let (member, deputy) = (salutation.contains("委员"), salutation.contains("代表"));
    if case.kind == Kind::Suggestion && member && !deputy {
        notes.doubt(
            "addressee-title",
            "addressees",
            raw,
            "案件是人大代表建议，称谓却是“委员”，照录，请对照原件。",
        );
    } else if case.kind == Kind::Proposal && deputy && !member {
        notes.doubt(
            "addressee-title",
            "addressees",
            raw,
            "案件是政协提案，称谓却是“代表”，照录，请对照原件。",
        );
    }
}

/// Text around the letter that is more than furniture is named, so that nothing is lost unseen.
fn note_left_out(letter: &Letter, notes: &mut Notes) {
    let length: usize = letter
        .behind
        .iter()
        .map(|line| line.text.chars().count())
        .sum();
    if let (true, Some(first), Some(last)) =
        (length > 40, letter.behind.first(), letter.behind.last())
    {
        let message = format!(
            "第{}至{}行在信后，不属于这件复文，没有收入。",
            first.raw, last.raw
        );
        notes.doubt("text-outside", "body", Some(first.raw), &message);
    }
}

/// Characters that an export lost from numbers are never filled in.
fn note_damage(letter: &Letter, notes: &mut Notes) {
    let title: String = letter.title.iter().map(Line::key).collect();
    let title_line = letter.title.first().map(|line| line.raw);
    if words::SESSION_DAMAGED.is_match(&title) {
        notes.doubt(
            "session-damaged",
            "session",
            title_line,
            "标题中的届次残缺，请对照原件。",
        );
        notes.doubt(
            "number-damaged",
            "cases",
            title_line,
            "标题中的案号可能残缺，请对照原件。",
        );
    }
    for line in &letter.body {
        let line_key = line.key();
        if words::DATE_DAMAGED.is_match(&line_key) {
            notes.doubt(
                "date-damaged",
                "date",
                Some(line.raw),
                "日期残缺，未录，请对照原件。",
            );
        }
        if words::TEXT_DAMAGED.is_match(&line_key) {
            notes.doubt(
                "lost-character",
                "body",
                Some(line.raw),
                "此处数字或字符有缺，照录，请对照原件。",
            );
        }
    }
}

fn lone_chapter(paragraphs: &[Paragraph], notes: &mut Notes) {
    let chapters: Vec<&Paragraph> = paragraphs
        .iter()
        .filter(|p| outline::numbered(&p.text).is_some_and(|n| n.style == Style::Chinese))
        .collect();
    if let [only] = chapters.as_slice() {
        notes.doubt(
            "heading-lone",
            "body",
            Some(only.first),
            "“一、”之后没有“二、”，照录，请对照原件。",
        );
    }
}

/// Paragraphs to blocks of canonical Markdown.
fn to_blocks(paragraphs: &[Paragraph], notes: &mut Notes) -> Vec<Block> {
    let texts: Vec<String> = paragraphs
        .iter()
        .map(|p| {
            if p.text.starts_with('|') {
                p.text.clone()
            } else {
                punctuation::normalise(&p.text, p.first, notes)
            }
        })
        .collect();
    let divisions: Vec<(Style, Division)> = texts
        .iter()
        .filter_map(|text| outline::numbered(text).map(|n| (n.style, outline::divide(text))))
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut closing = false;
    for (paragraph, text) in paragraphs.iter().zip(&texts) {
        let raw_lines = (paragraph.first, paragraph.last);
        if text.starts_with('|') {
            match blocks.last_mut() {
                Some(last) if last.markdown.starts_with('|') => {
                    last.markdown.push('\n');
                    last.markdown.push_str(text);
                    last.raw_lines.1 = raw_lines.1;
                }
                _ => blocks.push(Block {
                    markdown: text.clone(),
                    raw_lines,
                }),
            }
            continue;
        }
        let style = outline::numbered(text).map(|n| n.style);
        closing |= bounds::ending(&key(text)) == Some(Ending::Attachment);
        let division = match style {
            Some(style) if !closing && outline::are_headings(&divisions, style) => {
                outline::divide(text)
            }
            _ => Division::None,
        };
        let marks = |style: Option<Style>| "#".repeat(usize::from(style.map_or(2, Style::level)));
        match division {
            Division::Line(heading) => {
                blocks.push(Block {
                    markdown: format!("{} {heading}", marks(style)),
                    raw_lines,
                });
            }
            Division::RunIn(heading, tail) => {
                blocks.push(Block {
                    markdown: format!("{} {heading}", marks(style)),
                    raw_lines,
                });
                blocks.push(Block {
                    markdown: escape(&tail),
                    raw_lines,
                });
            }
            Division::None => blocks.push(Block {
                markdown: escape(text),
                raw_lines,
            }),
        }
    }
    note_repeated(&blocks, notes);
    blocks
}

fn note_repeated(blocks: &[Block], notes: &mut Notes) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks {
        let letters = bounds::letters_only(&block.markdown);
        if letters.chars().count() >= 30 && seen.insert(letters, block.raw_lines.0).is_some() {
            notes.doubt(
                "block-repeated",
                "body",
                Some(block.raw_lines.0),
                "此段与前文重复，照录，请对照原件。",
            );
        }
    }
}

/// Escapes what Markdown would read where the letter means it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let pairs = text.matches("**").count();
    let bold = pairs > 0 && pairs.is_multiple_of(2);
    let chars: Vec<char> = text.chars().collect();
    let mut index = 0;
    while let Some(&c) = chars.get(index) {
        if c == '*' && chars.get(index + 1) == Some(&'*') && bold {
            out.push_str("**");
            index += 2;
            continue;
        }
        if matches!(c, '*' | '_' | '<' | '|' | '[' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
        index += 1;
    }
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let ordered = digits > 0 && out[digits..].starts_with(['.', ')']);
    if ordered {
        out.insert(digits, '\\');
    } else if out.starts_with(['#', '-', '+', '>', '=', '~']) {
        out.insert(0, '\\');
    }
    out
}

fn outline_of(blocks: &[Block]) -> Vec<OutlineEntry> {
    blocks
        .iter()
        .filter_map(|block| {
            let level = block
                .markdown
                .bytes()
                .take_while(|&byte| byte == b'#')
                .count();
            let text = block.markdown.get(level..)?.strip_prefix(' ')?;
            (level > 0).then(|| OutlineEntry {
                level: level as u8,
                text: text.to_owned(),
            })
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

/// The disclosure of a letter without any mark.
pub(super) const UNMARKED: Disclosure = Disclosure::Unstated;
