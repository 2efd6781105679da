//! The part of the policy that follows the reply, `measures-arrival.toml` (Articles 15, 17 to 26).
//! Rows only: what they mean for a person says the module of their noun.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::assessment::{AssessmentCriterion, AssessmentCycle, DismissalRow};
use crate::circumstances::{Circumstance, Ending};
use crate::entitlement::{Beginning, Entitlement, EntitlementHead, EntitlementRow, Payer};
use crate::grant::{Platform, PlatformRow, SpecialFund, SpecialQuota, StartUpGrant, StartUpRow};
use crate::period::{Period, PeriodRow};
use crate::policy::Policy;
use crate::recommender::RecommendationAward;
use crate::route::{ContractKind, HandlingRoute, HandlingStep, RouteRow};
use crate::text::Text;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Arrival {
    period: BTreeMap<Period, PeriodRow>,
    handling_route: BTreeMap<HandlingRoute, RouteRow>,
    handling_step: BTreeMap<HandlingStep, Text>,
    contract_kind: BTreeMap<ContractKind, Text>,
    special_quota: SpecialQuota,
    special_fund: SpecialFund,
    start_up_grant: BTreeMap<StartUpGrant, StartUpRow>,
    platform: BTreeMap<Platform, PlatformRow>,
    assessment_criterion: BTreeMap<AssessmentCriterion, Text>,
    assessment_cycle: BTreeMap<AssessmentCycle, Text>,
    dismissal: DismissalRow,
    recommendation_award: RecommendationAward,
    entitlement_head: BTreeMap<EntitlementHead, Text>,
    entitlement: BTreeMap<Entitlement, EntitlementRow>,
    circumstance: BTreeMap<Circumstance, Text>,
    payer: BTreeMap<Payer, Text>,
    ending: BTreeMap<Ending, Text>,
    beginning: BTreeMap<Beginning, Text>,
}

impl Policy {
    pub fn period(&self, period: Period) -> &PeriodRow {
        &self.arrival.period[&period]
    }

    /// Article 15.
    pub fn route(&self, route: HandlingRoute) -> &RouteRow {
        &self.arrival.handling_route[&route]
    }

    /// A line of a checklist in words.
    pub fn handling_step(&self, step: HandlingStep) -> &Text {
        &self.arrival.handling_step[&step]
    }

    pub fn contract_kind(&self, kind: ContractKind) -> &Text {
        &self.arrival.contract_kind[&kind]
    }

    /// Article 17.
    pub fn special_quota(&self) -> &SpecialQuota {
        &self.arrival.special_quota
    }

    /// Article 18.
    pub fn special_fund(&self) -> &SpecialFund {
        &self.arrival.special_fund
    }

    /// Article 19.
    pub fn start_up(&self, grant: StartUpGrant) -> &StartUpRow {
        &self.arrival.start_up_grant[&grant]
    }

    /// Article 20.
    pub fn platform(&self, platform: Platform) -> &PlatformRow {
        &self.arrival.platform[&platform]
    }

    /// Article 23.
    pub fn assessment_criterion(&self, criterion: AssessmentCriterion) -> &Text {
        &self.arrival.assessment_criterion[&criterion]
    }

    /// Article 23.
    pub fn assessment_cycle(&self, cycle: AssessmentCycle) -> &Text {
        &self.arrival.assessment_cycle[&cycle]
    }

    /// Article 25.
    pub fn dismissal(&self) -> &DismissalRow {
        &self.arrival.dismissal
    }

    /// Article 26.
    pub fn recommendation_award(&self) -> &RecommendationAward {
        &self.arrival.recommendation_award
    }

    pub fn entitlement_head(&self, head: EntitlementHead) -> &Text {
        &self.arrival.entitlement_head[&head]
    }

    pub fn entitlement(&self, entitlement: Entitlement) -> &EntitlementRow {
        &self.arrival.entitlement[&entitlement]
    }

    /// A circumstance in the phrase that follows “if the person”.
    pub fn circumstance(&self, circumstance: Circumstance) -> &Text {
        &self.arrival.circumstance[&circumstance]
    }

    pub fn payer(&self, payer: Payer) -> &Text {
        &self.arrival.payer[&payer]
    }

    pub fn ending(&self, ending: Ending) -> &Text {
        &self.arrival.ending[&ending]
    }

    pub fn beginning(&self, beginning: Beginning) -> &Text {
        &self.arrival.beginning[&beginning]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policies::Policies;
    use crate::policy::tests::each_has_its_row;

    #[test]
    fn each_variant_has_its_row_and_each_row_its_variant() {
        Policies::standard().all().for_each(|policy| has_its_rows(&policy.arrival));
    }

    fn has_its_rows(arrival: &Arrival) {
        each_has_its_row(&Period::ALL, &arrival.period);
        each_has_its_row(&HandlingRoute::ALL, &arrival.handling_route);
        each_has_its_row(&HandlingStep::ALL, &arrival.handling_step);
        each_has_its_row(&ContractKind::ALL, &arrival.contract_kind);
        each_has_its_row(&StartUpGrant::ALL, &arrival.start_up_grant);
        each_has_its_row(&Platform::ALL, &arrival.platform);
        each_has_its_row(&AssessmentCriterion::ALL, &arrival.assessment_criterion);
        each_has_its_row(&AssessmentCycle::ALL, &arrival.assessment_cycle);
        each_has_its_row(&EntitlementHead::ALL, &arrival.entitlement_head);
        each_has_its_row(&Entitlement::ALL, &arrival.entitlement);
        each_has_its_row(&Circumstance::ALL, &arrival.circumstance);
        each_has_its_row(&Payer::ALL, &arrival.payer);
        each_has_its_row(&Ending::ALL, &arrival.ending);
        each_has_its_row(&Beginning::ALL, &arrival.beginning);
    }

    #[test]
    fn every_circumstance_and_payer_is_asked_by_an_entitlement() {
        let rows: Vec<_> = Entitlement::ALL.map(|one| Policy::standard().entitlement(one)).into();
        for circumstance in Circumstance::ALL {
            assert!(rows.iter().any(|row| row.conditions.contains(&circumstance)), "{circumstance}");
        }
        for payer in Payer::ALL {
            assert!(rows.iter().any(|row| row.payer == Some(payer)), "{payer}");
        }
        for beginning in Beginning::ALL {
            assert!(rows.iter().any(|row| row.begins == beginning), "{beginning}");
        }
    }
}
