//! Whether the dates of a reply can follow each other.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::diag::{Code, Diagnostic};
use crate::read::Opened;

/// Checks the order of a reply's dates.
pub(super) fn check(opened: &Opened) -> Vec<Diagnostic> {
    let reply = &opened.reply;
    let problem = |field: &str, message: &str| {
        let problem = opened.problem_at(field, Code::DateOrder, message);
        problem.help("compare the original, and correct the date that is wrong")
    };
    let mut problems = Vec::new();
    // The letters are China's, and so are their days.
    let china = TimeZone::fixed(Offset::constant(8));
    let published = reply.published.map(|moment| moment.to_zoned(china).date());
    if let (Some(date), Some(published)) = (reply.date, published)
        && published < date
    {
        problems.push(problem("published", "put on the web before it was written"));
    }
    if let (Some(date), Some(year)) = (reply.date, reply.session.year)
        && date.year() < year
    {
        problems.push(problem("date", "written before the year of the session"));
    }
    let first = [reply.date, published].into_iter().flatten().max();
    for (index, correction) in reply.corrected.iter().enumerate() {
        if first.is_some_and(|first: Date| correction.date < first) {
            let field = format!("corrected.{index}.date");
            problems.push(problem(
                &field,
                "corrected before it was written or put on the web",
            ));
        }
    }
    problems
}
