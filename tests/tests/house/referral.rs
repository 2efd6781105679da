//! Somebody recommends another person, who decides (Article 16): by page in both languages, and by API.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::applicant::receipt;
use tests::{Page, Town, filings};

const REFERRER: &str = "chen@example.com";
const NOMINEE: &str = "lin@example.com";
const HOSPITAL: &str = "People’s Hospital";

/// What is read on the way, in one language.
struct Words {
    language: Language,
    why: &'static str,
    relationship: &'static str,
    asked: &'static str,
    accepted: &'static str,
    filed: &'static str,
    replied: &'static str,
}

const ZH: Words = Words {
    language: Language::Zh,
    why: "十年的同事，介入手术做得最好",
    relationship: "同事",
    asked: "陈明推荐您",
    accepted: "您接受了推荐",
    filed: "林知远已经申报",
    replied: "已批复",
};

const EN: Words = Words {
    language: Language::En,
    why: "Ten years a colleague; nobody does it better",
    relationship: "Colleague",
    asked: "陈明 recommends you",
    accepted: "You have accepted the recommendation",
    filed: "林知远 has filed",
    replied: "Official reply issued",
};

/// What a field of a page holds.
fn filled_in(page: &Page, name: &str) -> String {
    let fields = page.forms().into_iter().flat_map(|form| form.fields);
    fields.into_iter().find(|field| field.name == name).expect(name).value
}

/// Fills in the form at this path, confirms the address, and sees it on the list of those recommended.
async fn recommends(town: &Town, words: &Words, path: &str) -> Page {
    let browser = town.browser(words.language);
    let mut page = browser.open(path).await;
    let filled_in = filled_in(&page, "recommender");
    let typed = [
        ("name", "陈明"),
        ("mail", REFERRER),
        ("recommender", filled_in.as_str()),
        ("relationship", "colleague"),
        ("nominee.name", "林知远"),
        ("nominee.mail", NOMINEE),
        ("nominee.language", words.language.tag()),
        ("why", words.why),
        ("agreed", "yes"),
    ];
    while page.body.contains("name=\"at\"") {
        page = browser.send(&page, &typed).await.is_ok().clone();
    }
    let asks_code = page;
    assert!(town.mails(NOMINEE).await.is_empty(), "nobody is written to before the referrer's address is confirmed");
    let code = town.mailed_code(REFERRER, 1).await;
    let sent = browser.send(&asks_code, &[("code", &code)]).await;
    assert!(sent.path.ends_with("/referrals?sent=1"), "{}: {}", sent.path, sent.body);
    sent.is_ok().shows("林知远").clone()
}

async fn is_recommended_accepts_and_is_reviewed(words: &Words) {
    let town = Town::new().await;
    let referrer = town.browser(words.language);
    let number = town.hospital_post().await;
    let form = format!("/refer/{number}");
    referrer.open(&format!("/posts/{number}")).await.is_ok().shows(&form);
    recommends(&town, words, &form).await;
    let letter = town.mails_when(NOMINEE, 1).await.remove(0);
    assert!(letter["subject"].as_str().is_some_and(|subject| subject.contains(words.asked)), "{letter}");
    assert!(!letter["text"].as_str().expect("a text").contains(words.why), "the letter carries nobody's words");

    let person = town.applicant("林知远", NOMINEE, words.language);
    let opened = person.browser.follow(&filings::invitation(&town, NOMINEE, 1).await).await;
    opened.is_ok().shows(words.why).shows(words.relationship);
    let unit = town.officer("unit-hospital", words.language).await;
    let form = person.browser.send(&opened, &[("do", "accept"), ("sharing", "milestones")]).await;
    person.asks(form.is_ok().shows(words.accepted), "person").await.shows("value=\"林知远\"");
    assert!(!unit.inbox().await.body.contains("林知远"), "nobody reviews what was not submitted");
    let slip = person.submits(&form).await;
    let receipt = receipt(slip.is_ok());

    let secretary = town.officer("secretary", words.language).await;
    let prefecture = town.officer("prefecture", words.language).await;
    for officer in [&unit, &unit, &unit, &unit, &secretary, &prefecture] {
        let case = town.until("the case in the inbox", async || officer.find(&receipt).await).await;
        case.is_ok().shows("陈明").shows(words.relationship).shows(words.why);
        officer.passes(&case, "同意").await;
    }
    let letters = town.mails_when(REFERRER, 2).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains(words.filed)), "{letters:?}");
    let signed_in = town.applicant("陈明", REFERRER, words.language).open_signed_in(&town, "/referrals", 2).await;
    signed_in.is_ok().shows(words.replied);
    assert!(!signed_in.body.contains(&receipt), "the receipt is the person's");
    assert!(referrer.open("/referrals").await.path.contains("/sign-in"), "another browser is nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommended_person_accepts_corrects_and_is_reviewed_to_the_reply_in_chinese() {
    is_recommended_accepts_and_is_reviewed(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommended_person_accepts_corrects_and_is_reviewed_to_the_reply_in_english() {
    is_recommended_accepts_and_is_reviewed(&EN).await;
}

/// Recommends somebody without a post, who takes it over, files it, and is seen by this officer with the words about them.
async fn is_recommended_without_a_post(town: &Town, words: &Words, path: &str, said: &str, officer: &str) -> Page {
    town.browser(words.language)
        .open("/refer")
        .await
        .is_ok()
        .shows("/refer/organisation")
        .shows(&town.unit(HOSPITAL).await);
    recommends(town, words, path).await.shows(said);
    let letter = town.mails_when(NOMINEE, 1).await.remove(0);
    assert!(letter["subject"].as_str().is_some_and(|subject| subject.contains(said)), "{letter}");
    let person = town.applicant("林知远", NOMINEE, words.language);
    let opened = person.browser.follow(&filings::invitation(town, NOMINEE, 1).await).await;
    opened.is_ok().shows(said).shows(words.why);
    let form = person.browser.send(&opened, &[("do", "accept"), ("sharing", "filed")]).await;
    person.asks(form.is_ok().shows(words.accepted), "person").await.shows("value=\"林知远\"");
    let receipt = receipt(person.submits(&form).await.is_ok());
    let officer = town.officer(officer, words.language).await;
    let case = town.until("the case in the inbox", async || officer.find(&receipt).await).await;
    case.is_ok().shows("陈明").shows(words.why);
    let letters = town.mails_when(REFERRER, 2).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains(words.filed)), "{letters:?}");
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_recommended_to_a_unit_in_chinese() {
    let town = Town::new().await;
    let path = format!("/refer?unit={}", town.unit(HOSPITAL).await);
    is_recommended_without_a_post(&town, &ZH, &path, "伊宁市人民医院（不选岗位）", "unit-hospital").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_recommended_to_the_party_organisation_in_english() {
    let town = Town::new().await;
    let said = "the Party organisation, which looks for a unit";
    is_recommended_without_a_post(&town, &EN, "/refer/organisation", said, "secretary").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommender_recommends_by_the_personal_link_and_the_officer_reads_as_which() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let register = secretary.open("/staff/recommenders").await;
    let (before, _) = register.body.split_once("\">23</a>").expect("number 23");
    let entry = secretary.follow(before.rsplit('"').next().expect("a link")).await;
    entry.is_ok().shows("<svg class=\"qr\"");
    let link = entry.between(&format!("<a href=\"{}", town.url), "\"").expect("the personal link");
    assert_eq!(link, "/refer?recommender=23");
    let recommended = format!("{}/cases", entry.path);
    entry.shows(&recommended);
    secretary.follow(&recommended).await.is_ok().shows("还没有以这位推荐员的身份推荐的");

    let browser = town.browser(Language::Zh);
    browser
        .follow(link)
        .await
        .is_ok()
        .shows("23号推荐员（伊宁市人民医院院长）")
        .shows("/refer/organisation?recommender=23");
    let path = format!("/refer?unit={}&recommender=23", town.unit(HOSPITAL).await);
    let form = browser.open(&path).await;
    assert_eq!(filled_in(&form, "recommender"), "23");
    let typed = [("name", "陈明"), ("mail", REFERRER), ("recommender", "99")];
    let wrong = browser.send(&form, &typed).await;
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    wrong.shows("现在没有这个编号的推荐员").shows("href=\"#recommender\"").shows("value=\"陈明\"");

    let said = "伊宁市人民医院（不选岗位）";
    let case = is_recommended_without_a_post(&town, &ZH, &path, said, "unit-hospital").await;
    case.shows("自称23号推荐员，伊宁市人民医院院长");
    secretary.follow(&recommended).await.is_ok().shows("院长，伊宁市人民医院").shows("林知远");
    let listed = town.applicant("陈明", REFERRER, Language::Zh).open_signed_in(&town, "/referrals", 2).await;
    listed.is_ok().shows("以23号推荐员（伊宁市人民医院院长）的身份").shows("已经申报");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_says_as_which_recommender_and_a_closed_one_is_refused() {
    const RECOMMENDERS: &str = "/api/review/v1/recommenders";
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let post = filings::hospital_post(&town).await;
    let recommending = |number: &str| {
        let nominee = json!({ "name": "林知远", "mail": NOMINEE });
        let words = json!({ "name": "陈明", "recommender": number, "relationship": "other", "why": "x", "agreed": "yes",
            "nominee": nominee });
        json!({ "post": post, "referral": words })
    };
    for nobody in ["99", "0", "x"] {
        let refused = referrer.post("/api/portal/v1/referrals", &recommending(nobody)).await.is(422);
        assert_eq!((refused.text("code"), refused.text("article")), ("recommender-unknown", "4"), "{:#}", refused.body);
        assert_eq!(refused.body["errors"][0]["pointer"], "/referral/recommender", "{:#}", refused.body);
    }
    let once = || referrer.request(Method::POST, "/api/portal/v1/referrals").header("Idempotency-Key", "once-23");
    let sent = referrer.answer(once().json(&recommending("23"))).await.is(201);
    let own = referrer.get(&format!("/api/portal/v1/referrals/{}", sent.text("id"))).await.is(200);
    let stated = own.body["recommender"].clone();
    assert_eq!((&stated["number"], &stated["title"]["zh"]), (&json!(23), &json!("院长")), "{:#}", own.body);
    let export = referrer.get("/api/portal/v1/own-data").await.is(200);
    assert_eq!(export.body["referrals"][0]["recommender"], stated);

    let link = filings::invitation(&town, NOMINEE, 1).await;
    let nobody = town.api(Language::En);
    let token = filings::token(&link);
    let read = nobody.post("/api/portal/v1/referrals/invitations", &json!({ "token": token })).await.is(200);
    assert_eq!(read.body["recommender"], stated);
    let accepting = json!({ "token": token, "sharing": "filed" });
    let accepted = nobody.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(201);
    let person = nobody.with_token(accepted.body["session"]["token"].as_str().expect("a token"));
    let nomination = format!("/api/portal/v1/nominations/{}", accepted.text("nomination"));
    let draft = person.get(&nomination).await.is(200);
    let filing = filings::filing("林知远");
    person.change(Method::PUT, &format!("{nomination}/filing"), draft.version(), &filing).await.is(200);
    let filed = filings::submits(&person, accepted.text("nomination").to_owned()).await;
    let officer = town.officer_api("unit-hospital").await;
    let case = filings::case_of(&town, &officer, &filed).await;
    let voices = officer.get(&format!("/api/review/v1/cases/{case}")).await.is(200).body["voices"].clone();
    assert_eq!(voices[0]["recommender"], stated);
    let recommended = format!("{RECOMMENDERS}/{}/cases", stated["id"].as_str().expect("an id"));
    for (login, receipts) in [("seat-hr", vec![filed.receipt.clone()]), ("unit-justice", Vec::new())] {
        let found = town.officer_api(login).await.get(&recommended).await.is(200).body["items"].clone();
        let found: Vec<_> = found.as_array().expect("a list").iter().map(|case| case["receipt"].clone()).collect();
        assert_eq!(json!(found), json!(receipts), "{login}");
    }

    let secretary = town.officer_api("secretary").await;
    let register = secretary.get(RECOMMENDERS).await.is(200);
    let items = register.body["items"].as_array().expect("items");
    let hospital = items.iter().find(|one| one["number"] == 23).expect("number 23");
    let closing = format!("{RECOMMENDERS}/{}/closing", hospital["id"].as_str().expect("an id"));
    secretary.change(Method::POST, &closing, "\"v1\"", &json!({})).await.is(200);
    let page = town.browser(Language::En);
    town.until("the closing", async || {
        page.open("/refer?recommender=23").await.body.contains("No recommender has this number now").then_some(())
    })
    .await;
    let refused = referrer.post("/api/portal/v1/referrals", &recommending("23")).await.is(422);
    assert_eq!(refused.text("code"), "recommender-unknown", "{:#}", refused.body);
    let again = referrer.answer(once().json(&recommending("23"))).await.is(201);
    assert_eq!(again.body, sent.body, "what was answered stays so");
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert!(!sent.headers.contains_key("idempotency-replayed"));
    let own = referrer.get(&format!("/api/portal/v1/referrals/{}", sent.text("id"))).await.is(200);
    assert_eq!(own.body["recommender"], stated, "what was said stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_recommends_to_wherever_one_can_nominate_oneself() {
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let unit = json!({ "to": "unit", "id": town.unit(HOSPITAL).await });
    let party = json!({ "to": "party-organisation" });
    let recommending = |place: Value| {
        let nominee = json!({ "name": "林知远", "mail": NOMINEE });
        let words = json!({ "name": "陈明", "relationship": "other", "why": "x", "agreed": "yes", "nominee": nominee });
        json!({ "target": place, "referral": words })
    };
    for (letters, target) in [&unit, &party].into_iter().enumerate() {
        let sent = referrer.post("/api/portal/v1/referrals", &recommending(target.clone())).await.is(201);
        let own = referrer.get(&format!("/api/portal/v1/referrals/{}", sent.text("id"))).await.is(200);
        assert_eq!((&own.body["target"], &own.body["post"]), (target, &Value::Null), "{}", own.body);
        let link = filings::invitation(&town, NOMINEE, letters + 1).await;
        let token = json!({ "token": filings::token(&link) });
        let read = town.api(Language::En).post("/api/portal/v1/referrals/invitations", &token).await.is(200);
        assert_eq!(&read.body["target"], target, "{}", read.body);
    }
    let again = referrer.post("/api/portal/v1/referrals", &recommending(unit)).await.is(409);
    assert_eq!(again.text("code"), "referred-before");
    let nowhere = referrer.post("/api/portal/v1/referrals", &recommending(Value::Null)).await.is(422);
    assert_eq!(nowhere.body["errors"][0]["pointer"], "/target", "{}", nowhere.body);
    let unknown = json!({ "to": "unit", "id": "01932c07-0e5b-7000-8000-000000000001" });
    referrer.post("/api/portal/v1/referrals", &recommending(unknown)).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_recommends_and_another_takes_the_filing_over() {
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let (id, token) = filings::recommends(&town, &referrer, NOMINEE).await;
    let own = format!("/api/portal/v1/referrals/{id}");
    assert_eq!(referrer.get(&own).await.is(200).body["known"]["state"], "waiting");
    town.applicant_api("eve@example.com", 0).await.get(&own).await.is(404);

    let nobody = town.api(Language::En);
    let read = nobody.post("/api/portal/v1/referrals/invitations", &json!({ "token": token })).await.is(200);
    assert_eq!((read.text("referrer"), read.text("relationship")), ("陈明", "mentorship"));
    let refused = json!({ "token": token, "sharing": "everything" });
    let refused = nobody.post("/api/portal/v1/referrals/acceptances", &refused).await.is(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/sharing", "{}", refused.body);
    let accepting = json!({ "token": token, "sharing": "filed" });
    let accepted = nobody.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(201);
    let person = nobody.with_token(accepted.body["session"]["token"].as_str().expect("a token"));
    let again = nobody.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(409);
    assert_eq!(again.text("code"), "referral-answered");
    assert_eq!(referrer.get(&own).await.is(200).body["known"]["state"], "waiting", "not filed yet");

    let nomination = format!("/api/portal/v1/nominations/{}", accepted.text("nomination"));
    let draft = person.get(&nomination).await.is(200);
    assert_eq!(draft.body["filing"]["name"], "林知远");
    let filing = filings::filing("林知远");
    let saved = person.change(Method::PUT, &format!("{nomination}/filing"), draft.version(), &filing).await.is(200);
    person.change(Method::POST, &format!("{nomination}/submission"), saved.version(), &json!({})).await.is(200);
    assert_eq!(referrer.get(&own).await.is(200).body["known"]["state"], "filed");
    let officer = town.officer_api("unit-hospital").await;
    let receipt = person.get(&nomination).await.is(200).text("receipt").to_owned();
    let filed = filings::Filed { id: accepted.text("nomination").to_owned(), receipt };
    let case = filings::case_of(&town, &officer, &filed).await;
    let voices = officer.get(&format!("/api/review/v1/cases/{case}")).await.is(200).body["voices"].clone();
    assert_eq!(voices, json!([{ "name": "陈明", "relationship": "mentorship", "why": "我的学生" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_recommendations_are_one_nomination_with_several_voices() {
    let town = Town::new().await;
    let (chen, ann) = (town.applicant_api(REFERRER, 0).await, town.applicant_api("ann@example.com", 0).await);
    let (_, first) = filings::recommends(&town, &chen, NOMINEE).await;
    let nobody = town.api(Language::Zh);
    let accepting = |token: &str| json!({ "token": token, "sharing": "filed" });
    let accepted = nobody.post("/api/portal/v1/referrals/acceptances", &accepting(&first)).await.is(201);
    let person = nobody.with_token(accepted.body["session"]["token"].as_str().expect("a token"));
    let nomination = format!("/api/portal/v1/nominations/{}", accepted.text("nomination"));
    let draft = person.get(&nomination).await.is(200);
    let filing = filings::filing("林知远");
    let saved = person.change(Method::PUT, &format!("{nomination}/filing"), draft.version(), &filing).await.is(200);
    person.change(Method::POST, &format!("{nomination}/submission"), saved.version(), &json!({})).await.is(200);

    let before = town.mails_when(NOMINEE, 2).await.len();
    let post = ann.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
    let referral = json!({ "name": "Ann Lee", "recommender": "23", "relationship": "colleague", "why": "Ten years",
        "agreed": "yes", "nominee": { "name": "林知远", "mail": NOMINEE } });
    ann.post("/api/portal/v1/referrals", &json!({ "post": post.body["id"], "referral": referral })).await.is(201);
    let link = filings::invitation(&town, NOMINEE, before + 1).await;
    let second = accepting(filings::token(&link));
    let joined = nobody.post("/api/portal/v1/referrals/acceptances", &second).await.is(201);
    assert_eq!(joined.text("nomination"), accepted.text("nomination"), "one nomination");
    let told = town.mails_when("ann@example.com", 2).await;
    assert!(told[0]["subject"].as_str().is_some_and(|subject| subject.contains("林知远已经申报")), "{told:?}");

    let officer = town.officer_api("unit-hospital").await;
    let receipt = person.get(&nomination).await.is(200).text("receipt").to_owned();
    let filed = filings::Filed { id: accepted.text("nomination").to_owned(), receipt };
    let case = filings::case_of(&town, &officer, &filed).await;
    let voices = town.until("both voices", async || {
        let told = officer.get(&format!("/api/review/v1/cases/{case}")).await.is(200);
        told.body["voices"].as_array().filter(|voices| voices.len() == 2).cloned()
    });
    let voices = voices.await;
    let named: Vec<Value> = voices.iter().map(|voice| voice["name"].clone()).collect();
    assert_eq!(named, [json!("陈明"), json!("Ann Lee")]);
    let recommender = voices[1]["recommender"]["id"].as_str().expect("an id");
    let found = officer.get(&format!("/api/review/v1/recommenders/{recommender}/cases")).await.is(200);
    assert_eq!(found.body["items"][0]["receipt"], *filed.receipt, "the later voice is found too");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_is_the_same_recommendation_and_another_one_is_refused() {
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let post = referrer.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
    let referral = json!({ "name": "陈明", "relationship": "other", "why": "x", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": NOMINEE } });
    let body = json!({ "post": post.body["id"], "referral": referral });
    let sent = async |key: &str| {
        let request = referrer.request(Method::POST, "/api/portal/v1/referrals").header("Idempotency-Key", key);
        referrer.answer(request.json(&body)).await
    };
    let first = sent("one").await.is(201);
    assert_eq!(sent("one").await.is(201).body, first.body);
    assert_eq!(sent("two").await.is(409).text("code"), "referred-before");
    town.mails_when(NOMINEE, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_recommendation_leaves_no_words_behind() {
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let (_, token) = filings::recommends(&town, &referrer, NOMINEE).await;
    let nobody = town.api(Language::Zh);
    let declining = json!({ "token": token, "reason": "not-now" });
    nobody.post("/api/portal/v1/referrals/declines", &declining).await.is(204);
    nobody.post("/api/portal/v1/referrals/declines", &declining).await.is(404);
    nobody.post("/api/portal/v1/referrals/links", &json!({ "token": token })).await.is(404);
    let listed = referrer.get("/api/portal/v1/referrals").await.is(200);
    let item = &listed.body["items"][0];
    assert_eq!(
        (&item["known"]["state"], &item["nominee"], &item["why"]),
        (&json!("declined"), &Value::Null, &Value::Null)
    );
    assert!(!listed.body.to_string().contains("not-now"), "why is not told");
    let letters = town.mails_when(REFERRER, 2).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains("谢绝了您的推荐")), "{letters:?}");
    assert!(!letters[0]["text"].as_str().expect("a text").contains("现在不考虑"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_told_in_the_callers_language() {
    let town = Town::new().await;
    let referrer = town.applicant_api(REFERRER, 0).await;
    let post = referrer.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
    let oneself = json!({ "name": "陈明", "relationship": "other", "why": "x", "agreed": "yes",
        "nominee": { "name": "陈明", "mail": "CHEN@example.com" } });
    let about = |referral: Value| json!({ "post": post.body["id"], "referral": referral });
    let refused = referrer.in_language(Language::En).post("/api/portal/v1/referrals", &about(oneself)).await.is(422);
    assert!(refused.body["errors"][0]["detail"].as_str().is_some_and(|told| told.contains("your own address")));
    let empty = referrer.post("/api/portal/v1/referrals", &about(json!({}))).await.is(422);
    assert_eq!(empty.body["errors"].as_array().map(Vec::len), Some(6), "{}", empty.body);
    referrer.post("/api/portal/v1/referrals", &about(json!({ "phone": "1" }))).await.is(400);
    let nowhere = json!({ "post": "01932c07-0e5b-7000-8000-000000000001", "referral": {
        "name": "陈明", "relationship": "other", "why": "x", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": NOMINEE } } });
    referrer.post("/api/portal/v1/referrals", &nowhere).await.is(404);
    assert!(town.mails(NOMINEE).await.is_empty());
}
