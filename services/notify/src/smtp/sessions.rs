//! Sessions with the mail server, kept for the next letter. The streams send at once: the client library writes a
//! mail's end apart from the mail, which on a stream that collects small writes costs 40 ms a letter.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use tokio::net::{TcpStream, lookup_host};
use tokio::sync::Semaphore;
use tokio::time::{self, timeout_at};

use super::settings::{Encryption, SmtpSettings};
use super::stream::Encrypted;
use super::stuck::{Step, Stuck, Why};
use super::trust::Trust;
use crate::letters::Composed;

/// Servers end sessions that lie idle; one younger than this is taken to be open.
const FRESH: Duration = Duration::from_secs(10);
/// An older one is not asked any more.
const STALE: Duration = Duration::from_secs(120);
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

pub struct Sessions {
    pub settings: SmtpSettings,
    trust: Trust,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
    open: Semaphore,
}

/// Until when everything has to be done.
struct Within<'a> {
    settings: &'a SmtpSettings,
    until: time::Instant,
}

impl Sessions {
    pub fn new(settings: SmtpSettings, trust: Trust) -> Sessions {
        Sessions { open: Semaphore::new(settings.sessions), settings, trust, idle: Mutex::default() }
    }

    pub fn at_once(&self) -> usize {
        self.settings.sessions
    }

    /// What the server answered, within the time that the settings give it; a session that met trouble is not used again.
    pub async fn send(&self, mail: &Composed) -> Result<Response, Stuck> {
        let _one_of_them = self.open.acquire().await.expect("the sessions are never closed");
        let within = self.within();
        let kept = async { Ok::<_, Why>(self.kept_open().await) };
        if let Some(session) = within.step(Step::Connect, kept).await? {
            match self.hand_over(session, mail, &within).await {
                // Whoever ends a session that lay idle says nothing of the letter.
                Err(stuck) if stuck.is_lost => {}
                answered => return answered,
            }
        }
        self.hand_over(self.begin(&within).await?, mail, &within).await
    }

    async fn hand_over(
        &self,
        mut session: AsyncSmtpConnection,
        mail: &Composed,
        within: &Within<'_>,
    ) -> Result<Response, Stuck> {
        let answer = within.step(Step::Letter, session.send(&mail.envelope, &mail.bytes)).await?;
        self.idle.lock().expect("nobody panics with it").push((session, Instant::now()));
        Ok(answer)
    }

    /// Goes every step but the letter, and takes its leave.
    pub async fn look(&self) -> Result<(), Stuck> {
        let within = self.within();
        let mut session = self.begin(&within).await?;
        timeout_at(within.until, session.abort()).await.ok();
        Ok(())
    }

    fn within(&self) -> Within<'_> {
        Within { settings: &self.settings, until: time::Instant::now() + self.settings.timeout() }
    }

    async fn kept_open(&self) -> Option<AsyncSmtpConnection> {
        while let Some((mut session, used)) = self.kept() {
            let age = used.elapsed();
            if age < FRESH || age < STALE && session.test_connected().await {
                return Some(session);
            }
        }
        None
    }

    fn kept(&self) -> Option<(AsyncSmtpConnection, Instant)> {
        self.idle.lock().expect("nobody panics with it").pop()
    }

    async fn begin(&self, within: &Within<'_>) -> Result<AsyncSmtpConnection, Stuck> {
        let SmtpSettings { host, port, tls, .. } = &self.settings;
        let name = ClientId::default();
        let stream = within.step(Step::Connect, connect(host, *port)).await?;
        let stream: Box<dyn AsyncTokioStream> = match tls {
            Encryption::Whole => {
                let encrypted = Encrypted::over(stream, host, self.trust.whole.clone());
                Box::new(within.step(Step::Encrypt, encrypted).await?)
            }
            Encryption::No | Encryption::Begun => Box::new(stream),
        };
        let greeted = AsyncSmtpConnection::connect_with_transport(stream, &name);
        let mut session = within.step(Step::Greet, greeted).await?;
        if *tls == Encryption::Begun {
            if !session.can_starttls() {
                return Err(Stuck::at(Step::Encrypt, Why::NoEncryption, &self.settings));
            }
            within.step(Step::Encrypt, session.starttls(self.trust.begun.clone(), &name)).await?;
        }
        if let Some(credentials) = self.settings.credentials() {
            within.step(Step::SignIn, session.auth(&MECHANISMS, &credentials)).await?;
        }
        Ok(session)
    }
}

impl Within<'_> {
    async fn step<T, E: Into<Why>>(&self, step: Step, doing: impl Future<Output = Result<T, E>>) -> Result<T, Stuck> {
        let done = timeout_at(self.until, doing).await.map_err(|_| Why::TooSlow);
        let done = done.and_then(|done| done.map_err(Into::into));
        done.map_err(|why| Stuck::at(step, why, self.settings))
    }
}

async fn connect(host: &str, port: u16) -> Result<TcpStream, Why> {
    let found: Vec<_> = lookup_host((host, port)).await.map_err(|_| Why::NoSuchHost)?.collect();
    let stream = TcpStream::connect(&*found).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl From<std::io::Error> for Why {
    fn from(error: std::io::Error) -> Why {
        Why::Network(error)
    }
}

impl From<Error> for Why {
    fn from(error: Error) -> Why {
        Why::Smtp(error)
    }
}
