//! Recommenders: registered offices that bring talent (Article 4), ranked every year and rewarded (Article 26).
//! Not a referrer, who is anybody that recommends somebody (Article 16).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::money::Money;
use crate::open_point::OpenPointId;
use crate::text::Text;

coded! {
    /// Which offices are recommenders; the first is number one.
    RecommenderTier {
        PartySecretary = "party-secretary",
        CityLeadership = "city-leadership",
        UnitHead = "unit-head",
        TownshipHead = "township-head",
    }
}

/// Article 26: paid once for a recommended person who made an important contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecommendationAward {
    pub name: Text,
    pub clause: Clause,
    pub amount: Money,
    pub condition: Text,
    /// How often, and who pays.
    pub open_point: OpenPointId,
}
