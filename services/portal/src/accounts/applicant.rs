//! The signed-in applicant: the extractor is the permission.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{Language, PersonId};
use futures_util::future::LocalBoxFuture;
use kit::auth::{Realm, cookies};
use kit::web::Caller;
use kit::{Actor, By, DeskError, Fault};
use uuid::Uuid;

use super::Accounts;

/// Who is signed in, and where letters go.
#[derive(Clone)]
pub struct Applicant {
    pub person: PersonId,
    pub mail: String,
    /// The language of this request.
    pub language: Language,
    pub by: By,
    pub session: Uuid,
    pub token: String,
}

impl Applicant {
    async fn of(request: HttpRequest) -> Result<Applicant, DeskError> {
        let accounts =
            request.app_data::<web::Data<Accounts>>().ok_or_else(|| Fault::new("no accounts at this door"))?;
        let Caller { language, trace, .. } = Caller::of(&request);
        let token = cookies::token_of(&request, &accounts.house, Realm::Applicant).ok_or(DeskError::NotSignedIn)?;
        let session = accounts.session(&token).await?.ok_or(DeskError::NotSignedIn)?;
        let person: PersonId =
            session.subject.parse().map_err(|_| Fault::corrupt("sessions", &session.subject, "no person"))?;
        let (mail, _) = accounts.address(accounts.house.reader(), person).await?;
        let actor = Actor { kind: "applicant", id: person.to_string() };
        let by = By::of(actor, trace);
        Ok(Applicant { person, mail, language, by, session: session.id, token })
    }
}

impl FromRequest for Applicant {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Applicant, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Applicant::of(request.clone()))
    }
}
