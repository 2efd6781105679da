//! Evidence by API: a file a request.

use actix_web::{HttpResponse, delete, get, post, web};
use contract::{FileKind, Original, Page, Problem};
use domain::{EvidenceId, Shows};
use kit::files::{self, FileBytes};
use kit::web::{KeyOnly, Seen, Sent, etag};
use kit::{DeskError, Instant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Added, EvidenceDesk, Sending, VERSION};
use super::store::Kept;
use crate::accounts::Applicant;
use crate::nominations::api::NominationParams;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EvidenceParams {
    /// The nomination's id.
    id: Uuid,
    /// The file's id.
    file: Uuid,
}

/// A file and what it is to show. The file is the last part. A bare body of one of the four media types does as well,
/// with `shows`, `item`, `label` and `name` in the query.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the parts are read as they come; this is their shape in the document")]
pub struct EvidenceForm {
    pub shows: Shows,
    /// The number of the requested item that it answers; it then shows what that asks for, and `shows` may be left out.
    pub item: Option<u16>,
    /// A few words of one's own, at most 60 characters.
    pub label: Option<String>,
    /// JPEG, PNG, WebP or PDF by its content, at most 10 MB.
    #[schema(value_type = FileBytes)]
    pub file: FileBytes,
}

/// A file as it was added.
#[derive(Serialize, ToSchema)]
pub struct AddedView {
    pub id: EvidenceId,
    /// By its content.
    pub kind: FileKind,
    /// In bytes.
    pub size: u64,
    /// Of the content as it is kept, hexadecimal: a photograph is kept without what it says besides the picture.
    pub sha256: String,
    /// Of a PDF, where they can be told.
    pub pages: Option<u32>,
    /// What came, where a smaller or an upright picture was made of it and is kept instead.
    pub made_of: Option<Original>,
    /// False when the name ends as another kind of file does.
    pub name_fits: bool,
    pub version: i64,
}

/// A file of a nomination.
#[derive(Serialize, ToSchema)]
pub struct EvidenceView {
    pub id: EvidenceId,
    pub shows: Shows,
    /// The number of the requested item that it answers; absent where it answers none.
    pub item: Option<u16>,
    pub label: String,
    #[schema(example = "学位证书.pdf")]
    pub name: String,
    /// By its content.
    pub kind: FileKind,
    /// In bytes.
    pub size: u64,
    /// Of the content as it is kept, hexadecimal: a photograph is kept without what it says besides the picture.
    pub sha256: String,
    /// Of a PDF, where they can be told.
    pub pages: Option<u32>,
    /// What came, where a smaller or an upright picture was made of it and is kept instead.
    pub made_of: Option<Original>,
    /// False when the name ends as another kind of file does.
    pub name_fits: bool,
    #[schema(format = DateTime)]
    pub added_at: String,
    pub version: i64,
}

impl EvidenceView {
    pub fn of(kept: Kept) -> EvidenceView {
        let Kept { evidence, at: Instant(at), .. } = kept;
        EvidenceView {
            id: evidence.id,
            shows: evidence.shows,
            item: evidence.item,
            name_fits: evidence.file.fits_name(&evidence.name),
            label: evidence.label,
            name: evidence.name,
            kind: evidence.file.kind,
            size: evidence.file.size,
            sha256: evidence.file.sha256,
            pages: evidence.file.pages,
            made_of: evidence.file.made_of,
            added_at: Instant(at).rfc3339(),
            version: VERSION,
        }
    }
}

/// Add a file to a nomination that is not submitted, or that is to be corrected. Sent again with the same key it is added once.
#[utoipa::path(
    operation_id = "add_evidence", tag = "evidence", params(NominationParams), security(("applicant" = [])),
    request_body(content = EvidenceForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Added; its ETag goes into If-Match", body = AddedView),
        (status = "4XX", description = "Not the applicant's own, closed, or a file that is not taken", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/evidence")]
pub async fn add_evidence(
    applicant: Applicant,
    desk: web::Data<EvidenceDesk>,
    params: web::Path<NominationParams>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let sent = sent.only(&["shows", "item", "label"])?;
    let text = |name: &str| sent.text(name).to_owned();
    let (shows, item, label) = (text("shows"), text("item"), text("label"));
    let sending = Sending { key: sent.key, shows, item, label, file: sent.file };
    let Added { id, kind, size, sha256, pages, made_of, name_fits } =
        desk.add(&applicant, params.id.into(), sending).await?;
    let view = AddedView { id, kind, size, sha256, pages, made_of, name_fits, version: VERSION };
    Ok(HttpResponse::Created().insert_header(etag(VERSION)).json(view))
}

/// The files of a nomination, in the order in which they came.
#[utoipa::path(
    operation_id = "list_evidence", tag = "evidence", params(NominationParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<EvidenceView>),
        (status = "4XX", description = "Not signed in, or not the applicant's own", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations/{id}/evidence")]
pub async fn list_evidence(
    applicant: Applicant,
    desk: web::Data<EvidenceDesk>,
    params: web::Path<NominationParams>,
) -> Result<HttpResponse, DeskError> {
    let listed = desk.list(&applicant, params.id.into()).await?;
    let items = listed.into_iter().map(EvidenceView::of).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// A file as it was sent, as a download.
#[utoipa::path(
    operation_id = "download_evidence", tag = "evidence", params(EvidenceParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "The file", content(
            (FileBytes = "application/pdf"), (FileBytes = "image/jpeg"), (FileBytes = "image/png"), (FileBytes = "image/webp"),
        )),
        (status = "4XX", description = "Not the applicant's own, or no longer what was sent", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations/{id}/evidence/{file}")]
pub async fn download_evidence(
    applicant: Applicant,
    desk: web::Data<EvidenceDesk>,
    params: web::Path<EvidenceParams>,
) -> Result<HttpResponse, DeskError> {
    let evidence = desk.open(&applicant, params.id.into(), params.file.into()).await?;
    Ok(files::as_download(&desk.house.files, &evidence.file, &evidence.name))
}

/// Take a file off a nomination that is not submitted, or that is to be corrected.
#[utoipa::path(
    operation_id = "remove_evidence", tag = "evidence", params(EvidenceParams, Seen), security(("applicant" = [])),
    responses(
        (status = 204, description = "Gone"),
        (status = "4XX", description = "Not the applicant's own, closed, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/nominations/{id}/evidence/{file}")]
pub async fn remove_evidence(
    applicant: Applicant,
    desk: web::Data<EvidenceDesk>,
    params: web::Path<EvidenceParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    desk.remove(&applicant, once.0, params.id.into(), params.file.into(), seen.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
