//! The command line: the only printer, and the only reader of terminal and environment.
//!
//! Turns arguments into each command's own options, calls it, and shows what came of it. Holds
//! no logic of the product.

mod args;
mod build;
mod bundle;
mod check;
mod diff;
mod examples;
mod exit;
mod import;
mod init;
mod new;
mod output;
mod progress;
mod record;
mod serve;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
use exit::Exit;
use output::Terminal;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let args = match Args::try_parse().and_then(Args::checked) {
        Ok(args) => args,
        Err(error) => return output::usage(&error).into(),
    };
    let terminal = Terminal::new(&args);
    let exit = match &args.command {
        Command::Build(build) => build::run(&args.root, build, &terminal),
        Command::Bundle(bundle) => bundle::run(&args.root, bundle, &terminal),
        Command::Diff(diff) => diff::run(diff, &terminal),
        Command::Check(check) => check::run(&args.root, check, &terminal),
        Command::Init(init) => init::run(init, &terminal),
        Command::Import(import) => import::run(&args.root, import, &terminal),
        Command::New(new) => new::run(&args.root, new, &terminal),
        Command::Completions { shell } => output::completions(*shell, &mut command()),
        Command::Serve(serve) => serve::run(&args.root, serve, terminal),
    };
    exit.into()
}

/// Everything that may be typed, as the reference shows it.
pub fn command() -> clap::Command {
    Args::command()
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
