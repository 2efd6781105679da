//! Consents to a text that has changed since: asked for again, and dated by whoever gives them.

use actix_web::http::header::AUTHORIZATION;
use contract::Consent;
use contract::event::RegisterChanged;
use domain::NominationId;
use kit::By;
use serde_json::{Value, json};

use super::*;
use crate::nominations::pages::samples;
use crate::nominations::store;

const CONSENTS: &str = "/nominate/2026-037/consents";

/// As if every consent had been given to the text before today's.
async fn to_the_text_before(door: &Door, id: NominationId) {
    let kept = store::find_due(door.house.reader(), &door.house, id).await.expect("read").expect("one");
    let consents = kept.consents.iter().map(|given| Consent { version: given.version - 1, ..*given }).collect();
    let kept = store::Kept { consents, version: kept.version + 1, ..kept };
    let act = door.house.act(&By::service("portal"), "nomination.save", id).await.expect("an act");
    assert!(store::save(&act, &door.house, &kept).await.expect("saved"));
    act.commit(&()).await.expect("committed");
}

async fn held(browser: &mut Browser<'_>) -> Value {
    let export: Value = serde_json::from_str(&browser.open("/own-data/export").await.body).expect("JSON");
    export["nominations"][0].clone()
}

fn id(held: &Value) -> NominationId {
    held["nomination"]["id"].as_str().expect("an id").parse().expect("an id")
}

/// The version and the moment of each, in the order in which they were given.
fn given(held: &Value) -> Vec<(i64, i64)> {
    let number = |consent: &Value, name: &str| consent[name].as_i64().expect("a number");
    let consents = held["consents"].as_array().expect("consents").iter();
    consents.map(|consent| (number(consent, "version"), number(consent, "at"))).collect()
}

#[actix_web::test]
async fn whoever_agreed_to_an_earlier_text_is_asked_again_before_it_is_submitted() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let unsaid: Vec<_> = FILING.into_iter().filter(|(name, _)| *name != "consents[]").collect();
    assert_eq!(wang.files(FORM, &unsaid).await.status, 422, "no consent is given");
    let all = [("consents[]", "review"), ("consents[]", "hand-over"), ("consents[]", "mail"), ("do", "leave")];
    let asks = wang.open(CONSENTS).await;
    wang.send(CONSENTS, &asks, &all).await;
    let then = door.house.clock.now().0;
    to_the_text_before(&door, id(&held(&mut wang).await)).await;
    door.clock.advance(Duration::from_secs(3600));
    assert_eq!(given(&held(&mut wang).await), [(0, then); 3], "what was agreed to is told as it was");

    assert!(wang.open(FORM).await.body.contains("您同意以后内容改过"));
    let check = wang.open("/nominate/2026-037/check").await;
    let refused = wang.send("/nominate/2026-037/check", &check, &[("do", "submit")]).await;
    assert!(refused.status == 422 && refused.body.contains("请看新的一版"), "{}", refused.body);
    let asks = wang.open(CONSENTS).await;
    assert!(asks.body.contains("您同意的是第0版") && !asks.body.contains(" checked"), "{}", asks.body);
    let english = wang.open("/en/nominate/2026-037/consents").await;
    assert!(english.body.contains("this is version 1") && !english.body.contains('⟦'), "{}", english.body);

    let token = format!("Bearer {}", wang.cookies["yincai_applicant"]);
    let api = |request: TestRequest| call(request.insert_header((AUTHORIZATION, token.clone())));
    let one = format!("/api/portal/v1/nominations/{}", id(&held(&mut wang).await));
    let seen = async || -> (Value, String) {
        let shown = api(TestRequest::get().uri(&one)).await;
        let shown: Value = serde_json::from_str(&shown.body).expect("JSON");
        (shown["filing"].clone(), format!("\"v{}\"", shown["version"]))
    };
    let (filing, version) = seen().await;
    let saved = TestRequest::put().uri(&format!("{one}/filing")).insert_header(("If-Match", version));
    assert_eq!(api(saved.set_json(filing)).await.status, 200);
    let (_, version) = seen().await;
    let sent = TestRequest::post().uri(&format!("{one}/submission")).insert_header(("If-Match", version));
    let sent = api(sent.set_json(json!({}))).await;
    assert!(sent.status == 422 && sent.body.contains("consent-mail-changed"), "{}", sent.body);

    let agreed = wang.send(CONSENTS, &asks, &[&all[..3], &[("do", "continue")]].concat()).await;
    assert_eq!((agreed.status, agreed.location.as_str()), (303, "/nominate/2026-037/check"), "{}", agreed.body);
    let check = wang.open(&agreed.location).await;
    let submitted = wang.send(&agreed.location, &check, &[("do", "submit")]).await;
    assert!(submitted.location.starts_with("/receipts/YC26-"), "{}", submitted.body);
    let now = door.house.clock.now().0;
    assert_eq!(given(&held(&mut wang).await), [[(0, then); 3], [(1, now); 3]].concat());
    assert!(wang.open("/own-data").await.body.contains("审查用，第1版"));
}

#[actix_web::test]
async fn what_is_agreed_to_is_the_text_that_stood_beside_the_box_however_new_todays_is() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let unsaid: Vec<_> = FILING.into_iter().filter(|(name, _)| *name != "consents[]").collect();
    assert_eq!(wang.files(FORM, &unsaid).await.status, 422, "no consent is given");
    let then = door.house.clock.now().0;
    let all = [("consents[]", "review"), ("consents[]", "hand-over"), ("consents[]", "mail"), ("do", "continue")];
    let asks = wang.open(CONSENTS).await;
    let unknown = wang.send(CONSENTS, &asks, &[all.as_slice(), &[("shown.review", "9")]].concat()).await;
    assert!(unknown.status == 422 && unknown.body.contains("id=\"consents.review-e\""), "{}", unknown.body);
    assert_eq!(given(&held(&mut wang).await), [(1, then); 2], "a text that nobody has seen is agreed to by nobody");

    let stale = wang.send(CONSENTS, &unknown, &[all.as_slice(), &[("shown.review", "0")]].concat()).await;
    assert_eq!(stale.status, 422);
    for said in ["请看新的一版", "您同意的是第0版", "value=\"hand-over\" checked", "value=\"mail\" checked"]
    {
        assert!(stale.body.contains(said), "{said}: {}", stale.body);
    }
    assert!(!stale.body.contains("value=\"review\" checked"), "the new text is agreed to anew: {}", stale.body);
    assert_eq!(given(&held(&mut wang).await), [(1, then), (1, then), (0, then)]);
    let check = wang.open("/nominate/2026-037/check").await;
    let refused = wang.send("/nominate/2026-037/check", &check, &[("do", "submit")]).await;
    assert!(refused.status == 422 && refused.body.contains("请看新的一版"), "{}", refused.body);
    let agreed = wang.send(CONSENTS, &stale, &all).await;
    assert_eq!((agreed.status, agreed.location.as_str()), (303, "/nominate/2026-037/check"), "{}", agreed.body);
    assert_eq!(given(&held(&mut wang).await), [(1, then), (1, then), (0, then), (1, then)]);
}

#[actix_web::test]
async fn by_api_too_whoever_agrees_says_to_which_text() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let unsaid: Vec<_> = FILING.into_iter().filter(|(name, _)| *name != "consents[]").collect();
    wang.files(FORM, &unsaid).await;
    let token = format!("Bearer {}", wang.cookies["yincai_applicant"]);
    let api = |request: TestRequest| call(request.insert_header((AUTHORIZATION, token.clone())));
    let one = format!("/api/portal/v1/nominations/{}", id(&held(&mut wang).await));
    let tasks = async || -> Value {
        let tasks = api(TestRequest::get().uri(&format!("{one}/tasks"))).await;
        serde_json::from_str(&tasks.body).expect("JSON")
    };
    let seen = async || ("If-Match", format!("\"v{}\"", tasks().await["version"]));
    assert_eq!(tasks().await["consents"][0], json!({ "purpose": "review", "version": 1 }));
    for (review, status) in [("review@0", 422), ("review@1", 200)] {
        let agrees = TestRequest::put().uri(&format!("{one}/tasks/consents")).insert_header(seen().await);
        let agrees = api(agrees.set_json(json!({ "consents": [review, "hand-over@1", "mail"] }))).await;
        assert_eq!(agrees.status, 200, "{}", agrees.body);
        let shown: Value = serde_json::from_str(&api(TestRequest::get().uri(&one)).await.body).expect("JSON");
        assert_eq!(shown["filing"]["consents"], json!(["review", "hand-over", "mail"]));
        let sent = TestRequest::post().uri(&format!("{one}/submission")).insert_header(seen().await);
        let sent = api(sent.set_json(json!({}))).await;
        assert_eq!(sent.status, status, "{}", sent.body);
        assert_eq!(sent.body.contains("consent-review-changed"), status == 422, "{}", sent.body);
    }
}

#[actix_web::test]
async fn a_unit_gets_nothing_on_an_agreement_to_earlier_words() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let unit = samples::post().unit;
    let proposed = CaseMoved {
        receipt,
        stage: PublicStage::WaitingForYou,
        hand: Some(Hand::Routing),
        since: door.house.clock.today(),
        due: None,
        unit: None,
        asked: Some(Asked::HandOver { unit: unit.id, words: None }),
        outcome: None,
        reconsidered: None,
    };
    let register = RegisterChanged { units: vec![unit], closed: Vec::new(), recommenders: Vec::new() };
    door.hear(3, Event::RegisterChanged(register)).await;
    door.hear(4, Event::CaseMoved(proposed)).await;
    let path = format!("/track/{receipt}/unit");
    let asks = wang.open(&path).await;
    let stale = wang.send(&path, &asks, &[("answer", "agreed"), ("shown", "0")]).await;
    assert!(stale.status == 422 && stale.body.contains("请看新的一版"), "{}", stale.body);
    assert!(!stale.body.contains("value=\"agreed\" checked"), "{}", stale.body);
    assert_eq!(given(&held(&mut wang).await).len(), 3, "nothing was agreed to");
    assert_eq!(wang.send(&path, &stale, &[("answer", "agreed")]).await.status, 303);
}

#[actix_web::test]
async fn a_correction_keeps_the_consents_as_they_were_given_and_asks_only_for_a_newer_text() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let (then, today) = (door.house.clock.now().0, door.house.clock.today());
    let sections = vec![Section::Evidence];
    let returned = || CaseMoved {
        receipt,
        stage: PublicStage::WaitingForYou,
        hand: Some(Hand::Screening),
        since: today,
        due: Some(Calendar::standard().add_working_days(today, 10)),
        unit: None,
        asked: Some(Asked::Correction {
            reason: ReturnReason::PapersMissing,
            sections: sections.clone(),
            words: None,
            items: None,
        }),
        outcome: None,
        reconsidered: None,
    };
    door.hear(3, Event::CaseMoved(returned())).await;
    door.clock.advance(Duration::from_secs(3600));
    let check = format!("/track/{receipt}/correct/check");
    let sheet = wang.open(&check).await;
    let corrected = wang.send(&check, &sheet, &[("do", "submit")]).await;
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    assert_eq!(given(&held(&mut wang).await), [(1, then); 3], "nobody agreed to anything that day");

    to_the_text_before(&door, id(&held(&mut wang).await)).await;
    door.hear(4, Event::CaseMoved(returned())).await;
    let sheet = wang.open(&check).await;
    let refused = wang.send(&check, &sheet, &[("do", "submit")]).await;
    assert!(refused.status == 422 && refused.body.contains("请看新的一版"), "{}", refused.body);
    let asks = wang.open(&format!("/track/{receipt}/correct/consents")).await;
    let all = [("consents[]", "review"), ("consents[]", "hand-over"), ("consents[]", "mail"), ("do", "continue")];
    assert_eq!(wang.send(&format!("/track/{receipt}/correct/consents"), &asks, &all).await.status, 303);
    let sheet = wang.open(&check).await;
    assert_eq!(wang.send(&check, &sheet, &[("do", "submit")]).await.status, 303);
    assert_eq!(given(&held(&mut wang).await), [[(0, then); 3], [(1, door.house.clock.now().0); 3]].concat());
}
