//! What makes a browser load a page again: put into a page when it is answered, never when it is
//! rendered, and a stream of events that tells when.

use std::convert::Infallible;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use tokio::sync::watch;
use tokio::time::timeout;

/// The script, by its path below the site's root. No page of a site has an underscore in its path.
pub(super) const SCRIPT_PATH: &str = "_fuwen/reload.js";
/// The events.
pub(super) const EVENTS_PATH: &str = "_fuwen/events";
/// The style of the page of problems.
pub(super) const STYLE_PATH: &str = "_fuwen/problems.css";

pub(super) const SCRIPT: &str = include_str!("reload.js");
pub(super) const STYLE: &str = include_str!("problems.css");

/// A browser that waits hears something from time to time, so that one that went is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The element that loads the script, for a page made from this reading of the site.
pub(super) fn script(version: u64) -> String {
    format!("<script src=\"/{SCRIPT_PATH}?{version}\"></script>")
}

/// A page with the script at the end of its body. Its policy, if it has one, is opened for the
/// script and its events, and for nothing else.
pub(super) fn inject(page: &[u8], version: u64) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let page = open_policy(&page);
    let script = script(version);
    let (before, after) = page.split_at(page.rfind("</body>").unwrap_or(page.len()));
    [before, &script, "\n", after].concat().into_bytes()
}

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// Of a directive that stands twice in a policy the first counts.
fn open_policy(page: &str) -> String {
    let Some(at) = page.find(POLICY) else {
        return page.to_owned();
    };
    let (before, policy) = page.split_at(at + POLICY.len());
    let has_scripts = policy
        .split('"')
        .next()
        .is_some_and(|policy| policy.contains("script-src"));
    let scripts = if has_scripts {
        ""
    } else {
        "script-src 'self'; "
    };
    [before, scripts, "connect-src 'self'; ", policy].concat()
}

/// A stream that says when the site is another than at reading `version`, which may be at once.
pub(super) fn events(
    mut versions: watch::Receiver<u64>,
    version: u64,
) -> Channel<Bytes, Infallible> {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        let mut text = "retry: 500\n\n";
        while say(&mut sender, text).await {
            match timeout(SIGN_OF_LIFE, is_other(&mut versions, version)).await {
                Err(_) => text = ":\n\n",
                Ok(false) => return,
                Ok(true) => {
                    say(&mut sender, "event: reload\ndata:\n\n").await;
                    return;
                }
            }
        }
    });
    body
}

/// Waits until the site is another than at a reading; not true where it will never be.
async fn is_other(versions: &mut watch::Receiver<u64>, version: u64) -> bool {
    versions.wait_for(|now| *now != version).await.is_ok()
}

async fn say(sender: &mut Sender<Bytes, Infallible>, text: &'static str) -> bool {
    sender
        .send_data(Bytes::from_static(text.as_bytes()))
        .await
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(page: &str) -> String {
        String::from_utf8(inject(page.as_bytes(), 7)).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = injected("<body>\n<p>a\n</body>\n</html>\n");
        let expected =
            "<body>\n<p>a\n<script src=\"/_fuwen/reload.js?7\"></script>\n</body>\n</html>\n";
        assert_eq!(page, expected);
        assert!(injected("<p>a").ends_with("</script>\n"));
    }

    #[test]
    fn a_policy_is_opened_for_the_script_alone() {
        let page = |policy: &str| format!("<meta {POLICY}{policy}\"><p>a</body>");
        let both = injected(&page("default-src 'none'; script-src 'self'"));
        assert!(
            both.contains("content=\"connect-src 'self'; default-src 'none'; script-src 'self'\"")
        );
        let none = injected(&page("default-src 'none'"));
        assert!(
            none.contains("content=\"script-src 'self'; connect-src 'self'; default-src 'none'\"")
        );
    }
}
