//! The check by API: the same answer as the page's, at once.

use std::sync::Arc;

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use domain::{
    Clause, DegreeInput, Entitled, Evaluated, FilingInput, HeldCondition, Mode, Post, PostId, TitleInput, UnitKind,
    WorkInput,
};
use kit::DeskError;
use kit::web::Given;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answers::said_of_all;
use super::found::Found;
use super::left_out;
use crate::catalogue::Shown;
use crate::catalogue::desk::Catalogue;
use crate::interpretations::desk::Interpretations;

/// What a filing would state of qualification and work, and nothing of who it is. Every value is a string as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// At least one entry, at most 10, the highest degree first; one with `level` `none` says that there is no degree.
    pub education: Vec<DegreeInput>,
    /// Present work; may be left out.
    #[serde(default)]
    pub work: WorkInput,
    /// Professional title; may be left out.
    #[serde(default)]
    pub title: TitleInput,
    /// As in a filing, or empty.
    #[serde(default)]
    #[schema(example = "none")]
    pub skill_level: String,
    /// As in a filing; what is not named here is taken not to hold.
    #[serde(default)]
    #[schema(example = json!(["patent-utility-model"]))]
    pub standing: Vec<String>,
    /// As in a filing, or empty.
    #[serde(default)]
    #[schema(example = "placed")]
    pub placement: String,
    /// A sector of Art. 3 by its code, or empty.
    #[serde(default)]
    #[schema(example = "fruit-growing")]
    pub sector: String,
}

/// What the facts come to. The software decides nothing by it.
#[derive(Serialize, ToSchema)]
pub struct CheckView {
    /// The ten items of Articles 10 and 11 in their order.
    pub clauses: Vec<Evaluated>,
    /// What was left out and leaves something open, as JSON Pointers into the request. It is not known, and not held against
    /// anybody.
    #[schema(example = json!(["/placement", "/work/years"]))]
    pub left_out: Vec<String>,
    /// The items that may hold, on which everything below rests. Where there is none, the entitlements are nobody's yet: they are
    /// what would follow if one held.
    pub rests_on: Vec<Clause>,
    /// The first five posts open today under the items that may hold, those that close first before the others; in the sector named,
    /// where there are any.
    #[schema(value_type = Vec<Post>)]
    pub posts: Vec<Arc<Shown>>,
    /// Each of these posts with its conditions, in the same order.
    pub compared: Vec<ComparedPost>,
    /// How many such posts there are in all.
    #[schema(example = 3)]
    pub post_count: i64,
    /// What follows is told for this mode at this kind of unit: those of the first post, or the usual ones where there is none.
    pub mode: Mode,
    pub unit_kind: UnitKind,
    /// What would follow (Articles 19 to 21), in any case or on further conditions.
    pub entitlements: Vec<Entitled>,
}

/// The conditions of a post held against the facts. None of them keeps anybody from nominating themselves for it.
#[derive(Serialize, ToSchema)]
pub struct ComparedPost {
    pub id: PostId,
    /// All of them, those of words alone too.
    pub conditions: Vec<HeldCondition>,
}

impl CheckRequest {
    fn filing(self) -> FilingInput {
        let CheckRequest { education, work, title, skill_level, standing, placement, sector } = self;
        FilingInput { education, work, title, skill_level, standing, placement, sector, ..FilingInput::default() }
    }
}

/// Hold facts against Articles 10 and 11: which items may hold, which posts are open under them and what would follow. Without an account; nothing
/// is kept, so that an `Idempotency-Key` has no effect.
#[utoipa::path(
    operation_id = "check_eligibility", tag = "check", security(()), request_body = CheckRequest,
    responses(
        (status = 200, description = "What they come to", body = CheckView),
        (status = "4XX", description = "Something in the facts cannot be read", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/checks")]
pub async fn check_eligibility(
    catalogue: web::Data<Catalogue>,
    interpretations: web::Data<Interpretations>,
    given: Given<CheckRequest>,
) -> Result<HttpResponse, DeskError> {
    let shelf = catalogue.shelf().await?;
    let filing = given.value.filing();
    let facts = said_of_all(filing.facts(shelf.day)?);
    let pointer = |name: &str| format!("/{}", name.replace('.', "/"));
    let left_out = left_out::fields(&filing).into_iter().map(pointer).collect();
    let readings = interpretations.readings(shelf.day).await?;
    let found = Found::of(&facts, &readings, &shelf)?;
    let (entitlements, (mode, unit_kind)) = (found.follows(&shelf), found.way());
    let rests_on = found.rests_on().map(|one| one.clause).collect();
    let Found { clauses, fitting, held } = found;
    let (posts, post_count) = (fitting.posts, fitting.count);
    let compared = posts.iter().zip(held).map(|(post, conditions)| ComparedPost { id: post.id, conditions }).collect();
    Ok(HttpResponse::Ok().json(CheckView {
        clauses,
        left_out,
        rests_on,
        posts,
        compared,
        post_count,
        mode,
        unit_kind,
        entitlements,
    }))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::{Held, Outcome, Readings, Requirement};
    use serde_json::json;

    use super::super::answers::Answers;
    use super::*;

    #[test]
    fn page_and_api_read_the_same_of_several_degrees() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        let master = json!({
            "level": "master", "school": "伊犁师范大学", "discipline": "数学", "study_form": "full-time", "year": "2023"
        });
        let bachelor = json!({
            "level": "bachelor", "school": "新疆大学", "discipline": "数学", "study_form": "full-time", "year": "2020"
        });
        let asked = json!({ "education": [master, bachelor], "placement": "placed" });
        let typed = kit::html::nested::spread(&asked);
        let typed = Answers::of(typed.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let asked: CheckRequest = serde_json::from_value(asked).expect("facts");
        let facts = said_of_all(asked.filing().facts(today).expect("nothing is wrong"));
        assert_eq!(typed.facts(today), facts);
        let held = Held::of(&Requirement::UniversityClass.into(), &facts, today, &Readings::default());
        assert_eq!(held.outcome, Outcome::Met, "the bachelor’s is of a Double First-Class university");
    }
}
