//! What `--help` shows below the options.

pub(super) const ALL: &str = "\
Examples:
  fuwen init my-archive                       # make a new site
  fuwen --root my-archive serve --open        # see it in a browser, and edit it
  fuwen --root my-archive build               # build it into my-archive/public
  fuwen import letters/ --report report.html  # take in raw letters, with a report
  fuwen check --deny warnings                 # all that must hold before publishing

Exit codes: 0 good, 1 content problems, 2 wrong usage or configuration, 3 disk errors.
`fuwen COMMAND --help` has examples of each command.";

pub(super) const BUILD: &str = "\
Examples:
  fuwen build
  fuwen build --base-url https://example.org/archive/
  fuwen build --preview --revision 1a2b3c --output review
  fuwen build --format json --quiet  # for scripts";

pub(super) const CHECK: &str = "\
Examples:
  fuwen check
  fuwen check --deny warnings --format github  # in CI; warnings fail too
  fuwen check --explain held-in-git";

pub(super) const BUNDLE: &str = "\
Examples:
  fuwen bundle
  fuwen bundle --output ../archive-2025.zip";

pub(super) const DIFF: &str = "\
Examples:
  fuwen diff old/public new/public > comment.md
  fuwen diff old/public new/public --format json";

pub(super) const INIT: &str = "\
Examples:
  fuwen init my-archive
  fuwen --root my-archive serve --open";

pub(super) const NEW: &str = "\
Examples:
  fuwen new proposal 2104111 2025
  fuwen new 建议 1185 2025 --issuer 市科技局 --body 株洲市人大

The reply is held back until its `disclosure:` is set.";

pub(super) const IMPORT: &str = "\
Examples:
  fuwen import letters/ --report report.html
  fuwen import letter.docx --dry-run
  fuwen import about.txt --as article";

pub(super) const SERVE: &str = "\
Examples:
  fuwen serve --open
  fuwen serve --port 0        # any free port, which it prints
  fuwen serve --host 0.0.0.0  # for other machines too, with a warning

Ctrl-C ends it.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  fuwen completions bash > ~/.local/share/bash-completion/completions/fuwen
  fuwen completions zsh > ~/.zfunc/_fuwen
  fuwen completions fish > ~/.config/fish/completions/fuwen.fish";
