//! Consents to a text that has changed since: asked for again, and dated by whoever gives them.

use actix_web::http::header::AUTHORIZATION;
use contract::Consent;
use domain::NominationId;
use kit::By;
use serde_json::{Value, json};

use super::*;
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
