//! Cases by page: what waits for me, and one case with the next act as a form.

mod act;
mod case;
mod changes;
mod conditions;
mod inbox;
mod requested;
pub(super) mod row;
#[cfg(test)]
pub(super) mod samples;
mod way;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::requested::MOST_ITEMS;
use domain::{CaseId, Category, Hand, Refusal, RequestedItemInput, Returning, Section, UnitId};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, page};
use kit::{DeskError, House, Paging, Walked};
use serde::Deserialize;
use uuid::Uuid;

use self::case::{CasePage, Whole};
use self::inbox::{InboxPage, Tab};
use super::desk::{self, Cases, Rejecting};
use super::store::Wanted;
use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::ruling;

const ROWS: u16 = 50;

/// What the form sends for a reply that rests on no clause (open point O10): said, not left out.
const NO_CLAUSE: &str = "none";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("").get(inbox)).service(web::resource("/cases/{id}").get(show).post(act));
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    due: String,
}

async fn inbox(
    frame: Frame,
    officer: Officer,
    cases: web::Data<Cases>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    asked: web::Query<Asked>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let (tab, today) = (Tab::from_code(&asked.due), house.clock.today());
    let counts = cases.counts(&officer).await?;
    let wanted = Wanted { at: paging.at()?, limit: ROWS, ..tab.wanted(&officer, today) };
    let listed = if tab.is_empty_for(&officer) { Walked::default() } else { cases.list(&officer, &wanted).await? };
    let waiting = planning.waiting(&officer).await?;
    let page = InboxPage::new(frame, officer, tab, &counts, listed, today, waiting).map_err(DeskError::from)?;
    Ok(page::show(&page)?)
}

async fn show(
    frame: Frame,
    officer: Officer,
    cases: web::Data<Cases>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&read(frame, officer, &cases, CaseId::from(*id), form, &house).await?)
}

async fn read(
    frame: Frame,
    officer: Officer,
    cases: &Cases,
    id: CaseId,
    form: Form,
    house: &House,
) -> Result<CasePage, DeskError> {
    let (opened, about) = cases.show(&officer, id).await?;
    let revisions = cases.revisions(&opened).await?;
    let units = if act::proposes(&opened, &officer) { cases.units().await? } else { Vec::new() };
    let (readings, alike) = (cases.readings(&opened).await?, cases.alike(&officer, &opened).await?);
    let (readings, alike, today) = (&readings, alike.as_slice(), house.clock.today());
    let seen = Whole { opened: &opened, about: &about, revisions: &revisions, alike, readings, today };
    Ok(CasePage::new(frame, officer, seen, &units, form))
}

async fn act(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    cases: web::Data<Cases>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = CaseId::from(*id);
    let form = match ruled(&cases, &officer, id, &posted).await {
        Ok(()) => {
            return kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("/staff/cases/{id}"))).await;
        }
        Err(error) => act::beside_its_own_fields(Form::of(&posted).refused(&error.refusals()?, frame.language())),
    };
    page::refused(&read(frame, officer, &cases, id, form, &house).await?)
}

/// The one act that the form asks for.
async fn ruled(cases: &Cases, officer: &Officer, id: CaseId, posted: &Posted) -> Result<(), DeskError> {
    let officer = officer.clone().once(posted.once());
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let ruling = ruling::of(posted)?;
    if ruling != "agree" && posted.given("words").is_some() {
        return Err(Refusal::content("opinion-without-agreement").at("/words").into());
    }
    match ruling {
        "refuse" => {
            let rejecting =
                Rejecting { reason: desk::reason(posted.text("reason"))?, words: posted.given("to_applicant") };
            cases.reject(&officer, id, seen, rejecting).await?;
        }
        "reconsider" => {
            let conclusion = desk::conclusion(posted.text("conclusion"))?;
            cases.reconsider(&officer, id, seen, conclusion, posted.given("to_applicant")).await?;
        }
        "return" => {
            cases.send_back(&officer, id, seen, returning(posted, posted.given("to_applicant"))?).await?;
        }
        "remind" => {
            cases.remind(&officer, id, seen).await?;
        }
        "agree" if posted.has("unit") => {
            let unit = posted.text("unit").parse::<UnitId>();
            let unit = unit.map_err(|_| Refusal::content("unit-unknown").at("/unit"))?;
            cases.propose(&officer, id, seen, unit, posted.given("to_applicant")).await?;
        }
        "agree" if posted.has("rests_on") => {
            let rests_on = match posted.text("rests_on") {
                NO_CLAUSE => None,
                code => Some(clause(code)?),
            };
            cases.reply(&officer, id, seen, rests_on, posted.given("words")).await?;
        }
        "agree" => {
            cases.pass(&officer, id, seen, posted.given("words")).await?;
        }
        _ => return Err(Refusal::content("ruling-unknown").at("/ruling").into()),
    }
    Ok(())
}

fn returning(posted: &Posted, words: Option<String>) -> Result<Returning, DeskError> {
    let sections = posted.all("sections[]").filter_map(Section::from_code).collect();
    // What is no number at all is refused like a number out of range.
    let days = posted.text("days").parse().unwrap_or_default();
    let items = domain::requested::read(&items(posted))?;
    let to = desk::addressee(posted.text("to"), sections, days, items)?;
    Ok(Returning { to, reason: desk::return_reason(posted.text("return_reason"))?, words })
}

/// The lines of the form; those that were left empty too, so that what is wrong stands at its line.
fn items(posted: &Posted) -> Vec<RequestedItemInput> {
    let text = |row: usize, field: &str| posted.text(&format!("items.{row}.{field}")).to_owned();
    (0..MOST_ITEMS).map(|row| RequestedItemInput { shows: text(row, "shows"), name: text(row, "name") }).collect()
}

fn clause(code: &str) -> Result<Category, Refusal> {
    Category::from_code(code).ok_or_else(desk::rests_on_unknown)
}

/// The hands at which this officer acts, for whoever is away too.
fn hands_of(officer: &Officer) -> Vec<Hand> {
    let acts_at = |hand: &Hand| officer.hats_in_cases().any(|hat| hat.role == hand.role());
    Hand::ALL.into_iter().filter(acts_at).collect()
}
