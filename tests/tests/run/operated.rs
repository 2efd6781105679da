//! What an operator is given (`docs/operate.md`, the unit, the image) names settings, commands and metrics that there are.
//! Neither Docker nor systemd is needed for it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use tests::Town;
use tests::command::good;
use tests::given::{CITY, Folder, MASTER, read, said};
use tests::program::program;
use tests::town::empty_house;

#[test]
fn the_unit_starts_what_there_is_with_settings_that_are_good() {
    let unit = read("docs/operate/yincai@.service");
    let lines = || unit.lines().filter_map(|line| line.split_once('='));
    let of = |name: &str| lines().find(|(known, _)| *known == name).map(|(_, value)| value).expect(name);
    assert_eq!(of("ExecStart"), "/usr/local/bin/yincai serve $SERVICES");
    assert_eq!(of("Environment"), "YINCAI_DATA=/var/lib/yincai");
    assert!(of("StateDirectory") == "yincai" && of("TimeoutStopSec").parse::<u32>().is_ok_and(|seconds| seconds > 15));
    let settings = read("docs/operate/yincai.toml");
    let folder = Folder::new("unit", "");
    let (master, smtp) = (folder.file("master", MASTER), folder.file("smtp", "password"));
    let settings = settings.replace("/etc/yincai/secrets/master", &master).replace("/etc/yincai/secrets/smtp", &smtp);
    folder.file("yincai.toml", &format!("{settings}{CITY}"));
    let of_one = read("docs/operate/all.env");
    let variables = of_one.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    let (ours, services): (Vec<_>, Vec<_>) = variables.partition(|(name, _)| name.starts_with("YINCAI_"));
    assert_eq!(services, [("SERVICES", "")]);
    let ours: Vec<_> = ours.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let checked = folder.check(&ours);
    assert!(checked.status.success(), "{}", said(&checked));
}

#[test]
fn every_command_that_is_written_down_is_one() {
    let mut seen = BTreeSet::new();
    for file in ["docs/operate.md", "docs/operate/alerts.yml", "docs/operate/yincai@.service", "SECURITY.md"] {
        let text = read(file);
        let typed = text.split(['`', '\n', '=', ';', ',', '/']).map(str::trim);
        let typed = typed.filter_map(|part| part.split('#').next()?.strip_prefix("yincai "));
        for command in typed.filter(|command| command.starts_with(|first: char| first.is_ascii_lowercase())) {
            let words: Vec<&str> = command.split_whitespace().collect();
            let plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            let named: Vec<&str> = words.iter().copied().take_while(plain).collect();
            let helped = Command::new(program()).args(&named).arg("--help").output().expect("the program runs");
            let help = said(&helped);
            assert!(helped.status.success(), "{file}: yincai {command}: {help}");
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(flag), "{file}: {flag} of yincai {command}");
            }
            seen.insert(command.to_owned());
        }
    }
    assert!(seen.len() >= 8, "{seen:?}");
    let image = read("Dockerfile");
    let check =
        image.lines().find_map(|line| line.strip_prefix("HEALTHCHECK ")?.split_once("CMD ")).expect("a check").1;
    assert_eq!(check, r#"["yincai", "doctor", "--ready"]"#);
}

/// What an operator types first, and what the last resort is: with every word, on a folder of its own.
#[test]
fn the_first_account_is_added_and_a_backup_is_made_and_restored_as_it_is_written_down() {
    let text = read("docs/operate.md");
    let (data, databases) = empty_house();
    let backup = data.with_extension("backup").display().to_string();
    let runs = |data: &Path, begins: &str| {
        let line = text.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{begins}"));
        let (words, folder) =
            line.split_once("/var/backups/").map_or((line, None), |(words, _)| (words, Some(&*backup)));
        good(data, &words.split_whitespace().skip(1).chain(folder).collect::<Vec<_>>())
    };
    good(&data, &["migrate"]);
    runs(&data, "yincai user add");
    runs(&data, "yincai backup create");
    runs(&data, "yincai backup verify");
    let (other, others) = empty_house();
    std::fs::copy(data.join("secret"), other.join("secret")).expect("the secret");
    runs(&other, "yincai backup restore");
    assert!(runs(&other, "yincai user list").contains("administrator"));
    for folder in [data, other, backup.into()] {
        std::fs::remove_dir_all(folder).ok();
    }
    drop((databases, others));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_metric_is_explained_and_every_alert_has_its_metric() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
    let town = Town::with(&format!("metrics_listen = \"{free}\"\n")).await;
    town.applicant_api("metrics@example.com", 0).await;
    let told = reqwest::get(format!("http://{free}/metrics")).await.expect("metrics").text().await.expect("text");
    let told: BTreeSet<&str> =
        told.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    let plain = |name: &str| {
        let name: String = name.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
        name.trim_end_matches("_total").trim_end_matches("_bucket").to_owned()
    };
    let explained: BTreeSet<String> =
        read("docs/operate.md").lines().filter_map(|line| line.strip_prefix("| `yincai_")).map(plain).collect();
    assert_eq!(explained, told.iter().filter_map(|name| name.strip_prefix("yincai_")).map(str::to_owned).collect());
    let alerts = read("docs/operate/alerts.yml");
    let rules: Vec<&str> = alerts.lines().filter_map(|line| line.trim().strip_prefix("expr: ")).collect();
    assert!(rules.len() > 5 && rules.len() == alerts.matches("- alert: ").count());
    for rule in rules {
        for name in rule.split("yincai_").skip(1).map(plain) {
            assert!(explained.contains(&name), "{rule} asks for {name}");
        }
    }
}
