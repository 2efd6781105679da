//! Delegations by page: those that were made, and the form for one more.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::{DelegationId, Language, Refusal, Role, typed};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Form, Frame, Posted, Say, date, page};
use kit::{DeskError, House};
use uuid::Uuid;

use super::desk::{Colleague, Delegating, Delegations, Named};
use crate::officers::Officer;
use crate::words;

const DELEGATIONS: &str = "/staff/delegations";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/delegations").get(list).post(make))
        .service(web::resource("/delegations/{id}/ending").get(back).post(end));
}

async fn list(
    frame: Frame,
    officer: Officer,
    delegations: web::Data<Delegations>,
    house: web::Data<House>,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&read(frame, officer, &delegations, form, house.clock.today()).await?)
}

async fn read(
    frame: Frame,
    officer: Officer,
    delegations: &Delegations,
    form: Form,
    today: NaiveDate,
) -> Result<DelegationsPage, DeskError> {
    let (made, colleagues) = (delegations.list(&officer).await?, delegations.colleagues(&officer).await?);
    Ok(DelegationsPage::new(frame, officer, &made, &colleagues, form, today))
}

async fn make(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    delegations: web::Data<Delegations>,
    house: web::Data<House>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let made = match delegating(&posted) {
        Ok(delegating) => delegations.make(&officer.clone().once(posted.once()), delegating).await,
        Err(refusals) => Err(refusals.into()),
    };
    match made {
        Ok(_) => kept_forms::done(&house, &officer.id.to_string(), &frame.to(DELEGATIONS)).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&read(frame, officer, &delegations, form, house.clock.today()).await?)
        }
    }
}

fn delegating(posted: &Posted) -> Result<Delegating, Vec<Refusal>> {
    let mut refused = Vec::new();
    let mut day = |field| typed::day(posted.text(field), &format!("/{field}"), &mut refused);
    match (day("from"), day("until")) {
        (Some(from), Some(until)) => Ok(Delegating { to: posted.text("to").to_owned(), from, until }),
        _ => Err(refused),
    }
}

/// Whoever opens the address of an ending, as after signing in again, is shown the list.
async fn back(frame: Frame, _officer: Officer) -> HttpResponse {
    page::see_other(frame.to(DELEGATIONS))
}

async fn end(
    frame: Frame,
    officer: Officer,
    delegations: web::Data<Delegations>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let ending = officer.clone().once(posted.once());
    let refusals = match delegations.end(&ending, DelegationId::from(*id), seen).await {
        Ok(_) => return Ok(page::see_other(frame.to(DELEGATIONS))),
        Err(error) => error.refusals()?,
    };
    let form = Form::empty().refused(&refusals, frame.language());
    page::refused(&read(frame, officer, &delegations, form, house.clock.today()).await?)
}

#[derive(Template)]
#[template(path = "delegations/templates/delegations.html")]
pub struct DelegationsPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    /// Whether it is a unit's officer, in whose place others act than in that of the other hands.
    of_a_unit: bool,
    colleagues: Vec<Choice>,
    rows: Vec<Row>,
}

struct Row {
    of: String,
    to: String,
    days: String,
    state: String,
    /// Where it is ended, and its version; none where it is over or somebody else's.
    end: Option<(String, i64)>,
}

impl DelegationsPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        made: &[Named],
        colleagues: &[Colleague],
        form: Form,
        today: NaiveDate,
    ) -> DelegationsPage {
        let language = frame.language();
        let say = words::say(language);
        let choice = |one: &Colleague| {
            let (name, office) = (one.name.say(language), one.office.say(language));
            Choice::new(one.login.as_str(), format!("{name}{}{office}", say.it("comma")))
        };
        let rows = made.iter().map(|named| row(&frame, &say, &officer, named, today)).collect();
        let colleagues = colleagues.iter().map(choice).collect();
        let (say, of_a_unit) = (words::say(language), officer.role == Role::UnitOfficer);
        DelegationsPage { say, of_a_unit, colleagues, rows, officer: Some(officer), form, frame }
    }
}

fn row(frame: &Frame, say: &Say, officer: &Officer, named: &Named, today: NaiveDate) -> Row {
    let Named { delegation, of, to } = named;
    let language = frame.language();
    let is_over = delegation.ended_on.is_some() || delegation.until < today;
    let state = match is_over {
        true => "over",
        false if delegation.is_on(today) => "on",
        false => "coming",
    };
    let end = || (frame.to(format!("{DELEGATIONS}/{}/ending", delegation.id)), delegation.version);
    Row {
        of: of.say(language).to_owned(),
        to: to.say(language).to_owned(),
        days: say.with(
            "delegation-days",
            &[("from", day(delegation.from, language).into()), ("until", day(delegation.until, language).into())],
        ),
        state: say.owned(format!("delegation-{state}")),
        end: (!is_over && delegation.of == officer.id).then(end),
    }
}

fn day(on: NaiveDate, language: Language) -> String {
    date::full(on, language).words
}

#[cfg(test)]
mod tests {
    use domain::delegation::Holder;
    use domain::{Delegation, OfficerId, Text};

    use super::*;
    use crate::officers::Away;

    #[test]
    fn a_delegation_is_shown_and_ended_by_whoever_made_it() {
        let today = "2026-11-26".parse().expect("a day");
        let until = "2026-12-01".parse().expect("a day");
        let holder =
            |id: u128, role: Role| Holder { officer: Uuid::from_u128(id).into(), role, department: None, seat: None };
        let (of, to) = (holder(0, Role::Secretary), holder(2, Role::PrefectureReviewer));
        let made = Delegation::make(DelegationId::from(Uuid::nil()), of, to, (today, until), today, &[]).expect("made");
        let ended = made.clone().end(today).expect("ended");
        let name = |delegation| Named { delegation, of: Text::new("<b>韩朔", "Han"), to: Text::new("马骏", "Ma") };
        let named = [name(made), name(ended)];
        let (name, office) = (Text::new("马骏", "Ma Jun"), Text::new("州党委组织部", "Prefecture"));
        let colleagues = [Colleague { login: "prefecture".to_owned(), name, office }];
        for language in Language::ALL {
            let frame = Frame::sample(language, DELEGATIONS);
            let officer = Officer::sample(Role::Secretary);
            let page = DelegationsPage::new(frame, officer, &named, &colleagues, Form::empty(), today);
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦') && !page.contains("<b>韩朔"), "{page}");
            assert_eq!(page.matches("/ending\"").count(), 1, "{page}");
            assert!(page.contains("value=\"prefecture\""), "{page}");
            let of_a_unit = |colleagues: &[Colleague]| {
                let (frame, officer) = (Frame::sample(language, DELEGATIONS), Officer::sample(Role::UnitOfficer));
                let page = DelegationsPage::new(frame, officer, &[], colleagues, Form::empty(), today);
                page.render().expect("rendered")
            };
            let page = of_a_unit(&colleagues);
            assert!(!page.contains('⟦') && page.contains("name=\"until\""), "{page}");
            let page = of_a_unit(&[]);
            assert!(!page.contains('⟦') && !page.contains("name=\"until\""), "nobody can stand in: {page}");
        }
    }

    #[test]
    fn the_head_of_each_page_says_for_whom_the_officer_stands_in_today() {
        let away = Away { id: OfficerId::from(Uuid::nil()), name: Text::new("<b>韩朔", "<b>Han Shuo") };
        let hat = Officer { in_place_of: Some(away), ..Officer::sample(Role::Secretary) };
        for (language, name) in [(Language::Zh, "韩朔"), (Language::En, "Han Shuo")] {
            let page = |stands_in: Vec<Officer>| {
                let officer = Officer { stands_in, ..Officer::sample(Role::PrefectureReviewer) };
                let frame = Frame::sample(language, DELEGATIONS);
                let today = "2026-11-26".parse().expect("a day");
                DelegationsPage::new(frame, officer, &[], &[], Form::empty(), today).render().expect("rendered")
            };
            let told = page(vec![hat.clone()]);
            assert!(told.contains(name) && !told.contains(&format!("<b>{name}")) && !told.contains('⟦'), "{told}");
            assert!(!page(Vec::new()).contains(name));
        }
    }
}
