//! The issued catalogues by API: which there are, and each as document and annex.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use contract::{Page, Problem};
use domain::{Language, Text};
use kit::DeskError;
use kit::files::FileBytes;
use kit::web::{Caller, attachment};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Form, Issue, IssuedPlan, Plans};
use super::{annex, catalogue};
use crate::documents::{self, DOCX, XLSX};
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct IssueParams {
    /// The issue's id.
    pub(crate) id: Uuid,
}

/// An issued catalogue, or an amendment of one.
#[derive(Serialize, ToSchema)]
pub struct CatalogueIssueItem {
    pub id: Uuid,
    #[schema(example = 2027)]
    pub year: i32,
    pub title: Text,
    /// The number it was issued under.
    #[schema(example = "伊州人才〔2027〕1号")]
    pub document: String,
    #[schema(value_type = String, format = Date)]
    pub issued_on: NaiveDate,
    /// The version of the policy that its plan was opened under and that it keeps; empty where it is not known.
    #[schema(example = "2026-1")]
    pub policy: String,
    /// The issue that it amends; absent for the catalogue of a year.
    pub amends: Option<Uuid>,
}

impl From<Issue> for CatalogueIssueItem {
    fn from(issue: Issue) -> CatalogueIssueItem {
        let Issue { id, year, title, document, issued_on, policy, amends } = issue;
        CatalogueIssueItem { id, year, title, document, issued_on, policy, amends }
    }
}

/// The issued catalogues, the latest first.
#[utoipa::path(
    operation_id = "list_catalogue_issues", tag = "plans", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<CatalogueIssueItem>),
        (status = "4XX", description = "Not signed in, or nobody of a plan's hands", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/catalogue-issues")]
pub async fn list_catalogue_issues(officer: Officer, plans: web::Data<Plans>) -> Result<HttpResponse, DeskError> {
    let items = plans.issues(&officer).await?.into_iter().map(CatalogueIssueItem::from).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// An issued catalogue as an official document, laid out by GB/T 9704-2012. In Chinese; in English a translation.
#[utoipa::path(
    operation_id = "download_catalogue_document", tag = "plans", params(IssueParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The document", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        )),
        (status = "4XX", description = "Not signed in, nobody of a plan's hands, or no such issue", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/catalogue-issues/{id}/document")]
pub async fn download_catalogue_document(
    officer: Officer,
    caller: Caller,
    plans: web::Data<Plans>,
    params: web::Path<IssueParams>,
) -> Result<HttpResponse, DeskError> {
    document(&plans, &officer, params.id, caller.language).await
}

/// The annex of an issued catalogue: its posts as a workbook.
#[utoipa::path(
    operation_id = "download_catalogue_annex", tag = "plans", params(IssueParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Not signed in, nobody of a plan's hands, or no such issue", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/catalogue-issues/{id}/annex")]
pub async fn download_catalogue_annex(
    officer: Officer,
    caller: Caller,
    plans: web::Data<Plans>,
    params: web::Path<IssueParams>,
) -> Result<HttpResponse, DeskError> {
    workbook(&plans, &officer, params.id, caller.language).await
}

pub async fn document(
    plans: &Plans,
    officer: &Officer,
    id: Uuid,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    let issued = plans.taken(officer, id, Form::Document).await?;
    let bytes = documents::docx(&catalogue::paper(&issued, plans.policy_of(&issued), plans.issuer(), language))?;
    Ok(file(DOCX, &issued, "docx", bytes))
}

pub async fn workbook(
    plans: &Plans,
    officer: &Officer,
    id: Uuid,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    let issued = plans.taken(officer, id, Form::Annex).await?;
    let bytes = annex::xlsx(&issued, plans.policy_of(&issued), language)?;
    Ok(file(XLSX, &issued, "xlsx", bytes))
}

fn file(kind: &'static str, issued: &IssuedPlan, ending: &str, bytes: Vec<u8>) -> HttpResponse {
    attachment(kind, &format!("catalogue-{}-{}.{ending}", issued.year, issued.issued_on), bytes)
}
