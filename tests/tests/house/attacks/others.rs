//! Other people's ids: whatever is asked about them, the answer is the one for an id that nobody has.

use domain::Language;
use serde_json::{Value, json};
use tests::{Answer, Api, Contract, Operation, Page, Town, filings};

const NOBODYS: &str = "01932c07-0e5b-7000-8000-000000000001";
/// Of a place in a list, and of a task: they are the same in everybody's.
const FIXED: [(&str, &str); 2] = [("{number}", "1"), ("{task}", "person")];

/// Nobody's either.
const NO_RECEIPT: &str = "YC26-00000-00000-0";
/// Every page of one's own things, with what is sent from it.
const PAGES: [(&str, &str, &str); 13] = [
    ("/receipts/{receipt}", "do", "submit"),
    ("/track/{receipt}", "do", "submit"),
    ("/track/{receipt}/correct", "do", "submit"),
    ("/track/{receipt}/correct/person", "name", "Eve"),
    ("/track/{receipt}/items/1", "words", "x"),
    ("/track/{receipt}/unit", "answer", "agreed"),
    ("/track/{receipt}/reconsideration", "words", "x"),
    ("/track/{receipt}/withdraw", "reason", "x"),
    ("/nominations/{nomination}/evidence", "shows", "10(4)"),
    ("/nominations/{nomination}/evidence/{file}", "do", "remove"),
    ("/nominations/{nomination}/evidence/{file}/removal", "do", "remove"),
    ("/nominations/{nomination}/sharing", "sharing", "nothing"),
    ("/addresses/{address}/removal", "do", "remove"),
];

/// What somebody has, by the list that it stands in.
struct Own {
    nomination: String,
    file: String,
    referral: String,
    session: String,
    address: String,
}

impl Own {
    async fn of(town: &Town, person: &Api) -> Own {
        let nomination = filings::drafts(person, &filings::hospital_post(town).await).await;
        let evidence = format!("/api/portal/v1/nominations/{nomination}/evidence");
        let form = filings::evidence("10(4)", "证书.pdf", b"%PDF-1.7\n".to_vec());
        let sent = person.answer(person.request(reqwest::Method::POST, &evidence).multipart(form)).await.is(201);
        filings::submits(person, nomination.clone()).await;
        // What the case tells comes a moment later, and is a change that nobody else made.
        let path = format!("/api/portal/v1/nominations/{nomination}");
        town.until("where it stands", async || person.get(&path).await.body["progress"].is_object().then_some(()))
            .await;
        let (referral, _) = filings::recommends(town, person, "nominee@example.com").await;
        let sessions = person.get("/api/portal/v1/sessions").await.is(200);
        let session = sessions.body["items"][0]["id"].as_str().expect("an id").to_owned();
        let addresses = person.get("/api/portal/v1/addresses").await.is(200);
        let address = addresses.body["items"][0]["id"].as_str().expect("an id").to_owned();
        Own { nomination, file: sent.text("id").to_owned(), referral, session, address }
    }

    fn id(&self, path: &str) -> &str {
        match path.split('/').nth(4) {
            Some("nominations") => &self.nomination,
            Some("referrals") => &self.referral,
            Some("sessions") => &self.session,
            Some("addresses") => &self.address,
            other => panic!("nobody owns {other:?} yet"),
        }
    }

    /// Everything that shows some of it.
    async fn seen(&self, person: &Api) -> Vec<Value> {
        let mut seen = Vec::new();
        for path in [
            format!("/api/portal/v1/nominations/{}", self.nomination),
            format!("/api/portal/v1/nominations/{}/evidence", self.nomination),
            format!("/api/portal/v1/referrals/{}", self.referral),
            "/api/portal/v1/addresses".to_owned(),
        ] {
            seen.push(person.get(&path).await.is(200).body);
        }
        seen
    }
}

async fn asks(api: &Api, operation: &Operation, id: &str, file: &str) -> Answer {
    let path = operation.path.replace("{id}", id).replace("{file}", file);
    let path = FIXED.iter().fold(path, |path, (name, value)| path.replace(name, value));
    let request = api.request(operation.method.clone(), &path).header("If-Match", "\"v1\"");
    let request = match operation.body() {
        Some(_) => request.json(&json!({})),
        None if operation.takes_a_file() => {
            request.multipart(filings::evidence("10(4)", "a.pdf", b"%PDF-1.7\n".to_vec()))
        }
        None => request,
    };
    api.answer(request).await
}

/// What an answer says, but for the id of the request.
fn said(mut answer: Answer) -> (u16, Value) {
    answer.body["trace_id"].take();
    (answer.status, answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_answered_like_what_nobody_has() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let own = Own::of(&town, &mai).await;
    let before = own.seen(&mai).await;
    let theirs = |operation: &&Operation| {
        operation.told["security"].to_string().contains("applicant") && operation.path.contains('{')
    };
    let mut asked = 0;
    for operation in Contract::get().operations.iter().filter(|one| one.service == "portal").filter(theirs) {
        let id = own.id(&operation.path);
        let guessed = said(asks(&li, operation, NOBODYS, NOBODYS).await);
        assert!((400..=422).contains(&guessed.0), "{}: {guessed:?}", operation.id);
        assert_eq!(said(asks(&li, operation, id, &own.file).await), guessed, "{} tells that it is there", operation.id);
        assert_eq!(asks(&town.api(Language::Zh), operation, id, &own.file).await.status, 401, "{}", operation.id);
        asked += 1;
    }
    assert!(asked >= 13, "only {asked} operations");
    assert_eq!(own.seen(&mai).await, before, "somebody else changed it");
    mai.get("/api/portal/v1/sessions").await.is(200);
}

/// Status, where it is but for the ids in its address, and its heading.
fn told(page: &Page, path: &str) -> (u16, String, String) {
    assert!(!page.body.contains("王芳"), "{}: {}", page.path, page.body);
    let is_id = |part: &&str| part.contains('-') && path.split('/').any(|asked| asked == *part);
    let place: Vec<_> = page.path.split('/').filter(|part| !is_id(part)).collect();
    (page.status, place.join("/"), page.between("<h1", "</h1>").unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_too_what_is_somebody_elses_is_answered_like_what_nobody_has() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let own = Own::of(&town, &mai).await;
    let before = own.seen(&mai).await;
    let receipt = before[0]["receipt"].as_str().expect("a receipt");
    let eve = town.applicant("Eve", "eve@example.com", Language::Zh);
    let list = eve.open_signed_in(&town, "/track", 0).await;
    for (page, field, value) in PAGES {
        let at = |ids: [&str; 4]| {
            let names = ["{receipt}", "{nomination}", "{file}", "{address}"].into_iter();
            names.zip(ids).fold(page.to_owned(), |path, (name, id)| path.replace(name, id))
        };
        let theirs = at([receipt, &own.nomination, &own.file, &own.address]);
        let nobodys = at([NO_RECEIPT, NOBODYS, NOBODYS, NOBODYS]);
        let opens = async |path: &str| told(&eve.browser.open(path).await, path);
        assert_eq!(opens(&theirs).await, opens(&nobodys).await, "{page}");
        let fields = [(field, value), ("version", "1")];
        let sends = async |path: &str| told(&eve.browser.send_to(path, &list, &fields).await, path);
        assert_eq!(sends(&theirs).await, sends(&nobodys).await, "{page}");
    }
    let presses = async |path: &str, field: &str, id: &str| {
        told(&eve.browser.send_to(path, &list, &[(field, id), ("version", "1")]).await, path)
    };
    assert_eq!(presses("/addresses", "letters", &own.address).await, presses("/addresses", "letters", NOBODYS).await);
    assert_eq!(presses("/sessions", "end", &own.session).await, presses("/sessions", "end", NOBODYS).await);
    assert_eq!(own.seen(&mai).await, before, "somebody else changed it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_had_by_its_own_nomination_alone() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let own = Own::of(&town, &mai).await;
    let draft = filings::drafts(&li, &filings::hospital_post(&town).await).await;
    li.get(&format!("/api/portal/v1/nominations/{draft}/evidence/{}", own.file)).await.is(404);
    let (unit, other) = (town.officer_api("unit-hospital").await, town.officer_api("unit-justice").await);
    let filed = mai.get(&format!("/api/portal/v1/nominations/{}", own.nomination)).await.is(200);
    let filed = filings::Filed { id: own.nomination.clone(), receipt: filed.text("receipt").to_owned() };
    let case = filings::case_of(&town, &unit, &filed).await;
    let second = filings::case_of(&town, &unit, &filings::submits(&li, draft).await).await;
    let file = |case: &str| format!("/api/review/v1/cases/{case}/evidence/{}", own.file);
    assert_eq!(unit.get(&file(&case)).await.is(200).bytes, b"%PDF-1.7\n");
    unit.get(&file(&second)).await.is(404);
    other.get(&file(&case)).await.is(404);
}
