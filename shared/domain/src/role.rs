//! Roles of staff: who may act at a hand (Articles 5, 12 to 14) and who keeps the system.
//! The three administrators are three people, and none of them sees a candidate's papers.

use crate::code::coded;

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
