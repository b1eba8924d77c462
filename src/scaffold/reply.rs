//! A new reply, to be filled in by hand.

use std::path::Path;

use crate::build::Failure;
use crate::diag::{Code, Diagnostic};
use crate::front_matter::{self, Fact};
use crate::fs;
use crate::model::case::file_stem;
use crate::model::{Kind, Organisations};
use crate::read::{CONTENT, Settings, io_problem, load_settings};
use crate::text::slug::is_slug;

/// What is known of a reply before it is written.
#[derive(Clone, Debug)]
pub struct NewReply {
    /// Proposal or suggestion.
    pub kind: Kind,
    /// 提案号、建议号.
    pub number: String,
    /// The year of the session.
    pub year: i16,
    /// 承办单位; the only declared one where it is not named.
    pub issuer: Option<String>,
    /// The body that sat, such as 株洲市政协; the site's own where it is not named.
    pub body: Option<String>,
}

/// What else a reply may say, for whoever fills it in.
const KEYS: &str = include_str!("keys.yaml");
const BODY: &str = include_str!("body.md");

/// Writes the file of a new reply, held back until its disclosure is set. Gives its path below the
/// site's root.
///
/// # Errors
/// Where the site's settings cannot be read, the bureau is not known, the number gives no name,
/// or the file is there already.
pub fn new_reply(root: &Path, reply: &NewReply) -> Result<String, Failure> {
    let (settings, _) = load_settings(root).map_err(Failure::configuration)?;
    let stem = file_stem(reply.kind, &reply.number);
    if !is_slug(&stem) {
        let message = "the number gives no name of a file";
        let problem = Diagnostic::new(Code::FileName, message)
            .help("give the number with its letters and digits, such as 117 or A-12");
        return Err(Failure::configuration(problem));
    }
    let path = format!("{CONTENT}/replies/{}/{stem}.md", reply.year);
    let file = root.join(&path);
    if fs::exists(&file) {
        let problem = Diagnostic::new(Code::PathClash, "the file is there already")
            .in_file(path)
            .help("edit it; a second reply to the same case has a suffix of its own in its name");
        return Err(Failure::content(problem));
    }
    let issuer = issuer(reply, &settings.organisations)?;
    let text = text(reply, &issuer, body(reply, &settings));
    fs::write_atomic(&file, text.as_bytes())
        .map_err(|error| Failure::content(io_problem(root, Code::IoWrite, &error)))?;
    Ok(path)
}

/// The bureau that was named, or the one that the site has.
fn issuer(reply: &NewReply, declared: &Organisations) -> Result<String, Failure> {
    let names: Vec<&str> = declared.iter().map(|body| body.name.as_str()).collect();
    match (&reply.issuer, names.as_slice()) {
        (Some(name), _) => Ok(declared.resolve(name).0.to_owned()),
        (None, [only]) => Ok((*only).to_owned()),
        (None, names) => {
            let message = "which bureau answers is not known";
            let problem = Diagnostic::new(Code::IssuerUnknown, message);
            let help = match names {
                [] => "name it with --issuer NAME".to_owned(),
                names => format!("name it with --issuer NAME, such as {}", names.join(", ")),
            };
            Err(Failure::configuration(problem.help(help)))
        }
    }
}

/// The session's body that was named, or the site's own of that kind.
fn body(reply: &NewReply, settings: &Settings) -> Option<String> {
    let kind = match reply.kind {
        Kind::Proposal => "政协",
        Kind::Suggestion => "人大",
    };
    let own = settings.config.home_bodies.iter();
    let own: Vec<&String> = own.filter(|body| body.ends_with(kind)).collect();
    match (&reply.body, own.as_slice()) {
        (Some(body), _) => Some(body.clone()),
        (None, [only]) => Some((*only).clone()),
        (None, _) => None,
    }
}

fn text(reply: &NewReply, issuer: &str, body: Option<String>) -> String {
    let number = Fact::Text(reply.number.clone());
    let case = vec![
        ("kind", Fact::Word(reply.kind.name().to_owned())),
        ("number", number),
    ];
    let mut session: Vec<_> = body
        .map(|body| ("body", Fact::Text(body)))
        .into_iter()
        .collect();
    session.push(("year", Fact::Number(reply.year.into())));
    let facts = Fact::Map(vec![
        ("cases", Fact::List(vec![Fact::Map(case)])),
        ("session", Fact::Map(session)),
        ("issuer", Fact::Text(issuer.to_owned())),
        ("disclosure", Fact::Word("withheld".to_owned())),
    ]);
    let text = front_matter::emit_facts(&facts, BODY);
    // The first `---` of a line of its own behind the opening one closes the facts.
    text.replacen("\n---\n", &format!("\n{KEYS}---\n"), 1)
}
