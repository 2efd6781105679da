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

/// A unit's officer belongs to a unit and a supervising department's to a department; a seat's member sits on a seat, or waits
/// for one. Nobody else does.
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
            assert!(!placed(Some(Seat::Organisation), None, None), "{role}");
            assert!(role != Role::SeatMember || placed(None, None, None), "{role}");
        }
    }
}
