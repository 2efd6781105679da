//! The program as a process of its own: started, killed with -9, started again.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::engines;

pub struct Process {
    child: Child,
    pub url: String,
    listen: String,
}

impl Process {
    pub fn start(data: &Path) -> Process {
        Process::start_with(data, &[])
    }

    /// With these variables in its environment.
    pub fn start_with(data: &Path, environment: &[(&str, &str)]) -> Process {
        Process::at(data, free(), &[], environment)
    }

    /// With only these services.
    pub fn serving(data: &Path, services: &[&str]) -> Process {
        Process::at(data, free(), &[&["serve"], services].concat(), &[])
    }

    /// With only this service, and these variables in its environment. What it says of itself goes into a file of the folder.
    pub fn serving_with(data: &Path, service: &str, environment: &[(&str, &str)]) -> Process {
        Process::run(Process::logging(data, service), data, free(), environment)
    }

    /// Starts such a program again at the same address; what still runs of it is killed.
    pub fn serve_again(&mut self, data: &Path, service: &str, environment: &[(&str, &str)]) {
        self.kill();
        *self = Process::run(Process::logging(data, service), data, self.listen.clone(), environment);
    }

    fn logging(data: &Path, service: &str) -> Command {
        let log = File::options().create(true).append(true).open(data.join(format!("{service}.log"))).expect("a log");
        let mut command = Command::new(program());
        command.args(["serve", service]).stderr(log);
        command
    }

    /// All services over files and in one process, whatever engines the tests have besides. It is told that a file cannot
    /// grow instead of being ended for it.
    pub fn embedded(data: &Path) -> Process {
        Process::run(Process::told_of_full_disks(), data, free(), &[("YINCAI_BUS__URL", "")])
    }

    /// Starts such a program again at the same address; what still runs of it is killed.
    pub fn embed_again(&mut self, data: &Path) {
        self.kill();
        let listen = self.listen.clone();
        *self = Process::run(Process::told_of_full_disks(), data, listen, &[("YINCAI_BUS__URL", "")]);
    }

    fn told_of_full_disks() -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\""]).arg(program());
        command
    }

    /// It writes nothing beyond so many bytes into any file from now on.
    pub fn limits_files(&self, bytes: Option<u64>) {
        let bytes = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let (process, limit) = (self.child.id().to_string(), format!("--fsize={bytes}:"));
        let set = Command::new("prlimit").args(["--pid", &process, &limit]).status().expect("prlimit runs");
        assert!(set.success());
    }

    fn at(data: &Path, listen: String, arguments: &[&str], environment: &[(&str, &str)]) -> Process {
        let mut command = Command::new(program());
        command.args(arguments);
        Process::run(command, data, listen, environment)
    }

    fn run(mut command: Command, data: &Path, listen: String, environment: &[(&str, &str)]) -> Process {
        let child = command
            .env("YINCAI_DATA", data)
            .env("YINCAI_LISTEN", &listen)
            .envs(engines::environment(data))
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        Process { child, url: format!("http://{listen}"), listen }
    }

    pub fn kill_and_start(mut self, data: &Path, arguments: &[&str]) -> Process {
        self.kill();
        Process::at(data, self.listen.clone(), arguments, &[])
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("its state")
    }

    /// Starts it again at the same address after it ended.
    pub fn start_again(&mut self, data: &Path, environment: &[(&str, &str)]) {
        *self = Process::at(data, self.listen.clone(), &[], environment);
    }

    /// SIGTERM, as a service manager sends it: how the program ended.
    pub fn stop(&mut self) -> ExitStatus {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(told.success());
        self.child.wait().expect("gone")
    }

    /// A signal by its name, such as `STOP`.
    pub fn signal(&self, name: &str) {
        let told = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
    }

    /// Of the system.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: nothing of the program runs after it.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").to_string()
}

/// Beside the test's own executable, which cargo builds together with it.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this test");
    let folder = test.parent().and_then(Path::parent).expect("its folder");
    folder.join(format!("program{}", std::env::consts::EXE_SUFFIX))
}
