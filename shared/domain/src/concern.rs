//! What of a planned post concerns which seat of the coordination group (Articles 5 and 12, open point O12): read off the post itself
//! and off what would follow for whoever takes it. It says whom to ask, and decides nothing.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::circumstances::Circumstances;
use crate::clause::Clause;
use crate::condition_input::ConditionInput;
use crate::entitled::{Entitledness, entitlements};
use crate::entitlement::Entitlement;
use crate::mode::Mode;
use crate::plan::seats;
use crate::planned_post::PlannedPost;
use crate::policy::Policy;
use crate::post_input::PostInput;
use crate::seat::Seat;
use crate::terms::term;
use crate::text::Text;
use crate::typed::half_width;
use crate::unit::UnitKind;

/// One thing of a post that concerns a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Concern {
    pub seat: Seat,
    /// In a few words.
    pub what: Text,
    /// The clause that it rests on.
    pub clause: Clause,
}

/// All of them, in the order of the clauses; none while no mode is chosen.
pub fn concerns(post: &PlannedPost, kind: UnitKind, policy: &Policy) -> Vec<Concern> {
    of(&post.input, kind, post.way.since, policy)
}

fn of(input: &PostInput, kind: UnitKind, on: NaiveDate, policy: &Policy) -> Vec<Concern> {
    let Some(mode) = Mode::from_code(input.mode.trim()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    // Who comes for a time only keeps household and contract where they are.
    if !matches!(mode, Mode::FlexibleIntroduction | Mode::SmallAidIntroduction) {
        found.extend([household(), contract()]);
    }
    if half_width(&input.quota).trim().parse::<u16>().is_ok_and(|places| places > 0) {
        found.push(quota());
    }
    let follows = [Entitledness::Later, Entitledness::OnCondition, Entitledness::TextOpen];
    for one in entitlements(&Circumstances::of_post(mode, kind), on, policy) {
        if let Some(seat) = seat_of(one.entitlement).filter(|_| follows.contains(&one.outcome)) {
            let what = policy.entitlement(one.entitlement).name.clone();
            found.push(Concern { seat, what, clause: one.clause });
        }
    }
    found
}

fn household() -> Concern {
    named(Seat::PublicSecurity, "household", Clause::article(5))
}

fn contract() -> Concern {
    named(Seat::HumanResources, "contract", Clause::article(15))
}

fn quota() -> Concern {
    named(Seat::Staffing, "quota", Clause::article(17))
}

fn named(seat: Seat, code: &str, clause: Clause) -> Concern {
    let what = term("concern", code).cloned().unwrap_or_else(|| Text::new(code, code));
    Concern { seat, what, clause }
}

/// All that a post can have that concerns this seat, in the order of the clauses; nothing for the secretary's, who concludes.
pub fn may_concern(seat: Seat, policy: &Policy) -> Vec<Concern> {
    let granted = Entitlement::ALL.into_iter().filter(|one| seat_of(*one) == Some(seat)).map(|one| {
        let row = policy.entitlement(one);
        Concern { seat, what: row.name.clone(), clause: row.clause }
    });
    let mut found: Vec<_> = [household(), contract(), quota()].into_iter().filter(|one| one.seat == seat).collect();
    found.extend(granted);
    found.sort_by_key(|one| one.clause);
    found
}

/// The seats that something in these posts concerns. Only what goes on with the plan counts.
pub fn seats_concerned<'a>(posts: impl IntoIterator<Item = (&'a PlannedPost, UnitKind)>, policy: &Policy) -> Vec<Seat> {
    let in_plan = posts.into_iter().filter(|(post, _)| post.way.is_through() || post.is_under_way());
    let found: Vec<_> = in_plan.flat_map(|(post, kind)| concerns(post, kind, policy)).collect();
    seats().filter(|seat| found.iter().any(|one| one.seat == *seat)).collect()
}

/// Of the seats that a post concerns which came back from an earlier hand: those for which it says something else than when it was
/// returned. All of them where it is not known what it said then.
pub fn concerned_anew(before: &PlannedPost, after: &PlannedPost, kind: UnitKind, policy: &Policy) -> Vec<Seat> {
    if !before.way.is_returned() || !after.way.is_through() {
        return Vec::new();
    }
    let is_anew = |seat: &Seat| before.returned_as.as_ref().is_none_or(|said| says_else(*seat, said, &after.input));
    seats_concerned([(after, kind)], policy).into_iter().filter(is_anew).collect()
}

/// Whether the post says something else of what a seat looks at: who is wanted, how many and how, and what is its own of the rest.
fn says_else(seat: Seat, before: &PostInput, after: &PostInput) -> bool {
    let else_in = |field: fn(&PostInput) -> &String| {
        let typed = |input: &PostInput| half_width(field(input)).trim().to_owned();
        typed(before) != typed(after)
    };
    let own = match seat {
        Seat::Staffing => else_in(|input| &input.quota),
        Seat::Finance => {
            else_in(|input| &input.pay) || else_in(|input| &input.pay_from) || else_in(|input| &input.pay_to)
        }
        Seat::HumanResources => conditions(before) != conditions(after),
        _ => false,
    };
    own || else_in(|input| &input.mode) || else_in(|input| &input.wanted) || basis(before) != basis(after)
}

/// Without the rows in which nothing is typed, which a form brings.
fn conditions(input: &PostInput) -> Vec<&ConditionInput> {
    input.conditions.iter().filter(|condition| !condition.is_empty()).collect()
}

/// In whichever order they were ticked.
fn basis(input: &PostInput) -> BTreeSet<&str> {
    input.basis.iter().map(|code| code.trim()).collect()
}

/// Which seat has to do with what an entitlement grants; none where it is the unit's own matter.
fn seat_of(entitlement: Entitlement) -> Option<Seat> {
    match entitlement {
        Entitlement::StatePay
        | Entitlement::PayOfSameRank
        | Entitlement::SpecialPay
        | Entitlement::MedicalCosts
        | Entitlement::SettlementAllowance => Some(Seat::Finance),
        Entitlement::CorrespondingOffice
        | Entitlement::RankByStateRules
        | Entitlement::TitleWithoutLimits
        | Entitlement::TitleAppointment
        | Entitlement::TitlePromotion
        | Entitlement::TitleReview
        | Entitlement::SpouseTransfer
        | Entitlement::SpousePlacement
        | Entitlement::RecognisedService
        | Entitlement::NewPersonnelFile => Some(Seat::HumanResources),
        Entitlement::Schooling => Some(Seat::Education),
        Entitlement::HousingUseRight | Entitlement::TitleTransfer => Some(Seat::Housing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::tests::{included, plan, returning, unit};
    use crate::plan_hand::PlanHand;
    use crate::role::Role;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");

    fn found(mode: &str, quota: &str) -> Vec<Concern> {
        let input = PostInput { mode: mode.to_owned(), quota: quota.to_owned(), ..PostInput::default() };
        of(&input, UnitKind::PublicInstitution, TODAY, Policy::standard())
    }

    fn seats_of(mode: &str, quota: &str) -> Vec<Seat> {
        let found = found(mode, quota);
        seats().filter(|seat| found.iter().any(|one| one.seat == *seat)).collect()
    }

    #[test]
    fn staffing_is_concerned_by_a_place_of_the_quota_and_by_nothing_else() {
        assert!(["2", "２", " 2 "].iter().all(|typed| seats_of("open-recruitment", typed).contains(&Seat::Staffing)));
        assert!(!seats_of("open-recruitment", "").contains(&Seat::Staffing));
        assert!(!seats_of("open-recruitment", "0").contains(&Seat::Staffing));
        let quota = found("open-recruitment", "2").into_iter().find(|one| one.seat == Seat::Staffing);
        assert_eq!(quota.expect("quota").clause, Clause::article(17));
        assert!(found("", "2").is_empty(), "nothing is known of a post without a mode");
    }

    #[test]
    fn whoever_comes_for_a_time_concerns_no_public_security() {
        let all = seats_of("transfer", "1");
        assert_eq!(all, seats().collect::<Vec<_>>());
        let flexible = seats_of("flexible-introduction", "");
        assert!(!flexible.contains(&Seat::PublicSecurity) && flexible.contains(&Seat::Finance), "{flexible:?}");
    }

    #[test]
    fn every_seat_that_speaks_is_concerned_by_something_of_some_clause() {
        for mode in Mode::ALL {
            let found = found(mode.code(), "1");
            assert!(!found.is_empty() && found.iter().all(|one| !one.what.zh.is_empty()), "{mode}");
        }
    }

    #[test]
    fn a_seat_is_concerned_anew_by_what_changed_of_its_own_matter() {
        let plan = plan();
        let anew = |changes: fn(&mut PostInput)| {
            let step = |role| crate::plan::tests::step(role);
            let kind = UnitKind::PublicInstitution;
            let before = included().send_back(
                step(Role::MunicipalDepartmentOfficer),
                &plan,
                None,
                kind,
                Policy::standard(),
                returning(PlanHand::Drafting),
            );
            let before = before.expect("returned");
            let mut input = before.input.clone();
            changes(&mut input);
            let written = before.clone().save(&step(Role::UnitOfficer), &plan, unit(), input).expect("written");
            let after = written
                .pass(step(Role::UnitOfficer), &plan, unit(), kind, None, Policy::standard())
                .expect("sent back");
            concerned_anew(&before, &after, kind, Policy::standard())
        };
        assert!(anew(|_| {}).is_empty());
        assert!(anew(|input| input.title.zh = "另一个名称".to_owned()).is_empty());
        assert!(anew(|input| input.pay_from = " 120000 ".to_owned()).is_empty(), "the same in other figures");
        assert!(anew(|input| input.conditions.push(ConditionInput::default())).is_empty(), "an empty row says nothing");
        assert!(anew(|input| input.basis.reverse()).is_empty());
        assert_eq!(anew(|input| input.pay_from = "150000".to_owned()), [Seat::Finance]);
        assert_eq!(anew(|input| input.quota = "2".to_owned()), [Seat::Staffing]);
        assert_eq!(anew(|input| input.conditions.clear()), [Seat::HumanResources]);
        assert_eq!(anew(|input| input.wanted = "3".to_owned()), seats().collect::<Vec<_>>());
        assert!(!anew(|input| input.quota = String::new()).contains(&Seat::Staffing), "it is not concerned any more");
    }

    #[test]
    fn a_post_that_was_returned_before_what_it_said_was_kept_concerns_all_anew() {
        let (plan, kind) = (plan(), UnitKind::PublicInstitution);
        let municipal = crate::plan::tests::step(Role::MunicipalDepartmentOfficer);
        let away = included()
            .send_back(municipal, &plan, None, kind, Policy::standard(), returning(PlanHand::Drafting))
            .expect("returned");
        let before = PlannedPost { returned_as: None, ..away };
        let unit_officer = crate::plan::tests::step(Role::UnitOfficer);
        let after =
            before.clone().pass(unit_officer, &plan, unit(), kind, None, Policy::standard()).expect("sent back");
        assert_eq!(concerned_anew(&before, &after, kind, Policy::standard()), seats().collect::<Vec<_>>());
    }

    #[test]
    fn whatever_of_a_post_concerns_a_seat_is_among_what_may() {
        for mode in Mode::ALL {
            for one in found(mode.code(), "1") {
                assert!(may_concern(one.seat, Policy::standard()).contains(&one), "{mode}: {one:?}");
            }
        }
        assert!(may_concern(Seat::Organisation, Policy::standard()).is_empty());
    }
}
