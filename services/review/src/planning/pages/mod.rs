//! Annual plans by page: the plans, one plan with its posts, one post as a form or to be decided on.

pub(crate) mod act;
mod amend;
mod follows;
mod list;
pub(super) mod plan;
mod post;
pub(super) mod posts;
#[cfg(test)]
mod samples;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{Language, PlanHand, PlanId, PlanOpinion, Refusal, TextInput, UnitRef, typed};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Form, Frame, Posted, page};
use kit::{At, DeskError, House, Paging};
use serde::Deserialize;
use uuid::Uuid;

use self::list::{Listed, PlansPage};
use self::plan::PlanPage;
use super::desk::{self, Opening, Planning};
use super::paging::desk::{SeatPlace, WaitingPlace};
use super::steps::desk::with;
use crate::officers::Officer;
use crate::ruling;

pub(super) const PLANS: &str = "/staff/plans";
const POSTS: &str = "/staff/planned-posts";
const ISSUES: &str = "/staff/catalogue-issues";
/// Posts on one page.
const ROWS: u16 = 50;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/plans").get(list).post(open))
        .service(web::resource("/catalogue-issues/{id}/amendment").get(amend::show).post(amend::open))
        .service(web::resource("/plans/{id}").get(show).post(rule))
        .service(web::resource("/plans/{id}/posts").get(back).post(posts::draft))
        .service(web::resource("/planned-posts/{id}").get(posts::show).post(posts::write))
        .service(web::resource("/planned-posts/{id}/ruling").get(posts::back).post(posts::rule));
}

async fn list(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let listed = listed(&planning, &officer, &paging.at()?).await?;
    page::show(&PlansPage::new(frame, officer, &listed, house.clock.today(), form)?)
}

async fn listed(planning: &Planning, officer: &Officer, at: &At<WaitingPlace>) -> Result<Listed, DeskError> {
    let (plans, waiting) = (planning.list(officer).await?, planning.waiting_page(officer, at, ROWS).await?);
    let (issues, amendable) = (planning.issues(officer).await?, planning.amendable(officer).await?);
    let (units, policies) = (planning.units_of(&waiting.items).await?, planning.policies());
    Ok(Listed { units, plans, policies, waiting, issues, amendable })
}

/// A plan as the form sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    year: String,
    title: TextInput,
    drafts_by: String,
}

async fn open(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let opened = match opening(posted.nested()?) {
        Ok(opening) => planning.open(&officer.clone().once(posted.once()), opening).await,
        Err(refusals) => Err(refusals.into()),
    };
    match opened {
        Ok(opened) => {
            kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{PLANS}/{}", opened.id))).await
        }
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            let listed = listed(&planning, &officer, &At::Start).await?;
            page::refused(&PlansPage::new(frame, officer, &listed, house.clock.today(), form)?)
        }
    }
}

fn opening(Typed { year, title, drafts_by }: Typed) -> Result<Opening, Vec<Refusal>> {
    let mut refused = Vec::new();
    let drafts_by = typed::day(&drafts_by, "/drafts_by", &mut refused).ok_or(refused)?;
    // What is no number at all is refused like a number out of range.
    Ok(Opening { year: year.trim().parse().unwrap_or_default(), title, drafts_by })
}

/// With what was left in a form of it.
pub(super) async fn show(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    asked: web::Query<Asked>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let besides = Besides { stepped: asked.stepped, at: paging.at()? };
    page::show(&whole(frame, officer, &planning, PlanId::from(*id), besides, form, &house).await?)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// With how many posts a step was taken just now.
    stepped: Option<u16>,
}

/// What the page tells besides the plan.
#[derive(Default)]
struct Besides {
    /// With how many posts a step was taken just now.
    stepped: Option<u16>,
    /// From which place on its posts are shown.
    at: At<SeatPlace>,
}

/// The plan with a form in it, after something was sent.
pub(super) async fn read(
    frame: Frame,
    officer: Officer,
    planning: &Planning,
    id: PlanId,
    form: Form,
    house: &House,
) -> Result<PlanPage, DeskError> {
    whole(frame, officer, planning, id, Besides::default(), form, house).await
}

async fn whole(
    frame: Frame,
    officer: Officer,
    planning: &Planning,
    id: PlanId,
    Besides { stepped, at }: Besides,
    form: Form,
    house: &House,
) -> Result<PlanPage, DeskError> {
    let (plan, posts) = planning.show(&officer, id).await?;
    let units = planning.units_of(&posts).await?;
    let drafted_for = if plan.takes_posts() { planning.units_drafted_for(&officer, &plan).await? } else { Vec::new() };
    let amends = planning.amended_by(&plan).await?;
    let (mut earlier, mut refused, mut in_force) = (Vec::new(), Vec::new(), Vec::new());
    for unit in &drafted_for {
        earlier.extend(planning.earlier_posts(unit.id).await?);
        refused.extend(planning.refused_posts(unit.id, &plan).await?);
        if amends.is_some() {
            in_force.extend(planning.catalogue_of_unit(unit.id).await?);
        }
    }
    let (with_me, _) = with(&officer, &plan, planning.policy_of(&plan), posts.clone(), &units);
    let whole = plan::Whole {
        acting: desk::acting(&officer, &plan),
        drafted_for: &drafted_for,
        plan: &plan,
        policy: planning.policy_of(&plan),
        with_me: with_me.len(),
        stepped,
        posts: &posts,
        at,
        units: &units,
        earlier: &earlier,
        refused: &refused,
        amends: amends.as_ref(),
        in_force: &in_force,
    };
    Ok(PlanPage::new(frame, officer.clone(), whole, house.clock.today(), form)?)
}

/// The units to choose from, where there are several.
pub(super) fn unit_choices(units: &[UnitRef], language: Language) -> Vec<Choice> {
    let choice = |unit: &UnitRef| Choice::new(unit.id.to_string(), unit.name.say(language));
    if units.len() > 1 { units.iter().map(choice).collect() } else { Vec::new() }
}

async fn rule(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = PlanId::from(*id);
    match ruled(&planning, &officer, id, &posted).await {
        Ok(()) => kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{PLANS}/{id}"))).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&read(frame, officer, &planning, id, form, &house).await?)
        }
    }
}

/// The one act that the form asks for: to agree is to pass on, to speak for a seat, or to ratify.
async fn ruled(planning: &Planning, officer: &Officer, id: PlanId, posted: &Posted) -> Result<(), DeskError> {
    let officer = officer.clone().once(posted.once());
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let words = posted.given("words");
    let hand = planning.hand(&officer, id).await?;
    match (ruling::of(posted)?, hand) {
        ("refuse", _) => planning.refuse(&officer, id, seen, desk::reason(posted.text("reason"))?, words).await?,
        ("return", _) => {
            let returning = desk::returning(posted.text("to"), posted.text("reason"), words)?;
            planning.send_back(&officer, id, seen, returning).await?
        }
        ("agree", Some(PlanHand::GroupReview)) => {
            planning.opine(&officer, id, seen, PlanOpinion::Agrees, words).await?
        }
        ("object", Some(PlanHand::GroupReview)) => {
            planning.opine(&officer, id, seen, PlanOpinion::Objects, words).await?
        }
        ("agree", Some(PlanHand::Ratification)) => planning.ratify(&officer, id, seen, words).await?,
        ("agree", _) => planning.pass(&officer, id, seen, words).await?,
        _ => return Err(Refusal::content("ruling-unknown").at("/ruling").into()),
    };
    Ok(())
}

/// Whoever opens the address of an act, as after signing in again, is shown the plan.
async fn back(frame: Frame, _officer: Officer, id: web::Path<Uuid>) -> HttpResponse {
    page::see_other(frame.to(format!("{PLANS}/{id}")))
}
