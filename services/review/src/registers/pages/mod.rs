//! The registers by page: one list of all three, and a form for each entry.

mod entry;
mod list;
#[cfg(test)]
mod samples;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::{DepartmentInput, UnitInput};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, Say, date, page};
use kit::{DeskError, House};
use serde::Deserialize;
use uuid::Uuid;

use self::entry::{EntryPage, Shown};
use self::list::RegistersPage;
use super::desk::{self, Kept, Registers};
use crate::officers::Officer;
use crate::registers::seats::desk::Seats;

const PATH: &str = "/staff/registers";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/registers").get(list))
        .service(web::resource("/registers/{register}").get(ask).post(add))
        .service(web::resource("/registers/{register}/{id}").get(show).post(change))
        .service(web::resource("/registers/{register}/{id}/closing").get(back).post(close));
}

/// Which register an address means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    Units,
    Departments,
}

impl Register {
    fn code(self) -> &'static str {
        match self {
            Register::Units => "units",
            Register::Departments => "departments",
        }
    }

    fn of(code: &str) -> Result<Register, DeskError> {
        [Register::Units, Register::Departments].into_iter().find(|one| one.code() == code).ok_or(DeskError::Missing)
    }
}

#[derive(Deserialize)]
struct Asked {
    /// The entry that was kept just now.
    kept: Option<Uuid>,
}

async fn list(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    seats: web::Data<Seats>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let (units, departments, seats) = (registers.units().await?, registers.departments().await?, seats.list().await?);
    page::show(&RegistersPage::new(frame, officer, &units, &departments, &seats, asked.kept))
}

/// The list, which says what was kept.
fn listed(frame: &Frame, kept: &Kept) -> String {
    frame.to(format!("{PATH}?kept={}", kept.id))
}

async fn ask(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    house: web::Data<House>,
    register: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let register = Register::of(&register)?;
    if !desk::may_keep(&officer) {
        return Err(DeskError::NotAllowed);
    }
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&EntryPage::new(frame, officer, register, None, &registers.departments().await?, form))
}

async fn add(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    registers: web::Data<Registers>,
    house: web::Data<House>,
    request: HttpRequest,
    register: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let register = Register::of(&register)?;
    let acting = officer.clone().once(posted.once());
    let added = match register {
        Register::Units => registers.add_unit(&acting, &posted.nested::<UnitInput>()?).await,
        Register::Departments => registers.add_department(&acting, &posted.nested::<DepartmentInput>()?).await,
    };
    match added {
        Ok(kept) => kept_forms::done(&house, &officer.id.to_string(), &listed(&frame, &kept)).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&EntryPage::new(frame, officer, register, None, &registers.departments().await?, form))
        }
    }
}

async fn show(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    house: web::Data<House>,
    at: web::Path<(String, Uuid)>,
) -> Result<HttpResponse, DeskError> {
    let (register, id) = at.into_inner();
    let register = Register::of(&register)?;
    let shown = read(&registers, register, id).await?;
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = if left.was_left { left } else { shown.form()? };
    page::show(&EntryPage::new(frame, officer, register, Some(shown), &registers.departments().await?, form))
}

async fn change(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    registers: web::Data<Registers>,
    house: web::Data<House>,
    request: HttpRequest,
    at: web::Path<(String, Uuid)>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let (register, id) = at.into_inner();
    let register = Register::of(&register)?;
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let acting = officer.clone().once(posted.once());
    let changed = match register {
        Register::Units => registers.change_unit(&acting, id.into(), seen, &posted.nested::<UnitInput>()?).await,
        Register::Departments => {
            registers.change_department(&acting, id.into(), seen, &posted.nested::<DepartmentInput>()?).await
        }
    };
    let refusals = match changed {
        Ok(kept) => {
            return kept_forms::done(&house, &officer.id.to_string(), &listed(&frame, &kept)).await;
        }
        Err(error) => error.refusals()?,
    };
    let form = Form::of(&posted).refused(&refusals, frame.language());
    let shown = read(&registers, register, id).await?;
    page::refused(&EntryPage::new(frame, officer, register, Some(shown), &registers.departments().await?, form))
}

async fn close(
    frame: Frame,
    officer: Officer,
    registers: web::Data<Registers>,
    at: web::Path<(String, Uuid)>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (register, id) = at.into_inner();
    let register = Register::of(&register)?;
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let acting = officer.clone().once(posted.once());
    let closed = match register {
        Register::Units => registers.close_unit(&acting, id.into(), seen).await,
        Register::Departments => registers.close_department(&acting, id.into(), seen).await,
    };
    match closed {
        Ok(kept) => Ok(page::see_other(listed(&frame, &kept))),
        Err(error) => {
            let (refusals, shown) = (error.refusals()?, read(&registers, register, id).await?);
            let form = shown.form()?.refused(&refusals, frame.language());
            page::refused(&EntryPage::new(frame, officer, register, Some(shown), &registers.departments().await?, form))
        }
    }
}

/// Whoever opens the address of a closing, as after signing in again, is shown the entry.
async fn back(frame: Frame, _officer: Officer, at: web::Path<(String, Uuid)>) -> Result<HttpResponse, DeskError> {
    let (register, id) = at.into_inner();
    Ok(page::see_other(frame.to(format!("{PATH}/{}/{id}", Register::of(&register)?.code()))))
}

async fn read(registers: &Registers, register: Register, id: Uuid) -> Result<Shown, DeskError> {
    Ok(match register {
        Register::Units => Shown::Unit(Box::new(registers.unit(id.into()).await?)),
        Register::Departments => Shown::Department(registers.department(id.into()).await?),
    })
}

/// Since when an entry is closed; empty for an open one.
pub(crate) fn closed(say: &Say, on: Option<NaiveDate>) -> String {
    let since = |on| say.with("closed-since", &[("day", date::day(on, say.language()).words.into())]);
    on.map_or_else(String::new, since)
}
