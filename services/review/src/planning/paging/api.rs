//! The posts of a plan by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use kit::web::Caller;
use kit::{DeskError, Paging, PagingParams};

use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::Planning;
use crate::planning::view::{PlannedPostItem, unit_of};

/// The posts of a plan that the officer may see, in the order in which they were begun.
#[utoipa::path(
    operation_id = "list_planned_posts", tag = "plans", params(PlanParams, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some posts", body = Page<PlannedPostItem>),
        (status = "4XX", description = "Not signed in, nobody of its hands, no such plan, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/plans/{id}/posts")]
pub async fn list_planned_posts(
    officer: Officer,
    caller: Caller,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let policy = planning.policy_of(&planning.find(&officer, params.id.into()).await?);
    let listed = planning.list_posts(&officer, params.id.into(), &paging.at()?, paging.limit).await?;
    let units = planning.units_of(&listed.items).await?;
    paging.answer(listed.map(|post| PlannedPostItem::of(&post, unit_of(&units, &post), policy, caller.language)))
}
