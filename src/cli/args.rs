//! What may be typed.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, CommandFactory, Parser, Subcommand, ValueEnum};

use super::examples;

/// Static site generator for archives of open-government replies (政协提案、人大代表建议答复).
#[derive(Debug, Parser)]
#[command(name = "fuwen", version, about, after_help = examples::ALL, propagate_version = true)]
pub(super) struct Args {
    /// The site's folder: the one that holds content/site.yaml
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) root: PathBuf,

    /// Do not show progress
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,

    /// Show how long each phase took (not with --quiet)
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", global = true)]
    pub(super) color: Color,

    #[command(subcommand)]
    pub(super) command: Command,
}

impl Args {
    /// The arguments, if they can be meant together.
    ///
    /// # Errors
    /// `--root` names a site that is there; the folder of a new one is said once.
    pub(super) fn checked(self) -> Result<Self, clap::Error> {
        if matches!(self.command, Command::Init(_)) && self.root.as_os_str() != "." {
            let message = "`--root` is of no use to `init`: name the new folder alone, as in `fuwen init DIR`";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        Ok(self)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site: content/ to public/
    #[command(after_help = examples::BUILD)]
    Build(BuildArgs),
    /// Write the offline archive: the whole site as one zip
    #[command(after_help = examples::BUNDLE)]
    Bundle(BundleArgs),
    /// Say what a change does to the published site
    #[command(after_help = examples::DIFF)]
    Diff(DiffArgs),
    /// Check everything that must hold before publishing
    #[command(after_help = examples::CHECK)]
    Check(CheckArgs),
    /// Make a new site that builds at once
    #[command(after_help = examples::INIT, arg = root_of_none())]
    Init(InitArgs),
    /// Make the file of a new reply, to be filled in by hand
    #[command(after_help = examples::NEW)]
    New(NewArgs),
    /// Turn raw letters into replies of the archive, with what is doubtful named
    #[command(after_help = examples::IMPORT)]
    Import(ImportArgs),
    /// Show the site in a browser as it is edited; public/ is neither read nor written
    #[command(after_help = examples::SERVE)]
    Serve(ServeArgs),
    /// Print what makes a shell complete fuwen's commands and options
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    /// Where to write the site [default: public below the root]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// Absolute address of the site, in place of `base_url:` in site.yaml (not with --preview)
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,

    /// Build without the replies that have problems
    #[arg(long)]
    pub(super) keep_going: bool,

    /// Build for review: marked as a preview, not for search engines, without an address (not with
    /// --base-url)
    #[arg(long, conflicts_with = "base_url")]
    pub(super) preview: bool,

    /// What the preview is of, such as a commit; only with --preview [default: the variable
    /// FUWEN_REVISION]
    #[arg(long, value_name = "TEXT", requires = "preview")]
    pub(super) revision: Option<String>,

    /// Threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct BundleArgs {
    /// The file to write [default: archive.zip below the root]
    #[arg(long, value_name = "FILE.zip")]
    pub(super) output: Option<PathBuf>,

    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// The folder of the site as it was
    pub(super) old: PathBuf,

    /// The folder of the site as it would be
    pub(super) new: PathBuf,

    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: DiffFormat,
}

/// How to print what a change does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people, and for a comment of a CI service
    #[default]
    Markdown,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// The folder that the site is written to [default: public below the root]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// What to fail for besides errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,

    /// Explain a rule in place of checking
    #[arg(long, value_name = "CODE")]
    pub(super) explain: Option<String>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: CheckFormat,
}

/// What to fail for besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings
    Warnings,
}

/// How to print what a check found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder of the new site; it must be empty or not yet there
    pub(super) dir: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// What is answered: proposal or 提案, suggestion or 建议
    #[arg(value_enum, hide_possible_values = true)]
    pub(super) kind: KindName,

    /// The number of the proposal or suggestion, as the letter has it
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) number: String,

    /// The year of the session
    #[arg(value_parser = clap::value_parser!(i16).range(1949..=2199))]
    pub(super) year: i16,

    /// The bureau that answers [default: the only one in organisations.yaml]
    #[arg(long, value_name = "NAME")]
    pub(super) issuer: Option<String>,

    /// The body that sat, such as 株洲市政协 [default: the one of that kind in `home_bodies:`]
    #[arg(long, value_name = "NAME")]
    pub(super) body: Option<String>,
}

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KindName {
    /// 政协提案
    #[value(alias = "提案", alias = "政协提案")]
    Proposal,
    /// 人大代表建议
    #[value(alias = "建议", alias = "人大代表建议")]
    Suggestion,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// Raw files (text or docx), and folders of them
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Write no file of the archive
    #[arg(long)]
    pub(super) dry_run: bool,

    /// What to take the files as; an article is held back until its `disclosure:` is set
    #[arg(long = "as", value_enum, default_value_t, value_name = "WHAT")]
    pub(super) take_as: TakeAs,

    /// Write a page that shows raw and normalised text side by side, for people who check
    #[arg(long, value_name = "FILE.html")]
    pub(super) report: Option<PathBuf>,

    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    /// The port to answer at; 0 is any free one [default: 4000, or a free one where it is taken]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,

    /// The address to answer at; any but a loopback one opens the preview to other machines
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,

    /// Open the site in a browser
    #[arg(long)]
    pub(super) open: bool,
}

/// What to take a raw file as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TakeAs {
    /// A reply; anything else is refused
    #[default]
    Reply,
    /// A background article
    Article,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Color {
    /// When the output is a terminal and `NO_COLOR` is not set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to print a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
}

/// `--root` where it is refused: taken, so that it can be said why, and not shown.
fn root_of_none() -> Arg {
    let root = Arg::new("root").long("root").value_name("DIR");
    root.value_parser(clap::value_parser!(PathBuf))
        .default_value(".")
        .global(true)
        .hide(true)
}

fn base_url(text: &str) -> Result<String, String> {
    crate::config::parse_base_url(text).map_err(str::to_owned)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_table_of_arguments_is_sound() {
        super::Args::command().debug_assert();
    }
}
