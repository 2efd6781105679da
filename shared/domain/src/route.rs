//! How an introduction is handled once the reply is there (Article 15): the route of a mode and its checklist.
//! Admission by assessment is a route of open recruitment in public institutions, not an eighth mode.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::clause::Clause;
use crate::code::coded;
use crate::mode::Mode;
use crate::policy::Policy;
use crate::text::Text;
use crate::unit::UnitKind;

coded! {
    /// A way of handling. Article 15 names four; the rest follows the law or the agreement (Article 9).
    HandlingRoute {
        OpenRecruitment = "open-recruitment",
        Transfer = "transfer",
        AdmissionByAssessment = "admission-by-assessment",
        DirectAppointment = "direct-appointment",
        ByLaw = "by-law",
        ByAgreement = "by-agreement",
    }
}

coded! {
    /// A line of the checklist.
    HandlingStep {
        PostContract = "post-contract",
        PersonnelFormalities = "personnel-formalities",
        MedicalFormalities = "medical-formalities",
        EducationFormalities = "education-formalities",
        SocialInsurance = "social-insurance",
        Payroll = "payroll",
        TransferApproval = "transfer-approval",
        TransferFormalities = "transfer-formalities",
        AssessmentProcedure = "assessment-procedure",
        LabourContract = "labour-contract",
        StatutoryProcedure = "statutory-procedure",
        ServiceAgreement = "service-agreement",
    }
}

coded! {
    /// What binds a person and a unit.
    ContractKind {
        Post = "post",
        Labour = "labour",
        ServiceAgreement = "service-agreement",
    }
}

/// A route: for which modes and kinds of unit, by whom, with which contract, in which steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RouteRow {
    pub name: Text,
    pub clause: Clause,
    #[schema(value_type = Vec<Mode>)]
    pub modes: BTreeSet<Mode>,
    /// None: of every kind.
    #[schema(value_type = Option<Vec<UnitKind>>)]
    pub units: Option<BTreeSet<UnitKind>>,
    /// None: the employing unit handles it.
    pub handled_by: Option<Body>,
    pub contract: Option<ContractKind>,
    pub steps: Vec<HandlingStep>,
}

impl Mode {
    /// The routes by which this mode can be handled in a unit of this kind; never none.
    pub fn routes(self, kind: UnitKind, policy: &Policy) -> Vec<HandlingRoute> {
        let open = |route: &HandlingRoute| {
            let row = policy.route(*route);
            row.modes.contains(&self) && row.units.as_ref().is_none_or(|units| units.contains(&kind))
        };
        HandlingRoute::ALL.into_iter().filter(open).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_a_route_in_every_kind_of_unit() {
        for mode in Mode::ALL {
            for kind in UnitKind::ALL {
                assert!(!mode.routes(kind, Policy::standard()).is_empty(), "{mode} in {kind}");
            }
        }
    }

    #[test]
    fn only_institutions_admit_by_assessment() {
        let open = |kind| Mode::OpenRecruitment.routes(kind, Policy::standard());
        let both = [HandlingRoute::OpenRecruitment, HandlingRoute::AdmissionByAssessment];
        assert_eq!(open(UnitKind::PublicInstitution), both);
        assert_eq!(open(UnitKind::Enterprise), [HandlingRoute::OpenRecruitment]);
    }

    #[test]
    fn every_step_belongs_to_a_route() {
        let used: BTreeSet<_> =
            HandlingRoute::ALL.into_iter().flat_map(|route| Policy::standard().route(route).steps.clone()).collect();
        assert_eq!(used, HandlingStep::ALL.into());
    }
}
