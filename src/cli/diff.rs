//! `fuwen diff`.

use super::args::{DiffArgs, DiffFormat};
use super::exit::Exit;
use super::output::{self, Terminal};
use crate::diff::diff;

pub(super) fn run(args: &DiffArgs, terminal: &Terminal) -> Exit {
    let for_program = args.format == DiffFormat::Json;
    match diff(&args.old, &args.new) {
        Ok(difference) => {
            if for_program {
                output::json(&difference);
            } else {
                output::lines(&difference.to_markdown());
            }
            Exit::Good
        }
        Err(failure) => {
            terminal.problems(&failure.problems, "", for_program);
            failure.kind.into()
        }
    }
}
