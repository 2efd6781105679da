//! The plan of next year under way: posts of this year's catalogue drafted again, at every hand that a post passes.

use chrono::{Datelike, Days, NaiveDate};
use domain::post_input::PAY_BAND;
use domain::{
    Plan, PlanHand, PlanId, PlanWay, PlannedPost, PostChange, PostId, PostInput, Refusal, Role, Step, Text, UnitId,
    UnitKind,
};
use kit::{DeskError, Fault, House};

use crate::officers::Officers;
use crate::officers::store::Account;
use crate::plans::desk::Plans;
use crate::registers::desk::Registers;

/// Officers of units, how many posts each drafts, and through how many hands these have gone.
const DRAFTED: [(&str, usize, usize); 4] =
    [("unit-hospital", 2, 3), ("unit-maternal", 1, 2), ("unit-hospital", 1, 1), ("unit-school", 1, 0)];
/// Since when it has been under way, and for how long units may hand in posts, in days.
const OPENED_BEFORE: u64 = 12;
const DRAFTS_FOR: u64 = 30;

pub async fn plan(
    house: &House,
    registers: &Registers,
    plans: &Plans,
    accounts: &Officers,
) -> Result<(Plan, Vec<PlannedPost>), DeskError> {
    let today = house.clock.today();
    let opened = today.checked_sub_days(Days::new(OPENED_BEFORE)).unwrap_or(today);
    let drafts_by = today.checked_add_days(Days::new(DRAFTS_FOR)).unwrap_or(today);
    let year = today.year() + 1;
    let title = Text::new(format!("{year}年度引才计划"), format!("Annual plan of {year}"));
    let step = async |login: &str, on| {
        let account = accounts.find_by_login(login).await?.ok_or_else(|| Fault::new(format!("no officer {login}")))?;
        Ok::<_, DeskError>((step_of(&account, on), account.unit))
    };
    let (opening, _) = step("secretary", opened).await?;
    let plan = Plan::open(PlanId::from(house.ids.next()), year, title, drafts_by, opening)?;
    let mut posts = Vec::new();
    for (login, count, hands) in DRAFTED {
        let (unit_step, unit) = step(login, opened).await?;
        let unit = unit.ok_or_else(|| Fault::new(format!("{login} is of no unit")))?;
        let kept = registers.unit(unit).await?;
        let begun = posts.iter().filter(|post: &&PlannedPost| post.unit == unit).count();
        for earlier in plans.posts_of_unit(unit).await?.iter().rev().skip(begun).take(count) {
            let mut post = PlannedPost {
                id: PostId::from(house.ids.next()),
                plan: plan.id,
                unit,
                department: kept.department_id,
                change: PostChange::Added,
                input: drafted(PostInput::copy_of(earlier), year),
                kept: Vec::new(),
                way: PlanWay::begin(PlanHand::Drafting, opened),
                version: 1,
            };
            let steps = [unit_step.clone(), step("department", opened).await?.0, step("municipal", opened).await?.0];
            for taken in steps.into_iter().take(hands) {
                post = passed(post, taken, unit, kept.unit.kind)?;
            }
            posts.push(post);
        }
    }
    Ok((plan, posts))
}

/// The demo's posts are read whole, or their data are wrong.
fn passed(post: PlannedPost, step: Step, unit: UnitId, kind: UnitKind) -> Result<PlannedPost, DeskError> {
    let why = "岗位职责和法律规定需要".to_owned();
    let wrong = |refusals: Vec<Refusal>| {
        let codes: Vec<_> =
            refusals.iter().map(|refusal| (refusal.code(), refusal.pointer().map(str::to_owned))).collect();
        Fault::new(format!("a demo post is refused: {codes:?}"))
    };
    Ok(post.pass(step, Some(unit), kind, Some(why)).map_err(wrong)?)
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

fn step_of(account: &Account, on: NaiveDate) -> Step {
    let role: Role = account.role;
    Step::new(account.id, role, account.name.clone(), on, None)
}
