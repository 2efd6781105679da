//! A draft by API: how its tasks stand, one saved alone, all of it deleted; and everything that is held of its person.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::browser::Page;
use tests::filings::{files, filing, hospital_post, submits};
use tests::{Api, Town};

const NOMINATIONS: &str = "/api/portal/v1/nominations";

async fn begins(person: &Api) -> String {
    let nothing = json!({ "target": { "to": "party-organisation" } });
    let begun = person.post(NOMINATIONS, &nothing).await.is(201);
    format!("{NOMINATIONS}/{}", begun.text("id"))
}

fn stands(tasks: &Value, task: &str) -> Value {
    let listed = tasks["tasks"].as_array().expect("tasks").iter().find(|one| one["task"] == task);
    listed.unwrap_or_else(|| panic!("no {task} in {tasks}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_saved_alone_from_the_version_that_was_seen() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let draft = begins(&mai).await;
    let (tasks, person) = (format!("{draft}/tasks"), format!("{draft}/tasks/person"));
    let fresh = mai.get(&tasks).await.is(200);
    let todo = json!({ "task": "person", "state": "todo", "needed": true, "wrong": ["/name", "/phone"] });
    assert_eq!(stands(&fresh.body, "person"), todo);
    assert_eq!(stands(&fresh.body, "work"), json!({ "task": "work", "state": "todo", "needed": false, "wrong": [] }));

    let typed = json!({ "name": "买买提·吐尔逊", "phone": "12" });
    mai.answer(mai.request(Method::PUT, &person).json(&typed)).await.is(428);
    let seen = fresh.version().to_owned();
    mai.change(Method::PUT, &person, &seen, &typed).await.is(200);
    mai.change(Method::PUT, &person, &seen, &json!({ "name": "王芳" })).await.is(412);
    let begun = mai.get(&tasks).await.is(200);
    assert_eq!(stands(&begun.body, "person")["state"], "begun");
    assert_eq!(stands(&begun.body, "person")["wrong"], json!(["/phone"]));

    let seen = begun.version().to_owned();
    let foreign = json!({ "name": "王芳", "claimed": ["10(4)"] });
    assert_eq!(mai.change(Method::PUT, &person, &seen, &foreign).await.is(422).text("code"), "another-task");
    mai.change(Method::PUT, &person, &seen, &json!({ "nom": "王芳" })).await.is(400);
    mai.change(Method::PUT, &format!("{draft}/tasks/nothing"), &seen, &json!({})).await.is(404);
    li.change(Method::PUT, &person, &seen, &typed).await.is(404);

    let degree = json!({ "level": "doctor", "school": "兰州大学", "year": "2021", "proof": "ABCD1234" });
    let education = json!({ "education": [degree], "placement": "placed" });
    mai.change(Method::PUT, &format!("{draft}/tasks/education"), &seen, &education).await.is(200);
    let whole = mai.get(&draft).await.is(200);
    assert_eq!(whole.body["filing"]["name"], "买买提·吐尔逊", "the other task stays as it was");
    assert_eq!(whole.body["filing"]["education"][0]["school"], "兰州大学");
    let wrong = stands(&mai.get(&tasks).await.is(200).body, "education")["wrong"].clone();
    assert_eq!(wrong, json!(["/education/0/discipline", "/education/0/study_form", "/education/0/proof"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clauses_follow_what_is_typed_task_by_task() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let draft = begins(&mai).await;
    let found = async |clause: &str| {
        let shown = mai.get(&draft).await.is(200).body["clauses"].clone();
        let found = shown.as_array().expect("clauses").iter().find(|one| one["clause"] == clause).cloned();
        found.unwrap_or_else(|| panic!("no {clause} in {shown}"))
    };
    let saves = async |task: &str, typed: Value| {
        mai.act(&draft, Method::PUT, &format!("{draft}/tasks/{task}"), &typed).await.is(200);
    };
    for clause in ["10(4)", "10(5)"] {
        let unknown = found(clause).await;
        assert_eq!(unknown["outcome"], "not-known", "{unknown:#}");
        assert!(unknown["evidence"]["zh"].is_string() && unknown["why"]["en"].is_string(), "{unknown:#}");
    }
    let degree = json!({ "level": "doctor", "school": "兰州大学", "discipline": "临床医学", "study_form": "full-time",
        "year": "2021", "month": "6" });
    saves("education", json!({ "education": [degree] })).await;
    let (doctor, title) = (found("10(4)").await, found("10(5)").await);
    assert_eq!((&doctor["outcome"], &title["outcome"]), (&json!("met"), &json!("not-known")));
    saves("education", json!({ "education": [{ "level": "none" }] })).await;
    assert_eq!(found("10(4)").await["outcome"], "not-met", "it is another answer now");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_has_one_live_nomination_to_one_place() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let body = json!({ "post": hospital_post(&town).await, "filing": filing("王芳") });
    let (one, other) = tokio::join!(mai.post(NOMINATIONS, &body), mai.post(NOMINATIONS, &body));
    let (begun, refused) = if one.status == 201 { (one.is(201), other) } else { (other.is(201), one) };
    let refused = refused.is(409);
    assert_eq!((refused.text("code"), refused.text("article")), ("nominated-before", "16"));
    begins(&mai).await;
    li.post(NOMINATIONS, &body).await.is(201);

    let filed = submits(&mai, begun.text("id").to_owned()).await;
    assert_eq!(mai.post(NOMINATIONS, &body).await.is(409).text("code"), "nominated-before");
    let mine = format!("{NOMINATIONS}/{}", filed.id);
    mai.act(&mine, Method::POST, &format!("{mine}/withdrawal"), &json!({ "reason": "另有安排" })).await.is(200);
    mai.post(NOMINATIONS, &body).await.is(201);
    assert_eq!(mai.post(NOMINATIONS, &body).await.is(409).text("code"), "nominated-before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_begins_like_another_of_ones_own_but_for_the_consents() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let filed = files(&town, &mai).await;
    let like = json!({ "target": { "to": "party-organisation" }, "like": filed.id });
    li.post(NOMINATIONS, &like).await.is(404);
    let mut both = like.clone();
    both["filing"] = json!({ "name": "王芳芳" });
    let refused = mai.post(NOMINATIONS, &both).await.is(422);
    assert_eq!(
        (refused.text("code"), &refused.body["errors"][0]["pointer"]),
        ("filing-beside-like", &json!("/filing"))
    );

    let begun = mai.post(NOMINATIONS, &like).await.is(201);
    let mut before = mai.get(&format!("{NOMINATIONS}/{}", filed.id)).await.is(200).body["filing"].clone();
    before["consents"] = json!([]);
    let draft = mai.get(&format!("{NOMINATIONS}/{}", begun.text("id"))).await.is(200);
    assert_eq!((&draft.body["filing"], &draft.body["stage"]["stage"]), (&before, &json!("draft")));
    assert_eq!(mai.post(NOMINATIONS, &like).await.is(409).text("code"), "nominated-before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_deleted_by_its_person_and_what_was_submitted_is_not() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let draft = begins(&mai).await;
    let delete = |person: &Api, path: &str, seen: &str| person.request(Method::DELETE, path).header("If-Match", seen);
    mai.answer(mai.request(Method::DELETE, &draft)).await.is(428);
    mai.answer(delete(&mai, &draft, "\"v9\"")).await.is(412);
    li.answer(delete(&li, &draft, "\"v1\"")).await.is(404);
    for _ in 0..2 {
        mai.answer(delete(&mai, &draft, "\"v1\"").header("Idempotency-Key", "gone-1")).await.is(204);
    }
    mai.get(&draft).await.is(404);
    begins(&mai).await;

    let filed = files(&town, &mai).await;
    let path = format!("{NOMINATIONS}/{}", filed.id);
    // What review tells of it meanwhile makes another version.
    let refused = town.until("an answer to what was seen", async || {
        let seen = mai.get(&path).await.is(200).version().to_owned();
        let refused = mai.answer(delete(&mai, &path, &seen)).await;
        (refused.status != 412).then_some(refused)
    });
    assert_eq!(refused.await.is(409).text("code"), "already-submitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_takes_along_everything_that_is_held_of_them() {
    let town = Town::new().await;
    let (mai, li) = (town.applicant_api("mai@example.com", 0).await, town.applicant_api("li@example.com", 0).await);
    let filed = files(&town, &mai).await;
    begins(&mai).await;
    let referral = json!({
        "name": "王芳", "relationship": "mentorship", "why": "我的学生", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": "lin@example.com" }
    });
    let body = json!({ "post": hospital_post(&town).await, "referral": referral });
    mai.post("/api/portal/v1/referrals", &body).await.is(201);

    let held = mai.get("/api/portal/v1/own-data").await.is(200).body;
    assert_eq!((held["mail"].as_str(), held["language"].as_str()), (Some("mai@example.com"), Some("zh-CN")));
    let (draft, sent) = (&held["nominations"][0], &held["nominations"][1]);
    assert_eq!(draft["revisions"], json!([]));
    assert_eq!(sent["nomination"]["receipt"].as_str(), Some(&*filed.receipt));
    assert_eq!(sent["revisions"][0]["filing"], sent["nomination"]["filing"]);
    let purposes = sent["consents"].as_array().expect("consents").iter().map(|one| one["purpose"].clone());
    assert_eq!(purposes.collect::<Vec<_>>(), [json!("review"), json!("hand-over"), json!("mail")]);
    assert_eq!(held["referrals"][0]["nominee"], "林知远");
    let others = li.get("/api/portal/v1/own-data").await.is(200).body;
    assert_eq!((&others["nominations"], &others["referrals"]), (&json!([]), &json!([])));
}

/// As the tools for JSON Resume write it: more than is asked for, and `null` for what is empty.
fn resume() -> Value {
    json!({
        "basics": { "name": "买买提·吐尔逊", "label": "Agronomist", "phone": "+86 139 0000 0000", "image": null },
        "work": [{ "name": "某农场", "position": "技术员", "startDate": "2021-07", "endDate": null, "highlights": [] }],
        "education": [{ "institution": "新疆农业大学", "area": "园艺学", "studyType": "硕士", "endDate": "2021-06-30" }],
        "publications": [{ "name": "苹果矮化密植" }], "languages": [{ "language": "Uyghur" }], "volunteer": []
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_json_resume_answers_what_it_can_and_says_what_it_did_not() {
    let town = Town::new().await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    const READINGS: &str = "/api/portal/v1/resume-readings";
    let read = mai.post(READINGS, &resume()).await.is(200).body;
    assert_eq!(read["filing"]["name"], "买买提·吐尔逊");
    assert_eq!(read["filing"]["education"][0]["level"], "master");
    assert_eq!(read["left"], json!(["publications", "languages"]));
    assert_eq!(mai.post(READINGS, &json!({ "name": "package" })).await.is(422).text("code"), "resume-empty");
    mai.post(READINGS, &json!({ "work": "none" })).await.is(400);
    assert_eq!(mai.get(NOMINATIONS).await.is(200).body["items"], json!([]), "nothing is kept");

    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let list = person.open_signed_in(&town, "/nominate/organisation", 0).await;
    let offer = list.links().find(|link| link.ends_with("/resume")).expect("a link to it");
    let page = person.browser.open(&offer).await;
    let send = async |page: &Page, content: Vec<u8>| {
        person.browser.send_file(page, "name=\"file\"", "", "我.json", content).await
    };
    let none = send(&page, Vec::new()).await;
    assert_eq!(none.status, 422);
    none.shows("选一个JSON Resume文件");
    send(&none, b"%PDF-1.7".to_vec()).await.shows("它不是JSON");
    send(&none, br#"{"name": "package"}"#.to_vec()).await.shows("没有可用的内容");
    send(&none, vec![b' '; 300_000]).await.shows("最多256 KB");
    let taken = send(&none, resume().to_string().into_bytes()).await;
    taken.is_ok().shows("已照文件先填好").shows("没有用上：论著，语言");
    assert!(!taken.links().any(|link| link.ends_with("/resume")), "it is offered before anything is saved");
    person.browser.open("/nominate/organisation/person").await.shows("value=\"买买提·吐尔逊\"");
    person.browser.open("/nominate/organisation/degree-1").await.shows("value=\"新疆农业大学\"");
    let meanwhile = person.browser.open("/nominate/organisation/resume").await;
    assert_eq!(meanwhile.path, "/nominate/organisation");
    send(&page, resume().to_string().into_bytes()).await.is_ok();
}
