//! Everything one service tells another. A variant carries what is true from then on.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::letter::Addressed;
use crate::sealed::{Sealed, SealedShape};

/// The words that cross a wall. `type` and `data` are those of CloudEvents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A letter is owed to somebody.
    #[serde(rename = "yincai.letter-due.v1")]
    LetterDue(LetterDue),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LetterDue {
    /// The letter's name, for the log.
    pub name: String,
    /// Not worth sending after this instant, microseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<i64>,
    #[schema(value_type = SealedShape)]
    pub addressed: Sealed<Addressed>,
}
