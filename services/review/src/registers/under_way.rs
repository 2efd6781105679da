//! What keeps an employing unit open: its posts in the catalogue in force, and those on their way into one (Article 12).

use domain::{Refusal, UnitId, plan_hand};
use kit::{Act, DeskError};

use crate::officers::PlanScope;
use crate::{planning, plans};

/// Once its unit is closed nobody could fill a post, nor have it closed: the catalogue is amended first. Drafts keep nothing open.
pub(super) async fn is_without_posts(act: &Act, unit: UnitId) -> Result<(), DeskError> {
    let issued = match plans::store::in_force(act.tx()).await? {
        Some(issue) => plans::store::catalogue(act.tx(), issue.id, act.at().date(), Some(unit)).await?.len(),
        None => 0,
    };
    let mut under_way = 0;
    for plan in planning::store::list(act.tx()).await?.iter().filter(|plan| plan.hand().is_some()) {
        let posts = planning::store::posts(act.tx(), &PlanScope::of_unit(unit), plan.id).await?;
        under_way += posts.iter().filter(|post| post.is_under_way() || post.way.is_through()).count();
    }
    if issued + under_way == 0 {
        return Ok(());
    }
    let refusal = Refusal::stage("unit-in-use").under(plan_hand::CLAUSE);
    Err(refusal.with("issued", issued).with("under_way", under_way).into())
}
