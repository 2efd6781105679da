//! Operations by page: what is parked, each with a button to try it again and one to skip it.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::DeskError;
use kit::html::{Frame, Posted, Say, date, page};
use serde::Deserialize;
use uuid::Uuid;

use super::desk::Operations;
use super::store::{self, Parked};
use crate::officers::Officer;
use crate::words;

const ROWS: usize = 50;
const PATH: &str = "/staff/operations";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/operations").get(show))
        .service(web::resource("/operations/{id}").get(back).post(decide));
}

#[derive(Template)]
#[template(path = "operations/templates/parked.html")]
struct ParkedPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    rows: Vec<Row>,
    next_page: Option<String>,
}

struct Row {
    at: date::When,
    service: String,
    from: String,
    kind: String,
    subject: String,
    id: String,
    why: String,
    asked: String,
    action: String,
    version: i64,
}

#[derive(Deserialize)]
struct Asked {
    cursor: Option<Uuid>,
}

impl ParkedPage {
    fn new(frame: Frame, officer: Officer, mut listed: Vec<Parked>) -> ParkedPage {
        let say = words::say(frame.language());
        let more = listed.len() > ROWS;
        listed.truncate(ROWS);
        let next = listed.last().filter(|_| more);
        let next_page = next.map(|last| frame.to(format!("{PATH}?cursor={}", last.id)));
        let rows = listed.into_iter().map(|parked| row(&frame, &say, parked)).collect();
        ParkedPage { say, officer: Some(officer), rows, next_page, frame }
    }
}

fn row(frame: &Frame, say: &Say, parked: Parked) -> Row {
    let from = if parked.producer == parked.service {
        say.it("parked-due")
    } else {
        say.with("parked-from", &[("service", parked.producer.as_str().into())])
    };
    Row {
        at: date::moment(parked.at, frame.language()),
        from,
        why: match &*parked.why {
            "fault" => say.it("parked-fault"),
            codes => say.with("parked-refused", &[("codes", codes.into())]),
        },
        asked: parked.asked.map_or_else(String::new, |ruling| say.it(format!("parked-asked-{}", store::code(ruling)))),
        id: parked.id.to_string(),
        action: frame.to(format!("{PATH}/{}", parked.id)),
        service: parked.service,
        kind: parked.kind,
        subject: parked.subject,
        version: parked.version,
    }
}

async fn show(
    frame: Frame,
    officer: Officer,
    operations: web::Data<Operations>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let listed = operations.list(&officer, asked.cursor, ROWS as u64 + 1).await?;
    page::show(&ParkedPage::new(frame, officer, listed))
}

/// Whoever opens the address of a decision, as after signing in again, is shown the list.
async fn back(frame: Frame, _officer: Officer) -> HttpResponse {
    page::see_other(frame.to(PATH))
}

async fn decide(
    frame: Frame,
    officer: Officer,
    operations: web::Data<Operations>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let ruling = store::ruling(posted.text("ruling")).ok_or(DeskError::Missing)?;
    let seen = posted.version().ok_or(DeskError::Stale)?;
    operations.ask(&officer.once(posted.once()), *id, seen, ruling).await?;
    Ok(page::see_other(frame.to(PATH)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::event::Ruling;
    use domain::{Language, Role};
    use kit::Instant;

    fn parked(why: &str, producer: &str, asked: Option<Ruling>) -> Parked {
        Parked {
            id: Uuid::nil(),
            service: "notify".to_owned(),
            producer: producer.to_owned(),
            subject: "letter/1".to_owned(),
            kind: "yincai.letter-due.v1".to_owned(),
            why: why.to_owned(),
            at: Instant(1_770_000_000_000_000),
            asked,
            version: 3,
        }
    }

    #[test]
    fn the_page_says_what_is_parked_in_both_languages() {
        let officer = Officer::sample(Role::SystemAdministrator);
        for language in Language::ALL {
            let frame = || Frame::sample(language, PATH);
            let listed = vec![
                parked("fault", "portal", Some(Ruling::Retry)),
                parked("case-ended", "notify", Some(Ruling::Skip)),
            ];
            for listed in [listed, Vec::new()] {
                let page = ParkedPage::new(frame(), officer.clone(), listed).render().expect("a page");
                assert!(!page.contains('⟦'), "{page}");
            }
        }
    }
}
