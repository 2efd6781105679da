//! JSON doors to the log of the letters. What a letter says is nobody's to read here.

use actix_web::web::{Data, Path, Query};
use actix_web::{Error, HttpResponse, get, post};
use chrono::NaiveDate;
use contract::{Page, Problem};
use kit::{DeskError, Given, Instant, Paging, PagingParams, Seen, etag};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::desk::Desk;
use super::store::Wanted;
use super::view::{LetterState, LetterView, sample};
use crate::staff::{Reader, Resender};

pub fn routes(routes: &mut ServiceConfig) {
    routes.service(list_letters).service(show_letter).service(resend_letter);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct One {
    /// The letter's id.
    pub id: Uuid,
}

/// What to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    state: Option<LetterState>,
    /// Only letters of this name.
    #[param(example = "nomination-received")]
    name: Option<String>,
    /// Only letters accepted on this day, in Asia/Shanghai.
    #[param(value_type = Option<String>, format = Date, example = "2026-11-24")]
    day: Option<NaiveDate>,
}

impl ListParams {
    fn wanted(&self) -> Wanted {
        let day = |day: NaiveDate| (Instant::midnight(day), Instant::midnight(day.succ_opt().unwrap_or(day)));
        Wanted { stage: self.state.map(LetterState::code), name: self.name.clone(), accepted: self.day.map(day) }
    }
}

/// Asking for a letter again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResendingRequest {
    /// Why, in at most 200 characters; the audit trail keeps it, so nothing personal.
    #[schema(example = "The mailbox was full and is not any more.")]
    pub reason: String,
}

/// List the letters and how far each is
///
/// The newest first; no content, and of an address no more than is needed to recognise it.
#[utoipa::path(
    operation_id = "list_letters", tag = "letters", params(ListParams, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Letters, the newest first", body = Page<LetterView>,
            example = json!({ "items": [sample()], "next": null, "prev": null })),
        (status = "4XX", description = "Not signed in, not allowed, or not understood", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/letters")]
pub async fn list_letters(
    _: Reader,
    desk: Data<Desk>,
    params: Query<ListParams>,
    paging: Paging,
) -> Result<HttpResponse, Error> {
    let walked = desk.list(&params.wanted(), &paging.at()?, paging.limit).await?;
    Ok(paging.answer(walked.map(|delivery| LetterView::of(&delivery)))?)
}

/// Show how far one letter is
#[utoipa::path(
    operation_id = "show_letter", tag = "letters", params(One), security(("officer" = [])),
    responses(
        (status = 200, description = "The letter's way; its ETag goes into If-Match", body = LetterView, example = json!(sample())),
        (status = "4XX", description = "Not signed in, not allowed, or no such letter", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/letters/{id}")]
pub async fn show_letter(_: Reader, desk: Data<Desk>, one: Path<One>) -> Result<HttpResponse, DeskError> {
    let delivery = desk.show(one.id).await?;
    Ok(HttpResponse::Ok().insert_header(etag(delivery.version)).json(LetterView::of(&delivery)))
}

/// Send a letter again, as it was first written
///
/// One that failed, expired or was handed over, with a reason. It keeps its Message-ID.
#[utoipa::path(
    operation_id = "resend_letter", tag = "letters", params(One, Seen), request_body = ResendingRequest, security(("officer" = [])),
    responses(
        (status = 200, description = "It is being sent", body = LetterView),
        (status = "4XX", description = "Not allowed, without a reason, under way, gone, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/letters/{id}/resending")]
pub async fn resend_letter(
    resender: Resender,
    desk: Data<Desk>,
    one: Path<One>,
    seen: Seen,
    given: Given<ResendingRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let delivery = desk.resend(&resender.0.once(once), one.id, seen.0, &value.reason).await?;
    Ok(HttpResponse::Ok().insert_header(etag(delivery.version)).json(LetterView::of(&delivery)))
}
