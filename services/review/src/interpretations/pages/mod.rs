//! Interpretations by page: the list, the form of a draft, and one with what can be done with it.

mod entry;
mod list;
#[cfg(test)]
mod samples;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{Interpretation, InterpretationId, InterpretationInput, OpenPointId, PlanOpinion, Policy, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, page};
use kit::web::Misread;
use kit::{DeskError, Fault, House};
use serde::Deserialize;
use uuid::Uuid;

use self::entry::EntryPage;
use self::list::ListPage;
use super::desk::{self, Interpretations, Ruling};
use crate::officers::Officer;

const PATH: &str = "/staff/interpretations";
const DRAFTS: &str = "/staff/interpretation-drafts";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/interpretations").get(list))
        .service(web::resource("/interpretation-drafts").get(ask).post(draft))
        .service(web::resource("/interpretations/{id}").get(show).post(change))
        .service(web::resource("/interpretations/{id}/ruling").get(back).post(rule));
}

async fn list(
    frame: Frame,
    officer: Officer,
    interpretations: web::Data<Interpretations>,
) -> Result<HttpResponse, DeskError> {
    let listed = interpretations.list(&officer).await?;
    page::show(&ListPage::new(frame, officer, &listed))
}

/// What a draft begins with.
#[derive(Deserialize)]
struct Beginning {
    /// An open point, by its id.
    point: Option<String>,
}

async fn ask(
    frame: Frame,
    officer: Officer,
    house: web::Data<House>,
    beginning: web::Query<Beginning>,
) -> Result<HttpResponse, DeskError> {
    if !desk::may_draft(&officer) {
        return Err(DeskError::NotAllowed);
    }
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = match beginning.point.as_deref().and_then(OpenPointId::from_code) {
        Some(id) if !left.was_left => Form::filled(&InterpretationInput::on(Policy::standard().open_point(id)))?,
        _ => left,
    };
    page::show(&EntryPage::new(frame, officer, None, form, Form::empty()))
}

async fn draft(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    interpretations: web::Data<Interpretations>,
    house: web::Data<House>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let input = typed(&posted)?;
    match interpretations.draft(&officer.clone().once(posted.once()), &input).await {
        Ok(drafted) => {
            kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{PATH}/{}", drafted.id))).await
        }
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&EntryPage::new(frame, officer, None, form, Form::empty()))
        }
    }
}

/// A form shows the questions of the point that was chosen before, and sends them still.
fn typed(posted: &Posted) -> Result<InterpretationInput, Misread> {
    Ok(posted.nested::<InterpretationInput>()?.of_its_point())
}

async fn show(
    frame: Frame,
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let shown = interpretations.show(&officer, InterpretationId::from(*id)).await?;
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = if left.was_left { left } else { filled(&shown)? };
    page::show(&EntryPage::new(frame, officer, Some(shown), form, Form::empty()))
}

async fn change(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    interpretations: web::Data<Interpretations>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let (id, seen) = (InterpretationId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let input = typed(&posted)?;
    match interpretations.change(&officer.clone().once(posted.once()), id, seen, &input).await {
        Ok(_) => done(frame, &officer, &house, id).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            let shown = interpretations.show(&officer, id).await?;
            page::refused(&EntryPage::new(frame, officer, Some(shown), form, Form::empty()))
        }
    }
}

async fn rule(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    interpretations: web::Data<Interpretations>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let (id, seen) = (InterpretationId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let ruled = match ruling(&posted) {
        Ok(ruling) => interpretations.rule(&officer.clone().once(posted.once()), id, seen, ruling).await,
        Err(refusal) => Err(refusal.into()),
    };
    match ruled {
        Ok(_) => done(frame, &officer, &house, id).await,
        Err(error) => {
            let act = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&ruling_page(frame, officer, &interpretations, id, act).await?)
        }
    }
}

fn ruling(posted: &Posted) -> Result<Ruling, Refusal> {
    let words = posted.given("words");
    match posted.text("ruling") {
        "agree" => Ok(Ruling::Opine(PlanOpinion::Agrees, words)),
        "object" => Ok(Ruling::Opine(PlanOpinion::Objects, words)),
        "publish" => Ok(Ruling::Publish),
        "end" => Ok(Ruling::End(words)),
        "" => Err(Refusal::content("ruling-missing").at("/ruling")),
        _ => Err(Refusal::content("ruling-unknown").at("/ruling")),
    }
}

/// Whoever opens the address of a ruling, as after signing in again, is shown what they had typed to it.
async fn back(
    frame: Frame,
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let act = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&ruling_page(frame, officer, &interpretations, InterpretationId::from(*id), act).await?)
}

/// The interpretation as it is saved, with what was typed to its act.
async fn ruling_page(
    frame: Frame,
    officer: Officer,
    interpretations: &Interpretations,
    id: InterpretationId,
    act: Form,
) -> Result<EntryPage, DeskError> {
    let shown = interpretations.show(&officer, id).await?;
    let form = filled(&shown)?;
    Ok(EntryPage::new(frame, officer, Some(shown), form, act))
}

async fn done(frame: Frame, officer: &Officer, house: &House, id: InterpretationId) -> Result<HttpResponse, DeskError> {
    kept_forms::done(house, &officer.id.to_string(), &frame.to(format!("{PATH}/{id}"))).await
}

fn filled(shown: &Interpretation) -> Result<Form, Fault> {
    Form::filled(&InterpretationInput::of(&shown.text))
}
