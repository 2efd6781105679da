//! The posts that a unit issued before, told for one plan: each can be copied, some can be changed or closed (Article 12).

use std::cmp::Reverse;

use domain::{PlanId, Post, PostId, PostNumber, UnitId};
use kit::{At, DeskError, Place, Walked};
use serde::{Deserialize, Serialize};

use crate::officers::{Officer, PlanScope};
use crate::planning::amendments::is_about;
use crate::planning::desk::Planning;
use crate::planning::posts::Drafting;
use crate::planning::store;

/// A post that was issued before.
pub struct Earlier {
    pub post: Post,
    /// Whether the plan can change or close it.
    pub may_be_changed: bool,
}

/// The latest number first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EarlierPlace {
    number: Reverse<String>,
    id: PostId,
}

impl Place for EarlierPlace {
    const LIST: &'static str = "post-beginnings";
}

impl EarlierPlace {
    fn of(earlier: &Earlier) -> EarlierPlace {
        EarlierPlace { number: Reverse(PostNumber::sorted(&earlier.post.number)), id: earlier.post.id }
    }
}

impl Planning {
    /// Some of the posts that a unit can begin one of this plan from. `of` says which unit, for whoever acts for several.
    pub async fn beginnings(
        &self,
        by: &Officer,
        id: PlanId,
        of: Option<UnitId>,
        at: &At<EarlierPlace>,
        limit: u16,
    ) -> Result<Walked<Earlier, EarlierPlace>, DeskError> {
        let Drafting { plan, unit: kept, .. } = self.drafting(self.house.reader(), by, id, of).await?;
        let unit = kept.unit.id;
        let in_force = match plan.amends {
            Some(_) => self.catalogue_of_unit(unit).await?,
            None => Vec::new(),
        };
        let planned = store::posts(self.house.reader(), &PlanScope::of_unit(unit), id).await?;
        let may_be_changed = |post: PostId| in_force.iter().any(|own| own.id == post) && !is_about(&planned, post);
        let earlier = self.earlier_posts(unit).await?.into_iter();
        let mut all: Vec<_> = earlier.map(|post| Earlier { may_be_changed: may_be_changed(post.id), post }).collect();
        all.sort_by_cached_key(EarlierPlace::of);
        Ok(Walked::within(all, at, limit, EarlierPlace::of))
    }
}
