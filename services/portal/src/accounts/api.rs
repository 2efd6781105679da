//! Signing in by API: a code by mail, then a session.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use domain::MailAddress;
use kit::DeskError;
use kit::web::{Caller, Given};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Accounts;

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

/// Sign in with the code.
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
    let mail = MailAddress::parse(&given.value.mail)?;
    let signed_in = accounts.sign_in(&caller.visitor(), &mail, &given.value.code, caller.language).await?;
    Ok(HttpResponse::Created().json(SessionView { token: signed_in.token, ends: signed_in.ends.rfc3339() }))
}
