//! The page of a nomination's files: what each clause wants, what has come, one more, one less. No script is needed.

#[cfg(test)]
mod journeys;
pub mod note;
#[cfg(test)]
mod samples;
mod sheet;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{EvidenceId, NominationId, Shows};
use kit::auth::{Realm, kept_forms};
use kit::{DeskError, Form, Frame, Posted, PostedFile, files, page};
use uuid::Uuid;

use self::sheet::{EvidencePage, News};
use super::desk::{EvidenceDesk, Sending, VERSION};
use crate::accounts::{self, Applicant};
use crate::nominations::desk::Nominations;
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/nominations/{id}/evidence").get(ask).post(add))
        .service(web::resource("/nominations/{id}/evidence/{file}").get(download))
        .service(web::resource("/nominations/{id}/evidence/{file}/removal").get(back).post(remove));
}

async fn ask(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    desk: web::Data<EvidenceDesk>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let left = kept_forms::form(&desk.house, &by.person.to_string(), frame.path()).await?;
    let room = Room { frame, by, nominations, desk, id: (*id).into() };
    let shows = Shows::from_code(left.value("shows"));
    let part = sheet::part(left.value("shows"), left.value("item"));
    page::show(&room.sheet(sheet::left(&left, &part), shows).await?)
}

async fn add(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    nominations: web::Data<Nominations>,
    desk: web::Data<EvidenceDesk>,
    id: web::Path<Uuid>,
    request: HttpRequest,
    sent: PostedFile,
) -> Result<HttpResponse, DeskError> {
    let (by, sent) = kept_forms::awake_with_file(by, &desk.house, Realm::Applicant, &request, sent).await?;
    let PostedFile { posted, file, key } = sent;
    let text = |name: &str| posted.text(name).to_owned();
    let (shows, item, label) = (text("shows"), text("item"), text("label"));
    let room = Room { frame, by, nominations, desk, id: (*id).into() };
    let part = sheet::part(&shows, &item);
    let sending = Sending { key, shows: shows.clone(), item, label: label.clone(), file };
    match room.desk.add(&room.by, room.id, sending).await {
        Ok(added) => {
            kept_forms::done(&room.desk.house, &room.by.person.to_string(), &room.here(&News::Added(added.id).query()))
                .await
        }
        Err(DeskError::Refused(refusals)) => {
            let form = sheet::refused(&part, &label, &refusals, room.frame.language());
            page::refused(&room.sheet(form, Shows::from_code(&shows)).await?)
        }
        Err(error) if error.again_after().is_some() => {
            let form = sheet::held_up(&part, &label, come_again(&room.frame, &error));
            page::held_up(page::refused(&room.sheet(form, Shows::from_code(&shows)).await?)?, &error)
        }
        Err(error) => Err(error),
    }
}

/// What somebody is told whose file cannot be taken now, whatever is in it.
fn come_again(frame: &Frame, error: &DeskError) -> String {
    match error {
        DeskError::Unscanned(seconds) => {
            let minutes = seconds.div_ceil(60);
            words::say(frame.language()).with("evidence-unscanned", &[("minutes", minutes.into())])
        }
        _ => accounts::pages::come_again(frame, error),
    }
}

/// Whoever opens the address of a removal, as after signing in again, is shown the files.
async fn back(frame: Frame, _by: Applicant, path: web::Path<(Uuid, Uuid)>) -> HttpResponse {
    page::see_other(frame.to(format!("/nominations/{}/evidence", path.0)))
}

async fn remove(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    desk: web::Data<EvidenceDesk>,
    path: web::Path<(Uuid, Uuid)>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (id, file) = path.into_inner();
    let (id, file) = (NominationId::from(id), EvidenceId::from(file));
    let room = Room { frame, by, nominations, desk, id };
    match room.desk.remove(&room.by, posted.once(), id, file, VERSION).await {
        Ok(()) => Ok(page::see_other(room.here(&News::Removed.query()))),
        Err(DeskError::Refused(refusals)) => {
            let form = Form::empty().refused(&refusals, room.frame.language());
            page::refused(&room.sheet(form, None).await?)
        }
        Err(error) => Err(error),
    }
}

async fn download(
    by: Applicant,
    desk: web::Data<EvidenceDesk>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, DeskError> {
    let (id, file) = path.into_inner();
    let evidence = desk.open(&by, id.into(), file.into()).await?;
    Ok(files::as_download(&desk.house.files, &evidence.file, &evidence.name))
}

/// An applicant at the files of one of their nominations.
struct Room {
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    desk: web::Data<EvidenceDesk>,
    id: NominationId,
}

impl Room {
    async fn sheet(&self, form: Form, wanted: Option<Shows>) -> Result<EvidencePage, DeskError> {
        let nomination = self.nominations.show(&self.by, self.id).await?;
        let listed = self.desk.list(&self.by, self.id).await?;
        Ok(EvidencePage::new(self.frame.clone(), &nomination, listed, form, wanted))
    }

    fn here(&self, query: &str) -> String {
        self.frame.to(format!("/nominations/{}/evidence?{query}", self.id))
    }
}
