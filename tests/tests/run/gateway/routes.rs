//! Every operation and every kind of page reaches the service it belongs to, and what is for operators reaches nobody.

use std::path::PathBuf;
use std::time::Duration;

use tests::Contract;
use tests::gateway::{Before, Gateway};
use tests::program::Process;

/// A process for each service, on one data folder, as they run behind a gateway.
struct Apart {
    data: PathBuf,
    processes: Vec<(&'static str, Process)>,
}

impl Apart {
    fn start(gateway: &Gateway) -> Apart {
        let data = std::env::temp_dir().join(format!("yincai-apart-{}", gateway.port()));
        std::fs::create_dir_all(&data).expect("a folder");
        std::fs::write(data.join("yincai.toml"), gateway.settings()).expect("settings");
        let mut processes: Vec<(&'static str, Process)> = Vec::new();
        for service in ["portal", "review", "notify"] {
            let process = Process::serving(&data, &[service]);
            wait_for(&process.url);
            processes.push((service, process));
        }
        Apart { data, processes }
    }

    fn url(&self, service: &str) -> &str {
        let found = self.processes.iter().find(|(name, _)| *name == service);
        found.map(|(_, process)| process.url.as_str()).expect("a service")
    }

    /// As the gateway's log writes it.
    fn process(&self, service: &str) -> &str {
        self.url(service).trim_start_matches("http://")
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.processes.clear();
        std::fs::remove_dir_all(&self.data).ok();
    }
}

fn wait_for(url: &str) {
    let address = url.trim_start_matches("http://");
    let deadline = std::time::Instant::now() + Duration::from_secs(60);
    while std::net::TcpStream::connect(address).is_err() {
        assert!(std::time::Instant::now() < deadline, "{url} does not answer");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn everything_reaches_the_service_it_belongs_to() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let apart = Apart::start(&gateway);
    let (portal, review, notify) = (apart.url("portal"), apart.url("review"), apart.url("notify"));
    gateway.open(Before { portal: &[portal], review: &[review], notify: &[notify], ..Before::all(&[]) });

    for operation in &Contract::get().operations {
        let path: Vec<&str> =
            operation.path.split('/').map(|step| if step.starts_with('{') { "018f-none" } else { step }).collect();
        let path = path.join("/");
        let answer = gateway.ask(&path, &["--request", operation.method.as_str(), "--data", ""]);
        let own = if path.starts_with("/api/notify/v1/mailbox") { "" } else { apart.process(&operation.service) };
        let logged = gateway.logged(&answer);
        assert_eq!(logged["process"], own, "{} {path}: {logged}", operation.method);
        assert!(answer.status != 405 && answer.status < 500, "{} {path}: {}", operation.method, answer.status);
    }
    for (path, status, service) in [
        ("/", 303, "portal"),
        ("/en", 303, "portal"),
        ("/en/posts?page=2", 200, "portal"),
        ("/measures", 200, "portal"),
        ("/sign-in", 200, "portal"),
        ("/staff", 303, "review"),
        ("/staff/sign-in", 200, "review"),
        ("/en/staff/sign-in", 200, "review"),
        ("/en/staff/no-such-page", 404, "review"),
        ("/staffing", 404, "portal"),
        ("/no-such-page", 404, "portal"),
        ("/api/portal/v1/no-such-thing", 404, "portal"),
        ("/api/review/v1/no-such-thing", 404, "review"),
        ("/api/review", 404, "review"),
        ("/static/emblem.svg", 200, "portal"),
        ("/problems/stale", 200, "portal"),
        ("/.well-known/jwks.json", 200, "portal"),
        ("/openapi/review.json", 200, "portal"),
        ("/openapi/notify.json", 200, "portal"),
        ("/docs", 308, "portal"),
        ("/health/ready", 200, "portal"),
    ] {
        let answer = gateway.get(path);
        assert_eq!((answer.status, answer.version.as_str()), (status, "HTTP/2"), "{path}");
        assert_eq!(gateway.logged(&answer)["process"], apart.process(service), "{path}");
    }
    let reader = gateway.get("/docs/swagger-initializer.js").body;
    assert!(["portal", "review", "notify"].iter().all(|name| reader.contains(&format!("/openapi/{name}.json"))));
    let keys = |url: &str| gateway.curl(&format!("{url}/.well-known/jwks.json"), &[]);
    assert_eq!(keys(portal), keys(review));
}

#[test]
fn what_is_for_operators_is_not_reached() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let apart = Apart::start(&gateway);
    let all = [apart.url("notify")];
    gateway.open(Before::all(&all));
    assert_eq!(gateway.curl(&format!("{}/dev/mail", all[0]), &["-o", "/dev/null", "-w", "%{http_code}"]), "200");
    for path in [
        "/dev/mail",
        "/en/dev/mail",
        "/dev",
        "/%64ev/mail",
        "//dev/mail",
        "/dev%2fmail",
        "/x/../dev/mail",
        "/en/../dev/mail",
        "/metrics",
        "/en/metrics",
        "/api/notify/v1/mailbox?to=a@b.example",
        "/api/notify/v1/mailbox/1",
        "/gateway/page.html/broken",
        "/gateway/problem.json",
    ] {
        let answer = gateway.get(path);
        let logged = gateway.logged(&answer);
        assert_eq!(answer.status, 404, "{path}");
        let inside = path.starts_with("/gateway/problem");
        assert!(inside || logged["process"] == "", "{path} came through: {logged}");
    }
}
