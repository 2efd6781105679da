//! The points that the Measures leave open, each with the reading that holds until it is interpreted (Article 28).
//! The product never decides one in silence: what turns on it is left to a person, and the point is cited by its id.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::text::Text;

coded! {
    /// The id by which pages, API and letters cite an open point.
    OpenPointId {
        O1 = "O1",
        O2 = "O2",
        O3 = "O3",
        O4 = "O4",
        O5 = "O5",
        O6 = "O6",
        O7 = "O7",
        O8 = "O8",
        O9 = "O9",
        O10 = "O10",
        O11 = "O11",
        O12 = "O12",
        O13 = "O13",
        O14 = "O14",
        O15 = "O15",
    }
}

/// A question that the text leaves open, and the careful reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPoint {
    pub id: OpenPointId,
    pub clauses: Vec<Clause>,
    pub question: Text,
    pub reading: Text,
    /// Who may change the reading.
    pub may_change: Text,
    /// The day from which the reading holds.
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
}
