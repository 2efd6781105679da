//! The program as a process of its own: started, killed with -9, started again.

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

    fn at(data: &Path, listen: String, arguments: &[&str], environment: &[(&str, &str)]) -> Process {
        let child = Command::new(program())
            .args(arguments)
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
        self.end();
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

    /// SIGKILL: nothing of the program runs after it.
    fn end(&mut self) {
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
