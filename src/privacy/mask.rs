//! Masks: what stands in place of personal data, and says that it is one.

use std::collections::HashMap;
use std::ops::Range;

use super::{Finding, Kind};

impl Kind {
    /// What a mask says that it hides.
    const fn hides(self) -> &'static str {
        match self {
            Self::IdentityCard => "身份证号码",
            Self::MemberContact => "委员、代表联系方式",
            Self::BankCard => "银行卡号",
            Self::Mobile | Self::ContactMobile => "手机号码",
            Self::Email => "电子邮箱",
            Self::Address => "住址",
        }
    }
}

/// A text with its findings masked, such as `138****1234〔手机号码已遮盖〕`.
pub fn mask(text: &str, findings: &[Finding]) -> String {
    replaced(text, findings, masked)
}

/// Markdown with its findings masked; what would be markup in the mask is escaped, and markup
/// within what is hidden goes.
pub(super) fn mask_markdown(body: &str, findings: &[Finding]) -> String {
    let mut before = Before::new();
    replaced(body, findings, |finding| {
        // Emphasis that began or ended inside would otherwise be left open.
        let (open, close) = unbalanced(body, &finding.range, &mut before);
        let masked = masked(finding).replace('*', "\\*");
        format!("{open}{masked}{close}")
    })
}

/// How often each marker of emphasis stands before a place, which only moves on: a letter may
/// have thousands of findings.
type Before<'a> = HashMap<&'a str, (usize, usize)>;

/// The markers of emphasis that only one side of a stretch of Markdown needs.
fn unbalanced<'a>(
    body: &'a str,
    range: &Range<usize>,
    before: &mut Before<'a>,
) -> (&'a str, &'a str) {
    let source = &body[range.clone()];
    let mut runs = source.split(|c| c != '*').filter(|run| !run.is_empty());
    let (Some(run), None) = (runs.next(), runs.next()) else {
        return ("", "");
    };
    let (from, count) = before.entry(run).or_default();
    *count += body[*from..range.start].matches(run).count();
    *from = range.start;
    if *count % 2 == 1 {
        (run, "")
    } else {
        ("", run)
    }
}

fn replaced(text: &str, findings: &[Finding], mut mask: impl FnMut(&Finding) -> String) -> String {
    let mut masked = String::with_capacity(text.len() + findings.len() * 32);
    let mut from = 0;
    for finding in findings {
        masked.push_str(&text[from..finding.range.start]);
        masked.push_str(&mask(finding));
        from = finding.range.end;
    }
    masked.push_str(&text[from..]);
    masked
}

fn masked(
    Finding {
        kind, shown: text, ..
    }: &Finding,
) -> String {
    let hidden = match kind {
        // The form of the rules on disclosure: two digits before, three behind.
        Kind::IdentityCard => keep(text, 2, 3),
        Kind::BankCard => keep(text, 0, 4),
        Kind::Mobile | Kind::ContactMobile => keep(text, 3, 4),
        Kind::Email => text
            .split_once('@')
            .map(|(name, domain)| format!("{}@{}", keep(name.trim(), 1, 0), domain.trim()))
            .unwrap_or_default(),
        Kind::Address => to_the_township(text),
        Kind::MemberContact if digits(text).len() >= 7 => keep(text, 3, 4),
        Kind::MemberContact => to_the_township(text),
    };
    format!("{hidden}〔{}已遮盖〕", kind.hides())
}

fn digits(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The first and last characters, with an asterisk for each between them.
fn keep(text: &str, first: usize, last: usize) -> String {
    let chars = digits(text);
    let shown = |index: usize| index < first || index + last >= chars.len();
    let one = |(index, c): (usize, &char)| if shown(index) { *c } else { '*' };
    chars.iter().enumerate().map(one).collect()
}

/// An address as far as the township.
fn to_the_township(text: &str) -> String {
    let end = ["街道", "镇", "乡", "县", "区", "市", "省"]
        .iter()
        .find_map(|unit| text.find(unit).map(|at| at + unit.len()))
        .unwrap_or(0);
    format!("{}****", &text[..end])
}
