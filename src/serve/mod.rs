//! The local preview: a site read once and kept, its pages rendered when they are asked for.
//!
//! Owns the server, the watching of a site's files, and what is added to a page on its way to a
//! browser. Rendering knows nothing of it, and `public/` is neither read nor written. What is
//! joined from all pages (open data, search) is built aside, in `.fuwen/`, when it is first asked
//! for. Who may ask: programs on this machine, unless the caller opens it, and never a page of
//! another site (see [`guard`]).

mod answer;
mod aside;
pub mod guard;
mod keeper;
mod media;
mod problems;
mod reload;
mod server;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::build;
use crate::diag::{Audience, Diagnostics};
use crate::fs;
use crate::read::CONTENT;
use aside::Aside;
use guard::Hosts;
use keeper::{Keeper, Message};
use server::Server;

/// The port that is tried where none is named.
pub const PORT: u16 = 4000;

/// What a preview is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The address to listen at; other machines reach the preview unless it is a loopback one.
    pub host: IpAddr,
    /// The port, where 0 is any free one. Without one it is [`PORT`], or a free one where that is
    /// taken.
    pub port: Option<u16>,
    /// A number that no other run of the program has had: a page that an earlier run sent is
    /// loaded again.
    pub session: u64,
    /// Who reads the errors that take the place of pages.
    pub audience: Audience,
}

/// Somebody who wants to know what the preview does.
pub trait Listener: Send + Sync {
    /// It answers at this address, such as `http://127.0.0.1:4000/`.
    fn answers(&self, address: &str);
    /// The site was read, with these problems, in this time.
    fn read(&self, problems: &Diagnostics, taken: Duration);
    /// The system does not tell of changes; files are looked at every so often instead.
    fn polls(&self, every: Duration);
}

/// Why there is no preview.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The folder is no site.
    #[error("there is no content/ in {}", .0.display())]
    NoSite(PathBuf),
    /// The address cannot be listened at.
    #[error("could not listen at {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// Threads or timers cannot be had.
    #[error("could not start: {0}")]
    Start(#[from] io::Error),
    /// The site's files cannot be watched.
    #[error("could not watch the site's files: {0}")]
    Watch(#[from] notify::Error),
}

/// Shows a site until the program is interrupted (Ctrl-C, or the system's wish that it end).
///
/// # Errors
/// Where the folder is no site or the address is not to be had. Problems of the site itself are
/// shown in the browser.
pub fn serve(options: &Options, listener: &Arc<dyn Listener>) -> Result<(), ServeError> {
    let root = &options.root;
    if !fs::is_folder(&root.join(CONTENT)) {
        return Err(ServeError::NoSite(root.clone()));
    }
    let socket = listen(options)?;
    let address = socket.local_addr()?;
    let (messages, inbox) = mpsc::channel::<Message>();
    // Before the first reading, so that no change falls between the two.
    if let Some(every) = watch::watch(root, messages.clone())? {
        listener.polls(every);
    }
    let (keeper, versions) = Keeper::new(site(root), options.session, Arc::clone(listener));
    thread::Builder::new().spawn(move || keeper.keep(&inbox))?;

    let server = Server {
        messages,
        versions,
        aside: Aside::new(site(root)),
        hosts: Hosts::new(options.host),
        audience: options.audience,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(server::run(socket, server, || {
        listener.answers(&format!("http://{address}/"));
    }));
    // Whoever is still connected is not waited for.
    runtime.shutdown_background();
    Ok(result?)
}

/// The site as the build would make it.
fn site(root: &Path) -> build::Options {
    build::Options {
        root: root.to_owned(),
        output: None,
        base_url: None,
        keep_going: false,
        revision: None,
        preview: false,
    }
}

fn listen(options: &Options) -> Result<TcpListener, ServeError> {
    let at = |port| {
        let address = SocketAddr::new(options.host, port);
        TcpListener::bind(address).map_err(|source| ServeError::Listen { address, source })
    };
    match options.port {
        Some(port) => at(port),
        None => at(PORT).or_else(|_| at(0)),
    }
}
