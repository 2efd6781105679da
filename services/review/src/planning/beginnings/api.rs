//! What a new post of a plan can begin from, by API.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use contract::{Page, Problem};
use domain::{PlanId, PostId, Text, UnitId};
use kit::{DeskError, Paging, PagingParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::desk::Earlier;
use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::Planning;

/// A post that the officer's unit issued before, as the latest issue tells it, or wrote in a plan that was refused.
/// `draft_planned_post` takes its id as `copy_of`.
#[derive(Serialize, ToSchema)]
pub struct PostBeginning {
    pub id: PostId,
    /// Absent of a post that was not issued.
    #[schema(example = "2027-037")]
    pub number: Option<String>,
    /// The plan that it was written in and that was refused; absent of an issued post.
    pub refused_in: Option<PlanId>,
    /// Of a post that was not issued as it was typed, which may be in one language or in none.
    pub title: Text,
    /// Absent of a post that was not issued, where no day was typed.
    #[schema(value_type = Option<String>, format = Date)]
    pub opens_on: Option<NaiveDate>,
    /// The last day for nominations; absent where it is open until filled.
    #[schema(value_type = Option<String>, format = Date)]
    pub closes_on: Option<NaiveDate>,
    /// The post of the catalogue in force that a copy of it changes; absent where the copy is a new post.
    pub changes: Option<PostId>,
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
    fn from(earlier: Earlier) -> PostBeginning {
        let Earlier { id, number, refused_in, title, opens_on, closes_on, changes, may_be_changed } = earlier;
        PostBeginning { id, number, refused_in, title, opens_on, closes_on, changes, may_be_changed }
    }
}

/// What a new post of the plan can begin from: the posts of the officer's own unit, or of one that they stand in for today. Those
/// that were issued come first, the latest number before the others, to copy, and in an amendment to change or to close; then those
/// of refused plans, to copy.
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
