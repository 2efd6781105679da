//! A letter as its log shows it: its way, and nothing of what it says.

use contract::event::Trouble;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::delivery::{Delivery, Stage};

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LetterState {
    /// For its first or its next attempt.
    Waiting,
    Sending,
    HandedOver,
    /// Refused for good, or tried in vain for three days.
    Failed,
    /// Not worth sending any more before it could be.
    Expired,
    /// A newer letter took its place.
    Superseded,
    /// Its recipient was erased.
    Suppressed,
}

impl LetterState {
    pub const ALL: [LetterState; 7] = [
        LetterState::Waiting,
        LetterState::Sending,
        LetterState::HandedOver,
        LetterState::Failed,
        LetterState::Expired,
        LetterState::Superseded,
        LetterState::Suppressed,
    ];

    pub fn code(self) -> &'static str {
        match self {
            LetterState::Waiting => "waiting",
            LetterState::Sending => "sending",
            LetterState::HandedOver => "handed-over",
            LetterState::Failed => "failed",
            LetterState::Expired => "expired",
            LetterState::Superseded => "superseded",
            LetterState::Suppressed => "suppressed",
        }
    }
}

impl From<&Stage> for LetterState {
    fn from(stage: &Stage) -> LetterState {
        match stage {
            Stage::Waiting { .. } => LetterState::Waiting,
            Stage::Sending { .. } => LetterState::Sending,
            Stage::HandedOver { .. } => LetterState::HandedOver,
            Stage::Failed { .. } => LetterState::Failed,
            Stage::Expired { .. } => LetterState::Expired,
            Stage::Superseded { .. } => LetterState::Superseded,
            Stage::Suppressed { .. } => LetterState::Suppressed,
        }
    }
}

/// The way of one letter.
#[derive(Serialize, ToSchema)]
pub struct LetterView {
    /// Also what stands before the @ of its Message-ID.
    pub id: Uuid,
    #[schema(example = "nomination-received")]
    pub name: String,
    pub state: LetterState,
    /// As much of the address as is needed to recognise it.
    #[schema(example = "w***g@example.com")]
    pub recipient: String,
    pub attempts: u32,
    /// RFC 3339, UTC.
    #[schema(example = "2026-11-24T02:30:00Z")]
    pub accepted: String,
    /// When it reached its state; of one that waits, when it is tried next.
    #[schema(example = "2026-11-24T02:30:01Z")]
    pub at: String,
    /// Not worth sending from then on.
    pub expires: Option<String>,
    /// What the last attempt met.
    pub met: Option<Trouble>,
    /// The same in words for operators.
    pub trouble: Option<String>,
    /// Why it was asked for again.
    pub reason: Option<String>,
    pub version: i64,
}

impl LetterView {
    pub fn of(delivery: &Delivery) -> LetterView {
        LetterView {
            id: delivery.id,
            name: delivery.name.clone(),
            state: (&delivery.stage).into(),
            recipient: delivery.recipient.clone(),
            attempts: delivery.attempts,
            accepted: delivery.accepted.rfc3339(),
            at: delivery.stage.at().rfc3339(),
            expires: delivery.expires.map(|expires| expires.rfc3339()),
            met: delivery.stage.trouble().and_then(|met| met.trouble),
            trouble: delivery.stage.trouble().map(|met| met.words.clone()),
            reason: delivery.reason.clone(),
            version: delivery.version,
        }
    }
}

/// One as the document shows it.
pub fn sample() -> serde_json::Value {
    serde_json::json!({
        "id": "01935c4e-7c3a-7b1d-8f7d-1c9e8a100001", "name": "nomination-received", "state": "failed",
        "recipient": "w***g@example.com", "attempts": 1, "accepted": "2026-11-24T02:30:00Z",
        "at": "2026-11-24T02:30:01Z", "expires": null, "met": "refused", "trouble": "permanent error (550): 5.1.1 no such person here",
        "reason": null, "version": 3
    })
}
