//! Connections: how many, how slow, and when it ends.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::net::TcpListener as Socket;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit as Slot, Semaphore, watch};
use tokio::task::AbortHandle;
use tokio::time;
use tokio_io_timeout::TimeoutStream;

use super::answer::answer;
use super::aside::Aside;
use super::guard::Hosts;
use super::keeper::Message;
use crate::diag::Audience;

/// How many connections are served at once. One more takes the place of the oldest that has asked
/// for nothing yet; where all have asked, it waits until one ends.
const MOST: usize = 256;
/// How long a request may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);
/// How long a browser may take nothing of an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How large the head of a request may be, in bytes.
const HEAD: usize = 16 * 1024;
/// A pause where the system has no connection left to give.
const PAUSE: Duration = Duration::from_millis(50);
/// How long the end waits for a build aside.
const END: Duration = Duration::from_secs(5);

/// What every connection needs.
pub(super) struct Server {
    pub(super) messages: Sender<Message>,
    pub(super) versions: watch::Receiver<u64>,
    pub(super) aside: Aside,
    pub(super) hosts: Hosts,
    pub(super) audience: Audience,
}

/// Serves until the program is interrupted, and tidies up.
///
/// # Errors
/// Where the socket cannot be used, or the wish to end cannot be listened for.
pub(super) async fn run(socket: Socket, server: Server, ready: impl FnOnce()) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    let listener = TcpListener::from_std(socket)?;
    let server = Arc::new(server);
    let accepting = tokio::spawn(accept(listener, Arc::clone(&server)));
    let end = Interrupt::new()?;
    ready();
    end.comes().await;
    accepting.abort();
    let _ = time::timeout(END, server.aside.remove()).await;
    Ok(())
}

async fn accept(listener: TcpListener, server: Arc<Server>) {
    let slots = Arc::new(Semaphore::new(MOST));
    let mut silent = Silent::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            time::sleep(PAUSE).await;
            continue;
        };
        if slots.available_permits() == 0 {
            silent.end_oldest();
        }
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else {
            return; // nobody closes the semaphore
        };
        let asked = Arc::new(AtomicBool::new(false));
        let talk = converse(stream, Arc::clone(&server), Arc::clone(&asked), slot);
        silent.add(tokio::spawn(talk).abort_handle(), asked);
    }
}

/// Connections in the order they came, with whether they have asked for anything yet.
#[derive(Default)]
struct Silent(VecDeque<(AbortHandle, Arc<AtomicBool>)>);

impl Silent {
    fn add(&mut self, talk: AbortHandle, asked: Arc<AtomicBool>) {
        self.0
            .retain(|(talk, asked)| !talk.is_finished() && !asked.load(Ordering::Relaxed));
        self.0.push_back((talk, asked));
    }

    fn end_oldest(&mut self) {
        while let Some((talk, asked)) = self.0.pop_front() {
            if !talk.is_finished() && !asked.load(Ordering::Relaxed) {
                return talk.abort();
            }
        }
    }
}

async fn converse(stream: TcpStream, server: Arc<Server>, asked: Arc<AtomicBool>, _slot: Slot) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(PATIENCE));
    let service = service_fn(move |request| {
        asked.store(true, Ordering::Relaxed);
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(answer(&server, &request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ARRIVAL)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    // One that breaks off or says nothing sensible is that browser's affair.
    let _ = connection.await;
}

/// The wish that the program end.
struct Interrupt {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Interrupt {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn comes(mut self) {
        use std::future::poll_fn;
        use std::task::Poll;
        poll_fn(|context| {
            let terminate = self.terminate.poll_recv(context).is_ready();
            let interrupt = self.interrupt.poll_recv(context).is_ready();
            if terminate || interrupt {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

#[cfg(not(unix))]
impl Interrupt {
    #[allow(clippy::unnecessary_wraps, reason = "other systems can fail here")]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn comes(self) {
        // Without it the system ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
