//! `fuwen bundle`.

use std::path::Path;

use super::args::{BundleArgs, Format};
use super::exit::Exit;
use super::output::{self, Terminal, prefix};
use super::progress::Shown;
use crate::bundle::{Bundle, Options, bundle};

pub(super) fn run(root: &Path, args: &BundleArgs, terminal: &Terminal) -> Exit {
    let options = Options {
        root: root.to_owned(),
        output: args.output.clone(),
    };
    let for_program = args.format == Format::Json;
    let result = {
        let progress = Shown::new(terminal);
        bundle(&options, &progress)
    };
    match result {
        Ok((bundle, problems)) => {
            terminal.problems(&problems, &prefix(root), for_program);
            if for_program {
                output::json(&bundle);
            } else {
                output::result(&in_words(&bundle));
            }
            Exit::Good
        }
        Err(failure) => {
            terminal.problems(&failure.problems, &prefix(root), for_program);
            failure.kind.into()
        }
    }
}

fn in_words(bundle: &Bundle) -> String {
    let Bundle {
        file,
        files,
        bytes,
        sha256,
    } = bundle;
    format!("{files} files, {bytes} bytes, sha256 {sha256}\n{file}")
}
