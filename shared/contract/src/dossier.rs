//! What crosses to review at submission: the filing, and what the applicant was shown about it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Crosses only sealed. Review evaluates again and marks differences.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Dossier {
    pub mail: String,
}
