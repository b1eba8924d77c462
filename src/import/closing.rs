//! The end of a letter: date, attachments, copies.

use jiff::civil::Date;

use super::Block;
use super::doubt::Notes;
use super::ending::{self, Ending};
use super::lines::{Line, key};
use super::numerals;
use super::words;

/// Reads a line that is only a date, in Arabic or Chinese numerals.
pub(super) fn date(line: &str) -> Option<Date> {
    let line = line.replace('\\', "");
    let captures = words::DATE_LINE.captures(&line)?;
    let part = |group: usize| {
        captures
            .get(group)
            .and_then(|m| numerals::number(m.as_str()))
    };
    let year = i16::try_from(part(1)?).ok()?;
    Date::new(
        year,
        i8::try_from(part(2)?).ok()?,
        i8::try_from(part(3)?).ok()?,
    )
    .ok()
}

/// A date between title and salutation, in brackets or below the bureau's name, where the letter
/// has none at its end.
pub(super) fn date_above(head: &[Line], notes: &mut Notes) -> Option<Date> {
    let dated = |index: usize| {
        let line = head[index].key();
        let signed = || ending::is_signature(head[index - 1].key());
        let own = line.starts_with('（') || (index > 0 && signed());
        date(line).filter(|_| own && line.contains('年'))
    };
    let (date, raw) = (0..head.len()).find_map(|at| Some((dated(at)?, head[at].raw)))?;
    let message = "信末没有日期，取自标题下方，请核对。";
    notes.doubt("date-from-head", "date", Some(raw), message);
    Some(date)
}

/// What attachment lines name.
pub(super) fn attachments(blocks: &[Block]) -> Vec<String> {
    let mut listed = Vec::new();
    let mut inside = false;
    for block in blocks {
        if !inside && !block.markdown.starts_with('附') {
            continue;
        }
        let text = block.markdown.replace('\\', "");
        let line = key(&text);
        if ending::kind(&line) == Some(Ending::Attachment) {
            let value = text.split_once('：').map_or("", |(_, value)| value);
            let items = numbered_items(value);
            listed.extend(
                items
                    .iter()
                    .map(|part| item(part))
                    .filter(|item| !item.is_empty()),
            );
            inside = true;
        } else if inside
            && line.starts_with(|c: char| c.is_ascii_digit())
            && line.chars().count() <= 60
        {
            listed.push(item(&text));
        } else {
            inside = false;
        }
    }
    listed
}

/// 1.名单 2.标准 are two attachments on one line.
fn numbered_items(value: &str) -> Vec<String> {
    let marks = |number: usize| ['.', '．', '、'].map(|mark| format!("{number}{mark}"));
    let begins = |text: &str, number: usize| {
        marks(number)
            .iter()
            .filter_map(|mark| text.find(mark))
            .min()
    };
    let mut items = Vec::new();
    let mut rest = value.trim();
    if begins(rest, 1) != Some(0) {
        return vec![rest.to_owned()];
    }
    for number in 2.. {
        // 2023.5 is no number of an item.
        let cut = begins(rest, number).filter(|&at| {
            let before = rest[..at].chars().next_back();
            before.is_some_and(|c| !c.is_ascii_digit() && c != '.')
        });
        let Some(at) = cut else { break };
        items.push(rest[..at].to_owned());
        rest = &rest[at..];
    }
    items.push(rest.to_owned());
    items
}

/// The name of an attachment without its number.
fn item(text: &str) -> String {
    let text = text.trim();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = &text[digits..];
    let named = rest
        .strip_prefix(['.', '．', '、'])
        .filter(|_| digits > 0)
        .unwrap_or(text);
    named.trim().trim_end_matches(['。', '；', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_either_numerals() {
        let day = |y, m, d| Some(Date::constant(y, m, d));
        assert_eq!(date("2023年7月18日"), day(2023, 7, 18));
        assert_eq!(date("二〇二三年七月十八日"), day(2023, 7, 18));
        assert_eq!(date("二○一一年十二月三十一日"), day(2011, 12, 31));
        assert_eq!(date("2023年2月30日"), None);
    }
}
