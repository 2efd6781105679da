//! Staff find a case by a name, a document number or a receipt: each within what they may see, and seen looking.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::filings::{Filed, case_of, files_as, filing};
use tests::{Api, Town};

const SEARCH: &str = "/api/review/v1/cases/search";
const NAME: &str = "买买提·吐尔逊江";
const NUMBER: &str = "E12345678";

/// The receipts of what an officer finds.
async fn found(officer: &Api, words: &str) -> Vec<String> {
    let found = officer.post(SEARCH, &json!({ "words": words })).await.is(200);
    let items = found.body["items"].as_array().cloned().expect("a list");
    items.iter().map(|case| case["receipt"].as_str().expect("a receipt").to_owned()).collect()
}

async fn filed_as(town: &Town, applicant: &Api, unit: &Api, name: &str) -> (Filed, String) {
    let filed = files_as(town, applicant, name).await;
    let case = case_of(town, unit, &filed).await;
    (filed, format!("/api/review/v1/cases/{case}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_officer_finds_what_they_may_see_and_nothing_else() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let (filed, _) = filed_as(&town, &town.applicant_api("mai@example.com", 0).await, &unit, NAME).await;
    for login in ["secretary", "seat-hr", "prefecture", "auditor"] {
        let officer = town.officer_api(login).await;
        for words in [NAME, "吐尔逊江 买买提", NUMBER, &filed.receipt] {
            assert_eq!(found(&officer, words).await, [filed.receipt.as_str()], "{login}, {words}");
        }
    }
    for login in ["unit-justice", "municipal", "admin-system"] {
        let officer = town.officer_api(login).await;
        for words in [NAME, NUMBER, &filed.receipt] {
            assert!(found(&officer, words).await.is_empty(), "{login}, {words}");
        }
    }
    let other = town.officer("seat-finance", Language::En).await;
    other.searches(NAME).await.is_ok().shows(&filed.receipt);
    for words in ["买买提", "E1234567", "王芳"] {
        assert!(found(&unit, words).await.is_empty(), "{words}");
        other.searches(words).await.is_ok().shows("Nothing was found").shows("Try the number of the document");
    }
    for (words, code) in [(" ", "nothing-to-find"), (&*"长".repeat(201), "too-long")] {
        let refused = unit.post(SEARCH, &json!({ "words": words })).await.is(422);
        assert_eq!(refused.body["errors"][0]["pointer"], "/words", "{:#}", refused.body);
        assert_eq!(refused.body["errors"][0]["code"], code, "{:#}", refused.body);
        let page = other.searches(words).await;
        assert!(page.status == 422 && page.body.contains("href=\"#words\""), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_for_stands_in_no_address_and_no_trail() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let (filed, _) = filed_as(&town, &town.applicant_api("brien@example.com", 0).await, &unit, "Ó Briain").await;
    let secretary = town.officer("secretary", Language::En).await;
    let page = secretary.searches("o'briain").await;
    page.is_ok().shows(&filed.receipt).shows("value=\"o&#39;briain\"");
    assert!(page.path.starts_with("/en/staff/find?for=") && !page.path.to_lowercase().contains("briain"));
    let chinese = page.path.trim_start_matches("/en");
    secretary.browser.follow(chinese).await.is_ok().shows(&filed.receipt).shows("查找申报");

    let auditor = town.officer("auditor", Language::Zh).await;
    let others = auditor.browser.follow(chinese).await;
    assert!(others.status == 422 && !others.body.contains("briain"), "{}", others.body);
    others.shows("这个地址只给当初查找的人看");
    assert_eq!(auditor.browser.open("/staff/find?for=guessed").await.status, 422);

    secretary.searches("Nobody Here").await.is_ok();
    let trail = auditor.browser.open("/staff/audit?deed=case.find").await;
    trail.is_ok().shows("查找申报").shows(&filed.receipt);
    for words in ["riain", "Nobody"] {
        assert!(!trail.body.contains(words), "{words} stands in the trail");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_name_is_found_instead_of_the_old_one_ended_or_not_until_it_is_erased() {
    let town = Town::new().await;
    let (applicant, unit) = (town.applicant_api("wang@example.com", 0).await, town.officer_api("unit-hospital").await);
    let (filed, case) = filed_as(&town, &applicant, &unit, "王芳").await;
    let asked = json!({ "to": "applicant", "reason": "details-wanted", "sections": ["who"] });
    unit.act(&case, Method::POST, &format!("{case}/return"), &asked).await.is(200);
    let mine = format!("/api/portal/v1/nominations/{}", filed.id);
    town.until("the question", async || {
        applicant.get(&mine).await.is(200).body["progress"]["asked"].is_object().then_some(())
    })
    .await;
    let mut better = filing("王芳芳");
    better["document"]["number"] = json!("G7654321");
    for (method, part, body) in [(Method::PUT, "filing", &better), (Method::POST, "correction", &json!({}))] {
        applicant.act(&mine, method, &format!("{mine}/{part}"), body).await.is(200);
    }
    town.until("the correction", async || (unit.get(&case).await.is(200).body["revision"] == 2).then_some(())).await;
    let all = async |officer: &Api| {
        let mut all: Vec<usize> = Vec::new();
        for words in ["王芳芳", "G7654321", &filed.receipt, "王芳", NUMBER] {
            all.push(found(officer, words).await.len());
        }
        all
    };
    assert_eq!(all(&unit).await, [1, 1, 1, 0, 0]);

    let withdrawal = format!("{mine}/withdrawal");
    applicant.act(&mine, Method::POST, &withdrawal, &json!({})).await.is(200);
    let ended = async || (unit.get(&case).await.is(200).body["stage"] == "withdrawn").then_some(());
    town.until("the end of the case", ended).await;
    assert_eq!(all(&unit).await, [1, 1, 1, 0, 0], "an ended case is found like one under way");

    applicant.post("/api/portal/v1/own-data/erasure", &json!({ "sure": "yes" })).await.is(204);
    town.until("the erasure", async || found(&unit, "王芳芳").await.is_empty().then_some(())).await;
    assert_eq!(all(&unit).await, [0, 0, 1, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_is_walked_in_pages_that_show_each_case_once() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let mut filed = Vec::new();
    for number in 0..3 {
        let applicant = town.applicant_api(&format!("wang{number}@example.com"), 0).await;
        filed.insert(0, filed_as(&town, &applicant, &unit, "王芳").await.0.receipt);
    }
    let (mut walked, mut path) = (Vec::new(), format!("{SEARCH}?limit=2"));
    loop {
        let page = unit.post(&path, &json!({ "words": "王芳" })).await.is(200).body;
        walked.extend(page["items"].as_array().into_iter().flatten().map(|case| case["receipt"].clone()));
        let Value::String(next) = &page["next"] else { break };
        path = format!("{SEARCH}?limit=2&cursor={next}");
    }
    assert_eq!(json!(walked), json!(filed), "those filed last come first");
}
