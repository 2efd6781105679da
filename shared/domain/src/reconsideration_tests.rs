//! Claims about a rejection that is looked at again: once, in time, by another person, and never by itself.

use uuid::Uuid;

use super::*;
use crate::case::{Case, Happened, Stage};
use crate::ids::{CaseId, OfficerId, UnitId};
use crate::public_stage::PublicStage;
use crate::reason::Reason;
use crate::receipt::Receipt;
use crate::text::Text;

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn unit() -> Option<UnitId> {
    Some(UnitId::from(Uuid::from_u128(1)))
}

fn step(officer: u128, hand: Hand, on: &str) -> Step {
    let by = OfficerId::from(Uuid::from_u128(officer));
    Step::new(by, hand.role(), Text::new("张怀民", "Zhang Huaimin"), day(on), Some("同意".to_owned()))
}

fn said<T>(outcome: Result<T, Refusal>) -> T {
    outcome.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn code<T>(outcome: Result<T, Refusal>) -> Option<&'static str> {
    outcome.err().map(|refusal| refusal.code())
}

/// With this hand since 14 October 2026.
fn at(hand: Hand) -> Case {
    let mut case =
        Case::file(CaseId::from(Uuid::nil()), Receipt::new(2026, [3; 10]), unit(), day("2026-10-12"), "2026-1");
    while case.hand() != Some(hand) || matches!(case.stage, Stage::Filed { .. }) {
        let from = case.hand().expect("under way");
        case = said(case.pass(step(9, from, "2026-10-14"), unit())).0;
    }
    case
}

/// Rejected there by officer 9 on 20 October.
fn rejected(hand: Hand) -> Case {
    let reason = Reason::offered_at(hand)[0];
    said(at(hand).reject(step(9, hand, "2026-10-20"), unit(), reason, None)).0
}

#[test]
fn it_goes_to_another_hand_and_to_another_person_even_within_the_prefecture() {
    for hand in [Hand::Screening, Hand::Intention, Hand::GroupApproval, Hand::PrefectureReview] {
        let (contested, _) =
            said(rejected(hand).contest(day("2026-10-22"), Some("例数够了".to_owned()), Policy::standard()));
        let again = hand.reconsidered_at();
        assert_eq!((contested.hand(), contested.public_stage()), (Some(again), PublicStage::UnderReview), "{hand}");
        assert!(again.holder() != hand.holder() || hand == Hand::PrefectureReview);
        let own = contested.clone().reconsider(step(9, again, "2026-10-23"), Conclusion::Reopened, None);
        assert_eq!(code(own), Some("rejected-by-oneself"), "{hand}");
        let other = step(8, again, "2026-10-23");
        assert_eq!(code(contested.clone().pass(other.clone(), None)), Some("reconsider-instead"));
        said(contested.reconsider(other, Conclusion::Upheld, None));
    }
}

#[test]
fn a_case_that_is_opened_again_goes_on_where_it_was_and_its_days_begin_anew() {
    for hand in [Hand::Screening, Hand::RecommendationOpinion, Hand::GroupApproval, Hand::PrefectureReview] {
        let before = at(hand);
        let (contested, _) = said(rejected(hand).contest(day("2026-10-22"), None, Policy::standard()));
        let by = step(8, hand.reconsidered_at(), "2026-11-02");
        let (opened, happened) = said(contested.reconsider(by, Conclusion::Reopened, Some("补看了材料".to_owned())));
        assert!(matches!(happened, Happened::Reconsidered { .. }));
        assert_eq!((&opened.stage, opened.hand()), (&before.stage, Some(hand)), "{hand}");
        assert_eq!((opened.held_since(), opened.public_stage()), (Some(day("2026-11-02")), PublicStage::UnderReview));
        let reason = Reason::offered_at(hand)[0];
        let again = said(opened.reject(step(9, hand, "2026-11-03"), unit(), reason, None)).0;
        assert_eq!(
            code(again.contest(day("2026-11-04"), None, Policy::standard())),
            Some("nothing-to-reconsider"),
            "once, and no more"
        );
    }
}

#[test]
fn both_decisions_stay_on_record() {
    let (contested, _) =
        said(rejected(Hand::Screening).contest(day("2026-10-22"), Some("例数够了".to_owned()), Policy::standard()));
    let by = step(8, Hand::GroupApproval, "2026-10-23");
    let (upheld, _) = said(contested.reconsider(by, Conclusion::Upheld, Some("仍不符合".to_owned())));
    assert_eq!((upheld.public_stage(), upheld.hand()), (PublicStage::NotSuccessful, None));
    let Stage::Rejected { rejection, .. } = &upheld.stage else { panic!("{:?}", upheld.stage) };
    let over = upheld.reconsidered.as_ref().expect("on record");
    assert_eq!(&over.rejection, rejection);
    let decision = over.decision.as_ref().expect("decided");
    assert_eq!((decision.conclusion, decision.words.as_deref()), (Conclusion::Upheld, Some("仍不符合")));
    assert_ne!(decision.step.by, rejection.step.by);
}

#[test]
fn it_is_asked_for_in_time_and_of_a_rejection_only() {
    let last = last_day(day("2026-10-20"), Calendar::standard(), Policy::standard()).date;
    said(rejected(Hand::Screening).contest(last, None, Policy::standard()));
    let late = last.succ_opt().expect("a day");
    assert_eq!(
        code(rejected(Hand::Screening).contest(late, None, Policy::standard())),
        Some("reconsideration-too-late")
    );
    assert_eq!(
        code(at(Hand::Screening).contest(day("2026-10-22"), None, Policy::standard())),
        Some("nothing-to-reconsider")
    );
    let own = at(Hand::GroupApproval).reconsider(step(8, Hand::GroupApproval, "2026-10-22"), Conclusion::Upheld, None);
    assert_eq!(code(own), Some("nothing-to-reconsider"));
}

/// So far ahead no year is announced.
#[test]
fn nobody_is_refused_by_a_last_day_that_is_an_estimate() {
    let (rejected_on, calendar, policy) = (day("2097-03-04"), Calendar::standard(), Policy::standard());
    let estimated = last_day(rejected_on, calendar, policy);
    assert!(estimated.estimated);
    let held = calendar.add_working_days(estimated.date, 10).date;
    let told = |today| in_time(rejected_on, today, policy).err().map(|refusal| refusal.code());
    assert_eq!((told(estimated.date.succ_opt().expect("a day")), told(held)), (None, None));
    assert_eq!(told(held.succ_opt().expect("a day")), Some("reconsideration-too-late"));
}

#[test]
fn a_rejection_that_is_looked_at_again_can_be_withdrawn() {
    let (contested, _) = said(rejected(Hand::Screening).contest(day("2026-10-22"), None, Policy::standard()));
    let (gone, _) = said(contested.withdraw(day("2026-10-23"), None));
    assert_eq!(gone.public_stage(), PublicStage::Withdrawn);
    assert!(gone.reconsidered.is_some_and(|open| open.decision.is_none()));
}
