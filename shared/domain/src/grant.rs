//! Money that is not pay: the special fund (Article 18), start-up money (Article 19), platforms (Article 20).
//! Who recognises and who pays is open point O15; requested, approved, committed and paid are kept apart elsewhere.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::money::{Money, MoneyBand};
use crate::open_point::OpenPointId;
use crate::policy::Policy;
use crate::text::Text;

coded! {
    /// A band of Article 19: for whoever starts up here, and for the outstanding with project, capital and team.
    StartUpGrant {
        Ordinary = "ordinary",
        Outstanding = "outstanding",
    }
}

coded! {
    /// A research platform of Article 20.
    Platform {
        NationalResearchCentre = "national-research-centre",
        NationalKeyLaboratory = "national-key-laboratory",
        NationalTechnologyCentre = "national-technology-centre",
        AcademicianStation = "academician-station",
        PostdoctoralStation = "postdoctoral-station",
        PrefectureResearchCentre = "prefecture-research-centre",
        PrefectureKeyLaboratory = "prefecture-key-laboratory",
        PrefectureTechnologyCentre = "prefecture-technology-centre",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StartUpRow {
    pub name: Text,
    pub clause: Clause,
    pub band: MoneyBand,
    pub open_point: OpenPointId,
}

/// What a unit that sets the platform up is granted, to reward the high-level talent in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlatformRow {
    pub name: Text,
    pub clause: Clause,
    pub amount: Money,
    pub open_point: OpenPointId,
}

/// Article 17.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialQuota {
    pub name: Text,
    pub clause: Clause,
    pub summary: Text,
}

/// Article 18.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpecialFund {
    pub name: Text,
    pub clause: Clause,
    /// The least that a year's budget may be; the amount itself is enough.
    pub minimum: Money,
}

impl SpecialFund {
    pub fn falls_short(&self, budget: Money) -> bool {
        budget < self.minimum
    }
}

impl Platform {
    /// From the least to the most that any platform is granted.
    pub fn band(policy: &Policy) -> Option<MoneyBand> {
        let amounts = Platform::ALL.map(|platform| policy.platform(platform).amount);
        Some(MoneyBand { from: amounts.into_iter().min()?, to: amounts.into_iter().max()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_of_exactly_the_minimum_is_enough() {
        let fund = Policy::standard().special_fund();
        assert!(!fund.falls_short(fund.minimum));
        assert!(fund.falls_short(Money { fen: fund.minimum.fen - 1 }));
    }

    #[test]
    fn the_two_bands_of_start_up_money_do_not_meet() {
        let band = |grant| Policy::standard().start_up(grant).band;
        let (ordinary, outstanding) = (band(StartUpGrant::Ordinary), band(StartUpGrant::Outstanding));
        assert!(ordinary.from < ordinary.to && ordinary.to < outstanding.from && outstanding.from < outstanding.to);
    }

    #[test]
    fn national_platforms_are_granted_more() {
        let amount = |platform: Platform| Policy::standard().platform(platform).amount;
        for platform in Platform::ALL {
            let national = platform.code().starts_with("national-");
            assert_eq!(amount(platform) == Money::yuan(500_000), national, "{platform}");
            assert_eq!(amount(platform) == Money::yuan(300_000), !national, "{platform}");
        }
    }
}
