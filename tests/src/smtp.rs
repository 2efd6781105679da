//! A mail server in this process, which does what its recipients are called: `550@` is refused for good, `4xx.3@` three
//! times for now, at `cut-after-dot@` the line breaks once when the mail was taken and not yet acknowledged, at
//! `tarpit@` nothing is ever said. Everybody else gets their mail.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

const LONGEST_LINE: usize = 64 * 1024;

/// Dropped, it hangs up on everybody.
pub struct MailServer {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    _work: JoinSet<()>,
}

#[derive(Default)]
struct State {
    mails: Vec<TakenMail>,
    sessions: usize,
    /// How often each recipient was named.
    named: HashMap<String, usize>,
}

/// A mail that was taken in whole, acknowledged or not.
#[derive(Clone, Debug)]
pub struct TakenMail {
    pub from: String,
    pub to: String,
    /// As it came, without the dots that the protocol adds.
    pub source: String,
    /// From the client's first word of it to its last.
    pub took: Duration,
}

impl TakenMail {
    /// A header as it stands in the source, its lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.source.split_once("\r\n\r\n")?;
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned))
    }
}

impl MailServer {
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::<Mutex<State>>::default();
        let (shared, mut work) = (state.clone(), JoinSet::new());
        work.spawn(async move {
            let mut sessions = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                state.lock().expect("not poisoned").sessions += 1;
                // However a session ends, the client sees it.
                sessions.spawn(async move { Session::begin(stream, state).serve().await.unwrap_or_default() });
            }
        });
        MailServer { address, state, _work: work }
    }

    /// The settings of a town that sends its letters here.
    pub fn settings(&self) -> String {
        format!(
            "[notify]\ntransport = \"smtp\"\n[notify.smtp]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n",
            self.address.port()
        )
    }

    /// Everything taken for this recipient, in its order.
    pub fn mails_to(&self, to: &str) -> Vec<TakenMail> {
        self.state.lock().expect("not poisoned").mails.iter().filter(|mail| mail.to == to).cloned().collect()
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

struct Session {
    lines: BufReader<OwnedReadHalf>,
    answers: OwnedWriteHalf,
    state: Arc<Mutex<State>>,
    from: String,
    to: String,
    began: Instant,
}

impl Session {
    fn begin(stream: TcpStream, state: Arc<Mutex<State>>) -> Session {
        let (lines, answers) = stream.into_split();
        Session {
            lines: BufReader::new(lines),
            answers,
            state,
            from: String::new(),
            to: String::new(),
            began: Instant::now(),
        }
    }

    async fn serve(&mut self) -> io::Result<()> {
        self.say("220 mail.test at your service").await?;
        loop {
            let line = self.line().await?;
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => self.say("250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8").await?,
                "MAIL" => {
                    (self.from, self.began) = (address(rest), Instant::now());
                    self.say("250 2.1.0 ok").await?;
                }
                "RCPT" => {
                    self.to = address(rest);
                    self.recipient().await?;
                }
                "DATA" => self.data().await?,
                "NOOP" | "RSET" => self.say("250 2.0.0 ok").await?,
                "QUIT" => return self.say("221 2.0.0 bye").await,
                _ => self.say("502 5.5.1 no such command").await?,
            }
        }
    }

    async fn recipient(&mut self) -> io::Result<()> {
        let times = {
            let mut state = self.state.lock().expect("not poisoned");
            let times = state.named.entry(self.to.clone()).or_default();
            *times += 1;
            *times
        };
        let local = self.to.split('@').next().unwrap_or_default();
        let postponed = local.strip_prefix("4xx.").and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        match local {
            "550" => self.say(&format!("550 5.1.1 <{}>: no such person here", self.to)).await,
            "tarpit" => std::future::pending().await,
            _ if times <= postponed => self.say("451 4.3.2 later, please").await,
            _ => self.say("250 2.1.5 ok").await,
        }
    }

    async fn data(&mut self) -> io::Result<()> {
        self.say("354 go on").await?;
        let mut source = String::new();
        loop {
            let line = self.line().await?;
            if line == "." {
                break;
            }
            source.push_str(line.strip_prefix('.').unwrap_or(&line));
            source.push_str("\r\n");
        }
        let (from, to) = (self.from.clone(), self.to.clone());
        let taken_before = {
            let mut state = self.state.lock().expect("not poisoned");
            let before = state.mails.iter().any(|mail| mail.to == to);
            state.mails.push(TakenMail { from, to, source, took: self.began.elapsed() });
            before
        };
        if self.to.starts_with("cut-after-dot@") && !taken_before {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        self.say("250 2.0.0 taken").await
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.lines.read_until(b'\n', &mut bytes).await?;
        if bytes.is_empty() || bytes.len() > LONGEST_LINE {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        String::from_utf8(bytes)
            .map(|line| line.trim_end_matches(['\r', '\n']).to_owned())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.answers.write_all(format!("{answer}\r\n").as_bytes()).await
    }
}

/// The address between angle brackets.
fn address(written: &str) -> String {
    let inside = written.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or(written, |(address, _)| address).trim().to_owned()
}
