//! Taking a nomination back: asked once, with room for a reason that nobody has to give.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use kit::auth::{Realm, kept_forms};
use kit::html::Say;
use kit::{DeskError, Form, Frame, Posted, page};

use super::view::{self, AboutView};
use crate::accounts::{Accounts, Applicant};
use crate::nominations::desk::Nominations;
use crate::nominations::store::Kept;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/withdraw.html")]
pub struct WithdrawPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    pub receipt: String,
    pub version: i64,
    /// Whether something happened since the page was opened.
    pub moved: bool,
}

impl WithdrawPage {
    pub fn new(frame: Frame, kept: &Kept, receipt: String, form: Form) -> WithdrawPage {
        let say = words::say(frame.language());
        let post = AboutView::of(&kept.about, &say);
        WithdrawPage { version: kept.version, moved: false, frame, say, form, post, receipt }
    }

    fn heading(&self) -> String {
        self.say.owned("withdraw")
    }
}

pub async fn ask(
    frame: Frame,
    by: Applicant,
    accounts: web::Data<Accounts>,
    nominations: web::Data<Nominations>,
    receipt: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let receipt = view::receipt(&receipt)?;
    let kept = nominations.show_receipt(&by, receipt).await?;
    if !view::can_be_withdrawn(&kept) {
        return Ok(page::see_other(frame.to(format!("/track/{receipt}"))));
    }
    let form = kept_forms::form(&accounts.house, &by.person.to_string(), frame.path()).await?;
    page::show(&WithdrawPage::new(frame, &kept, receipt.to_string(), form))
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    nominations: web::Data<Nominations>,
    receipt: web::Path<String>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let by = kept_forms::awake(by, &accounts.house, Realm::Applicant, &request, &posted).await?;
    let receipt = view::receipt(&receipt)?;
    let kept = nominations.show_receipt(&by, receipt).await?;
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let reason = Some(posted.text("reason").to_owned());
    match nominations.withdraw(&by, posted.once(), kept.nomination.id, seen, reason).await {
        Ok(_) => {
            kept_forms::done(&accounts.house, &by.person.to_string(), &frame.to(format!("/track/{receipt}"))).await
        }
        Err(DeskError::Refused(refusals)) => {
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&WithdrawPage::new(frame, &kept, receipt.to_string(), form))
        }
        Err(DeskError::Stale | DeskError::KeyReused) if view::can_be_withdrawn(&kept) => {
            let sheet = WithdrawPage::new(frame, &kept, receipt.to_string(), Form::of(&posted));
            page::refused(&WithdrawPage { moved: true, ..sheet })
        }
        Err(DeskError::Stale | DeskError::KeyReused) => Ok(page::see_other(frame.to(format!("/track/{receipt}")))),
        Err(error) => Err(error),
    }
}
