//! Whatever comes after the official reply: a recommendation joins nothing that has ended, and one can turn again to whoever
//! is no post.

use contract::Event;
use contract::event::{CaseMoved, Outcome};
use domain::{PublicStage, Receipt};

use super::*;

const POST: &str = "/nominate/2026-037";
const ORGANISATION: &str = "/nominate/organisation";

/// The person files there and is replied to; where the way of it is.
async fn is_replied_to(door: &Door, wang: &mut Browser<'_>, list: &str) -> String {
    let sector = [("sector", "science-education-culture-health")];
    let submitted = wang.files(list, &FILING.into_iter().chain(sector).collect::<Vec<_>>()).await;
    assert!(submitted.location.starts_with("/receipts/"), "{}", submitted.body);
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let number = "伊州人才批〔2026〕9号".to_owned();
    let replied = CaseMoved {
        receipt,
        stage: PublicStage::Replied,
        hand: None,
        since: door.house.clock.today(),
        due: None,
        unit: None,
        asked: None,
        outcome: Some(Outcome::Replied { number, rests_on: None }),
        reconsidered: None,
    };
    door.hear(3, Event::CaseMoved(replied)).await;
    format!("/track/{receipt}")
}

#[actix_web::test]
async fn after_the_reply_the_party_organisation_can_be_turned_to_again() {
    let door = Door::open().await;
    browser!(door, call, wang);
    wang.enter(&door, WANG, ORGANISATION).await;
    let way = is_replied_to(&door, &mut wang, ORGANISATION).await;
    assert_eq!(wang.open(ORGANISATION).await.status, 200, "another can be begun");
    let who = format!("{ORGANISATION}/person");
    let asks = wang.open(&who).await;
    let begun = wang.send(&who, &asks, &[("name", "买买提·吐尔逊"), ("do", "leave")]).await;
    assert_eq!(begun.location, format!("{ORGANISATION}?saved=1"), "{}", begun.body);
    assert!(wang.open(&way).await.body.contains("伊州人才批〔2026〕9号"), "the reply stays");
}

#[actix_web::test]
async fn a_recommendation_after_the_reply_begins_another_nomination_to_the_party_organisation() {
    let door = Door::open().await;
    browser!(door, call, wang);
    wang.enter(&door, WANG, ORGANISATION).await;
    let way = is_replied_to(&door, &mut wang, ORGANISATION).await;
    let mut chen = Browser::new(&call);
    let form = "/refer/organisation";
    let mut page = chen.open(form).await;
    while page.status == 200 && page.hidden("at").is_some() {
        page = chen.send(form, &page, &with(&[("mail", CHEN)])).await;
    }
    let code = door.code().await;
    chen.send("/sign-in/code", &page, &[("code", &code)]).await;
    assert_eq!(chen.send(form, &page, &[("code", &code)]).await.location, "/referrals?sent=1");

    let link = link(&door).await;
    let asked = wang.open(&link).await;
    let accepted = wang.send(&link, &asked, &[("do", "accept"), ("sharing", "filed")]).await;
    assert_eq!(accepted.location, format!("{ORGANISATION}?accepted=1"), "{}", accepted.body);
    assert!(!wang.open(&way).await.body.contains("陈明"), "what was replied to stays as it was");
    assert!(letters(&door).await.iter().all(|(name, _)| *name != "referral-filed"), "nothing of it is filed yet");
}

#[actix_web::test]
async fn a_recommendation_for_the_post_after_the_reply_is_told_so_and_its_link_is_not_spent() {
    let door = Door::open().await;
    browser!(door, call, wang);
    wang.enter(&door, WANG, POST).await;
    let way = is_replied_to(&door, &mut wang, POST).await;
    assert_eq!(wang.open(POST).await.location, way, "nobody is nominated for one post twice");
    let mut chen = Browser::new(&call);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let link = link(&door).await;
    let asked = wang.open(&link).await;
    let refused = wang.send(&link, &asked, &[("do", "accept"), ("sharing", "filed")]).await;
    let said = format!("您申报这个岗位已于{}批复", door.house.clock.today());
    assert!(refused.status == 422 && refused.body.contains(&said), "{}", refused.body);
    let still = wang.open(&link).await;
    assert!(still.status == 200 && still.body.contains("value=\"decline\""), "{}", still.body);
    assert!(!wang.open(&way).await.body.contains("陈明"), "what was replied to stays as it was");
}
