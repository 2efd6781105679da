//! The same step with several posts in one act; each has its own history and its own row in the trail.

use domain::{OfficerId, Plan, PlanHand, PlanId, PlannedPost, Policy, PostId, Refusal, UnitRef};
use kit::{Act, DeskError};

use crate::officers::{Officer, PlanScope, note_whose_place};
use crate::planning::desk::{Acted, Planning};
use crate::planning::posts::PostStep;
use crate::planning::rulers::Matter;
use crate::planning::{store, view};
use crate::several;

/// Posts of one act.
pub const MOST_POSTS: usize = 200;

/// A post, and the version that it was seen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenPost {
    pub id: PostId,
    pub version: i64,
}

/// The posts of a plan that are with an officer.
pub struct WithMe {
    pub plan: Plan,
    /// The version that the plan was opened under.
    pub policy: &'static Policy,
    pub posts: Vec<PlannedPost>,
    pub units: Vec<UnitRef>,
    /// Where they are, each hand once.
    pub hands: Vec<PlanHand>,
}

impl WithMe {
    /// Whether they can be passed on: those that are in the plan go on with it.
    pub fn pass_on(&self) -> bool {
        self.posts.iter().any(|post| post.way.hand().is_some())
    }
}

impl Planning {
    /// Takes the step with each of the posts, or with none of them where one cannot take it or is not as it was seen.
    pub async fn step_posts(
        &self,
        by: &Officer,
        id: PlanId,
        posts: &[SeenPost],
        taken: &PostStep,
    ) -> Result<Vec<Acted>, DeskError> {
        let mut act = self.house.act(&by.by, "plan.posts", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let plan = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if posts.is_empty() {
            return Err(Refusal::content("no-posts-chosen").at("/posts").into());
        }
        if posts.len() > MOST_POSTS {
            return Err(Refusal::content("too-many-posts-chosen").with("most", MOST_POSTS).at("/posts").into());
        }
        let step = async |seen: &SeenPost| self.step_one(&act, by, &plan, *seen, taken.clone()).await;
        let stepped = several::each("/posts", &["/words", "/to", "/reason"], posts, step).await?;
        note_whose_place(&mut act, stepped.iter().filter_map(|(_, away)| *away))?;
        let stepped: Vec<_> = stepped.into_iter().map(|(acted, _)| acted).collect();
        for one in &stepped {
            act.also(taken.deed(), one.id);
        }
        act.commit(&stepped).await?;
        Ok(stepped)
    }

    /// And in whose place it was taken, where it was in somebody's.
    async fn step_one(
        &self,
        act: &Act,
        by: &Officer,
        plan: &Plan,
        seen: SeenPost,
        taken: PostStep,
    ) -> Result<(Acted, Option<OfficerId>), DeskError> {
        let post = store::find_post(act.tx(), &by.plan_scope(), seen.id).await?.filter(|post| post.plan == plan.id);
        let post = post.ok_or(DeskError::Missing)?;
        if post.version != seen.version {
            return Err(Refusal::stage("post-moved-meanwhile").into());
        }
        let kind = self.registers.unit(post.unit).await?.unit.kind;
        let matter = Matter { post: &post, plan, kind, policy: self.policy_of(plan) };
        let acting = matter.acting_with(by, &taken);
        let post = self.stepped(act, acting, matter, taken).await?;
        if !store::save_post(act.tx(), &post).await? {
            return Err(Refusal::stage("post-moved-meanwhile").into());
        }
        Ok((Acted { id: post.id.uuid(), version: post.version }, acting.away()))
    }

    /// The posts that the officer can take one step with: those at a hand of their own; where there are none, those in the plan.
    pub async fn posts_with(&self, by: &Officer, id: PlanId) -> Result<WithMe, DeskError> {
        let (plan, posts) = self.show(by, id).await?;
        let (units, policy) = (self.units_of(&posts).await?, self.policy_of(&plan));
        let (posts, hands) = with(by, &plan, policy, posts, &units);
        Ok(WithMe { plan, policy, posts, units, hands })
    }
}

/// Those of the posts that are with the officer or somebody whom they stand in for, and at which hands.
pub fn with(
    by: &Officer,
    plan: &Plan,
    policy: &Policy,
    posts: Vec<PlannedPost>,
    units: &[UnitRef],
) -> (Vec<PlannedPost>, Vec<PlanHand>) {
    let is_with = |post: &PlannedPost| {
        let matter = view::unit_of(units, post).map(|unit| Matter { post, plan, kind: unit.kind, policy });
        matter.is_some_and(|matter| by.hats().any(|hat| matter.is_with(hat)))
    };
    let hand_of = |post: &PlannedPost| post.hand(plan).filter(|_| is_with(post));
    let (own, in_plan): (Vec<_>, Vec<_>) =
        posts.into_iter().filter(|post| hand_of(post).is_some()).partition(|post| !post.way.is_through());
    let mut posts = if own.is_empty() { in_plan } else { own };
    posts.truncate(MOST_POSTS);
    let mut hands: Vec<_> = posts.iter().filter_map(hand_of).collect();
    hands.sort_unstable();
    hands.dedup();
    (posts, hands)
}
