//! The addresses of an account by API: a second one with a code, which one gets the letters, and removing one.

use actix_web::{HttpResponse, delete, get, post, web};
use contract::{Page, Problem};
use domain::MailAddress;
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::accounts::desk::Changed;
use crate::accounts::store::{Address, Addresses};
use crate::accounts::{Accounts, Applicant};

/// An address of the caller. It signs in, whether letters go to it or not.
#[derive(Serialize, ToSchema)]
pub struct AddressItem {
    pub id: Uuid,
    #[schema(example = "wang@example.com")]
    pub mail: String,
    pub gets_letters: bool,
    #[schema(format = DateTime)]
    pub since: String,
    /// Of all addresses together: for `If-Match`, as `"v1"`.
    pub version: i64,
}

impl AddressItem {
    pub fn all(own: Addresses) -> Vec<AddressItem> {
        let version = own.version;
        let item = |address: Address| AddressItem {
            id: address.id,
            mail: address.mail,
            gets_letters: address.gets_letters,
            since: address.since.rfc3339(),
            version,
        };
        own.all.into_iter().map(item).collect()
    }
}

/// Where the code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressCodeRequest {
    #[schema(example = "wang.fang@example.org")]
    pub mail: String,
}

/// What shows that the mail of the address asked for last is read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressRequest {
    /// The six digits of the last mail.
    #[schema(example = "123456")]
    pub code: String,
}

/// An address as it was added or chosen.
#[derive(Serialize, ToSchema)]
pub struct AddressChangedView {
    pub id: Uuid,
    /// Of all addresses together: for `If-Match`, as `"v2"`.
    pub version: i64,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AddressParams {
    /// The address's id.
    id: Uuid,
}

/// The caller's addresses, the earliest first.
#[utoipa::path(
    operation_id = "list_addresses", tag = "accounts", security(("applicant" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<AddressItem>, headers(("ETag" = String, description = "Their version, for `If-Match`"))),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/addresses")]
pub async fn list_addresses(applicant: Applicant, accounts: web::Data<Accounts>) -> Result<HttpResponse, DeskError> {
    let own = accounts.addresses(accounts.house.reader(), applicant.person).await?;
    let version = etag(own.version);
    let listed = Page { items: AddressItem::all(own), next: None, prev: None };
    Ok(HttpResponse::Ok().insert_header(version).json(listed))
}

/// Ask for a code to a second address. The answer is the same whether the address is known or not.
#[utoipa::path(
    operation_id = "create_address_code", tag = "accounts", request_body = AddressCodeRequest, security(("applicant" = [])),
    responses(
        (status = 202, description = "A code is on its way"),
        (status = "4XX", description = "Not signed in, no address, the caller's own, one too many, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/address-codes")]
pub async fn create_address_code(
    applicant: Applicant,
    accounts: web::Data<Accounts>,
    given: Given<AddressCodeRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    accounts.ask_for_address(&applicant, once, &MailAddress::parse(&value.mail)?).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Add the address that the code was sent to. Both are told by mail, as of every change.
#[utoipa::path(
    operation_id = "add_address", tag = "accounts", request_body = AddressRequest, security(("applicant" = [])),
    responses(
        (status = 201, description = "Added: it signs in", body = AddressChangedView),
        (status = "4XX", description = "Not signed in, a wrong or void code, an account of its own, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/addresses")]
pub async fn add_address(
    applicant: Applicant,
    accounts: web::Data<Accounts>,
    given: Given<AddressRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Changed { id, version } = accounts.add_address(&applicant, once, &value.code).await?;
    Ok(HttpResponse::Created().insert_header(etag(version)).json(AddressChangedView { id, version }))
}

/// Send letters to this one from now on.
#[utoipa::path(
    operation_id = "choose_address", tag = "accounts", params(AddressParams, Seen), security(("applicant" = [])),
    responses(
        (status = 200, description = "Chosen", body = AddressChangedView),
        (status = "4XX", description = "Not signed in, not an address of the caller, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/addresses/{id}/letters")]
pub async fn choose_address(
    applicant: Applicant,
    accounts: web::Data<Accounts>,
    params: web::Path<AddressParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    let Changed { id, version } = accounts.choose_address(&applicant, once.0, params.id, seen.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(AddressChangedView { id, version }))
}

/// Remove one: it signs in no more, letters go to the other, and the caller's other sessions end. The last one stays.
#[utoipa::path(
    operation_id = "remove_address", tag = "accounts", params(AddressParams, Seen), security(("applicant" = [])),
    responses(
        (status = 204, description = "Removed"),
        (status = "4XX", description = "Not signed in, not an address of the caller, the last one, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/addresses/{id}")]
pub async fn remove_address(
    applicant: Applicant,
    accounts: web::Data<Accounts>,
    params: web::Path<AddressParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    accounts.remove_address(&applicant, once.0, params.id, seen.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
