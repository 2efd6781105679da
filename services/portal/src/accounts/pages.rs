//! Signing in on pages: the address, then the code from the mail, then back to where one came from.
//! What somebody had typed when their session ended travels through, sealed by whoever kept it.

use actix_web::cookie::Cookie;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::MailAddress;
use kit::auth::{Realm, cookies};
use kit::html::{Say, mask};
use kit::{Caller, DeskError, Fault, Form, Frame, Once, Posted, page};
use serde::Deserialize;

use super::desk::SignedIn;
use super::{Accounts, Applicant, addresses, sessions, waiting};
use crate::words;

/// Where people go who came from nowhere.
const USUAL_BACK: &str = "/track";

pub fn routes(routes: &mut web::ServiceConfig) {
    sessions::routes(routes);
    addresses::routes(routes);
    routes
        .service(web::resource("/sign-in").get(ask_mail).post(send_code))
        .service(web::resource("/sign-in/code").get(ask_code).post(sign_in))
        .service(web::resource("/sign-out").post(sign_out));
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
}

/// Where to go afterwards, and what was typed there before the session ended.
#[derive(Clone, Default)]
pub struct Way {
    back: String,
    kept: Option<String>,
}

impl Way {
    pub fn new(frame: &Frame, back: &str, kept: Option<String>) -> Way {
        let back = if page::is_own(back) { back.to_owned() } else { frame.to(USUAL_BACK) };
        Way { back, kept: kept.filter(|kept| !kept.is_empty()) }
    }

    /// From the form, or from its address.
    fn of(frame: &Frame, asked: &Asked, posted: &Posted) -> Way {
        let back = Some(posted.text("back")).filter(|back| !back.is_empty()).unwrap_or(&asked.back);
        Way::new(frame, back, Some(posted.text("kept").to_owned()))
    }

    /// Whether a form is what follows: people are told, who meant to fill one in and see this.
    fn is_to_nominate(&self) -> bool {
        self.kept.is_none() && self.back.contains("/nominate/")
    }

    fn through(&self, frame: &Frame, path: &str) -> String {
        let back = serde_html_form::to_string([("back", &self.back)]).unwrap_or_default();
        format!("{}?{back}", frame.to(path))
    }
}

#[derive(Template)]
#[template(path = "accounts/templates/sign-in.html")]
pub struct SignInPage {
    frame: Frame,
    say: Say,
    form: Form,
    way: Way,
}

impl SignInPage {
    pub fn new(frame: Frame, form: Form, way: Way) -> SignInPage {
        SignInPage { say: words::say(frame.language()), frame, form, way }
    }
}

#[derive(Template)]
#[template(path = "accounts/templates/code.html")]
pub struct CodePage {
    frame: Frame,
    say: Say,
    form: Form,
    way: Way,
    /// None: this browser did not ask for the code, or long ago.
    masked: Option<String>,
    minutes: u32,
    again: String,
    /// Whether what was typed on the way is in another tab.
    elsewhere: bool,
}

impl CodePage {
    fn new(frame: Frame, form: Form, way: Way, mail: Option<&MailAddress>, minutes: u32) -> CodePage {
        let again = way.through(&frame, "/sign-in");
        let masked = mail.map(|mail| mask::mail(mail.as_str()));
        CodePage { say: words::say(frame.language()), frame, form, way, masked, minutes, again, elsewhere: false }
    }
}

async fn ask_mail(
    frame: Frame,
    applicant: Result<Applicant, DeskError>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let way = Way::new(&frame, &asked.back, None);
    if applicant.is_ok() {
        return Ok(page::see_other(way.back));
    }
    page::show(&SignInPage::new(frame, Form::empty(), way))
}

async fn send_code(
    frame: Frame,
    caller: Caller,
    accounts: web::Data<Accounts>,
    asked: web::Query<Asked>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (form, way) = (Form::of(&posted), Way::of(&frame, &asked, &posted));
    if posted.has("again") {
        return page::show(&SignInPage::new(frame, Form::empty(), way));
    }
    let mail = match MailAddress::parse(posted.text("mail")) {
        Ok(mail) => mail,
        Err(refusal) => {
            let form = form.refused(&[refusal], frame.language());
            return page::refused(&SignInPage::new(frame, form, way));
        }
    };
    match code_to(frame.clone(), &caller, &accounts, &mail, way.clone(), posted.once()).await {
        Err(error) if error.again_after().is_some() => {
            let form = form.wrong("mail", come_again(&frame, &error));
            page::held_up(page::refused(&SignInPage::new(frame, form, way))?, &error)
        }
        answer => answer,
    }
}

/// Sends a code to the address and asks for it; what was typed on the way travels along.
pub async fn code_to(
    frame: Frame,
    caller: &Caller,
    accounts: &Accounts,
    mail: &MailAddress,
    way: Way,
    once: Once,
) -> Result<HttpResponse, DeskError> {
    accounts.send_code(&caller.visitor().once(once), mail, caller.language).await?;
    let (back, kept) = (way.back.clone(), way.kept.is_some());
    let answer = if kept {
        page::show(&CodePage::new(frame, Form::empty(), way, Some(mail), accounts.code_minutes()))?
    } else {
        page::see_other(way.through(&frame, "/sign-in/code"))
    };
    with_cookies(answer, [waiting::cookie(&accounts.house, mail, &back, kept)?])
}

async fn ask_code(
    frame: Frame,
    request: HttpRequest,
    accounts: web::Data<Accounts>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let waiting = waiting::read(&accounts.house, &request);
    // The link of the letter says no way: it is that of the tab that asked for the code.
    let back = Some(asked.back.as_str()).filter(|back| !back.is_empty());
    let back = back.or(waiting.as_ref().map(|waiting| waiting.back.as_str())).unwrap_or_default();
    let way = Way::new(&frame, back, None);
    let elsewhere = waiting.as_ref().is_some_and(|waiting| waiting.kept);
    let mail = waiting.map(|waiting| waiting.mail);
    let page = CodePage::new(frame, Form::empty(), way, mail.as_ref(), accounts.code_minutes());
    page::show(&CodePage { elsewhere, ..page })
}

async fn sign_in(
    frame: Frame,
    request: HttpRequest,
    caller: Caller,
    applicant: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    asked: web::Query<Asked>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (form, way) = (Form::of(&posted), Way::of(&frame, &asked, &posted));
    let waiting = waiting::read(&accounts.house, &request).map(|waiting| waiting.mail);
    let waiting = waiting.filter(|_| posted.text("mail").is_empty());
    // The same button pressed once more: it has signed in meanwhile, and no code is waited for.
    if waiting.is_none() && posted.text("mail").is_empty() && applicant.is_ok() {
        return Ok(onward(&way));
    }
    let mail = match waiting.clone().map_or_else(|| MailAddress::parse(posted.text("mail")), Ok) {
        Ok(mail) => mail,
        Err(refusal) => {
            let form = form.refused(&[refusal], frame.language());
            return page::refused(&CodePage::new(frame, form, way, None, accounts.code_minutes()));
        }
    };
    let refused = |frame, form| CodePage::new(frame, form, way.clone(), waiting.as_ref(), accounts.code_minutes());
    // The same page with other digits, or in another browser, is another try.
    let by = caller.visitor().once(posted.once_here(mail.as_str()));
    match accounts.sign_in(&by, &mail, posted.text("code"), &caller).await {
        Ok(signed_in) => with_cookies(onward(&way), [session(&accounts, signed_in), waiting::gone(&accounts.house)]),
        Err(DeskError::Refused(refusals)) => {
            let form = form.refused(&refusals, frame.language());
            page::refused(&refused(frame, form))
        }
        Err(error) if error.again_after().is_some() => {
            let form = form.wrong("code", come_again(&frame, &error));
            page::held_up(page::refused(&refused(frame, form))?, &error)
        }
        Err(error) => Err(error),
    }
}

async fn sign_out(
    frame: Frame,
    applicant: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    _posted: Posted,
) -> Result<HttpResponse, DeskError> {
    if let Ok(applicant) = applicant {
        accounts.sign_out(&applicant.by, &applicant.token).await?;
    }
    with_cookies(page::see_other(frame.to("/posts")), [cookies::gone(&accounts.house, Realm::Applicant)])
}

/// An answer to somebody who has just been signed in.
pub fn signed_in(accounts: &Accounts, begun: SignedIn, answer: HttpResponse) -> Result<HttpResponse, DeskError> {
    with_cookies(answer, [session(accounts, begun)])
}

fn session(accounts: &Accounts, begun: SignedIn) -> Cookie<'static> {
    cookies::cookie(&accounts.house, Realm::Applicant, begun.token, begun.lifetime)
}

/// On to where they came from. Where something was kept, the browser sends the same form on with it: 307 keeps the method and
/// the body.
fn onward(way: &Way) -> HttpResponse {
    match way.kept {
        Some(_) => HttpResponse::TemporaryRedirect().insert_header((LOCATION, way.back.as_str())).finish(),
        None => page::see_other(&way.back),
    }
}

/// What somebody is told who was held up by a limit.
pub fn come_again(frame: &Frame, error: &DeskError) -> String {
    let (say, seconds) = (words::say(frame.language()), error.again_after().unwrap_or_default());
    match error {
        DeskError::Uncounted(_) => say.with("account-not-counted", &[("seconds", seconds.into())]),
        _ => say.with("account-too-often", &[("minutes", seconds.div_ceil(60).into())]),
    }
}

fn with_cookies(
    mut answer: HttpResponse,
    cookies: impl IntoIterator<Item = Cookie<'static>>,
) -> Result<HttpResponse, DeskError> {
    for cookie in cookies {
        answer.add_cookie(&cookie).map_err(|error| Fault::new(error.to_string()))?;
    }
    Ok(answer)
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
