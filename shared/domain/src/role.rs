//! Roles of staff: who may act at a hand (Articles 5, 12 to 14) and who keeps the system.
//! The three administrators are three people, and none of them sees a candidate's papers.

use crate::code::coded;
use crate::seating::is_a_members;
use crate::{DepartmentId, Refusal, Seat, UnitId};

coded! {
    /// What an officer is signed in as.
    Role {
        UnitOfficer = "unit-officer",
        DepartmentOfficer = "department-officer",
        MunicipalDepartmentOfficer = "municipal-department-officer",
        SeatMember = "seat-member",
        Secretary = "secretary",
        PrefectureReviewer = "prefecture-reviewer",
        PrefectureRatifier = "prefecture-ratifier",
        FinanceOfficer = "finance-officer",
        Auditor = "auditor",
        SystemAdministrator = "system-administrator",
        SecurityAdministrator = "security-administrator",
        AuditAdministrator = "audit-administrator",
    }
}

/// A unit's officer belongs to a unit and a supervising department's to a department; a municipal department's does where the city
/// has several, each with a line of its own. A seat's member sits on a seat, or waits for one. Nobody else does.
pub fn well_placed(
    role: Role,
    seat: Option<Seat>,
    unit: Option<UnitId>,
    department: Option<DepartmentId>,
) -> Result<(), Refusal> {
    if let Some(seat) = seat {
        if role != Role::SeatMember {
            return Err(Refusal::content("seat-of-role").at("/seat"));
        }
        is_a_members(seat)?;
    }
    if unit.is_some() != (role == Role::UnitOfficer) {
        return Err(Refusal::content("unit-of-role").at("/unit"));
    }
    let is_placed = match role {
        Role::DepartmentOfficer => department.is_some(),
        Role::MunicipalDepartmentOfficer => true,
        _ => department.is_none(),
    };
    if is_placed { Ok(()) } else { Err(Refusal::content("department-of-role").at("/department")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_own_place_and_no_other() {
        let unit = Some(UnitId::from(uuid::Uuid::nil()));
        let department = Some(DepartmentId::from(uuid::Uuid::nil()));
        for role in Role::ALL {
            let placed = |seat, unit, department| well_placed(role, seat, unit, department).is_ok();
            assert_eq!(placed(Some(Seat::Finance), None, None), role == Role::SeatMember, "{role}");
            assert_eq!(placed(None, unit, None), role == Role::UnitOfficer, "{role}");
            let of_a_department = [Role::DepartmentOfficer, Role::MunicipalDepartmentOfficer].contains(&role);
            assert_eq!(placed(None, None, department), of_a_department, "{role}");
            let of_nothing = ![Role::DepartmentOfficer, Role::UnitOfficer].contains(&role);
            assert_eq!(placed(None, None, None), of_nothing, "{role}");
            assert!(!placed(Some(Seat::Finance), unit, None) && !placed(None, unit, department), "{role}");
            assert!(!placed(Some(Seat::Organisation), None, None), "{role}");
        }
    }
}
