//! The trail by API.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use futures_util::TryStreamExt;
use kit::audit::Entry;
use kit::{DeskError, Paging, PagingParams};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Trail;
use super::asked::Asked;
use crate::officers::Officer;

/// A row of the audit trail.
#[derive(Serialize, ToSchema)]
pub struct AuditEntry {
    pub id: Uuid,
    /// Its place in the sealed chain; absent for the moment before it is sealed.
    pub number: Option<i64>,
    #[schema(format = DateTime)]
    pub at: String,
    #[schema(example = "officer")]
    pub actor_kind: String,
    pub actor_id: String,
    #[schema(example = "case.look")]
    pub deed: String,
    pub subject: String,
    /// JSON in text: what the deed's name does not say, such as a purpose.
    pub detail: String,
    /// The id of the request.
    pub trace: String,
}

impl From<Entry> for AuditEntry {
    fn from(entry: Entry) -> AuditEntry {
        let Entry { id, at, actor_kind, actor_id, deed, subject, detail, trace, number } = entry;
        AuditEntry { id, number, at: at.rfc3339(), actor_kind, actor_id, deed, subject, detail, trace }
    }
}

/// The audit trail of this service, the newest first. To read it is itself in it.
#[utoipa::path(
    operation_id = "list_audit_entries", tag = "audit", params(Asked, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some rows", body = Page<AuditEntry>),
        (status = "4XX", description = "Not an auditor, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/audit-entries")]
pub async fn list_audit_entries(
    officer: Officer,
    trail: web::Data<Trail>,
    asked: web::Query<Asked>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = trail.list(&officer, &asked, paging.at()?, paging.limit).await?;
    paging.answer(listed.map(AuditEntry::from))
}

/// The whole trail as JSON Lines that `yincai audit verify` checks anywhere. Needs a step-up.
#[utoipa::path(
    operation_id = "export_audit_entries", tag = "audit", security(("officer" = [])),
    responses(
        (status = 200, description = "The trail, its rows chained, its head signed", body = String, content_type = "application/jsonl"),
        (status = "4XX", description = "Not an auditor, or not stepped up", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/audit-export")]
pub async fn export_audit_entries(officer: Officer, trail: web::Data<Trail>) -> Result<HttpResponse, DeskError> {
    download(&trail, &officer).await
}

pub async fn download(trail: &Trail, officer: &Officer) -> Result<HttpResponse, DeskError> {
    let lines = trail.export(officer).await?;
    let lines = lines.map_ok(web::Bytes::from).map_err(|fault| std::io::Error::other(fault.to_string()));
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/jsonl"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit-review.jsonl\""))
        .streaming(lines))
}
