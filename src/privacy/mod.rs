//! Personal data in texts that would be published: finding it, and masking it.
//!
//! Works on text as a reader sees it, so that spaces, full-width digits and emphasis hide
//! nothing; the places it gives are those of the text or Markdown it was handed. Knows what the
//! site does about each kind (`privacy:` in site.yaml), and nothing of files, pages or the gate.

mod address;
mod body;
mod contact;
mod digits;
mod facts;
mod glance;
mod mask;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

pub use body::{mask_body, scan_body};
pub use facts::{FactFinding, contacts_of, guard, guard_article};
pub use mask::mask;

use shown::Shown;

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 居民身份证号码, of 18 or of 15 digits (GB 11643).
    IdentityCard,
    /// A member's own telephone or address.
    MemberContact,
    /// Number of a bank card (ISO/IEC 7812, with its check digit).
    BankCard,
    /// Mobile telephone number.
    Mobile,
    /// Mail address that is not a government's.
    Email,
    /// Home address.
    Address,
    /// A mobile number given as the bureau's own contact.
    ContactMobile,
}

/// Personal data at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What stands there as a reader sees it.
    shown: String,
}

impl Finding {
    /// A finding at a stretch of characters.
    fn at(kind: Kind, shown: &Shown, chars: Range<usize>) -> Self {
        Self {
            kind,
            range: shown.place(chars.clone()),
            shown: shown.text(chars),
        }
    }
}

/// Finds personal data in a text that is no Markdown, such as a title. Numbers of `exempt`,
/// the bureau's own contact, are passed over. The findings do not overlap and stand in order.
pub fn scan(text: &str, exempt: &Exempt) -> Vec<Finding> {
    if !glance::may_hold(text) {
        return Vec::new();
    }
    scan_shown(&Shown::plain(text), exempt)
}

fn scan_shown(shown: &Shown, exempt: &Exempt) -> Vec<Finding> {
    let mut found = Vec::new();
    scan_reading(shown, exempt, &mut found);
    if let Some(other) = shown.in_ascii() {
        scan_reading(&other, exempt, &mut found);
    }
    without_overlaps(found)
}

fn scan_reading(shown: &Shown, exempt: &Exempt, found: &mut Vec<Finding>) {
    digits::find(shown, exempt, found);
    let folded = shown.folded();
    address::find_mail(shown, &folded, found);
    address::find_homes(shown, &folded, found);
    contact::find(shown, &folded, exempt, found);
}

/// Of findings that overlap the one that matters most stays, in the order of [`Kind`].
fn without_overlaps(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|finding| (finding.kind, finding.range.start));
    // What is kept does not overlap, so only the neighbours of a finding can be in its way.
    let mut kept: BTreeMap<usize, Finding> = BTreeMap::new();
    for finding in found {
        let Range { start, end } = finding.range;
        let before = kept.range(..start).next_back();
        let is_free = before.is_none_or(|(_, before)| before.range.end <= start)
            && kept.range(start..end.max(start + 1)).next().is_none();
        if is_free {
            kept.insert(start, finding);
        }
    }
    kept.into_values().collect()
}

/// Numbers that are published on purpose: the bureau's own telephone.
#[derive(Clone, Debug, Default)]
pub struct Exempt(Vec<String>);

impl Exempt {
    /// The numbers that stand in the texts of a bureau's contact.
    pub fn numbers_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let numbers = texts
            .into_iter()
            .flat_map(|text| digits::telephones(&Shown::plain(text)))
            .map(|(number, _)| number);
        Self(numbers.collect())
    }

    /// Whether a number is among them, with or without its area code. A mobile number has none: one that
    /// only ends like the bureau's number is somebody else's.
    fn holds(&self, digits: &str) -> bool {
        let bare = digits::bare_mobile(digits);
        let is_mobile = digits::is_mobile(bare);
        self.0.iter().any(|number| {
            if is_mobile {
                digits::bare_mobile(number) == bare
            } else {
                number.ends_with(digits) || digits.ends_with(number.as_str())
            }
        })
    }
}
