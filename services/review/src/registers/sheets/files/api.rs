//! The workbooks of a register by API: an empty one to fill in, the register as it stands, and one that was sent, with what is wrong
//! in it marked.

use actix_web::{HttpResponse, get, post, web};
use contract::Problem;
use domain::{Language, RegisterSheet};
use kit::DeskError;
use kit::files::FileBytes;
use kit::web::sent::Sent;
use kit::web::{Caller, attachment};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::documents::XLSX;
use crate::officers::Officer;
use crate::registers::desk::{Registers, keeps};
use crate::registers::sheets::api::RegisterForm;
use crate::registers::sheets::known::Known;
use crate::registers::sheets::pages::{Desks, tried};
use crate::registers::sheets::sheet::Sheet;
use crate::registers::sheets::{marks, template};
use crate::words;
use crate::workbooks::marked;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RegisterParams {
    /// `units`, `departments` or `recommenders`.
    #[param(example = "units")]
    register: String,
}

impl RegisterParams {
    fn register(&self) -> Result<RegisterSheet, DeskError> {
        RegisterSheet::from_code(&self.register).ok_or(DeskError::Missing)
    }
}

/// An empty workbook of a register: its headers, a line that says how it is filled in, and lists of what can be chosen.
#[utoipa::path(
    operation_id = "download_register_template", tag = "registers", params(RegisterParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Not the secretary, or no such register", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/register-sheets/{register}/template")]
pub async fn download_register_template(
    officer: Officer,
    caller: Caller,
    registers: web::Data<Registers>,
    params: web::Path<RegisterParams>,
) -> Result<HttpResponse, DeskError> {
    empty(&registers, &officer, params.register()?, caller.language).await
}

/// A register as it stands, without what is closed, as a workbook: the columns of the empty one. Changed, it can be sent again:
/// each row changes the entry whose credit code or number it names.
#[utoipa::path(
    operation_id = "download_register", tag = "registers", params(RegisterParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Not the secretary, or no such register", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/register-sheets/{register}/current")]
pub async fn download_register(
    officer: Officer,
    caller: Caller,
    registers: web::Data<Registers>,
    params: web::Path<RegisterParams>,
) -> Result<HttpResponse, DeskError> {
    current(&registers, &officer, params.register()?, caller.language).await
}

/// Try a workbook of a register without keeping anything, and take it away again as a workbook in which what is wrong is coloured,
/// with a note on each cell and a column of remarks at the end. It can be mended and sent again as it is.
#[utoipa::path(
    operation_id = "mark_register_sheet", tag = "registers", params(RegisterParams), security(("officer" = [])),
    request_body(content = RegisterForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The marked workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Not the secretary, no such register, no workbook, without a header or entries, or too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/register-sheets/{register}/markings")]
pub async fn mark_register_sheet(
    officer: Officer,
    caller: Caller,
    desks: Desks,
    params: web::Path<RegisterParams>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let register = params.register()?;
    let content = sent.only(&[])?.file.map(|file| file.content);
    let sheet = desks.0.read_sheet(&officer, register, content).await?;
    marked(&desks, &officer, register, sheet, caller.language).await
}

pub async fn empty(
    registers: &Registers,
    officer: &Officer,
    register: RegisterSheet,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    keeps(officer)?;
    filled(registers, register, &[], "", language).await
}

pub async fn current(
    registers: &Registers,
    officer: &Officer,
    register: RegisterSheet,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    keeps(officer)?;
    filled(registers, register, &registers.known(register).await?, "-current", language).await
}

/// With these entries below its header, and what its name ends with.
async fn filled(
    registers: &Registers,
    register: RegisterSheet,
    entries: &[Known],
    ending: &str,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    let bytes = template::xlsx(register, &registers.departments().await?, entries, &words::say(language))?;
    Ok(attachment(XLSX, &format!("{register}{ending}.xlsx"), bytes))
}

pub async fn marked(
    desks: &Desks,
    officer: &Officer,
    register: RegisterSheet,
    sheet: Sheet,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    let (say, refused) = (words::say(language), tried(desks, officer, register, &sheet).await?);
    let sheet = sheet.for_mending();
    let remarks = marks::remarks(register, &sheet, &refused, &say);
    let bytes = marked::xlsx(&sheet.book, sheet.header, &remarks, &say)?;
    Ok(attachment(XLSX, &format!("{register}-marked.xlsx"), bytes))
}
