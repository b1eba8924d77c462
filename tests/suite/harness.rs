//! [`SiteTest`]: a site in a folder of its own, and what is done to it, step by step.
//!
//! Every step gives the test back, so that a test reads from top to bottom: write files, build
//! through the real binary, look at what came out, change something, build again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::page::Page;

/// Files by their path, with forward slashes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// What one run of the program gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// How long a run may take before it counts as hanging, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site in a temporary folder.
pub(crate) struct SiteTest {
    folder: TempDir,
    /// What the last run gave.
    pub(crate) run: Run,
    environment: Vec<(&'static str, &'static str)>,
}

/// The program under test; `tests/mutants.sh` names another, in which something is broken.
pub(crate) fn program() -> PathBuf {
    let built = env!("CARGO_BIN_EXE_fuwen");
    std::env::var_os("FUWEN_UNDER_TEST").map_or_else(|| built.into(), PathBuf::from)
}

/// The root of this repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the fixture sites.
pub(crate) fn sites() -> PathBuf {
    repository().join("tests/sites")
}

impl SiteTest {
    /// A site of these files and a site.yaml with nothing but a title, unless one is given.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let mut site = Self::bare();
        site.write("content/site.yaml", "title: 示例档案\n");
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// An empty folder.
    pub(crate) fn bare() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            run: Run::default(),
            environment: Vec::new(),
        }
    }

    /// A copy of a fixture of `tests/sites/`.
    pub(crate) fn fixture(name: &str) -> Self {
        Self::copy(&sites().join(name), &["content", "themes"])
    }

    /// A copy of the sources of this repository's own archive.
    pub(crate) fn repository() -> Self {
        Self::copy(repository(), &["content", "themes"])
    }

    fn copy(from: &Path, folders: &[&str]) -> Self {
        let mut site = Self::bare();
        assert!(from.is_dir(), "there is no site {}", from.display());
        for folder in folders {
            for (path, bytes) in tree(&from.join(folder)) {
                site.write(&format!("{folder}/{path}"), bytes);
            }
        }
        site
    }

    /// A copy of another test's sources, as they are now.
    pub(crate) fn copy_of(site: &Self) -> Self {
        Self::copy(site.root(), &["content", "themes"])
    }

    /// The site's root.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file below the root.
    pub(crate) fn write(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Writes a reply below content/replies/ with this front matter and a short letter.
    pub(crate) fn reply(&mut self, name: &str, front_matter: &str) -> &mut Self {
        let text = format!("---\n{front_matter}\n---\n\n王示例委员：\n\n现答复如下。\n");
        self.write(&format!("content/replies/{name}.md"), text)
    }

    /// Replaces text of a file, which must be there.
    pub(crate) fn edit(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replace(from, to))
    }

    /// Removes a file.
    pub(crate) fn remove(&mut self, path: &str) -> &mut Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// Sets a variable for the runs that follow.
    pub(crate) fn env(&mut self, name: &'static str, value: &'static str) -> &mut Self {
        self.environment.push((name, value));
        self
    }

    /// Starts the program in the site's root and does not wait for its end.
    pub(crate) fn start(&self, arguments: &[&str]) -> Started {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.root());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        Started(command.spawn().unwrap())
    }

    /// Runs the program in the site's root.
    pub(crate) fn run(&mut self, arguments: &[&str]) -> &mut Self {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.root());
        command
            .env_remove("CI")
            .env_remove("NO_COLOR")
            .envs(self.environment.iter().copied());
        self.run = finish(command);
        self
    }

    /// Runs `fuwen build` with more arguments, whatever comes of it.
    pub(crate) fn try_build(&mut self, arguments: &[&str]) -> &mut Self {
        let all: Vec<&str> = ["build", "--quiet"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        self.run(&all)
    }

    /// Builds the site, which must succeed without a word on standard error.
    pub(crate) fn build(&mut self) -> &mut Self {
        self.build_with(&[])
    }

    /// As [`build`](Self::build), with more arguments.
    pub(crate) fn build_with(&mut self, arguments: &[&str]) -> &mut Self {
        self.try_build(arguments).exits(0);
        assert_eq!(self.run.stderr, "", "a good build warned");
        self
    }

    /// Builds and gives the numbers that programs read, without the time taken.
    pub(crate) fn report(&mut self) -> Value {
        let mut report = self.try_build(&["--format", "json"]).json();
        let seconds = report.as_object_mut().unwrap().remove("seconds");
        assert!(seconds.is_some_and(|seconds| seconds.as_f64() >= Some(0.0)));
        report
    }

    /// The last run's standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.run.stdout).expect("standard output is JSON")
    }

    /// The last run ended with this code.
    pub(crate) fn exits(&mut self, code: i32) -> &mut Self {
        assert_eq!(
            self.run.code, code,
            "{}{}",
            self.run.stderr, self.run.stdout
        );
        self
    }

    /// The last run said this on standard error.
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let Run { stderr, .. } = &self.run;
        assert!(stderr.contains(text), "{text:?} was not said:\n{stderr}");
        self
    }

    /// A build fails with this code, says this, and writes nothing.
    pub(crate) fn fails(&mut self, code: i32, text: &str) -> &mut Self {
        let before = self.output();
        self.try_build(&[]).exits(code).says(text);
        assert!(self.output() == before, "a failed build wrote");
        self
    }

    /// A file below the root.
    pub(crate) fn source(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap()
    }

    /// Everything in `public/`.
    pub(crate) fn output(&self) -> Tree {
        tree(&self.path("public"))
    }

    /// The output has these files.
    pub(crate) fn has(&mut self, paths: &[&str]) -> &mut Self {
        for path in paths {
            assert!(
                self.path("public").join(path).is_file(),
                "{path} is missing"
            );
        }
        self
    }

    /// The output has none of these.
    pub(crate) fn lacks(&mut self, paths: &[&str]) -> &mut Self {
        for path in paths {
            assert!(!self.path("public").join(path).exists(), "{path} is there");
        }
        self
    }

    /// A file of the output as text.
    pub(crate) fn text(&self, path: &str) -> String {
        let file = self.path("public").join(path);
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A page of the output, parsed.
    pub(crate) fn page(&self, path: &str) -> Page {
        Page::parse(path, &self.text(path))
    }

    /// A file of the output holds these texts.
    pub(crate) fn contains(&mut self, path: &str, texts: &[&str]) -> &mut Self {
        let file = self.text(path);
        for text in texts {
            assert!(
                file.contains(text),
                "{path} does not hold {text:?}:\n{file}"
            );
        }
        self
    }

    /// A file of the output holds none of these texts.
    pub(crate) fn omits(&mut self, path: &str, texts: &[&str]) -> &mut Self {
        let file = self.text(path);
        for text in texts {
            assert!(!file.contains(text), "{path} holds {text:?}");
        }
        self
    }
}

/// A run that has not ended.
pub(crate) struct Started(Child);

impl Started {
    /// Reads its standard error up to a line that holds this text.
    pub(crate) fn until_it_says(&mut self, text: &str) -> &mut Self {
        let lines = BufReader::new(self.0.stderr.as_mut().unwrap()).lines();
        let mut lines = lines.map(Result::unwrap);
        assert!(
            lines.any(|line| line.contains(text)),
            "{text:?} was not said"
        );
        self
    }

    /// Waits for its end, which must be a good one.
    pub(crate) fn ends_well(&mut self) {
        assert!(self.0.wait().unwrap().success());
    }

    /// Kills it, unless it has ended.
    pub(crate) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Runs a command to its end, which must come soon.
fn finish(mut command: Command) -> Run {
    let (mut stdout, mut stderr) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    command
        .stdout(stdout.try_clone().unwrap())
        .stderr(stderr.try_clone().unwrap());
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        thread::sleep(Duration::from_millis(1));
    };
    Run {
        code: status.code().expect("the program ended by itself"),
        stdout: content(&mut stdout),
        stderr: content(&mut stderr),
    }
}

/// What was written to a file.
fn content(file: &mut File) -> String {
    let mut text = String::new();
    file.rewind().unwrap();
    file.read_to_string(&mut text).expect("output is UTF-8");
    text
}

/// All files below a folder; links count by what they lead to, as they are read. A folder that
/// does not exist is empty.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            // Whoever reads a pipe waits for somebody to write.
            let is_special = !entry.path().is_file();
            let bytes = (!is_special).then(|| fs::read(entry.path()).ok());
            (path, bytes.flatten().unwrap_or_default())
        })
        .collect()
}

/// Two trees have the same names and bytes; tells the first differences apart where not.
pub(crate) fn assert_same(left: &Tree, right: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right), "the names differ");
    for (path, bytes) in left {
        if bytes != &right[path] {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(text(bytes), text(&right[path]), "{path} differs");
            panic!("{path} differs");
        }
    }
}
