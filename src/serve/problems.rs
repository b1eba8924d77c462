//! The page that stands for every other while something is wrong.

use super::reload;
use crate::diag::{Audience, Diagnostics, html};

/// Shows problems, and is loaded again as soon as the site changes.
pub(super) fn page(problems: &Diagnostics, audience: Audience, version: u64) -> String {
    let title = match problems.errors() {
        1 => "1 error".to_owned(),
        errors => format!("{errors} errors"),
    };
    let list = html::render(problems, audience);
    let style = reload::STYLE_PATH;
    let script = reload::script(version);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} - fuwen</title>\n\
         <link rel=\"stylesheet\" href=\"/{style}\">\n</head>\n<body>\n\
         <main data-errors=\"{errors}\">\n<h1>{title}</h1>\n\
         <p>The site cannot be built as it is. Mend the files and save them: this page will go \
         away by itself.</p>\n{list}</main>\n{script}\n</body>\n</html>\n",
        errors = problems.errors(),
    )
}
