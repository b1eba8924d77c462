//! Values that replies and articles share.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::diag::Code;
use crate::model::{Disclosure, Kind, Permalink, Role};
use crate::yaml::{Fields, Node, Reader};

/// Every spelling of a disclosure. An unknown one is an error and never public.
const DISCLOSURES: &[(&str, Disclosure)] = &[
    ("public", Disclosure::Public),
    ("summary", Disclosure::Summary),
    ("title", Disclosure::Title),
    ("on_request", Disclosure::OnRequest),
    ("withheld", Disclosure::Withheld),
    ("unstated", Disclosure::Unstated),
    ("同意公开", Disclosure::Public),
    ("主动公开", Disclosure::Public),
    ("摘要公开", Disclosure::Summary),
    ("仅公开标题", Disclosure::Title),
    ("依申请公开", Disclosure::OnRequest),
    ("不予公开", Disclosure::Withheld),
    ("未标注", Disclosure::Unstated),
];

const KINDS: &[(&str, Kind)] = &[
    ("proposal", Kind::Proposal),
    ("suggestion", Kind::Suggestion),
    ("政协提案", Kind::Proposal),
    ("人大代表建议", Kind::Suggestion),
];

const ROLES: &[(&str, Role)] = &[
    ("reply", Role::Reply),
    ("co_handling", Role::CoHandling),
    ("continued", Role::Continued),
    ("答复", Role::Reply),
    ("会办意见", Role::CoHandling),
    ("续办续复", Role::Continued),
];

/// Every spelling of a disclosure.
pub(super) fn disclosure_words() -> Spellings {
    spellings(DISCLOSURES)
}

/// Every spelling of a kind.
pub(super) fn kind_words() -> Spellings {
    spellings(KINDS)
}

/// Every spelling of a role.
pub(super) fn role_words() -> Spellings {
    spellings(ROLES)
}

/// Words that may be written, for programs and for people.
pub(super) struct Spellings {
    /// All of them.
    pub(super) words: Vec<&'static str>,
    /// Each with its Chinese ones: `public 同意公开、主动公开；summary 摘要公开`.
    pub(super) meanings: String,
}

fn spellings<T: PartialEq>(table: &[(&'static str, T)]) -> Spellings {
    let (own, chinese): (Vec<_>, Vec<_>) = table.iter().partition(|(word, _)| word.is_ascii());
    let meanings = own.iter().map(|(word, meant)| {
        let same = chinese.iter().filter(|(_, value)| value == meant);
        let same: Vec<&str> = same.map(|(word, _)| *word).collect();
        format!("{word} {}", same.join("、"))
    });
    Spellings {
        words: table.iter().map(|(word, _)| *word).collect(),
        meanings: meanings.collect::<Vec<_>>().join("；"),
    }
}

/// The Chinese spelling of a kind, disclosure or role, for reports.
pub fn word_label(word: &str) -> Option<&'static str> {
    fn find<T: Copy + PartialEq>(word: &str, table: &[(&'static str, T)]) -> Option<&'static str> {
        let (_, meant) = table.iter().find(|(name, _)| *name == word)?;
        let spellings = table.iter().filter(|(_, value)| value == meant);
        spellings
            .map(|(name, _)| *name)
            .find(|name| !name.is_ascii())
    }
    find(word, DISCLOSURES)
        .or_else(|| find(word, KINDS))
        .or_else(|| find(word, ROLES))
}

/// Years in which a letter can have been written.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 1949..=2199;

/// Reads the fields of one map.
pub(super) struct Values<'r, 'd> {
    pub(super) reader: &'r mut Reader<'d>,
    pub(super) fields: Fields,
}

impl Values<'_, '_> {
    /// Text, trimmed; an empty one counts as absent.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let text = self.reader.text(self.fields.get(key)?)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A list of texts, trimmed, without empty ones.
    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.fields.get(key) else {
            return Vec::new();
        };
        let texts = self.reader.texts(node).unwrap_or_default();
        texts
            .iter()
            .map(|text| text.trim())
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A list of maps.
    pub(super) fn maps(&mut self, key: &str) -> Vec<Node> {
        let Some(node) = self.fields.get(key) else {
            return Vec::new();
        };
        self.reader
            .list(node)
            .map(<[Node]>::to_vec)
            .unwrap_or_default()
    }

    /// A key without a value is not an unmarked original: somebody has still to fill it in.
    pub(super) fn disclosure(&mut self) -> Option<Disclosure> {
        match (self.fields.get("disclosure"), self.fields.key("disclosure")) {
            (Some(node), _) => self.reader.one_of(node, DISCLOSURES),
            (None, Some(key)) => {
                let names: Vec<&str> = DISCLOSURES.iter().map(|(name, _)| *name).collect();
                let problem = self
                    .reader
                    .problem(key, Code::ValueInvalid, "key `disclosure` has no value")
                    .help(format!("one of: {}", names.join(", ")));
                self.reader.report(problem);
                None
            }
            (None, None) => None,
        }
    }

    pub(super) fn kind(&mut self) -> Option<Kind> {
        match self.fields.get("kind") {
            Some(node) => self.reader.one_of(node, KINDS),
            None => {
                let help = "add `kind: proposal` (政协提案) or `kind: suggestion` (人大代表建议)";
                self.reader.missing(self.fields.node(), "kind", help);
                None
            }
        }
    }

    pub(super) fn role(&mut self) -> Role {
        let node = self.fields.get("role");
        node.and_then(|node| self.reader.one_of(node, ROLES))
            .unwrap_or_default()
    }

    pub(super) fn year(&mut self) -> Option<i16> {
        let node = self.fields.get("year")?;
        let year = self.reader.integer(node, YEARS)?;
        i16::try_from(year).ok()
    }

    /// A day in the form 2025-06-20.
    pub(super) fn date(&mut self, key: &str) -> Option<Date> {
        let node = self.fields.get(key)?;
        let text = self.reader.text(node)?;
        let date = is_iso_date(&text).then(|| text.parse().ok()).flatten();
        if date.is_none() {
            let problem = self
                .reader
                .problem(node, Code::DateInvalid, "not a date of the calendar")
                .detail(format!("`{text}`"))
                .help("write year, month and day as 2025-06-20");
            self.reader.report(problem);
        }
        date
    }

    /// A moment with its offset, 2025-08-01T09:00:00+08:00; a day alone is its start in China.
    pub(super) fn timestamp(&mut self, key: &str) -> Option<Timestamp> {
        let node = self.fields.get(key)?;
        let text = self.reader.text(node)?;
        let moment = if is_iso_date(&text) {
            format!("{text}T00:00:00+08:00")
        } else {
            text.clone()
        };
        let timestamp = moment.parse().ok();
        if timestamp.is_none() {
            let problem = self
                .reader
                .problem(node, Code::DateInvalid, "not a time with its offset")
                .detail(format!("`{text}`"))
                .help("write it as 2025-08-01T09:00:00+08:00");
            self.reader.report(problem);
        }
        timestamp
    }

    /// Old addresses, each a plain path that ends in `.html`.
    pub(super) fn aliases(&mut self) -> Vec<Permalink> {
        let mut aliases = Vec::new();
        for node in self.maps("aliases") {
            let Some(text) = self.reader.text(node) else {
                continue;
            };
            match Permalink::parse(text.trim()) {
                Ok(permalink) => aliases.push(permalink),
                Err(error) => {
                    let problem = self
                        .reader
                        .problem(node, Code::AliasInvalid, "not an old address of this site")
                        .detail(format!("`{text}`: {error}"))
                        .help("write the path from the site's root, such as old/2019/117.html");
                    self.reader.report(problem);
                }
            }
        }
        aliases
    }

    /// Reports a key that must be there.
    pub(super) fn missing(&mut self, key: &'static str, help: &str) {
        let given = self.fields.get(key);
        if given.is_some_and(|node| !self.reader.is_blank(node) && !self.reader.is_null(node)) {
            return;
        }
        self.reader.missing(self.fields.node(), key, help);
    }
}

fn is_iso_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
