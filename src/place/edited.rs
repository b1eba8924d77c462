//! Whether somebody edited a file since import wrote it.
//!
//! `source.imported` is the SHA-256 of the file's text without the line that holds it, line ends
//! counted as LF. So any edit shows, and a file without the line counts as edited.

use crate::fs;

const KEY: &str = "  imported: ";

/// The hash that import writes into a text that has no such line yet.
pub(super) fn hash(text: &str) -> String {
    fs::hex(&fs::sha256(text.as_bytes()))
}

/// Whether a file differs from what import wrote last.
pub(super) fn is_edited(text: &str) -> bool {
    let (rest, imported) = without_hash(text);
    imported.is_none_or(|imported| imported != hash(&rest))
}

/// Whether two files differ in nothing but that line.
pub(super) fn are_same(a: &str, b: &str) -> bool {
    without_hash(a).0 == without_hash(b).0
}

/// A file's text without the line, and the hash it held.
fn without_hash(text: &str) -> (String, Option<String>) {
    let text = text.replace("\r\n", "\n");
    let front_matter = text.find("\n---\n").unwrap_or(0);
    let line = text[..front_matter]
        .match_indices(KEY)
        .find(|(at, _)| text[..*at].ends_with('\n'))
        .map(|(at, _)| at);
    let Some(start) = line else {
        return (text, None);
    };
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length + 1);
    let value = text[start + KEY.len()..end].trim_end().to_owned();
    (format!("{}{}", &text[..start], &text[end..]), Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_edit_shows() {
        let plain =
            "---\nissuer: 某局\nsource:\n  file: a\nreview: []\n---\n\n正文\n  imported: x\n";
        let hash = hash(plain);
        let written = plain.replace("  file: a\n", &format!("  file: a\n  imported: {hash}\n"));
        assert!(!is_edited(&written));
        assert!(
            !is_edited(&written.replace('\n', "\r\n")),
            "line ends are Git's affair"
        );
        assert!(are_same(plain, &written));
        assert!(is_edited(plain), "nobody knows who wrote it");
        assert!(is_edited(&written.replace("正文", "正 文")));
        assert!(is_edited(&written.replace(&hash, &"0".repeat(64))));
    }
}
