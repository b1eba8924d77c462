//! [`Preview`]: a running `fuwen serve`, asked over plain sockets, so that a test can also ask
//! what no browser would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::harness::{SiteTest, program};

/// How long an answer may take before it counts as missing, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview of a site; it is killed when the test ends.
pub(crate) struct Preview {
    child: Child,
    /// The line that it printed, such as `http://127.0.0.1:4000/`.
    pub(crate) address: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A line of the head, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines();
        let mut values = lines.filter_map(|line| line.split_once(": "));
        values.find_map(|(found, value)| (found.to_ascii_lowercase() == name).then_some(value))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the answer is UTF-8")
    }

    /// The number of the reading that a page was made from.
    pub(crate) fn version(&self) -> u64 {
        let (_, after) = self
            .text()
            .split_once("reload.js?")
            .expect("a page that reloads");
        after.split('"').next().unwrap().parse().unwrap()
    }
}

impl Preview {
    /// Starts a preview at a free port, and waits for its address.
    pub(crate) fn of(site: &SiteTest) -> Self {
        Self::with(site, &["--port", "0"], &[])
    }

    /// The same with other arguments and with variables of the environment.
    pub(crate) fn with(site: &SiteTest, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(program());
        command
            .arg("serve")
            .args(arguments)
            .current_dir(site.root());
        command.env_remove("CI").envs(variables.iter().copied());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut address = String::new();
        let stdout = child.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut address).unwrap();
        let address = address.trim_end().to_owned();
        let preview = Self { child, address };
        assert!(
            preview.address.starts_with("http://"),
            "{:?}",
            preview.address
        );
        preview
    }

    /// A connection on which nothing was said yet.
    pub(crate) fn connect(&self) -> TcpStream {
        let host = self.host().replace("0.0.0.0", "127.0.0.1");
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Address and port.
    pub(crate) fn host(&self) -> &str {
        let host = self.address.strip_prefix("http://").unwrap();
        host.strip_suffix('/').unwrap()
    }

    /// What is answered to these words, after which the connection ends.
    pub(crate) fn say(&self, words: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(words.as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.expect("an answer with a head");
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head,
            body: all[end + 4..].to_vec(),
        }
    }

    /// What is answered to a request with this method, path and host.
    pub(crate) fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let words =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.say(&words)
    }

    /// A file of the site, by its path below the root.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("/{path}"), self.host())
    }

    /// A page that must be there.
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.text().to_owned()
    }

    /// A page that a change has just brought: the preview has to see it first.
    pub(crate) fn page_in_time(&self, path: &str) -> String {
        for _ in 0..200 {
            if self.get(path).status == 200 {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.page(path)
    }

    /// Waits, as a browser does that shows a page, until the page has to be loaded again. The
    /// answer begins at once; its events come when they happen.
    pub(crate) fn until_reload(&self, version: u64) -> Waiting {
        let mut stream = self.connect();
        let host = self.host();
        let words = format!("GET /_fuwen/events?{version} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(words.as_bytes()).unwrap();
        let mut waiting = Waiting(BufReader::new(stream));
        waiting.until("retry: ");
        waiting
    }

    /// Does something to the site, and waits until the browser would load its page again.
    pub(crate) fn after(&self, change: impl FnOnce()) {
        let waiting = self.until_reload(self.get("index.html").version());
        change();
        waiting.ends();
    }

    /// Sends a signal, by its name, and gives the exit code and what was said on standard error.
    pub(crate) fn ended_by(mut self, signal: &str) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(sent.unwrap().success());
        let status = self.child.wait().unwrap();
        let mut said = String::new();
        let stderr = self.child.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        (status.code(), said)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser that waits.
pub(crate) struct Waiting(BufReader<TcpStream>);

impl Waiting {
    /// The word to load the page again comes.
    pub(crate) fn ends(mut self) {
        self.until("event: reload");
    }

    fn until(&mut self, begin: &str) {
        let mut line = String::new();
        while !line.starts_with(begin) {
            line.clear();
            let length = self.0.read_line(&mut line).expect("an event in time");
            assert!(length > 0, "the events ended before {begin:?}");
        }
    }
}
