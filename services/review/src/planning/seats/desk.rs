//! Asking a further seat: an act of the secretary, kept with its reason.

use domain::{Plan, PlanHand, PlanId, Seat};
use kit::DeskError;

use crate::officers::Officer;
use crate::planning::desk::{Acted, Planning, step};

/// Whether the officer can ask further seats for their opinion on the plan.
pub fn may_ask(officer: &Officer, plan: &Plan) -> bool {
    let is_theirs = officer.role == PlanHand::Conclusion.role() && plan.lets_act(officer.id).is_ok();
    is_theirs && plan.may_be_asked_about()
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
        let by = by.hats().find(|hat| may_ask(hat, &plan)).unwrap_or(by);
        by.note_whose_place(&mut act)?;
        let plan = plan.ask(step(&act, by, words), seat)?;
        self.keep(act, plan).await
    }
}
