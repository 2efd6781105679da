//! Looking at what is masked, by page: why and what first, then the values, once.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::{CaseId, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Form, Frame, Posted, Say, page};
use kit::{Caller, DeskError, House};
use uuid::Uuid;

use super::Unmasking;
use super::desk::Shown;
use super::purpose::{Masked, Purpose};
use crate::officers::Officer;
use crate::{step_ups, words};

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/cases/{id}/unmask").get(ask).post(unmask));
}

#[derive(Template)]
#[template(path = "unmasking/templates/unmask.html")]
struct UnmaskPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    back: String,
    receipt: String,
    purposes: Vec<Choice>,
    asked: Vec<Choice>,
    /// Each with its label.
    shown: Vec<(String, String)>,
}

impl UnmaskPage {
    fn new(frame: Frame, officer: Officer, case: CaseId, receipt: String, form: Form, shown: Shown) -> UnmaskPage {
        let say = words::say(frame.language());
        let label = |field: Masked| say.owned(format!("masked-{}", field.code()));
        let purpose = |purpose: Purpose| Choice::new(purpose.code(), say.owned(format!("purpose-{}", purpose.code())));
        UnmaskPage {
            purposes: Purpose::ALL.into_iter().map(purpose).collect(),
            asked: Masked::ALL.into_iter().map(|field| Choice::new(field.code(), label(field))).collect(),
            shown: shown.into_iter().map(|(field, value)| (label(field), value)).collect(),
            frame,
            say,
            officer: Some(officer),
            form,
            back: format!("/staff/cases/{case}"),
            receipt,
        }
    }
}

async fn ask(
    frame: Frame,
    officer: Officer,
    unmasking: web::Data<Unmasking>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let id = CaseId::from(*id);
    match unmasking.may(&officer, id).await {
        Ok(receipt) => {
            let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
            page::show(&UnmaskPage::new(frame, officer, id, receipt, form, Vec::new()))
        }
        Err(error) => step_ups::pages::wanted(&frame, &error, &format!("/staff/cases/{id}/unmask")).ok_or(error),
    }
}

async fn unmask(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    unmasking: web::Data<Unmasking>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = CaseId::from(*id);
    let receipt = match unmasking.may(&officer, id).await {
        Ok(receipt) => receipt,
        Err(error) => {
            if let Some(answer) = step_ups::pages::wanted(&frame, &error, &format!("/staff/cases/{id}/unmask")) {
                kept_forms::keep(&house, &Caller::of(&request), officer.id.to_string(), &posted).await?;
                return Ok(answer);
            }
            return Err(error);
        }
    };
    let officer = officer.once(posted.once());
    match looked(&unmasking, &officer, id, &posted).await {
        Ok(shown) => {
            kept_forms::forget(&house, &officer.id.to_string()).await?;
            page::show(&UnmaskPage::new(frame, officer, id, receipt, Form::of(&posted), shown))
        }
        Err(DeskError::Refused(refusals)) => {
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&UnmaskPage::new(frame, officer, id, receipt, form, Vec::new()))
        }
        Err(other) => Err(other),
    }
}

async fn looked(unmasking: &Unmasking, officer: &Officer, id: CaseId, posted: &Posted) -> Result<Shown, DeskError> {
    let purpose =
        Purpose::from_code(posted.text("purpose")).ok_or_else(|| Refusal::content("purpose-missing").at("/purpose"))?;
    let fields: Vec<Masked> = posted.all("fields[]").filter_map(Masked::from_code).collect();
    unmasking.unmask(officer, id, purpose, &fields).await
}

#[cfg(test)]
mod tests {
    use domain::{Language, Role};

    use super::*;

    #[test]
    fn asking_and_showing_are_said_in_both_languages() {
        for language in Language::ALL {
            let shown: Shown = Masked::ALL.into_iter().map(|field| (field, format!("<{}>", field.code()))).collect();
            for shown in [Vec::new(), shown] {
                let some = !shown.is_empty();
                let frame = Frame::sample(language, "/staff/cases/x/unmask");
                let officer = Officer::sample(Role::Secretary);
                let id = CaseId::from(Uuid::nil());
                let page = UnmaskPage::new(frame, officer, id, "YC26".to_owned(), Form::empty(), shown);
                let page = page.render().expect("rendered");
                assert!(!page.contains('⟦'), "{page}");
                assert_eq!(page.contains("&#60;phone&#62;"), some, "{page}");
            }
        }
    }
}
