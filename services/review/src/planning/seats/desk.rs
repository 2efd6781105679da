//! Asking a further seat: an act of the secretary, kept with its reason.

use domain::{Plan, PlanHand, PlanId, Seat};
use kit::DeskError;

use crate::officers::Officer;
use crate::planning::desk::{Acted, Planning, step};

/// Whether the officer can ask further seats for their opinion on the plan.
pub fn may_ask(officer: &Officer, plan: &Plan) -> bool {
    let lets_take = || plan.lets_take(officer.id, officer.away(), PlanHand::Conclusion).is_ok();
    concludes(officer) && plan.may_be_asked_about() && lets_take()
}

fn concludes(officer: &Officer) -> bool {
    officer.role == PlanHand::Conclusion.role()
}

impl Planning {
    pub async fn ask_seat(
        &self,
        by: &Officer,
        id: PlanId,
        seen: i64,
        seat: Seat,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        let mut act = self.house.act(&by.by, "plan.ask", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let plan = self.seen(&act, by, id, seen).await?;
        let asking = by.hats().find(|hat| may_ask(hat, &plan));
        let by = asking.or_else(|| by.hats().find(|hat| concludes(hat))).unwrap_or(by);
        by.note_whose_place(&mut act)?;
        let plan = plan.ask(step(&act, by, words), seat)?;
        self.keep(act, plan).await
    }
}
