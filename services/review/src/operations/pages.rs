//! Operations by page: what is parked, each with a button to try it again and one to skip it.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::html::{Frame, Posted, Say, date, page};
use kit::{At, DeskError, Fault, Paging, Walked};
use uuid::Uuid;

use super::desk::Operations;
use super::store::{self, Parked, ParkedPlace};
use crate::officers::Officer;
use crate::words;

const ROWS: u16 = 50;
const PATH: &str = "/staff/operations";
/// Why an event is parked that came before another of its subject.
const GAP: &str = "sequence-gap";

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
    previous_page: Option<String>,
    next_page: Option<String>,
}

struct Row {
    at: date::When,
    service: String,
    from: String,
    kind: String,
    subject: String,
    event: String,
    why: String,
    asked: String,
    skip_means: String,
    action: String,
    version: i64,
}

impl ParkedPage {
    fn new(frame: Frame, officer: Officer, listed: Walked<Parked, ParkedPlace>) -> Result<ParkedPage, Fault> {
        let say = words::say(frame.language());
        let turned = |at: At<ParkedPlace>| {
            let cursor = frame.cursor(&at)?;
            Ok::<_, Fault>(frame.to(format!("{PATH}?cursor={cursor}")))
        };
        let previous_page = listed.before.map(|place| turned(At::Before(place))).transpose()?;
        let next_page = listed.after.map(|place| turned(At::After(place))).transpose()?;
        let rows = listed.items.into_iter().map(|parked| row(&frame, &say, parked)).collect();
        Ok(ParkedPage { say, officer: Some(officer), rows, previous_page, next_page, frame })
    }
}

fn row(frame: &Frame, say: &Say, parked: Parked) -> Row {
    let from = if parked.producer == parked.service {
        say.owned("parked-due")
    } else {
        say.with("parked-from", &[("service", parked.producer.as_str().into())])
    };
    Row {
        at: date::moment(parked.at, frame.language()),
        from,
        why: match &*parked.why {
            "fault" => say.owned("parked-fault"),
            "unreadable" => say.owned("parked-unreadable"),
            GAP => say.owned("parked-gap"),
            codes => say.with("parked-refused", &[("codes", codes.into())]),
        },
        asked: parked
            .asked
            .map_or_else(String::new, |ruling| say.owned(format!("parked-asked-{}", store::code(ruling)))),
        skip_means: say.owned(if parked.why == GAP { "parked-skip-gap" } else { "parked-skip-means" }),
        event: parked.event.to_string(),
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
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = operations.list(&officer, &paging.at()?, ROWS).await?;
    page::show(&ParkedPage::new(frame, officer, listed)?)
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
            event: Uuid::nil(),
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
                parked("unreadable", "portal", None),
                parked(GAP, "portal", None),
            ];
            let place = Some(ParkedPlace(Uuid::nil()));
            for listed in [Walked { items: listed, before: place, after: place }, Walked::default()] {
                let page =
                    ParkedPage::new(frame(), officer.clone(), listed).expect("cursors").render().expect("a page");
                assert!(!page.contains('⟦'), "{page}");
            }
        }
    }
}
