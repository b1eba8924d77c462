//! Who writes, and who signs for sending.

use super::doubt::Notes;
use super::ending;
use super::head::Head;
use super::lines::{Line, key};
use super::signer;
use super::words;
use super::{Block, Declared};

/// The letterhead's name, else the signature's, else the page's, in the words of the letter.
pub(super) fn issuer(
    head: &Head,
    blocks: &[Block],
    title: &str,
    declared: Declared<'_>,
    notes: &mut Notes,
) -> String {
    let letterhead = head.letterhead.as_deref();
    let document_head = letterhead.and_then(|name| name.strip_suffix("文件"));
    let signature = blocks
        .iter()
        .rev()
        .take(8)
        .map(|block| block.markdown.replace([' ', '*'], ""))
        .find(|text| ending::is_signature(&key(text)))
        .map(|name| ending::without_seal(&name).to_owned());
    // 青岚市教育局关于…的答复 names the bureau where nothing else does.
    let in_title = || {
        let before = title.split(['关', '对']).next().unwrap_or_default();
        ending::is_signature(before).then(|| before.to_owned())
    };
    let named = head_or_signature(document_head, signature, notes)
        .or_else(in_title)
        .or_else(|| from_head(letterhead?, notes))
        .or_else(|| unusual(blocks, notes));
    let from_page = || {
        let publisher = head
            .publisher
            .clone()
            .map(|name| (name, head.publisher_line));
        let source = || head.source.clone().map(|(name, raw)| (name, Some(raw)));
        let (name, raw) = publisher.or_else(source)?;
        doubt_page(raw, notes);
        Some(name)
    };
    named
        .or_else(from_page)
        .map(|name| declared_name(&name, declared))
        .unwrap_or_default()
}

/// A name above an unsigned letter may be its page's.
fn from_head(name: &str, notes: &mut Notes) -> Option<String> {
    let message = "信中没有落款，承办单位取自标题上方的名称，请核对。";
    notes.doubt("issuer-from-head", "issuer", None, message);
    Some(name.to_owned())
}

/// What stands where a bureau signs and is not like one.
fn unusual(blocks: &[Block], notes: &mut Notes) -> Option<String> {
    let name = above_date(blocks)?;
    notes.doubt(
        "issuer-unusual",
        "issuer",
        None,
        "落款不像机关名称，照录，请核对承办单位。",
    );
    Some(ending::without_seal(&name).to_owned())
}

/// A letterhead and a signature name one body, one of them perhaps without its place. Where they
/// differ, who signs has written.
fn head_or_signature(
    head: Option<&str>,
    signature: Option<String>,
    notes: &mut Notes,
) -> Option<String> {
    let (Some(head), Some(signature)) = (head, &signature) else {
        return head.map(str::to_owned).or(signature);
    };
    if head.contains(signature.as_str()) {
        return Some(head.to_owned());
    }
    if !signature.contains(head) {
        notes.doubt_with(
            "issuer-differs",
            "issuer",
            None,
            "版头与落款的机关名称不一致，照落款录，请对照原件。",
            &[head],
        );
    }
    Some(signature.clone())
}

/// 联系单位：某局 below a letter that nobody signed.
pub(super) fn among_contacts(lines: &[Line], notes: &mut Notes) -> Option<String> {
    let named = |line: &Line| -> Option<String> {
        let line_key = line.key();
        let (label, value) = line_key.split_once('：')?;
        // 联系单位及电话：某局 0000-5550000.
        let (label, value) = match label.split_once(['及', '和', '、']) {
            Some((label, more)) if more.contains("电话") => (label, before_number(value)),
            _ => (label, value),
        };
        let known = ["联系单位", "承办单位", "主办单位", "答复单位"].contains(&label);
        (known && ending::is_signature(value)).then(|| value.to_owned())
    };
    let (line, name) = lines.iter().find_map(|line| Some((line, named(line)?)))?;
    let message = "信中没有落款，承办单位取自联系方式，请核对。";
    notes.doubt("issuer-from-contacts", "issuer", Some(line.raw), message);
    Some(name)
}

fn before_number(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || "-—（）() ".contains(c))
}

/// Who published a page need not be who wrote the letter.
fn doubt_page(raw: Option<usize>, notes: &mut Notes) {
    notes.doubt(
        "issuer-from-page",
        "issuer",
        raw,
        "信中没有落款，承办单位取自网页的发布机构，请核对。",
    );
}

/// 领导签批 among the contact lines names who signed for sending.
pub(super) fn signer_below(lines: &[Line]) -> Option<String> {
    lines.iter().find_map(|line| signer::named(&line.text)?.1)
}

/// Whatever stands by itself right above the date has signed.
fn above_date(blocks: &[Block]) -> Option<String> {
    const CLOSING: [&str; 12] = [
        "此", "专", "特", "敬", "谢", "感", "附", "（", "祝", "谨", "顺", "欢迎",
    ];
    let date = blocks
        .iter()
        .rposition(|block| words::DATE_LINE.is_match(&key(&block.markdown)))?;
    let name = key(&blocks.get(date.checked_sub(1)?)?.markdown);
    let is_name = (3..=28).contains(&name.chars().count())
        && name
            .chars()
            .all(|c| crate::text::cjk::is_han(c) || "（）·".contains(c))
        && !CLOSING.iter().any(|word| name.starts_with(word));
    is_name.then_some(name)
}

/// Bureaus that sign together stand side by side on one line, or below each other.
pub(super) fn signers(body: &[Line]) -> Vec<String> {
    const REACH: usize = 10;
    let names = |line: &Line| -> Option<Vec<String>> {
        let parts: Vec<&str> = line.text.split_whitespace().collect();
        let all = parts.iter().all(|part| ending::is_signature(part));
        let own = |part: &&str| ending::without_seal(part).to_owned();
        (all && !parts.is_empty()).then(|| parts.iter().map(own).collect())
    };
    let from = body.len().saturating_sub(REACH);
    let mut signed: Vec<String> = Vec::new();
    for line in body.iter().skip(from.max(1)) {
        match names(line) {
            Some(names) => signed.extend(names),
            // Only those right above the date, or at the end, have signed.
            None if words::DATE_LINE.is_match(line.key()) => break,
            None => signed.clear(),
        }
    }
    signed.dedup();
    if signed.len() > 1 { signed } else { Vec::new() }
}

pub(super) fn co_signers(body: &[Line], issuer: &str) -> Vec<String> {
    signers(body)
        .into_iter()
        .filter(|name| name != issuer)
        .collect()
}

/// 会办单位：甲局、乙局 among the contact lines, or in the form above a letter.
pub(super) fn co_handlers<'l>(lines: impl Iterator<Item = &'l Line>) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines {
        let line_key = line.key();
        let Some(captures) = words::CO_HANDLERS.captures(line_key) else {
            continue;
        };
        let names = captures.get(1).map_or("", |names| names.as_str());
        found.extend(
            names
                .split(['、', '，', '；'])
                .filter(|name| ending::is_signature(name))
                .map(str::to_owned),
        );
    }
    found
}

/// A body that the site declares is called by its full name.
fn declared_name(name: &str, declared: Declared<'_>) -> String {
    declared
        .organisations
        .find(name)
        .map_or_else(|| name.to_owned(), |found| found.name.clone())
}
