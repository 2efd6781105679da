//! Roles of staff: who may act at a hand (Articles 5, 12 to 14) and who keeps the system.
//! The three administrators are three people, and none of them sees a candidate's papers.

use crate::code::coded;
use crate::{Refusal, Seat, UnitId};

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

/// A seat's member sits on a seat and a unit's officer belongs to a unit; nobody else does either.
pub fn well_placed(role: Role, seat: Option<Seat>, unit: Option<UnitId>) -> Result<(), Refusal> {
    if seat.is_some() != (role == Role::SeatMember) {
        return Err(Refusal::content("seat-of-role").at("/seat"));
    }
    if unit.is_some() != (role == Role::UnitOfficer) {
        return Err(Refusal::content("unit-of-role").at("/unit"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_seats_member_sits_and_only_a_units_officer_belongs_to_one() {
        let unit = Some(UnitId::from(uuid::Uuid::nil()));
        for role in Role::ALL {
            let placed = |seat, unit| well_placed(role, seat, unit).is_ok();
            assert_eq!(placed(Some(Seat::Finance), None), role == Role::SeatMember, "{role}");
            assert_eq!(placed(None, unit), role == Role::UnitOfficer, "{role}");
            assert!(!placed(Some(Seat::Finance), unit), "{role}");
        }
    }
}
