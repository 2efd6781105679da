//! Assessment: every year or by project, over five criteria, and what two failures in a row lead to (Articles 23 and 25).
//! The second failure raises a dismissal for a person to confirm; nothing here dismisses anybody.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::open_point::OpenPointId;
use crate::policy::Policy;

coded! {
    /// What is assessed, Article 23, in its order.
    AssessmentCriterion {
        Duties = "duties",
        ResearchResults = "research-results",
        Conversion = "conversion",
        Successors = "successors",
        Benefit = "benefit",
    }
}

coded! {
    /// How often, Article 23.
    AssessmentCycle {
        Annual = "annual",
        Project = "project",
    }
}

/// Article 25: how many failed years in a row lead to dismissal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DismissalRow {
    pub clause: Clause,
    pub failed_years: u8,
    pub open_point: OpenPointId,
}

/// The annual assessment of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssessedYear {
    pub year: i32,
    pub passed: bool,
}

/// A dismissal that the assessments lead to, for a person to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DismissalDue {
    pub clause: Clause,
    /// The failed years it rests on.
    pub years: Vec<i32>,
    /// There where years without an assessment lie between them: whether they are in a row is a reading.
    pub open_point: Option<OpenPointId>,
}

/// The dismissal that the last assessed years lead to. Years without an assessment are passed over (open point O15).
pub fn dismissal_due(assessed: &[AssessedYear], policy: &Policy) -> Option<DismissalDue> {
    let row = policy.dismissal();
    let mut sorted = assessed.to_vec();
    sorted.sort_by_key(|one| one.year);
    let mut years: Vec<i32> = sorted.iter().rev().take_while(|one| !one.passed).map(|one| one.year).collect();
    years.truncate(usize::from(row.failed_years));
    years.reverse();
    if years.len() < usize::from(row.failed_years) {
        return None;
    }
    let adjoining = years.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    Some(DismissalDue { clause: row.clause, years, open_point: (!adjoining).then_some(row.open_point) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn due(years: &[(i32, bool)]) -> Option<(Vec<i32>, Option<OpenPointId>)> {
        let assessed: Vec<_> =
            years.iter().map(|(year, passed)| AssessedYear { year: *year, passed: *passed }).collect();
        dismissal_due(&assessed, Policy::standard()).map(|due| (due.years, due.open_point))
    }

    #[test]
    fn two_failures_in_a_row_raise_a_dismissal() {
        assert_eq!(due(&[(2024, true), (2025, false), (2026, false)]), Some((vec![2025, 2026], None)));
        assert_eq!(due(&[(2024, false), (2025, true), (2026, false)]), None);
        assert_eq!(due(&[(2024, false), (2025, false), (2026, true)]), None, "passed since");
        assert_eq!(due(&[(2026, false)]), None);
        assert_eq!(due(&[]), None);
    }

    #[test]
    fn a_year_without_an_assessment_between_two_failures_is_a_reading() {
        assert_eq!(due(&[(2024, false), (2026, false)]), Some((vec![2024, 2026], Some(OpenPointId::O15))));
    }

    proptest! {
        #[test]
        fn the_order_in_which_years_are_given_does_not_matter(passed in proptest::collection::vec(any::<bool>(), 0..8)) {
            let years: Vec<_> = (2018..).zip(passed).collect();
            let backwards: Vec<_> = years.iter().rev().copied().collect();
            prop_assert_eq!(due(&years), due(&backwards));
        }
    }
}
