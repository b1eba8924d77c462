//! Who writes, and who signs for sending.

use super::ending;
use super::head::Head;
use super::lines::Line;
use super::words;
use super::{Block, Declared};

/// The letterhead's name, else the signature's, else the page's, in the words of the letter.
pub(super) fn issuer(head: &Head, blocks: &[Block], title: &str, declared: Declared<'_>) -> String {
    let letterhead = head.letterhead.as_deref();
    let document_head = letterhead.and_then(|name| name.strip_suffix("文件"));
    let signature = || {
        blocks
            .iter()
            .rev()
            .take(8)
            .map(|block| block.markdown.replace(' ', ""))
            .find(|text| ending::is_signature(text))
    };
    // 青岚市教育局关于…的答复 names the bureau where nothing else does.
    let in_title = || {
        let before = title.split(['关', '对']).next().unwrap_or_default();
        ending::is_signature(before).then(|| before.to_owned())
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
pub(super) fn signer_below(lines: &[Line]) -> Option<String> {
    lines.iter().find_map(|line| {
        let line_key = line.key();
        Some(
            words::SIGNER
                .captures(line_key)?
                .get(1)?
                .as_str()
                .to_owned(),
        )
    })
}

/// Bureaus that sign together stand side by side on one line.
pub(super) fn signers(body: &[Line]) -> Vec<String> {
    let together = |line: &&Line| {
        let parts: Vec<&str> = line.text.split_whitespace().collect();
        parts.len() > 1 && parts.iter().all(|part| ending::is_signature(part))
    };
    body.iter()
        .rev()
        .take(10)
        .find(together)
        .map(|line| line.text.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}

pub(super) fn co_signers(body: &[Line], issuer: &str) -> Vec<String> {
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
