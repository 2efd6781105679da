//! Claims about returns, corrections and routing (Articles 13, 14 and 16, open point O12), on every way a case can take.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::calendar::Calendar;
use crate::ids::OfficerId;
use crate::policy::Policy;
use crate::reason::Reason;
use crate::requested::{self, RequestedItemInput};
use crate::returned::{Addressee, ReturnReason, Returning, Section};
use crate::routing::HandOverAnswer;
use crate::text::Text;

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn unit(number: u128) -> UnitId {
    UnitId::from(Uuid::from_u128(number))
}

fn filed(unit: Option<UnitId>) -> Case {
    Case::file(CaseId::from(Uuid::from_u128(7)), Receipt::new(2026, [3; 10]), unit, day("2026-10-12"), "2026-1")
}

fn step(hand: Hand, on: NaiveDate) -> Step {
    Step::new(
        OfficerId::from(Uuid::from_u128(9)),
        hand.role(),
        Text::new("张怀民", "Zhang Huaimin"),
        on,
        Some("同意".to_owned()),
    )
}

fn to_applicant() -> Returning {
    let to = Addressee::applicant(vec![Section::Past], 10, Vec::new());
    Returning { to, reason: ReturnReason::PapersUnclear, words: None }
}

fn to(hand: Hand) -> Returning {
    Returning { to: Addressee::Hand { hand }, reason: ReturnReason::CheckAgain, words: None }
}

fn said<T>(outcome: Result<T, Refusal>) -> T {
    outcome.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn code<T>(outcome: Result<T, Refusal>) -> Option<&'static str> {
    outcome.err().map(|refusal| refusal.code())
}

/// Passed on until it is with the hand.
fn at(hand: Hand) -> Case {
    let mut case = filed(Some(unit(1)));
    while case.hand() != Some(hand) || matches!(case.stage, Stage::Filed { .. }) {
        let from = case.hand().expect("under way");
        case = said(case.pass(step(from, day("2026-10-20")), Some(unit(1)))).0;
    }
    case
}

#[derive(Clone, Debug)]
enum Deed {
    Pass,
    Ask,
    SendTo(usize),
    Correct,
    Propose(u128),
    Agree,
    Refuse,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => Just(Deed::Pass),
        2 => Just(Deed::Ask),
        2 => (0_usize..3).prop_map(Deed::SendTo),
        3 => Just(Deed::Correct),
        2 => (1_u128..4).prop_map(Deed::Propose),
        2 => Just(Deed::Agree),
        1 => Just(Deed::Refuse),
    ];
    prop::collection::vec(deed, 0..40)
}

/// Does it if it can be done.
fn done(case: &Case, deed: &Deed, on: NaiveDate) -> Option<Case> {
    let hand = case.hand()?;
    let (case, own) = (case.clone(), case.unit);
    let answer = |case: Case, said| match &case.stage {
        Stage::Proposed { proposal, .. } => {
            let unit = proposal.unit;
            case.hand_over(unit, said, on).ok()
        }
        _ => None,
    };
    let outcome = match deed {
        Deed::Pass => case.pass(step(hand, on), own).ok(),
        Deed::Ask => case.send_back(step(hand, on), own, to_applicant()).ok(),
        Deed::SendTo(which) => {
            let earlier = hand.may_return_to().get(*which).copied()?;
            case.send_back(step(hand, on), own, to(earlier)).ok()
        }
        Deed::Correct => {
            let revision = case.revision + 1;
            case.correct(revision, on).ok()
        }
        Deed::Propose(number) => case.propose(step(hand, on), unit(*number)).ok(),
        Deed::Agree => answer(case, HandOverAnswer::Agreed),
        Deed::Refuse => answer(case, HandOverAnswer::Refused),
    };
    outcome.map(|(case, _)| case)
}

/// The stage without the returns that are open on top of it.
fn underneath(case: &Case) -> &Stage {
    let mut stage = &case.stage;
    while let Stage::Returned { back, .. } = stage {
        stage = back;
    }
    stage
}

proptest! {
    /// Whatever officers and the applicant do, the way of Article 14 is gone hand by hand, and each answer brings the
    /// case back to the hand that returned it.
    #[test]
    fn a_case_never_skips_a_hand_and_comes_back_where_it_was_returned(deeds in deeds(), open in any::<bool>()) {
        let mut case = filed((!open).then(|| unit(1)));
        for (number, deed) in deeds.iter().enumerate() {
            let on = day("2026-10-13") + chrono::Days::new(number as u64);
            let Some(next) = done(&case, deed, on) else {
                continue;
            };
            let (before, after) = (underneath(&case), underneath(&next));
            let (from, to) = (before.hand().expect("under way"), after.hand().expect("under way"));
            let stands = after.steps().len() - before.steps().len();
            prop_assert!(stands <= 1, "{deed:?} took {stands} steps");
            prop_assert!(to == from || from.next() == Some(to) || (to, from) == (Hand::Routing, Hand::Routing), "{from} to {to}");
            prop_assert!(next.unit.is_some() == (to != Hand::Routing), "a unit has it only after the applicant agreed");
            prop_assert_eq!(next.version, case.version + 1);
            prop_assert!(next.revision == case.revision + u32::from(matches!(deed, Deed::Correct)));
            prop_assert!(next.since() == on || matches!(deed, Deed::Correct), "{deed:?}");
            if next.returns.len() > case.returns.len() {
                let closed = next.returns.last().expect("one more");
                prop_assert_eq!(next.hand(), Some(closed.at), "back to the hand that returned it");
                prop_assert!(closed.answer.is_some());
                prop_assert_eq!(before, after, "an answer is no step of the way");
            }
            prop_assert!(next.due(Calendar::standard(), Policy::standard()).is_some());
            case = next;
        }
        let (gone, _) = said(case.clone().withdraw(day("2027-01-04"), None));
        prop_assert_eq!(gone.returns.len(), case.returns.len() + case.stage.open_returns().len());
    }
}

#[test]
fn each_hand_asks_the_applicant_and_gets_the_case_back() {
    for hand in Hand::ALL {
        let case = if hand == Hand::Routing { filed(None) } else { at(hand) };
        let (asked, _) = said(case.clone().send_back(step(hand, day("2026-10-21")), case.unit, to_applicant()));
        assert_eq!((asked.hand(), asked.public_stage()), (Some(hand), PublicStage::WaitingForYou));
        assert_eq!(asked.next_act(), Some(Act::GoOn));
        let (back, happened) = said(asked.correct(2, day("2026-10-23")));
        assert_eq!((back.stage, happened), (case.stage, Happened::Corrected { revision: 2 }));
    }
}

#[test]
fn what_was_only_filed_is_taken_up_by_returning_it() {
    let (asked, _) =
        said(filed(Some(unit(1))).send_back(step(Hand::Screening, day("2026-10-13")), Some(unit(1)), to_applicant()));
    let (back, _) = said(asked.correct(2, day("2026-10-15")));
    assert!(matches!(back.stage, Stage::Screening { .. }));
    assert_eq!(back.public_stage(), PublicStage::UnderReview);
}

#[test]
fn an_earlier_hand_may_ask_the_applicant_before_it_answers() {
    let prefecture = at(Hand::PrefectureReview);
    let on = day("2026-11-02");
    let (unit_has_it, _) =
        said(prefecture.clone().send_back(step(Hand::PrefectureReview, on), None, to(Hand::RecommendationOpinion)));
    let (asked, _) = said(unit_has_it.send_back(step(Hand::RecommendationOpinion, on), Some(unit(1)), to_applicant()));
    let (corrected, _) = said(asked.correct(2, day("2026-11-09")));
    assert_eq!((corrected.hand(), corrected.next_act()), (Some(Hand::RecommendationOpinion), Some(Act::AnswerReturn)));
    let (back, _) = said(corrected.pass(step(Hand::RecommendationOpinion, day("2026-11-10")), Some(unit(1))));
    assert_eq!((&back.stage, back.returns.len()), (&prefecture.stage, 2));
    assert_eq!(back.since(), day("2026-11-10"));
}

#[test]
fn a_holders_days_stand_still_while_the_case_is_away() {
    let due = |case: &Case| case.due(Calendar::standard(), Policy::standard()).map(|due| due.date);
    let case = at(Hand::GroupApproval);
    let (asked, _) = said(case.clone().send_back(step(Hand::GroupApproval, day("2026-10-21")), None, to_applicant()));
    assert_eq!(due(&asked), Some(day("2026-11-04")), "ten working days for the applicant");
    let (back, _) = said(asked.correct(2, day("2026-10-28")));
    let five_days_more = Calendar::standard().add_working_days(due(&case).expect("a day"), 5).date;
    assert_eq!(due(&back), Some(five_days_more));
}

#[test]
fn the_days_that_stood_still_are_not_used_so_that_all_are_used_on_the_due_day() {
    let (calendar, policy) = (Calendar::standard(), Policy::standard());
    let promised = policy.promised_days(Hand::GroupApproval);
    let case = at(Hand::GroupApproval);
    assert_eq!(case.used(calendar, policy, day("2026-10-21")), Some((1, promised)));
    let (asked, _) = said(case.send_back(step(Hand::GroupApproval, day("2026-10-21")), None, to_applicant()));
    assert_eq!(asked.used(calendar, policy, day("2026-10-28")), None, "the days of the applicant");
    let (back, _) = said(asked.correct(2, day("2026-10-28")));
    assert_eq!(back.used(calendar, policy, day("2026-10-28")), Some((1, promised)));
    let due = back.due(calendar, policy).expect("a day").date;
    assert_eq!(back.used(calendar, policy, due), Some((i32::from(promised), promised)));
    let (gone, _) = said(back.withdraw(due, None));
    assert_eq!(gone.used(calendar, policy, due), None);
}

#[test]
fn a_return_names_a_part_a_term_a_hand_of_the_table_and_a_reason_of_its_own() {
    let refused = |returning: Returning| {
        code(at(Hand::GroupApproval).send_back(step(Hand::GroupApproval, day("2026-10-21")), None, returning))
    };
    let nothing = Addressee::applicant(Vec::new(), 10, Vec::new());
    assert_eq!(refused(Returning { to: nothing, ..to_applicant() }), Some("sections-missing"));
    for days in [0, 61] {
        let long = Addressee::applicant(vec![Section::Who], days, Vec::new());
        assert_eq!(refused(Returning { to: long, ..to_applicant() }), Some("days-out-of-range"));
    }
    for hand in [Hand::Routing, Hand::Screening, Hand::GroupApproval, Hand::PrefectureReview] {
        assert_eq!(refused(to(hand)), Some("no-way-back"), "{hand}");
    }
    let reason = ReturnReason::PapersMissing;
    assert_eq!(refused(Returning { reason, ..to(Hand::RecommendationOpinion) }), Some("reason-of-another-return"));
}

#[test]
fn while_it_waits_nobody_replies_returns_or_rejects_before_the_term_has_passed() {
    let prefecture = |on| step(Hand::PrefectureReview, on);
    let (asked, _) = said(at(Hand::PrefectureReview).send_back(prefecture(day("2026-10-21")), None, to_applicant()));
    let on = day("2026-11-04");
    let number = said(DocumentNumber::parse("伊州人才批〔2026〕6号"));
    assert_eq!(code(asked.clone().reply(prefecture(on), number, None)), Some("waits-for-the-applicant"));
    assert_eq!(code(asked.clone().send_back(prefecture(on), None, to_applicant())), Some("waits-for-the-applicant"));
    assert_eq!(
        code(asked.clone().reject(prefecture(on), None, Reason::PrefectureNotApproved, None)),
        Some("term-runs")
    );
    let (rejected, _) =
        said(asked.clone().reject(prefecture(on + chrono::Days::new(1)), None, Reason::PrefectureNotApproved, None));
    assert_eq!((rejected.returns.len(), rejected.returns[0].answer.as_ref()), (1, None));
    let (gone_on, happened) = said(asked.pass(prefecture(on), None));
    assert_eq!(happened, Happened::Moved { from: Hand::PrefectureReview, to: Hand::PrefectureReview });
    assert!(matches!(gone_on.returns[0].answer, Some(Answer::Recalled { .. })));
}

/// So far ahead no year is announced.
#[test]
fn silence_is_not_rejected_and_a_correction_not_late_by_a_term_that_is_an_estimate() {
    let (prefecture, calendar) = (|on| step(Hand::PrefectureReview, on), Calendar::standard());
    let sent_back = at(Hand::PrefectureReview).send_back(prefecture(day("2097-03-04")), None, to_applicant());
    let (asked, _) = said(sent_back);
    let due = asked.answer_due(calendar).expect("a term");
    assert!(due.estimated);
    let held = calendar.add_working_days(due.date, 10).date;
    let (next, over) = (due.date + chrono::Days::new(1), held + chrono::Days::new(1));
    let reject = |on| code(asked.clone().reject(prefecture(on), None, Reason::PrefectureNotApproved, None));
    assert_eq!((reject(next), reject(held), reject(over)), (Some("term-runs"), Some("term-runs"), None));
    let is_late = |on| {
        let (corrected, _) = said(asked.clone().correct(2, on));
        matches!(corrected.returns[0].answer, Some(Answer::Corrected { late: true, .. }))
    };
    assert_eq!((is_late(next), is_late(held), is_late(over)), (false, false, true));
}

#[test]
fn a_correction_that_crossed_with_a_decision_counts_and_moves_nothing() {
    let on = day("2026-10-21");
    let (rejected, _) =
        said(at(Hand::Screening).reject(step(Hand::Screening, on), Some(unit(1)), Reason::PostFilled, None));
    let (corrected, _) = said(rejected.clone().correct(2, on));
    assert_eq!((corrected.stage, corrected.revision), (rejected.stage.clone(), 2));
    assert_eq!(code(rejected.correct(3, on)), Some("revision-out-of-order"));
}

#[test]
fn items_are_counted_through_the_case_and_an_answer_after_the_term_is_taken_and_marked() {
    let items = |name: &str| {
        let input = RequestedItemInput { shows: "10(4)".to_owned(), name: name.to_owned() };
        requested::read(&[input.clone(), input]).expect("items")
    };
    let asks = |name| Returning { to: Addressee::applicant(Vec::new(), 10, items(name)), ..to_applicant() };
    let on = day("2026-10-21");
    let (asked, _) = said(at(Hand::Screening).send_back(step(Hand::Screening, on), Some(unit(1)), asks("学位证书")));
    let (answered, _) = said(asked.clone().correct(2, day("2026-11-04")));
    assert!(matches!(answered.returns[0].answer, Some(Answer::Corrected { late: false, .. })), "on the last day");
    let (late, _) = said(asked.correct(2, day("2026-11-05")));
    assert!(matches!(late.returns[0].answer, Some(Answer::Corrected { late: true, .. })));
    assert_eq!(late.hand(), Some(Hand::Screening), "it goes on where it was");

    let (again, _) = said(late.send_back(step(Hand::Screening, day("2026-11-06")), Some(unit(1)), asks("护照")));
    let open = again.stage.open_returns()[0];
    assert_eq!(open.items().iter().map(|item| item.number).collect::<Vec<_>>(), [3, 4]);
    assert!(matches!(&open.to, Addressee::Applicant { sections, .. } if sections == &[Section::Evidence]));
}

#[test]
fn a_returned_case_can_be_withdrawn() {
    let on = day("2026-10-21");
    let (asked, _) = said(at(Hand::Intention).send_back(step(Hand::Intention, on), Some(unit(1)), to_applicant()));
    let (gone, _) = said(asked.withdraw(on, None));
    assert_eq!((gone.public_stage(), gone.returns.len()), (PublicStage::Withdrawn, 1));
}

#[test]
fn a_unit_gets_a_routed_case_only_after_the_applicant_agreed() {
    let on = day("2026-10-14");
    let routing = filed(None);
    assert_eq!((routing.hand(), routing.public_stage()), (Some(Hand::Routing), PublicStage::Received));
    assert_eq!(code(routing.clone().pass(step(Hand::Routing, on), None)), Some("propose-instead"));
    let (asked, _) = said(routing.propose(step(Hand::Routing, on), unit(1)));
    assert_eq!((asked.unit, asked.public_stage()), (None, PublicStage::WaitingForYou));
    assert_eq!(code(asked.clone().hand_over(unit(2), HandOverAnswer::Agreed, on)), Some("nothing-proposed"));

    let (refused, _) = said(asked.clone().hand_over(unit(1), HandOverAnswer::Refused, on));
    assert_eq!((refused.unit, refused.hand()), (None, Some(Hand::Routing)));
    assert_eq!(code(refused.clone().propose(step(Hand::Routing, on), unit(1))), Some("unit-refused-before"));
    said(refused.propose(step(Hand::Routing, on), unit(2)));

    let (agreed, _) = said(asked.hand_over(unit(1), HandOverAnswer::Agreed, day("2026-10-16")));
    assert_eq!(
        (agreed.unit, agreed.hand(), agreed.next_act()),
        (Some(unit(1)), Some(Hand::Screening), Some(Act::TakeUp))
    );
    assert_eq!((agreed.held_since(), agreed.way().next()), (Some(day("2026-10-16")), Some(Hand::Routing)));
    assert_eq!(filed(Some(unit(1))).way().next(), Some(Hand::Screening));
}
