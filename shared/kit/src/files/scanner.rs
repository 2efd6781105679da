//! The scanner for viruses, where one is configured: a clamd, by its INSTREAM (the clamd manual, "Commands").
//! It fails closed: what it did not answer for is not kept.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::{Stream, TryStreamExt};
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use crate::config::{BadSettings, Written};
use crate::fault::Fault;

const ANSWERS_WITHIN: Duration = Duration::from_secs(60);
/// No answer of a clamd is longer.
const LONGEST: u64 = 4096;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    Address(SocketAddr),
    Socket(PathBuf),
}

#[derive(Deserialize)]
struct Section {
    scanner: String,
}

impl Scanner {
    /// None where none is configured.
    pub fn configured(written: &Written) -> Result<Option<Scanner>, BadSettings> {
        let Section { scanner } = written.section("files")?;
        if scanner.is_empty() {
            return Ok(None);
        }
        let socket = Path::new(&scanner);
        if socket.is_absolute() {
            return Ok(Some(Scanner::Socket(socket.to_owned())));
        }
        scanner.parse().map(|address| Some(Scanner::Address(address))).map_err(|_| {
            BadSettings::new(format!(
                "YINCAI_FILES__SCANNER is {scanner:?}, but must be the address and port of a clamd, such as \
                 127.0.0.1:3310, or the path of its socket"
            ))
        })
    }

    /// What it found, by its own name; none where it found nothing.
    pub async fn scan<T>(&self, content: T) -> Result<Option<String>, Fault>
    where
        T: Stream<Item = Result<actix_web::web::Bytes, Fault>>,
    {
        let asked = async {
            match self {
                Scanner::Address(address) => ask(TcpStream::connect(address).await?, content).await,
                Scanner::Socket(path) => ask(UnixStream::connect(path).await?, content).await,
            }
        };
        let answer = tokio::time::timeout(ANSWERS_WITHIN, asked).await;
        let answer = answer.map_err(|_| Fault::new("the scanner does not answer"))??;
        match answer.strip_prefix("stream: ").unwrap_or(&answer) {
            "OK" => Ok(None),
            found => match found.strip_suffix(" FOUND") {
                Some(name) => Ok(Some(name.to_owned())),
                None => Err(Fault::new(format!("the scanner says {answer:?}"))),
            },
        }
    }
}

async fn ask<C, T>(mut clamd: C, content: T) -> Result<String, Fault>
where
    C: AsyncRead + AsyncWrite + Unpin,
    T: Stream<Item = Result<actix_web::web::Bytes, Fault>>,
{
    clamd.write_all(b"zINSTREAM\0").await?;
    let mut content = std::pin::pin!(content);
    while let Some(bytes) = content.try_next().await? {
        let length = u32::try_from(bytes.len()).map_err(|_| Fault::new("a piece is too long for the scanner"))?;
        clamd.write_all(&length.to_be_bytes()).await?;
        clamd.write_all(&bytes).await?;
    }
    clamd.write_all(&0_u32.to_be_bytes()).await?;
    let mut answer = Vec::new();
    clamd.take(LONGEST).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_matches(['\0', '\n']).to_owned())
}
