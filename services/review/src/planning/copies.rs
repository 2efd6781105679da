//! What a unit begins a post as a copy of (Article 12): a post that it issued, or its own work in a plan that was refused.
//! What it wrote in a refused plan is taken over as it stands, days and pay included: nobody outside has read it.

use domain::{Plan, PlannedPost, PostChange, PostId, PostInput, Refusal, UnitId};
use kit::{Act, DeskError};

use super::desk::Planning;
use super::store;
use crate::officers::PlanScope;

impl Planning {
    /// What the copy does to the catalogue, and what it says.
    pub(super) async fn copied(
        &self,
        act: &Act,
        plan: &Plan,
        unit: UnitId,
        earlier: PostId,
    ) -> Result<(PostChange, PostInput), DeskError> {
        if let Some(own) = self.plans.post_within(act.tx(), earlier).await?.filter(|post| post.unit.id == unit) {
            return Ok((PostChange::Added, PostInput::copy_of(&own)));
        }
        let own = store::find_post(act.tx(), &PlanScope::of_unit(unit), earlier).await?;
        let missing = || Refusal::content("no-post-to-copy").at("/copy_of");
        let own = own.filter(|post| can_be_copied(post, plan)).ok_or_else(missing)?;
        if !store::find(act.tx(), own.plan).await?.is_some_and(|of| of.way.is_refused()) {
            return Err(missing().into());
        }
        if let Some(of) = own.change.of() {
            // What it changes may have left the catalogue since, or be changed in this amendment already.
            self.target(act, plan, unit, of, "/copy_of").await?;
        }
        Ok((own.change, own.input))
    }

    /// The posts of a unit in plans that were refused, which it can copy into this one, the latest plan first.
    pub async fn refused_posts(&self, unit: UnitId, plan: &Plan) -> Result<Vec<PlannedPost>, DeskError> {
        let posts = store::posts_of_refused(self.house.reader(), unit).await?;
        let changeable = self.changeable(plan, unit).await?;
        let is_there = |post: &PlannedPost| post.change.of().is_none_or(|of| changeable.contains(&of));
        Ok(posts.into_iter().filter(|post| can_be_copied(post, plan) && is_there(post)).collect())
    }
}

/// A closing says nothing that could be copied, and a change of the catalogue belongs into an amendment.
fn can_be_copied(post: &PlannedPost, plan: &Plan) -> bool {
    match post.change {
        PostChange::Added => true,
        PostChange::Changed { .. } => plan.amends.is_some(),
        PostChange::Closed { .. } => false,
    }
}
