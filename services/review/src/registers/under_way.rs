//! The posts of an employing unit in the catalogue in force, and on their way into one (Article 12): they keep it open, and go to
//! the departments that it is under. Its cases keep it open too (Article 13).

use domain::{Clause, EmployingUnit, PlannedPost, Refusal, UnitId, plan_hand};
use kit::{Act, DeskError, Fault, House};

use crate::officers::{PlanScope, Scope};
use crate::{cases, planning, plans};

/// Once its unit is closed nobody could fill a post, nor have it closed: the catalogue is amended first. Drafts keep nothing open.
pub(super) async fn is_without_posts(act: &Act, unit: UnitId) -> Result<(), DeskError> {
    let issued = match plans::store::in_force(act.tx()).await? {
        Some(issue) => plans::store::catalogue(act.tx(), issue.id, act.at().date(), Some(unit)).await?.len(),
        None => 0,
    };
    let planned = planned(act, unit).await?;
    let under_way = planned.iter().filter(|post| post.is_under_way() || post.way.is_through()).count();
    if issued + under_way == 0 {
        return Ok(());
    }
    let refusal = Refusal::stage("unit-in-use").under(plan_hand::CLAUSE);
    Err(refusal.with("issued", issued).with("under_way", under_way).into())
}

/// Once its unit is closed nobody could handle a case of it: it is taken to its end first. So is one whose applicant is asked
/// about the unit (Article 16). One that was rejected counts no more, even while it can still be contested.
pub(super) async fn is_without_cases(act: &Act, house: &House, unit: UnitId) -> Result<(), DeskError> {
    let piles = cases::store::piles(act.tx(), &Scope::Units(vec![unit])).await?;
    let own: i64 = piles.iter().map(|pile| pile.cases).sum();
    match own + cases::store::proposed_to(act.tx(), house, unit).await? {
        0 => Ok(()),
        count => Err(Refusal::stage("unit-with-cases").under(Clause::article(13)).with("count", count).into()),
    }
}

/// Its posts go to the departments that it is under from now on, wherever they are; those that were refused go nowhere.
pub(super) async fn follow(act: &mut Act, unit: &EmployingUnit) -> Result<(), DeskError> {
    for post in planned(act, unit.unit.id).await?.into_iter().filter(|post| !post.way.is_refused()) {
        act.also("post.follow", post.id);
        if !planning::store::save_post(act.tx(), &post.under_those_of(unit)).await? {
            return Err(DeskError::Stale);
        }
    }
    Ok(())
}

/// Its posts in the plans that are under way.
async fn planned(act: &Act, unit: UnitId) -> Result<Vec<PlannedPost>, Fault> {
    let mut posts = Vec::new();
    for plan in planning::store::list(act.tx()).await?.iter().filter(|plan| plan.hand().is_some()) {
        posts.extend(planning::store::posts(act.tx(), &PlanScope::of_unit(unit), plan.id).await?);
    }
    Ok(posts)
}
