//! A Redis server of the tests' own, which can be killed, wiped and filled up without anybody else's noticing.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{Cmd, FromRedisValue};

const STARTS_WITHIN: Duration = Duration::from_secs(10);
const A_MOMENT: Duration = Duration::from_millis(20);

pub struct RedisServer {
    pub address: SocketAddr,
    child: Child,
}

impl RedisServer {
    /// `None`, and a line that says so, where Redis is not installed.
    pub async fn start() -> Option<RedisServer> {
        if !Command::new("redis-server").arg("--version").output().is_ok_and(|ran| ran.status.success()) {
            println!("not tested: redis-server is not installed");
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
        let server = RedisServer { address: free, child: run(free) };
        server.answers().await;
        Some(server)
    }

    /// SIGKILL: what it held is gone.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// A signal by its name, such as `STOP`.
    pub fn signal(&self, name: &str) {
        let told = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
    }

    /// Another one, with nothing in it, at the same address.
    pub async fn replace(&mut self) {
        self.child = run(self.address);
        self.answers().await;
    }

    /// Does what it is told by an operator.
    pub async fn does<T: FromRedisValue>(&self, words: &[&str]) -> T {
        let (first, rest) = words.split_first().expect("a command");
        let mut command = Cmd::new();
        command.arg(*first);
        rest.iter().for_each(|word| {
            command.arg(*word);
        });
        let mut line = self.line().await.unwrap_or_else(|error| panic!("{words:?}: {error}"));
        command.query_async(&mut line).await.unwrap_or_else(|error| panic!("{words:?}: {error}"))
    }

    async fn line(&self) -> redis::RedisResult<MultiplexedConnection> {
        redis::Client::open(format!("redis://{}", self.address))?.get_multiplexed_async_connection().await
    }

    async fn answers(&self) {
        let deadline = tokio::time::Instant::now() + STARTS_WITHIN;
        while self.line().await.is_err() {
            assert!(tokio::time::Instant::now() < deadline, "redis-server does not answer");
            tokio::time::sleep(A_MOMENT).await;
        }
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn run(address: SocketAddr) -> Child {
    let (host, port) = (address.ip().to_string(), address.port().to_string());
    Command::new("redis-server")
        .args(["--bind", &host, "--port", &port, "--save", "", "--appendonly", "no", "--dir", "/"])
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server starts")
}
