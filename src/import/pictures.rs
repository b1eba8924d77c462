//! Pictures in the Markdown of a recogniser or an export: nobody reads here what they show.

use std::sync::LazyLock;

use regex::Regex;

use super::Outside;
use super::doubt::Notes;
use super::lines::Line;

/// What is said of every picture.
pub(super) const MESSAGE: &str = "文件中有图片，图中文字没有录，请对照原件。";

static PICTURE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"!\[[^\]]*\]\([^()]*\)|<[iI][mM][gG]\b[^>]*>").ok());

/// The lines without their pictures, each of which is a doubt. Those that held nothing else go
/// to what is outside the letters.
pub(super) fn take(lines: Vec<Line>, notes: &mut Notes, outside: &mut Vec<Outside>) -> Vec<Line> {
    let Some(picture) = PICTURE.as_ref() else {
        return lines;
    };
    let may_hold = |line: &Line| line.text.contains("](") || line.text.contains('<');
    if !lines.iter().any(may_hold) {
        return lines;
    }
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = false;
    for mut line in lines {
        if may_hold(&line) && picture.is_match(&line.text) {
            notes.doubt("picture", "body", Some(line.raw), MESSAGE);
            let text = picture.replace_all(&line.text, "").trim().to_owned();
            if text.is_empty() {
                gap = true;
                outside.push(Outside {
                    lines: (line.raw, line.last),
                    what: "picture",
                });
                continue;
            }
            line = line.with_text(text);
        }
        line.gap |= std::mem::take(&mut gap);
        kept.push(line);
    }
    kept
}
