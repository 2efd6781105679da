//! Nominations by API.

pub mod items;
pub mod reconsideration;
pub mod resume;
pub mod tasks;

use actix_web::{HttpResponse, get, post, put, web};
use chrono::NaiveDate;
use contract::{Page, Problem, Versioned};
use domain::interpretation::Published;
use domain::{
    Evaluated, FilingInput, HandOverAnswer, HeldCondition, NominationId, Policy, PostId, Receipt, Refusal, Target,
    UnitId,
};
use kit::web::{Given, Seen, etag};
use kit::{DeskError, Paging, PagingParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::answering::Corrected;
use super::consents::FIRST_VERSION;
use super::desk::{Nominations, Saved, Submitted};
use super::drafts;
use super::progress::Progress;
use super::store::Kept;
use crate::accounts::Applicant;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct NominationParams {
    /// The nomination's id.
    pub id: Uuid,
}

/// A draft: for a post, to a unit without one, or to the Party organisation (Art. 16).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NominationRequest {
    /// The same as a `target` that is a post; one of the two is needed, and one is enough.
    #[serde(default)]
    pub post: Option<PostId>,
    #[serde(default)]
    #[schema(example = json!({ "to": "party-organisation" }))]
    pub target: Option<Target>,
    #[serde(default)]
    pub filing: FilingInput,
    /// One of the applicant's own nominations to begin with, wherever it goes, instead of a `filing`: all that it says but the
    /// statement and the consents, which are given anew.
    #[serde(default)]
    pub like: Option<NominationId>,
}

/// An act without more to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmissionRequest {}

/// An answer to the question whether a unit may have the papers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverRequest {
    /// The unit that was proposed: `progress.asked`.
    pub unit: UnitId,
    /// `agreed` is the consent to hand everything over to it.
    pub answer: HandOverAnswer,
    /// The version of that consent's text that the person was shown (`consents` of `list_tasks`).
    #[serde(default = "first_version")]
    #[schema(example = 1)]
    pub shown: u32,
}

fn first_version() -> u32 {
    FIRST_VERSION
}

/// Taking it back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRequest {
    /// May be left out; at most 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A nomination as it was submitted.
#[derive(Serialize, ToSchema)]
pub struct SubmittedView {
    pub id: NominationId,
    pub receipt: Receipt,
    pub version: i64,
}

/// A nomination as it was corrected.
#[derive(Serialize, ToSchema)]
pub struct CorrectedView {
    pub id: NominationId,
    pub receipt: Receipt,
    /// 2 with the first correction.
    pub revision: u32,
    pub version: i64,
}

/// A nomination with what was typed into it and what became of it.
#[derive(Serialize, ToSchema)]
pub struct NominationView {
    pub id: NominationId,
    pub target: Target,
    /// The post; absent where it is without one.
    pub post: Option<PostId>,
    pub receipt: Option<Receipt>,
    /// Where it stands at the portal.
    pub stage: domain::nomination::Stage,
    /// As it was saved, submitted, or corrected last.
    pub filing: FilingInput,
    /// A correction that was begun and not sent.
    pub correction: Option<FilingInput>,
    /// What review told; absent until a case was opened.
    pub progress: Option<Progress>,
    /// The ten clauses against what was typed. Not a decision.
    pub clauses: Vec<Evaluated>,
    /// The conditions of its post against what was typed; empty without one. Not a decision.
    pub conditions: Vec<HeldCondition>,
    pub version: i64,
}

/// Where it goes: a `post`, or a `target` that can be a post too.
pub fn target(post: Option<PostId>, target: Option<Target>) -> Result<Target, Refusal> {
    match (post, target) {
        (Some(post), None) => Ok(Target::Post(post)),
        (None, Some(target)) => Ok(target),
        _ => Err(Refusal::content("target-missing").under(domain::Clause::article(16)).at("/target")),
    }
}

impl NominationView {
    /// As it stands today; the clauses of what was sent by the policy and the interpretations of the day on which it was.
    pub fn of(kept: &Kept, policy: &Policy, today: NaiveDate, published: &[Published]) -> NominationView {
        let readings = kept.readings(published, today);
        NominationView {
            id: kept.nomination.id,
            target: kept.nomination.target,
            post: kept.about.post().map(|post| post.id),
            receipt: kept.nomination.receipt(),
            stage: kept.nomination.stage.clone(),
            filing: kept.filing.clone(),
            correction: kept.correction.clone(),
            progress: kept.progress.clone(),
            clauses: drafts::clauses(kept.typed(), today, policy, &readings),
            conditions: drafts::conditions(&kept.about, kept.typed(), today, &readings),
            version: kept.version,
        }
    }
}

/// The nomination that a draft begins with, where one is named. What it says is not typed over.
fn like(value: &NominationRequest) -> Result<Option<NominationId>, Refusal> {
    match value.like {
        Some(_) if value.filing != FilingInput::default() => Err(Refusal::content("filing-beside-like").at("/filing")),
        like => Ok(like),
    }
}

/// Begin a nomination: a draft, whole or half filled in, or like another one of the applicant's.
#[utoipa::path(
    operation_id = "create_nomination", tag = "nominations", request_body = NominationRequest, security(("applicant" = [])),
    responses(
        (status = 201, description = "Saved; its ETag goes into If-Match", body = Versioned),
        (status = "4XX", description = "Not signed in, no such post or unit, or nominated before", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations")]
pub async fn create_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    given: Given<NominationRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let (target, like) = (target(value.post, value.target)?, like(&value)?);
    let Saved { id, version } = match like {
        Some(_) => nominations.begin_as_before(&applicant, once, target, like).await?,
        None => {
            let drafted = nominations.draft(&applicant, once, target, value.filing).await;
            drafted.map_err(|error| error.inside("/filing"))?
        }
    };
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// The applicant's nominations, the newest first.
#[utoipa::path(
    operation_id = "list_nominations", tag = "nominations", params(PagingParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "Some of them", body = Page<NominationView>),
        (status = "4XX", description = "Not signed in, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations")]
pub async fn list_nominations(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = nominations.list(&applicant, &paging.at()?, paging.limit).await?;
    let (today, published) = (nominations.today(), nominations.published().await?);
    paging.answer(listed.map(|kept| NominationView::of(&kept, nominations.policy_of(&kept), today, &published)))
}

/// One nomination, whole.
#[utoipa::path(
    operation_id = "show_nomination", tag = "nominations", params(NominationParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "The nomination; its ETag goes into If-Match", body = NominationView),
        (status = "4XX", description = "Not signed in, or not the applicant's own", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations/{id}")]
pub async fn show_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
) -> Result<HttpResponse, DeskError> {
    let kept = nominations.show(&applicant, params.id.into()).await?;
    let (policy, published) = (nominations.policy_of(&kept), nominations.published().await?);
    let view = NominationView::of(&kept, policy, nominations.today(), &published);
    Ok(HttpResponse::Ok().insert_header(etag(kept.version)).json(view))
}

/// Save a draft again, whole or half filled in; after submission, the correction that is asked for.
#[utoipa::path(
    operation_id = "save_nomination", tag = "nominations", params(NominationParams, Seen), request_body = FilingInput, security(("applicant" = [])),
    responses(
        (status = 200, description = "Saved", body = Versioned),
        (status = "4XX", description = "Submitted already, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/nominations/{id}/filing")]
pub async fn save_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<FilingInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Saved { id, version } = nominations.save(&applicant, once, params.id.into(), seen.0, value).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// Submit it to those who review it. Every problem of the filing is told at once.
#[utoipa::path(
    operation_id = "submit_nomination", tag = "nominations", params(NominationParams, Seen), request_body = SubmissionRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Submitted", body = SubmittedView),
        (status = "4XX", description = "Not complete, closed, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/submission")]
pub async fn submit_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<SubmissionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Submitted { id, receipt, version } =
        nominations.submit(&applicant, given.once, params.id.into(), seen.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(SubmittedView { id, receipt, version }))
}

/// Send the correction that was saved with `save_nomination`. Possible while a correction is asked for.
#[utoipa::path(
    operation_id = "correct_nomination", tag = "nominations", params(NominationParams, Seen), request_body = SubmissionRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Corrected", body = CorrectedView),
        (status = "4XX", description = "Not complete, not asked for, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/correction")]
pub async fn correct_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<SubmissionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Corrected { id, receipt, revision, version } =
        nominations.correct(&applicant, given.once, params.id.into(), seen.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(CorrectedView { id, receipt, revision, version }))
}

/// Say whether the unit that was proposed may have the papers (Art. 16).
#[utoipa::path(
    operation_id = "answer_proposal", tag = "nominations", params(NominationParams, Seen), request_body = HandOverRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Answered", body = Versioned),
        (status = "4XX", description = "Not asked about that unit, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/hand-over")]
pub async fn answer_proposal(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<HandOverRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: HandOverRequest { unit, answer, shown }, once } = given;
    let said = (answer, shown);
    let Saved { id, version } = nominations.hand_over(&applicant, once, params.id.into(), seen.0, unit, said).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// Withdraw it; possible until the official reply.
#[utoipa::path(
    operation_id = "withdraw_nomination", tag = "nominations", params(NominationParams, Seen), request_body = WithdrawalRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Withdrawn", body = Versioned),
        (status = "4XX", description = "Not submitted, decided already, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/withdrawal")]
pub async fn withdraw_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<WithdrawalRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Saved { id, version } = nominations.withdraw(&applicant, once, params.id.into(), seen.0, value.reason).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
