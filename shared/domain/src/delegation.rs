//! A stand-in (委托代办): while an officer is away another acts at that officer's hand of a plan (Article 12), for a unit's
//! officer in its cases too (Article 14), dated and under both names. No chains: whoever stands in is not away, and nobody
//! stands in for a stand-in.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{DelegationId, DepartmentId, OfficerId};
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::refusal::Refusal;
use crate::role::Role;
use crate::seat::Seat;

/// Days that one delegation lasts at most.
pub const MOST_DAYS: u64 = 60;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Delegation {
    pub id: DelegationId,
    /// Who is away.
    pub of: OfficerId,
    /// Who acts meanwhile.
    pub to: OfficerId,
    #[schema(value_type = String, format = Date)]
    pub from: NaiveDate,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub until: NaiveDate,
    /// The first day on which it holds no more, where it was ended before.
    #[schema(value_type = Option<String>, format = Date)]
    pub ended_on: Option<NaiveDate>,
    /// 1 when made, one more when ended.
    pub version: i64,
}

/// Somebody in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    pub officer: OfficerId,
    pub role: Role,
    /// Their own, or the one that supervises their unit.
    pub department: Option<DepartmentId>,
    /// Of the coordination group, whose members share one role.
    pub seat: Option<Seat>,
}

impl Holder {
    /// Whether `to` can act in their place: for a unit's officer somebody of the department that supervises the unit, since the
    /// two set its posts together (Article 12); for the others a colleague of another hand, of another seat, or of a municipal
    /// department with another line, who sees the whole plan. Whoever has the same hand acts under their own name, and another unit
    /// wants places of the same plan.
    pub fn is_stood_in_for_by(self, to: Holder) -> bool {
        let is_one_line = to.department.is_none() || self.department == to.department;
        let is_same = self.role == to.role && (to.seat.is_none() || self.seat == to.seat) && is_one_line;
        let is_other = self.officer != to.officer && !is_same;
        is_other
            && match self.role {
                Role::UnitOfficer => {
                    to.role == PlanHand::Supervision.role()
                        && self.department.is_some()
                        && self.department == to.department
                }
                _ => sees_all(to.role),
            }
    }
}

impl Delegation {
    /// `others` are those that were made before, whoever made them.
    pub fn make(
        id: DelegationId,
        of: Holder,
        to: Holder,
        (from, until): (NaiveDate, NaiveDate),
        today: NaiveDate,
        others: &[Delegation],
    ) -> Result<Delegation, Refusal> {
        if !has_a_hand(of.role) {
            return Err(Refusal::seat("no-hand-of-the-plan").under(CLAUSE));
        }
        if !of.is_stood_in_for_by(to) {
            let unfit = match of.role {
                Role::UnitOfficer => Refusal::content("stand-in-of-no-supervisor"),
                _ => Refusal::content("stand-in-unfit"),
            };
            return Err(unfit.under(CLAUSE).at("/to"));
        }
        if from < today {
            return Err(Refusal::content("away-in-the-past").at("/from"));
        }
        let last = from.checked_add_days(Days::new(MOST_DAYS - 1)).unwrap_or(from);
        if until < from || until > last {
            return Err(Refusal::content("away-too-long").with("most", MOST_DAYS).at("/until"));
        }
        let meanwhile = |other: &&Delegation| other.from <= until && from <= other.last_day();
        for other in others.iter().filter(meanwhile) {
            let refusal = match other {
                other if other.of == of.officer => Refusal::content("away-already").at("/from"),
                other if other.of == to.officer => Refusal::content("stand-in-away").at("/to"),
                other if other.to == of.officer => Refusal::content("stands-in-meanwhile").at("/from"),
                _ => continue,
            };
            return Err(refusal.under(CLAUSE));
        }
        let (of, to) = (of.officer, to.officer);
        Ok(Delegation { id, of, to, from, until, ended_on: None, version: 1 })
    }

    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.last_day()
    }

    /// Whoever was away is back: from this day on it holds no more.
    pub fn end(self, today: NaiveDate) -> Result<Delegation, Refusal> {
        if self.ended_on.is_some() || self.until < today {
            return Err(Refusal::stage("delegation-over"));
        }
        Ok(Delegation { ended_on: Some(today), version: self.version + 1, ..self })
    }

    /// What was ended before it began has none: the day before it begins.
    pub fn last_day(&self) -> NaiveDate {
        match self.ended_on.and_then(|ended| ended.pred_opt()) {
            Some(last) => last.min(self.until),
            None => self.until,
        }
    }
}

/// Whether somebody in this role has a hand of the plan, which another can act at meanwhile.
pub fn has_a_hand(role: Role) -> bool {
    PlanHand::ALL.into_iter().any(|hand| hand.role() == role)
}

/// A stand-in acts on the whole plan, and so is somebody who sees it.
fn sees_all(role: Role) -> bool {
    PlanHand::is_acted_by(role) && role != PlanHand::Supervision.role()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    fn holder(id: u128, role: Role) -> Holder {
        Holder { officer: OfficerId::from(Uuid::from_u128(id)), role, department: None, seat: None }
    }

    /// Somebody of a department, or of a unit that it supervises.
    fn under(id: u128, role: Role, department: u128) -> Holder {
        Holder { department: Some(DepartmentId::from(Uuid::from_u128(department))), ..holder(id, role) }
    }

    fn secretary() -> Holder {
        holder(1, Role::Secretary)
    }

    fn municipal() -> Holder {
        holder(2, Role::MunicipalDepartmentOfficer)
    }

    fn made(
        of: Holder,
        to: Holder,
        from: &str,
        until: &str,
        others: &[Delegation],
    ) -> Result<Delegation, &'static str> {
        let days = (day(from), day(until));
        let made = Delegation::make(DelegationId::from(Uuid::nil()), of, to, days, day("2026-11-26"), others);
        made.map_err(|refusal| refusal.code())
    }

    #[test]
    fn it_holds_from_its_first_day_to_its_last_or_until_it_is_ended() {
        let away = made(secretary(), municipal(), "2026-12-01", "2026-12-10", &[]).expect("made");
        let on = |delegation: &Delegation| {
            ["2026-11-30", "2026-12-01", "2026-12-10", "2026-12-11"].map(|on| delegation.is_on(day(on)))
        };
        assert_eq!(on(&away), [false, true, true, false]);
        let ended = away.clone().end(day("2026-12-05")).expect("ended");
        assert!(ended.is_on(day("2026-12-04")) && !ended.is_on(day("2026-12-05")));
        assert!(ended.end(day("2026-12-06")).is_err(), "once");
        let before = away.end(day("2026-11-27")).expect("ended before it began");
        assert_eq!(on(&before), [false; 4]);
    }

    #[test]
    fn municipal_departments_stand_in_for_one_another_where_each_has_its_line() {
        let of = |id, department| under(id, Role::MunicipalDepartmentOfficer, department);
        let one_day = |of: Holder, to: Holder| made(of, to, "2026-12-01", "2026-12-01", &[]).map(drop);
        assert_eq!(one_day(of(2, 7), of(3, 8)), Ok(()));
        assert_eq!(one_day(of(2, 7), of(3, 7)), Err("stand-in-unfit"), "a colleague acts under their own name");
        let of_every_line = |id| holder(id, Role::MunicipalDepartmentOfficer);
        assert_eq!(one_day(of(2, 7), of_every_line(3)), Err("stand-in-unfit"));
        assert_eq!(one_day(of_every_line(3), of(2, 7)), Ok(()), "who acts on every line");
    }

    #[test]
    fn nobody_stands_in_who_is_unfit_or_away_and_there_are_no_chains() {
        let unit = holder(3, Role::UnitOfficer);
        let department = holder(4, Role::DepartmentOfficer);
        let prefecture = holder(5, Role::PrefectureReviewer);
        let auditor = holder(6, Role::Auditor);
        let away = made(secretary(), municipal(), "2026-12-01", "2026-12-10", &[]).expect("made");
        for (of, to, from, until, code) in [
            (secretary(), secretary(), "2026-12-01", "2026-12-02", "stand-in-unfit"),
            (secretary(), holder(7, Role::Secretary), "2026-12-01", "2026-12-02", "stand-in-unfit"),
            (secretary(), unit, "2026-12-01", "2026-12-02", "stand-in-unfit"),
            (secretary(), department, "2026-12-01", "2026-12-02", "stand-in-unfit"),
            (auditor, municipal(), "2026-12-01", "2026-12-02", "no-hand-of-the-plan"),
            (prefecture, municipal(), "2026-11-25", "2026-12-02", "away-in-the-past"),
            (prefecture, municipal(), "2026-12-02", "2026-12-01", "away-too-long"),
            (prefecture, municipal(), "2026-12-01", "2027-02-01", "away-too-long"),
            (secretary(), prefecture, "2026-12-10", "2026-12-12", "away-already"),
            (prefecture, secretary(), "2026-12-10", "2026-12-12", "stand-in-away"),
            (municipal(), prefecture, "2026-12-10", "2026-12-12", "stands-in-meanwhile"),
        ] {
            assert_eq!(made(of, to, from, until, std::slice::from_ref(&away)), Err(code));
        }
        assert!(made(municipal(), prefecture, "2026-12-11", "2026-12-12", &[away]).is_ok(), "afterwards");
    }

    #[test]
    fn a_units_officer_is_stood_in_for_by_the_department_that_supervises_the_unit_and_by_nobody_else() {
        let hospital = under(1, Role::UnitOfficer, 7);
        let health = under(2, Role::DepartmentOfficer, 7);
        let municipal = holder(5, Role::MunicipalDepartmentOfficer);
        let days = ("2026-12-01", "2026-12-10");
        let made_to = |of: Holder, to: Holder, others: &[Delegation]| made(of, to, days.0, days.1, others);
        let unfit = Err("stand-in-of-no-supervisor");
        assert_eq!(made_to(hospital, under(3, Role::DepartmentOfficer, 8), &[]), unfit, "of another department");
        assert_eq!(made_to(hospital, under(3, Role::UnitOfficer, 7), &[]), unfit, "a unit, be it the same or another");
        assert_eq!(made_to(holder(1, Role::UnitOfficer), holder(2, Role::DepartmentOfficer), &[]), unfit, "of none");
        for decides in Role::ALL.into_iter().filter(|role| *role != Role::DepartmentOfficer) {
            assert_eq!(made_to(hospital, under(3, decides, 7), &[]), unfit, "{decides}");
        }
        assert_eq!(made_to(health, hospital, &[]), Err("stand-in-unfit"), "nobody sees more by it");
        let away = made_to(hospital, health, &[]).expect("made");
        let others = std::slice::from_ref(&away);
        assert_eq!(made_to(health, municipal, others), Err("stands-in-meanwhile"), "no chains");
        assert_eq!(made_to(hospital, health, others), Err("away-already"));
        assert!(made_to(under(4, Role::UnitOfficer, 7), health, others).is_ok(), "for a second unit of theirs");
        let off = made_to(health, municipal, &[]).expect("made");
        assert_eq!(made_to(hospital, health, &[off]), Err("stand-in-away"));
    }

    #[test]
    fn a_seat_is_stood_in_for_by_a_colleague_of_another_seat_and_not_of_its_own() {
        let member = |id: u128, seat: Option<Seat>| Holder { seat, ..holder(id, Role::SeatMember) };
        let finance = member(1, Some(Seat::Finance));
        let day = "2026-12-01";
        assert!(made(finance, member(2, Some(Seat::Education)), day, day, &[]).is_ok());
        for (to, why) in [(member(3, Some(Seat::Finance)), "its own"), (member(4, None), "no seat at all")] {
            assert_eq!(made(finance, to, day, day, &[]), Err("stand-in-unfit"), "{why}");
        }
    }
}
