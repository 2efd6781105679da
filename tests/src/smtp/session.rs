//! One client's session with the mail server of the tests.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::{Account, Encryption, Manner, State, TakenMail};

/// How long whoever is slow thinks about a mail that was taken.
const SLOW: Duration = Duration::from_secs(3);
const LONGEST_LINE: usize = 64 * 1024;

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

pub struct Session {
    stream: BufReader<Box<dyn Stream>>,
    manner: Arc<Manner>,
    state: Arc<Mutex<State>>,
    encrypted: bool,
    signed_in: Option<String>,
    from: String,
    to: String,
    began: Instant,
}

impl Session {
    pub async fn serve(stream: TcpStream, manner: Arc<Manner>, state: Arc<Mutex<State>>) -> io::Result<()> {
        let encrypted = manner.encryption == Encryption::Whole;
        let stream: Box<dyn Stream> =
            if encrypted { Box::new(manner.certificate.acceptor.accept(stream).await?) } else { Box::new(stream) };
        let mut session = Session {
            stream: BufReader::new(stream),
            manner,
            state,
            encrypted,
            signed_in: None,
            from: String::new(),
            to: String::new(),
            began: Instant::now(),
        };
        session.say("220 mail.test at your service").await?;
        while session.obey().await? {
            // `STARTTLS` was said: the same client goes on in an encrypted stream, and everything said before is forgotten.
            let Session { stream, manner, state, .. } = session;
            let stream = manner.certificate.acceptor.accept(stream.into_inner()).await?;
            session = Session {
                stream: BufReader::new(Box::new(stream)),
                manner,
                state,
                encrypted: true,
                signed_in: None,
                from: String::new(),
                to: String::new(),
                began: Instant::now(),
            };
        }
        Ok(())
    }

    /// Until the client takes its leave, or has to be spoken to encrypted: whether that.
    async fn obey(&mut self) -> io::Result<bool> {
        loop {
            let line = self.line().await?;
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => self.offer().await?,
                "STARTTLS" if self.offers_encryption() => {
                    self.say("220 2.0.0 go on").await?;
                    return Ok(true);
                }
                "AUTH" if self.offered_account().is_some() => self.sign_in(rest).await?,
                "MAIL" if self.manner.account.is_some() && self.signed_in.is_none() => {
                    self.say("530 5.7.0 sign in first").await?;
                }
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
                "QUIT" => {
                    self.say("221 2.0.0 bye").await?;
                    return Ok(false);
                }
                _ => self.say("502 5.5.1 no such command").await?,
            }
        }
    }

    async fn offer(&mut self) -> io::Result<()> {
        let mut offered = vec!["mail.test".to_owned(), "8BITMIME".to_owned()];
        if self.offers_encryption() {
            offered.push("STARTTLS".to_owned());
        }
        if let Some(account) = self.offered_account() {
            offered.push(format!("AUTH {}", account.mechanism));
        }
        let offered: String = offered.iter().map(|one| format!("250-{one}\r\n")).collect();
        self.say(&format!("{offered}250 SMTPUTF8")).await
    }

    fn offers_encryption(&self) -> bool {
        self.manner.encryption == Encryption::Begun && !self.encrypted
    }

    /// Signing in is offered where nobody can listen.
    fn offered_account(&self) -> Option<Account> {
        self.manner.account.clone().filter(|_| self.encrypted)
    }

    /// A refusal repeats what was sent, as no server should.
    async fn sign_in(&mut self, said: &str) -> io::Result<()> {
        let Account { mechanism, user, password } = self.offered_account().expect("offered");
        let sent = match said.split_once(' ') {
            Some(("PLAIN", sent)) if mechanism == "PLAIN" => sent.to_owned(),
            _ if said == "LOGIN" && mechanism == "LOGIN" => {
                let user = self.asked("VXNlcm5hbWU6").await?;
                format!("{user} {}", self.asked("UGFzc3dvcmQ6").await?)
            }
            _ => return self.say("504 5.5.4 no such mechanism").await,
        };
        let encode = |words: &str| BASE64.encode(words.as_bytes());
        let right = match mechanism {
            "LOGIN" => format!("{} {}", encode(user), encode(password)),
            _ => encode(&format!("\0{user}\0{password}")),
        };
        if sent != right {
            return self.say(&format!("535 5.7.8 not you: {sent}")).await;
        }
        self.signed_in = Some(user.to_owned());
        self.say("235 2.7.0 welcome").await
    }

    async fn asked(&mut self, question: &str) -> io::Result<String> {
        self.say(&format!("334 {question}")).await?;
        self.line().await
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
        let (encrypted, signed_in, took) = (self.encrypted, self.signed_in.clone(), self.began.elapsed());
        let taken_before = {
            let mut state = self.state.lock().expect("not poisoned");
            let before = state.mails.iter().any(|mail| mail.to == to);
            state.mails.push(TakenMail { from, to, source, took, encrypted, signed_in });
            before
        };
        if self.to.starts_with("cut-after-dot@") && !taken_before {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        if self.to.starts_with("slow-dot@") {
            tokio::time::sleep(SLOW).await;
        }
        self.say("250 2.0.0 taken").await
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.stream.read_until(b'\n', &mut bytes).await?;
        if bytes.is_empty() || bytes.len() > LONGEST_LINE {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        String::from_utf8(bytes)
            .map(|line| line.trim_end_matches(['\r', '\n']).to_owned())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }
}

/// The address between angle brackets.
fn address(written: &str) -> String {
    let inside = written.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or(written, |(address, _)| address).trim().to_owned()
}
