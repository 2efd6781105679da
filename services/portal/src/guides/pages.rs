//! The guides on pages: all of them, and one.

use actix_web::{HttpResponse, web};
use domain::{GuideTo, Policy};
use kit::{DeskError, Frame, Shared, page};

use super::guide::GuidePage;
use super::list::GuidesPage;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/guides").get(list)).service(web::resource("/guides/{code}").get(show));
}

async fn list(frame: Frame, shared: Shared) -> Result<HttpResponse, DeskError> {
    shared.answer(&version(), async || page::show(&GuidesPage::of(frame))).await
}

async fn show(frame: Frame, shared: Shared, code: web::Path<String>) -> Result<HttpResponse, DeskError> {
    let to = GuideTo::from_code(&code).ok_or(DeskError::Missing)?;
    shared.answer(&version(), async || page::show(&GuidePage::of(frame, to))).await
}

/// They change with the program and the policy only.
fn version() -> String {
    format!("guides {}", Policy::standard().version())
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use domain::{Category, Language};

    use super::*;

    fn rendered(page: &impl Template) -> String {
        let words = page.render().expect("a page");
        assert!(!words.contains('⟦'), "{}", words.split('⟦').nth(1).unwrap_or_default());
        words
    }

    #[test]
    fn every_guide_has_its_page_and_is_listed() {
        for language in Language::ALL {
            let list = rendered(&GuidesPage::of(Frame::sample(language, "/guides")));
            for to in GuideTo::ALL {
                let frame = Frame::sample(language, "/guides");
                assert!(list.contains(&format!("<a href=\"{}\">", frame.to(format!("/guides/{to}")))), "{to}");
                let page = rendered(&GuidePage::of(frame, to));
                assert!(page.contains(to.guide().name.say(language)), "{to}");
            }
        }
    }

    #[test]
    fn a_nomination_wants_the_evidence_of_each_item_and_names_every_hand() {
        let page = rendered(&GuidePage::of(Frame::sample(Language::Zh, "/guides/nomination"), GuideTo::Nomination));
        for category in Category::ALL {
            assert!(page.contains(&Policy::standard().category(category).evidence.zh), "{category}");
        }
        let days = GuideTo::Nomination.guide().days(Policy::standard()).expect("days");
        assert!(page.contains(&format!("{days}个工作日")) && page.contains("工作协调小组"), "{page}");
        let own = rendered(&GuidePage::of(Frame::sample(Language::Zh, "/guides/withdrawal"), GuideTo::Withdrawal));
        assert!(own.contains("《办法》没有写") && !own.contains("id=\"10(1)\""), "{own}");
    }
}
