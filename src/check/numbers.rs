//! Whether numbers and years agree: of the case, the file's name, the title, the document number.

use std::sync::LazyLock;

use regex::Regex;

use crate::diag::{Code, Diagnostic};
use crate::model::case::number_slug;
use crate::model::{Kind, Reply};
use crate::read::Opened;

/// Numbers as a title names them: 第117号, 第117、243号.
static IN_TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"第\s*([0-9０-９][0-9０-９、，,\s]*)号").ok());
/// The year of a document number: 〔2025〕, [2025], (2025).
static IN_DOC_NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[〔\[［【(（]\s*([0-9０-９]{4})\s*[〕\]］】)）]").ok());

/// Checks the numbers and years of a reply against each other.
pub(super) fn check(opened: &Opened) -> Vec<Diagnostic> {
    let reply = &opened.reply;
    let path = reply.permalink.as_str().trim_end_matches(".html");
    let (folder, stem) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let mut problems = Vec::new();
    problems.extend(of_file_name(opened, stem));
    problems.extend(of_title(opened));
    problems.extend(of_folder(opened, folder));
    problems.extend(of_doc_number(opened));
    problems
}

/// A file named after a case is named after one that it answers.
fn of_file_name(opened: &Opened, stem: &str) -> Option<Diagnostic> {
    let cases = &opened.reply.cases;
    let (kind, rest) = [Kind::Proposal, Kind::Suggestion]
        .into_iter()
        .find_map(|kind| Some((kind, stem.strip_prefix(kind.name())?.strip_prefix('-')?)))?;
    let problem = |field: &str, message: &str| {
        let problem = opened.problem_at(field, Code::NumberMismatch, message);
        Some(problem.help("correct it, or rename the file and keep its old address in `aliases:`"))
    };
    if cases.iter().all(|case| case.kind != kind) {
        return problem("cases.0.kind", "another kind than in the file's name");
    }
    let numbers: Vec<String> = cases
        .iter()
        .filter_map(|case| case.number.as_deref().map(number_slug))
        .collect();
    let names = |number: &String| {
        let tail = rest.strip_prefix(number.as_str());
        tail.is_some_and(|tail| tail.is_empty() || tail.starts_with('-'))
    };
    if numbers.is_empty() || numbers.iter().any(names) {
        return None;
    }
    problem("cases.0.number", "another number than in the file's name")
}

/// A title that names numbers names one of the cases.
fn of_title(opened: &Opened) -> Option<Diagnostic> {
    let Reply { title, cases, .. } = &opened.reply;
    let title = title.as_deref()?;
    let named: Vec<String> = IN_TITLE
        .as_ref()?
        .captures_iter(title)
        .flat_map(|found| numbers_in(&found[1]))
        .collect();
    let numbers: Vec<String> = cases
        .iter()
        .filter_map(|case| case.number.as_deref())
        .flat_map(numbers_in)
        .collect();
    let agrees = named.iter().any(|number| numbers.contains(number));
    if named.is_empty() || numbers.is_empty() || agrees {
        return None;
    }
    let message = "the title names another number than `cases`";
    let problem = opened.problem_at("title", Code::NumberMismatch, message);
    Some(problem.help("compare the original, and correct the one that is wrong"))
}

/// Runs of digits, half-width and without leading zeros.
fn numbers_in(text: &str) -> Vec<String> {
    let digits: String = text.chars().map(half_width).collect();
    let runs = digits.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| !run.is_empty())
        .map(|run| run.trim_start_matches('0').to_owned())
        .collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A folder named after a year holds the replies of that year.
fn of_folder(opened: &Opened, folder: &str) -> Option<Diagnostic> {
    let year = opened.reply.year()?;
    let is_year = folder.len() == 4 && folder.bytes().all(|byte| byte.is_ascii_digit());
    if !is_year || folder == year.to_string() {
        return None;
    }
    let has_own = opened.reply.session.year.is_some();
    let field = if has_own { "session.year" } else { "date" };
    let problem = opened.problem_at(field, Code::YearMismatch, "another year than the folder's");
    Some(problem.help("correct it, or move the file and keep its old address in `aliases:`"))
}

/// A document number bears the year of its date; where there is none, that of the session or the
/// one after it.
fn of_doc_number(opened: &Opened) -> Option<Diagnostic> {
    let Reply {
        doc_number,
        date,
        session,
        ..
    } = &opened.reply;
    let found = IN_DOC_NUMBER.as_ref()?.captures(doc_number.as_deref()?)?;
    let digits: String = found[1].chars().map(half_width).collect();
    let year: i16 = digits.parse().ok()?;
    let agrees = match (date, session.year) {
        (Some(date), _) => year == date.year(),
        (None, Some(session)) => year == session || year == session + 1,
        (None, None) => true,
    };
    if agrees {
        return None;
    }
    let message = "the document number bears another year than the letter";
    let problem = opened.problem_at("doc_number", Code::YearMismatch, message);
    Some(problem.help("compare the original, and correct the one that is wrong"))
}
