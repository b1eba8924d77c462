//! A reply (复文) with all its facts, and the notice that stands for one whose letter stays shut.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::case::CaseRef;
use super::permalink::Permalink;
use super::session::Session;

/// What kind of case is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 政协提案: a proposal by CPPCC members or groups.
    Proposal,
    /// 人大代表建议: a suggestion by people's congress deputies.
    Suggestion,
}

impl Kind {
    /// The word used in front matter, view fields and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Suggestion => "suggestion",
        }
    }

    /// The folder of this kind's case pages.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Proposal => "proposals",
            Self::Suggestion => "suggestions",
        }
    }

    /// The word that letters use for a case of this kind.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposal => "提案",
            Self::Suggestion => "建议",
        }
    }
}

/// How a reply stands to its case (主办答复、会办意见、续办续复).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The reply of the lead bureau.
    #[default]
    Reply,
    /// A co-handling bureau's opinion to the lead bureau (会办意见).
    CoHandling,
    /// A later reply to a case that was answered before (续办续复).
    Continued,
}

impl Role {
    /// The word used in front matter and view fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::CoHandling => "co_handling",
            Self::Continued => "continued",
        }
    }

    /// Whether it is addressed to members; an opinion goes to the lead bureau.
    pub const fn answers_members(self) -> bool {
        !matches!(self, Self::CoHandling)
    }
}

/// The class of result that the letter bears (办理结果类别), such as `A` or, where a place
/// divides its classes, `A1`. What a class means differs by place, so it is never explained here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome {
    class: char,
    division: Option<char>,
}

impl Outcome {
    /// The classes that occur, in order.
    pub const CLASSES: [char; 4] = ['A', 'B', 'C', 'D'];

    /// Reads `A`, `b`, `Ａ`, `A类` or `A1`; `None` where the text is no class.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(['类', '類']).trim_end();
        let mut chars = text.chars().map(half_width);
        let class = chars.next()?.to_ascii_uppercase();
        let division = chars.next();
        let well_formed = Self::CLASSES.contains(&class)
            && division.is_none_or(|d| ('1'..='9').contains(&d))
            && chars.next().is_none();
        well_formed.then_some(Self { class, division })
    }

    /// The class letter, upper case.
    pub const fn class(self) -> char {
        self.class
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.class)?;
        self.division.map_or(Ok(()), |d| write!(f, "{d}"))
    }
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// What may be published of a reply (公开属性).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// 同意公开: the letter and all its facts.
    Public,
    /// 摘要公开: a summary and some facts, never the letter.
    Summary,
    /// 仅公开标题: the title and what identifies the case.
    Title,
    /// 依申请公开: nothing here.
    OnRequest,
    /// 不予公开: nothing.
    Withheld,
    /// The original bears no mark; the site's policy decides.
    #[default]
    Unstated,
}

/// The bureau's own people who may be asked about a reply.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    /// 承办负责人.
    pub lead: Option<String>,
    /// 承办人.
    pub handler: Option<String>,
    /// 联系电话.
    pub phone: Option<String>,
}

/// The words of the original that stand outside the body, set where the wording matters.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AsWritten {
    /// The letterhead (发文机关标志).
    pub head: Option<String>,
    /// Class and disclosure marks, in the order of the original.
    pub marks: Vec<String>,
    /// Contact lines.
    pub contacts: Vec<String>,
}

/// What a reply was made from.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SourceRef {
    /// Path of the original below `content/`.
    pub file: Option<String>,
    /// SHA-256 of the original, 64 lower-case hex digits.
    pub sha256: Option<String>,
    /// SHA-256 of what `import` wrote last; set by import alone.
    pub imported: Option<String>,
}

/// A doubt that a person has to settle against the paper.
#[derive(Clone, PartialEq, Eq)]
pub struct ReviewEntry {
    /// Rule that raised the doubt.
    pub code: String,
    /// Key of the front matter, with dots, or `body`.
    pub field: String,
    /// Line in the original.
    pub line: Option<u32>,
    /// What is doubtful.
    pub message: Option<String>,
    /// Readings that come into question.
    pub alternatives: Vec<String>,
}

/// A correction made after publication.
#[derive(Clone, PartialEq, Eq)]
pub struct Correction {
    /// Day of the correction.
    pub date: Date,
    /// What was corrected.
    pub note: String,
}

/// A rule switched off for one file, with the reason.
#[derive(Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Code of the rule.
    pub code: String,
    /// Why it does not apply here.
    pub reason: String,
}

/// Where a reply's or article's Markdown stands, and what it was when it was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Origin {
    /// Path below the site root, with forward slashes.
    pub path: String,
    /// What tells the whole file from what it may become.
    pub digest: [u8; 16],
}

/// A formal letter that answers one or more cases, as its file states it. Its text is not kept.
///
/// Not cleared for anything: only [`super::disclosure::clear`] makes of it what may leave.
#[derive(Clone)]
pub struct Reply {
    /// The file.
    pub origin: Origin,
    /// The reply's public path.
    pub permalink: Permalink,
    /// 标题; `None` where the letter bears none.
    pub title: Option<String>,
    /// The cases it answers; never empty.
    pub cases: Vec<CaseRef>,
    /// 届次.
    pub session: Session,
    /// Who is answered.
    pub addressees: Vec<String>,
    /// 承办单位: who answers.
    pub issuer: String,
    /// 会办单位.
    pub co_issuers: Vec<String>,
    /// 发文字号, as written.
    pub doc_number: Option<String>,
    /// 签发人.
    pub signer: Option<String>,
    /// 成文日期, the letter's own.
    pub date: Option<Date>,
    /// When it was put on the web.
    pub published: Option<Timestamp>,
    /// 办理结果类别.
    pub outcome: Option<Outcome>,
    /// 公开属性.
    pub disclosure: Disclosure,
    /// Slugs of the declared topics.
    pub topics: Vec<String>,
    /// The bureau's contacts.
    pub contacts: Contacts,
    /// The original's own wording outside the body.
    pub as_written: AsWritten,
    /// What it was made from.
    pub source: SourceRef,
    /// Open doubts.
    pub review: Vec<ReviewEntry>,
    /// How it stands to its case.
    pub role: Role,
    /// Summary, for summary-only disclosure.
    pub summary: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 主题词.
    pub keywords: Vec<String>,
    /// Attachments named by the letter.
    pub attachments: Vec<String>,
    /// 抄送.
    pub cc: Vec<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<Permalink>,
    /// Corrections since publication.
    pub corrected: Vec<Correction>,
    /// Rules switched off for this file.
    pub allow: Vec<Allowance>,
}

/// Prints the file's path and nothing of the content: a reply may not be cleared.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({})", self.origin.path)
    }
}

/// How much of a published reply is public; the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The letter.
    Letter,
    /// A summary.
    Summary,
    /// The title.
    Title,
}

impl Level {
    /// Whether what leaves with at least `least` leaves at this level.
    pub const fn shows(self, least: Self) -> bool {
        self as u8 <= least as u8
    }

    /// The word used in view fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Summary => "summary",
            Self::Title => "title",
        }
    }
}

/// What leaves of a reply whose letter does not: it has no body and no place for one.
///
/// Fields after `topics` are empty unless the level is [`Level::Summary`].
#[derive(Clone)]
pub struct Notice {
    /// [`Level::Summary`] or [`Level::Title`].
    pub level: Level,
    /// The notice's public path.
    pub permalink: Permalink,
    /// Title of the letter.
    pub title: Option<String>,
    /// The cases it answers.
    pub cases: Vec<CaseRef>,
    /// 届次.
    pub session: Session,
    /// 承办单位.
    pub issuer: String,
    /// When it was put on the web.
    pub published: Option<Timestamp>,
    /// Slugs of topics.
    pub topics: Vec<String>,
    /// Year of the letter.
    pub year: Option<i16>,
    /// Old addresses that lead here.
    pub aliases: Vec<Permalink>,
    /// 办理结果类别.
    pub outcome: Option<Outcome>,
    /// 发文字号.
    pub doc_number: Option<String>,
    /// 成文日期.
    pub date: Option<Date>,
    /// Who is answered.
    pub addressees: Vec<String>,
    /// The summary.
    pub summary: Option<String>,
}

/// Prints the address and nothing of the content.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notice({})", self.permalink)
    }
}

impl Reply {
    /// The year under which the reply is filed: its session's, else its date's.
    pub fn year(&self) -> Option<i16> {
        self.session.year.or_else(|| self.date.map(Date::year))
    }
}
