//! Amendments of an issued catalogue (Article 12): opened by the secretary, issued like a plan, on the catalogue in force only.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::plan_hand::CLAUSE;
use domain::{
    EmployingUnit, Plan, PlanId, PlannedPost, Post, PostChange, PostId, PostNumber, Refusal, TextInput, UnitId,
};
use kit::{Act, DeskError, Fault};
use uuid::Uuid;

use super::desk::{Acted, Planning, TITLE, done, may_open, step};
use super::store;
use crate::officers::{Officer, PlanScope};
use crate::plans::desk::{Issue, IssuedPost};

/// An amendment that is to be opened.
pub struct Amending {
    pub title: TextInput,
    pub drafts_by: NaiveDate,
}

impl Planning {
    /// The secretary opens an amendment; units then say which posts they add, change and close.
    pub async fn amend(&self, by: &Officer, issue: Uuid, amending: Amending) -> Result<Acted, DeskError> {
        if !may_open(by) {
            return Err(DeskError::NotAllowed);
        }
        let Amending { title, drafts_by } = amending;
        let mut refused = Vec::new();
        let title = title.read(TITLE, "/title", &mut refused).ok_or(refused)?;
        let id = PlanId::from(self.house.ids.next());
        let act = self.house.act(&by.by, "plan.amend", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let base = self.plans.find(act.tx(), issue).await?.ok_or(DeskError::Missing)?;
        self.is_in_force(&act, base.id).await?;
        if is_amended(&store::list(act.tx()).await?, base.id) {
            return Err(Refusal::stage("amendment-under-way").into());
        }
        // Its posts are made now, so that they go by what is in force now; those of the catalogue keep what they were issued under.
        let policy = self.policies.in_force(act.at().date());
        let plan = Plan::amend(id, base.id.into(), base.year, title, drafts_by, step(&act, by, None), policy)?;
        store::add(act.tx(), &plan).await?;
        done(act, id.uuid(), plan.version).await
    }

    /// The catalogue that the officer can have amended: the one in force, while no amendment of it is under way.
    pub async fn amendable(&self, by: &Officer) -> Result<Option<Issue>, DeskError> {
        if !may_open(by) {
            return Ok(None);
        }
        let plans = self.list(by).await?;
        let in_force = self.plans.in_force(self.house.reader()).await?;
        Ok(in_force.filter(|issue| !is_amended(&plans, issue.id)))
    }

    /// The catalogue that a plan amends, to be told.
    pub async fn amended_by(&self, plan: &Plan) -> Result<Option<Issue>, DeskError> {
        match plan.amends {
            None => Ok(None),
            Some(issue) => Ok(self.plans.find(self.house.reader(), issue.uuid()).await?),
        }
    }

    /// The posts of a unit in the catalogue in force, which it can change or close.
    pub async fn catalogue_of_unit(&self, unit: UnitId) -> Result<Vec<Post>, DeskError> {
        Ok(self.plans.catalogue_of_unit(self.house.reader(), unit).await?)
    }

    /// The posts of a unit that the plan can change or close: it amends the catalogue in force, and no other post of it does.
    pub(super) async fn changeable(&self, plan: &Plan, unit: UnitId) -> Result<Vec<PostId>, DeskError> {
        if plan.amends.is_none() {
            return Ok(Vec::new());
        }
        let planned = store::posts(self.house.reader(), &PlanScope::of_unit(unit), plan.id).await?;
        let own = self.catalogue_of_unit(unit).await?.into_iter().map(|own| own.id);
        Ok(own.filter(|own| !is_about(&planned, *own)).collect())
    }

    /// A post of the catalogue that this unit changes or closes: its own, and nothing else of the amendment is about it.
    /// `at` is the field that names it.
    pub(super) async fn target(
        &self,
        act: &Act,
        plan: &Plan,
        unit: UnitId,
        post: PostId,
        at: &str,
    ) -> Result<Post, DeskError> {
        let own = self.plans.catalogue_of_unit(act.tx(), unit).await?.into_iter().find(|own| own.id == post);
        let own = own.filter(|_| plan.amends.is_some()).ok_or_else(|| Refusal::content("no-post-to-change").at(at))?;
        let posts = store::posts(act.tx(), &PlanScope::of_unit(unit), plan.id).await?;
        if is_about(&posts, post) {
            return Err(Refusal::content("post-changed-already").at(at).into());
        }
        Ok(own)
    }

    /// The catalogue that a plan to be ratified amends; none for the plan of a year.
    pub(super) async fn amended(&self, act: &Act, plan: &Plan) -> Result<Option<Issue>, DeskError> {
        match plan.amends {
            None => Ok(None),
            Some(base) => self.is_in_force(act, base.uuid()).await.map(Some),
        }
    }

    /// The catalogue in force where it is of a later year, which that of this year would replace.
    pub(super) async fn later_issue(&self, act: &Act, year: i32) -> Result<Option<Issue>, Fault> {
        Ok(self.plans.in_force(act.tx()).await?.filter(|in_force| in_force.year > year))
    }

    async fn is_in_force(&self, act: &Act, issue: Uuid) -> Result<Issue, DeskError> {
        let in_force = self.plans.in_force(act.tx()).await?.filter(|in_force| in_force.id == issue);
        Ok(in_force.ok_or_else(|| Refusal::stage("catalogue-not-in-force"))?)
    }

    /// What the ratified plan issues: the posts that are in it. What it adds is numbered in its order, after those that the
    /// amended catalogue has; what it changes or closes keeps its number.
    pub(super) async fn issued_posts(
        &self,
        act: &Act,
        plan: &Plan,
        amends: Option<&Issue>,
        posts: &[PlannedPost],
    ) -> Result<Vec<IssuedPost>, DeskError> {
        let chosen: Vec<_> = posts.iter().filter(|post| post.way.is_through()).collect();
        let units = self.units_within(act, &chosen).await?;
        let of_unit = |post: &PlannedPost| units.iter().find(|kept| kept.unit.id == post.unit);
        let is_closed = |post: &&&PlannedPost| of_unit(post).is_none_or(|kept| kept.closed_on.is_some());
        // A closing takes its post out of the catalogue, whatever has become of the unit.
        let of_closed = chosen.iter().filter(|post| !post.change.closes()).filter(is_closed).count();
        if of_closed > 0 {
            return Err(Refusal::stage("posts-of-closed-units").under(CLAUSE).with("count", of_closed).into());
        }
        let mut place = match amends {
            Some(issue) => self.plans.next_place(act.tx(), issue).await?,
            None => 1,
        };
        let mut issued = Vec::with_capacity(chosen.len());
        for post in chosen {
            let said = match post.change.of() {
                Some(of) => Some(self.plans.post_within(act.tx(), of).await?.ok_or(DeskError::Missing)?),
                None => None,
            };
            let unit = || {
                let unit = of_unit(post).map(|kept| kept.unit.clone());
                unit.ok_or_else(|| Fault::corrupt("planned_posts", post.id, "of no unit"))
            };
            let change = post.change.kind();
            let post = match (said, post.change) {
                (Some(said), PostChange::Closed { .. }) => said,
                (Some(said), _) => {
                    let unit = unit()?;
                    post.input.read(unit.kind, self.policy_of(plan))?.post(said.id, said.number, unit)
                }
                (None, _) => {
                    let unit = unit()?;
                    let number = PostNumber { year: plan.year, place }.to_string();
                    place += 1;
                    post.input.read(unit.kind, self.policy_of(plan))?.post(post.id, number, unit)
                }
            };
            issued.push(IssuedPost { change, post });
        }
        Ok(issued)
    }

    /// The units of these posts, each once, as acts before this one left them.
    async fn units_within(&self, act: &Act, posts: &[&PlannedPost]) -> Result<Vec<EmployingUnit>, DeskError> {
        let ids: BTreeSet<_> = posts.iter().map(|post| post.unit).collect();
        let mut units = Vec::with_capacity(ids.len());
        for id in ids {
            units.push(self.registers.unit_within(act.tx(), id).await?);
        }
        Ok(units)
    }
}

/// Whether one of these posts of an amendment changes or closes that one.
pub(super) fn is_about(posts: &[PlannedPost], post: PostId) -> bool {
    posts.iter().any(|other| other.change.of() == Some(post) && !other.way.is_refused())
}

fn is_amended(plans: &[Plan], issue: Uuid) -> bool {
    plans.iter().any(|plan| plan.amends.is_some_and(|of| of.uuid() == issue) && plan.hand().is_some())
}
