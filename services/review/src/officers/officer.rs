//! The signed-in officer: the extractor is the permission, the scope is what an officer may see.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{DepartmentId, OfficerId, Role, Seat, Text, UnitId};
use futures_util::future::LocalBoxFuture;
use kit::auth::{Realm, cookies};
use kit::web::Caller;
use kit::{Act, Actor, By, DeskError, Fault, Once};
use serde::Serialize;
use uuid::Uuid;

use super::Officers;
use super::scope::{PlanScope, Scope};
use super::store::Account;
use crate::delegations::desk::Delegations;

#[derive(Clone)]
pub struct Officer {
    pub id: OfficerId,
    pub name: Text,
    pub office: Text,
    pub role: Role,
    pub seat: Option<Seat>,
    pub unit: Option<UnitId>,
    pub department: Option<DepartmentId>,
    /// Who is away, where this officer acts in their place; the name tells both.
    pub in_place_of: Option<Away>,
    /// The officer once for everybody whom they stand in for today: in the other's place, under both names.
    pub stands_in: Vec<Officer>,
    /// The digest of the session's or access token's secret: which sign-in this is.
    pub presented: String,
    pub session: Uuid,
    pub by: By,
}

/// Somebody who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub id: OfficerId,
    pub name: Text,
}

#[derive(Serialize)]
struct InPlaceOf {
    in_place_of: Vec<OfficerId>,
}

/// The trail says of an act in somebody's place whose it was, beside who acts; in one act it can be several's.
pub fn note_whose_place(act: &mut Act, away: impl IntoIterator<Item = OfficerId>) -> Result<(), Fault> {
    let mut in_place_of: Vec<_> = away.into_iter().collect();
    in_place_of.sort_unstable();
    in_place_of.dedup();
    if in_place_of.is_empty() { Ok(()) } else { act.note(&InPlaceOf { in_place_of }) }
}

impl Officer {
    pub(super) fn new(account: Account, presented: String, session: Uuid, trace: String) -> Officer {
        let actor = Actor { kind: "officer", id: account.id.to_string() };
        Officer {
            id: account.id,
            name: account.name,
            office: account.office,
            role: account.role,
            seat: account.seat,
            unit: account.unit,
            department: account.department,
            in_place_of: None,
            stands_in: Vec::new(),
            presented,
            session,
            by: By::of(actor, trace),
        }
    }

    /// Somebody in this role, for the samples that templates are tested with.
    #[cfg(test)]
    pub fn sample(role: Role) -> Officer {
        Officer {
            id: OfficerId::from(Uuid::nil()),
            name: Text::new("沈青禾", "Shen Qinghe"),
            office: Text::new("组织部", "Organisation"),
            role,
            seat: None,
            unit: None,
            department: None,
            in_place_of: None,
            stands_in: Vec::new(),
            presented: String::new(),
            session: Uuid::nil(),
            by: By::service("review"),
        }
    }

    /// The same officer, acting once under the caller's key where there is one.
    pub fn once(mut self, once: Once) -> Officer {
        self.by.once = once;
        self
    }

    /// Themselves, and once more for everybody whom they stand in for today.
    pub fn hats(&self) -> impl Iterator<Item = &Officer> {
        std::iter::once(self).chain(&self.stands_in)
    }

    /// As whom they act in cases: themselves, and the officers of units whom they stand in for. The others lend their hand of
    /// the plan alone.
    pub fn hats_in_cases(&self) -> impl Iterator<Item = &Officer> {
        std::iter::once(self).chain(self.for_units())
    }

    /// As whom they look at a case of this unit and act on it.
    pub fn at_unit(&self, unit: Option<UnitId>) -> &Officer {
        self.hats_in_cases().find(|hat| hat.unit.is_some() && hat.unit == unit).unwrap_or(self)
    }

    fn for_units(&self) -> impl Iterator<Item = &Officer> {
        self.stands_in.iter().filter(|hat| hat.role == Role::UnitOfficer)
    }

    fn units_stood_in_for(&self) -> Vec<UnitId> {
        self.for_units().filter_map(|hat| hat.unit).collect()
    }

    /// Who is away, where this officer acts in their place.
    pub fn away(&self) -> Option<OfficerId> {
        self.in_place_of.as_ref().map(|away| away.id)
    }

    /// The same for an act of this officer's.
    pub fn note_whose_place(&self, act: &mut Act) -> Result<(), Fault> {
        note_whose_place(act, self.away())
    }

    /// The auditor and the keeper of the trail read it; it is shown to nobody else.
    pub fn reads_trail(&self) -> bool {
        matches!(self.role, Role::Auditor | Role::AuditAdministrator)
    }

    /// For the way to the page of the letters that reached nobody.
    pub fn reads_letters(&self) -> bool {
        crate::letters::desk::may_read(self)
    }

    /// For the way to the page of the interpretations.
    pub fn reads_interpretations(&self) -> bool {
        crate::interpretations::desk::may_read(self)
    }

    /// The registers are kept by the secretary and looked up by those who act in a plan.
    pub fn reads_registers(&self) -> bool {
        matches!(self.role, Role::Secretary | Role::Auditor | Role::MunicipalDepartmentOfficer)
    }

    /// An employing unit sees its own, and so does whoever stands in for its officer; those who keep accounts, money or lists
    /// see no candidate's papers.
    pub fn scope(&self) -> Scope {
        match self.role {
            Role::UnitOfficer => self.unit.map_or(Scope::Nothing, |unit| Scope::Units(vec![unit])),
            Role::DepartmentOfficer => match self.units_stood_in_for() {
                units if units.is_empty() => Scope::Nothing,
                units => Scope::Units(units),
            },
            Role::SeatMember
            | Role::Secretary
            | Role::PrefectureReviewer
            | Role::PrefectureRatifier
            | Role::Auditor => Scope::Everything,
            Role::MunicipalDepartmentOfficer
            | Role::FinanceOfficer
            | Role::SystemAdministrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => Scope::Nothing,
        }
    }

    /// The hands of the plan see it whole, a unit and a department what is theirs; nobody else has anything to do with it.
    pub fn plan_scope(&self) -> PlanScope {
        match self.role {
            Role::UnitOfficer => self.unit.map_or(PlanScope::Nothing, PlanScope::of_unit),
            Role::DepartmentOfficer => self.department.map_or(PlanScope::Nothing, |department| PlanScope::Theirs {
                units: self.units_stood_in_for(),
                department: Some(department),
            }),
            Role::MunicipalDepartmentOfficer
            | Role::SeatMember
            | Role::Secretary
            | Role::PrefectureReviewer
            | Role::PrefectureRatifier
            | Role::Auditor => PlanScope::Everything,
            Role::FinanceOfficer
            | Role::SystemAdministrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => PlanScope::Nothing,
        }
    }

    /// Whether the pages for keeping the program running are this officer's.
    pub fn runs_operations(&self) -> bool {
        self.role == Role::SystemAdministrator
    }

    /// A browser brings its session, a program an access token; both are somebody whose account still stands.
    async fn of(request: HttpRequest) -> Result<Officer, DeskError> {
        let officers =
            request.app_data::<web::Data<Officers>>().ok_or_else(|| Fault::new("no officers at this door"))?;
        let presented = cookies::token_of(&request, &officers.house, Realm::Staff).ok_or(DeskError::NotSignedIn)?;
        let (account, session) = officers.who(&presented).await?.ok_or(DeskError::NotSignedIn)?;
        let officer = Officer::new(account, kit::digest(&presented)?, session, Caller::of(&request).trace);
        let delegations =
            request.app_data::<web::Data<Delegations>>().ok_or_else(|| Fault::new("no delegations at this door"))?;
        let stands_in = delegations.hats(&officer).await?;
        Ok(Officer { stands_in, ..officer })
    }
}

impl FromRequest for Officer {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Officer, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Officer::of(request.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(id: u128) -> UnitId {
        UnitId::from(Uuid::from_u128(id))
    }

    fn in_place_of(role: Role, unit: Option<UnitId>) -> Officer {
        let away = Away { id: OfficerId::from(Uuid::from_u128(9)), name: Text::new("张怀民", "Zhang Huaimin") };
        Officer { unit, in_place_of: Some(away), ..Officer::sample(role) }
    }

    #[test]
    fn whoever_stands_in_for_a_unit_sees_its_posts_and_cases_and_no_others() {
        let department = DepartmentId::from(Uuid::from_u128(7));
        let alone = Officer { department: Some(department), ..Officer::sample(Role::DepartmentOfficer) };
        assert_eq!(alone.scope(), Scope::Nothing);
        let stands_in = vec![in_place_of(Role::UnitOfficer, Some(unit(1)))];
        let meanwhile = Officer { stands_in, ..alone };
        assert_eq!(meanwhile.scope(), Scope::Units(vec![unit(1)]));
        let scope = meanwhile.plan_scope();
        assert!(scope.holds(unit(1), None), "also where the post was begun under another department");
        assert!(scope.holds(unit(2), Some(department)) && !scope.holds(unit(2), None));
        assert_eq!(meanwhile.at_unit(Some(unit(1))).role, Role::UnitOfficer);
        for other in [Some(unit(2)), None] {
            assert_eq!(meanwhile.at_unit(other).role, Role::DepartmentOfficer, "{other:?}");
        }
    }

    #[test]
    fn a_hand_of_the_plan_is_lent_for_the_plan_alone() {
        let stands_in = vec![in_place_of(Role::Secretary, None)];
        let municipal = Officer { stands_in, ..Officer::sample(Role::MunicipalDepartmentOfficer) };
        assert_eq!(municipal.scope(), Scope::Nothing);
        assert_eq!((municipal.hats().count(), municipal.hats_in_cases().count()), (2, 1));
        assert_eq!(municipal.at_unit(None).role, Role::MunicipalDepartmentOfficer);
    }
}
