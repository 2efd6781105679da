//! Claims about the way of a case through its hands (Articles 13 and 14).
//! Every hand is tried with every role, so that a new role is refused until the table names it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::*;
use crate::calendar::Calendar;
use crate::category::Category;
use crate::ids::OfficerId;
use crate::policy::Policy;
use crate::reason::Reason;
use crate::refusal::RefusalKind;
use crate::role::Role;
use crate::text::Text;

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn hospital() -> UnitId {
    UnitId::from(Uuid::from_u128(1))
}

fn filed() -> Case {
    let receipt = Receipt::new(2026, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    Case::file(CaseId::from(Uuid::from_u128(7)), receipt, Some(hospital()), day("2026-10-12"), "2026-1")
}

fn routing() -> Case {
    Case { unit: None, stage: Stage::Routing { filed_on: day("2026-10-12") }, ..filed() }
}

fn step(role: Role, on: &str) -> Step {
    Step::new(
        OfficerId::from(Uuid::from_u128(9)),
        role,
        Text::new("张怀民", "Zhang Huaimin"),
        day(on),
        Some("同意".to_owned()),
    )
}

fn at(hand: Hand) -> Case {
    if hand == Hand::Routing {
        return routing();
    }
    let mut case = filed();
    for (role, on) in [
        (Role::UnitOfficer, "2026-10-13"),
        (Role::UnitOfficer, "2026-10-20"),
        (Role::UnitOfficer, "2026-10-30"),
        (Role::UnitOfficer, "2026-11-03"),
        (Role::Secretary, "2026-11-24"),
    ] {
        if case.hand() == Some(hand) && !matches!(case.stage, Stage::Filed { .. }) {
            return case;
        }
        (case, _) = case.pass(step(role, on), Some(hospital())).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    }
    case
}

fn number() -> DocumentNumber {
    DocumentNumber::parse(" 伊州人才批〔2026〕6号 ").unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

#[test]
fn the_unit_writes_what_it_recommends_and_other_hands_need_not_say_more() {
    let silent = |hand: Hand| Step { words: None, ..step(hand.role(), "2026-11-03") };
    let opinion = at(Hand::RecommendationOpinion).pass(silent(Hand::RecommendationOpinion), Some(hospital()));
    let refused = opinion.expect_err("nothing is written");
    assert_eq!((refused.code(), refused.pointer()), ("opinion-missing", Some("/words")));
    assert!(at(Hand::Screening).pass(silent(Hand::Screening), Some(hospital())).is_ok());
}

#[test]
fn a_case_goes_by_six_acts_from_hand_to_hand() {
    let mut case = filed();
    assert_eq!(case.public_stage(), PublicStage::Received);
    let mut told = Vec::new();
    while let Some(hand) = case.hand().filter(|hand| *hand != Hand::PrefectureReview) {
        assert_eq!(case.next_act(), Some(Act::ALL[told.len()]));
        let (next, happened) = case
            .pass(step(hand.role(), "2026-11-03"), Some(hospital()))
            .unwrap_or_else(|refusal| panic!("{refusal:?}"));
        case = next;
        told.push(happened);
    }
    assert_eq!(told.len(), 5);
    assert_eq!(told[0], Happened::Moved { from: Hand::Screening, to: Hand::Screening });
    assert_eq!(told[4], Happened::Moved { from: Hand::GroupApproval, to: Hand::PrefectureReview });
    let (case, happened) = case
        .reply(step(Role::PrefectureReviewer, "2026-12-01"), number(), Some(Category::H4))
        .unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(matches!(happened, Happened::Replied { reply } if reply.number.as_str() == "伊州人才批〔2026〕6号"));
    assert_eq!((case.hand(), case.public_stage(), case.version), (None, PublicStage::Replied, 7));
    assert_eq!(case.stage.steps().len(), 5);
}

#[test]
fn only_the_role_of_the_hand_acts() {
    for hand in Hand::ALL {
        for role in Role::ALL.into_iter().filter(|role| *role != hand.role()) {
            let refusals = [
                at(hand).pass(step(role, "2026-12-01"), Some(hospital())).err(),
                at(hand).reject(step(role, "2026-12-01"), Some(hospital()), Reason::PostFilled, None).err(),
                at(hand).reply(step(role, "2026-12-01"), number(), None).err(),
            ];
            for refusal in refusals {
                let refusal = refusal.unwrap_or_else(|| panic!("{role} acted at {hand}"));
                assert_eq!((refusal.kind(), refusal.clause()), (RefusalKind::Seat, Some(hand.clause())));
            }
        }
    }
}

#[test]
fn an_officer_of_another_unit_neither_passes_nor_rejects() {
    for unit in [None, Some(UnitId::from(Uuid::from_u128(2)))] {
        let passed = filed().pass(step(Role::UnitOfficer, "2026-10-13"), unit);
        let rejected = filed().reject(step(Role::UnitOfficer, "2026-10-13"), unit, Reason::PostFilled, None);
        assert_eq!(passed.err().map(|refusal| refusal.code()), Some("case-of-another-unit"));
        assert_eq!(rejected.err().map(|refusal| refusal.code()), Some("case-of-another-unit"));
    }
}

#[test]
fn a_finished_case_stays_as_it_is() {
    let rejected = at(Hand::Intention)
        .reject(step(Role::UnitOfficer, "2026-10-30"), Some(hospital()), Reason::NoIntentionReached, None)
        .unwrap_or_else(|refusal| panic!("{refusal:?}"))
        .0;
    assert_eq!(rejected.public_stage(), PublicStage::NotSuccessful);
    let again = rejected.clone().pass(step(Role::UnitOfficer, "2026-11-01"), Some(hospital()));
    assert_eq!(again.err().map(|refusal| refusal.kind()), Some(RefusalKind::Stage));
    let withdrawn = rejected.withdraw(day("2026-11-02"), None);
    assert_eq!(withdrawn.err().map(|refusal| refusal.code()), Some("case-finished"));
}

#[test]
fn the_prefecture_replies_and_nobody_replies_before_it() {
    let early = at(Hand::GroupApproval).reply(step(Role::Secretary, "2026-11-24"), number(), None);
    assert_eq!(early.err().map(|refusal| refusal.code()), Some("not-at-the-prefecture"));
    let passed = at(Hand::PrefectureReview).pass(step(Role::PrefectureReviewer, "2026-11-25"), None);
    assert_eq!(passed.err().map(|refusal| refusal.code()), Some("reply-instead"));
    let backdated = at(Hand::PrefectureReview).reply(step(Role::PrefectureReviewer, "2026-11-01"), number(), None);
    assert_eq!(backdated.err().map(|refusal| refusal.code()), Some("step-before-the-last"));
}

#[test]
fn a_rejection_gives_a_reason_of_its_own_hand() {
    let refused =
        at(Hand::GroupApproval).reject(step(Role::Secretary, "2026-11-24"), None, Reason::PrefectureNotApproved, None);
    assert_eq!(refused.err().map(|refusal| refusal.code()), Some("reason-of-another-hand"));
    let (_, happened) = at(Hand::GroupApproval)
        .reject(step(Role::Secretary, "2026-11-24"), None, Reason::GroupNotApproved, Some("  ".into()))
        .unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(matches!(happened, Happened::Rejected { at: Hand::GroupApproval, rejection } if rejection.words.is_none()));
}

#[test]
fn each_holder_has_its_promised_days_as_a_whole() {
    let due = |case: &Case| case.due(Calendar::standard(), Policy::standard()).map(|due| due.date);
    let unit_due = due(&filed());
    assert_eq!(unit_due, due(&at(Hand::RecommendationOpinion)), "counted from the filing through all its hands");
    assert_eq!(due(&at(Hand::GroupApproval)), Some(day("2026-11-24")));
    assert_eq!(due(&at(Hand::PrefectureReview)), Some(day("2026-12-22")));
    let (withdrawn, _) = filed().withdraw(day("2026-10-14"), None).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(due(&withdrawn), None);
}

#[test]
fn a_case_is_late_from_the_day_after_its_due_day_on() {
    let late = |today| Calendar::standard().days_late(day("2026-11-06"), day(today));
    assert_eq!((late("2026-11-05"), late("2026-11-06")), (None, None), "the due day is its own");
    assert_eq!(
        (late("2026-11-07"), late("2026-11-09")),
        (Some(1), Some(1)),
        "also where nobody works on the day after"
    );
    assert_eq!(late("2026-11-10"), Some(2));
}

#[test]
fn every_stage_is_stored_and_read_back() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        stage: Stage,
    }
    let reply = at(Hand::PrefectureReview).reply(step(Role::PrefectureReviewer, "2026-12-01"), number(), None);
    let withdrawn = at(Hand::Intention).withdraw(day("2026-11-02"), Some("另有安排".into()));
    let rejected = at(Hand::GroupApproval).reject(step(Role::Secretary, "2026-11-24"), None, Reason::PostFilled, None);
    let finished = [reply, withdrawn, rejected].map(|done| done.unwrap_or_else(|refusal| panic!("{refusal:?}")).0);
    for case in Hand::ALL.map(at).into_iter().chain(finished).chain([filed()]) {
        let row = Row { stage: case.stage };
        let written = toml::to_string(&row).expect("writes");
        assert_eq!(toml::from_str::<Row>(&written).expect("reads"), row, "{written}");
    }
}
