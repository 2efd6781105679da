//! The signed-in officer: the extractor is the permission, the scope is what an officer may see.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{DepartmentId, OfficerId, Role, Seat, Text, UnitId};
use futures_util::future::LocalBoxFuture;
use kit::auth::{Realm, cookies};
use kit::web::Caller;
use kit::{Actor, By, DeskError, Fault, Once};
use uuid::Uuid;

use super::Officers;
use super::store::Account;

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
    pub in_place_of: Option<OfficerId>,
    /// The digest of the session's or access token's secret: which sign-in this is.
    pub presented: String,
    pub session: Uuid,
    pub by: By,
}

/// Which posts of the annual plan an officer may see at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanScope {
    Everything,
    Unit(UnitId),
    Department(DepartmentId),
    Nothing,
}

impl PlanScope {
    /// Whether it holds a post of this unit, whose supervising department is that.
    pub fn holds(self, unit: UnitId, department: Option<DepartmentId>) -> bool {
        match self {
            PlanScope::Everything => true,
            PlanScope::Unit(own) => own == unit,
            PlanScope::Department(own) => department == Some(own),
            PlanScope::Nothing => false,
        }
    }
}

/// Which cases an officer may see at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Everything,
    Unit(UnitId),
    Nothing,
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

    /// An employing unit sees its own; those who keep accounts, money or lists see no candidate's papers.
    pub fn scope(&self) -> Scope {
        match self.role {
            Role::UnitOfficer => self.unit.map_or(Scope::Nothing, Scope::Unit),
            Role::SeatMember
            | Role::Secretary
            | Role::PrefectureReviewer
            | Role::PrefectureRatifier
            | Role::Auditor => Scope::Everything,
            Role::DepartmentOfficer
            | Role::MunicipalDepartmentOfficer
            | Role::FinanceOfficer
            | Role::SystemAdministrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => Scope::Nothing,
        }
    }

    /// The hands of the plan see it whole, a unit and a department what is theirs; nobody else has anything to do with it.
    pub fn plan_scope(&self) -> PlanScope {
        match self.role {
            Role::UnitOfficer => self.unit.map_or(PlanScope::Nothing, PlanScope::Unit),
            Role::DepartmentOfficer => self.department.map_or(PlanScope::Nothing, PlanScope::Department),
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
        Ok(Officer::new(account, kit::digest(&presented)?, session, Caller::of(&request).trace))
    }
}

impl FromRequest for Officer {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Officer, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Officer::of(request.clone()))
    }
}
