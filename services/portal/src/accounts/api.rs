//! Signing in by API: a code by mail, then a session; and the sessions one has.

pub mod addresses;

use actix_web::{HttpResponse, delete, get, post, web};
use contract::{Page, Problem};
use domain::MailAddress;
use kit::DeskError;
use kit::html::sessions::SessionItem;
use kit::web::{Caller, Given, KeyOnly, Seen};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Accounts, Applicant};

/// Where the code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailCodeRequest {
    #[schema(example = "wang@example.com")]
    pub mail: String,
}

/// What signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    #[schema(example = "wang@example.com")]
    pub mail: String,
    /// The six digits of the last mail.
    #[schema(example = "123456")]
    pub code: String,
}

/// A session; send its token as `Authorization: Bearer`.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    pub token: String,
    /// RFC 3339, UTC.
    pub ends: String,
}

/// Ask for a code by mail. The answer is the same whether the address is known or not.
#[utoipa::path(
    operation_id = "create_mail_code", tag = "accounts", request_body = MailCodeRequest, security(()),
    responses(
        (status = 202, description = "A code is on its way"),
        (status = "4XX", description = "No address, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/mail-codes")]
pub async fn create_mail_code(
    caller: Caller,
    accounts: web::Data<Accounts>,
    given: Given<MailCodeRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let mail = MailAddress::parse(&value.mail)?;
    accounts.send_code(&caller.visitor().once(once), &mail, caller.language).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Sign in with the code. It is of one use; the same request under the same `Idempotency-Key` gets the same session again, while
/// the code would have held.
#[utoipa::path(
    operation_id = "create_session", tag = "accounts", request_body = SessionRequest, security(()),
    responses(
        (status = 201, description = "Signed in", body = SessionView),
        (status = "4XX", description = "Wrong, void, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/sessions")]
pub async fn create_session(
    caller: Caller,
    accounts: web::Data<Accounts>,
    given: Given<SessionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let mail = MailAddress::parse(&value.mail)?;
    let signed_in = accounts.sign_in(&caller.visitor().once(once), &mail, &value.code, &caller).await?;
    Ok(HttpResponse::Created().json(SessionView { token: signed_in.token, ends: signed_in.ends.rfc3339() }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SessionParams {
    /// The session's id.
    id: Uuid,
}

/// Where the caller is signed in, the one used last first.
#[utoipa::path(
    operation_id = "list_sessions", tag = "accounts", security(("applicant" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<SessionItem>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/sessions")]
pub async fn list_sessions(applicant: Applicant, accounts: web::Data<Accounts>) -> Result<HttpResponse, DeskError> {
    let listed = accounts.sessions(&applicant).await?;
    let item = |one| SessionItem::of(one, applicant.session, applicant.language);
    Ok(HttpResponse::Ok().json(Page { items: listed.into_iter().map(item).collect(), next: None, prev: None }))
}

/// End one of them; ending the one that asks is signing out.
#[utoipa::path(
    operation_id = "end_session", tag = "accounts", params(SessionParams, Seen), security(("applicant" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = "4XX", description = "Not signed in, or not a session of the caller", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/sessions/{id}")]
pub async fn end_session(
    mut applicant: Applicant,
    accounts: web::Data<Accounts>,
    params: web::Path<SessionParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    applicant.by.once = once.0;
    accounts.end_session(&applicant, params.id, seen.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End all of them but the one that asks.
#[utoipa::path(
    operation_id = "end_other_sessions", tag = "accounts", security(("applicant" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/sessions/ending")]
pub async fn end_other_sessions(
    mut applicant: Applicant,
    accounts: web::Data<Accounts>,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    applicant.by.once = once.0;
    accounts.end_other_sessions(&applicant).await?;
    Ok(HttpResponse::NoContent().finish())
}
