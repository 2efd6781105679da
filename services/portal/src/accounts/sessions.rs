//! Where an applicant is signed in, by page: a button beside each of the others, one for all of them.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::auth::Session;
use kit::auth::sessions::VERSION;
use kit::html::sessions::{self, SessionRow};
use kit::{DeskError, Frame, Posted, Say, page};
use uuid::Uuid;

use super::{Accounts, Applicant};
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/sessions").get(show).post(end));
}

#[derive(Template)]
#[template(path = "accounts/templates/sessions.html")]
struct SessionsPage {
    frame: Frame,
    say: Say,
    rows: Vec<SessionRow>,
}

impl SessionsPage {
    fn new(frame: Frame, this: Uuid, listed: Vec<Session>) -> SessionsPage {
        let rows = sessions::rows(listed, this, frame.language());
        SessionsPage { say: words::say(frame.language()), frame, rows }
    }
}

async fn show(frame: Frame, applicant: Applicant, accounts: web::Data<Accounts>) -> Result<HttpResponse, DeskError> {
    let listed = accounts.sessions(&applicant).await?;
    page::show(&SessionsPage::new(frame, applicant.session, listed))
}

async fn end(
    frame: Frame,
    mut applicant: Applicant,
    accounts: web::Data<Accounts>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    applicant.by.once = posted.once();
    let one = async |one| accounts.end_session(&applicant, one, VERSION).await;
    sessions::end(&frame, &posted, one, async || accounts.end_other_sessions(&applicant).await).await
}

#[cfg(test)]
mod tests {
    use domain::Language;
    use kit::Instant;
    use kit::auth::Device;

    use super::*;

    #[test]
    fn this_session_is_marked_and_the_others_can_be_ended_in_both_languages() {
        let session = |id: u128| Session {
            id: Uuid::from_u128(id),
            subject: String::new(),
            device: Device::from_code("wechat/android"),
            begun: Instant(1_770_000_000_000_000),
            seen: Instant(1_770_000_900_000_000),
            ends: Instant(1_770_009_000_000_000),
        };
        for language in Language::ALL {
            for (listed, ends) in [(vec![session(0)], 0), (vec![session(0), session(1), session(2)], 3)] {
                let frame = Frame::sample(language, "/sessions");
                let page = SessionsPage::new(frame, Uuid::nil(), listed).render().expect("rendered");
                assert!(!page.contains('⟦'), "{page}");
                assert_eq!(page.matches("name=\"end\"").count(), ends, "{page}");
            }
        }
    }
}
