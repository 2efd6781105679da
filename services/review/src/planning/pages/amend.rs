//! The form that opens an amendment of the catalogue in force.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::{Refusal, TextInput, typed};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, Say, page};
use kit::{DeskError, House};
use serde::Deserialize;
use uuid::Uuid;

use super::PLANS;
use crate::officers::Officer;
use crate::planning::amendments::Amending;
use crate::planning::desk::Planning;
use crate::plans::desk::Issue;
use crate::words;

#[derive(Template)]
#[template(path = "planning/templates/amend.html")]
pub struct AmendPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    title: String,
    document: String,
}

impl AmendPage {
    pub fn new(frame: Frame, officer: Officer, issue: &Issue, form: Form) -> AmendPage {
        let language = frame.language();
        AmendPage {
            say: words::say(language),
            title: issue.title.say(language).to_owned(),
            document: issue.document.clone(),
            officer: Some(officer),
            form,
            frame,
        }
    }
}

pub async fn show(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let issue = planning.amendable(&officer).await?.filter(|issue| issue.id == *id).ok_or(DeskError::Missing)?;
    page::show(&AmendPage::new(frame, officer, &issue, form))
}

/// An amendment as the form sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    title: TextInput,
    drafts_by: String,
}

pub async fn open(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let opened = match amending(posted.nested()?) {
        Ok(amending) => planning.amend(&officer.clone().once(posted.once()), *id, amending).await,
        Err(refusals) => Err(refusals.into()),
    };
    match opened {
        Ok(opened) => {
            kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{PLANS}/{}", opened.id))).await
        }
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            let issue = planning.issue(&officer, *id).await?;
            page::refused(&AmendPage::new(frame, officer, &issue, form))
        }
    }
}

fn amending(Typed { title, drafts_by }: Typed) -> Result<Amending, Vec<Refusal>> {
    let mut refused = Vec::new();
    let drafts_by = typed::day(&drafts_by, "/drafts_by", &mut refused).ok_or(refused)?;
    Ok(Amending { title, drafts_by })
}
