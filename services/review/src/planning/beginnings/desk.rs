//! The posts that a unit issued before or wrote in a plan that was refused, told for one plan: each can be copied, some of the
//! issued ones can be changed or closed (Article 12).

use std::cmp::Reverse;

use chrono::NaiveDate;
use domain::{PlanId, PlannedPost, Post, PostId, PostInput, PostNumber, Text, UnitId};
use kit::{At, DeskError, Place, Walked};
use serde::{Deserialize, Serialize};

use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::posts::Drafting;

/// A post that another can begin from.
pub struct Earlier {
    pub id: PostId,
    /// Of an issued one.
    pub number: Option<String>,
    /// The plan that it was written in and that was refused.
    pub refused_in: Option<PlanId>,
    /// Of one that was not issued as it was typed.
    pub title: Text,
    pub opens_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    /// The post of the catalogue that a copy of it changes.
    pub changes: Option<PostId>,
    /// Whether the plan can change or close it.
    pub may_be_changed: bool,
}

impl Earlier {
    fn issued(post: Post, may_be_changed: bool) -> Earlier {
        let Post { id, number, title, opens_on, closes_on, .. } = post;
        let (number, opens_on) = (Some(number), Some(opens_on));
        Earlier { id, number, refused_in: None, title, opens_on, closes_on, changes: None, may_be_changed }
    }

    fn refused(post: &PlannedPost) -> Earlier {
        let PostInput { title, opens_on, closes_on, .. } = &post.input;
        let day = |typed: &str| typed.trim().parse().ok();
        Earlier {
            id: post.id,
            number: None,
            refused_in: Some(post.plan),
            title: Text::new(title.zh.trim(), title.en.trim()),
            opens_on: day(opens_on),
            closes_on: day(closes_on),
            changes: post.change.of(),
            may_be_changed: false,
        }
    }
}

/// The issued ones first, the latest number before the others; then the refused ones, those of the latest plan before the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EarlierPlace {
    refused_in: Option<Reverse<PlanId>>,
    number: Reverse<String>,
    id: PostId,
}

impl Place for EarlierPlace {
    const LIST: &'static str = "post-beginnings";
}

impl EarlierPlace {
    fn of(earlier: &Earlier) -> EarlierPlace {
        let number = PostNumber::sorted(earlier.number.as_deref().unwrap_or_default());
        EarlierPlace { refused_in: earlier.refused_in.map(Reverse), number: Reverse(number), id: earlier.id }
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
        let changeable = self.changeable(&plan, unit).await?;
        let mut all = Vec::new();
        for post in self.earlier_posts(unit).await? {
            let may_be_changed = changeable.contains(&post.id);
            all.push(Earlier::issued(post, may_be_changed));
        }
        all.extend(self.refused_posts(unit, &plan).await?.iter().map(Earlier::refused));
        all.sort_by_cached_key(EarlierPlace::of);
        Ok(Walked::within(all, at, limit, EarlierPlace::of))
    }
}
