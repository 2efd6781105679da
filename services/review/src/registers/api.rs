//! The registers by API.

use actix_web::{HttpResponse, get, post, put, web};
use contract::{Page, Problem, Versioned};
use domain::{Department, DepartmentInput, EmployingUnit, UnitInput};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::desk::{Kept, Registers};
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EntryParams {
    /// The entry's id.
    id: Uuid,
}

/// The register of employing units, those closed too.
#[utoipa::path(
    operation_id = "list_employing_units", tag = "registers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<EmployingUnit>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/units")]
pub async fn list_employing_units(_: Officer, registers: web::Data<Registers>) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(Page { items: registers.units().await?, next: None, prev: None }))
}

/// One employing unit.
#[utoipa::path(
    operation_id = "show_employing_unit", tag = "registers", params(EntryParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The unit; its ETag goes into If-Match", body = EmployingUnit),
        (status = "4XX", description = "Not signed in, or no such unit", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/units/{id}")]
pub async fn show_employing_unit(
    _: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
) -> Result<HttpResponse, DeskError> {
    let unit = registers.unit(params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(unit.version)).json(unit))
}

/// Enter an employing unit.
#[utoipa::path(
    operation_id = "add_employing_unit", tag = "registers", security(("officer" = [])), request_body = UnitInput,
    responses(
        (status = 201, description = "Entered", body = Versioned),
        (status = "4XX", description = "Not the secretary, or something is wrong with it", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/units")]
pub async fn add_employing_unit(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<UnitInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    added(registers.add_unit(&officer.once(once), &value).await?)
}

/// Change an employing unit.
#[utoipa::path(
    operation_id = "change_employing_unit", tag = "registers", params(EntryParams, Seen), security(("officer" = [])), request_body = UnitInput,
    responses(
        (status = 200, description = "Changed", body = Versioned),
        (status = "4XX", description = "Not the secretary, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/units/{id}")]
pub async fn change_employing_unit(
    officer: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
    seen: Seen,
    given: Given<UnitInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    kept(registers.change_unit(&officer.once(once), params.id.into(), seen.0, &value).await?)
}

/// Close an employing unit: it is offered to nobody any more, and what names it stays.
#[utoipa::path(
    operation_id = "close_employing_unit", tag = "registers", params(EntryParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Closed", body = Versioned),
        (status = "4XX", description = "Not the secretary, posts of it in the catalogue or under way, cases of it under way, closed before, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/units/{id}/closing")]
pub async fn close_employing_unit(
    officer: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    kept(registers.close_unit(&officer.once(once.0), params.id.into(), seen.0).await?)
}

/// The register of departments, those closed too.
#[utoipa::path(
    operation_id = "list_departments", tag = "registers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<Department>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/departments")]
pub async fn list_departments(_: Officer, registers: web::Data<Registers>) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(Page { items: registers.departments().await?, next: None, prev: None }))
}

/// One department.
#[utoipa::path(
    operation_id = "show_department", tag = "registers", params(EntryParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The department; its ETag goes into If-Match", body = Department),
        (status = "4XX", description = "Not signed in, or no such department", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/departments/{id}")]
pub async fn show_department(
    _: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
) -> Result<HttpResponse, DeskError> {
    let department = registers.department(params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(department.version)).json(department))
}

/// Enter a department.
#[utoipa::path(
    operation_id = "add_department", tag = "registers", security(("officer" = [])), request_body = DepartmentInput,
    responses(
        (status = 201, description = "Entered", body = Versioned),
        (status = "4XX", description = "Not the secretary, or something is wrong with it", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/departments")]
pub async fn add_department(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<DepartmentInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    added(registers.add_department(&officer.once(once), &value).await?)
}

/// Change a department; its units are published with its new name.
#[utoipa::path(
    operation_id = "change_department", tag = "registers", params(EntryParams, Seen), security(("officer" = [])), request_body = DepartmentInput,
    responses(
        (status = 200, description = "Changed", body = Versioned),
        (status = "4XX", description = "Not the secretary, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/departments/{id}")]
pub async fn change_department(
    officer: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
    seen: Seen,
    given: Given<DepartmentInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    kept(registers.change_department(&officer.once(once), params.id.into(), seen.0, &value).await?)
}

/// Close a department that no open unit is under.
#[utoipa::path(
    operation_id = "close_department", tag = "registers", params(EntryParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Closed", body = Versioned),
        (status = "4XX", description = "Not the secretary, in use, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/departments/{id}/closing")]
pub async fn close_department(
    officer: Officer,
    registers: web::Data<Registers>,
    params: web::Path<EntryParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    kept(registers.close_department(&officer.once(once.0), params.id.into(), seen.0).await?)
}

fn added(Kept { id, version }: Kept) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id, version }))
}

pub(super) fn kept(Kept { id, version }: Kept) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
