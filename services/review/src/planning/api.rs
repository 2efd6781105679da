//! Annual plans and their posts by API.

use actix_web::{HttpResponse, get, post, put, web};
use chrono::NaiveDate;
use contract::{Page, Problem, Versioned};
use domain::{PlanOpinion, PostId, PostInput, TextInput, UnitId};
use kit::DeskError;
use kit::web::{Caller, Given, Seen, etag};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::amendments::Amending;
use super::desk::{self, Acted, Opening, Planning};
use super::posts::{Beginning, PostStep};
use super::view::{PlanItem, PlanView, PlannedPostView};
use crate::officers::Officer;
use crate::plans::api::IssueParams;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PlanParams {
    /// The plan's id.
    pub(super) id: Uuid,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PlannedPostParams {
    /// The post's id.
    id: Uuid,
}

/// The plan of a year.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// This year or the next, and no year before that of the catalogue in force.
    #[schema(example = 2027)]
    pub year: i32,
    pub title: TextInput,
    /// Until when units are asked to hand in their posts; late ones are taken until the municipal department has made the plan.
    #[schema(value_type = String, format = Date)]
    pub drafts_by: NaiveDate,
}

/// The next act of the hand whose turn it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanPassing {
    /// For the file. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// The opinion of a seat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionRequest {
    pub opinion: PlanOpinion,
    /// For the file; an objection has some. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// Where a plan or a post goes back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanReturnRequest {
    /// An earlier hand that the present one may return to.
    #[schema(example = "plan-draft")]
    pub to: String,
    /// A reason of the catalogue of plans, by its code.
    #[schema(example = "conditions-unclear")]
    pub reason: String,
    /// Shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// A decision against a plan or a post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRefusalRequest {
    /// A reason of the catalogue of plans, by its code.
    #[schema(example = "not-needed")]
    pub reason: String,
    /// Shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// A new post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostRequest {
    /// The unit that it is of, by its id: for whoever stands in for several; else it is the one that the officer acts for.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// A post of the same unit, which the new one begins as a copy of: of an issued plan, or of one that was refused;
    /// `list_post_beginnings` tells which.
    #[serde(default)]
    pub copy_of: Option<PostId>,
    /// In an amendment: a post of the same unit in the catalogue in force, which is changed; one that `may_be_changed`.
    #[serde(default)]
    pub changes: Option<PostId>,
    /// In an amendment: such a post that is closed.
    #[serde(default)]
    pub closes: Option<PostId>,
}

/// An amendment of the catalogue in force.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentRequest {
    pub title: TextInput,
    /// Until when units hand in what they add, change and close.
    #[schema(value_type = String, format = Date)]
    pub drafts_by: NaiveDate,
}

/// The next act on a post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostPassing {
    /// For the file. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
    /// Why flagged wording stands as it is; asked of the unit where there is some.
    #[serde(default)]
    pub wording: Option<String>,
}

/// The annual plans and amendments: those that take posts first, then hand by hand, what is over last.
#[utoipa::path(
    operation_id = "list_plans", tag = "plans", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<PlanItem>),
        (status = "4XX", description = "Not signed in, or nobody of a plan's hands", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/plans")]
pub async fn list_plans(officer: Officer, planning: web::Data<Planning>) -> Result<HttpResponse, DeskError> {
    let plans = planning.list(&officer).await?;
    let items = plans.iter().map(|plan| PlanItem::of(plan, planning.policy_of(plan))).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// Open the plan of a year: units draft their posts in it.
#[utoipa::path(
    operation_id = "open_plan", tag = "plans", security(("officer" = [])), request_body = PlanRequest,
    responses(
        (status = 201, description = "Opened", body = Versioned),
        (status = "4XX", description = "Not the secretary, or there is a plan of that year", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans")]
pub async fn open_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    given: Given<PlanRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanRequest { year, title, drafts_by }, once } = given;
    created(planning.open(&officer.once(once), Opening { year, title, drafts_by }).await?)
}

/// Open an amendment of the catalogue in force: it goes through the hands of a plan and is issued under a number of its own.
#[utoipa::path(
    operation_id = "amend_catalogue", tag = "plans", params(IssueParams), security(("officer" = [])), request_body = AmendmentRequest,
    responses(
        (status = 201, description = "Opened", body = Versioned),
        (status = "4XX", description = "Not the secretary, no such issue, not the one in force, or an amendment is under way", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/catalogue-issues/{id}/amendments")]
pub async fn amend_catalogue(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<IssueParams>,
    given: Given<AmendmentRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: AmendmentRequest { title, drafts_by }, once } = given;
    created(planning.amend(&officer.once(once), params.id, Amending { title, drafts_by }).await?)
}

/// A plan; its posts are a list of their own.
#[utoipa::path(
    operation_id = "show_plan", tag = "plans", params(PlanParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The plan; its ETag goes into If-Match", body = PlanView),
        (status = "4XX", description = "Not signed in, nobody of its hands, or no such plan", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/plans/{id}")]
pub async fn show_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
) -> Result<HttpResponse, DeskError> {
    let plan = planning.find(&officer, params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(plan.version)).json(PlanView::of(&plan, planning.policy_of(&plan))))
}

/// Pass the plan on to the next hand; what was returned to this hand goes back to the one that returned it.
#[utoipa::path(
    operation_id = "pass_plan", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = PlanPassing,
    responses(
        (status = 200, description = "Passed on", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, posts are still under way, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/passing")]
pub async fn pass_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<PlanPassing>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    acted(planning.pass(&officer.once(once), params.id.into(), seen.0, value.words).await?)
}

/// Give the opinion of one's seat on the plan.
#[utoipa::path(
    operation_id = "opine_on_plan", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = OpinionRequest,
    responses(
        (status = 200, description = "Given", body = Versioned),
        (status = "4XX", description = "No seat, not with the group, spoken before, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/opinions")]
pub async fn opine_on_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<OpinionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: OpinionRequest { opinion, words }, once } = given;
    acted(planning.opine(&officer.once(once), params.id.into(), seen.0, opinion, words).await?)
}

/// Return the whole plan to an earlier hand.
#[utoipa::path(
    operation_id = "return_plan", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = PlanReturnRequest,
    responses(
        (status = 200, description = "Returned", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, no such hand or reason, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/return")]
pub async fn return_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<PlanReturnRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanReturnRequest { to, reason, words }, once } = given;
    let returning = desk::returning(&to, &reason, words)?;
    acted(planning.send_back(&officer.once(once), params.id.into(), seen.0, returning).await?)
}

/// Decide against the whole plan; a seat of the group objects instead. A new plan of its year can be opened then.
#[utoipa::path(
    operation_id = "refuse_plan", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = PlanRefusalRequest,
    responses(
        (status = 200, description = "Rejected", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, a seat of the group, no such reason, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/refusal")]
pub async fn refuse_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<PlanRefusalRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanRefusalRequest { reason, words }, once } = given;
    let reason = desk::reason(&reason)?;
    acted(planning.refuse(&officer.once(once), params.id.into(), seen.0, reason, words).await?)
}

/// Ratify the plan: it is numbered and issued, and its posts become the public catalogue.
#[utoipa::path(
    operation_id = "ratify_plan", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = PlanPassing,
    responses(
        (status = 200, description = "Ratified and issued", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, not there yet, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/ratification")]
pub async fn ratify_plan(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<PlanPassing>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    acted(planning.ratify(&officer.once(once), params.id.into(), seen.0, value.words).await?)
}

/// Begin a post in a plan, for the officer's own unit or one that they stand in for today.
#[utoipa::path(
    operation_id = "draft_planned_post", tag = "plans", params(PlanParams), security(("officer" = [])), request_body = PostRequest,
    responses(
        (status = 201, description = "Begun", body = Versioned),
        (status = "4XX", description = "Of no unit, the plan takes no posts any more, or nothing to copy", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/posts")]
pub async fn draft_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    given: Given<PostRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PostRequest { unit, copy_of, changes, closes }, once } = given;
    let beginning = Beginning::of(copy_of, changes, closes)?;
    created(planning.draft_post(&officer.once(once), params.id.into(), unit, beginning).await?)
}

/// A post of a plan.
#[utoipa::path(
    operation_id = "show_planned_post", tag = "plans", params(PlannedPostParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The post; its ETag goes into If-Match", body = PlannedPostView),
        (status = "4XX", description = "Not signed in, or no such post within the officer's sight", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/planned-posts/{id}")]
pub async fn show_planned_post(
    officer: Officer,
    caller: Caller,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
) -> Result<HttpResponse, DeskError> {
    let shown = planning.show_post(&officer, params.id.into()).await?;
    let view = PlannedPostView::of(&shown, planning.house.clock.today(), caller.language);
    Ok(HttpResponse::Ok().insert_header(etag(shown.post.version)).json(view))
}

/// Write a post, whole or half; what is wrong with it is said when it is handed in.
#[utoipa::path(
    operation_id = "save_planned_post", tag = "plans", params(PlannedPostParams, Seen), security(("officer" = [])), request_body = PostInput,
    responses(
        (status = 200, description = "Saved", body = Versioned),
        (status = "4XX", description = "Not with this officer's unit, too large, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/planned-posts/{id}")]
pub async fn save_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
    seen: Seen,
    given: Given<PostInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    acted(planning.save_post(&officer.once(once), params.id.into(), seen.0, value).await?)
}

/// Pass a post on: the unit hands it in, a department takes it further, the last takes it into the plan.
#[utoipa::path(
    operation_id = "pass_planned_post", tag = "plans", params(PlannedPostParams, Seen), security(("officer" = [])), request_body = PostPassing,
    responses(
        (status = 200, description = "Passed on", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/planned-posts/{id}/passing")]
pub async fn pass_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
    seen: Seen,
    given: Given<PostPassing>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PostPassing { words, wording }, once } = given;
    let taken = PostStep::Pass { words, wording };
    acted(planning.step_post(&officer.once(once), params.id.into(), seen.0, taken).await?)
}

/// Return a post to an earlier hand.
#[utoipa::path(
    operation_id = "return_planned_post", tag = "plans", params(PlannedPostParams, Seen), security(("officer" = [])), request_body = PlanReturnRequest,
    responses(
        (status = 200, description = "Returned", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, no such hand or reason, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/planned-posts/{id}/return")]
pub async fn return_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
    seen: Seen,
    given: Given<PlanReturnRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanReturnRequest { to, reason, words }, once } = given;
    let taken = PostStep::Return(desk::returning(&to, &reason, words)?);
    acted(planning.step_post(&officer.once(once), params.id.into(), seen.0, taken).await?)
}

/// Take back the return of a post: it is with whoever returned it, or in the plan, as it was when it was returned. What was written
/// meanwhile is not kept.
#[utoipa::path(
    operation_id = "recall_planned_post", tag = "plans", params(PlannedPostParams, Seen), security(("officer" = [])), request_body = PlanPassing,
    responses(
        (status = 200, description = "Taken back", body = Versioned),
        (status = "4XX", description = "Not away, returned by another hand or seat, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/planned-posts/{id}/recall")]
pub async fn recall_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
    seen: Seen,
    given: Given<PlanPassing>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanPassing { words }, once } = given;
    let taken = PostStep::Recall { words };
    acted(planning.step_post(&officer.once(once), params.id.into(), seen.0, taken).await?)
}

/// Decide against a post: it stays out of the plan. The hand that has the plan, but for a seat of the group, so leaves out a post
/// that an earlier hand keeps, and says why in words.
#[utoipa::path(
    operation_id = "refuse_planned_post", tag = "plans", params(PlannedPostParams, Seen), security(("officer" = [])), request_body = PlanRefusalRequest,
    responses(
        (status = 200, description = "Rejected", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, a seat of the group, no such reason, no words where the plan does not wait, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/planned-posts/{id}/refusal")]
pub async fn refuse_planned_post(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlannedPostParams>,
    seen: Seen,
    given: Given<PlanRefusalRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PlanRefusalRequest { reason, words }, once } = given;
    let taken = PostStep::Refuse { reason: desk::reason(&reason)?, words };
    acted(planning.step_post(&officer.once(once), params.id.into(), seen.0, taken).await?)
}

fn created(Acted { id, version }: Acted) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id, version }))
}

fn acted(Acted { id, version }: Acted) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
