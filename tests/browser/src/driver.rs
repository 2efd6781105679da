//! chromedriver as a process of its own, on a port of its own, for as long as the value lives.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::screen::Screen;
use crate::window::Window;

/// Headless, without a sandbox of its own (the tests run as root in CI), and silent towards the outside.
/// The gateway of a test has a certificate of its own.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--ignore-certificate-errors",
    "--hide-scrollbars",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
const TRIES: u32 = 100;
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

pub struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    pub fn start() -> Driver {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
        let child = Command::new("chromedriver")
            .arg(format!("--port={}", free.port()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: Debian has it in the package chromium-driver");
        Driver { child, url: format!("http://{free}") }
    }

    /// A new browser with an empty profile, before the site at `site`.
    pub async fn window(&self, site: &str, screen: Screen) -> Window {
        let options = json!({ "goog:chromeOptions": { "args": ARGUMENTS } });
        let wanted: Capabilities = options.as_object().cloned().expect("an object");
        let mut last = None;
        for _ in 0..TRIES {
            match ClientBuilder::new(HttpConnector::new()).capabilities(wanted.clone()).connect(&self.url).await {
                Ok(client) => return Window::new(client, site, screen).await,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
        panic!("chromedriver opens no browser: {last:?}");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
