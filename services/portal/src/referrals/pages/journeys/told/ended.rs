//! How a nomination ends, whoever filed it: the person has it in writing, and whoever recommended them is not written to about it.
//! The same holds of a recommendation that nobody answers.

use super::*;

/// Files alone, or takes up first what somebody recommends.
async fn filed(told: &mut Told<'_>, wang: &mut Browser<'_>, referrer: Option<&mut Browser<'_>>) -> Receipt {
    let door = told.door;
    match referrer {
        None => {
            wang.enter(door, WANG, NOMINATE).await;
        }
        Some(chen) => {
            recommends(door, chen, CHEN, &[]).await;
            let link = link(door).await;
            let page = wang.open(&link).await;
            let accepted = wang.send(&link, &page, &[("do", "accept"), ("sharing", "milestones")]).await;
            assert_eq!(accepted.status, 303, "{}", accepted.body);
        }
    }
    let receipt = receipt(&wang.files(NOMINATE, &FILING).await);
    told.after("it is filed").await;
    receipt
}

fn is_recommended(story: &str) -> bool {
    story.starts_with("recommended")
}

/// Review tells that the case ended as withdrawn.
async fn is_closed(told: &mut Told<'_>, receipt: Receipt) {
    let withdrawn = moved(told.door, receipt, PublicStage::Withdrawn, None);
    let withdrawn = CaseMoved { outcome: Some(Outcome::Withdrawn), ..withdrawn };
    told.hears(Event::CaseMoved(withdrawn), "the hands know it").await;
}

#[actix_web::test]
async fn whoever_withdraws_has_it_in_writing() {
    for story in ["alone-withdrawn", "recommended-withdrawn"] {
        let door = Door::open().await;
        browser!(door, call, chen);
        let (mut told, mut wang) = (Told::by(&door), Browser::new(&call));
        let receipt = filed(&mut told, &mut wang, is_recommended(story).then_some(&mut chen)).await;
        let withdrawal = format!("/track/{receipt}/withdraw");
        let asks = wang.open(&withdrawal).await;
        wang.send(&withdrawal, &asks, &[("reason", "")]).await;
        told.after("the person withdraws").await;
        is_closed(&mut told, receipt).await;
        told.holds(story);
    }
}

#[actix_web::test]
async fn whoever_is_erased_gets_one_last_letter() {
    for story in ["alone-erased", "recommended-erased"] {
        let door = Door::open().await;
        browser!(door, call, chen);
        let (mut told, mut wang) = (Told::by(&door), Browser::new(&call));
        let receipt = filed(&mut told, &mut wang, is_recommended(story).then_some(&mut chen)).await;
        let asks = wang.open("/own-data/erasure").await;
        assert_eq!(wang.send("/own-data/erasure", &asks, &[("sure", "yes")]).await.location, "/erased");
        told.after("the person erases themselves").await;
        is_closed(&mut told, receipt).await;
        told.holds(story);
    }
}

#[actix_web::test]
async fn whoever_filed_alone_reads_that_a_rejection_stands() {
    let door = Door::open().await;
    browser!(door, call, wang);
    let mut told = Told::by(&door);
    let receipt = filed(&mut told, &mut wang, None).await;
    let rejected = rejected(&door, receipt);
    told.hears(Event::CaseMoved(rejected.clone()), "it is rejected").await;
    contests(&mut wang, receipt).await;
    told.after("the person asks for a second look").await;
    let reconsidered = Some(Reconsidered { by: Hand::GroupApproval, conclusion: Conclusion::Upheld, words: None });
    told.hears(Event::CaseMoved(CaseMoved { reconsidered, ..rejected }), "the rejection stands").await;
    told.holds("alone-upheld");
}

#[actix_web::test]
async fn whoever_was_recommended_has_the_reply_in_writing_and_the_referrer_has_not() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let (mut told, mut wang) = (Told::by(&door), Browser::new(&call));
    let receipt = filed(&mut told, &mut wang, Some(&mut chen)).await;
    is_rejected_and_replied_to(&mut told, &mut wang, receipt).await;
    told.holds("recommended-replied");
}

#[actix_web::test]
async fn silence_is_reminded_of_twice_and_ends_without_a_letter_to_anybody() {
    const ORGANISATION: &str = "/refer/organisation";
    let door = Door::open().await;
    browser!(door, call, chen);
    let mut told = Told::by(&door);
    let mut page = chen.open(ORGANISATION).await;
    while page.status == 200 && page.hidden("at").is_some() {
        page = chen.send(ORGANISATION, &page, &with(&[("mail", CHEN)])).await;
    }
    let code = door.code().await;
    chen.send("/sign-in/code", &page, &[("code", &code)]).await;
    assert_eq!(chen.send(ORGANISATION, &page, &[("code", &code)]).await.location, "/referrals?sent=1");
    told.after("somebody recommends, and confirms their address").await;
    door.later(DAY * 8).await;
    told.after("a week without an answer").await;
    door.later(DAY * 14).await;
    told.after("three weeks without an answer").await;
    let link = link(&door).await;
    door.later(DAY * 39).await;
    told.after("its time is over").await;
    assert_eq!(Browser::new(&call).open(&link).await.status, 404, "what was written is gone");
    told.holds("recommended-silent");
}
