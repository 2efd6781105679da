//! The operator's commands, each as a program of its own, beside the running one and without it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use domain::Language;
use mail_parser::MessageParser;
use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::json;
use tests::command::{bad, good};
use tests::engines;
use tests::given::said;
use tests::planning::today;
use tests::program::program;
use tests::smtp::{Account, Encryption, MailServer};
use tests::town::empty_house;
use tests::{Page, Town};

async fn sign_in(town: &Town, login: &str, password: &str, code: &str, language: Language) -> Page {
    let browser = town.browser(language);
    let page = browser.open("/staff").await;
    browser.send(&page, &[("login", login), ("password", password), ("code", code)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_locked_and_reset_beside_the_running_program() {
    let town = Town::apart().await;
    let adding = ["user", "add", "new-auditor", "--role", "auditor", "--name", "古丽", "--office", "审计局"];
    let added = good(&town.data, &adding);
    let password = added.lines().find_map(|line| line.trim().strip_prefix("password")).expect("a password").trim();
    assert!(added.contains("otpauth://totp/Yincai:new-auditor?secret="), "{added}");
    assert!(bad(&town.data, &adding, 2).contains("already"));
    let code = code_of(&added);
    let auditor = sign_in(&town, "new-auditor", password, &code, Language::Zh).await;
    assert_eq!(auditor.path, "/staff", "{}", auditor.body);

    good(&town.data, &["user", "lock", "new-auditor"]);
    assert!(good(&town.data, &["user", "list"]).lines().any(|line| line.contains("古丽") && line.ends_with("locked")));
    let refused = sign_in(&town, "new-auditor", password, &code, Language::Zh).await;
    assert!(refused.path.contains("/sign-in"), "{}", refused.path);
    good(&town.data, &["user", "unlock", "new-auditor"]);
    let reset = good(&town.data, &["user", "reset", "new-auditor"]);
    assert!(!reset.contains(password) && reset.contains("otpauth://"), "{reset}");
    let refused = sign_in(&town, "new-auditor", password, &code_of(&added), Language::Zh).await;
    assert!(refused.path.contains("/sign-in"), "{}", refused.path);

    let misplaced = ["user", "add", "wang", "--role", "unit-officer", "--name", "王", "--office", "医院"];
    assert!(bad(&town.data, &misplaced, 2).contains("needs the unit"));
    let of = |login: &'static str, department: &'static str| {
        let role = "municipal-department-officer";
        ["user", "add", login, "--role", role, "--name", "阿依", "--office", "人社局", "--department", department]
    };
    assert!(bad(&town.data, &of("ayi", "prefecture-organisation"), 2).contains("the municipal or supervising ones"));
    good(&town.data, &of("ayi", "human-resources"));
    let moved = |login: &'static str, department: &'static str| {
        ["user", "move", login, "--office", "教育局", "--department", department]
    };
    assert!(bad(&town.data, &moved("ayi", "prefecture-organisation"), 2).contains("the municipal or supervising ones"));
    assert!(bad(&town.data, &moved("new-auditor", "education"), 2).contains("no other role has a department"));
    assert!(bad(&town.data, &moved("nobody", "education"), 2).contains("nobody"));
    good(&town.data, &moved("ayi", "education"));
    assert!(good(&town.data, &["user", "list"]).lines().any(|line| line.contains("阿依") && line.ends_with("教育局")));
    let school = town.officer("unit-school", Language::Zh).await.browser;
    school.open("/staff/plans").await.is_ok();
    let to_hospital = ["user", "move", "unit-school", "--office", "人民医院人事科", "--unit", "people-hospital"];
    assert!(bad(&town.data, &to_hospital[..5], 2).contains("needs the unit"), "an office alone is no move");
    good(&town.data, &to_hospital);
    assert!(school.open("/staff/plans").await.path.contains("/sign-in"), "whoever was signed in is out");
    let hospital = town.officer_api("unit-hospital").await;
    let away = json!({ "to": "department", "from": today(), "until": today() });
    hospital.post("/api/review/v1/delegations", &away).await.is(201);
    let from_hospital =
        ["user", "move", "unit-hospital", "--office", "妇幼保健院", "--unit", "maternal-child-hospital"];
    assert!(bad(&town.data, &from_hospital, 2).contains("stands in"), "nobody gets its hand there by standing in");
    let nowhere = [&to_hospital[..6], &["nope"][..]].concat();
    for (option, misplaced) in [("--unit: ", &nowhere[..]), ("--department: ", &moved("ayi", "nope")[..])] {
        let told = bad(&town.data, misplaced, 2);
        assert!(told.contains(option) && told.contains("/staff/registers"), "{told}");
    }
    let seated = ["user", "move", "seat-finance", "--office", "财政局"];
    assert!(bad(&town.data, &seated, 2).contains("from the secretary"));
    assert!(bad(&town.data, &["user", "lock", "nobody"], 2).contains("nobody"));
    bad(&town.data, &["user", "ad"], 2);
    let no_role = ["user", "add", "wang", "--role", "administrator", "--name", "王", "--office", "信息中心"];
    assert!(bad(&town.data, &no_role, 2).contains("system-administrator"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_knows_a_unit_by_the_credit_code_that_it_has_now() {
    const UNITS: &str = "/api/review/v1/units";
    let [former, now] = ["91350100M000100Y43", "12654002999099999K"];
    let town = Town::apart().await;
    let secretary = town.officer_api("secretary").await;
    let departments = secretary.get("/api/review/v1/departments").await.is(200);
    let mut departments = departments.body["items"].as_array().into_iter().flatten();
    let department = departments.find(|one| one["kind"] == "supervising").expect("a department");
    let unit = |code: &str| {
        json!({
            "name": { "zh": "伊宁市第八中学", "en": "Yining No. 8 Secondary School" }, "kind": "public-institution",
            "department": department["id"], "credit_code": code,
            "address": { "zh": "新华东路8号", "en": "8 East Xinhua Road" },
            "contact": { "zh": "校办0999-0000088", "en": "Office 0999-0000088" }
        })
    };
    let added = secretary.post(UNITS, &unit(former)).await.is(201);
    let path = format!("{UNITS}/{}", added.text("id"));
    secretary.change(Method::PUT, &path, added.version(), &unit(now)).await.is(200);
    let adding = |code| {
        ["user", "add", "school-8", "--role", "unit-officer", "--name", "王", "--office", "校办", "--unit", code]
    };
    assert!(bad(&town.data, &adding(former), 2).contains("--unit: "), "it is the code of no unit");
    good(&town.data, &adding(now));
}

/// The code that an authenticator app shows after taking the printed address.
fn code_of(printed: &str) -> String {
    let (_, rest) = printed.split_once("secret=").expect("a secret");
    let secret = data_encoding::BASE32_NOPAD.decode(rest.split('&').next().expect("a secret").as_bytes());
    let secret: [u8; 20] = secret.expect("base 32").try_into().expect("20 bytes");
    kit::auth::totp::current(&secret, kit::Clock::now(&kit::SystemClock))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_is_exported_and_checked_and_a_cut_database_is_found() {
    let mut town = Town::apart().await;
    let whole = good(&town.data, &["audit", "verify"]);
    for service in ["review: whole", "portal: whole", "notify: whole"] {
        assert!(whole.contains(service), "{whole}");
    }
    let folder = town.data.join("exports");
    good(&town.data, &["audit", "export", folder.to_str().expect("a path")]);
    let file = folder.join("audit-review.jsonl");
    let path = file.to_str().expect("a path").to_owned();
    let checked = good(Path::new("/nowhere"), &["audit", "verify", &path]);
    let key = checked.lines().find_map(|line| line.trim().strip_prefix("key")).expect("a key").trim();
    good(Path::new("/nowhere"), &["audit", "verify", &path, "--key", key]);
    bad(Path::new("/nowhere"), &["audit", "verify", &path, "--key", "another"], 3);
    bad(Path::new("/nowhere"), &["audit", "verify", "/nowhere/at/all"], 1);
    let of_folder = bad(Path::new("/nowhere"), &["audit", "verify", folder.to_str().expect("a path")], 2);
    assert!(of_folder.contains("audit-review.jsonl"), "{of_folder}");

    let text = std::fs::read_to_string(&file).expect("an export");
    assert!(text.contains("\"deed\":\"audit.export\""), "the export itself is in it");
    let lines: Vec<&str> = text.lines().collect();
    let last_row_gone = [&lines[..lines.len() - 2], &lines[lines.len() - 1..]].concat().join("\n") + "\n";
    for changed in [last_row_gone, text.replacen("officer.hire", "officer.fire", 1), text[..text.len() / 2].to_owned()]
    {
        std::fs::write(&file, changed).expect("written");
        bad(Path::new("/nowhere"), &["audit", "verify", &path], 3);
    }

    assert!(town.stop());
    let database = town.databases.open(&town.data, "review").await;
    let cut = "DELETE FROM audit WHERE number = (SELECT MAX(number) FROM audit)";
    database.execute_unprepared(cut).await.expect("cut");
    database.close().await.expect("closed");
    assert!(bad(&town.data, &["audit", "verify"], 3).contains("review: line"));
}

#[test]
fn a_command_that_nobody_reads_to_its_end_ends_well() {
    let running = Command::new(program()).arg("routes").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut running = running.expect("the program runs");
    drop(running.stdout.take());
    let ended = running.wait_with_output().expect("it ends");
    assert!(ended.status.success() && ended.stderr.is_empty(), "{}", said(&ended));
}

#[test]
fn a_name_that_is_none_is_wrong_use_and_the_names_that_there_are_are_told() {
    let (folder, databases) = empty_house();
    for (command, told) in [
        (&["serve", "foo"][..], "review, portal, notify"),
        (&["outbox", "replay", "--service", "foo"], "review, portal, notify"),
        (&["demo", "code", "nobody"], "`yincai demo` lists them"),
    ] {
        let said = bad(&folder, command, 2);
        assert!(said.contains(told), "{command:?}: {said}");
    }
    std::fs::remove_dir_all(&folder).ok();
    drop(databases);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_what_is_wrong() {
    let mut town = Town::apart().await;
    std::fs::set_permissions(&town.data, std::fs::Permissions::from_mode(0o755)).expect("set");
    assert!(bad(&town.data, &["doctor"], 1).contains("chmod 700"));
    std::fs::set_permissions(&town.data, std::fs::Permissions::from_mode(0o700)).expect("set");
    let well = good(&town.data, &["doctor"]);
    for what in ["settings", "clock", "data folder", "disk", "running: 3 of 3", "database review: whole", "mail folder"]
    {
        assert!(well.contains(what), "{what} is not in:\n{well}");
    }
    let mut unscanned = Command::new(program());
    unscanned.arg("doctor").env("YINCAI_DATA", &town.data).envs(engines::environment(&town.data));
    let unscanned = unscanned.env("YINCAI_FILES__SCANNER", "127.0.0.1:1").output().expect("the program runs");
    assert!(said(&unscanned).contains("BAD   scanner: 127.0.0.1:1") && said(&unscanned).contains("start clamd"));
    let data = town.data.clone();
    let listen = town.url.trim_start_matches("http://").to_owned();
    let ready = || {
        let mut asked = Command::new(program());
        asked.args(["doctor", "--ready"]).env("YINCAI_LISTEN", &listen).env("YINCAI_DATA", &data);
        asked.output().expect("the program runs")
    };
    assert!(ready().status.success(), "{}", said(&ready()));
    assert_eq!(good(&town.data, &["doctor", "--ready", &listen]).trim(), "ready");
    assert!(town.stop());
    assert!(said(&ready()).contains("is the program running?"));
    if town.databases.are_served() {
        return;
    }
    let portal = town.data.join("portal.db");
    std::fs::write(&portal, "this is no database, and long enough to be read as one").expect("written");
    std::fs::remove_file(town.data.join("portal.db-wal")).ok();
    let ill = bad(&town.data, &["doctor"], 1);
    assert!(ill.contains("BAD   database portal") && ill.contains("database review: whole"), "{ill}");
}

#[test]
fn before_others_can_reach_it_everything_that_is_open_is_told_at_once() {
    let nowhere = Path::new("/nowhere/at/all");
    let mut command = Command::new(program());
    command.args(["config", "check"]).env("YINCAI_DATA", nowhere).env("YINCAI_LISTEN", "0.0.0.0:8080");
    let refused = command.output().expect("the program runs");
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    for part in ["YINCAI_GATEWAY__TRUSTED", "YINCAI_DEMO=false", "YINCAI_URL", "YINCAI_NOTIFY__TRANSPORT"] {
        assert!(said(&refused).contains(part), "{part} is not in:\n{}", said(&refused));
    }
}

#[test]
fn tables_are_made_ahead_of_the_start() {
    let (folder, databases) = empty_house();
    let lacking = if databases.are_served() { "review: missing m0001_walls" } else { "review: no database yet" };
    assert!(bad(&folder, &["migrate", "--status"], 1).contains(lacking));
    assert!(good(&folder, &["migrate"]).contains("review: made"));
    assert!(good(&folder, &["migrate", "--status"]).contains("review: up to date"));
    assert!(good(&folder, &["user", "list"]).trim().is_empty());
    std::fs::remove_dir_all(&folder).ok();
}

#[test]
fn every_operation_is_listed_with_who_may_call_it() {
    let listed = good(Path::new("/nowhere"), &["routes"]);
    let line = |id: &str| listed.lines().find(|line| line.split_whitespace().any(|word| word == id)).expect(id);
    assert!(line("list_posts").ends_with("anybody"));
    assert!(line("pass_case").starts_with("POST") && line("pass_case").ends_with("officer"));
}

/// A command on a data folder, with these variables beside it: its exit code and all that it said.
fn ran(data: &Path, command: &[&str], environment: &[(String, String)]) -> (Option<i32>, String) {
    let mut run = Command::new(program());
    run.args(command).env("YINCAI_DATA", data).env("YINCAI_LISTEN", "127.0.0.1:0");
    let ran = run.envs(environment.iter().cloned()).output().expect("the program runs");
    (ran.status.code(), said(&ran))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_can_be_sent_to_try_the_way_out() {
    let folder = std::env::temp_dir().join(format!("yincai-mail-{}", std::process::id()));
    good(&folder, &["migrate"]);
    let kept = good(&folder, &["mail", "test", "it@example.com"]);
    assert!(kept.contains("ok    mail folder: kept in") && kept.contains("/dev/mail/"), "{kept}");
    assert!(bad(&folder, &["mail", "test", "nobody"], 2).contains("name@domain"));

    let account = Account { mechanism: "PLAIN", user: "yincai", password: "correct-horse" };
    let server = MailServer::with(Encryption::Whole, Some(account)).await;
    let (authority, password) = (folder.join("ca.pem"), folder.join("password"));
    std::fs::write(&authority, server.authority()).expect("written");
    std::fs::write(&password, "correct-horse\n").expect("written");
    let port = server.address.port().to_string();
    let named = |name: &str, value: &str| (format!("YINCAI_NOTIFY__{name}"), value.to_owned());
    let mut environment = vec![
        named("TRANSPORT", "smtp"),
        named("SMTP__HOST", "127.0.0.1"),
        named("SMTP__PORT", &port),
        named("SMTP__TLS", "tls"),
        named("SMTP__CA_FILE", &authority.display().to_string()),
        named("SMTP__USER", "yincai"),
        named("SMTP__PASSWORD_FILE", &password.display().to_string()),
    ];
    let test = ["mail", "test", "it@example.com"];
    let (code, told) = ran(&folder, &test, &environment);
    assert_eq!(code, Some(0), "{told}");
    for step in [
        "connection",
        "encryption",
        "greeting",
        "sign-in: accepted for yincai",
        "letter: accepted; the server says 250",
    ] {
        assert!(told.contains(&format!("ok    mail {step}")), "{step} is not in:\n{told}");
    }
    let taken = server.mails_to("it@example.com");
    assert_eq!(taken.len(), 1);
    let mail = MessageParser::default().parse(taken[0].source.as_bytes()).expect("a mail");
    let text = mail.body_text(0).expect("a text");
    assert!(text.contains("测试邮件") && text.contains("test letter"), "{text}");
    let (code, told) = ran(&folder, &["doctor"], &environment);
    assert!(code == Some(0) && told.contains("ok    mail sign-in"), "{told}");
    let (code, refused) = ran(&folder, &["mail", "test", "550@example.com"], &environment);
    assert!(code == Some(1) && refused.contains("BAD   mail letter") && refused.contains("550"), "{refused}");

    std::fs::write(&password, "of-yesterday\n").expect("written");
    for command in [&test[..], &["doctor"]] {
        let (code, told) = ran(&folder, command, &environment);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("ok    mail greeting") && told.contains("BAD   mail sign-in"), "{told}");
        assert!(told.contains("password_file") && !told.contains("of-yesterday"), "{told}");
    }
    drop(server);
    let (code, told) = ran(&folder, &["doctor"], &environment);
    assert!(code == Some(1) && told.contains("nothing listens on 127.0.0.1"), "{told}");
    environment[4].1 = password.display().to_string();
    let (code, told) = ran(&folder, &["config", "check"], &environment);
    assert!(code == Some(2) && told.contains("ca_file"), "{told}");
    std::fs::remove_dir_all(&folder).ok();
}
