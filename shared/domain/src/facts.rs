//! The facts that Articles 10 and 11 are evaluated on, without anything that says who the person is.
//! What is not stated is `None`, so that an evaluation can say that it does not know yet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::degree::Degree;
use crate::sector::Sector;
use crate::standing::{Placement, Standing};
use crate::title::{SkillLevel, Title};
use crate::work::Work;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Facts {
    /// None: not stated. Empty: the person has no degree.
    pub degrees: Option<Vec<Degree>>,
    pub work: Option<Work>,
    pub title: Option<Title>,
    pub skill_level: Option<SkillLevel>,
    /// None: not stated. Empty: none of them.
    pub standing: Option<Vec<Standing>>,
    pub placement: Option<Placement>,
    pub sector: Option<Sector>,
}

impl Facts {
    /// Whether this degree is still to come: somebody still studying (O4). Where its date leaves that open, it is past unless the
    /// person says to be in the final year, and no other degree is dated as the one that this would be of.
    pub(crate) fn awaits(&self, degree: &Degree, on: NaiveDate) -> bool {
        let is_final_year = self.placement == Some(Placement::FinalYear);
        let another = || self.degrees.iter().flatten().any(|other| other.is_dated_ahead(on));
        degree.is_dated_ahead(on) || (is_final_year && degree.is_dated_around(on) && !another())
    }
}
