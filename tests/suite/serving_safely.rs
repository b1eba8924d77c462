//! `fuwen serve` and those who ask what they should not, too slowly, or all at once; how it begins
//! and ends.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::thread;
use std::time::Duration;

use crate::harness::SiteTest;
use crate::preview::Preview;

fn new_site() -> SiteTest {
    let mut site = SiteTest::bare();
    site.run(&["init", "."]).exits(0);
    site
}

#[test]
fn requests_for_other_hosts_are_refused() {
    let site = new_site();
    let preview = Preview::of(&site);
    let port = preview.host().rsplit_once(':').unwrap().1;
    for host in [
        "localhost",
        "127.0.0.1",
        &format!("localhost:{port}"),
        preview.host(),
        "[::1]:80",
    ] {
        assert_eq!(preview.ask("GET", "/", host).status, 200, "{host}");
    }
    for host in [
        "example.org",
        &format!("example.org:{port}"),
        "192.0.2.7",
        "localhost.example.org",
        "",
        "a b",
    ] {
        assert_eq!(preview.ask("GET", "/", host).status, 403, "{host}");
    }
    for words in [
        // No host, two of them, and one in the path.
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\nConnection: close\r\n\r\n",
        "GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        // The events and the pages of errors are no exception.
        "GET /_fuwen/events?1 HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    ] {
        assert_eq!(preview.say(words).status, 403, "{words}");
    }
    let answer = preview.get("index.html");
    assert_eq!(
        answer.header("cross-origin-resource-policy"),
        Some("same-origin")
    );
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn paths_that_leave_the_site_are_refused() {
    let site = new_site();
    let preview = Preview::of(&site);
    // Built once aside, so that there is a folder to leave.
    assert_eq!(preview.get("data/replies.json").status, 200);
    for path in [
        "/../content/site.yaml",
        "/../../content/site.yaml",
        "/data/../../../content/site.yaml",
        "/%2e%2e/%2e%2e/content/site.yaml",
        "/..%2f..%2fcontent%2fsite.yaml",
        "/%2e%2e%5c%2e%2e%5ccontent%5csite.yaml",
        "/data/%00.json",
        "/./index.html",
        "*",
    ] {
        let answer = preview.ask("GET", path, "localhost");
        assert_eq!(answer.status, 400, "{path}");
        assert!(!answer.text().contains("title"), "{path}");
    }
    for path in [
        "//content/site.yaml",
        "/content/site.yaml",
        "/data//replies.json",
        "/manifest-sha256.txt",
    ] {
        assert_eq!(preview.ask("GET", path, "localhost").status, 404, "{path}");
    }
}

#[test]
fn pages_are_read_and_nothing_else_is_done() {
    let site = new_site();
    let preview = Preview::of(&site);
    let whole = preview.get("index.html");
    let head = preview.ask("HEAD", "/index.html", "localhost");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        whole.header("content-length")
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = preview.ask(method, "/index.html", "localhost");
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
    for words in [
        "\r\n\r\n\r\n",
        "HELO\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    ] {
        let mut stream = preview.connect();
        stream.write_all(words.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        // Whatever is said to that, it ends.
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a".repeat(1 << 20)
    );
    let mut stream = preview.connect();
    let _ = stream.write_all(long.as_bytes());
    let _ = stream.read_to_end(&mut Vec::new());
    assert_eq!(preview.get("index.html").status, 200);
}

#[test]
fn many_at_once_are_all_answered() {
    let site = new_site();
    let preview = Preview::of(&site);
    let expected = preview.page("index.html");
    thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| {
                for _ in 0..8 {
                    assert_eq!(preview.page("index.html"), expected);
                }
            });
        }
    });
}

#[test]
fn slow_clients_keep_nobody_waiting() {
    let site = new_site();
    let preview = Preview::of(&site);
    let begin = || {
        let mut stream = preview.connect();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
        stream
    };
    // More than are served at once do not finish what they say.
    let mut slow: Vec<_> = (0..300).map(|_| begin()).collect();
    assert_eq!(preview.get("index.html").status, 200);
    // Nobody had to be given up for that but those who came first.
    let last = slow.last_mut().unwrap();
    last.write_all(b"localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    last.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(matches!(slow[0].read(&mut [0]), Ok(0) | Err(_)));
}

#[test]
fn who_takes_nothing_of_an_answer_is_given_up() {
    let mut site = new_site();
    // More than the system keeps for a connection.
    site.write("themes/default/static/root/large.txt", "a".repeat(16 << 20));
    let preview = Preview::of(&site);
    let mut deaf = preview.connect();
    let words = "GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    deaf.write_all(words.as_bytes()).unwrap();
    // What is said to nobody is refused.
    let given_up = (0..6000).any(|_| {
        thread::sleep(Duration::from_millis(10));
        deaf.write_all(b"\r\n").is_err()
    });
    assert!(given_up);
    assert_eq!(preview.get("large.txt").body.len(), 16 << 20);
}

#[test]
fn the_address_is_one_line_and_the_end_is_clean() {
    for signal in ["INT", "TERM"] {
        let site = new_site();
        let preview = Preview::of(&site);
        assert!(preview.address.starts_with("http://127.0.0.1:"));
        // A browser that waits keeps it from ending no more than one that is gone.
        let waiting = preview.until_reload(preview.get("index.html").version());
        assert_eq!(preview.get("data/replies.json").status, 200);
        let (code, said) = preview.ended_by(signal);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.ends_with("ended\n"), "{said}");
        drop(waiting);
        assert!(!site.path(".fuwen/serve").exists());
    }
}

#[test]
fn a_port_that_is_taken_is_an_error_only_where_it_was_asked_for() {
    let mut site = new_site();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    site.run(&["serve", "--port", &port]).exits(2);
    site.says(&format!("could not listen at 127.0.0.1:{port}"));
    site.says("--port 0");
    assert_eq!(site.run.stdout, "");
    // The usual one, or any; both previews answer.
    let (first, second) = (
        Preview::with(&site, &[], &[]),
        Preview::with(&site, &[], &[]),
    );
    assert_ne!(first.address, second.address);
    assert_eq!(first.get("index.html").status, 200);
    assert_eq!(second.get("index.html").status, 200);
    // Each builds aside what the other may remove.
    assert_eq!(first.get("data/replies.json").status, 200);
    assert_eq!(second.get("data/replies.json").status, 200);
    assert_eq!(first.ended_by("INT").0, Some(0));
    assert_eq!(second.get("data/replies.csv").status, 200);
}

#[test]
fn a_folder_that_is_no_site_is_not_served() {
    let mut site = SiteTest::bare();
    site.run(&["serve", "--port", "0"]).exits(2);
    site.says("there is no content/ in").says("fuwen init DIR");
    assert_eq!(site.run.stdout, "");
}

#[test]
fn an_open_preview_is_warned_of_and_answers_to_addresses_alone() {
    let site = new_site();
    let preview = Preview::with(&site, &["--port", "0", "--host", "0.0.0.0"], &[]);
    assert_eq!(preview.ask("GET", "/", "192.0.2.7:4000").status, 200);
    assert_eq!(preview.ask("GET", "/", "localhost").status, 200);
    assert_eq!(preview.ask("GET", "/", "example.org").status, 403);
    let (_, said) = preview.ended_by("INT");
    assert!(
        said.contains("warning: the preview is open to other machines"),
        "{said}"
    );
    let (_, said) = Preview::of(&site).ended_by("INT");
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn a_browser_is_opened_where_that_is_asked_for() {
    let mut site = new_site();
    let log = site.path("opened");
    let script = format!(
        "#!/bin/sh\necho \"$1\" >{}.part\nmv {0}.part {0}\n",
        log.display()
    );
    site.write("bin/xdg-open", script);
    let program = site.path("bin/xdg-open");
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!(
        "{}:{}",
        site.path("bin").display(),
        std::env::var("PATH").unwrap()
    );
    let preview = Preview::with(&site, &["--port", "0", "--open"], &[("PATH", &path)]);
    let opened = (0..6000).find_map(|_| {
        thread::sleep(Duration::from_millis(10));
        std::fs::read_to_string(&log).ok()
    });
    assert_eq!(
        opened.as_deref(),
        Some(format!("{}\n", preview.address).as_str())
    );
}
