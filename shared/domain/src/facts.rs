//! The facts that Articles 10 and 11 are evaluated on, without anything that says who the person is.
//! What is not stated is `None`, so that an evaluation can say that it does not know yet.

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
