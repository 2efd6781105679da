//! Signing in and out by page.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::RefusalKind;
use kit::auth::{Realm, cookies};
use kit::html::{Form, Frame, Posted, Say, page};
use kit::web::Caller;
use kit::{DeskError, House};
use serde::Deserialize;

use super::desk::Credentials;
use super::{Officer, Officers};
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/sign-in").get(ask).post(sign_in)).service(web::resource("/sign-out").post(sign_out));
}

#[derive(Template)]
#[template(path = "officers/templates/sign-in.html")]
struct SignIn {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
}

impl SignIn {
    fn new(frame: Frame, form: Form) -> SignIn {
        SignIn { say: words::say(frame.language()), frame, officer: None, form }
    }
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn ask(frame: Frame) -> Result<HttpResponse, DeskError> {
    page::show(&SignIn::new(frame, Form::empty()))
}

async fn sign_in(
    frame: Frame,
    caller: Caller,
    officers: web::Data<Officers>,
    back: web::Query<Back>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let typed =
        Credentials { login: posted.text("login"), password: posted.text("password"), code: posted.text("code") };
    match officers.sign_in(&caller.visitor(), &typed, caller.device).await {
        Ok(granted) => {
            let back = if page::is_own(&back.back) { back.back.clone() } else { frame.to("/staff") };
            let mut answer = page::see_other(back);
            let cookie = cookies::cookie(&officers.house, Realm::Staff, granted.token, granted.lifetime);
            answer.add_cookie(&cookie).map_err(|error| kit::Fault::new(error.to_string()))?;
            Ok(answer)
        }
        Err(DeskError::Refused(refusals)) if refusals.iter().all(|one| one.kind() == RefusalKind::Content) => {
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&SignIn::new(frame, form))
        }
        Err(other) => Err(other),
    }
}

async fn sign_out(
    frame: Frame,
    officer: Officer,
    officers: web::Data<Officers>,
    request: actix_web::HttpRequest,
    _posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let house: &House = &officers.house;
    if let Some(token) = cookies::token_of(&request, house, Realm::Staff) {
        officers.sign_out(&officer.by, &token).await?;
    }
    let mut answer = page::see_other(frame.to("/staff/sign-in"));
    answer.add_cookie(&cookies::gone(house, Realm::Staff)).map_err(|error| kit::Fault::new(error.to_string()))?;
    Ok(answer)
}
