//! The `fuwen` binary: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    fuwen::cli::run()
}
