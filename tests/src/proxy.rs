//! A way between a program and what it needs, on which everything goes wrong that can: it is cut, slow, deaf, closed, or breaks
//! when something was said and not yet answered. Whatever it does, it says nothing of its own.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

const AT_ONCE: usize = 16 * 1024;

/// How the way is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weather {
    Clear,
    /// Nobody gets through, and whoever was through is thrown out.
    Closed,
    /// Everything comes so much later.
    Slow(Duration),
    /// So many bytes of an answer at a time, with a pause between.
    Trickling {
        bytes: usize,
        pause: Duration,
    },
    /// Half-open: connections are made and kept, what is said goes nowhere, and nobody answers.
    Deaf,
    /// What is said arrives, what is answered does not.
    Mute,
    /// The next connection over which these bytes go is reset when they have arrived and before they are answered; then it
    /// is clear.
    LosesAnswerTo(&'static [u8]),
}

/// Dropped, nobody gets through.
pub struct Proxy {
    pub address: SocketAddr,
    way: Arc<Way>,
    _work: JoinSet<()>,
}

struct Way {
    upstream: Mutex<SocketAddr>,
    weather: watch::Sender<Weather>,
    /// Counted up to throw out whoever is through.
    cuts: watch::Sender<u64>,
    /// Connections that were reset because of what was said.
    resets: watch::Sender<u64>,
}

impl Proxy {
    pub async fn before(upstream: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let way = Arc::new(Way {
            upstream: Mutex::new(upstream),
            weather: watch::Sender::new(Weather::Clear),
            cuts: watch::Sender::new(0),
            resets: watch::Sender::new(0),
        });
        let (shared, mut work) = (way.clone(), JoinSet::new());
        work.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                while connections.try_join_next().is_some() {}
                connections.spawn(shared.clone().carry(client));
            }
        });
        Proxy { address, way, _work: work }
    }

    pub fn turns(&self, weather: Weather) {
        let closes = weather == Weather::Closed;
        self.way.weather.send_replace(weather);
        if closes {
            self.cut();
        }
    }

    /// Clear again; what was kept up by a half-open connection is thrown out, as a network does in the end.
    pub fn clears(&self) {
        let was = self.way.weather.send_replace(Weather::Clear);
        if matches!(was, Weather::Deaf | Weather::Mute) {
            self.cut();
        }
    }

    /// Resets every connection; new ones get through.
    pub fn cut(&self) {
        self.way.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Leads elsewhere from the next connection on.
    pub fn leads_to(&self, upstream: SocketAddr) {
        *self.way.upstream.lock().expect("not poisoned") = upstream;
    }

    /// How often an answer was lost.
    pub fn resets(&self) -> u64 {
        *self.way.resets.borrow()
    }
}

/// Which way something goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Said,
    Answered,
}

impl Way {
    async fn carry(self: Arc<Way>, mut client: TcpStream) {
        let mut cuts = self.cuts.subscribe();
        let upstream = *self.upstream.lock().expect("not poisoned");
        let server = match *self.weather.borrow() {
            Weather::Closed => None,
            _ => Some(TcpStream::connect(upstream)),
        };
        let server = match server {
            None => None,
            Some(connecting) => connecting.await.ok(),
        };
        let Some(mut server) = server else {
            client.set_zero_linger().ok();
            return;
        };
        client.set_nodelay(true).and_then(|()| server.set_nodelay(true)).ok();
        let broke = {
            let loses = AtomicBool::new(false);
            let (from_client, to_client) = client.split();
            let (from_server, to_server) = server.split();
            let said = self.pass(Side::Said, from_client, to_server, &loses);
            let answered = self.pass(Side::Answered, from_server, to_client, &loses);
            tokio::select! {
                // Whoever has said his last still gets his answer.
                ended = async { tokio::try_join!(said, answered) } => ended.is_err(),
                _ = cuts.changed() => true,
            }
        };
        if broke {
            client.set_zero_linger().and_then(|()| server.set_zero_linger()).ok();
        }
    }

    async fn pass(
        &self,
        side: Side,
        mut from: ReadHalf<'_>,
        mut to: WriteHalf<'_>,
        loses: &AtomicBool,
    ) -> io::Result<()> {
        let (mut bytes, mut before) = (vec![0; AT_ONCE], Vec::new());
        loop {
            let read = from.read(&mut bytes).await?;
            if read == 0 {
                return to.shutdown().await;
            }
            let passed = &bytes[..read];
            let weather = self.weather.borrow().clone();
            match (weather, side) {
                (Weather::Deaf, _) | (Weather::Mute, Side::Answered) => continue,
                (Weather::Slow(late), _) => tokio::time::sleep(late).await,
                (Weather::Trickling { bytes, pause }, Side::Answered) => {
                    for some in passed.chunks(bytes) {
                        to.write_all(some).await?;
                        tokio::time::sleep(pause).await;
                    }
                    continue;
                }
                (Weather::LosesAnswerTo(words), Side::Said) => {
                    before.extend_from_slice(passed);
                    if before.windows(words.len()).any(|said| said == words) && self.is_first(words) {
                        loses.store(true, Ordering::SeqCst);
                    }
                    before.drain(..before.len().saturating_sub(words.len() - 1));
                }
                _ => {}
            }
            if side == Side::Answered && loses.load(Ordering::SeqCst) {
                self.resets.send_modify(|resets| *resets += 1);
                return Err(io::ErrorKind::ConnectionReset.into());
            }
            to.write_all(passed).await?;
        }
    }

    /// One connection loses its answer, and the weather is over.
    fn is_first(&self, words: &'static [u8]) -> bool {
        self.weather.send_if_modified(|weather| {
            let is_it = *weather == Weather::LosesAnswerTo(words);
            if is_it {
                *weather = Weather::Clear;
            }
            is_it
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A_MOMENT: Duration = Duration::from_millis(100);

    /// A server that says everything back, and a proxy before it.
    async fn echo() -> (Proxy, JoinSet<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut work = JoinSet::new();
        work.spawn(async move {
            let mut sessions = JoinSet::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                sessions.spawn(async move {
                    let (mut from, mut to) = stream.split();
                    tokio::io::copy(&mut from, &mut to).await.ok();
                });
            }
        });
        (Proxy::before(address).await, work)
    }

    async fn asks(line: &mut TcpStream, words: &[u8]) -> io::Result<Vec<u8>> {
        line.write_all(words).await?;
        let mut answer = vec![0; words.len()];
        line.read_exact(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn in_every_weather_it_does_what_it_says() {
        let (proxy, _server) = echo().await;
        let line = || TcpStream::connect(proxy.address);
        let mut first = line().await.expect("through");
        assert_eq!(asks(&mut first, b"one").await.expect("an answer"), b"one");

        proxy.turns(Weather::Slow(A_MOMENT));
        let began = tokio::time::Instant::now();
        assert_eq!(asks(&mut first, b"two").await.expect("an answer"), b"two");
        assert!(began.elapsed() >= 2 * A_MOMENT);

        proxy.turns(Weather::Trickling { bytes: 1, pause: A_MOMENT / 10 });
        let began = tokio::time::Instant::now();
        assert_eq!(asks(&mut first, b"drop by drop").await.expect("an answer"), b"drop by drop");
        assert!(began.elapsed() >= A_MOMENT);

        for weather in [Weather::Deaf, Weather::Mute] {
            proxy.turns(weather);
            let mut other = line().await.expect("it is let in");
            tokio::time::timeout(A_MOMENT, asks(&mut other, b"hello")).await.expect_err("nobody answers");
            proxy.clears();
            asks(&mut other, b"hello").await.expect_err("and then it is thrown out");
        }
        asks(&mut first, b"three").await.expect_err("so is everybody");

        proxy.turns(Weather::Closed);
        assert!(asks(&mut line().await.expect("reset only then"), b"four").await.is_err());
        proxy.clears();
        assert_eq!(asks(&mut line().await.expect("through"), b"five").await.expect("an answer"), b"five");
    }

    #[tokio::test]
    async fn the_answer_to_some_words_is_lost_once_and_no_other() {
        let (proxy, _server) = echo().await;
        proxy.turns(Weather::LosesAnswerTo(b"COMMIT"));
        let mut line = TcpStream::connect(proxy.address).await.expect("through");
        assert_eq!(asks(&mut line, b"INSERT; COM").await.expect("an answer"), b"INSERT; COM");
        asks(&mut line, b"MIT").await.expect_err("it was said, and the answer is lost");
        assert_eq!(proxy.resets(), 1);
        let mut again = TcpStream::connect(proxy.address).await.expect("through");
        assert_eq!(asks(&mut again, b"COMMIT").await.expect("an answer"), b"COMMIT");
    }
}
