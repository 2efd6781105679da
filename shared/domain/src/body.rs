//! The bodies that the Measures name beside the units: who leads, decides, interprets and holds to account.
//! The city's and the prefecture's leading groups are two bodies (Articles 5 and 12).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::text::Text;

coded! {
    /// A body with a part in the Measures.
    Body {
        CityLeadingGroup = "city-leading-group",
        CoordinationGroup = "coordination-group",
        MunicipalDepartment = "municipal-department",
        PrefectureOrganisationDepartment = "prefecture-organisation-department",
        PrefectureLeadingGroup = "prefecture-leading-group",
        DisciplineInspection = "discipline-inspection",
        Procuratorate = "procuratorate",
        CityOrganisationDepartment = "city-organisation-department",
    }
}

/// A body, the article that names it, and what it does there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyRow {
    pub name: Text,
    pub clause: Clause,
    pub part: Text,
}
