//! The Measures on pages: all of them, and one article.

use actix_web::{HttpResponse, web};
use domain::{Clause, Policy};
use kit::{DeskError, Frame, page};

use super::article::ArticlePage;
use super::overview::OverviewPage;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/measures").get(list)).service(web::resource("/measures/{article}").get(show));
}

async fn list(frame: Frame) -> Result<HttpResponse, DeskError> {
    page::show(&OverviewPage::of(frame))
}

async fn show(frame: Frame, article: web::Path<String>) -> Result<HttpResponse, DeskError> {
    let article = article.parse::<u8>().map_err(|_| DeskError::Missing)?;
    let row = Policy::standard().article(Clause::article(article)).ok_or(DeskError::Missing)?;
    page::show(&ArticlePage::of(frame, row))
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use domain::Language;

    use super::*;

    fn rendered(page: &impl Template) -> String {
        let words = page.render().expect("a page");
        assert!(!words.contains('⟦'), "{}", words.split('⟦').nth(1).unwrap_or_default());
        words
    }

    fn overview(language: Language) -> String {
        rendered(&OverviewPage::of(Frame::sample(language, "/measures")))
    }

    fn articles(language: Language) -> Vec<String> {
        let rows = Policy::standard().articles().iter();
        rows.map(|row| rendered(&ArticlePage::of(Frame::sample(language, "/measures/1"), row))).collect()
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
    fn an_article_shows_the_data_that_rests_on_it() {
        let pages = articles(Language::En);
        for (article, words) in [
            (3, "/en/posts?sector=modern-livestock"),
            (5, "Staffing Office"),
            (7, "data-s=\"not\">Not possible</span> <span class=\"cl\"><a href=\"/en/measures/7\">Art. 7</a>"),
            (10, "<div id=\"10(4)\">"),
            (12, "Officer of the municipal department"),
        ] {
            assert!(pages[article - 1].contains(words), "{article}: {words}");
        }
        assert!(pages[13].contains("15 working days"));
    }
}
