//! The files of a case by API.

use actix_web::{HttpResponse, get, web};
use contract::{Evidence, FileKind, Original, Problem};
use domain::{EvidenceId, Shows};
use kit::DeskError;
use kit::files::{self, FileBytes};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::EvidenceDesk;
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EvidenceParams {
    /// The case's id.
    id: Uuid,
    /// The file's id.
    file: Uuid,
}

/// A file that came with a nomination.
#[derive(Serialize, ToSchema)]
pub struct EvidenceView {
    pub id: EvidenceId,
    pub shows: Shows,
    /// The number of the requested item that it answers; absent where it answers none.
    pub item: Option<u16>,
    /// The applicant's own words for it.
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
    /// Whether a scanner for viruses has passed it; false where none was configured when it came.
    pub scanned: bool,
}

impl EvidenceView {
    pub fn of(evidence: &Evidence) -> EvidenceView {
        EvidenceView {
            id: evidence.id,
            shows: evidence.shows,
            item: evidence.item,
            label: evidence.label.clone(),
            name: evidence.name.clone(),
            kind: evidence.file.kind,
            size: evidence.file.size,
            sha256: evidence.file.sha256.clone(),
            pages: evidence.file.pages,
            made_of: evidence.file.made_of,
            name_fits: evidence.file.fits_name(&evidence.name),
            scanned: evidence.file.scanned,
        }
    }
}

/// A file of a case as it was sent, as a download. The look is kept in the audit trail.
#[utoipa::path(
    operation_id = "download_case_evidence", tag = "evidence", params(EvidenceParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The file", content(
            (FileBytes = "application/pdf"), (FileBytes = "image/jpeg"), (FileBytes = "image/png"), (FileBytes = "image/webp"),
        )),
        (status = "4XX", description = "Not signed in, no such file within the officer's scope, or no longer what was sent", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/cases/{id}/evidence/{file}")]
pub async fn download_case_evidence(
    officer: Officer,
    desk: web::Data<EvidenceDesk>,
    params: web::Path<EvidenceParams>,
) -> Result<HttpResponse, DeskError> {
    let evidence = desk.open(&officer, params.id.into(), params.file.into()).await?;
    Ok(files::as_download(&desk.house.files, &evidence.file, &evidence.name))
}
