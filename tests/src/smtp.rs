//! A mail server in this process, which does what its recipients are called: `550@` is refused for good, `4xx.3@` three
//! times for now, at `cut-after-dot@` the line breaks once when the mail was taken and not yet acknowledged, at `slow-dot@`
//! that takes a while, at `tarpit@` nothing is ever said. Everybody else gets their mail.

mod session;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::certificate::Certificate;
use session::Session;

/// Dropped, it hangs up on everybody.
pub struct MailServer {
    pub address: SocketAddr,
    manner: Arc<Manner>,
    state: Arc<Mutex<State>>,
    _work: JoinSet<()>,
}

/// How it wants to be spoken to.
pub struct Manner {
    pub encryption: Encryption,
    /// Who may send, and how they sign in; anybody without.
    pub account: Option<Account>,
    certificate: Certificate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Offers none.
    No,
    /// Offers `STARTTLS`.
    Begun,
    /// From the first byte.
    Whole,
}

impl Encryption {
    /// As the settings name it.
    pub fn code(self) -> &'static str {
        match self {
            Encryption::No => "none",
            Encryption::Begun => "starttls",
            Encryption::Whole => "tls",
        }
    }
}

/// `mechanism` is `PLAIN` or `LOGIN`.
#[derive(Clone, Debug)]
pub struct Account {
    pub mechanism: &'static str,
    pub user: &'static str,
    pub password: &'static str,
}

#[derive(Default)]
struct State {
    mails: Vec<TakenMail>,
    sessions: usize,
    /// How often each recipient was named.
    named: HashMap<String, usize>,
}

/// A mail that was taken in whole, acknowledged or not.
#[derive(Clone, Debug, Default)]
pub struct TakenMail {
    pub from: String,
    pub to: String,
    /// As it came, without the dots that the protocol adds.
    pub source: String,
    /// From the client's first word of it to its last.
    pub took: Duration,
    /// Whether the session was encrypted, and who had signed in.
    pub encrypted: bool,
    pub signed_in: Option<String>,
}

impl TakenMail {
    /// A header as it stands in the source, its lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.source.split_once("\r\n\r\n")?;
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned))
    }

    pub fn subject(&self) -> String {
        let read = mail_parser::MessageParser::default().parse(&self.source);
        read.and_then(|mail| mail.subject().map(str::to_owned)).unwrap_or_default()
    }

    /// What the plain part says.
    pub fn text(&self) -> String {
        let read = mail_parser::MessageParser::default().parse(&self.source);
        read.and_then(|mail| mail.body_text(0).map(|text| text.into_owned())).unwrap_or_default()
    }
}

impl MailServer {
    /// In the open, for everybody.
    pub async fn start() -> MailServer {
        MailServer::with(Encryption::No, None).await
    }

    pub async fn with(encryption: Encryption, account: Option<Account>) -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let manner = Arc::new(Manner { encryption, account, certificate: Certificate::made() });
        let state = Arc::<Mutex<State>>::default();
        let (shared, spoken_to, mut work) = (state.clone(), manner.clone(), JoinSet::new());
        work.spawn(async move {
            let mut sessions = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (state, manner) = (shared.clone(), spoken_to.clone());
                state.lock().expect("not poisoned").sessions += 1;
                // However a session ends, the client sees it.
                sessions.spawn(async move { Session::serve(stream, manner, state).await.unwrap_or_default() });
            }
        });
        MailServer { address, manner, state, _work: work }
    }

    /// The settings of a town that sends its letters here as this server wants it, in the server's own encryption.
    pub fn settings(&self) -> String {
        let mut settings = self.settings_in(self.manner.encryption);
        if self.manner.encryption != Encryption::No {
            settings.push_str(&format!("ca = '''\n{}'''\n", self.authority()));
        }
        if let Some(Account { user, password, .. }) = &self.manner.account {
            settings.push_str(&format!("user = {user:?}\npassword = {password:?}\n"));
        }
        settings
    }

    /// The settings of a town that speaks in this encryption, and knows neither authority nor account.
    pub fn settings_in(&self, encryption: Encryption) -> String {
        format!(
            "[notify]\ntransport = \"smtp\"\n[notify.smtp]\nhost = \"127.0.0.1\"\nport = {}\ntls = {:?}\n",
            self.address.port(),
            encryption.code()
        )
    }

    /// The certificate of the authority that signed the server's own, as PEM.
    pub fn authority(&self) -> &str {
        &self.manner.certificate.authority
    }

    /// Everything taken for this recipient, in its order.
    pub fn mails_to(&self, to: &str) -> Vec<TakenMail> {
        self.state.lock().expect("not poisoned").mails.iter().filter(|mail| mail.to == to).cloned().collect()
    }

    /// Everything taken for anybody, in its order.
    pub fn mails(&self) -> Vec<TakenMail> {
        self.state.lock().expect("not poisoned").mails.clone()
    }

    /// How many sessions were begun.
    pub fn sessions(&self) -> usize {
        self.state.lock().expect("not poisoned").sessions
    }

    /// How often somebody tried to send to this recipient.
    pub fn tries(&self, to: &str) -> usize {
        self.state.lock().expect("not poisoned").named.get(to).copied().unwrap_or_default()
    }
}
