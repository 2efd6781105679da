//! What crosses to review at submission: the filing, and what the applicant was shown about it.

use chrono::NaiveDate;
use domain::{ConsentKind, Evaluated, FilingInput, Language, NominationId, PersonId, PostId, Receipt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Crosses only sealed. Review evaluates again and marks differences.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Dossier {
    pub nomination: NominationId,
    pub person: PersonId,
    pub receipt: Receipt,
    pub post: PostId,
    /// Confirmed by a code before anything could be filed.
    pub mail: String,
    /// The language the applicant filed in.
    pub language: Language,
    pub filing: FilingInput,
    #[schema(value_type = String, format = Date)]
    pub filed_on: NaiveDate,
    /// The version of the policy the evaluation was made under.
    pub policy: String,
    /// What the applicant was shown.
    pub shown: Vec<Evaluated>,
    pub consents: Vec<Consent>,
}

/// A consent as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Consent {
    pub purpose: ConsentKind,
    /// The version of its text.
    pub version: u32,
    /// Microseconds since 1970 UTC.
    pub at: i64,
}
