//! Declaring a conflict of interest: an act of the officer's own, kept with its reason.

use domain::PlanId;
use kit::DeskError;

use crate::officers::Officer;
use crate::planning::desk::{Acted, Planning, step};

impl Planning {
    pub async fn declare_conflict(
        &self,
        by: &Officer,
        id: PlanId,
        seen: i64,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        let act = self.house.act(&by.by, "plan.declare", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let plan = self.seen(&act, by, id, seen).await?;
        let plan = plan.declare_conflict(step(&act, by, words))?;
        self.keep(act, plan).await
    }
}
