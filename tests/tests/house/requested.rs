//! Evidence that an officer asks for item by item, and what the applicant answers to each (Article 13): by page and by API.

use domain::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;
use tests::applicant::receipt;
use tests::filings::{case_of, files};
use tests::{Page, StaffMember, Town};

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj\n".to_vec()
}

async fn waiting(town: &Town, officer: &StaffMember, receipt: &str) -> Page {
    town.until("the case in the inbox", async || officer.find(receipt).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_item_is_answered_with_a_file_or_in_words_and_the_officer_sees_which() {
    let town = Town::new().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let list = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&list).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = waiting(&town, &unit, &receipt).await;

    let asks = [
        ("ruling", "return"),
        ("to", "applicant"),
        ("return_reason", "papers-missing"),
        ("days", "5"),
        ("items.0.shows", "10(4)"),
        ("items.0.name", "学位证书第2页"),
        ("items.2.name", "护照首页"),
    ];
    let refused = unit.browser.send(&case, &asks).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#items.2.shows\"").shows("value=\"学位证书第2页\"").shows("value=\"护照首页\"");
    let asked = unit.browser.send(&refused, &[asks.as_slice(), &[("items.2.shows", "identity")]].concat()).await;
    asked.is_ok().shows("逐项要的材料").shows("护照首页").shows("等申报人答复");

    let letter = town.mails_when(&person.mail, 3).await.remove(0);
    let text = letter["text"].as_str().expect("a text");
    assert!(text.contains("1．学位证书第2页（第十条（四））") && text.contains("2．护照首页（身份证件）"), "{text}");
    let status = person.browser.open(&format!("/track/{receipt}")).await;
    status.is_ok().shows("学位证书第2页").shows("护照首页").shows("还没有答复");

    let check = person.browser.open(&format!("/track/{receipt}/correct/check")).await;
    let early = person.browser.send(&check, &[("do", "submit")]).await;
    assert_eq!(early.status, 422);
    early.shows("href=\"#items.1\"").shows("“护照首页”还没有答复");

    let says = person.browser.open(&format!("/track/{receipt}/items/2")).await;
    let long = person.browser.send(&says, &[("words", &"长".repeat(1001))]).await;
    assert_eq!(long.status, 422);
    long.shows("长长长");
    let said = person.browser.send(&says, &[("words", "护照正在换发，下周能交。")]).await;
    said.is_ok().shows("护照正在换发，下周能交。").shows("已答复");
    let evidence = status.links().find(|link| link.contains("/evidence")).expect("a link to the files");
    let evidence = person.browser.follow(evidence.split('#').next().unwrap_or_default()).await;
    let sent = person.browser.send_file(&evidence, "name=\"item\" value=\"1\"", "", "第2页.pdf", pdf()).await;
    sent.is_ok().shows("已收到“第2页.pdf”");
    let check = person.browser.open(&format!("/track/{receipt}/correct/check")).await;
    person.browser.send(&check, &[("do", "submit")]).await.is_ok().shows("您已补正");

    let case = town.until("the answers", async || {
        unit.find(&receipt).await.filter(|case| case.body.contains("已答复") && case.body.contains("第2页.pdf"))
    });
    case.await.shows("护照正在换发，下周能交。").shows("交来的材料");
}

#[tokio::test(flavor = "multi_thread")]
async fn items_are_asked_for_and_answered_by_api_and_nothing_else_can_be_answered() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let unit = town.officer_api("unit-hospital").await;
    let filed = files(&town, &applicant).await;
    let id = case_of(&town, &unit, &filed).await;
    let (case, mine) = (format!("/api/review/v1/cases/{id}"), format!("/api/portal/v1/nominations/{}", filed.id));
    let items = json!([{ "shows": "10(5)", "name": "Patent certificate" }, { "shows": "other", "name": "Letter" }]);
    let asks = json!({ "to": "applicant", "reason": "papers-missing", "items": items });
    let nameless =
        json!({ "to": "applicant", "reason": "papers-missing", "items": [{ "shows": "other", "name": "" }] });
    let returning = format!("{case}/return");
    let refused = unit.act(&case, Method::POST, &returning, &nameless).await.is(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/items/0/name");
    let (path, says) = (format!("{mine}/items/2"), json!({ "words": "My mentor will send it directly." }));
    let before = applicant.act(&mine, Method::PUT, &path, &says).await.is(409);
    assert_eq!(before.text("code"), "item-not-asked");
    unit.act(&case, Method::POST, &returning, &asks).await.is(200);
    let asked = town.until("the items", async || {
        let told = applicant.get(&mine).await.is(200);
        told.body["progress"]["asked"]["items"][1]["name"].is_string().then_some(told)
    });
    assert_eq!(asked.await.body["progress"]["asked"]["items"][0]["shows"], "10(5)");

    let file = Part::bytes(pdf()).file_name("patent.pdf");
    let form = Form::new().text("item", "1").part("file", file);
    let request = applicant.request(Method::POST, &format!("{mine}/evidence")).multipart(form);
    applicant.answer(request).await.is(201);
    let correction = format!("{mine}/correction");
    let early = applicant.act(&mine, Method::POST, &correction, &json!({})).await.is(422);
    assert_eq!(early.body["errors"][0]["pointer"], "/items/2");
    applicant.act(&mine, Method::PUT, &path, &says).await.is(200);
    applicant.act(&mine, Method::POST, &correction, &json!({})).await.is(200);

    let told = town.until("the answers", async || {
        let told = unit.get(&case).await.is(200);
        (told.body["revision"] == 2).then_some(told)
    });
    let told = told.await;
    assert_eq!(told.body["answers"][0]["words"], "My mentor will send it directly.");
    let patent = told.body["evidence"].as_array().expect("files").last().expect("a file").clone();
    assert_eq!((patent["item"].as_u64(), patent["shows"].as_str()), (Some(1), Some("10(5)")));
    assert_eq!(told.body["returns"][0]["answer"]["kind"], "corrected");
    assert_eq!(told.body["hand"], "screening", "nothing is decided by itself");
    let kept = unit.get(&format!("{case}/revisions")).await.is(200);
    let (first, second) = (&kept.body["items"][0], &kept.body["items"][1]);
    assert_eq!((&first["answers"], &second["answers"]), (&json!([]), &told.body["answers"]), "{:#}", kept.body);
    assert_eq!(second["evidence"], told.body["evidence"], "each revision has its own files");
    assert_ne!(first["evidence"], second["evidence"]);
}
