//! The seats by page: who sits on each, and for the secretary each account with its seat.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::{Language, OfficerId, Policy, Seat, SeatMember, SeatingInput};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Form, Frame, Posted, Say, page};
use kit::{Caller, DeskError, House};
use uuid::Uuid;

use super::desk::{Seated, Seats, may_see_accounts};
use crate::officers::Officer;
use crate::registers::desk::may_keep;
use crate::{step_ups, words};

const SEATS: &str = "/staff/seats";
const MEMBERS: &str = "/staff/seat-members";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/seats").get(list))
        .service(web::resource("/seat-members/{id}").get(show).post(change))
        .service(web::resource("/seat-members/{id}/standing-down").get(back).post(stand_down));
}

async fn list(frame: Frame, officer: Officer, seats: web::Data<Seats>) -> Result<HttpResponse, DeskError> {
    let members = if may_see_accounts(&officer) { seats.members(&officer).await? } else { Vec::new() };
    page::show(&SeatsPage::new(frame, officer, &seats.list().await?, &members))
}

/// Whoever may change it proves first who they are, as it is not done lightly.
async fn show(
    frame: Frame,
    officer: Officer,
    seats: web::Data<Seats>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let member = seats.member(&officer, OfficerId::from(*id)).await?;
    if may_keep(&officer)
        && let Err(error) = seats.may_change(&officer).await
    {
        return step_ups::pages::wanted(&frame, &error, &path(member.id)).ok_or(error);
    }
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = if left.was_left { left } else { Form::filled(&SeatingInput::of(&member))? };
    page::show(&MemberPage::new(frame, officer, member, form))
}

async fn change(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    seats: web::Data<Seats>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let (id, seen) = (OfficerId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let input: SeatingInput = posted.nested()?;
    let error = match seats.change(&officer.clone().once(posted.once()), id, seen, &input).await {
        Ok(_) => return kept_forms::done(&house, &officer.id.to_string(), &frame.to(SEATS)).await,
        Err(error) => error,
    };
    if let Some(answer) = step_ups::pages::wanted(&frame, &error, &path(id)) {
        kept_forms::keep(&house, &Caller::of(&request), officer.id.to_string(), &posted).await?;
        return Ok(answer);
    }
    let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
    let member = seats.member(&officer, id).await?;
    page::refused(&MemberPage::new(frame, officer, member, form))
}

async fn stand_down(
    frame: Frame,
    officer: Officer,
    seats: web::Data<Seats>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (id, seen) = (OfficerId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let error = match seats.stand_down(&officer.clone().once(posted.once()), id, seen).await {
        Ok(_) => return kept_forms::done(&house, &officer.id.to_string(), &frame.to(SEATS)).await,
        Err(error) => error,
    };
    if let Some(answer) = step_ups::pages::wanted(&frame, &error, &path(id)) {
        return Ok(answer);
    }
    let (refusals, member) = (error.refusals()?, seats.member(&officer, id).await?);
    let form = Form::filled(&SeatingInput::of(&member))?.refused(&refusals, frame.language());
    page::refused(&MemberPage::new(frame, officer, member, form))
}

/// Whoever opens the address of a standing down, as after signing in again, is shown the account.
async fn back(frame: Frame, _officer: Officer, id: web::Path<Uuid>) -> HttpResponse {
    page::see_other(frame.to(path(OfficerId::from(*id))))
}

fn path(id: OfficerId) -> String {
    format!("{MEMBERS}/{id}")
}

#[derive(Template)]
#[template(path = "registers/seats/templates/seats.html")]
struct SeatsPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    keeps: bool,
    sees_accounts: bool,
    seats: Vec<SeatRow>,
    /// Those who sit on none.
    seatless: Vec<Person>,
}

struct SeatRow {
    name: String,
    concerns: String,
    members: Vec<Person>,
}

struct Person {
    /// Where the account is looked at; empty where the reader may not.
    to: String,
    name: String,
    office: String,
}

impl SeatsPage {
    fn new(frame: Frame, officer: Officer, seats: &[Seated], members: &[SeatMember]) -> SeatsPage {
        let (language, say) = (frame.language(), words::say(frame.language()));
        let to = |id: OfficerId| {
            let is_account = members.iter().any(|member| member.id == id);
            if is_account { frame.to(path(id)) } else { String::new() }
        };
        let row = |seated: &Seated| SeatRow {
            name: Policy::standard().seat(seated.seat).say(language).to_owned(),
            concerns: concerns(&say, seated),
            members: seated
                .members
                .iter()
                .map(|one| Person {
                    to: to(one.id),
                    name: one.name.say(language).to_owned(),
                    office: one.office.say(language).to_owned(),
                })
                .collect(),
        };
        let without = members.iter().filter(|member| member.seat.is_none() || member.locked);
        let seatless = without.map(|member| person(&frame, &say, member)).collect();
        SeatsPage {
            seats: seats.iter().map(row).collect(),
            seatless,
            keeps: may_keep(&officer),
            sees_accounts: may_see_accounts(&officer),
            officer: Some(officer),
            say,
            frame,
        }
    }
}

/// What may concern the seat; the secretary's concludes on what the others said.
fn concerns(say: &Say, seated: &Seated) -> String {
    if seated.seat == Seat::Organisation {
        return say.owned("seat-concludes");
    }
    let told = |one: &domain::Concern| {
        let (what, clause) = (one.what.say(say.language()), one.clause.say(say.language()));
        say.with("plan-concern", &[("what", what.into()), ("clause", clause.into())])
    };
    seated.concerns.iter().map(told).collect::<Vec<_>>().join(&*say.it("comma"))
}

/// Somebody who acts for no seat, by their sign-in name too.
fn person(frame: &Frame, say: &Say, member: &SeatMember) -> Person {
    let language = frame.language();
    let office = [("office", member.office.say(language).into()), ("login", member.login.as_str().into())];
    let key = if member.locked { "seat-account-is-locked" } else { "seat-account-is" };
    Person { to: frame.to(path(member.id)), name: member.name.say(language).to_owned(), office: say.with(key, &office) }
}

#[derive(Template)]
#[template(path = "registers/seats/templates/member.html")]
struct MemberPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    action: String,
    name: String,
    office: String,
    login: String,
    /// None where they sit on none.
    seat: Option<String>,
    locked: bool,
    version: i64,
    /// Whether the officer may change it.
    keeps: bool,
    seats: Vec<Choice>,
}

impl MemberPage {
    fn new(frame: Frame, officer: Officer, member: SeatMember, form: Form) -> MemberPage {
        let language = frame.language();
        MemberPage {
            action: frame.to(path(member.id)),
            name: member.name.say(language).to_owned(),
            office: member.office.say(language).to_owned(),
            login: member.login,
            seat: member.seat.map(|seat| name(seat, language)),
            locked: member.locked,
            version: member.version,
            keeps: may_keep(&officer),
            seats: domain::plan::seats().map(|seat| Choice::new(seat.code(), name(seat, language))).collect(),
            officer: Some(officer),
            form,
            say: words::say(language),
            frame,
        }
    }
}

fn name(seat: Seat, language: Language) -> String {
    Policy::standard().seat(seat).say(language).to_owned()
}

#[cfg(test)]
mod tests {
    use domain::{Role, Text, may_concern};

    use super::*;
    use crate::registers::seats::desk::Sitting;

    fn member(seat: Option<Seat>, locked: bool) -> SeatMember {
        SeatMember {
            id: Uuid::nil().into(),
            login: "seat-finance".to_owned(),
            name: Text::new("<b>罗", "<b>Luo"),
            office: Text::new("财政局", "Finance"),
            seat,
            locked,
            version: 4,
        }
    }

    fn seated(seat: Seat, members: &[SeatMember]) -> Seated {
        let sitting = |one: &SeatMember| Sitting { id: one.id, name: one.name.clone(), office: one.office.clone() };
        let members = members.iter().map(sitting).collect();
        Seated { seat, concerns: may_concern(seat, Policy::standard()), members }
    }

    #[test]
    fn seats_are_read_by_all_and_given_by_the_secretary_alone() {
        for (language, role) in [(Language::Zh, Role::Secretary), (Language::En, Role::Auditor)] {
            let whole = |page: String| {
                assert!(!page.contains('⟦') && !page.contains("<b>罗") && !page.contains("<b>Luo"), "{page}");
                page
            };
            let accounts = [member(Some(Seat::Finance), false), member(None, false), member(None, true)];
            let listed = [seated(Seat::Organisation, &[]), seated(Seat::Finance, &accounts[..1])];
            let frame = || Frame::sample(language, SEATS);
            let list = SeatsPage::new(frame(), Officer::sample(role), &listed, &accounts).render().expect("a page");
            let list = whole(list);
            assert_eq!(list.contains("yincai user add"), role == Role::Secretary, "{list}");
            assert_eq!(list.matches("data-s=\"need\"").count(), 1, "one is vacant: {list}");
            for one in accounts {
                let (sits, opens) = (one.seat.is_some(), role == Role::Secretary && !one.locked);
                let form = Form::filled(&SeatingInput::of(&one)).expect("a form");
                let page = MemberPage::new(frame(), Officer::sample(role), one, form).render().expect("a page");
                let page = whole(page);
                assert_eq!(page.contains("name=\"seat\""), opens, "{page}");
                assert_eq!(page.contains("/standing-down"), opens && sits, "{page}");
            }
        }
    }
}
