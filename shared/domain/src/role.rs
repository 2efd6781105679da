//! Roles of staff: who may act at a hand (Articles 5, 12 to 14) and who keeps the system.
//! The three administrators are three people, and none of them sees a candidate's papers.

use crate::code::coded;
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

/// A seat's member sits on a seat, a unit's officer belongs to a unit and a supervising department's to a department;
/// nobody else does.
pub fn well_placed(
    role: Role,
    seat: Option<Seat>,
    unit: Option<UnitId>,
    department: Option<DepartmentId>,
) -> Result<(), Refusal> {
    if seat.is_some() != (role == Role::SeatMember) {
        return Err(Refusal::content("seat-of-role").at("/seat"));
    }
    if unit.is_some() != (role == Role::UnitOfficer) {
        return Err(Refusal::content("unit-of-role").at("/unit"));
    }
    if department.is_some() != (role == Role::DepartmentOfficer) {
        return Err(Refusal::content("department-of-role").at("/department"));
    }
    Ok(())
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
            assert_eq!(placed(None, None, department), role == Role::DepartmentOfficer, "{role}");
            assert!(!placed(Some(Seat::Finance), unit, None) && !placed(None, unit, department), "{role}");
        }
    }
}
