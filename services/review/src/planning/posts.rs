//! The acts on a post of the plan: begun, written, handed in, taken on hand by hand, returned, refused.

use domain::plan_hand::CLAUSE;
use domain::{
    EmployingUnit, Plan, PlanHand, PlanId, PlanReason, PlanReturning, PlannedPost, Policy, Post, PostChange, PostId,
    PostInput, Refusal, Role, Seat, Text, UnitId, UnitRef, concerned_anew,
};
use kit::{Act, DeskError};
use sea_orm::ConnectionTrait;

use super::desk::{Acted, Planning, done, step};
use super::rulers::{Matter, is_in_their_line, may_act_on, of_another_line};
use super::store;
use crate::officers::{Officer, PlanScope};

/// A post with everything that is needed to show it.
pub struct Shown {
    /// As whom the officer acts on it.
    pub acting: Officer,
    pub post: PlannedPost,
    pub plan: Plan,
    /// The version that the plan was opened under.
    pub policy: &'static Policy,
    pub unit: EmployingUnit,
    /// The municipal department that reviews it; none where any of them does.
    pub reviews: Option<Text>,
}

/// What a post begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    Empty,
    /// Of a post that the unit issued before, or wrote in a plan that was refused.
    Copy(PostId),
    /// Of a post in the catalogue in force.
    Change(PostId),
    Closing(PostId),
}

/// What a hand does with a post.
#[derive(Clone, Debug)]
pub enum PostStep {
    /// On to the next hand; `wording` is why flagged wording stands.
    Pass { words: Option<String>, wording: Option<String> },
    /// To an earlier hand, and then to the one that returned it.
    Return(PlanReturning),
    /// A person decides against it; a unit so takes back its own, and a hand of the plan leaves out what it waits for.
    Refuse { reason: PlanReason, words: Option<String> },
    /// Whoever returned it takes that back.
    Recall { words: Option<String> },
}

impl PostStep {
    pub fn deed(&self) -> &'static str {
        match self {
            PostStep::Pass { .. } => "post.pass",
            PostStep::Return(_) => "post.return",
            PostStep::Refuse { .. } => "post.refuse",
            PostStep::Recall { .. } => "post.recall",
        }
    }
}

impl Beginning {
    /// At most one of them is stated.
    pub fn of(copy_of: Option<PostId>, changes: Option<PostId>, closes: Option<PostId>) -> Result<Beginning, Refusal> {
        match (copy_of, changes, closes) {
            (None, None, None) => Ok(Beginning::Empty),
            (Some(post), None, None) => Ok(Beginning::Copy(post)),
            (None, Some(post), None) => Ok(Beginning::Change(post)),
            (None, None, Some(post)) => Ok(Beginning::Closing(post)),
            _ => Err(Refusal::content("one-beginning").at("/copy_of")),
        }
    }
}

/// A unit begins posts in a plan.
pub(super) struct Drafting<'a> {
    /// As whom the officer does it.
    pub acting: &'a Officer,
    pub plan: Plan,
    pub unit: EmployingUnit,
}

/// The units that the officer begins posts for, each once and with as whom: their own, or those whose officers are away. As
/// whom no interest keeps them from the plan, where there is such a one.
fn drafting_units<'a>(by: &'a Officer, plan: &Plan) -> Vec<(UnitId, &'a Officer)> {
    let drafts = by.hats().filter(|hat| hat.role == PlanHand::Drafting.role());
    let mut units: Vec<_> = drafts.filter_map(|hat| Some((hat.unit?, hat))).collect();
    units.sort_by_key(|(unit, hat)| (*unit, plan.lets_act(hat.id, hat.away()).is_err()));
    units.dedup_by_key(|(unit, _)| *unit);
    units
}

/// The unit that a form or a sheet names, by its id.
pub fn unit_named(typed: &str) -> Result<Option<UnitId>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Refusal::content("unit-unknown").at("/unit")),
    }
}

/// Whether a post itself can be with somebody in this role; the later hands have the plan.
fn has_posts(role: Role) -> bool {
    PlanHand::ALL.into_iter().any(|hand| hand <= PlanHand::DepartmentReview && hand.role() == role)
}

fn drafts_for<'a>(by: &'a Officer, plan: &Plan, of: Option<UnitId>) -> Result<(UnitId, &'a Officer), Refusal> {
    let units = drafting_units(by, plan);
    let found = match of {
        None if units.len() > 1 => return Err(Refusal::content("draft-for-which-unit").under(CLAUSE).at("/unit")),
        None => units.first(),
        Some(of) => units.iter().find(|(unit, _)| *unit == of),
    };
    found.copied().ok_or_else(|| Refusal::seat("drafts-for-no-unit").under(CLAUSE))
}

impl Planning {
    /// A unit begins a post: empty, as a copy of one that it issued or wrote before, or to change or close one of the catalogue. `of` says
    /// which unit, for whoever acts for several.
    pub async fn draft_post(
        &self,
        by: &Officer,
        id: PlanId,
        of: Option<UnitId>,
        beginning: Beginning,
    ) -> Result<Acted, DeskError> {
        let post = PostId::from(self.house.ids.next());
        let mut act = self.house.act(&by.by, "post.draft", post).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Drafting { acting, plan, unit: kept } = self.drafting(act.tx(), by, id, of).await?;
        acting.note_whose_place(&mut act)?;
        let unit = kept.unit.id;
        let (change, input) = match beginning {
            Beginning::Empty => (PostChange::Added, PostInput::default()),
            Beginning::Copy(earlier) => self.copied(&act, &plan, unit, earlier).await?,
            Beginning::Change(post) => {
                let own = self.target(&act, &plan, unit, post, "/changes").await?;
                (PostChange::Changed { post }, PostInput::change_of(&own))
            }
            Beginning::Closing(post) => {
                let own = self.target(&act, &plan, unit, post, "/closes").await?;
                (PostChange::Closed { post }, PostInput::change_of(&own))
            }
        };
        let post = PlannedPost::begin(post, id, &kept, change, input, act.at().date());
        store::add_post(act.tx(), &post).await?;
        done(act, post.id.uuid(), post.version).await
    }

    /// The unit writes its post, whole or half.
    pub async fn save_post(&self, by: &Officer, id: PostId, seen: i64, input: PostInput) -> Result<Acted, DeskError> {
        let mut act = self.house.act(&by.by, "post.save", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let post = self.seen_post(&act, by, id, seen).await?;
        let plan = store::find(act.tx(), post.plan).await?.ok_or(DeskError::Missing)?;
        let acting = by.hats().find(|hat| may_act_on(hat, &post, PlanHand::Drafting)).unwrap_or(by);
        acting.note_whose_place(&mut act)?;
        let post = post.save(&step(&act, acting, None), &plan, acting.unit, input)?;
        self.keep_post(act, post).await
    }

    /// A hand takes a step with a post.
    pub async fn step_post(&self, by: &Officer, id: PostId, seen: i64, taken: PostStep) -> Result<Acted, DeskError> {
        let mut act = self.house.act(&by.by, taken.deed(), id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let post = self.seen_post(&act, by, id, seen).await?;
        let plan = store::find(act.tx(), post.plan).await?.ok_or(DeskError::Missing)?;
        let kind = self.registers.unit_within(act.tx(), post.unit).await?.unit.kind;
        let matter = Matter { post: &post, plan: &plan, kind, policy: self.policy_of(&plan) };
        let acting = matter.acting_with(by, &taken);
        acting.note_whose_place(&mut act)?;
        let post = self.stepped(&act, acting, matter, taken).await?;
        self.keep_post(act, post).await
    }

    /// The post after the step.
    pub(super) async fn stepped(
        &self,
        act: &Act,
        by: &Officer,
        matter: Matter<'_>,
        taken: PostStep,
    ) -> Result<PlannedPost, DeskError> {
        let Matter { post, plan, kind, policy } = matter;
        if !is_in_their_line(by, post)
            && let Some(reviews) = self.reviews(post).await?
        {
            return Err(of_another_line(reviews).into());
        }
        let post = post.clone();
        match taken {
            PostStep::Pass { words, wording } => {
                plan.lets_act(by.id, by.away())?;
                let passed = post.clone().pass(step(act, by, words), plan, by.unit, kind, wording, policy)?;
                let anew = concerned_anew(&post, &passed, kind, policy);
                self.ask_again(act, plan.id, post.id, &anew).await?;
                Ok(passed)
            }
            PostStep::Return(returning) => {
                Ok(post.send_back(step(act, by, None), plan, by.seat, kind, policy, returning)?)
            }
            PostStep::Refuse { reason, words } => Ok(post.refuse(step(act, by, None), by.unit, plan, reason, words)?),
            PostStep::Recall { words } => Ok(post.recall(step(act, by, words), plan, by.seat)?),
        }
    }

    /// The seats that spoke on a post before it came back otherwise are asked again.
    async fn ask_again(&self, act: &Act, id: PlanId, post: PostId, seats: &[Seat]) -> Result<(), DeskError> {
        if seats.is_empty() {
            return Ok(());
        }
        // Of several posts that come back at once each finds the plan as the one before it left it.
        let plan = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        let before = plan.version;
        let plan = plan.ask_again(post, seats, act.at().date());
        if plan.version != before && !store::save(act.tx(), &plan).await? {
            return Err(DeskError::Stale);
        }
        Ok(())
    }

    /// The name of the municipal department that reviews the post.
    async fn reviews(&self, post: &PlannedPost) -> Result<Option<Text>, DeskError> {
        match post.municipal {
            Some(department) => Ok(Some(self.registers.department(department).await?.name)),
            None => Ok(None),
        }
    }

    /// A post within the officer's sight.
    pub async fn show_post(&self, by: &Officer, id: PostId) -> Result<Shown, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let post = store::find_post(self.house.reader(), &by.plan_scope(), id).await?.ok_or(DeskError::Missing)?;
        let plan = store::find(self.house.reader(), post.plan).await?.ok_or(DeskError::Missing)?;
        let unit = self.registers.unit(post.unit).await?;
        let policy = self.policy_of(&plan);
        let acting = Matter { post: &post, plan: &plan, kind: unit.unit.kind, policy }.acting(by).clone();
        let reviews = self.reviews(&post).await?;
        Ok(Shown { acting, post, plan, policy, unit, reviews })
    }

    /// The posts that wait for this officer, over all plans under way. Only those within reach of a hand that posts go through are
    /// read: they wait for nobody else.
    pub async fn waiting_posts(&self, by: &Officer) -> Result<Vec<PlannedPost>, DeskError> {
        let has = |hat: &Officer, plan: &Plan, post: &PlannedPost, hand| {
            let lets_act = plan.lets_act(hat.id, hat.away()).is_ok();
            lets_act && may_act_on(hat, post, hand) && post.lets_take(plan, hat.id, hat.away(), hand).is_ok()
        };
        let is_mine = |plan: &Plan, post: &PlannedPost, hand| by.hats().any(|hat| has(hat, plan, post, hand));
        let may_wait = |plan: &Plan| plan.hand().is_some() && plan.lets_act(by.id, None).is_ok();
        let plans: Vec<_> = self.list(by).await?.into_iter().filter(may_wait).collect();
        let scopes: Vec<_> = by.hats().filter(|hat| has_posts(hat.role)).map(Officer::plan_scope).collect();
        if scopes.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = plans.iter().map(|plan| plan.id).collect();
        let mut waiting = store::posts_within_any(self.house.reader(), &scopes, &ids).await?;
        waiting.retain(|post| {
            let plan = plans.iter().find(|plan| plan.id == post.plan);
            // A draft that came too late for its plan waits for nobody any more.
            let plan = plan.filter(|plan| plan.takes_posts() || !post.is_draft());
            plan.zip(post.way.hand()).is_some_and(|(plan, hand)| is_mine(plan, post, hand))
        });
        Ok(waiting)
    }

    /// The posts that a unit issued before, which it can copy.
    pub async fn earlier_posts(&self, unit: UnitId) -> Result<Vec<Post>, DeskError> {
        Ok(self.plans.posts_of_unit(unit).await?)
    }

    /// The units of some posts.
    pub async fn units_of(&self, posts: &[PlannedPost]) -> Result<Vec<UnitRef>, DeskError> {
        let ids: Vec<_> = posts.iter().map(|post| post.unit.uuid()).collect();
        Ok(self.registers.units_of(&ids).await?)
    }

    /// The units that the officer can begin posts for in the plan: their own, or those whose officers are away.
    pub async fn units_drafted_for(&self, by: &Officer, plan: &Plan) -> Result<Vec<UnitRef>, DeskError> {
        let can = drafting_units(by, plan).into_iter().filter(|(_, hat)| plan.lets_act(hat.id, hat.away()).is_ok());
        let ids: Vec<_> = can.map(|(unit, _)| unit.uuid()).collect();
        Ok(self.registers.units_of(&ids).await?)
    }

    /// Where the officer can begin posts for a unit: their own, or one whose officer is away.
    pub(super) async fn drafting<'a>(
        &self,
        db: &impl ConnectionTrait,
        by: &'a Officer,
        id: PlanId,
        of: Option<UnitId>,
    ) -> Result<Drafting<'a>, DeskError> {
        let plan = store::find(db, id).await?.ok_or(DeskError::Missing)?;
        let (unit, acting) = drafts_for(by, &plan, of)?;
        if !plan.takes_posts() {
            return Err(Refusal::stage("plan-takes-no-posts").under(CLAUSE).into());
        }
        plan.lets_act(acting.id, acting.away())?;
        let unit = self.registers.unit_within(db, unit).await?;
        if unit.closed_on.is_some() {
            return Err(Refusal::stage("closed-before").into());
        }
        Ok(Drafting { acting, plan, unit })
    }

    async fn seen_post(&self, act: &Act, by: &Officer, id: PostId, seen: i64) -> Result<PlannedPost, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let post = store::find_post(act.tx(), &by.plan_scope(), id).await?.ok_or(DeskError::Missing)?;
        if post.version == seen { Ok(post) } else { Err(DeskError::Stale) }
    }

    async fn keep_post(&self, act: Act, post: PlannedPost) -> Result<Acted, DeskError> {
        if !store::save_post(act.tx(), &post).await? {
            return Err(DeskError::Stale);
        }
        done(act, post.id.uuid(), post.version).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_wait_for_the_hands_that_they_go_through_themselves() {
        let waited_for: Vec<_> = Role::ALL.into_iter().filter(|role| has_posts(*role)).collect();
        assert_eq!(waited_for, [Role::UnitOfficer, Role::DepartmentOfficer, Role::MunicipalDepartmentOfficer]);
    }
}
