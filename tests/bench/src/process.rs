//! A server under measure: this executable again under another name, so that its CPU time and memory are its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What this executable is when it was started by the name of a role.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Product,
    Limit,
    Floor,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Role::Product => "yincai",
            Role::Limit => "bench-limit",
            Role::Floor => "bench-floor",
        }
    }
}

pub fn role() -> Option<Role> {
    let name = std::env::args_os().next()?;
    [Role::Product, Role::Limit, Role::Floor].into_iter().find(|role| name == role.name())
}

pub struct Server {
    child: Child,
    began: Instant,
    pub address: String,
}

/// Clock ticks of `/proc`, a hundred a second on every Linux.
const TICK: Duration = Duration::from_millis(10);
/// A million posts take their time until they are seen.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

impl Server {
    /// The product on a data folder, all of it where no service is named; `settings` are its environment.
    pub fn product(data: &Path, services: &[&str], settings: &[(&str, String)]) -> Server {
        let address = free_address();
        let mut command = itself(Role::Product);
        command.env("YINCAI_LISTEN", &address).env("YINCAI_DATA", data).arg("serve").args(services);
        command.envs(settings.iter().map(|(name, value)| (name, value.as_str())));
        Server::start(command, address)
    }

    /// A limit server; `arguments` are for its own `serve`.
    pub fn limit(role: Role, arguments: &[&str]) -> Server {
        let address = free_address();
        let mut command = itself(role);
        command.arg(&address).args(arguments);
        Server::start(command, address)
    }

    fn start(mut command: Command, address: String) -> Server {
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().expect("the server starts");
        Server { child, began, address }
    }

    /// Until the path answers with these words in it, and how long that took since the start of the process.
    pub async fn shows(&self, path: &str, words: &str) -> Duration {
        let url = format!("http://{}{path}", self.address);
        loop {
            if let Ok(answer) = reqwest::get(&url).await
                && answer.text().await.is_ok_and(|text| text.contains(words))
            {
                return self.began.elapsed();
            }
            assert!(!self.outlived(), "{url} never shows {words:?}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// How many bytes the answer to the path has.
    pub async fn weighs(&self, path: &str) -> usize {
        let answer = reqwest::get(format!("http://{}{path}", self.address)).await.expect("an answer");
        let answer = answer.error_for_status().expect("a page");
        answer.bytes().await.expect("a body").len()
    }

    /// Whether it has run for longer than anything is waited for.
    pub fn outlived(&self) -> bool {
        self.began.elapsed() > PATIENCE
    }

    /// CPU time so far, user and system, of the whole process.
    pub fn cpu(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or_default();
        TICK * (ticks(11) + ticks(12))
    }

    /// Resident memory, in bytes.
    pub fn resident(&self) -> u64 {
        self.memory("VmRSS:")
    }

    /// The most that was ever resident.
    pub fn peak(&self) -> u64 {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn itself(role: Role) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this executable"));
    command.arg0(role.name());
    command
}

fn free_address() -> String {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    free.to_string()
}

/// An empty folder of this run; the bench removes it when it is done with it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn empty(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("yincai-bench-{}-{name}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
