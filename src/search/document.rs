//! What of a reply is searchable, and the script that holds it.

use serde::Serialize;

use super::ZONES;
use super::script::{call, json};
use crate::markdown::TextBlock;
use crate::model::{Entry, Organisations, Reply};
use crate::text::fold::{self, BREAK};

/// The searchable texts of a reply, one a line: titles; names, numbers and headings; the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zones(pub [String; ZONES]);

/// Puts together what is searchable of a published reply. `text` is the letter's, block by block.
pub fn zones(entry: &Entry, organisations: &Organisations, text: &[TextBlock]) -> Zones {
    let mut zones = Zones::default();
    let [titles, names, rest] = &mut zones.0;
    add(titles, &entry.display_title().0);
    for case in entry.cases() {
        add(titles, case.subject.as_deref().unwrap_or_default());
        add(names, case.number.as_deref().unwrap_or_default());
    }
    add(names, entry.doc_number().unwrap_or_default());
    entry.addressees().iter().for_each(|name| add(names, name));
    let issuers = entry.co_issuers().iter().map(String::as_str);
    for issuer in std::iter::once(entry.issuer()).chain(issuers) {
        let (full, _) = organisations.resolve(issuer);
        add(names, full);
        if full != issuer {
            add(names, issuer);
        }
    }
    add(names, &entry.session().name().unwrap_or_default());
    if let Entry::Letter(letter) = entry {
        add_own(names, letter);
    }
    add(rest, entry.summary().unwrap_or_default());
    for block in text {
        let zone = if block.level.is_some() {
            &mut *names
        } else {
            &mut *rest
        };
        add(zone, &block.text);
    }
    zones
}

/// What a letter names and a notice does not.
fn add_own(names: &mut String, letter: &Reply) {
    let contacts = [&letter.contacts.lead, &letter.contacts.handler];
    for name in [&letter.signer].into_iter().chain(contacts) {
        add(names, name.as_deref().unwrap_or_default());
    }
}

fn add(zone: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !zone.is_empty() {
        zone.push('\n');
    }
    zone.push_str(text);
}

/// The script of a reply: what a list of results shows of it (`card`), then its texts.
pub fn text_script(card: &impl Serialize, zones: &Zones) -> Vec<u8> {
    let mut values = vec![json(card)];
    values.extend(zones.0.iter().map(json));
    call("text", &values)
}

/// The symbols of each zone of a reply.
pub type Symbols = [Vec<u16>; ZONES];

/// The symbols of a reply, read from its script. What is no such script has none.
pub fn symbols(script: &[u8]) -> Symbols {
    let text = std::str::from_utf8(script).unwrap_or_default();
    let mut lines = text.lines().skip(1);
    std::array::from_fn(|_| {
        let line = lines.next().unwrap_or_default();
        // Somebody may have altered the file since it was written, to whatever text.
        let value = line.strip_suffix([',', ')']).unwrap_or_default();
        let zone: String = serde_json::from_str(value).unwrap_or_default();
        let mut symbols = Vec::with_capacity(zone.len() / 2);
        fold::fold_into(&zone, &mut symbols);
        symbols.push(BREAK);
        symbols
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_gives_its_symbols_again() {
        let zones = Zones(["甲“乙”", "", "丙\n丁\\ 3.5%\t戊\u{2028}"].map(str::to_owned));
        let script = text_script(&"x", &zones);
        let text = |symbols: &Vec<u16>| String::from_utf16(symbols).unwrap();
        let found = symbols(&script);
        assert_eq!(
            found.each_ref().map(text),
            ["甲\0乙\0", "\0", "丙\0丁\u{0}3.5%\0戊\0"]
        );
        assert_eq!(symbols(b"").each_ref().map(text), ["\0"; 3]);
        let altered = "fuwen.text(\"x\",\n\"甲\",\n\"乙甲\n\"丙".as_bytes();
        assert_eq!(symbols(altered).each_ref().map(text), ["甲\0", "\0", "\0"]);
    }
}
