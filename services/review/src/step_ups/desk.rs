//! Proving again who is there, and asking whether that was done a moment ago.

use std::time::Duration;

use domain::Refusal;
use kit::{DeskError, House, Instant};

use super::store;
use crate::officers::{Officer, Officers};

/// How long a step-up holds.
pub const HOLDS: Duration = Duration::from_secs(5 * 60);

#[derive(Clone)]
pub struct StepUps {
    house: House,
    officers: Officers,
}

impl StepUps {
    pub fn new(house: House, officers: Officers) -> StepUps {
        StepUps { house, officers }
    }

    /// By a code of the second factor that was not used before; until when it holds.
    pub async fn step_up(&self, by: &Officer, code: &str) -> Result<Instant, DeskError> {
        let act = self.house.act(&by.by, "officer.step-up", by.id).await?;
        self.officers.prove(&act, by, code).await?;
        let ends = act.at().plus(HOLDS);
        store::keep(act.tx(), &by.presented, by.id, act.at(), ends).await?;
        act.commit(&()).await?;
        Ok(ends)
    }

    /// Refused unless the officer stepped up a moment ago.
    pub async fn insist(&self, by: &Officer) -> Result<(), DeskError> {
        let now = self.house.clock.now();
        if store::holds(self.house.reader(), &by.presented, by.id, now).await? {
            return Ok(());
        }
        Err(needed().into())
    }
}

/// The refusal that says a step-up is wanted.
pub fn needed() -> Refusal {
    Refusal::seat("step-up-needed")
}
