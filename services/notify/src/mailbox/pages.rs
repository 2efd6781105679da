//! Pages to read the local mailbox. A mail's HTML part is shown apart and shut in: it comes with style of its own.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, ContentType};
use actix_web::web::{Path, Query, ServiceConfig, resource};
use actix_web::{Error, HttpResponse};
use askama::Template;
use kit::{At, DeskError, Fault, Frame, Paging, Say, Walked, page};

use super::api::One;
use super::desk::Placed;
use super::mail::Mail;
use super::open::Mailbox;
use super::wanted::Wanted;
use crate::words::say;

/// Nothing but the style inside: no script, no picture, no form, no origin.
const SHUT_IN: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

pub fn routes(routes: &mut ServiceConfig) {
    routes
        .service(resource("/mail").get(list))
        .service(resource("/mail/{id}").get(show))
        .service(resource("/mail/{id}/html").get(html));
}

#[derive(Template)]
#[template(path = "mailbox/templates/mails.html")]
pub struct Mails {
    pub frame: Frame,
    pub say: Say,
    /// The recipient that was asked for, or nothing.
    pub to: String,
    pub mails: Vec<Mail>,
    pub newer: Option<String>,
    pub older: Option<String>,
}

impl Mails {
    pub fn of(frame: Frame, to: String, walked: Walked<Mail, Placed>) -> Result<Mails, Fault> {
        let newer = walked.before.map(|place| frame.cursor(&At::Before(place))).transpose()?;
        let older = walked.after.map(|place| frame.cursor(&At::After(place))).transpose()?;
        Ok(Mails { say: say(frame.language()), frame, to, mails: walked.items, newer, older })
    }
}

#[derive(Template)]
#[template(path = "mailbox/templates/mail.html")]
pub struct OneMail {
    pub frame: Frame,
    pub say: Say,
    pub mail: Mail,
}

async fn list(
    frame: Frame,
    Mailbox(desk): Mailbox,
    wanted: Query<Wanted>,
    paging: Paging,
) -> Result<HttpResponse, Error> {
    let to = wanted.to().unwrap_or_default().to_owned();
    let walked = desk.list(wanted.to(), &paging.at()?, paging.limit).await?;
    let page = Mails::of(frame, to, walked).map_err(DeskError::from)?;
    Ok(page::show(&page)?)
}

async fn show(frame: Frame, Mailbox(desk): Mailbox, one: Path<One>) -> Result<HttpResponse, DeskError> {
    let mail = desk.show(one.id).await?;
    page::show(&OneMail { say: say(frame.language()), frame, mail })
}

async fn html(Mailbox(desk): Mailbox, one: Path<One>) -> Result<HttpResponse, DeskError> {
    let mail = desk.show(one.id).await?;
    let shut_in = (CONTENT_SECURITY_POLICY, SHUT_IN);
    Ok(HttpResponse::Ok().content_type(ContentType::html()).insert_header(shut_in).body(mail.html))
}
