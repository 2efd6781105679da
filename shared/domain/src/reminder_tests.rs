//! Claims about reminding an applicant: by whom, of what, how often.

use uuid::Uuid;

use super::*;
use crate::hand::Hand;
use crate::ids::{CaseId, OfficerId};
use crate::receipt::Receipt;
use crate::returned::{ReturnReason, Returning, Section};
use crate::routing::HandOverAnswer;
use crate::text::Text;

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn own() -> Option<UnitId> {
    Some(UnitId::from(Uuid::from_u128(1)))
}

fn step(hand: Hand, on: &str) -> Step {
    Step::new(OfficerId::from(Uuid::from_u128(9)), hand.role(), Text::new("张怀民", "Zhang Huaimin"), day(on), None)
}

fn filed() -> Case {
    Case::file(CaseId::from(Uuid::from_u128(7)), Receipt::new(2026, [3; 10]), own(), day("2026-10-12"), "2026-1")
}

/// Returned to the applicant on a Friday.
fn asked() -> Case {
    let to = Addressee::applicant(vec![Section::Past], 10, Vec::new());
    let returning = Returning { to, reason: ReturnReason::PapersUnclear, words: None };
    filed().send_back(step(Hand::Screening, "2026-10-23"), own(), returning).expect("returned").0
}

fn code(outcome: Result<(Case, Happened), Refusal>) -> Option<&'static str> {
    outcome.err().map(|refusal| refusal.code())
}

#[test]
fn an_applicant_is_reminded_once_a_working_day_and_nothing_moves() {
    let friday = asked();
    for early in ["2026-10-23", "2026-10-24", "2026-10-25"] {
        assert_eq!(
            code(friday.clone().remind(step(Hand::Screening, early), own())),
            Some("reminded-lately"),
            "{early}"
        );
    }
    let (reminded, happened) = friday.clone().remind(step(Hand::Screening, "2026-10-26"), own()).expect("reminded");
    assert_eq!(happened, Happened::Reminded { on: day("2026-10-26") });
    assert_eq!((reminded.version, reminded.since(), reminded.hand()), (3, friday.since(), friday.hand()));
    let open = reminded.awaited().expect("it waits");
    assert_eq!(open.reminders[0].step().map(|step| step.version), Some(3));
    assert_eq!(code(reminded.clone().remind(step(Hand::Screening, "2026-10-26"), own())), Some("reminded-lately"));
    reminded.remind(step(Hand::Screening, "2026-10-27"), own()).expect("the next working day");
}

#[test]
fn a_reminder_that_went_by_itself_counts_and_stays_on_record_with_the_return() {
    let reminded = asked().reminded(day("2026-10-29")).expect("it waits");
    assert_eq!(code(reminded.clone().remind(step(Hand::Screening, "2026-10-29"), own())), Some("reminded-lately"));
    let (back, _) = reminded.correct(2, day("2026-10-30")).expect("corrected");
    assert_eq!(back.returns[0].reminders, [Reminder::Due { on: day("2026-10-29"), version: 3 }]);
    assert!(back.reminded(day("2026-10-30")).is_none(), "it crossed with the correction");
}

#[test]
fn only_the_hand_that_asked_reminds_and_only_while_a_correction_is_awaited() {
    let on = "2026-10-27";
    assert_eq!(code(filed().remind(step(Hand::Screening, on), own())), Some("nothing-to-remind-of"));
    assert_eq!(code(asked().remind(step(Hand::GroupApproval, on), None)), Some("turn-of-another-role"));
    let other = Some(UnitId::from(Uuid::from_u128(2)));
    assert_eq!(code(asked().remind(step(Hand::Screening, on), other)), Some("case-of-another-unit"));
    let (gone, _) = asked().withdraw(day(on), None).expect("withdrawn");
    assert_eq!(code(gone.remind(step(Hand::Screening, on), own())), Some("case-finished"));
}

#[test]
fn the_question_about_a_unit_is_reminded_of_like_a_correction() {
    let unit = UnitId::from(Uuid::from_u128(1));
    let filed =
        Case::file(CaseId::from(Uuid::from_u128(7)), Receipt::new(2026, [3; 10]), None, day("2026-10-12"), "2026-1");
    assert_eq!(code(filed.clone().remind(step(Hand::Routing, "2026-10-13"), None)), Some("nothing-to-remind-of"));
    let (asked, _) = filed.propose(step(Hand::Routing, "2026-10-23"), unit).expect("proposed");
    assert_eq!(code(asked.clone().remind(step(Hand::Routing, "2026-10-23"), None)), Some("reminded-lately"));
    let (reminded, happened) = asked.remind(step(Hand::Routing, "2026-10-26"), None).expect("reminded");
    assert_eq!(happened, Happened::Reminded { on: day("2026-10-26") });
    let due = reminded.due(Calendar::standard(), crate::Policy::standard()).expect("a term");
    assert_eq!(due, Calendar::standard().add_working_days(day("2026-10-23"), crate::routing::ANSWER_DAYS));
    let again = reminded.reminded(day("2026-10-29")).expect("it waits");
    assert_eq!(again.awaited().expect("it waits").written_on(), day("2026-10-29"));
    let (agreed, _) = again.hand_over(unit, HandOverAnswer::Agreed, day("2026-10-30")).expect("agreed");
    let days: Vec<_> = agreed.proposals[0].reminders.iter().map(Reminder::on).collect();
    assert_eq!(days, [day("2026-10-26"), day("2026-10-29")], "they stay on record with the proposal");
    assert!(agreed.reminded(day("2026-10-30")).is_none(), "it crossed with the answer");
}
