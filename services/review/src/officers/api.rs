//! Signing in by API.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use kit::DeskError;
use kit::web::{Caller, Given};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Officers;
use super::desk::{Credentials, Pair};

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

/// A refresh token that was given before.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    #[schema(example = "kJ0bK1pC4mQw7uQ3oWb5w0cXf1yq8vT2sN6rE9hZaLg")]
    pub refresh_token: String,
}

/// An access token, which is sent as `Authorization: Bearer`, and the refresh token that gets the next pair.
#[derive(Serialize, ToSchema)]
pub struct TokenPair {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: String,
    /// Seconds from now.
    #[schema(example = 900)]
    pub expires_in: u64,
    /// Good once. Using it twice ends all that came from the same sign-in.
    pub refresh_token: String,
}

impl TokenPair {
    fn answer(pair: Pair) -> HttpResponse {
        HttpResponse::Ok().json(TokenPair {
            access_token: pair.access.token,
            token_type: "Bearer".to_owned(),
            expires_in: pair.access.lifetime.as_secs(),
            refresh_token: pair.refresh,
        })
    }
}

/// Sign in with password and second factor.
#[utoipa::path(
    operation_id = "create_token",
    security(()),
    tag = "officers",
    request_body = TokenRequest,
    responses(
        (status = 200, description = "Signed in", body = TokenPair),
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
    let typed = Credentials { login, password, code };
    Ok(TokenPair::answer(officers.grant_tokens(&caller.visitor(), &typed, caller.device).await?))
}

/// Exchange a refresh token for the next pair.
#[utoipa::path(
    operation_id = "refresh_token",
    tag = "officers",
    security(()),
    request_body = RefreshRequest,
    responses(
        (status = 200, description = "The next pair", body = TokenPair),
        (status = "4XX", description = "Used, over, or revoked: sign in again", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/tokens/refresh")]
pub async fn refresh_token(
    caller: Caller,
    officers: web::Data<Officers>,
    given: Given<RefreshRequest>,
) -> Result<HttpResponse, DeskError> {
    Ok(TokenPair::answer(officers.renew_tokens(&caller.visitor(), &given.value.refresh_token).await?))
}

/// Sign out: end all that came from a refresh token's sign-in.
#[utoipa::path(
    operation_id = "revoke_token",
    tag = "officers",
    security(()),
    request_body = RefreshRequest,
    responses(
        (status = 204, description = "It is good for nothing any more, if it ever was"),
        (status = "4XX", description = "Not understood, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/tokens/revocation")]
pub async fn revoke_token(
    caller: Caller,
    officers: web::Data<Officers>,
    given: Given<RefreshRequest>,
) -> Result<HttpResponse, DeskError> {
    officers.revoke_tokens(&caller.visitor(), &given.value.refresh_token).await?;
    Ok(HttpResponse::NoContent().finish())
}
