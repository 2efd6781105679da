//! What crosses to review at submission and at each correction: the filing, and what the applicant was shown about it.

use chrono::NaiveDate;
use domain::{
    ConsentKind, Evaluated, EvidenceId, FilingInput, InterpretationId, ItemAnswer, Language, NominationId, PersonId,
    PostId, Receipt, RecommenderRef, Relationship, Shows, Target, UnitId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::file::StoredFile;

/// Crosses only sealed. Review evaluates again and marks differences.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Dossier {
    pub nomination: NominationId,
    pub person: PersonId,
    pub receipt: Receipt,
    /// The post it is for, if it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// The unit it is for without a post; with neither it is for the Party organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// 1 at submission, one more with each correction.
    #[serde(default = "first")]
    pub revision: u32,
    /// Confirmed by a code before anything could be filed.
    pub mail: String,
    /// The language the applicant filed in.
    pub language: Language,
    pub filing: FilingInput,
    #[schema(value_type = String, format = Date)]
    pub filed_on: NaiveDate,
    /// The version of the policy the evaluation was made under.
    pub policy: String,
    /// The published interpretations that it was made under: those in force that read an open point (Article 28).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<InterpretationId>,
    /// What the applicant was shown beside the form when it was sent; empty where nothing had been saved before.
    pub shown: Vec<Evaluated>,
    pub consents: Vec<Consent>,
    /// The files that came with it; none in dossiers from before files could be sent.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// What was said to the items that were asked for, in this correction and before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ItemAnswer>,
    /// Who recommended the person; empty for somebody who came by themselves (Article 16).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<Voice>,
}

/// A file that is to show something.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Evidence {
    pub id: EvidenceId,
    pub shows: Shows,
    /// The number of the item that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u16>,
    /// The person's own words for it; empty where they gave none.
    pub label: String,
    /// As the person's device called it.
    pub name: String,
    pub file: StoredFile,
}

impl Dossier {
    pub fn target(&self) -> Target {
        match (self.post, self.unit) {
            (Some(post), _) => Target::Post(post),
            (None, Some(unit)) => Target::Unit(unit),
            (None, None) => Target::PartyOrganisation,
        }
    }
}

fn first() -> u32 {
    1
}

/// A referrer's word for the applicant, as it was written.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Voice {
    /// The referrer's name.
    pub name: String,
    /// The registered recommender that they said they are (Article 4); nobody has checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommender: Option<RecommenderRef>,
    pub relationship: Relationship,
    pub why: String,
}

/// A consent as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Consent {
    pub purpose: ConsentKind,
    /// The unit that may have the papers, where it was named later than at submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The version of its text.
    pub version: u32,
    /// Microseconds since 1970 UTC.
    pub at: i64,
}
