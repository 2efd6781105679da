//! Plans under way at every hand: next year's with posts at the hands that a post passes, and later years' further on, so that
//! each officer of the demo has something waiting.

use chrono::{Datelike, Days, NaiveDate};
use domain::post_input::PAY_BAND;
use domain::{
    Plan, PlanHand, PlanId, PlanOpinion, PlannedPost, Policies, PostChange, PostId, PostInput, Refusal, Role, Step,
    Text, seats_concerned,
};
use kit::{DeskError, Fault, House};

use crate::officers::Officers;
use crate::officers::store::Account;
use crate::plans::desk::Plans;
use crate::registers::desk::Registers;

/// Officers of units, how many posts each drafts, and through how many hands these have gone.
const DRAFTED: [(&str, usize, usize); 4] =
    [("unit-hospital", 2, 3), ("unit-maternal", 1, 2), ("unit-hospital", 1, 1), ("unit-school", 1, 0)];
/// The posts of the plans that are further on.
const INCLUDED: [(&str, usize, usize); 2] = [("unit-hospital", 2, 3), ("unit-maternal", 1, 3)];
/// At which hand the plan of each later year is. Nobody could open them yet; each hand shall have one that waits for it.
const FURTHER_ON: [PlanHand; 4] =
    [PlanHand::GroupReview, PlanHand::Conclusion, PlanHand::PrefectureReview, PlanHand::Ratification];
/// The officers that pass a post on, after its unit's own.
const HANDS_OF_POSTS: [&str; 2] = ["department", "municipal"];
const SEATS: [&str; 6] =
    ["seat-staffing", "seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"];
/// Since when they have been under way, and for how long units may hand in posts, in days.
const OPENED_BEFORE: u64 = 12;
const DRAFTS_FOR: u64 = 30;

pub async fn plans(
    house: &House,
    registers: &Registers,
    plans: &Plans,
    policies: &Policies,
    accounts: &Officers,
) -> Result<Vec<(Plan, Vec<PlannedPost>)>, DeskError> {
    let today = house.clock.today();
    let opened = today.checked_sub_days(Days::new(OPENED_BEFORE)).unwrap_or(today);
    let town = Town { house, registers, plans, policies, accounts, today, opened };
    let year = today.year() + 1;
    let title = Text::new(format!("{year}年度引才计划"), format!("Annual plan of {year}"));
    let mut under_way = vec![town.plan(year, title, &DRAFTED).await?];
    for (hand, year) in FURTHER_ON.into_iter().zip(year + 1..) {
        let title = Text::new(format!("{year}年度引才计划（预编）"), format!("Annual plan of {year}, in advance"));
        let (plan, posts) = town.plan(year, title, &INCLUDED).await?;
        under_way.push((town.further_on(plan, &posts, hand).await?, posts));
    }
    Ok(under_way)
}

struct Town<'a> {
    house: &'a House,
    registers: &'a Registers,
    plans: &'a Plans,
    policies: &'a Policies,
    accounts: &'a Officers,
    today: NaiveDate,
    opened: NaiveDate,
}

impl Town<'_> {
    async fn account(&self, login: &str) -> Result<Account, DeskError> {
        let found = self.accounts.find_by_login(login).await?;
        Ok(found.ok_or_else(|| Fault::new(format!("no officer {login}")))?)
    }

    async fn step(&self, login: &str) -> Result<Step, DeskError> {
        let account = self.account(login).await?;
        let role: Role = account.role;
        Ok(Step::new(account.id, role, account.name, self.opened, None))
    }

    /// Opened by the secretary, with the posts that units have drafted in it.
    async fn plan(
        &self,
        year: i32,
        title: Text,
        drafted: &[(&str, usize, usize)],
    ) -> Result<(Plan, Vec<PlannedPost>), DeskError> {
        let drafts_by = self.today.checked_add_days(Days::new(DRAFTS_FOR)).unwrap_or(self.today);
        let id = PlanId::from(self.house.ids.next());
        let policy = self.policies.in_force(self.opened);
        let plan = Plan::open(id, year, title, drafts_by, self.step("secretary").await?, policy)?;
        let mut posts = Vec::new();
        for (login, count, hands) in drafted {
            let begun = self.posts(&plan, &posts, login, *count, *hands).await?;
            posts.extend(begun);
        }
        Ok((plan, posts))
    }

    /// Posts of this year's catalogue drafted again, and gone through so many hands.
    async fn posts(
        &self,
        plan: &Plan,
        before: &[PlannedPost],
        login: &str,
        count: usize,
        hands: usize,
    ) -> Result<Vec<PlannedPost>, DeskError> {
        let unit = self.account(login).await?.unit.ok_or_else(|| Fault::new(format!("{login} is of no unit")))?;
        let kept = self.registers.unit(unit).await?;
        let mut steps = vec![self.step(login).await?];
        for login in HANDS_OF_POSTS {
            steps.push(self.step(login).await?);
        }
        let begun = before.iter().filter(|post| post.unit == unit).count();
        let mut posts = Vec::new();
        for earlier in self.plans.posts_of_unit(unit).await?.iter().rev().skip(begun).take(count) {
            let (id, input) = (PostId::from(self.house.ids.next()), drafted(PostInput::copy_of(earlier), plan.year));
            let mut post = PlannedPost::begin(id, plan.id, &kept, PostChange::Added, input, self.opened);
            for step in steps.iter().take(hands) {
                let why = "岗位职责和法律规定需要".to_owned();
                let policy = self.policies.of(&plan.policy);
                post = post.pass(step.clone(), plan, Some(unit), kept.unit.kind, Some(why), policy).map_err(wrong)?;
            }
            posts.push(post);
        }
        Ok(posts)
    }

    /// The plan passed on until it is at that hand.
    async fn further_on(&self, mut plan: Plan, posts: &[PlannedPost], hand: PlanHand) -> Result<Plan, DeskError> {
        while let Some(at) = plan.hand().filter(|at| *at < hand) {
            plan = match at {
                PlanHand::GroupReview => self.spoken(plan).await?,
                PlanHand::Conclusion => plan.pass(self.step("secretary").await?, posts)?,
                PlanHand::PrefectureReview => plan.pass(self.step("prefecture").await?, posts)?,
                _ => self.concerning(plan.pass(self.step("municipal").await?, posts)?, posts).await?,
            };
        }
        Ok(plan)
    }

    async fn concerning(&self, plan: Plan, posts: &[PlannedPost]) -> Result<Plan, DeskError> {
        let mut with_kind = Vec::new();
        for post in posts {
            with_kind.push((post, self.registers.unit(post.unit).await?.unit.kind));
        }
        let concerned = seats_concerned(with_kind, self.policies.of(&plan.policy));
        Ok(plan.concerning(concerned))
    }

    async fn spoken(&self, mut plan: Plan) -> Result<Plan, DeskError> {
        for login in SEATS {
            let seat = self.account(login).await?.seat.ok_or_else(|| Fault::new(format!("{login} has no seat")))?;
            if !plan.is_asked(seat) {
                continue;
            }
            plan = plan.opine(self.step(login).await?, seat, PlanOpinion::Agrees)?;
        }
        Ok(plan)
    }
}

/// The demo's posts are read whole, or their data are wrong.
fn wrong(refusals: Vec<Refusal>) -> DeskError {
    let codes: Vec<_> = refusals.iter().map(|refusal| (refusal.code(), refusal.pointer().map(str::to_owned))).collect();
    Fault::new(format!("a demo post is refused: {codes:?}")).into()
}

fn drafted(copy: PostInput, year: i32) -> PostInput {
    PostInput {
        pay: PAY_BAND.to_owned(),
        pay_from: "120000".to_owned(),
        pay_to: "180000".to_owned(),
        opens_on: format!("{year}-03-01"),
        ..copy
    }
}
