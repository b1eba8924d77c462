//! `fuwen init`.

use super::args::InitArgs;
use super::exit::Exit;
use super::output::{self, Terminal};
use crate::scaffold;

pub(super) fn run(args: &InitArgs, terminal: &Terminal) -> Exit {
    match scaffold::init(&args.dir) {
        Ok(()) => {
            let dir = args.dir.display();
            let letter = scaffold::EXAMPLE_LETTER;
            output::result(&format!(
                "made {dir}\nnext:\n  fuwen --root {dir} serve --open\n  \
                 fuwen --root {dir} import {dir}/{letter}\n  fuwen --root {dir} build"
            ));
            Exit::Good
        }
        Err(failure) => {
            terminal.problems(&failure.problems, "", false);
            failure.kind.into()
        }
    }
}
