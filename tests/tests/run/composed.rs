//! The compose file, without Docker: its processes start with the settings they are given, and its gateway leads to their ports.

#![cfg(unix)]

use std::collections::BTreeSet;

use kit::Service;
use tests::gateway::template;
use tests::given::{CITY, Folder, MASTER, checkout, read, said};

/// What the file sets under names that begin so, in its order.
fn set(text: &str, prefix: &str) -> Vec<(String, String)> {
    let parts =
        text.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(|line| line.split(['{', ',', '}']));
    let pairs = parts.filter_map(|part| part.trim().strip_prefix("- ").unwrap_or(part.trim()).split_once(": "));
    let pairs = pairs.filter(|(name, _)| name.starts_with(prefix));
    pairs.map(|(name, value)| (name.to_owned(), value.trim_matches(['"', '\'']).to_owned())).collect()
}

fn of(settings: &[(String, String)], name: &str) -> String {
    settings.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).expect(name)
}

/// The settings of one service, each secret in a file of the folder.
fn settings(service: &str, folder: &Folder) -> Vec<(String, String)> {
    let own = format!("YINCAI_DATABASE__{}_FILE", service.to_uppercase());
    let all = set(&read("docker-compose.yml"), "YINCAI_").into_iter();
    let ours = all.filter(|(name, _)| !name.starts_with("YINCAI_DATABASE__") || *name == own);
    let filed = ours.map(|(name, value)| match value.strip_prefix("/run/secrets/") {
        Some("master") => (name, folder.file("master", MASTER)),
        Some("bus") => (name, folder.file("bus", "redis://:password@redis:6379")),
        Some("smtp") => (name, folder.file("smtp", "password")),
        Some(database) => (name, folder.file(database, "postgres://yincai:password@postgres/yincai")),
        None => (name, value),
    });
    filed.collect()
}

#[test]
fn the_composed_processes_are_given_settings_that_are_good() {
    let (folder, invented) = (Folder::new("composed", CITY), Folder::new("invented", ""));
    for service in yincai::SERVICES.map(Service::name) {
        assert!(read("docker-compose.yml").contains(&format!("command: [serve, {service}]")), "{service}");
        let settings = settings(service, &folder);
        let checked = folder.check(&settings);
        assert!(checked.status.success(), "{service}: {}", said(&checked));
        for missing in ["YINCAI_MASTER_FILE", "YINCAI_URL", "YINCAI_GATEWAY__TRUSTED", "YINCAI_NOTIFY__TRANSPORT"] {
            let rest: Vec<_> = settings.iter().filter(|(name, _)| name != missing).cloned().collect();
            assert!(said(&folder.check(&rest)).contains(missing), "{service} starts without {missing}");
        }
        assert!(said(&invented.check(&settings)).contains("city.domain"), "{service} starts as an invented city");
    }
}

#[test]
fn the_composed_gateway_leads_to_the_ports_of_the_services() {
    let text = read("docker-compose.yml");
    let gateway = set(&text, "GATEWAY_");
    let names: BTreeSet<&str> = gateway.iter().map(|(name, _)| name.as_str()).collect();
    let template = template();
    let wanted = template.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    assert_eq!(names, wanted.collect());
    let settings = set(&text, "YINCAI_");
    let listen = of(&settings, "YINCAI_LISTEN");
    let port = listen.rsplit_once(':').expect("a port").1;
    for service in yincai::SERVICES.map(Service::name) {
        let servers = of(&gateway, &format!("GATEWAY_{}", service.to_uppercase()));
        assert!(servers.starts_with(&format!("server {service}:{port} ")), "{servers}");
    }
    assert!(read("Dockerfile").contains(&format!("EXPOSE {port}\n")));
    let ports = ["80", "443"].iter().zip(["GATEWAY_HTTP", "GATEWAY_HTTPS"]);
    for (outside, inside) in ports.map(|(outside, name)| (outside, of(&gateway, name))) {
        assert!(text.contains(&format!("\"{outside}:{inside}\"")), "{inside} is not reached");
    }
    let address = of(&set(&text, "ipv4_address"), "ipv4_address");
    assert_eq!(of(&settings, "YINCAI_GATEWAY__TRUSTED"), format!("[\"{address}\"]"));
    for folder in ["services/gateway/yincai.conf.template", "services/gateway/files"] {
        assert!(text.contains(&format!("./{folder}:")) && checkout().join(folder).exists(), "{folder}");
    }
}

#[test]
fn a_backup_is_made_where_all_databases_are_named_and_nowhere_else() {
    let text = read("docker-compose.yml");
    let tools = text.split_once("\n  tools:\n").expect("the tools").1.split_once("\n\n").expect("their end").0;
    let secrets = tools.lines().find(|line| line.trim_start().starts_with("secrets: [")).expect("their secrets");
    for service in yincai::SERVICES.map(Service::name) {
        let own = format!("YINCAI_DATABASE__{}_FILE: /run/secrets/database-{service}", service.to_uppercase());
        assert!(tools.contains(&own) && secrets.contains(&format!("database-{service}")), "{service}");
    }
    assert!(
        tools.contains("profiles: [")
            && read("docs/operate.md").contains("docker compose run --rm tools backup create")
    );
    let folder = Folder::new("alone", CITY);
    let settings = settings("review", &folder);
    let backup = folder.file("backup", "");
    for command in [["backup", "create", &*backup].as_slice(), &["migrate"], &["audit", "verify"]] {
        let refused = folder.run(command, &settings);
        assert_eq!(refused.status.code(), Some(2), "{command:?}: {}", said(&refused));
        assert!(said(&refused).contains("YINCAI_DATABASE__PORTAL_FILE"), "{command:?}: {}", said(&refused));
    }
}
