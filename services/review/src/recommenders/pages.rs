//! The register of recommenders by page: the list, and a form for each; for whoever does not keep it, as text.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::recommender::{Recommender, RecommenderInput, RecommenderTier};
use domain::{Policy, RecommenderId};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Code, Form, Frame, Posted, Say, page};
use kit::{DeskError, Fault, House};
use uuid::Uuid;

use super::desk::Recommenders;
use crate::officers::Officer;
use crate::registers::desk::may_keep;
use crate::registers::pages::closed;
use crate::words;

const PATH: &str = "/staff/recommenders";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/recommenders").get(list).post(add))
        .service(web::resource("/recommenders/{id}").get(show).post(change))
        .service(web::resource("/recommenders/{id}/closing").get(back).post(close));
}

async fn list(
    frame: Frame,
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&ListPage::new(frame, officer, &recommenders.list().await?, form))
}

async fn add(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let input: RecommenderInput = posted.nested()?;
    match recommenders.add(&officer.clone().once(posted.once()), &input).await {
        Ok(_) => done(frame, &officer, &house).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&ListPage::new(frame, officer, &recommenders.list().await?, form))
        }
    }
}

async fn show(
    frame: Frame,
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let shown = recommenders.find(RecommenderId::from(*id)).await?;
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = if left.was_left { left } else { Form::filled(&RecommenderInput::of(&shown))? };
    page::show(&EntryPage::new(frame, officer, &shown, form)?)
}

async fn change(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let (id, seen) = (RecommenderId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let input: RecommenderInput = posted.nested()?;
    match recommenders.change(&officer.clone().once(posted.once()), id, seen, &input).await {
        Ok(_) => done(frame, &officer, &house).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&EntryPage::new(frame, officer, &recommenders.find(id).await?, form)?)
        }
    }
}

async fn close(
    frame: Frame,
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let (id, seen) = (RecommenderId::from(*id), posted.version().ok_or(DeskError::Stale)?);
    let refusals = match recommenders.close(&officer.clone().once(posted.once()), id, seen).await {
        Ok(_) => return done(frame, &officer, &house).await,
        Err(error) => error.refusals()?,
    };
    let shown = recommenders.find(id).await?;
    let form = Form::filled(&RecommenderInput::of(&shown))?.refused(&refusals, frame.language());
    page::refused(&EntryPage::new(frame, officer, &shown, form)?)
}

/// Whoever opens the address of a closing, as after signing in again, is shown the entry.
async fn back(frame: Frame, _officer: Officer, id: web::Path<Uuid>) -> HttpResponse {
    page::see_other(frame.to(format!("{PATH}/{id}")))
}

async fn done(frame: Frame, officer: &Officer, house: &House) -> Result<HttpResponse, DeskError> {
    kept_forms::done(house, &officer.id.to_string(), &frame.to(PATH)).await
}

#[derive(Template)]
#[template(path = "recommenders/templates/list.html")]
pub struct ListPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    keeps: bool,
    tiers: Vec<Choice>,
    rows: Vec<Row>,
}

struct Row {
    to: String,
    number: String,
    tier: String,
    title: String,
    unit: String,
    closed: String,
}

impl ListPage {
    pub fn new(frame: Frame, officer: Officer, listed: &[Recommender], form: Form) -> ListPage {
        let say = words::say(frame.language());
        let rows = listed.iter().map(|kept| row(&frame, &say, kept)).collect();
        let keeps = may_keep(&officer);
        ListPage { tiers: tiers(&say), rows, keeps, officer: Some(officer), form, say, frame }
    }
}

fn row(frame: &Frame, say: &Say, kept: &Recommender) -> Row {
    let language = frame.language();
    Row {
        to: frame.to(format!("{PATH}/{}", kept.id)),
        number: kept.number.to_string(),
        tier: Policy::standard().recommender_tier(kept.tier).say(language).to_owned(),
        title: kept.title.say(language).to_owned(),
        unit: kept.unit.say(language).to_owned(),
        closed: closed(say, kept.closed_on),
    }
}

fn tiers(say: &Say) -> Vec<Choice> {
    let choice =
        |tier: RecommenderTier| Choice::new(tier.code(), Policy::standard().recommender_tier(tier).say(say.language()));
    RecommenderTier::ALL.map(choice).into()
}

#[derive(Template)]
#[template(path = "recommenders/templates/entry.html")]
pub struct EntryPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    shown: Row,
    version: i64,
    /// Whether the officer may change it.
    opens: bool,
    tiers: Vec<Choice>,
    /// Of one that is not closed.
    link: Option<PersonalLink>,
}

/// Where the public recommends with its number filled in.
struct PersonalLink {
    address: String,
    code: Code,
}

impl EntryPage {
    pub fn new(frame: Frame, officer: Officer, kept: &Recommender, form: Form) -> Result<EntryPage, Fault> {
        let say = words::say(frame.language());
        let is_open = kept.closed_on.is_none();
        Ok(EntryPage {
            shown: row(&frame, &say, kept),
            version: kept.version,
            opens: may_keep(&officer) && is_open,
            tiers: tiers(&say),
            link: is_open.then(|| PersonalLink::of(kept, &frame)).transpose()?,
            officer: Some(officer),
            form,
            say,
            frame,
        })
    }
}

impl PersonalLink {
    fn of(kept: &Recommender, frame: &Frame) -> Result<PersonalLink, Fault> {
        let address = frame.whole(format!("/refer?recommender={}", kept.number));
        Ok(PersonalLink { code: Code::of(&address)?, address })
    }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Role, Text};

    use super::*;

    #[test]
    fn recommenders_are_read_by_all_and_changed_by_the_secretary_alone() {
        let kept = |closed_on: Option<&str>| Recommender {
            id: Uuid::nil().into(),
            number: 27,
            tier: RecommenderTier::UnitHead,
            title: Text::new("<b>局长", "<b>Director"),
            unit: Text::new("伊宁市教育局", "Education Bureau"),
            closed_on: closed_on.map(|on| on.parse().expect("a day")),
            version: 2,
        };
        for (language, role) in [(Language::Zh, Role::Secretary), (Language::En, Role::Auditor)] {
            let frame = || Frame::sample(language, PATH);
            let listed = [kept(None), kept(Some("2026-11-01"))];
            let list = ListPage::new(frame(), Officer::sample(role), &listed, Form::empty()).render().expect("a page");
            assert!(!list.contains('⟦') && !list.contains("<b>") && list.contains("27"), "{list}");
            assert_eq!(list.contains("name=\"number\""), role == Role::Secretary, "{list}");
            for shown in &listed {
                let form = Form::filled(&RecommenderInput::of(shown)).expect("a form");
                let page = EntryPage::new(frame(), Officer::sample(role), shown, form).expect("a page");
                let page = page.render().expect("a page");
                let leads = page.contains("/refer?recommender=27") && page.contains("<svg class=\"qr\"");
                assert_eq!(leads, shown.closed_on.is_none(), "{page}");
                assert!(!page.contains('⟦') && !page.contains("<b>"), "{page}");
                let opens = role == Role::Secretary && shown.closed_on.is_none();
                assert_eq!(page.contains("name=\"version\""), opens, "{page}");
            }
        }
    }
}
