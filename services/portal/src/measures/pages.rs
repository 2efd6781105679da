//! The Measures on pages: all of them, and one article.

use actix_web::{HttpResponse, web};
use domain::interpretation::Published;
use domain::{Clause, Policy};
use kit::{DeskError, Fault, Frame, Shared, page};

use super::article::ArticlePage;
use super::overview::OverviewPage;
use crate::interpretations::desk::Interpretations;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/measures").get(list)).service(web::resource("/measures/{article}").get(show));
}

async fn list(
    frame: Frame,
    shared: Shared,
    interpretations: web::Data<Interpretations>,
) -> Result<HttpResponse, DeskError> {
    let in_force = interpretations.in_force().await?;
    shared.answer(&version(&in_force)?, async || page::show(&OverviewPage::of(frame, &in_force))).await
}

async fn show(
    frame: Frame,
    shared: Shared,
    interpretations: web::Data<Interpretations>,
    article: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let article = article.parse::<u8>().map_err(|_| DeskError::Missing)?;
    let row = Policy::standard().article(Clause::article(article)).ok_or(DeskError::Missing)?;
    let in_force = interpretations.in_force().await?;
    shared.answer(&version(&in_force)?, async || page::show(&ArticlePage::of(frame, row, &in_force))).await
}

/// Beside the interpretations in force they change with the program only.
fn version(in_force: &[Published]) -> Result<String, Fault> {
    Ok(format!("measures {}", kit::digest(&in_force)?))
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use domain::{Interpreted, Language, OpenPointId, OpenQuestion, Seat, Text};
    use uuid::Uuid;

    use super::*;

    fn rendered(page: &impl Template) -> String {
        let words = page.render().expect("a page");
        assert!(!words.contains('⟦'), "{}", words.split('⟦').nth(1).unwrap_or_default());
        words
    }

    fn overview(language: Language) -> String {
        rendered(&OverviewPage::of(Frame::sample(language, "/measures"), &[]))
    }

    fn articles(language: Language) -> Vec<String> {
        let rows = Policy::standard().articles().iter();
        rows.map(|row| rendered(&ArticlePage::of(Frame::sample(language, "/measures/1"), row, &[]))).collect()
    }

    #[test]
    fn every_article_has_its_page() {
        for language in Language::ALL {
            let (overview, articles) = (overview(language), articles(language));
            for (row, page) in Policy::standard().articles().iter().zip(&articles) {
                let href = Frame::sample(language, "/").to(format!("/measures/{}", row.article.number()));
                assert!(overview.contains(&format!("<a href=\"{href}\">")), "{href}");
                assert!(page.contains(row.summary.say(language).split('\'').next().unwrap_or_default()), "{href}");
            }
        }
    }

    #[test]
    fn open_points_are_told_as_open() {
        let page = overview(Language::Zh);
        for point in Policy::standard().open_points() {
            assert!(page.contains(&format!("<div id=\"{}\">", point.id)) && page.contains(&point.reading.zh));
        }
        assert!(page.contains("未定的问题"));
    }

    #[test]
    fn an_interpretation_in_force_stands_at_its_point() {
        let day = |written: &str| written.parse().expect("a day");
        let published = Published {
            id: Uuid::nil().into(),
            question: Text::new("问", "asked"),
            answer: Text::new("从高级工起。\n<b>可以。", "From senior worker up.\n<b>Yes."),
            clauses: vec![Clause::of(11, 4)],
            open_point: Some(OpenPointId::O9),
            settles: [(OpenQuestion::SkillSeniorWorker, Interpreted::Counts)].into(),
            seats: vec![Seat::HumanResources],
            holds_from: day("2027-01-04"),
            published_on: day("2026-11-26"),
            ended_on: None,
        };
        for language in Language::ALL {
            let overview = OverviewPage::of(Frame::sample(language, "/measures"), std::slice::from_ref(&published));
            let row = Policy::standard().article(Clause::article(11)).expect("an article");
            let frame = Frame::sample(language, "/measures/11");
            let article = ArticlePage::of(frame, row, std::slice::from_ref(&published));
            let link = Frame::sample(language, "/").to(format!("/interpretations#{}", published.id));
            for page in [rendered(&overview), rendered(&article)] {
                let point = page.split("<div id=\"O9\">").nth(1).unwrap_or_default();
                let point = point.split("</div>").next().unwrap_or_default();
                assert!(point.contains(&link) && !point.contains("<b>Yes") && !point.contains("<b>可以"), "{point}");
                let reading = Policy::standard().open_point(OpenPointId::O9).reading.say(language);
                assert!(!point.contains(reading), "the careful reading holds no more: {point}");
                assert_eq!(page.matches(&link).count(), 1);
            }
        }
    }

    #[test]
    fn an_article_shows_the_data_that_rests_on_it() {
        let pages = articles(Language::En);
        for (article, words) in [
            (3, "/en/posts?sector=modern-livestock"),
            (5, "Staffing Office"),
            (7, "data-s=\"not\">Not possible</span> <span class=\"cl\"><a href=\"/en/measures/7\">Art. 7</a>"),
            (10, "<div id=\"10(4)\">"),
            (4, "Heads of townships and sub-districts"),
            (11, "<b class=\"nb\">3 years</b>"),
            (12, "Officer of the municipal department"),
            (15, "<li>Pay from the public payroll</li>"),
            (18, "<b class=\"nb\">At least ¥10,000,000 a year</b>"),
            (19, "<b class=\"nb\">¥500,000–¥2,000,000</b>"),
            (20, "<b class=\"nb\">¥300,000</b>"),
            (21, "id=\"21(10)\""),
            (21, "<b class=\"nb\">80–120 m²</b>"),
            (21, "<a class=\"cl\" href=\"/en/measures#O14\">O14</a>"),
            (23, "Training successors"),
            (24, "<b class=\"nb\">6 months</b>"),
            (25, "2 failed years in a row"),
            (26, "<b class=\"nb\">¥5,000</b>"),
            (27, "Procuratorate"),
            (28, "<div id=\"O9\">"),
            (29, "伊市党办发〔2011〕282号"),
        ] {
            assert!(pages[article - 1].contains(words), "{article}: {words}");
        }
        assert!(pages[13].contains("15 working days"));
    }

    #[test]
    fn article_21_tells_each_mode_what_the_sentences_say_of_it() {
        let page = &articles(Language::Zh)[20];
        let row = page.split("<tr>").skip(1).find(|row| row.contains("医疗费个人部分")).unwrap_or_default();
        let cells: Vec<_> = row.split("data-s=\"").skip(1).filter_map(|cell| cell.split('"').next()).collect();
        assert_eq!(cells, ["not", "not", "not", "not", "met", "not", "not"], "special appointment alone");
        let row = page.split("<tr>").skip(1).find(|row| row.contains("重建人事档案")).unwrap_or_default();
        assert_eq!(row.matches("data-s=\"open\"").count(), 4, "left to a person beyond the three modes");
    }
}
