//! The scanner for viruses, where one is configured: a clamd, by its INSTREAM (the clamd manual, "Commands").
//! It fails closed: what it did not answer for is not kept.

use std::fmt::{self, Display, Formatter};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::{Stream, TryStreamExt};
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use crate::config::{BadSettings, Settings, Within, Written};
use crate::examined::Examined;
use crate::fault::Fault;

/// For what it has at hand.
const SAYS_WITHIN: Duration = Duration::from_secs(5);
/// No answer of a clamd is longer.
const LONGEST: u64 = 4096;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanner {
    pub at: At,
    /// For a whole file.
    pub answers_within: Duration,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    Address(SocketAddr),
    Socket(PathBuf),
}

/// A way to it.
trait Clamd: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Clamd for T {}

#[derive(Deserialize)]
struct Section {
    scanner: String,
    scanner_seconds: Within<1, 600>,
}

impl Scanner {
    /// None where none is configured.
    pub fn configured(written: &Written) -> Result<Option<Scanner>, BadSettings> {
        let Section { scanner, scanner_seconds } = written.section("files")?;
        if scanner.is_empty() {
            return Ok(None);
        }
        let socket = Path::new(&scanner);
        let at = match (socket.is_absolute(), scanner.parse()) {
            (true, _) => At::Socket(socket.to_owned()),
            (false, Ok(address)) => At::Address(address),
            (false, Err(_)) => {
                return Err(BadSettings::new(format!(
                    "YINCAI_FILES__SCANNER is {scanner:?}, but must be the address and port of a clamd, such as \
                     127.0.0.1:3310, or the path of its socket"
                )));
            }
        };
        Ok(Some(Scanner { at, answers_within: Duration::from_secs(scanner_seconds.get().into()) }))
    }

    /// What it found, by its own name; none where it found nothing.
    pub async fn scan<T>(&self, content: T) -> Result<Option<String>, Fault>
    where
        T: Stream<Item = Result<actix_web::web::Bytes, Fault>>,
    {
        let answer = within(self.answers_within, async {
            let mut clamd = self.connect().await?;
            give(&mut clamd, content).await?;
            answer(clamd).await
        });
        let answer = answer.await?;
        match answer.strip_prefix("stream: ").unwrap_or(&answer) {
            "OK" => Ok(None),
            found => match found.strip_suffix(" FOUND") {
                Some(name) => Ok(Some(name.to_owned())),
                None => Err(Fault::new(format!("the scanner says {answer:?}"))),
            },
        }
    }

    /// What it says of itself: its version, and that of what it knows.
    pub async fn version(&self) -> Result<String, Fault> {
        let answer = within(SAYS_WITHIN, async {
            let mut clamd = self.connect().await?;
            clamd.write_all(b"zVERSION\0").await?;
            answer(clamd).await
        });
        let answer = answer.await?;
        if answer.starts_with("ClamAV") { Ok(answer) } else { Err(Fault::new(format!("no clamd, it says {answer:?}"))) }
    }

    async fn connect(&self) -> Result<Box<dyn Clamd>, Fault> {
        Ok(match &self.at {
            At::Address(address) => Box::new(TcpStream::connect(address).await?),
            At::Socket(path) => Box::new(UnixStream::connect(path).await?),
        })
    }
}

impl Display for Scanner {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match &self.at {
            At::Address(address) => write!(out, "{address}"),
            At::Socket(path) => write!(out, "{}", path.display()),
        }
    }
}

/// The scanner as it is, or what to do; none where none is configured.
pub async fn examine(settings: &Settings) -> Option<Examined> {
    let found = match Scanner::configured(&settings.written) {
        Ok(None) => return None,
        Ok(Some(scanner)) => match scanner.version().await {
            Ok(version) => Ok(format!("{scanner}: {version}")),
            Err(fault) => Err(format!("{scanner}: {fault}; start clamd: until it answers no file is taken")),
        },
        Err(bad) => Err(bad.to_string()),
    };
    Some(Examined::new("scanner", found))
}

async fn within<T>(time: Duration, asked: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    timeout(time, asked).await.unwrap_or_else(|_| Err(Fault::new("the scanner does not answer")))
}

async fn give<T>(clamd: &mut Box<dyn Clamd>, content: T) -> Result<(), Fault>
where
    T: Stream<Item = Result<actix_web::web::Bytes, Fault>>,
{
    clamd.write_all(b"zINSTREAM\0").await?;
    let mut content = std::pin::pin!(content);
    while let Some(bytes) = content.try_next().await? {
        let length = u32::try_from(bytes.len()).map_err(|_| Fault::new("a piece is too long for the scanner"))?;
        clamd.write_all(&length.to_be_bytes()).await?;
        clamd.write_all(&bytes).await?;
    }
    Ok(clamd.write_all(&0_u32.to_be_bytes()).await?)
}

async fn answer(clamd: Box<dyn Clamd>) -> Result<String, Fault> {
    let mut answer = Vec::new();
    clamd.take(LONGEST).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_matches(['\0', '\n']).to_owned())
}
