//! Words that want to be more than words: headers in names and addresses, formulas in sheets, other sites in links.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::Language;
use mail_parser::MessageParser;
use reqwest::Method;
use serde_json::{Value, json};
use tests::officer::PASSWORD;
use tests::planning::{both, plan_under_way, post};
use tests::smtp::MailServer;
use tests::{Town, filings};

const EVE: &str = "eve@evil.example";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_typed_becomes_a_header_of_a_mail() {
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    let api = town.api(Language::Zh);
    for address in [
        "li@example.com\r\nBcc: eve@evil.example",
        "li@example.com\nBcc: eve@evil.example",
        "li@example.com,eve@evil.example",
        "li@example.com eve@evil.example",
        "<eve@evil.example> li@example.com",
        "li@example.com%0d%0aBcc:eve@evil.example",
        "\"li\\\r\nRCPT TO:<eve@evil.example>\"@example.com",
    ] {
        let answer = api.post("/api/portal/v1/mail-codes", &json!({ "mail": address })).await;
        assert_eq!(answer.status, 422, "{address:?} is taken: {:#}", answer.body);
    }

    let code = |text: &str| text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned);
    api.post("/api/portal/v1/mail-codes", &json!({ "mail": "li@example.com" })).await.is(202);
    let code = town.until("the code", async || code(&server.mails_to("li@example.com").last()?.text())).await;
    let session = api.post("/api/portal/v1/sessions", &json!({ "mail": "li@example.com", "code": code })).await.is(201);
    let li = api.with_token(session.text("token"));
    let post = filings::hospital_post(&town).await;
    let broken = json!({ "post": post, "filing": filings::filing("Li\r\nBcc: eve@evil.example") });
    let draft = li.post("/api/portal/v1/nominations", &broken).await.is(201);
    let submission = format!("/api/portal/v1/nominations/{}/submission", draft.text("id"));
    let refused = li.change(Method::POST, &submission, draft.version(), &json!({})).await.is(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/name", "{:#}", refused.body);

    const NAMES: [&str; 3] =
        ["\" <eve@evil.example>, \"", "=?utf-8?q?a=0d=0aBcc=3a_eve=40evil.example?=", "Li; Bcc: eve@evil.example"];
    let name = NAMES.concat();
    let filing = json!({ "filing": filings::filing(&name) });
    let path = format!("/api/portal/v1/nominations/{}/filing", draft.text("id"));
    let saved = li.change(Method::PUT, &path, draft.version(), &filing["filing"]).await.is(200);
    li.change(Method::POST, &submission, saved.version(), &json!({})).await.is(200);
    let mails = town.until("the receipt", async || Some(server.mails_to("li@example.com")).filter(|all| all.len() > 1));
    for mail in mails.await {
        let parsed = MessageParser::default().parse(mail.source.as_bytes()).expect("a mail");
        let to: Vec<_> = parsed.to().into_iter().flat_map(|to| to.iter()).filter_map(|one| one.address()).collect();
        assert_eq!(to, ["li@example.com"], "{}", mail.source);
        assert!(parsed.bcc().is_none() && parsed.cc().is_none(), "{}", mail.source);
    }
    assert!(server.mails_to(EVE).is_empty());
}

/// The letter to whoever is recommended has the referrer's name in its subject, and goes to an address of the referrer's choice.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_referrer_types_becomes_a_header_of_a_mail() {
    const NAME: &str = "Chen \"=?utf-8?q?=0d=0aBcc=3a_eve=40evil?=\"; Bcc";
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    let api = town.api(Language::Zh);
    let code = |text: &str| text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned);
    api.post("/api/portal/v1/mail-codes", &json!({ "mail": "chen@example.com" })).await.is(202);
    let code = town.until("the code", async || code(&server.mails_to("chen@example.com").last()?.text())).await;
    let typed = json!({ "mail": "chen@example.com", "code": code });
    let session = api.post("/api/portal/v1/sessions", &typed).await.is(201);
    let chen = api.with_token(session.text("token"));
    let post = filings::hospital_post(&town).await;
    let recommends = async |name: &str, nominee: &str, mail: &str| {
        let referral = json!({
            "name": name, "relationship": "other", "why": "x\r\nBcc: eve@evil.example", "agreed": "yes",
            "nominee": { "name": nominee, "mail": mail, "language": "zh-CN" }
        });
        chen.post("/api/portal/v1/referrals", &json!({ "post": post, "referral": referral })).await
    };
    for (name, nominee, mail, at) in [
        ("Chen\r\nBcc: eve@evil.example", "林知远", "lin@example.com", "/referral/name"),
        ("Chen <eve@evil.example>", "林知远", "lin@example.com", "/referral/name"),
        ("陈明", "Lin\nBcc: eve@evil.example", "lin@example.com", "/referral/nominee/name"),
        ("陈明", "林知远", "lin@example.com\r\nBcc: eve@evil.example", "/referral/nominee/mail"),
        ("陈明", "林知远", "lin@example.com, eve@evil.example", "/referral/nominee/mail"),
    ] {
        let refused = recommends(name, nominee, mail).await.is(422);
        assert_eq!(refused.body["errors"][0]["pointer"], at, "{:#}", refused.body);
    }
    recommends(NAME, "林知远", "lin@example.com").await.is(201);
    let mail = town.until("the letter", async || server.mails_to("lin@example.com").pop()).await;
    let parsed = MessageParser::default().parse(mail.source.as_bytes()).expect("a mail");
    let to: Vec<_> = parsed.to().into_iter().flat_map(|to| to.iter()).filter_map(|one| one.address()).collect();
    assert_eq!(to, ["lin@example.com"], "{}", mail.source);
    assert!(parsed.bcc().is_none() && parsed.cc().is_none(), "{}", mail.source);
    assert!(parsed.subject().is_some_and(|subject| subject.contains("推荐您")), "{:?}", parsed.subject());
    assert!(mail.text().contains(NAME), "{}", mail.text());
    assert!(server.mails_to(EVE).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_a_letter_leads_to_this_site_whatever_host_was_asked() {
    let town = Town::new().await;
    let api = town.api(Language::Zh);
    for (number, name) in (0..).zip(["Host", "X-Forwarded-Host", "Forwarded", "X-Original-Host"]) {
        let mail = format!("li{number}@example.com");
        let value = if name == "Forwarded" { "host=evil.example" } else { "evil.example" };
        let request = api.request(Method::POST, "/api/portal/v1/mail-codes").header(name, value);
        let answer = request.json(&json!({ "mail": mail })).send().await.expect("an answer");
        if !answer.status().is_success() {
            assert!(name == "Host" && answer.status().is_client_error(), "{name}: {}", answer.status());
            continue;
        }
        let letter = town.mails_when(&mail, 1).await.remove(0).to_string();
        assert!(letter.contains(&town.url) && !letter.contains("evil.example"), "{name}: {letter}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_never_leads_to_another_site() {
    let town = Town::new().await;
    let targets =
        ["//evil.example/", "https://evil.example/", "/\\evil.example/", "/%09/evil.example", "javascript:alert(1)"];
    for (login, target) in ["secretary", "auditor", "municipal", "prefecture", "ratifier"].into_iter().zip(targets) {
        let browser = town.browser(Language::Zh);
        let page = browser.open(&format!("/staff/sign-in?back={target}")).await;
        let typed = [("login", login), ("password", PASSWORD), ("code", &town.code(login))];
        // A browser that is led away has no page to show: nobody is at evil.example.
        let page = browser.send(&page, &typed).await;
        assert!(page.status == 200 && page.path.starts_with("/staff"), "{target}: {} {}", page.status, page.path);
    }
    for (number, target) in targets.into_iter().enumerate() {
        let mail = format!("person{number}@example.com");
        let person = town.applicant("王芳", &mail, Language::Zh);
        let page = person.open_signed_in(&town, &format!("/sign-in?back={target}"), 0).await;
        assert!(page.status == 200 && !page.path.contains("/sign-in"), "{target}: {} {}", page.status, page.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_begins_like_a_formula_is_text_in_every_sheet() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let formulas = ["=HYPERLINK(\"http://evil.example\",\"招聘\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)"];
    let posts: Vec<Value> = formulas
        .iter()
        .map(|formula| {
            let mut typed = post(1);
            typed["title"] = both((*formula).to_owned(), (*formula).to_owned());
            typed
        })
        .collect();
    unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await.is(201);
    let written = unit.get(&format!("{plan}/sheet")).await.is(200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(written.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for formula in formulas {
        assert!(cells.iter().any(|cell| cell == formula), "{formula} is not as it was typed");
    }
    let name = book.sheet_names().remove(0);
    assert!(book.worksheet_formula(&name).expect("readable").is_empty(), "a cell is a formula");
}
