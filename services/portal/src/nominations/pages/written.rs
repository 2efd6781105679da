//! What the applicant is written as their case moves, and what they read of it.

use contract::Letter;

use super::*;

fn moved(door: &Door, receipt: Receipt, stage: PublicStage, hand: Option<Hand>) -> CaseMoved {
    CaseMoved {
        receipt,
        stage,
        hand,
        since: door.house.clock.today(),
        due: None,
        unit: None,
        asked: None,
        outcome: None,
        reconsidered: None,
    }
}

async fn newest(door: &Door) -> Letter {
    door.letters().await.into_iter().next().expect("a letter").letter
}

#[actix_web::test]
async fn a_lifted_rejection_is_told_once_wherever_the_case_goes_that_day() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let at = |hand| moved(&door, receipt, PublicStage::UnderReview, Some(hand));
    door.hear(3, Event::CaseMoved(at(Hand::GroupApproval))).await;
    let outcome = Some(Outcome::Rejected { at: Hand::GroupApproval, reason: Reason::DisciplineDiffers, words: None });
    let rejected = CaseMoved { outcome, ..moved(&door, receipt, PublicStage::NotSuccessful, None) };
    door.hear(4, Event::CaseMoved(rejected)).await;
    let contest = format!("/track/{receipt}/reconsideration");
    let asks = wang.open(&contest).await;
    assert_eq!(wang.send(&contest, &asks, &[("words", "专业是相近的。")]).await.status, 303);

    let reconsidered = Some(Reconsidered { by: Hand::PrefectureReview, conclusion: Conclusion::Reopened, words: None });
    door.hear(5, Event::CaseMoved(CaseMoved { reconsidered, ..at(Hand::GroupApproval) })).await;
    assert!(matches!(newest(&door).await, Letter::CaseReopened(_)));
    for (position, hand) in [(6, Hand::Screening), (7, Hand::GroupApproval)] {
        door.hear(position, Event::CaseMoved(at(hand))).await;
        assert!(matches!(newest(&door).await, Letter::CaseMoved(_)), "{hand:?}");
    }
    assert_eq!(letters(&door, "case-reopened").await, 1);
    let status = wang.open(&format!("/track/{receipt}")).await;
    assert_eq!(status.body.matches("复核撤销原决定").count(), 1, "{}", status.body);
}

#[actix_web::test]
async fn a_correction_that_is_no_longer_wanted_is_told_as_such_and_one_that_came_is_not() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let at = |hand| moved(&door, receipt, PublicStage::UnderReview, Some(hand));
    let sections = vec![Section::Evidence];
    let asked = Some(Asked::Correction { reason: ReturnReason::PapersMissing, sections, words: None, items: None });
    let due = Some(Calendar::standard().add_working_days(door.house.clock.today(), 10));
    let returned = CaseMoved { asked, due, ..moved(&door, receipt, PublicStage::WaitingForYou, Some(Hand::Screening)) };
    door.hear(3, Event::CaseMoved(returned.clone())).await;
    door.hear(4, Event::CaseMoved(at(Hand::Screening))).await;
    assert!(matches!(newest(&door).await, Letter::CaseMoved(letter) if letter.taken_back));

    door.hear(5, Event::CaseMoved(returned)).await;
    let check = format!("/track/{receipt}/correct/check");
    let sheet = wang.open(&check).await;
    let corrected = wang.send(&check, &sheet, &[("do", "submit")]).await;
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    door.hear(6, Event::CaseMoved(at(Hand::Screening))).await;
    door.hear(7, Event::CaseMoved(at(Hand::GroupApproval))).await;
    assert!(matches!(newest(&door).await, Letter::CaseMoved(letter) if !letter.taken_back));
}

#[actix_web::test]
async fn only_what_goes_to_the_party_organisation_is_received_by_whoever_finds_a_unit() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let sector = [("sector", "science-education-culture-health")];
    for (list, routed) in [(FORM, false), ("/nominate/organisation", true)] {
        let submitted = wang.files(list, &FILING.into_iter().chain(sector).collect::<Vec<_>>()).await;
        assert!(submitted.location.starts_with("/receipts/"), "{}", submitted.body);
        let letter = newest(&door).await;
        assert!(matches!(letter, Letter::NominationReceived(letter) if letter.routed == routed), "{list}");
    }
}
