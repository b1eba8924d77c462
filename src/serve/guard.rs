//! What is refused: requests for other hosts, and paths that no site has.
//!
//! A page of another site can make a browser ask here under that site's name (DNS rebinding) and
//! would then read what it is answered. Such a request names a host that is not this one.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

/// The hosts that a preview answers for: its own addresses, and `localhost`.
#[derive(Clone, Copy, Debug)]
pub struct Hosts {
    is_open: bool,
}

impl Hosts {
    /// Those of a preview that listens at `address`.
    pub fn new(address: IpAddr) -> Self {
        Self {
            is_open: !address.is_loopback(),
        }
    }

    /// Whether a request may name this host, with or without a port. Only addresses are taken
    /// where other machines may ask: whoever rebinds a name needs a name.
    pub fn allow(self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        match name.parse::<IpAddr>() {
            Ok(address) => self.is_open || address.is_loopback(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// The path of a file below the site's root, from the path of a request; a folder is its index
/// page. `None` for one that leads out of the site, however it is written.
pub fn file_path(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let path = path.strip_prefix('/')?;
    let leads_out = |segment: &str| segment == ".." || segment == ".";
    let is_odd = |c: char| c == '\\' || c.is_control();
    if path.split('/').any(leads_out) || path.contains(is_odd) {
        return None;
    }
    if path.is_empty() || path.ends_with('/') {
        return Some(format!("{path}index.html"));
    }
    Some(path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use super::*;

    #[test]
    fn only_this_machine_is_answered_for() {
        for address in [
            IpAddr::from(Ipv4Addr::LOCALHOST),
            Ipv6Addr::LOCALHOST.into(),
        ] {
            let hosts = Hosts::new(address);
            for host in [
                "127.0.0.1:4000",
                "localhost",
                "LOCALHOST:1",
                "[::1]:4000",
                "127.0.0.1",
            ] {
                assert!(hosts.allow(host), "{host}");
            }
            for host in [
                "",
                "example.org",
                "example.org:4000",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "192.0.2.7:4000",
                "[::2]:4000",
                "localhost@example.org",
                "::1",
            ] {
                assert!(!hosts.allow(host), "{host}");
            }
        }
    }

    #[test]
    fn an_open_preview_answers_to_addresses_but_not_to_names() {
        let hosts = Hosts::new(Ipv4Addr::UNSPECIFIED.into());
        for host in ["192.0.2.7:4000", "[2001:db8::7]:4000", "localhost:4000"] {
            assert!(hosts.allow(host), "{host}");
        }
        assert!(!hosts.allow("example.org:4000"));
    }

    #[test]
    fn paths_stay_inside_the_site() {
        let paths = [
            ("/", "index.html"),
            ("/topics/", "topics/index.html"),
            ("/replies/2025/a.html", "replies/2025/a.html"),
            ("/%72eplies/a.html", "replies/a.html"),
        ];
        for (path, file) in paths {
            assert_eq!(file_path(path).as_deref(), Some(file));
        }
        for path in [
            "",
            "*",
            "/../content/site.yaml",
            "/a/../../b",
            "/%2e%2e/content/site.yaml",
            "/..%2fcontent/site.yaml",
            "/%2e%2e%5ccontent",
            "/..\\content",
            "/./index.html",
            "/a%00.html",
            "/%ff",
        ] {
            assert_eq!(file_path(path), None, "{path}");
        }
    }
}
