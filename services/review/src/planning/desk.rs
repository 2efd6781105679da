//! The acts on an annual plan: opened, passed on hand by hand, returned, spoken on by the seats, refused, ratified and issued.

use chrono::NaiveDate;
use domain::plan_hand::CLAUSE;
use domain::{
    Plan, PlanHand, PlanId, PlanOpinion, PlanReason, PlanReturning, PlannedPost, Policies, Policy, Refusal, Role, Seat,
    Step, TextInput,
};
use kit::{Act, By, DeskError, Fault, House};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{store, view};
use crate::numbers;
use crate::officers::{Officer, PlanScope};
use crate::plans::desk::{Issue, IssuedPlan, Plans};
use crate::registers::desk::Registers;

#[derive(Clone)]
pub struct Planning {
    pub(super) house: House,
    pub(super) plans: Plans,
    pub(super) registers: Registers,
    pub(super) policies: &'static Policies,
    /// The word before the year in the number of a catalogue.
    catalogue_prefix: String,
}

/// A plan or a post and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Acted {
    pub id: Uuid,
    pub version: i64,
}

/// A plan that is to be opened.
pub struct Opening {
    pub year: i32,
    pub title: TextInput,
    pub drafts_by: NaiveDate,
}

/// How much of the plans waits for an officer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub plans: usize,
    pub posts: usize,
}

/// Characters of a plan's title.
pub(super) const TITLE: usize = 120;

impl Planning {
    pub fn new(
        house: House,
        plans: Plans,
        registers: Registers,
        policies: &'static Policies,
        catalogue_prefix: String,
    ) -> Planning {
        Planning { house, plans, registers, policies, catalogue_prefix }
    }

    /// Every version of the policy, to find the one that something was made under.
    pub fn policies(&self) -> &'static Policies {
        self.policies
    }

    /// The version that the plan was opened under: it and its posts keep it (Article 29).
    pub fn policy_of(&self, plan: &Plan) -> &'static Policy {
        self.policies.of(&plan.policy)
    }

    /// The secretary opens the plan of a year; one that was refused stays on record and keeps nobody from a new one.
    pub async fn open(&self, by: &Officer, opening: Opening) -> Result<Acted, DeskError> {
        if !may_open(by) {
            return Err(DeskError::NotAllowed);
        }
        let Opening { year, title, drafts_by } = opening;
        let years = Plan::years(self.house.clock.today());
        if !years.contains(&year) {
            let refusal = Refusal::content("plan-year").with("first", years.start()).with("last", years.end());
            return Err(refusal.at("/year").into());
        }
        let mut refused = Vec::new();
        let title = title.read(TITLE, "/title", &mut refused).ok_or(refused)?;
        let id = PlanId::from(self.house.ids.next());
        let act = self.house.act(&by.by, "plan.open", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if store::of_year(act.tx(), year).await?.is_some() || self.plans.is_issued(act.tx(), year).await? {
            return Err(Refusal::content("plan-of-year-exists").with("year", year).at("/year").into());
        }
        if let Some(later) = self.later_issue(&act, year).await? {
            let refusal = Refusal::content("plan-year-past").with("year", later.year).with("document", later.document);
            return Err(refusal.at("/year").into());
        }
        let policy = self.policies.in_force(act.at().date());
        let plan = Plan::open(id, year, title, drafts_by, step(&act, by, None), policy)?;
        store::add(act.tx(), &plan).await?;
        done(act, id.uuid(), plan.version).await
    }

    /// The hand whose turn it is passes the plan on.
    pub async fn pass(&self, by: &Officer, id: PlanId, seen: i64, words: Option<String>) -> Result<Acted, DeskError> {
        self.take(by, "plan.pass", id, seen, async |act, by, plan| {
            let posts = store::posts(act.tx(), &PlanScope::Everything, id).await?;
            plan.has_heard(&self.concerned_by(&plan, &posts).await?)?;
            let plan = plan.pass(step(act, by, words), &posts)?;
            self.concerning(plan, &posts).await
        })
        .await
    }

    /// A seat of the coordination group gives its opinion.
    pub async fn opine(
        &self,
        by: &Officer,
        id: PlanId,
        seen: i64,
        opinion: PlanOpinion,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        self.take(by, "plan.opine", id, seen, async |act, by, plan| {
            let seat = by.seat.ok_or(DeskError::NotAllowed)?;
            // A post that was returned and changed meanwhile may concern others now.
            let plan = match plan.concerned.is_empty() {
                true => plan,
                false => self.concerning(plan, &store::posts(act.tx(), &PlanScope::Everything, id).await?).await?,
            };
            Ok(plan.opine(step(act, by, words), seat, opinion)?)
        })
        .await
    }

    /// Whom its posts concern, once the plan is with the group.
    async fn concerning(&self, plan: Plan, posts: &[PlannedPost]) -> Result<Plan, DeskError> {
        if plan.hand() != Some(PlanHand::GroupReview) {
            return Ok(plan);
        }
        let concerned = self.concerned_by(&plan, posts).await?;
        Ok(plan.concerning(concerned))
    }

    async fn concerned_by(&self, plan: &Plan, posts: &[PlannedPost]) -> Result<Vec<Seat>, DeskError> {
        Ok(view::seats_concerned(&self.units_of(posts).await?, posts, self.policy_of(plan)))
    }

    /// The whole plan goes back to an earlier hand.
    pub async fn send_back(
        &self,
        by: &Officer,
        id: PlanId,
        seen: i64,
        returning: PlanReturning,
    ) -> Result<Acted, DeskError> {
        self.take(
            by,
            "plan.return",
            id,
            seen,
            async |act, by, plan| Ok(plan.send_back(step(act, by, None), returning)?),
        )
        .await
    }

    /// A person decides against the whole plan.
    pub async fn refuse(
        &self,
        by: &Officer,
        id: PlanId,
        seen: i64,
        reason: PlanReason,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        self.take(by, "plan.refuse", id, seen, async |act, by, plan| {
            Ok(plan.refuse(step(act, by, None), reason, words)?)
        })
        .await
    }

    /// Article 12: ratified, numbered from the register and issued in one act. Its posts become the public catalogue.
    pub async fn ratify(&self, by: &Officer, id: PlanId, seen: i64, words: Option<String>) -> Result<Acted, DeskError> {
        self.take(by, "plan.ratify", id, seen, async |act, by, plan| {
            let posts = store::posts(act.tx(), &PlanScope::Everything, id).await?;
            plan.has_heard(&self.concerned_by(&plan, &posts).await?)?;
            let on = act.at().date();
            let amends = self.amended(act, &plan).await?;
            if let Some(later) = self.later_issue(act, plan.year).await?.filter(|_| amends.is_none()) {
                let refusal = Refusal::stage("later-catalogue-in-force").under(CLAUSE);
                return Err(refusal.with("year", later.year).with("document", later.document).into());
            }
            let number = numbers::store::next_number(act, &self.catalogue_prefix, on).await?;
            let plan = plan.ratify(step(act, by, words), number.clone(), &posts)?;
            let posts = self.issued_posts(act, &plan, amends.as_ref(), &posts).await?;
            let issued = IssuedPlan {
                id: plan.id.uuid(),
                year: plan.year,
                title: plan.title.clone(),
                document: number.to_string(),
                issued_on: on,
                policy: plan.policy.clone(),
                amends,
                posts,
            };
            self.plans.issue_within(act, &issued).await?;
            Ok(plan)
        })
        .await
    }

    /// A step on a plan as the officer saw it, by them or by whoever they stand in for; what it leads to is said from within
    /// the act.
    async fn take(
        &self,
        by: &Officer,
        deed: &'static str,
        id: PlanId,
        seen: i64,
        led: impl AsyncFnOnce(&mut Act, &Officer, Plan) -> Result<Plan, DeskError>,
    ) -> Result<Acted, DeskError> {
        let mut act = self.house.act(&by.by, deed, id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let plan = self.seen(&act, by, id, seen).await?;
        let acting = acting(by, &plan);
        acting.note_whose_place(&mut act)?;
        let plan = led(&mut act, acting, plan).await?;
        self.keep(act, plan).await
    }

    /// The plans within the officer's sight: those that take posts first, then hand by hand, what is over last; of the same
    /// hand the latest year first.
    pub async fn list(&self, by: &Officer) -> Result<Vec<Plan>, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let mut plans = store::list(self.house.reader()).await?;
        plans.sort_by_key(|plan| (plan.hand().is_none(), plan.hand()));
        Ok(plans)
    }

    /// What waits for this officer; nothing for whoever has no part in a plan.
    pub async fn waiting(&self, by: &Officer) -> Result<Waiting, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Ok(Waiting::default());
        }
        let plans = self.list(by).await?;
        let plans = plans.iter().filter(|plan| by.hats().any(|hat| is_turn(hat, plan))).count();
        Ok(Waiting { plans, posts: self.waiting_posts(by).await?.len() })
    }

    /// The issued catalogues, the latest first.
    pub async fn issues(&self, by: &Officer) -> Result<Vec<Issue>, DeskError> {
        self.plans.issues(by).await
    }

    /// One of them.
    pub async fn issue(&self, by: &Officer, id: Uuid) -> Result<Issue, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        self.plans.find(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    pub async fn find(&self, by: &Officer, id: PlanId) -> Result<Plan, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        store::find(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// A plan, and those of its posts that the officer may see.
    pub async fn show(&self, by: &Officer, id: PlanId) -> Result<(Plan, Vec<PlannedPost>), DeskError> {
        let plan = self.find(by, id).await?;
        Ok((plan, store::posts(self.house.reader(), &by.plan_scope(), id).await?))
    }

    /// Whose turn it is on a plan.
    pub async fn hand(&self, by: &Officer, id: PlanId) -> Result<Option<PlanHand>, DeskError> {
        Ok(self.find(by, id).await?.hand())
    }

    pub(super) async fn seen(&self, act: &Act, by: &Officer, id: PlanId, seen: i64) -> Result<Plan, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let plan = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if plan.version == seen { Ok(plan) } else { Err(DeskError::Stale) }
    }

    pub(super) async fn keep(&self, act: Act, plan: Plan) -> Result<Acted, DeskError> {
        if !store::save(act.tx(), &plan).await? {
            return Err(DeskError::Stale);
        }
        done(act, plan.id.uuid(), plan.version).await
    }

    /// Whether no plan was ever under way here.
    pub async fn is_empty(&self) -> Result<bool, Fault> {
        Ok(store::list(self.house.reader()).await?.is_empty())
    }

    /// Puts plans with their posts there as they are: for the demo.
    pub async fn seed(&self, by: &By, plans: &[(Plan, Vec<PlannedPost>)]) -> Result<(), DeskError> {
        let act = self.house.act(by, "plan.open", "demo").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        for (plan, posts) in plans {
            store::add(act.tx(), plan).await?;
            for post in posts {
                store::add_post(act.tx(), post).await?;
            }
        }
        act.commit(&()).await
    }
}

/// Whether the officer opens plans.
pub fn may_open(officer: &Officer) -> bool {
    officer.role == Role::Secretary
}

/// Whether the officer can declare a conflict of interest in the plan.
pub fn may_declare(officer: &Officer, plan: &Plan) -> bool {
    PlanHand::is_acted_by(officer.role) && plan.hand().is_some() && plan.lets_act(officer.id, None).is_ok()
}

/// As whom the officer acts on the plan: themselves, or somebody who is away, for whom they stand in and whose turn it is; where
/// something keeps them from it, as whom they would.
pub fn acting<'a>(by: &'a Officer, plan: &Plan) -> &'a Officer {
    let waited_for = by.hats().find(|hat| is_turn(hat, plan));
    let can = waited_for.or_else(|| by.hats().find(|hat| may_act(hat, plan)));
    can.or_else(|| by.hats().find(|hat| own_hand(hat, plan).is_some())).unwrap_or(by)
}

/// The hand that the plan is at, where it is this officer's; at the group's review that of a seat that has not spoken yet, whether
/// it is asked or not.
fn own_hand(officer: &Officer, plan: &Plan) -> Option<PlanHand> {
    let is_silent = || officer.seat.is_some_and(|seat| plan.opinions.iter().all(|given| given.seat != seat));
    let is_theirs = |hand: &PlanHand| hand.role() == officer.role && (*hand != PlanHand::GroupReview || is_silent());
    plan.hand().filter(is_theirs)
}

/// Whether this officer can act on the plan now.
pub fn may_act(officer: &Officer, plan: &Plan) -> bool {
    own_hand(officer, plan).is_some() && barred(officer, plan).is_none()
}

/// What keeps this officer from acting on the plan at their hand, be it in somebody's place.
pub fn barred(officer: &Officer, plan: &Plan) -> Option<Refusal> {
    let hand = own_hand(officer, plan)?;
    plan.lets_take(officer.id, officer.away(), hand).err()
}

/// Whether it is this officer's turn on the plan: it waits for them.
pub fn is_turn(officer: &Officer, plan: &Plan) -> bool {
    let is_waited_for = || officer.seat.is_some_and(|seat| plan.is_asked(seat));
    may_act(officer, plan) && (plan.hand() != Some(PlanHand::GroupReview) || is_waited_for())
}

pub(super) fn step(act: &Act, by: &Officer, words: Option<String>) -> Step {
    Step::new(by.id, by.role, by.name.clone(), act.at().date(), words).in_place_of(by.away())
}

pub(super) async fn done(act: Act, id: Uuid, version: i64) -> Result<Acted, DeskError> {
    let acted = Acted { id, version };
    act.commit(&acted).await?;
    Ok(acted)
}

/// What the form and the API both take as a reason.
pub fn reason(code: &str) -> Result<PlanReason, Refusal> {
    PlanReason::from_code(code).ok_or_else(|| Refusal::content("reason-missing").at("/reason"))
}

/// To which hand it goes back.
pub fn returning(to: &str, reason_code: &str, words: Option<String>) -> Result<PlanReturning, Refusal> {
    let to = PlanHand::from_code(to).ok_or_else(|| Refusal::content("no-earlier-hand").at("/to"))?;
    Ok(PlanReturning { to, reason: reason(reason_code)?, words })
}
