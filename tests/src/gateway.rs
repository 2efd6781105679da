//! Stock nginx with the product's configuration, in a folder of its own and on ports of this machine, before programs that run already.
//! It is asked with curl, which speaks TLS and HTTP/2 by itself. Nothing here runs as root.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

const NOBODY: u32 = 65534;
const STARTS_WITHIN: Duration = Duration::from_secs(10);
/// What has to be installed beside it.
const TOOLS: [&[&str]; 3] = [&["nginx", "-v"], &["curl", "--version"], &["openssl", "version"]];

pub struct Gateway {
    folder: PathBuf,
    port: u16,
    plain: u16,
    child: Option<Child>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// `HTTP/2`.
    pub version: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// Which processes it stands before, and what it lets through.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    pub portal: &'a [&'a str],
    pub review: &'a [&'a str],
    pub notify: &'a [&'a str],
    pub requests: &'a str,
    /// The hops before it whose word it takes, in the words of nginx.
    pub hops: &'a str,
    /// Processes of nginx.
    pub workers: u8,
}

impl<'a> Before<'a> {
    /// One process, or several alike, of everything.
    pub fn all(processes: &'a [&'a str]) -> Before<'a> {
        let [portal, review, notify] = [processes; 3];
        Before { portal, review, notify, requests: "10000r/s", hops: "", workers: 1 }
    }
}

impl Gateway {
    /// Ports and a folder; `None`, and a line that says so, where nginx is not installed.
    pub fn choose() -> Option<Gateway> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let runs =
            |tool: &[&str]| Command::new(tool[0]).args(&tool[1..]).output().is_ok_and(|ran| ran.status.success());
        if let Some(tool) = TOOLS.into_iter().find(|tool| !runs(tool)) {
            println!("not tested: {} is not installed", tool[0]);
            return None;
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("yincai-gateway-{}-{number}", std::process::id()));
        let free = || TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        Some(Gateway { folder, port: free(), plain: free(), child: None })
    }

    /// The settings of a program behind it.
    pub fn settings(&self) -> String {
        format!("url = \"https://localhost:{}\"\n[gateway]\ntrusted = [\"127.0.0.1\"]\n", self.port)
    }

    /// Its own, on this machine; nobody else has it.
    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn address(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// The address that leads to the one with TLS.
    pub fn plain(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.plain)
    }

    /// Checks the configuration and starts it.
    pub fn open(&mut self, before: Before) {
        self.write(before);
        let checked = self.nginx().arg("-t").output().expect("nginx runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        self.child = Some(self.nginx().stderr(Stdio::null()).spawn().expect("nginx starts"));
        let deadline = Instant::now() + STARTS_WITHIN;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "nginx does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn write(&self, before: Before) {
        let files = self.folder.join("files");
        std::fs::create_dir_all(&files).expect("a folder");
        for entry in std::fs::read_dir(source().join("files")).expect("the pages") {
            let entry = entry.expect("a page");
            std::fs::copy(entry.path(), files.join(entry.file_name())).expect("copied");
        }
        let workers = before.workers;
        let main = format!("daemon off;\npid nginx.pid;\nerror_log stderr crit;\nworker_processes {workers};\n");
        let main = main
            + "events { worker_connections 512; }\nhttp {\nclient_body_temp_path body;\nproxy_temp_path proxy;\n\
               fastcgi_temp_path fastcgi;\nuwsgi_temp_path uwsgi;\nscgi_temp_path scgi;\ninclude yincai.conf;\n}\n";
        std::fs::write(self.folder.join("nginx.conf"), main).expect("written");
        std::fs::write(self.folder.join("yincai.conf"), self.configuration(before)).expect("written");
        let certificate = Command::new("openssl")
            .current_dir(&self.folder)
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem"])
            .args(["-out", "certificate.pem"])
            .output()
            .expect("openssl runs");
        assert!(certificate.status.success(), "{}", String::from_utf8_lossy(&certificate.stderr));
        for path in [&self.folder, &files] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).expect("open to nginx");
        }
        std::fs::set_permissions(self.folder.join("key.pem"), std::fs::Permissions::from_mode(0o644)).expect("read");
    }

    fn configuration(&self, before: Before) -> String {
        let at = |name: &str| self.folder.join(name).display().to_string();
        let patience = patience();
        let servers = |processes: &[&str]| {
            let server = |url: &&str| format!("server {}{patience};", url.trim_start_matches("http://"));
            processes.iter().map(server).collect::<Vec<_>>().join(" ")
        };
        let values = [
            ("NAME", "localhost".to_owned()),
            ("HTTP", format!("127.0.0.1:{}", self.plain)),
            ("HTTPS", format!("127.0.0.1:{}", self.port)),
            ("CERTIFICATE", at("certificate.pem")),
            ("KEY", at("key.pem")),
            ("PORTAL", servers(before.portal)),
            ("REVIEW", servers(before.review)),
            ("NOTIFY", servers(before.notify)),
            ("BEFORE", before.hops.to_owned()),
            ("REQUESTS", before.requests.to_owned()),
            ("WRITES", "1000r/s".to_owned()),
            ("FILES", at("files")),
            ("CACHE", at("cache")),
            ("LOG", at("access.log")),
            ("ERRORS", at("errors.log")),
        ];
        let put = |text: String, (name, value): &(&str, String)| text.replace(&format!("${{GATEWAY_{name}}}"), value);
        values.iter().fold(template(), put)
    }

    fn nginx(&self) -> Command {
        let mut command = Command::new("nginx");
        command.arg("-e").arg("stderr").arg("-p").arg(&self.folder).args(["-c", "nginx.conf"]);
        if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Asks for a path of the site.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(path, &[])
    }

    /// Asks as these further arguments of curl say.
    pub fn ask(&self, path: &str, arguments: &[&str]) -> Answer {
        let ran = self.curl(&self.address(path), &[&["-i"], arguments].concat());
        Answer::read(&ran).unwrap_or_else(|| panic!("no answer from {path}: {ran}"))
    }

    /// What curl prints.
    pub fn curl(&self, address: &str, arguments: &[&str]) -> String {
        let certificate = self.folder.join("certificate.pem");
        let ran = Command::new("curl")
            .args(["--silent", "--http2", "--path-as-is", "--max-time", "40", "--ipv4", "--cacert"])
            .arg(certificate)
            .args(arguments)
            .arg(address)
            .output()
            .expect("curl runs");
        String::from_utf8_lossy(&ran.stdout).into_owned()
    }

    /// What the log says of an answer.
    pub fn logged(&self, answer: &Answer) -> Value {
        let id = answer.header("x-request-id");
        let deadline = Instant::now() + STARTS_WITHIN;
        loop {
            let log = std::fs::read_to_string(self.folder.join("access.log")).unwrap_or_default();
            if let Some(line) = log.lines().find(|line| line.contains(id)) {
                return serde_json::from_str(line).expect("a line of JSON");
            }
            assert!(Instant::now() < deadline, "{id} is not in the log");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Closes the site, or opens it again.
    pub fn maintain(&self, closed: bool) {
        let file = self.folder.join("files/maintenance");
        if closed { std::fs::write(file, "") } else { std::fs::remove_file(file) }.expect("switched");
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Its workers end with it.
            Command::new("kill").arg(child.id().to_string()).status().ok();
            child.wait().ok();
        }
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Answer {
    /// From what curl prints; `None` where nothing came.
    pub fn read(printed: &str) -> Option<Answer> {
        let (head, body) = printed.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let mut first = lines.next()?.split(' ');
        let version = first.next()?.to_owned();
        let status: u16 = first.next()?.parse().ok()?;
        if status == 100 {
            return Answer::read(body);
        }
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        Some(Answer { status, version, headers, body: body.to_owned() })
    }

    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map_or("", |(_, value)| value)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Where the configuration lies.
pub fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/gateway")
}

pub fn template() -> String {
    std::fs::read_to_string(source().join("yincai.conf.template")).expect("the template")
}

/// How long a process that failed is left alone, as the settings that operators begin with say it.
fn patience() -> String {
    let settings = std::fs::read_to_string(source().join("gateway.env")).expect("the settings");
    let (_, first) = settings.split_once("GATEWAY_PORTAL=\"server 127.0.0.1:8101").expect("the list of portals");
    first.split(';').next().expect("a server").to_owned()
}
