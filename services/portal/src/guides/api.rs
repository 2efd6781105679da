//! The guides by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::{Clause, GuideTerm, GuideTo, Policy, Text};
use kit::{DeskError, Shared};
use serde::Serialize;
use utoipa::ToSchema;

use super::version;
use crate::nominations::desk::Nominations;

/// The guide to a service of the public door.
#[derive(Serialize, ToSchema)]
pub struct GuideView {
    pub service: GuideTo,
    pub name: &'static Text,
    /// Empty where the Measures say nothing of it and it is the city's own practice.
    pub basis: &'static [Clause],
    pub whom: &'static Text,
    pub papers: &'static [Text],
    /// Empty where it goes through the hands of a case.
    pub steps: &'static [Text],
    pub term: GuideTerm,
    /// Working days, where the term has a number of them: the city's promise, not the Measures.
    pub days: Option<u16>,
    pub result: &'static Text,
    /// The path of the page where it is done.
    #[schema(example = "/nominate")]
    pub to: &'static str,
}

impl GuideView {
    fn of(service: GuideTo, policy: &Policy) -> GuideView {
        let guide = service.guide();
        GuideView {
            service,
            name: &guide.name,
            basis: &guide.basis,
            whom: &guide.whom,
            papers: &guide.papers,
            steps: &guide.steps,
            term: guide.term,
            days: guide.days(policy),
            result: &guide.result,
            to: &guide.to,
        }
    }
}

/// The guide to each service: for whom, on which clauses, what it takes, how it goes, by when, and what comes of it.
#[utoipa::path(
    operation_id = "list_guides", tag = "measures", security(()),
    responses(
        (status = 200, description = "All of them", body = Page<GuideView>),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "Too many requests", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/guides")]
pub async fn list_guides(nominations: web::Data<Nominations>, shared: Shared) -> Result<HttpResponse, DeskError> {
    let policy = nominations.policy();
    let page = async || {
        let items = GuideTo::ALL.map(|service| GuideView::of(service, policy)).into();
        Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
    };
    shared.answer(&version(policy), page).await
}
