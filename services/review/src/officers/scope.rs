//! What of the plans and of the cases an officer may see at all: every query for posts or cases starts from it.

use domain::{DepartmentId, UnitId};

/// Which posts of the annual plan an officer may see at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanScope {
    Everything,
    /// Those of these units, and those of the units that the department supervises.
    Theirs {
        units: Vec<UnitId>,
        department: Option<DepartmentId>,
    },
    Nothing,
}

impl PlanScope {
    pub fn of_unit(unit: UnitId) -> PlanScope {
        PlanScope::Theirs { units: vec![unit], department: None }
    }

    /// Whether it holds a post of this unit, whose supervising department is that.
    pub fn holds(&self, unit: UnitId, supervisor: Option<DepartmentId>) -> bool {
        match self {
            PlanScope::Everything => true,
            PlanScope::Theirs { units, department } => {
                units.contains(&unit) || department.is_some() && *department == supervisor
            }
            PlanScope::Nothing => false,
        }
    }
}

/// Which cases an officer may see at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Everything,
    Units(Vec<UnitId>),
    Nothing,
}
