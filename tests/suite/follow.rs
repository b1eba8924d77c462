//! [`follow`]: does what a page of the documentation says, as a reader would, from top to bottom.
//!
//! What a fenced block is for is its language: `sh` is typed into a shell, `output` is what that
//! printed, `diff` changes the file that the line above names, `yaml` is added to that file, and
//! `pages` are there in the end. A line that begins a preview leaves it running.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::docs::{Fence, fences};
use crate::harness::{SiteTest, repository};
use crate::preview::Preview;

struct Reader {
    site: SiteTest,
    /// Where the shell stands.
    folder: PathBuf,
    printed: String,
    previews: Vec<Preview>,
}

/// Follows a page, given by its path below the repository's root, in a folder; gives the folder
/// with the previews that were left running.
pub(crate) fn follow(page: &str, site: SiteTest) -> (SiteTest, Vec<Preview>) {
    let text = fs::read_to_string(repository().join(page)).expect(page);
    let mut reader = Reader::new(site);
    let fences = fences(&text);
    assert!(
        fences.iter().any(|fence| fence.language == "sh"),
        "{page} types nothing"
    );
    for fence in fences {
        reader.take(page, &fence);
    }
    (reader.site, reader.previews)
}

/// Types lines alone, from first to last.
pub(crate) fn follow_lines(lines: Vec<String>, site: SiteTest) -> (SiteTest, Vec<Preview>) {
    let mut reader = Reader::new(site);
    for line in lines {
        reader.types(&[line]);
    }
    (reader.site, reader.previews)
}

impl Reader {
    fn new(site: SiteTest) -> Self {
        Self {
            folder: site.root().to_owned(),
            site,
            printed: String::new(),
            previews: Vec::new(),
        }
    }

    fn take(&mut self, page: &str, fence: &Fence) {
        let text = fence.lines.join("\n") + "\n";
        match fence.language.as_str() {
            "sh" => self.types(&fence.lines),
            "output" => assert_eq!(self.printed, text, "{page}"),
            "diff" => self.changes(page, fence),
            "yaml" if fence.names.starts_with("content/") => self.adds(&fence.names, &text),
            "yaml" => self.is_yaml(page, &text),
            "pages" => {
                for path in &fence.lines {
                    let file = self.folder.join("public").join(path);
                    assert!(file.is_file(), "{page}: {path} is not there");
                }
            }
            // Settings of other programs, which the page says are not run.
            "nginx" => {}
            other => panic!("{page}: nothing is done with a block of {other:?}"),
        }
    }

    /// Types lines into a shell, which goes on from where it stood.
    fn types(&mut self, lines: &[String]) {
        let mut typed = Vec::new();
        for line in lines {
            let line = line.strip_prefix("$ ").unwrap_or(line);
            let line = line.replace("cargo run --release --", "fuwen");
            match line.split_once(" serve") {
                Some((before, after)) if before.starts_with("fuwen") => {
                    self.shell(&typed);
                    typed.clear();
                    self.previews(before, after);
                }
                _ => typed.push(line),
            }
        }
        self.shell(&typed);
    }

    fn shell(&mut self, typed: &[String]) {
        if typed.is_empty() {
            return;
        }
        let place = self.site.path(".folder");
        let script = format!("{}\npwd >{}", typed.join("\n"), place.display());
        let programs = PathBuf::from(env!("CARGO_BIN_EXE_fuwen"));
        let programs = programs.parent().unwrap().display();
        let run = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &script])
            .current_dir(&self.folder)
            .env(
                "PATH",
                format!("{programs}:{}", std::env::var("PATH").unwrap()),
            )
            .env_remove("CI")
            .output()
            .expect("there is a shell");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{typed:?}\n{said}");
        self.printed = String::from_utf8(run.stdout).unwrap();
        self.folder = fs::read_to_string(&place).unwrap().trim_end().into();
        fs::remove_file(place).unwrap();
    }

    /// Starts a preview at a free port, and without a browser.
    fn previews(&mut self, before: &str, after: &str) {
        let folder = match before.split_once("--root ") {
            Some((_, root)) => self.folder.join(root.trim()),
            None => self.folder.clone(),
        };
        let mut arguments = vec!["--root", folder.to_str().unwrap(), "--port", "0"];
        arguments.extend(after.split_whitespace().filter(|word| *word != "--open"));
        let preview = Preview::with(&self.site, &arguments, &[]);
        assert_eq!(preview.get("index.html").status, 200);
        self.previews.push(preview);
    }

    /// Puts added lines in the place of removed ones, or at the end where none is removed.
    fn changes(&self, page: &str, fence: &Fence) {
        let side = |mark: char| -> String {
            let lines = fence
                .lines
                .iter()
                .filter_map(|line| line.strip_prefix(mark));
            lines.map(|line| format!("{line}\n")).collect()
        };
        let (old, new) = (side('-'), side('+'));
        if old.is_empty() {
            return self.adds(&fence.names, &new);
        }
        let file = self.folder.join(&fence.names);
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.contains(&old),
            "{page}: {} does not hold {old:?}",
            fence.names
        );
        fs::write(file, text.replacen(&old, &new, 1)).unwrap();
    }

    fn adds(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        let before = fs::read_to_string(&file).unwrap();
        fs::write(file, before + text).unwrap();
    }

    /// A file for a service: it is YAML, and the commands of fuwen in it work.
    fn is_yaml(&mut self, page: &str, text: &str) {
        let value: serde_yaml::Value = serde_yaml::from_str(text).expect(page);
        assert!(value.is_mapping(), "{page}");
        let commands = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- "));
        let commands: Vec<String> = commands
            .filter(|line| line.starts_with("fuwen "))
            .map(str::to_owned)
            .collect();
        self.shell(&commands);
    }
}
