//! Names of every script and documents of every kind go through form, list, search, mail and export as they were written.

use domain::{DocumentInput, DocumentKind, Language};
use serde_json::{Value, json};
use tests::applicant::receipt;
use tests::smtp::MailServer;
use tests::{Town, filings};

/// In many scripts, in characters beyond the basic plane, in parts that combine, from right to left, with joiners, and long.
const NAMES: [&str; 9] = [
    "买买提·吐尔逊",
    "𠮷田",
    "ئالىم تۇرسۇن",
    "محمد بن سلمان",
    "Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh",
    "O'Brien & Söhne <Å>",
    "क्षितिज",
    "علی\u{200C}رضا",
    "阿依古丽·阿卜杜热西提·买买提艾力·吐尔逊江·阿不都克里木·热依木江·库尔班江·努尔买买提·艾尔肯·斯迪克·牙生江·玉苏普·伊敏·卡德尔·赛买提·阿布力孜·托合提·肉孜·达吾提·艾合买提",
];

/// A number of each kind.
const DOCUMENTS: [(&str, &str, &str); 9] = [
    ("citizen-id", "654101199001010010", ""),
    ("hk-macao-permit", "H12345678", ""),
    ("taiwan-permit", "12345678", ""),
    ("hk-macao-taiwan-residence-permit", "810000199001010014", ""),
    ("passport", "E12345678", "CN"),
    ("passport", "N0812345", "KZ"),
    ("foreign-permanent-residence", "KAZ110012345678", ""),
    ("foreign-permanent-residence", "911156199001010011", ""),
    ("other", "难民旅行证件 RT1234567", ""),
];

/// GB 11643, so that the samples above need not be real people's.
fn with_check_character(number: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(weights).filter_map(|(digit, weight)| Some(digit.to_digit(10)? * weight)).sum();
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize];
    format!("{}{check}", &number[..17])
}

fn document((kind, number, country): (&str, &str, &str)) -> DocumentInput {
    let number = if number.len() == 18 { with_check_character(number) } else { number.to_owned() };
    DocumentInput { kind: kind.to_owned(), number, country: country.to_owned() }
}

/// As askama writes it into a page.
fn escaped(words: &str) -> String {
    let escape = |c: char| match c {
        '&' | '<' | '>' | '"' | '\'' => format!("&#{};", c as u32),
        other => other.to_string(),
    };
    words.chars().map(escape).collect()
}

#[test]
fn there_is_a_sample_of_every_kind_of_document() {
    for kind in DocumentKind::ALL {
        assert!(DOCUMENTS.iter().any(|(sample, _, _)| *sample == kind.code()), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_and_a_document_go_through_form_list_search_letter_and_export_as_they_were_written() {
    let town = Town::new().await;
    let number = town.hospital_post().await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let desk = town.officer_api("secretary").await;
    desk.post("/api/review/v1/step-ups", &json!({ "code": town.next_code("secretary") })).await.is(200);
    for (place, (name, sample)) in NAMES.into_iter().zip(DOCUMENTS).enumerate() {
        let mail = format!("person{place}@example.com");
        let api = town.applicant_api(&mail, 0).await;
        let person = town.applicant(name, &mail, if place % 2 == 0 { Language::Zh } else { Language::En });
        let form = person.open_signed_in(&town, &format!("/nominate/{number}"), 1).await;
        let document = document(sample);
        let mut filing = person.filing();
        filing.retain(|(field, _)| !field.starts_with("document."));
        filing.push(("document.kind", document.kind.clone()));
        filing.push(("document.number", document.number.clone()));
        filing.push(("document.country", document.country.clone()));
        for (question, typed) in [("person", name), ("document", document.number.as_str())] {
            person.goes_on(&person.asks(&form, question).await, &filing).await.is_ok();
            person.asks(&form, question).await.is_ok().shows(&format!("value=\"{}\"", escaped(typed)));
        }
        let slip = person.submits_with(&form, &filing).await;
        slip.is_ok().shows(&escaped(name));
        let receipt = receipt(&slip);

        let listed = api.get("/api/portal/v1/nominations").await.is(200).body;
        let filed = &listed["items"][0]["filing"];
        assert_eq!(filed["name"].as_str(), Some(name));
        assert_eq!(filed["document"], serde_json::to_value(&document).expect("JSON"));
        let own = person.browser.open("/own-data").await;
        own.is_ok().shows(&escaped(name)).shows(&escaped(&document.number));
        let export = person.browser.open("/own-data/export").await;
        let export: Value = serde_json::from_str(&export.is_ok().body).expect("JSON");
        for kept in [&export["nominations"][0]["nomination"], &export["nominations"][0]["revisions"][0]] {
            assert_eq!((&kept["filing"]["name"], &kept["filing"]["document"]), (&json!(name), &filed["document"]));
        }
        let letters = town.mails_when(&mail, 3).await;
        let text = letters[0]["text"].as_str().expect("a text");
        assert!(text.contains(name), "{name} is not in {text}");
        let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
        case.is_ok().shows(&escaped(name));
        unit.inbox().await.shows(&escaped(name));
        let listed = desk.get("/api/review/v1/cases?limit=200").await.is(200).body["items"].clone();
        let listed = listed.as_array().and_then(|cases| cases.iter().find(|case| case["receipt"] == receipt));
        assert_eq!(listed.map(|case| &case["name"]), Some(&json!(name)));
        for words in [name, &document.number, &receipt] {
            let found = unit.searches(words).await;
            found.is_ok().shows(&escaped(name)).shows(&receipt).shows(&format!("value=\"{}\"", escaped(words)));
            let asked = json!({ "words": words });
            let found = desk.post("/api/review/v1/cases/search", &asked).await.is(200).body["items"].clone();
            assert_eq!((&found[0]["name"], &found[0]["receipt"]), (&json!(name), &json!(receipt)), "{words}: {found}");
            assert_eq!(found.as_array().map(Vec::len), Some(1), "{words}: {found}");
        }
        let unmasking = format!("/api/review/v1/cases/{}/unmasking", case.path.rsplit('/').next().expect("an id"));
        let asked = json!({ "purpose": "verification", "fields": ["document-number"] });
        assert_eq!(desk.post(&unmasking, &asked).await.is(200).text("document_number"), document.number);
        if document.kind != "other" {
            assert!(!case.body.contains(&document.number), "{} is not masked", document.kind);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_in_the_mail_that_leaves_as_it_was_written() {
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    let api = town.api(Language::Zh);
    let code = |text: &str| text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned);
    for (place, name) in NAMES.into_iter().enumerate() {
        let mail = format!("person{place}@example.com");
        api.post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
        let code = town.until("the code", async || code(&server.mails_to(&mail).first()?.text())).await;
        let session = api.post("/api/portal/v1/sessions", &json!({ "mail": mail, "code": code })).await.is(201);
        let filed = filings::files_as(&town, &api.with_token(session.text("token")), name).await;
        let sent = async || server.mails_to(&mail).into_iter().find(|mail| mail.subject().contains(&filed.receipt));
        let text = town.until("the receipt", sent).await.text();
        assert!(text.contains(name), "{name} is not in {text}");
    }
}
