//! The places of posts in their lists: those of a plan in the order in which they were begun, as its page shows them to a seat,
//! and those that wait for an officer.

use chrono::NaiveDate;
use domain::{PlanId, PlannedPost, Policy};
use kit::{At, DeskError, Place, Walked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::{store, view};

/// In the order in which they were begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostPlace {
    pub id: Uuid,
}

impl Place for PostPlace {
    const LIST: &'static str = "planned-posts";
}

/// On the page of a plan: a seat reads first what concerns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeatPlace {
    pub unconcerned: bool,
    pub id: Uuid,
}

impl Place for SeatPlace {
    const LIST: &'static str = "planned-posts-of-a-page";
}

/// Among those that wait for an officer: what is due first comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WaitingPlace {
    pub without_due: bool,
    pub due: Option<NaiveDate>,
    pub id: Uuid,
}

impl Place for WaitingPlace {
    const LIST: &'static str = "planned-posts-that-wait";
}

impl WaitingPlace {
    /// `policy` is that of its plan.
    pub fn of(post: &PlannedPost, policy: &Policy) -> WaitingPlace {
        let due = view::due(post, policy);
        WaitingPlace { without_due: due.is_none(), due, id: post.id.uuid() }
    }
}

impl Planning {
    /// Some of the posts of a plan that the officer may see.
    pub async fn list_posts(
        &self,
        by: &Officer,
        id: PlanId,
        at: &At<PostPlace>,
        limit: u16,
    ) -> Result<Walked<PlannedPost, PostPlace>, DeskError> {
        self.find(by, id).await?;
        let found = store::some_posts(self.house.reader(), &by.plan_scope(), id, at, u64::from(limit) + 1).await?;
        Ok(Walked::of(found, at, limit, |post| PostPlace { id: post.id.uuid() }))
    }

    /// Those that wait for the officer, what is due first first.
    pub async fn waiting_page(
        &self,
        by: &Officer,
        at: &At<WaitingPlace>,
        limit: u16,
    ) -> Result<Walked<PlannedPost, WaitingPlace>, DeskError> {
        let (mut waiting, plans) = (self.waiting_posts(by).await?, self.list(by).await?);
        let place = |post: &PlannedPost| WaitingPlace::of(post, view::policy_of(self.policies, &plans, post));
        waiting.sort_by_key(place);
        Ok(Walked::within(waiting, at, limit, place))
    }
}
