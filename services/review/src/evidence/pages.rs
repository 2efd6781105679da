//! The files of a case by page: a link on the case's page downloads one.

use actix_web::{HttpResponse, web};
use kit::{DeskError, files};
use uuid::Uuid;

use super::desk::EvidenceDesk;
use crate::officers::Officer;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/cases/{id}/evidence/{file}").get(download));
}

async fn download(
    officer: Officer,
    desk: web::Data<EvidenceDesk>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, DeskError> {
    let (case, file) = path.into_inner();
    let evidence = desk.open(&officer, case.into(), file.into()).await?;
    Ok(files::as_download(&desk.house.files, &evidence.file, &evidence.name))
}
