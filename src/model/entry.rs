//! One published reply as index pages see it: a letter, or the notice that stands for one.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::case::CaseRef;
use super::disclosure::{Clearance, Cleared, Held};
use super::organisation::Organisations;
use super::permalink::Permalink;
use super::reply::{Correction, Kind, Level, Notice, Outcome, Reply, Role};
use super::session::Session;
use crate::text::urn::urn;

/// A published reply. Its accessors give only what the reply's clearance allows.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A letter with all its facts.
    Letter(Box<Cleared<Reply>>),
    /// A notice without a letter.
    Notice(Box<Cleared<Notice>>),
}

/// Asks both variants for the same field.
macro_rules! shared {
    ($entry:expr, $value:ident => $result:expr) => {
        match $entry {
            Entry::Letter($value) => $result,
            Entry::Notice($value) => $result,
        }
    };
}

impl Entry {
    /// The entry for what the gate let through.
    ///
    /// # Errors
    /// The reason where the gate held it back.
    pub fn from_clearance(clearance: Clearance) -> Result<Self, Held> {
        match clearance {
            Clearance::Letter(letter) => Ok(Self::Letter(letter)),
            Clearance::Notice(notice) => Ok(Self::Notice(notice)),
            Clearance::Held(reason) => Err(reason),
        }
    }

    /// How much is public.
    pub fn level(&self) -> Level {
        match self {
            Self::Letter(_) => Level::Letter,
            Self::Notice(notice) => notice.level,
        }
    }

    /// The page of the reply.
    pub fn permalink(&self) -> &Permalink {
        shared!(self, e => &e.permalink)
    }

    /// Title of the letter, where it bears one.
    pub fn title(&self) -> Option<&str> {
        shared!(self, e => e.title.as_deref())
    }

    /// The cases answered; never empty.
    pub fn cases(&self) -> &[CaseRef] {
        shared!(self, e => &e.cases)
    }

    /// Kind of the first case.
    pub fn kind(&self) -> Kind {
        self.cases()
            .first()
            .map_or(Kind::Proposal, |case| case.kind)
    }

    /// 届次.
    pub fn session(&self) -> &Session {
        shared!(self, e => &e.session)
    }

    /// 承办单位.
    pub fn issuer(&self) -> &str {
        shared!(self, e => &e.issuer)
    }

    /// 会办单位; a notice names none.
    pub fn co_issuers(&self) -> &[String] {
        match self {
            Self::Letter(letter) => &letter.co_issuers,
            Self::Notice(_) => &[],
        }
    }

    /// Year under which the reply is filed.
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Letter(letter) => letter.year(),
            Self::Notice(notice) => notice.year,
        }
    }

    /// When it was put on the web.
    pub fn published(&self) -> Option<Timestamp> {
        shared!(self, e => e.published)
    }

    /// Since when it has stood as it stands: put on the web, else written, and later where it was
    /// corrected. A day is its start in China. None where neither time is public.
    pub fn updated(&self) -> Option<Timestamp> {
        let first = self.issued()?;
        let corrected = self.corrections().iter();
        let corrected = corrected.filter_map(|correction| start_of(correction.date));
        Some(corrected.fold(first, Timestamp::max))
    }

    /// When it was put on the web, else the start of the day on which it was written.
    pub fn issued(&self) -> Option<Timestamp> {
        self.published().or_else(|| start_of(self.date()?))
    }

    /// Corrections since publication; a notice names none.
    pub fn corrections(&self) -> &[Correction] {
        match self {
            Self::Letter(letter) => &letter.corrected,
            Self::Notice(_) => &[],
        }
    }

    /// A name that stays the same wherever the site moves.
    pub fn urn(&self) -> String {
        urn(&["reply", self.issuer(), self.permalink().as_str()])
    }

    /// Slugs of its topics.
    pub fn topics(&self) -> &[String] {
        shared!(self, e => &e.topics)
    }

    /// 成文日期.
    pub fn date(&self) -> Option<Date> {
        shared!(self, e => e.date)
    }

    /// 发文字号.
    pub fn doc_number(&self) -> Option<&str> {
        shared!(self, e => e.doc_number.as_deref())
    }

    /// Who is answered, as far as public.
    pub fn addressees(&self) -> &[String] {
        shared!(self, e => &e.addressees)
    }

    /// Members, deputies or groups that are answered; the lead bureau is none. A letter's role
    /// tells them apart. The role is not public in a notice and must change nothing there, so
    /// there a declared body is taken for a bureau.
    pub fn members<'a>(
        &'a self,
        organisations: &'a Organisations,
    ) -> impl Iterator<Item = &'a str> {
        let is_member = move |name: &&str| match self {
            Self::Letter(letter) => letter.role.answers_members(),
            Self::Notice(_) => organisations.find(name).is_none(),
        };
        self.addressees()
            .iter()
            .map(String::as_str)
            .filter(is_member)
    }

    /// The class of result. The outer `None` says that it is not public, the inner one that the
    /// letter bears no class.
    pub fn outcome(&self) -> Option<Option<Outcome>> {
        (self.level() != Level::Title).then(|| shared!(self, e => e.outcome))
    }

    /// The summary, where one is published in place of the letter.
    pub fn summary(&self) -> Option<&str> {
        match self {
            Self::Letter(_) => None,
            Self::Notice(notice) => notice.summary.as_deref(),
        }
    }

    /// How it stands to its case; a notice does not say.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Letter(letter) => Some(letter.role),
            Self::Notice(_) => None,
        }
    }

    /// Old addresses that lead here.
    pub fn aliases(&self) -> &[Permalink] {
        shared!(self, e => &e.aliases)
    }

    /// The title shown: the letter's own, else one composed of what is known. The flag tells
    /// that it was composed.
    pub fn display_title(&self) -> (String, bool) {
        self.title().map_or_else(
            || (self.composed_title(), true),
            |title| (title.to_owned(), false),
        )
    }

    /// A title in the form that letters use: 关于株洲市政协十届四次会议第2104111号提案的答复.
    fn composed_title(&self) -> String {
        let session = self.session().name().unwrap_or_default();
        let numbers: Vec<&str> = self
            .cases()
            .iter()
            .filter_map(|case| case.number.as_deref())
            .collect();
        let word = self.kind().word();
        match (
            numbers.as_slice(),
            self.cases().first().and_then(|c| c.subject.as_deref()),
        ) {
            ([], Some(subject)) => format!("关于{session}“{subject}”的答复"),
            ([], None) => format!("关于{session}{word}的答复"),
            (numbers, _) => format!("关于{session}第{}号{word}的答复", numbers.join("、")),
        }
    }
}

/// The first moment of a day in China, which is where the letters are.
fn start_of(day: Date) -> Option<Timestamp> {
    let china = TimeZone::fixed(Offset::constant(8));
    day.to_zoned(china).ok().map(|start| start.timestamp())
}
