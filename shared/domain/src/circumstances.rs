//! What the entitlements turn on (Articles 19 to 21): mode, unit, category, service, and what is true of a person.
//! What nobody has stated is not known, and is never taken for a no.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::code::coded;
use crate::grant::Platform;
use crate::mode::Mode;
use crate::unit::UnitKind;

coded! {
    /// What an entitlement asks of a person, of the family, or of what the person brings.
    Circumstance {
        StartsBusiness = "starts-business",
        Outstanding = "outstanding",
        BringsProject = "brings-project",
        BringsCapital = "brings-capital",
        BringsTeam = "brings-team",
        WorksInPlatform = "works-in-platform",
        HeldOffice = "held-office",
        HoldsTitle = "holds-title",
        OutstandingContribution = "outstanding-contribution",
        SpouseOnStaff = "spouse-on-staff",
        SpouseNotInWork = "spouse-not-in-work",
        ChildInCompulsorySchooling = "child-in-compulsory-schooling",
        PensionNotTransferable = "pension-not-transferable",
        LeftFormerUnit = "left-former-unit",
        NoPersonnelFile = "no-personnel-file",
        PassedProbation = "passed-probation",
        WishesPermanentPost = "wishes-permanent-post",
    }
}

coded! {
    /// How service ended.
    Ending {
        TermOver = "term-over",
        Resigned = "resigned",
        Dismissed = "dismissed",
        /// Article 24: the agreement ends, and the treatment with it.
        ProbationFailed = "probation-failed",
    }
}

/// Everything that the entitlements of one person turn on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    pub mode: Mode,
    pub unit: UnitKind,
    /// The items of Articles 10 and 11 that are recognised; empty: not known yet.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// The first day of service; none: not arrived.
    #[schema(value_type = Option<String>, format = Date)]
    pub began_on: Option<NaiveDate>,
    /// The last day of the term agreed on.
    #[schema(value_type = Option<String>, format = Date)]
    pub term_ends_on: Option<NaiveDate>,
    pub ended: Option<Ended>,
    pub platform: Option<Platform>,
    /// What is stated; what is missing is not known.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, bool>)]
    pub stated: BTreeMap<Circumstance, bool>,
}

/// The day from which somebody no longer serves, and how that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    pub how: Ending,
}

impl Circumstances {
    /// Of somebody of whom nothing is known but the way and the unit: what a post can promise.
    pub fn of_post(mode: Mode, unit: UnitKind) -> Circumstances {
        Circumstances {
            mode,
            unit,
            categories: Vec::new(),
            began_on: None,
            term_ends_on: None,
            ended: None,
            platform: None,
            stated: BTreeMap::new(),
        }
    }

    /// None: not stated.
    pub fn is(&self, circumstance: Circumstance) -> Option<bool> {
        self.stated.get(&circumstance).copied()
    }
}
