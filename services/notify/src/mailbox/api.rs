//! JSON doors to the local mailbox.

use actix_web::web::{Json, Path, Query};
use actix_web::{Error, HttpResponse, get};
use contract::{Page, Problem};
use kit::{DeskError, Paging, PagingParams};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::mail::Mail;
use super::open::Mailbox;
use super::wanted::Wanted;

pub fn routes(routes: &mut ServiceConfig) {
    routes.service(list_mailbox).service(show_mailbox_mail);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct One {
    /// The letter's id.
    pub id: Uuid,
}

/// List the mails in the local mailbox
///
/// The newest first. Only where letters stay on this machine.
#[utoipa::path(
    operation_id = "list_mailbox",
    tag = "mailbox",
    params(Wanted, PagingParams),
    security(()),
    responses(
        (status = 200, description = "Mails, the newest first", body = Page<Mail>,
            example = json!({ "items": [super::mail::sample()], "next": null, "prev": null })),
        (status = "4XX", description = "Not understood", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/mailbox")]
pub async fn list_mailbox(
    Mailbox(desk): Mailbox,
    wanted: Query<Wanted>,
    paging: Paging,
) -> Result<HttpResponse, Error> {
    let mails = desk.list(wanted.to(), &paging.at()?, paging.limit).await?;
    Ok(paging.answer(mails)?)
}

/// Show one mail of the local mailbox
///
/// Its id is that of its letter.
#[utoipa::path(
    operation_id = "show_mailbox_mail",
    tag = "mailbox",
    params(One),
    security(()),
    responses(
        (status = 200, description = "The mail", body = Mail, example = json!(super::mail::sample())),
        (status = "4XX", description = "No such mail", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/mailbox/{id}")]
pub async fn show_mailbox_mail(Mailbox(desk): Mailbox, one: Path<One>) -> Result<Json<Mail>, DeskError> {
    Ok(Json(desk.show(one.id).await?))
}
