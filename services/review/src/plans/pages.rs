//! The issued catalogues by page: links on the page of the plans take document and annex away.

use actix_web::{HttpResponse, web};
use kit::{DeskError, Frame};
use uuid::Uuid;

use super::api;
use super::desk::Plans;
use crate::officers::Officer;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/catalogue-issues/{id}/document").get(document))
        .service(web::resource("/catalogue-issues/{id}/annex").get(annex));
}

async fn document(
    frame: Frame,
    officer: Officer,
    plans: web::Data<Plans>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    api::document(&plans, &officer, *id, frame.language()).await
}

async fn annex(
    frame: Frame,
    officer: Officer,
    plans: web::Data<Plans>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    api::workbook(&plans, &officer, *id, frame.language()).await
}
