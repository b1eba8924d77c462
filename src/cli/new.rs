//! `fuwen new`.

use std::path::Path;

use super::args::{KindName, NewArgs};
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use crate::model::Kind;
use crate::scaffold::{self, NewReply};

pub(super) fn run(root: &Path, args: &NewArgs, terminal: &Terminal) -> Exit {
    let reply = NewReply {
        kind: match args.kind {
            KindName::Proposal => Kind::Proposal,
            KindName::Suggestion => Kind::Suggestion,
        },
        number: args.number.clone(),
        year: args.year,
        issuer: args.issuer.clone(),
        body: args.body.clone(),
    };
    match scaffold::new_reply(root, &reply) {
        Ok(path) => {
            let prefix = prefix(root);
            output::result(&format!("{prefix}{path}"));
            terminal.progress("fill it in; it is held back until its `disclosure:` is set");
            Exit::Good
        }
        Err(failure) => {
            terminal.problems(&failure.problems, &prefix(root), false);
            failure.kind.into()
        }
    }
}
