//! One step for several posts by API.

use actix_web::{HttpResponse, post, web};
use contract::{Problem, Versioned};
use domain::{PostId, Refusal};
use kit::DeskError;
use kit::web::Given;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::desk::SeenPost;
use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::{self, Acted, Planning};
use crate::planning::posts::PostStep;

/// One step for several posts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostsStepRequest {
    /// 1 to 200, each from the version that was seen.
    pub posts: Vec<SeenPostRequest>,
    /// `pass`, `return` or `refuse`.
    #[schema(example = "pass")]
    pub step: String,
    /// Where they are returned to: an earlier hand that the present one may return to.
    #[serde(default)]
    #[schema(example = "plan-draft")]
    pub to: Option<String>,
    /// Why they are returned or rejected: a reason of the catalogue of plans, by its code.
    #[serde(default)]
    #[schema(example = "conditions-unclear")]
    pub reason: Option<String>,
    /// For the file. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// A post as it was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenPostRequest {
    pub id: PostId,
    /// Its version, as its list and its ETag say.
    #[schema(example = 3)]
    pub version: i64,
}

/// The posts after the step.
#[derive(Serialize, ToSchema)]
pub struct PostsSteppedView {
    /// In the order in which they were named.
    pub posts: Vec<Versioned>,
}

impl PostsStepRequest {
    fn read(self) -> Result<(Vec<SeenPost>, PostStep), Refusal> {
        let PostsStepRequest { posts, step, to, reason, words } = self;
        let reason = reason.unwrap_or_default();
        let taken = match step.as_str() {
            "pass" => PostStep::Pass { words, wording: None },
            "return" => PostStep::Return(desk::returning(&to.unwrap_or_default(), &reason, words)?),
            "refuse" => PostStep::Refuse { reason: desk::reason(&reason)?, words },
            _ => return Err(Refusal::content("ruling-unknown").at("/step")),
        };
        Ok((posts.into_iter().map(|SeenPostRequest { id, version }| SeenPost { id, version }).collect(), taken))
    }
}

/// Take the same step with several posts of a plan that are with the officer: with all of them or with none. A post that is not as
/// it was seen, or that cannot take the step, is named by its place. Each post brings its version, so that there is no `If-Match`.
#[utoipa::path(
    operation_id = "step_planned_posts", tag = "plans", params(PlanParams), security(("officer" = [])), request_body = PostsStepRequest,
    responses(
        (status = 200, description = "Taken with all of them", body = PostsSteppedView),
        (status = "4XX", description = "None or too many chosen, not this officer's turn, something is wrong with one, or one changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/steps")]
pub async fn step_planned_posts(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    given: Given<PostsStepRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let (posts, taken) = value.read()?;
    let stepped = planning.step_posts(&officer.once(once), params.id.into(), &posts, &taken).await?;
    let posts = stepped.into_iter().map(|Acted { id, version }| Versioned { id, version }).collect();
    Ok(HttpResponse::Ok().json(PostsSteppedView { posts }))
}
