//! One request to one answer.

use std::convert::Infallible;

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::oneshot;

use super::guard;
use super::keeper::{Answer, Message, Question, What};
use super::media::media_type;
use super::problems;
use super::reload;
use super::server::Server;
use crate::diag::Diagnostics;

type Body = UnsyncBoxBody<Bytes, Infallible>;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// What the page of problems may load.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'";
/// On every answer: nothing is kept, taken for something else, or read by pages of other sites.
const ALWAYS: [(HeaderName, &str); 3] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Answers a request.
pub(super) async fn answer(server: &Server, request: &Request<Incoming>) -> Response<Body> {
    if !hosts(request).is_some_and(|mut hosts| hosts.all(|host| server.hosts.allow(host))) {
        let words = "This preview answers only to its own address and to localhost.\n";
        return text(StatusCode::FORBIDDEN, words);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut refusal = text(
            StatusCode::METHOD_NOT_ALLOWED,
            "Only GET and HEAD are known.\n",
        );
        let allowed = HeaderValue::from_static("GET, HEAD");
        refusal.headers_mut().insert(header::ALLOW, allowed);
        return refusal;
    }
    let Some(path) = guard::file_path(request.uri().path()) else {
        return text(
            StatusCode::BAD_REQUEST,
            "This path leads out of the site.\n",
        );
    };
    match path.as_str() {
        reload::SCRIPT_PATH => respond(StatusCode::OK, media_type(&path), reload::SCRIPT),
        reload::STYLE_PATH => respond(StatusCode::OK, media_type(&path), reload::STYLE),
        reload::EVENTS_PATH => events(server, request.uri().query()),
        _ => file(server, path).await,
    }
}

/// The hosts that a request names; `None` where it names none or says it in no readable way.
fn hosts(request: &Request<Incoming>) -> Option<impl Iterator<Item = &str>> {
    let headers = request.headers().get_all(header::HOST).iter();
    let named: Vec<&str> = headers
        .map(|value| value.to_str().ok())
        .collect::<Option<_>>()?;
    let absolute = request
        .uri()
        .authority()
        .map(hyper::http::uri::Authority::as_str);
    (!named.is_empty()).then(|| named.into_iter().chain(absolute))
}

fn events(server: &Server, query: Option<&str>) -> Response<Body> {
    // A page that does not say what it was made from is as good as an old one.
    let version = query
        .and_then(|query| query.parse().ok())
        .unwrap_or_default();
    let stream = reload::events(server.versions.clone(), version);
    with_headers(StatusCode::OK, "text/event-stream", stream.boxed_unsync())
}

async fn file(server: &Server, path: String) -> Response<Body> {
    let (sender, receiver) = oneshot::channel();
    let question = Question {
        path: path.clone(),
        answer: sender,
    };
    let asked = server.messages.send(Message::Question(question));
    let (Ok(()), Ok(Answer { version, what })) = (asked, receiver.await) else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "The preview is ending.\n");
    };
    let what = match what {
        What::Joined => match server.aside.file(&path, version).await {
            Ok(file) => What::File(file),
            Err(problems) => What::Broken(problems),
        },
        what => what,
    };
    match what {
        What::File(file) => page(StatusCode::OK, media_type(&path), file, version),
        What::Missing(Some(file)) => page(StatusCode::NOT_FOUND, HTML, file, version),
        What::Missing(None) | What::Joined => {
            text(StatusCode::NOT_FOUND, "There is no such page.\n")
        }
        What::Broken(problems) => broken(server, &problems, version),
    }
}

/// A file, with what loads it again if it is a page.
fn page(status: StatusCode, media: &'static str, file: Vec<u8>, version: u64) -> Response<Body> {
    let file = if media == HTML {
        reload::inject(&file, version)
    } else {
        file
    };
    respond(status, media, file)
}

fn broken(server: &Server, problems: &Diagnostics, version: u64) -> Response<Body> {
    let page = problems::page(problems, server.audience, version);
    let mut answer = respond(StatusCode::INTERNAL_SERVER_ERROR, HTML, page);
    let policy = HeaderValue::from_static(POLICY);
    answer
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    answer
}

fn text(status: StatusCode, words: &'static str) -> Response<Body> {
    respond(status, TEXT, words)
}

fn respond(status: StatusCode, media: &'static str, file: impl Into<Bytes>) -> Response<Body> {
    with_headers(status, media, Full::new(file.into()).boxed_unsync())
}

fn with_headers(status: StatusCode, media: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
