//! The items that are asked for with a correction, by API: one answered in words. Files go with `add_evidence`.

use actix_web::{HttpResponse, put, web};
use contract::{Problem, Versioned};
use kit::DeskError;
use kit::web::{Given, Seen, etag};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::accounts::Applicant;
use crate::nominations::desk::{Nominations, Saved};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ItemParams {
    /// The nomination's id.
    id: Uuid,
    /// The item's number, as `progress.asked` names it.
    #[param(example = 1)]
    number: u16,
}

/// What the applicant says to an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemAnswerRequest {
    /// At most 1000 characters; empty takes back what was said before.
    pub words: String,
}

/// Say something to an item that is asked for, in place of a file or beside one. It goes to review with the correction.
#[utoipa::path(
    operation_id = "answer_item", tag = "nominations", params(ItemParams, Seen), request_body = ItemAnswerRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Saved", body = Versioned),
        (status = "4XX", description = "Not the applicant's own, not asked for, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/nominations/{id}/items/{number}")]
pub async fn answer_item(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<ItemParams>,
    seen: Seen,
    given: Given<ItemAnswerRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ItemAnswerRequest { words }, once } = given;
    let saved = nominations.answer_item(&applicant, once, params.id.into(), seen.0, params.number, &words).await?;
    let Saved { id, version } = saved;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
