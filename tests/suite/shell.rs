//! Commands of the documentation, run as a reader would run them.

use std::path::Path;
use std::process::Command;

/// What a command prints, run by the shell in a folder. It needs `jq`, as its readers do.
pub(crate) fn run(folder: &Path, command: &str) -> String {
    let run = Command::new("bash")
        .args(["-euo", "pipefail", "-c", command])
        .current_dir(folder)
        .output()
        .expect("there is a shell");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{command}\n{said}");
    String::from_utf8(run.stdout).unwrap()
}
