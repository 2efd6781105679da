//! What was recommended as one recommender (Articles 4 and 16), by page, under way or ended: what became of it, for whoever
//! may see the cases.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::recommender::Recommender;
use domain::{RecommenderId, Sought};
use kit::html::{Frame, Say, page};
use kit::{At, DeskError, Fault, House, Paging};
use uuid::Uuid;

use super::desk::FoundCases;
use crate::cases::about::About;
use crate::cases::desk::Cases;
use crate::cases::pages::row::Row;
use crate::cases::store::{FoundPlace, Listed};
use crate::officers::Officer;
use crate::recommenders::desk::Recommenders;
use crate::words;

const ROWS: u16 = 50;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/recommenders/{id}/cases").get(show));
}

#[derive(Template)]
#[template(path = "cases/finding/recommended.html")]
struct RecommendedPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    /// Where the recommender stands in the register.
    recommender: String,
    who: String,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

impl RecommendedPage {
    fn new(
        frame: Frame,
        officer: Officer,
        kept: &Recommender,
        found: FoundCases,
        today: NaiveDate,
    ) -> Result<RecommendedPage, Fault> {
        let (language, say) = (frame.language(), words::say(frame.language()));
        let recommender = frame.to(format!("/staff/recommenders/{}", kept.id));
        let turned = |at: At<FoundPlace>| Ok::<_, Fault>(format!("{recommender}/cases?cursor={}", frame.cursor(&at)?));
        let row = |(listed, about): &(Listed, About)| Row::new(&frame, &say, listed, about, today);
        Ok(RecommendedPage {
            who: format!("{}{}{}", kept.title.say(language), say.it("comma"), kept.unit.say(language)),
            newer: found.before.map(|place| turned(At::Before(place))).transpose()?,
            older: found.after.map(|place| turned(At::After(place))).transpose()?,
            rows: found.items.iter().map(row).collect(),
            officer: Some(officer),
            recommender,
            say,
            frame,
        })
    }
}

async fn show(
    frame: Frame,
    officer: Officer,
    cases: web::Data<Cases>,
    recommenders: web::Data<Recommenders>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let recommender = recommenders.find(RecommenderId::from(*id)).await?;
    let sought = Sought::recommended_as(recommender.id);
    let found = cases.search(&officer, &sought, &paging.at()?, ROWS).await?;
    let page = RecommendedPage::new(frame, officer, &recommender, found, house.clock.today());
    Ok(page::show(&page.map_err(DeskError::from)?)?)
}

#[cfg(test)]
mod tests {
    use domain::recommender::RecommenderTier;
    use domain::{Language, Role, Text};
    use kit::Walked;

    use super::*;
    use crate::cases::pages::samples;

    #[test]
    fn what_was_recommended_and_that_nothing_was_are_shown_in_both_languages() {
        let recommender = Recommender {
            id: Uuid::nil().into(),
            number: 27,
            tier: RecommenderTier::UnitHead,
            title: Text::new("<b>局长", "<b>Director"),
            unit: Text::new("伊宁市教育局", "Education Bureau"),
            closed_on: None,
            version: 1,
        };
        let today = "2026-11-24".parse().expect("a day");
        for (language, who) in [(Language::Zh, "局长，伊宁市教育局"), (Language::En, "Director, Education Bureau")]
        {
            let place = || Some(FoundPlace { id: Uuid::nil() });
            let some = Walked { items: samples::listed(), before: place(), after: place() };
            for (found, is_empty) in [(some, false), (Walked::default(), true)] {
                let frame = Frame::sample(language, "/staff/recommenders/x/cases");
                let officer = Officer::sample(Role::Secretary);
                let page = RecommendedPage::new(frame, officer, &recommender, found, today).expect("a page");
                let page = page.render().expect("a page");
                assert!(page.contains(who) && !page.contains('⟦') && !page.contains("<b>"), "{page}");
                assert_eq!(page.contains("买买提·吐尔逊") && page.contains("/cases?cursor="), !is_empty, "{page}");
                assert_eq!(page.contains("<table"), !is_empty, "{page}");
            }
        }
    }
}
