//! A letter's way to whoever takes it: tried, tried again, and ended in one of five ways, never in silence.
//! Pure: the desk brings the time.

use std::time::Duration;

use contract::Refusal;
use contract::event::Trouble;
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
/// How long a letter rests that nobody took because nobody was there. It is not the letter's fault, so that waiting is not
/// drawn out, and it goes soon after the mail server is back.
const AWAY: Duration = Duration::from_secs(20);
/// No attempt is made later than this after the letter was accepted, or asked for again.
const PATIENCE: Duration = Duration::from_secs(72 * HOUR);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: Uuid,
    /// The letter's name, for the log.
    pub name: String,
    /// As much of the address as its log may know.
    pub recipient: String,
    pub accepted: Instant,
    /// Since when it is tried: from its acceptance, or from when somebody asked for it again.
    pub tried_since: Instant,
    /// Not worth sending from then on.
    pub expires: Option<Instant>,
    pub attempts: u32,
    /// How many of them were made before somebody asked for it again.
    pub attempts_before: u32,
    pub stage: Stage,
    /// Why somebody asked for it again, if they said.
    pub reason: Option<String>,
    /// Rises with each step.
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `trouble` is what the last attempt met, if there was one.
    Waiting {
        due: Instant,
        trouble: Option<Met>,
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
        why: Met,
    },
    Expired {
        at: Instant,
    },
    /// A newer letter says what it would have said.
    Superseded {
        at: Instant,
    },
    /// Its recipient was erased: there is nothing left to send, and nobody to send it to.
    Suppressed {
        at: Instant,
    },
}

impl Stage {
    /// As the log and the events name it.
    pub fn code(&self) -> &'static str {
        match self {
            Stage::Waiting { .. } => "waiting",
            Stage::Sending { .. } => "sending",
            Stage::HandedOver { .. } => "handed-over",
            Stage::Failed { .. } => "failed",
            Stage::Expired { .. } => "expired",
            Stage::Superseded { .. } => "superseded",
            Stage::Suppressed { .. } => "suppressed",
        }
    }

    /// When it was reached; for a letter that waits, when it is tried next.
    pub fn at(&self) -> Instant {
        match self {
            Stage::Waiting { due: at, .. }
            | Stage::Sending { since: at }
            | Stage::HandedOver { at }
            | Stage::Failed { at, .. }
            | Stage::Expired { at }
            | Stage::Superseded { at }
            | Stage::Suppressed { at } => *at,
        }
    }

    /// What the last attempt met.
    pub fn trouble(&self) -> Option<&Met> {
        match self {
            Stage::Waiting { trouble, .. } => trouble.as_ref(),
            Stage::Failed { why, .. } => Some(why),
            _ => None,
        }
    }
}

/// What an attempt met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// None where an earlier version of the program wrote the words alone.
    pub trouble: Option<Trouble>,
    /// For operators; they hold nothing personal.
    pub words: String,
}

impl Met {
    pub fn new(trouble: Trouble, words: impl Into<String>) -> Met {
        Met { trouble: Some(trouble), words: words.into() }
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    HandedOver,
    /// It would not be taken however often it was tried.
    Refused(Met),
    /// It may pass.
    Fault(Met),
    /// Nobody was there to take any letter.
    Away(Met),
    /// Its content is gone.
    Erased,
}

impl Delivery {
    pub fn owed(id: Uuid, name: String, recipient: String, expires: Option<Instant>, at: Instant) -> Delivery {
        let stage = Stage::Waiting { due: at, trouble: None };
        Delivery {
            id,
            name,
            recipient,
            accepted: at,
            tried_since: at,
            expires,
            attempts: 0,
            attempts_before: 0,
            stage,
            reason: None,
            version: 1,
        }
    }

    /// Begins an attempt, or finds that it is too late for one. `None` when the letter's way has ended.
    pub fn attempt(self, at: Instant) -> Option<Delivery> {
        if self.has_ended() {
            return None;
        }
        if self.expires.is_some_and(|expires| expires <= at) {
            return Some(self.reaches(Stage::Expired { at }));
        }
        let attempts = self.attempts + 1;
        Some(Delivery { attempts, ..self }.reaches(Stage::Sending { since: at }))
    }

    /// Takes down how the attempt under way ended. `None` when none is.
    pub fn settle(self, outcome: Outcome, at: Instant) -> Option<Delivery> {
        let Stage::Sending { .. } = self.stage else {
            return None;
        };
        let stage = match outcome {
            Outcome::HandedOver => Stage::HandedOver { at },
            Outcome::Refused(why) => Stage::Failed { at, why },
            Outcome::Fault(why) => {
                let since = self.attempts.saturating_sub(self.attempts_before);
                let past = usize::try_from(since).unwrap_or(usize::MAX).saturating_sub(1);
                self.waits(PAUSES[past.min(PAUSES.len() - 1)], why, at)
            }
            Outcome::Away(why) => self.waits(AWAY, why, at),
            Outcome::Erased => Stage::Suppressed { at },
        };
        Some(self.reaches(stage))
    }

    /// A newer letter takes its place. `None` when its way has ended, or an attempt is under way.
    pub fn supersede(self, at: Instant) -> Option<Delivery> {
        matches!(self.stage, Stage::Waiting { .. }).then(|| self.reaches(Stage::Superseded { at }))
    }

    /// Somebody asks for it again: it is tried at once, and for as long as a new one, whatever it was worth before.
    /// One that was handed over needs a reason.
    pub fn resend(self, reason: Option<String>, at: Instant) -> Result<Delivery, Refusal> {
        match self.stage {
            Stage::Failed { .. } | Stage::Expired { .. } => {}
            Stage::HandedOver { .. } if reason.is_some() => {}
            Stage::HandedOver { .. } => return Err(Refusal::content("resending-reason").at("/reason")),
            Stage::Waiting { .. } | Stage::Sending { .. } => return Err(Refusal::stage("letter-under-way")),
            Stage::Superseded { .. } => return Err(Refusal::stage("letter-superseded")),
            Stage::Suppressed { .. } => return Err(Refusal::stage("letter-gone")),
        }
        let stage = Stage::Waiting { due: at, trouble: None };
        let attempts_before = self.attempts;
        Ok(Delivery { tried_since: at, expires: None, attempts_before, reason, ..self }.reaches(stage))
    }

    fn reaches(self, stage: Stage) -> Delivery {
        Delivery { stage, version: self.version + 1, ..self }
    }

    fn waits(&self, pause: Duration, why: Met, at: Instant) -> Stage {
        let due = at.plus(pause);
        if due > self.tried_since.plus(PATIENCE) {
            Stage::Failed { at, why }
        } else {
            Stage::Waiting { due, trouble: Some(why) }
        }
    }

    pub fn has_ended(&self) -> bool {
        !matches!(self.stage, Stage::Waiting { .. } | Stage::Sending { .. })
    }

    /// Whether it is being sent because somebody asked for it again.
    pub fn was_asked_for(&self) -> bool {
        self.tried_since != self.accepted
    }

    /// Whether an attempt has to be made now.
    pub fn is_sending(&self) -> bool {
        matches!(self.stage, Stage::Sending { .. })
    }
}
