//! One's own sessions by page: one table, a button beside each of the others, one for all of them.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::DeskError;
use kit::auth::Session;
use kit::auth::sessions::VERSION;
use kit::html::sessions::{self, SessionRow};
use kit::html::{Frame, Posted, Say, page};

use crate::officers::{Officer, Officers};
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/sessions").get(show).post(end));
}

#[derive(Template)]
#[template(path = "officers/templates/sessions.html")]
struct SessionsPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    rows: Vec<SessionRow>,
}

impl SessionsPage {
    fn new(frame: Frame, officer: Officer, listed: Vec<Session>) -> SessionsPage {
        let rows = sessions::rows(listed, officer.session, frame.language());
        SessionsPage { say: words::say(frame.language()), frame, officer: Some(officer), rows }
    }
}

async fn show(frame: Frame, officer: Officer, officers: web::Data<Officers>) -> Result<HttpResponse, DeskError> {
    let listed = officers.sessions(&officer).await?;
    page::show(&SessionsPage::new(frame, officer, listed))
}

async fn end(
    frame: Frame,
    officer: Officer,
    officers: web::Data<Officers>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = officer.once(posted.once());
    let one = async |one| officers.end_session(&officer, one, VERSION).await;
    sessions::end(&frame, &posted, one, async || officers.end_other_sessions(&officer).await).await
}

#[cfg(test)]
mod tests {
    use domain::{Language, Role};
    use kit::Instant;
    use kit::auth::Device;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn this_session_is_marked_and_the_others_can_be_ended_in_both_languages() {
        let session = |id: u128| Session {
            id: Uuid::from_u128(id),
            subject: String::new(),
            device: Device::from_code("chrome/windows"),
            begun: Instant(1_770_000_000_000_000),
            seen: Instant(1_770_000_900_000_000),
            ends: Instant(1_770_009_000_000_000),
        };
        for language in Language::ALL {
            for (listed, ends) in [(vec![session(0)], 0), (vec![session(0), session(1), session(2)], 3)] {
                let frame = Frame::sample(language, "/staff/sessions");
                let page = SessionsPage::new(frame, Officer::sample(Role::Secretary), listed);
                let page = page.render().expect("rendered");
                assert!(!page.contains('⟦'), "{page}");
                assert_eq!(page.matches("name=\"end\"").count(), ends, "{page}");
            }
        }
    }
}
