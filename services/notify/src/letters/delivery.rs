//! A letter's way to whoever takes it: tried, tried again, and ended in one of three ways, never in silence.
//! Pure: the desk brings the time.

use std::time::Duration;

use kit::Instant;
use uuid::Uuid;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// How long after the first, second, third … attempt the next one is made; the last goes on.
const PAUSES: [Duration; 5] = [
    Duration::from_secs(MINUTE),
    Duration::from_secs(5 * MINUTE),
    Duration::from_secs(30 * MINUTE),
    Duration::from_secs(2 * HOUR),
    Duration::from_secs(6 * HOUR),
];
/// No attempt is made later than this after the letter was accepted.
const PATIENCE: Duration = Duration::from_secs(72 * HOUR);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: Uuid,
    /// The letter's name, for the log.
    pub name: String,
    pub accepted: Instant,
    /// Not worth sending from then on.
    pub expires: Option<Instant>,
    pub attempts: u32,
    pub stage: Stage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `trouble` is what the last attempt met, if there was one.
    Waiting {
        due: Instant,
        trouble: Option<String>,
    },
    /// An attempt is recorded and its outcome is not: under way, or cut off with the program.
    Sending {
        since: Instant,
    },
    HandedOver {
        at: Instant,
    },
    Failed {
        at: Instant,
        why: String,
    },
    Expired {
        at: Instant,
    },
}

/// How an attempt ended. The words are for operators and hold nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    HandedOver,
    /// It would not be taken however often it was tried.
    Refused(String),
    /// It may pass.
    Fault(String),
}

impl Delivery {
    pub fn owed(id: Uuid, name: String, expires: Option<Instant>, at: Instant) -> Delivery {
        Delivery { id, name, accepted: at, expires, attempts: 0, stage: Stage::Waiting { due: at, trouble: None } }
    }

    /// Begins an attempt, or finds that it is too late for one. `None` when the letter's way has ended.
    pub fn attempt(self, at: Instant) -> Option<Delivery> {
        match self.stage {
            Stage::HandedOver { .. } | Stage::Failed { .. } | Stage::Expired { .. } => None,
            Stage::Waiting { .. } | Stage::Sending { .. } if self.expires.is_some_and(|expires| expires <= at) => {
                Some(Delivery { stage: Stage::Expired { at }, ..self })
            }
            Stage::Waiting { .. } | Stage::Sending { .. } => {
                Some(Delivery { attempts: self.attempts + 1, stage: Stage::Sending { since: at }, ..self })
            }
        }
    }

    /// Takes down how the attempt under way ended. `None` when none is.
    pub fn settle(self, outcome: Outcome, at: Instant) -> Option<Delivery> {
        let Stage::Sending { .. } = self.stage else {
            return None;
        };
        let stage = match outcome {
            Outcome::HandedOver => Stage::HandedOver { at },
            Outcome::Refused(why) => Stage::Failed { at, why },
            Outcome::Fault(why) => self.after_a_fault(why, at),
        };
        Some(Delivery { stage, ..self })
    }

    fn after_a_fault(&self, why: String, at: Instant) -> Stage {
        let past = usize::try_from(self.attempts).unwrap_or(usize::MAX).saturating_sub(1);
        let due = at.plus(PAUSES[past.min(PAUSES.len() - 1)]);
        if due > self.accepted.plus(PATIENCE) {
            Stage::Failed { at, why }
        } else {
            Stage::Waiting { due, trouble: Some(why) }
        }
    }

    /// Whether an attempt has to be made now.
    pub fn is_sending(&self) -> bool {
        matches!(self.stage, Stage::Sending { .. })
    }
}
