//! The pages below a receipt on which the applicant is asked for something (Articles 13, 14 and 16).
//! Where it is not asked, or not any more, they lead to where the nomination stands.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use futures_util::future::LocalBoxFuture;
use kit::auth::{Realm, kept_forms};
use kit::{DeskError, Fault, Form, Frame, Posted, page};

use super::view;
use crate::accounts::Applicant;
use crate::nominations::desk::{Nominations, Saved};
use crate::nominations::store::Kept;

/// Somebody who comes to such a page.
pub struct Filed {
    frame: Frame,
    /// Nobody where their session fell asleep.
    by: Result<Applicant, DeskError>,
    pub(super) nominations: web::Data<Nominations>,
    /// As it stands in the address.
    receipt: String,
    request: HttpRequest,
}

impl Filed {
    /// Shows the page, with the form as it was left; `asks` gives none where nothing is asked.
    pub async fn ask<P: Template>(
        self,
        asks: impl FnOnce(Frame, &Kept, Form, NaiveDate) -> Option<P>,
    ) -> Result<HttpResponse, DeskError> {
        let by = self.by?;
        let receipt = view::receipt(&self.receipt)?;
        let kept = self.nominations.show_receipt(&by, receipt).await?;
        let status = self.frame.to(format!("/track/{receipt}"));
        let form = kept_forms::form(&self.nominations.house, &by.person.to_string(), self.frame.path()).await?;
        match asks(self.frame, &kept, form, self.nominations.today()) {
            Some(asks) => page::show(&asks),
            None => Ok(page::see_other(status)),
        }
    }

    /// Does what was said, which leads to `then` below the receipt; where it is refused, the page is shown again.
    pub async fn answer<P: Template>(
        self,
        posted: &Posted,
        said: impl AsyncFnOnce(&Nominations, &Applicant, &Kept) -> Result<Saved, DeskError>,
        then: &str,
        asks: impl FnOnce(Frame, &Kept, Form, NaiveDate) -> Option<P>,
    ) -> Result<HttpResponse, DeskError> {
        let house = &self.nominations.house;
        let by = kept_forms::awake(self.by, house, Realm::Applicant, &self.request, posted).await?;
        let receipt = view::receipt(&self.receipt)?;
        let kept = self.nominations.show_receipt(&by, receipt).await?;
        let status = self.frame.to(format!("/track/{receipt}"));
        let refusals = match said(&self.nominations, &by, &kept).await {
            Ok(_) => return kept_forms::done(house, &by.person.to_string(), &format!("{status}{then}")).await,
            Err(error) => error.refusals()?,
        };
        let kept = self.nominations.show_receipt(&by, receipt).await?;
        let form = Form::of(posted).refused(&refusals, self.frame.language());
        match asks(self.frame, &kept, form, self.nominations.today()) {
            Some(asks) => page::refused(&asks),
            None => Ok(page::see_other(status)),
        }
    }
}

impl FromRequest for Filed {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Filed, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async {
            let nominations = request.app_data::<web::Data<Nominations>>();
            let nominations = nominations.ok_or_else(|| Fault::new("no nominations at this door"))?.clone();
            let receipt = request.match_info().get("receipt").unwrap_or_default().to_owned();
            let (frame, by) = (Frame::of(&request), Applicant::extract(&request).await);
            Ok(Filed { frame, by, nominations, receipt, request })
        })
    }
}
