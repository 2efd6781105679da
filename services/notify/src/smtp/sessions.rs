//! Sessions with the mail server, kept for the next letter. The streams send at once: the client library writes a
//! mail's end apart from the mail, which on a stream that collects small writes costs 40 ms a letter.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::settings::{Encryption, SmtpSettings};
use crate::letters::Composed;

/// Servers end sessions that lie idle; one younger than this is taken to be open.
const FRESH: Duration = Duration::from_secs(10);
/// An older one is not asked any more.
const STALE: Duration = Duration::from_secs(120);
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// Why a mail was not handed over.
pub enum Unsent {
    TooSlow,
    /// Connecting, encrypting or signing in failed: nothing was said of the mail.
    NoSession(String),
    Mail(Error),
}

pub struct Sessions {
    settings: SmtpSettings,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
    open: Semaphore,
}

impl Sessions {
    pub fn new(settings: SmtpSettings) -> Sessions {
        Sessions { open: Semaphore::new(settings.sessions), settings, idle: Mutex::default() }
    }

    pub fn at_once(&self) -> usize {
        self.settings.sessions
    }

    /// Within the time that the settings give it; a session that met trouble is not used again.
    pub async fn send(&self, mail: &Composed) -> Result<(), Unsent> {
        let _one_of_them = self.open.acquire().await.expect("the sessions are never closed");
        let handing_over = async {
            let mut session = self.session().await?;
            session.send(&mail.envelope, &mail.bytes).await.map_err(Unsent::Mail)?;
            Ok(session)
        };
        let session = timeout(self.settings.timeout(), handing_over).await.map_err(|_| Unsent::TooSlow)??;
        self.idle.lock().expect("nobody panics with it").push((session, Instant::now()));
        Ok(())
    }

    async fn session(&self) -> Result<AsyncSmtpConnection, Unsent> {
        while let Some((mut session, used)) = self.kept() {
            let age = used.elapsed();
            if age < FRESH || age < STALE && session.test_connected().await {
                return Ok(session);
            }
        }
        self.begin().await.map_err(|trouble| Unsent::NoSession(trouble.to_string()))
    }

    fn kept(&self) -> Option<(AsyncSmtpConnection, Instant)> {
        self.idle.lock().expect("nobody panics with it").pop()
    }

    async fn begin(&self) -> Result<AsyncSmtpConnection, Box<dyn std::error::Error + Send + Sync>> {
        let SmtpSettings { host, port, tls, .. } = &self.settings;
        let server = (host.as_str(), *port);
        let name = ClientId::default();
        let encrypted = || TlsParameters::new(host.clone());
        let mut session = match tls {
            // The library opens this stream itself, and gives no way to tell it to send at once.
            Encryption::Whole => {
                AsyncSmtpConnection::connect_tokio1(server, None, &name, Some(encrypted()?), None).await?
            }
            Encryption::No | Encryption::Begun => {
                let stream = TcpStream::connect(server).await?;
                stream.set_nodelay(true)?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &name).await?
            }
        };
        if *tls == Encryption::Begun {
            session.starttls(encrypted()?, &name).await?;
        }
        if let Some(credentials) = self.settings.credentials() {
            session.auth(&MECHANISMS, &credentials).await?;
        }
        Ok(session)
    }
}
