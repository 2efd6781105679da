//! Signing in by API.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use kit::DeskError;
use kit::web::{Caller, Given};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Officers;
use super::desk::Credentials;

/// What an officer signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    #[schema(example = "secretary")]
    pub login: String,
    pub password: String,
    /// The six digits of the second factor; each holds for 30 seconds and once.
    #[schema(example = "123456")]
    pub code: String,
}

/// An access token; send it as `Authorization: Bearer`.
#[derive(Serialize, ToSchema)]
pub struct AccessToken {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: String,
    /// Seconds from now.
    #[schema(example = 900)]
    pub expires_in: u64,
}

/// Sign in with password and second factor.
#[utoipa::path(
    operation_id = "create_token",
    security(()),
    tag = "officers",
    request_body = TokenRequest,
    responses(
        (status = 200, description = "Signed in", body = AccessToken),
        (status = "4XX", description = "Wrong, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/tokens")]
pub async fn create_token(
    caller: Caller,
    officers: web::Data<Officers>,
    given: Given<TokenRequest>,
) -> Result<HttpResponse, DeskError> {
    let TokenRequest { login, password, code } = &given.value;
    let granted = officers.grant_token(&caller.visitor(), &Credentials { login, password, code }).await?;
    Ok(HttpResponse::Ok().json(AccessToken {
        access_token: granted.token,
        token_type: "Bearer".to_owned(),
        expires_in: granted.lifetime.as_secs(),
    }))
}
