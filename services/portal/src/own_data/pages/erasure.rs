//! The page on which somebody erases themselves: what goes, what stays and why, then one tick and one button.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use kit::auth::{Realm, cookies, kept_forms};
use kit::html::Say;
use kit::{DeskError, Fault, Form, Frame, Posted, page};

use crate::accounts::{Accounts, Applicant};
use crate::own_data::desk::OwnData;
use crate::own_data::erasing::Stays;
use crate::words;

#[derive(Template)]
#[template(path = "own_data/templates/erasure.html")]
pub struct ErasurePage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    /// Those of which something stays.
    pub receipts: Vec<String>,
    /// Whether words stay that were written for others.
    pub words: bool,
}

/// For somebody who is gone.
#[derive(Template)]
#[template(path = "own_data/templates/erased.html")]
pub struct ErasedPage {
    pub frame: Frame,
    pub say: Say,
}

impl ErasurePage {
    async fn of(frame: Frame, by: &Applicant, own_data: &OwnData, form: Form) -> Result<ErasurePage, DeskError> {
        let Stays { receipts, words } = own_data.stays(by).await?;
        let receipts = receipts.iter().map(ToString::to_string).collect();
        Ok(ErasurePage { say: words::say(frame.language()), frame, receipts, words, form })
    }
}

pub async fn ask(frame: Frame, by: Applicant, own_data: web::Data<OwnData>) -> Result<HttpResponse, DeskError> {
    page::show(&ErasurePage::of(frame, &by, &own_data, Form::empty()).await?)
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    own_data: web::Data<OwnData>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let by = kept_forms::awake(by, &accounts.house, Realm::Applicant, &request, &posted).await?;
    match own_data.erase(&by, posted.once(), posted.text("sure")).await {
        Ok(()) => {
            let mut gone = page::see_other(frame.to("/erased"));
            let cookie = cookies::gone(&accounts.house, Realm::Applicant);
            gone.add_cookie(&cookie).map_err(|error| Fault::new(error.to_string()))?;
            Ok(gone)
        }
        Err(DeskError::Refused(refusals)) => {
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&ErasurePage::of(frame, &by, &own_data, form).await?)
        }
        Err(error) => Err(error),
    }
}

pub async fn done(frame: Frame) -> Result<HttpResponse, DeskError> {
    page::show(&ErasedPage { say: words::say(frame.language()), frame })
}
