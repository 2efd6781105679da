//! The workbooks of a register by page: the empty one and the register as it stands by their links, the marked one of the sheet that
//! the page brings back.

use actix_web::{HttpResponse, web};
use kit::DeskError;
use kit::html::{Frame, Posted, page};

use super::api;
use crate::officers::Officer;
use crate::registers::desk::Registers;
use crate::registers::sheets::pages::{Desks, RegisterSheetPage, back, brought_back, of};

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/register-sheets/{register}/template").get(empty))
        .service(web::resource("/register-sheets/{register}/current").get(current))
        .service(web::resource("/register-sheets/{register}/marked").get(back).post(mark));
}

async fn empty(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    register: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    api::empty(&registers, &officer, of(&register)?, frame.language()).await
}

async fn current(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    register: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    api::current(&registers, &officer, of(&register)?, frame.language()).await
}

async fn mark(
    frame: Frame,
    officer: Officer,
    desks: Desks,
    register: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let register = of(&register)?;
    match brought_back(&desks, &officer, register, &posted).await {
        Ok(sheet) => api::marked(&desks, &officer, register, sheet, frame.language()).await,
        Err(DeskError::Refused(refusals)) => {
            page::refused(&RegisterSheetPage::without(frame, officer, register, &refusals))
        }
        Err(error) => Err(error),
    }
}
