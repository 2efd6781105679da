//! What a new post of a plan can begin from, by API.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use contract::{Page, Problem};
use domain::{PostId, Text, UnitId};
use kit::{DeskError, Paging, PagingParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::desk::Earlier;
use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::Planning;

/// A post that the officer's unit issued before, as the latest issue tells it. `draft_planned_post` takes its id as `copy_of`.
#[derive(Serialize, ToSchema)]
pub struct PostBeginning {
    pub id: PostId,
    #[schema(example = "2027-037")]
    pub number: String,
    pub title: Text,
    #[schema(value_type = String, format = Date)]
    pub opens_on: NaiveDate,
    /// The last day for nominations; absent where it is open until filled.
    #[schema(value_type = Option<String>, format = Date)]
    pub closes_on: Option<NaiveDate>,
    /// Whether its id is taken as `changes` or `closes` too: the plan amends the catalogue in force, the post is in it, and no
    /// other post of the plan changes or closes it.
    pub may_be_changed: bool,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BeginningsParams {
    /// The unit, by its id: for whoever stands in for several; else it is the one that the officer acts for.
    unit: Option<UnitId>,
}

impl From<Earlier> for PostBeginning {
    fn from(Earlier { post, may_be_changed }: Earlier) -> PostBeginning {
        let domain::Post { id, number, title, opens_on, closes_on, .. } = post;
        PostBeginning { id, number, title, opens_on, closes_on, may_be_changed }
    }
}

/// The posts of the officer's own unit, or of one that they stand in for today, that a new one of the plan can begin from, the latest number first: to copy, and in an
/// amendment to change or to close.
#[utoipa::path(
    operation_id = "list_post_beginnings", tag = "plans", params(PlanParams, BeginningsParams, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some posts", body = Page<PostBeginning>),
        (status = "4XX", description = "Of no unit, no such plan, the plan takes no posts any more, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/plans/{id}/post-beginnings")]
pub async fn list_post_beginnings(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    asked: web::Query<BeginningsParams>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = planning.beginnings(&officer, params.id.into(), asked.unit, &paging.at()?, paging.limit).await?;
    paging.answer(listed.map(PostBeginning::from))
}
